"""How hard each text is to read, in all its sentences and in those of each voice (verb `readability`).

textstat 0.7.13 has the same formulas and other counts: "Dr. Lee of the U.S. Army met Gen. Cole at 5 p.m. on Monday. It
rained hard." has four sentences there, one of two words has none, and the words of a headline or of list items are
counted without being sentences, which makes those beside them longer. Its syllables need a list from the network. Here
sentences and words are those of every other table; data/validation/README.md has the errors of both.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.measures.counts import select_rows
from analysis.measures.framing.readability.diversity import Runs, mattr, mtld
from analysis.measures.framing.readability.syllables import syllables
from analysis.schema import COLUMNS, VOICES, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.segmentation.words import tokens_of

LEAST_WORDS = 100  # in the sentences of a voice, before it has a score: Flesch (1948) took samples of a hundred words
LONG = 6  # letters that a word has more than, to be long: Björnsson (1968)
MEASURES = (
    "words_per_sentence",
    "syllables_per_word",
    "long_words",
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "mattr",
    "mtld",
)
_COUNTED = ("all", *VOICES)
_STOP = re.compile(r"[^\n]*?[.!?…]")
_NOTE = re.compile(r"[.!?…][\"'”’)]*\[[^\[\]\n]{1,20}\Z")  # the stop before the mark of a note: "It rained.[1]"


def readability(segments: pd.DataFrame, *, part: str = "body", tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return how long the sentences and words of each text are, how easy it is to read and how varied its words are.

    Parameters
    ----------
    segments
        Table `segments`.
    part
        What to count; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Table `readability`: each text in its order, in all voices and in each. Counted are sentences that end with a
        stop, so that no heading, line of a table or item of a list without one is a sentence; ``words_elsewhere`` says
        how many words that leaves out. An item that ends with a stop counts, its number as a word. A sentence is of the
        voice that has more than half of its words, and counts whole: "The minister called it a 'massacre'" is the
        reporter's. Those that no voice has half of are in ``all`` alone. ``own_share`` is the share of the words
        counted that are in the voice itself. Then `MEASURES`, each empty with fewer than `LEAST_WORDS` words (MTLD of
        fewer comes out too low): words per sentence; syllables per word (`syllables`); ``long_words``, the share of
        words of more than six letters (Björnsson 1968); reading ease ``206.835 - 1.015 · words per sentence - 84.6 ·
        syllables per word`` (Flesch 1948), the higher the easier; grade ``0.39 · words per sentence + 11.8 · syllables
        per word - 15.59`` (Kincaid et al. 1975); `mattr` of 50 words and `mtld` of the words of these sentences.

    Raises
    ------
    InputError
        If a column is missing, or there is no such part.

    Notes
    -----
    The formulas know lengths, not meaning: they were fitted to schoolbooks and manuals of the United States, and a
    difference of a few points says nothing of one text. They mislead where quotations are translated; in verse,
    transcripts and texts without stops (see ``words_elsewhere``); and in direct speech, where writers choose what to
    quote and who said it counts with the sentence. Fragments in quotation marks are no sentences, so that they have no
    score of their own.

    See Also
    --------
    readability_by_group : means of groups of texts, and their differences.
    syllables : how they are counted.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.readability(story.segments)
    >>> table.loc[table["voice"] == "all", ["doc_id", "sentences", "words"]].head(2).values.tolist()
    [['ncri-2012-movie', 9, 300], ['ncri-2014-transfer', 58, 1984]]
    """
    check(segments, "segments")
    table = tokens_of(segments, tokens)
    keep = select_rows(segments, part=part)[table["segment"].to_numpy()] if len(table) else np.zeros(0, dtype=bool)
    known = pd.Index(segments["doc_id"].unique())
    words = _words(table, segments, known)
    ended = _ended(table, texts_of(segments))
    here = {name: values[keep] for name, values in words.items()}
    counted = ended[keep]
    owner = _owners(here, counted)
    rows = [_rows(here, counted if place == 0 else owner == place, place, len(known)) for place in range(len(_COUNTED))]
    result = pd.concat(rows).sort_values(["doc", "place"], kind="stable", ignore_index=True)
    result["doc_id"] = known.take(result["doc"]).to_numpy(dtype=object)
    result["voice"] = np.array(_COUNTED, dtype=object)[result["place"]]
    has_words = result.groupby("doc")[["words", "words_elsewhere"]].transform("sum").sum(axis=1) > 0
    return result.loc[has_words, list(COLUMNS["readability"])].reset_index(drop=True)


