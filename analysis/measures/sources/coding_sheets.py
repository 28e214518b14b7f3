"""Sheets for people to fill in: the mentions of actors in texts, and the speakers that texts quote or paraphrase.

A person decides who the mentions are that `mentions` finds. What that person wrote is read by `readers.actors`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from analysis.measures.sources.mentions import mentions, short_forms
from analysis.measures.sources.sides import folded
from analysis.measures.sources.speaker_kind import name_in
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.actors import FORMS
from analysis.texts.segmentation.words import tokens_of

_AROUND, _LONGEST = 60, 120  # characters of an example: on each side, and of what a speaker says


@dataclass
class _Found:
    """The mentions of one actor, under one label: how they are written, and where."""

    forms: Counter[str] = field(default_factory=Counter)
    docs: set[str] = field(default_factory=set)
    groups: Counter[str] = field(default_factory=Counter)
    first: tuple[str, int, int] = ("", 0, 0)
    words: int = 0

    def add(self, form: str, doc_id: str, group: str, place: tuple[str, int, int], words: int = 0) -> None:
        """Count one mention."""
        self.first = place if not self.docs else self.first
        self.forms[form] += 1
        self.docs.add(doc_id)
        self.groups[group] += 1
        self.words += words

    def absorb(self, other: _Found) -> None:
        """Count the mentions of another label too; the example stays."""
        self.forms += other.forms
        self.docs |= other.docs
        self.groups += other.groups

    @property
    def form(self) -> str:
        """How it is most often written."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))

    def row(self, texts: dict[str, str]) -> dict[str, object]:
        """Return the columns that say how often and where it occurs."""
        doc_id, start, end = self.first
        text = texts[doc_id]
        left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        left = left.partition(" ")[2] if start > _AROUND else left  # no word in part
        right = right.rpartition(" ")[0] if end + _AROUND < len(text) else right
        kinds = ", ".join(f"{group} {n}" for group, n in sorted(self.groups.items()) if group)
        example = " ".join(f"{left}[{text[start:end]}]{right}".split())
        return {"n": self.forms.total(), "docs": len(self.docs), "source_types": kinds, "example": example}


