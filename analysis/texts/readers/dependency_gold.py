"""Reading passives that people annotated: treebanks in CoNLL-U, and clauses in JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.schema import InputError, shown
from analysis.texts.readers.tables import decode, read_bytes

SHARED = "shared"  # a participle that shares the auxiliary of a passive before it: neither counted nor an error
_SUBJECTS = ("nsubj:pass", "csubj:pass")
_FIELDS = 10

Mark = tuple[str, int, int]  # kind, start and end of the participle


@dataclass
class Sentence:
    """A sentence of a treebank: what its comments say of it, and its words."""

    line: int
    comments: dict[str, str] = field(default_factory=dict)
    words: list[list[str]] = field(default_factory=list)


def treebank_sentences(file: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file in CoNLL-U, with the words that have a head.

    Raises
    ------
    InputError
        If the file is not UTF-8, a line has not ten fields, or a sentence has no ``# text``.
    """
    sentence, newdoc, genre = Sentence(1), "", ""
    lines = decode(read_bytes(file), file).splitlines()
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#"):
            name, _, value = line[1:].partition("=")
            sentence.comments[name.strip()] = value.strip()
        elif line.strip():
            fields = line.split("\t")
            if len(fields) != _FIELDS:
                raise InputError(
                    f"{file}, line {number}: {len(fields)} fields instead of {_FIELDS}; parted by tabs, as in CoNLL-U"
                )
            if fields[0].isdecimal():
                sentence.words.append(fields)
        else:
            if sentence.words:
                if "text" not in sentence.comments:
                    raise InputError(
                        f"{file}, line {sentence.line}: this sentence has no '# text ='; write it as the text has it"
                    )
                newdoc = sentence.comments.get("newdoc id", newdoc)
                genre = sentence.comments.get("meta::genre", genre if "newdoc id" not in sentence.comments else "")
                sentence.comments |= {"document": newdoc, "genre": genre}
                yield sentence
            sentence = Sentence(number + 1)


def treebank_passives(sentence: Sentence, agents: bool) -> Iterator[Mark]:
    """Yield the passives of a sentence, and the participles that share the auxiliary of one.

    A passive is a word with a child ``aux:pass``, ``nsubj:pass`` or ``csubj:pass``; it has an agent where a child is
    ``obl:agent``. A treebank does not mark a participle that is joined to it without an auxiliary and a subject of its
    own ("was arrested and beaten"): its kind is `SHARED`.

    Parameters
    ----------
    sentence
        The sentence.
    agents
        Whether its treebank marks agents; if not, the kind is ``passive`` alone.
    """
    spans, children = word_spans(sentence), dict[str, list[list[str]]]()
    for word in sentence.words:
        children.setdefault(word[6], []).append(word)
    relations = {word[0]: [child[7] for child in children.get(word[0], [])] for word in sentence.words}
    passive = {key for key, of in relations.items() if "aux:pass" in of or not set(_SUBJECTS).isdisjoint(of)}
    for word in sentence.words:
        of = relations[word[0]]
        if word[0] in passive:
            with_agent = "passive_with_agent" if "obl:agent" in of else "passive_without_agent"
            yield with_agent if agents else "passive", *spans[word[0]]
        elif word[7] == "conj" and word[6] in passive and not any(r.startswith(("aux", "nsubj", "csubj")) for r in of):
            yield SHARED, *spans[word[0]]


def word_spans(sentence: Sentence) -> dict[str, tuple[int, int]]:
    """Return where the words are in the text: each is looked for after the one before, no further than a space."""
    text, at, spans = sentence.comments["text"], 0, {}
    for word in sentence.words:
        begin = text.find(word[1], at, at + len(word[1]) + 3)
        begin, end = (begin, begin + len(word[1])) if begin >= 0 else (at, at)
        spans[word[0]], at = (begin, end), end
    return spans


def clause_passives(clauses: Any, text: str, place: str) -> Iterator[Mark]:
    """Yield the passives among clauses that are written as ``{"span": [s, e], "form": …, "agent": [s, e] or null}``.

    The participle is the last word of the span. The forms are ``active``, ``nominal``, ``passive`` (told apart by its
    agent), ``passive_with_agent`` and ``passive_without_agent``.

    Raises
    ------
    InputError
        If the clauses are not of that form; the message begins with `place`.
    """
    if not isinstance(clauses, list):
        raise InputError(f"{place}, field clauses: {shown(clauses)} is no list; write the clauses as a list of objects")
    for number, clause in enumerate(clauses):
        where = f"{place}, field clauses[{number}]"
        form = clause.get("form") if isinstance(clause, dict) else None
        if form not in ("active", "nominal", "passive", "passive_with_agent", "passive_without_agent"):
            raise InputError(
                f"{where}: the form {shown(form)} is not known; write active, nominal, passive, passive_with_agent or "
                "passive_without_agent"
            )
        span = clause.get("span")
        if not isinstance(span, list) or [type(end) for end in span] != [int, int]:
            raise InputError(f"{where}: the span {shown(span)} is not [start, end]; write two whole numbers")
        if not 0 <= span[0] < span[1] <= len(text):
            raise InputError(
                f"{where}: {shown(span)} is not in the text of {len(text)} characters; correct the offsets"
            )
        if form == "passive":
            form = "passive_with_agent" if clause.get("agent") else "passive_without_agent"
        if form.startswith("passive"):
            yield form, span[0] + text[span[0] : span[1]].rstrip().rfind(" ") + 1, span[1]
