"""The page of a podcast's transcript: a name in ``<cite>``, a time in ``<time>`` and what is said in ``<p>``.

These are side by side, as the podcast namespace has them. A name holds until the next one.
"""

from __future__ import annotations

import re
from typing import Any

from analysis.texts.intake.article import Block

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INSIDE = frozenset(("br", "cite", "hr", "p", "time", *_HEADINGS))
_TIME = re.compile(r"\W*(?:\d+:)?\d+:\d\d(?:[.,]\d+)?\W*")
_LEAST = 2  # names: one alone may be the source of a quotation


def turns_of(tree: Any, title: str = "") -> list[Block]:
    """Return the turns of a page that is a transcript, with its headings but the title; nothing of any other page.

    A page where something stands outside of these elements, or words come before the first name, is no such transcript:
    whose they are is not known.
    """
    for above in dict.fromkeys(one.getparent() for one in tree.iter("cite")):
        inside = [one for one in above if isinstance(one.tag, str)] if above is not None else []
        loose = [above.text, *(one.tail for one in above)] if inside else []
        blocks = _turns(inside) if _INSIDE.issuperset(one.tag for one in inside) else []
        if blocks and not any((text or "").strip() for text in loose):
            return [block for block in blocks if block != Block(title, "headline")]
    return []


def _turns(inside: list[Any]) -> list[Block]:
    """Return what is said, each with the last name before it; nothing where names do not come before what is said."""
    found: list[Block] = []
    names: list[str] = []
    waits = False
    for one in inside:
        text = " ".join(one.text_content().split())
        if one.tag in _HEADINGS and text:
            found.append(Block(text, "headline"))
        elif one.tag == "cite":
            names.append(text.rstrip(" :"))
            waits = True
        elif one.tag == "p" and text and not _TIME.fullmatch(text):
            if not names:
                return []
            found.append(Block(text, "turn", names[-1]))
            waits = False
    return [] if waits or len(names) < _LEAST else found
