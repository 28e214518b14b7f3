"""Vertical text, as corpus tools have it: a word a line, with tags for texts, paragraphs, sentences and glue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.readers.dates import read_date

_START = re.compile(r"<(?:corpus|doc|text|file|article)(?:\s[^<>]*)?>")
_TAG = re.compile(r"<(/?)([A-Za-z_][\w.-]*)((?:\s[^<>]*)?)/?>$")
_ATTRIBUTE = re.compile(r"""([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEXTS = ("doc", "text", "article")
_FIELDS = {
    "outlet": ("outlet", "source", "newspaper", "publication", "publisher", "medium"),
    "title": ("title", "headline", "name"),
    "byline": ("author", "byline"),
    "section": ("section", "rubric"),
    "url": ("url", "uri"),
    "source_type": ("source_type", "genre", "type"),
}
_NO_BLANK_BEFORE = re.compile(r" (?=[,.;:!?%)\]}”’»…](?: |$)|(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b)")
_NO_BLANK_AFTER = re.compile(r"(?<=[(\[{“‘«]) ")


def recognises(file: File) -> bool:
    """Tell whether a file begins with the tag of a text, and has a word with its annotation, or alone, a line."""
    lines = [line.strip("\r") for line in file.head.split("\n")[:-1]]
    if not lines or not _START.match(lines[0]):
        return False
    words = [line for line in lines if line and not line.startswith("<")]
    return len(words) > 1 and all("\t" in line or " " not in line.strip() for line in words)


def read(file: File, options: Options) -> Reading:
    """Return the texts of a file; without tags for glue, the blanks before punctuation are taken out."""
    found = Reading("vertical text")
    has_glue = "\n<g/>" in file.text or "\n<g />" in file.text
    for number, (about, paragraphs) in enumerate(_texts(file.text.splitlines()), 1):
        place = f"text {number}"
        blocks = [Block(text if has_glue else _unspaced(text)) for text in paragraphs]
        fields = {name: next((about.pop(one) for one in names if one in about), "") for name, names in _FIELDS.items()}
        dated = next((about.pop(one) for one in ("date", "published", "day") if one in about), "")
        language = next((about.pop(one) for one in ("lang", "language", "xml:lang") if one in about), "")
        number_of_it = next((about.pop(one) for one in ("id", "doc_id", "xml:id", "n") if one in about), "")
        article = Article(blocks, place, doc_id=number_of_it, date=read_date(dated, options.dates, place))
        article.language, article.more = language_code(language), about
        for name, value in fields.items():
            setattr(article, name, value)
        if blocks:
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(place, article.title, "no text"))
    if found.articles and not has_glue:
        found.notes.append("no <g/> says where words are joined: blanks around punctuation are put as in English print")
    return found


def _texts(lines: Iterable[str]) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Yield what is said about each text, and its paragraphs."""
    about: dict[str, str] | None = None
    paragraphs: list[list[str]] = [[]]
    glued = True
    for line in lines:
        tag = _TAG.match(line)
        if not tag:
            if word := line.split("\t", 1)[0].strip():
                paragraphs[-1] += [word] if glued else [" ", word]
                glued = False
        elif tag[2] == "g":
            glued = True
        elif tag[2] in _TEXTS or tag[2] in ("p", "head", "div"):
            if tag[2] in _TEXTS:
                if about is not None:
                    yield about, ["".join(words) for words in paragraphs if words]
                attributes = ((name.lower(), unescape(one or other)) for name, one, other in _ATTRIBUTE.findall(tag[3]))
                about, paragraphs = None if tag[1] else dict(attributes), []
            paragraphs.append([])
            glued = True
    if about is not None:
        yield about, ["".join(words) for words in paragraphs if words]


def _unspaced(text: str) -> str:
    return _NO_BLANK_AFTER.sub("", _NO_BLANK_BEFORE.sub("", text))