def actor_sheet(segments: pd.DataFrame, documents: pd.DataFrame, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the mentions of people and bodies in texts, for a person to say who they are.

    Parameters
    ----------
    segments, documents
        Tables of that name, of the same texts. Without a column ``source_type``, no kind of source is named.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``actor, label, label_kind, note, coder, n, docs, source_types, example``, the most frequent first. `label` is
        the mention, with its other forms (``Ann Lee | Lee``); `actor`, `label_kind` and `coder` are empty, to be filled
        in. `source_types` counts the mentions by kind of source; the `example` is the first, with the words around it.

    See Also
    --------
    read_actors : reads the sheet, and says what to fill in.
    speaker_sheet : the speakers.
    coder_agreement : how far two sheets agree.

    Notes
    -----
    A mention is a run of words with capitals inside a sentence, "of" and the like between them, without a title or
    office before it ("Mayor Ann Lee": "Ann Lee"); or a noun for a body or for many people ("residents", "the
    clerical regime", "Iraqi forces") with what qualifies it. At the start of a sentence a word counts if the texts
    have it with a capital elsewhere more often than in small letters, or never in these and another name comes
    next; the same goes for one after a colon. A surname is merged with the one full name of its text that ends in
    it, an abbreviation with the name before it in brackets, as long as all texts agree; else `note` names who it
    may be. Headlines, bylines and furniture are not read.

    Misleads where a name is a common word, and where one name means two people. The sheet holds places, months in
    names and other mentions that are nobody: leave their rows empty.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Mayor Ann Lee met residents of Norby. Lee spoke to them."]})
    >>> same.actor_sheet(same.voices(texts), texts)[["label", "n"]].values.tolist()
    [['Ann Lee | Lee', 2], ['Norby', 1], ['residents', 1]]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    groups = _groups(documents)
    found: dict[tuple[str, ...], _Found] = {}
    fuller: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    in_text: dict[str, Counter[tuple[str, ...]]] = {}
    for doc_id, key, form, start, end in mentions(segments, table, texts):
        found.setdefault(key, _Found()).add(form, doc_id, groups.get(doc_id, ""), (doc_id, start, end))
        in_text.setdefault(doc_id, Counter())[key] += 1
    forms = {key: one.form for key, one in found.items()}
    for doc_id, here in in_text.items():
        for short, full in short_forms(here, texts[doc_id], forms):
            fuller.setdefault(short, Counter())[full] += here[short]
    notes = {}
    for short, named in fuller.items():
        if len(named) > 1:
            notes[short] = "may be " + " or ".join(sorted(found[full].form for full in named))
    merged = {short: next(iter(named)) for short, named in fuller.items() if len(named) == 1}
    labels = {key: [form] for key, form in forms.items()}
    for short, full in sorted(merged.items(), key=lambda pair: -found[pair[0]].forms.total()):
        if full not in merged:
            labels[full].append(forms[short])
            found[full].absorb(found[short])
            del labels[short]
    rows = [
        {"label": FORMS.join(label), "note": notes.get(key, ""), **found[key].row(texts)}
        for key, label in labels.items()
    ]
    return _sheet(rows, "actor_sheet", ["n", "docs", "label"])


def speaker_sheet(sources: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return who is quoted or paraphrased in texts, for a person to say for which side they speak.

    Parameters
    ----------
    sources, documents
        Tables of that name, of the same texts. Without a ``source_type``, no kind of source is named.

    Returns
    -------
    DataFrame
        ``doc_id, speaker, side, ground, note, coder, speaker_kind, n, n_words, docs, source_types, example``, those
        with most attributed stretches first. A speaker with a name has one row for all texts, with an empty `doc_id`
        and the fullest form of the name ("Ann Lee" for "Lee" and "Mayor Ann Lee"); one without a name ("the mayor") has
        a row for each text. `side`, `ground` and `coder` are empty, to be filled in. `n` counts attributed stretches,
        `n_words` their words; the `example` is the first.

    See Also
    --------
    read_sides : reads the sheet.
    sides_of : the side of each speaker.
    actor_sheet : the actors that are named.
    coder_agreement : how far two sheets agree.

    Notes
    -----
    To code a named speaker otherwise in one text, add a row with its `doc_id`. Misleads where two people have one name,
    and where `voices` took something for a speaker that is none: leave such rows empty.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["“We stay,” said Mayor Ann Lee. “Now,” Lee said."]})
    >>> said = same.sources(same.voices(texts), same.read_actors(documents=texts), same.read_cues())
    >>> same.speaker_sheet(said, texts)[["doc_id", "speaker", "n", "n_words"]].values.tolist()
    [['', 'Ann Lee', 2, 3]]
    """
    check(sources, "sources")
    groups, texts = _groups(documents), dict(zip(documents["doc_id"], documents["text"], strict=True))
    found: dict[tuple[str, str], _Found] = {}
    kinds: dict[tuple[str, str], str] = {}
    for row in sources[sources["speaker"] != ""].itertuples():
        full = row.speaker_full or row.speaker
        name = name_in(full)
        key = ("", folded(name)) if name else (row.doc_id, folded(full))
        place = (row.doc_id, row.start, min(row.end, row.start + _LONGEST))
        one = found.setdefault(key, _Found())
        one.add(name or full, row.doc_id, groups.get(row.doc_id, ""), place, row.n_words)
        kinds[key] = kinds.get(key) or row.speaker_kind
    rows = [
        {"doc_id": key[0], "speaker": one.form, "speaker_kind": kinds[key], "n_words": one.words, **one.row(texts)}
        for key, one in found.items()
    ]
    return _sheet(rows, "speaker_sheet", ["n", "n_words", "speaker", "doc_id"])


def _groups(documents: pd.DataFrame) -> dict[str, str]:
    if "source_type" not in documents.columns:
        return {}
    kinds = documents["source_type"].astype(object).fillna("")
    return dict(zip(documents["doc_id"], map(str, kinds), strict=True))


def _sheet(rows: list[dict[str, object]], name: str, order: list[str]) -> pd.DataFrame:
    """Return the rows as a sheet, sorted: numbers downwards, then text; columns to be filled in are empty."""
    empty = dict.fromkeys(COLUMNS[name], "")
    table = pd.DataFrame([empty | row for row in rows], columns=list(empty))
    numbers = [column for column in table.columns if column in ("n", "docs", "n_words")]
    table = table.astype({column: int if column in numbers else "str" for column in table.columns})
    return table.sort_values(order, ascending=[column not in numbers for column in order], ignore_index=True)
