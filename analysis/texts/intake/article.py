"""What a reader of a file hands on: its articles, each in blocks, and what it left out, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Block(NamedTuple):
    """A paragraph of an article, and what the format says it is.

    `kind` is a part of the page (`headline` for a subhead, `body`, `byline`, `caption`, `comment`, `furniture`),
    `quote` for a block quotation, or `turn` for what one speaker says in a transcript. It is empty where the format
    says nothing: the rules then decide. `speaker` is who speaks in a `quote` or a `turn`, where the format says it.
    """

    text: str
    kind: str = ""
    speaker: str = ""


@dataclass
class Article:
    """One article as a file has it; what the file does not say is empty.

    `date` and `page_date` are ISO 8601 days, the day of publication and that on which the page was modified or loaded.
    `place` says where in the file it is ("document 3", "row 4"), `stated_words` how many words the file says it has,
    `truncated` why the text is a stump, and `more` holds further columns.
    """

    blocks: list[Block]
    place: str = ""
    doc_id: str = ""
    title: str = ""
    outlet: str = ""
    date: str = ""
    page_date: str = ""
    source_type: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    correction: str = ""
    stated_words: int | None = None
    truncated: str = ""
    more: dict[str, str] = field(default_factory=dict)


class LeftOut(NamedTuple):
    """What is in no text, and why; `is_error` tells what could not be read from what holds no article."""

    place: str
    title: str
    why: str
    is_error: bool = False


@dataclass
class Reading:
    """What was read from one file.

    `kind` names the format, `announced` is how many articles the file says it holds (None where it does not say), and
    `notes` are lines for the person who gave it.
    """

    kind: str
    articles: list[Article] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    announced: int | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """What the person who gathers decides.

    `dates` is the order of day, month and year where a date has figures alone (``dmy``, ``mdy``), `encoding` that of
    files which are not UTF-8, `columns` maps our columns to those of a spreadsheet, and `truncated` takes texts that an
    interface has cut.
    """

    dates: str = ""
    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    truncated: bool = False
