"""What all pages of the reader share: which pages there are, the groups, the categories, the entries and their uses."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.measures.dictionary.uses import uses_by_group
from analysis.measures.groups import groups_by_document
from analysis.measures.story import Story
from analysis.schema import COLUMNS, PARTS, VOICES
from analysis.texts.intake.languages import language_code
from analysis.texts.segmentation.document import is_english
from analysis.views.file_names import file_names
from analysis.views.tables.phrases import label

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Page(NamedTuple):
    """Where the page of a text is, what it is called, and in which language it is (`languages`)."""

    doc_id: str
    file: str
    title: str
    group: str
    language: str


def list_pages(story: Story) -> list[Page]:
    """Return where the page of each text is."""
    documents = story.documents
    groups = groups_by_document(documents, story.by)
    titles = documents["title"].fillna("") if "title" in documents else pd.Series("", index=documents.index)
    ids = documents["doc_id"].tolist()
    spoken = story.made["languages"] = story.made.get("languages") or languages(documents)
    return [
        Page(doc_id, f"{name}.html", label(title or doc_id, 200), str(groups[doc_id]), language)
        for doc_id, name, title, language in zip(ids, _names(ids), titles, spoken, strict=True)
    ]


def languages(documents: pd.DataFrame) -> list[str]:
    """Return the language of each text as HTML names it: what the corpus states, or else English where it reads so.

    It is empty where nobody knows, so that no screen reader takes a text for English.
    """
    stated = documents["language"] if "language" in documents else [""] * len(documents)
    return [_language(text, name) for text, name in zip(documents["text"], stated, strict=True)]


def _language(text: str, stated: object) -> str:
    code = language_code(stated) if isinstance(stated, str) else ""
    if _LANGUAGE.fullmatch(code):
        return code
    first = text[:5_000]
    latin = 2 * sum(map(str.isascii, first)) > len(first)
    return "en" if latin and is_english(first) else ""


def _names(doc_ids: Sequence[str]) -> list[str]:
    """Return a name for each page, none of them that of the page for two texts."""
    return file_names(["pair", *doc_ids])[1:]


class Entries(NamedTuple):
    """The entries of the lists that occur in the corpus, and the number of each."""

    rows: list[dict[str, Any]]
    markers: dict[tuple[str, str], int]
    names: dict[tuple[str, str], int]


def entries_of(story: Story) -> Entries:
    """Return every entry and name that the texts use, with what the lists say of it and how often it occurs where."""
    rows: list[dict[str, Any]] = []
    uses = uses_by_group(story.markers, story.documents, by=story.by)
    counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(dict)
    for row in uses.to_dict("records"):
        counts[row["category"], row["entry"]][str(row["group"])] = [int(row[key]) for key in (*VOICES, "docs")]
    notes = {(row["category"], row["entry"]): row["note"] for row in story.lexicon.to_dict("records")}
    found = story.markers[["category", "entry"]].drop_duplicates().sort_values(["category", "entry"])
    verbs = set(story.cues["cue"])
    markers = {}
    for key in found.itertuples(index=False, name=None):
        markers[key] = len(rows)
        rows.append(
            {
                "entry": key[1],
                "category": key[0],
                "note": _note(key[1], notes.get(key, ""), verbs),
                "uses": counts.get(key, {}),
            }
        )
    names = {}
    called = story.names[["actor", "label", "label_kind"]].drop_duplicates(["actor", "label"])
    for actor, name, kind in called.sort_values(["actor", "label"]).itertuples(index=False, name=None):
        names[actor, name] = len(rows)
        rows.append({"entry": name, "actor": actor, "kind": kind})
    return Entries(rows, markers, names)


def _note(entry: str, note: str, verbs: Collection[str]) -> str:
    """Return the note on an entry; of a form of a cue it is the cue."""
    if note not in verbs:
        return note
    return "" if note == entry else f"a form of “{note}”"


def lists_of(story: Story, pages: Sequence[Page], entries: Entries) -> dict[str, Any]:
    """Return what all pages share: the texts, the groups with their words, the categories and the entries."""
    words = story.voice_findings()
    groups = {
        str(group): {"docs": int(table["n_docs"].iloc[0]), "words": [_words(table, voice) for voice in VOICES]}
        for group, table in words.groupby("group", sort=False)
    }
    corrections = story.corrections
    texts = "\0".join(
        f"{doc_id}\0{text}" for doc_id, text in zip(story.documents["doc_id"], story.documents["text"], strict=True)
    )
    return {
        "corpus": hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "texts": [[page.file, page.title, page.group, page.language] for page in pages],
        "parts": PARTS,
        "voices": VOICES,
        "by": story.by,
        "groups": groups,
        "categories": [
            [row["category"], row["title"], bool(row["loaded"]), row["basis"]]
            for row in story.categories.to_dict("records")
        ],
        "entries": entries.rows,
        "corrections": [] if corrections is None else corrections[list(COLUMNS["corrections"])].to_numpy().tolist(),
    }


def _words(table: pd.DataFrame, voice: str) -> int:
    return int(table.loc[table["voice"] == voice, "n_words"].sum())