def _words(table: pd.DataFrame, segments: pd.DataFrame, known: pd.Index) -> dict[str, np.ndarray]:
    """Return what is needed of each word; of each different one it is worked out once."""
    segment = table["segment"].to_numpy(dtype=np.int64)
    code = table["term"].cat.codes.to_numpy().astype(np.int64)
    different = table["term"].cat.categories.tolist()
    spoken = np.fromiter(map(syllables, different), dtype=np.int64, count=len(different))
    letters = np.fromiter((sum(map(str.isalpha, term)) for term in different), dtype=np.int64, count=len(different))
    return {
        "doc": known.get_indexer(segments["doc_id"])[segment],
        "voice": pd.Index(VOICES).get_indexer(segments["voice"])[segment] + 1,
        "sentence": table["sentence"].to_numpy(dtype=np.int64),
        "term": code,
        "syllables": spoken[code] if len(code) else code,
        "long": (letters > LONG)[code] if len(code) else code > 0,
    }


def _ended(table: pd.DataFrame, texts: dict[str, str]) -> np.ndarray:
    """Return which words are in a sentence with a stop behind its last word, in the same line."""
    sentence = table["sentence"].to_numpy()
    if not len(sentence):
        return np.zeros(0, dtype=bool)
    last = np.flatnonzero(np.append(sentence[1:] != sentence[:-1], True))
    ends = table["end"].to_numpy()[last].tolist()
    # Up to the first word of the next sentence, or the end of the text.
    until = [*table["start"].to_numpy()[last[:-1] + 1].tolist(), 0]
    doc_ids = table["doc_id"].take(last).tolist()
    stops = np.zeros(len(last), dtype=bool)
    for i, (doc_id, end, begin) in enumerate(zip(doc_ids, ends, until, strict=True)):
        text = texts[doc_id]
        reach = begin if doc_ids[i + 1 : i + 2] == [doc_id] else len(text)
        stops[i] = text[end - 1] == "." or bool(_STOP.match(text, end, reach))
        if not stops[i] and text.startswith("]", end):
            stops[i] = bool(_NOTE.search(text[max(end - 25, 0) : end]))
    return np.repeat(stops, np.diff(np.append(-1, last)))


def _owners(words: dict[str, np.ndarray], counted: np.ndarray) -> np.ndarray:
    """Return the place of the voice that has more than half of the words of each word's sentence, or -1."""
    if not len(counted):
        return np.zeros(0, dtype=np.int64)
    sentence = np.cumsum(_begin_sentence(words["sentence"])) - 1
    by_voice = np.zeros((sentence.max() + 1, len(_COUNTED)), dtype=np.int64)
    np.add.at(by_voice, (sentence, words["voice"]), 1)
    most = by_voice.argmax(axis=1)
    owner = np.where(2 * by_voice.max(axis=1) > by_voice.sum(axis=1), most, -1)
    return np.where(counted, owner[sentence], -1)


def _begin_sentence(numbers: np.ndarray) -> np.ndarray:
    """Return which words are the first of their sentence, from the numbers of these, which are in order."""
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


def _rows(words: dict[str, np.ndarray], counted: np.ndarray, place: int, n_docs: int) -> pd.DataFrame:
    """Return the rows of one voice: a row for each text."""
    doc = words["doc"][counted]
    sentences = doc[_begin_sentence(words["sentence"][counted])]
    n = np.bincount(doc, minlength=n_docs)
    of_voice = words["voice"] == place if place else np.ones(len(words["doc"]), dtype=bool)
    own = np.bincount(words["doc"][counted & of_voice], minlength=n_docs)
    n_sentences = np.bincount(sentences, minlength=n_docs)
    runs = Runs(words["term"][counted], np.append(0, np.cumsum(n)))
    enough = n >= LEAST_WORDS
    with np.errstate(invalid="ignore", divide="ignore"):
        length = n / n_sentences
        spoken = np.bincount(doc, words["syllables"][counted], minlength=n_docs) / n
        table = pd.DataFrame(
            {
                "doc": np.arange(n_docs),
                "place": place,
                "sentences": n_sentences,
                "words": n,
                "own_share": own / n,
                "words_elsewhere": np.bincount(words["doc"][of_voice], minlength=n_docs) - own,
                "words_per_sentence": length,
                "syllables_per_word": spoken,
                "long_words": np.bincount(doc, words["long"][counted], minlength=n_docs) / n,
                "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * spoken,
                "flesch_kincaid_grade": 0.39 * length + 11.8 * spoken - 15.59,
            }
        )
    table["mattr"], table["mtld"] = mattr(runs), mtld(runs)
    table.loc[~enough, list(MEASURES)] = np.nan
    return table
