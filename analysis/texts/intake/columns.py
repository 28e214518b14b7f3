"""Which column of a table, or key of a record, is which of ours: the names that people and programs give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from analysis.schema import COLUMNS

# The names in small letters and without what parts their words; a name before another is taken before it.
_NAMES = {
    "text": (
        "text texts body fulltext articletext articlebody bodytext maintext storytext newstext contenttext textcontent "
        "content contents articlecontent articlecontents newscontent fullarticle fullcontent cleantext cleanedtext "
        "plaintext rawtext story article transcript speech paragraphs bodyparagraphs document doc articlehtml bodyhtml "
        "contenthtml texto texte текст"
    ),
    "title": (
        "title headline headlines articletitle newstitle webtitle heading head titel titre titulo título заголовок"
    ),
    "outlet": (
        "outlet outletname newsoutlet publication publicationname publicationtitle newspaper newspapername source "
        "sourcename sourcetitle publisher publishername media medianame medium journal paper sitename site channel "
        "domain sourcedomain newsroom creditline medio fuente quelle источник"
    ),
    "date": (
        "date publicationdate pubdate datepublished publisheddate publishdate publishedat publishedon published "
        "webpublicationdate firstpublished dateofpublication articledate newsdate postdate dateadded datetime datum "
        "timestamp time versioncreated fecha день дата"
    ),
    "page_date": (
        "pagedate datemodified lastmodified modified modifiedat modifieddate datemodify dateupdated lastupdated "
        "updated updatedat updateddate"
    ),
    "source_type": "sourcetype",
    "byline": "byline author authors authorname writer writtenby journalist journalists reporter creator автор",
    "section": "section sectionname desk newsdesk",
    "language": "language lang languagecode",
    "url": "url link weburl articleurl newsurl storyurl sourceurl permalink webpage uri href address",
    "correction": "correction corrections",
    "doc_id": "docid id urn articleid documentid newsid storyid uuid guid recordid accessionnumber",
    "stated_words": "wordsstated wordcount wordscount nwords numwords numberofwords",
    "truncated": "truncated",
}
BESIDE = frozenset(  # long, and about the article or before it
    "abstract description summary snippet excerpt lead leadparagraph standfirst teaser dek subtitle subhead trailtext "
    "comment comments notes keywords tags prompt".split()
)
FIELDS = {field: tuple(names.split()) for field, names in _NAMES.items()}
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}
_INDEX = re.compile(r"Unnamed: \d+|column_1|index|__index_level_\d+__")  # what programs add: the number of the row
_PARTS = re.compile(r"[\W_]+")
# What a corpus says about its own files and places, which is not so of those that are made of it.
_OF_THE_OLD = frozenset(
    ("file", "sha256", "layout", *(name for name in COLUMNS["documents"] if name.startswith("taken_")))
)


def bare(name: str) -> str:
    """Return the name of a column in small letters, without what parts its words."""
    return _PARTS.sub("", name.lower())


def field_of(name: str) -> str:
    """Return which of our fields a column holds by its name, or nothing."""
    plain = bare(name)
    shorter = (plain.removeprefix(first) for first in ("article", "news", "articlenews", "content", "story", "post"))
    return next((field for one in (plain, *shorter) if (field := _FIELD_OF.get(one))), "")


def choose(columns: Iterable[str], mapped: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the columns of each field, the surest first; `mapped` is what a person says, ours by theirs."""
    found: dict[str, list[str]] = {}
    for column in columns:
        if column not in mapped.values() and (field := field_of(column)) and field not in mapped:
            found.setdefault(field, []).append(column)
    for field, names in found.items():
        order = FIELDS[field]
        names.sort(key=lambda name: order.index(bare(name)) if bare(name) in order else len(order))
    return found | {field: [column] for field, column in mapped.items()}


def further(column: str) -> str:
    """Return under what name a column is kept that holds none of our fields; nothing where it is not kept."""
    if column in _OF_THE_OLD or _INDEX.fullmatch(column):
        return ""
    return f"{column}_given" if column in FIELDS and column != "source_type" else column
