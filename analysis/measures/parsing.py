"""Texts parsed block by block, and what has to be said of them, whether they come at once or some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import reduce
from hashlib import blake2b
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from analysis.measures.sources.attributed import speech_alone
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.lexicon import read_cues
from analysis.texts.segmentation.beside_prose import beside_prose
from analysis.texts.segmentation.document import are_english
from analysis.texts.segmentation.words import words_of

T = TypeVar("T")


@dataclass(frozen=True)
class Remarks:
    """What has to be said of texts before their words are counted.

    Attributes
    ----------
    texts
        How many there are.
    wordless
        The doc_ids of those without a word.
    foreign
        How many do not read as English.
    beside
        What the first texts that hold more than prose hold, by doc_id (`beside_prose`).
    n_beside
        How many hold more than prose.
    """

    texts: int = 0
    wordless: tuple[str, ...] = ()
    foreign: int = 0
    beside: dict[str, list[str]] = field(default_factory=dict)
    n_beside: int = 0

    def __add__(self, later: Remarks) -> Remarks:
        """Return the remarks on both, the later texts last."""
        return Remarks(
            self.texts + later.texts,
            self.wordless + later.wordless,
            self.foreign + later.foreign,
            dict(islice((self.beside | later.beside).items(), SHOWN)),
            self.n_beside + later.n_beside,
        )

    @classmethod
    def sum(cls, remarks: Iterable[Remarks]) -> Remarks:
        """Return the remarks on all blocks."""
        return reduce(cls.__add__, remarks, cls())


SHOWN = 3  # texts with more than prose that are named


def remarks_on(documents: pd.DataFrame) -> Remarks:
    """Return what has to be said of the documents."""
    doc_ids, texts = documents["doc_id"].tolist(), documents["text"].tolist()
    wordless, foreign = list[str](), 0
    for doc_id, text, (starts, ends) in zip(doc_ids, texts, words_of(texts), strict=True):
        wordless += [] if len(starts) else [doc_id]
        found = (text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True))
        foreign += not are_english(found, len(starts))
    seen = {doc_id: kinds for doc_id, text in zip(doc_ids, texts, strict=True) if (kinds := beside_prose(text))}
    return Remarks(
        len(texts),
        tuple(wordless),
        foreign,
        dict(islice(seen.items(), SHOWN)),
        len(seen),
    )


class Parsed(NamedTuple, Generic[T]):
    """What a block of texts gave."""

    remarks: Remarks
    prints: np.ndarray  # of each text a number that its copies share
    made: T


@dataclass(frozen=True)
class Parsing(Generic[T]):
    """What is done with each block of texts: parse it, and make something of documents and segments.

    It goes to other processes and machines as it is.

    Attributes
    ----------
    work
        Takes segments and documents, and returns what is wanted of them.
    speech
        Whether nothing but what was said is attributed (`speech_alone`).
    speakers
        Whether it is wanted who speaks.
    """

    work: Callable[[pd.DataFrame, pd.DataFrame], T]
    speech: bool = False
    speakers: bool = True

    def __call__(self, documents: pd.DataFrame) -> Parsed[T]:
        """Return what a block of texts gives."""
        segments = voices(documents, speakers=self.speakers)
        if self.speech:
            segments = speech_alone(segments, read_cues())
        return Parsed(remarks_on(documents), _prints(documents["text"].tolist()), self.work(segments, documents))


def _prints(texts: Iterable[str]) -> np.ndarray:
    digests = (blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=8) for text in texts)
    return np.frombuffer(b"".join(digest.digest() for digest in digests), dtype=np.uint64)
