"""The texts of news agencies, in short lines: a blank line or an indent begins a paragraph."""

from __future__ import annotations

import re
from copy import copy
from textwrap import dedent
from typing import Any

from analysis.texts.intake import markup
from analysis.texts.intake.article import Article, Block
from analysis.texts.intake.xml import tag

_CREDIT = re.compile(r"\((?:Reporting|Writing|Editing|Compiled|Additional reporting|By)\b|By [A-Z][\w.’'-]*(?: [\w.’'-]+){1,5}$")  # fmt: skip # noqa: E501
_CORRECTED = re.compile(r"\((?:[^()]{0,60}\b)?(?:correct|refile|clarifie|fixe)s\b", re.I)


def unwrapped(text: str, kind: str = "") -> list[Block]:
    r"""Return the paragraphs of a text in short lines.

    Agencies do not part words at the end of a line: a hyphen there belongs to the word.

    >>> [block.text for block in unwrapped("   BRENN - The ferry is five-\nyears old.\n   It sails.")]
    ['BRENN - The ferry is five-years old.', 'It sails.']
    """
    first, _, others = text.expandtabs().strip("\n").partition("\n")
    paragraphs: list[list[str]] = [[]]
    for line in [first, *dedent(others).split("\n")]:
        if not line.strip() or line.startswith("  "):
            paragraphs.append([])
        if line.strip():
            paragraphs[-1].append(" ".join(line.split()))
    return [Block(re.sub(r"(?<=\w)-\n(?=\w)", "-", "\n".join(lines)).replace("\n", " "), kind) for lines in paragraphs if lines]  # fmt: skip # noqa: E501


def spread(root: Any) -> None:
    """Make a paragraph of a tree, where it holds several in short lines, as many paragraphs."""
    for one in markup.every(root, "p", "body"):
        if any(tag(inner).lower() != "br" for inner in one):
            continue
        text = (one.text or "") + "".join(f"\n{(inner.tail or '').lstrip()}" for inner in one)
        if "\n" not in text.strip() or one.getparent() is None:
            continue
        first, *others = unwrapped(text)
        for block in reversed(others):
            piece = copy(one)
            del piece[:]
            piece.text, piece.tail = block.text, "\n"
            one.addnext(piece)
        del one[:]
        one.text = first.text


def marked(article: Article) -> Article:
    """Mark the lines that agencies put above and below a text, who wrote it and what it corrects; keep a correction."""
    blocks: list[Block] = []
    for number, block in enumerate(article.blocks):
        if number < 3 and _CORRECTED.match(block.text):
            article.correction = article.correction or block.text.strip("()")
            blocks.append(block._replace(kind="furniture"))
        else:
            blocks.append(block._replace(kind="byline") if _CREDIT.match(block.text) else block)
    article.blocks = blocks
    return article
