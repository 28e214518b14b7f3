"""Where each term occurs, and the texts to show it in: in blocks, each a script that the page loads when it is asked.

From a file no browser lets a page fetch another file, but any page may load a script. So the page opens with the
numbers alone. The places of a term come with its block of terms, and the words around them with the block of texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from analysis.measures.story import Story
from analysis.schema import VOICES
from analysis.views.reader.lists import Page
from analysis.views.tables.phrases import visible

MOST_LINES = 50  # of a term in each group and voice, in the body and outside it
BLOCK = 100_000  # characters
WIDTH = 70  # characters shown to each side of a term

Places = list[list[int | str]]  # of a term: for each kind of place, which it is, how many there are, where they are


def places(found: pd.DataFrame, n: Mapping[tuple[int, int], int], terms: pd.Index) -> list[Places]:
    """Return where each term occurs: for each voice, in the body and outside it, how often, and the first places.

    Parameters
    ----------
    found, n
        What `first_places` returns.
    terms
        The terms that their numbers there count.

    Returns
    -------
    list
        For each term ``[kind, n, where]``: kind is twice the number of the voice, and 1 more outside the body; where is
        "text start" for each place, the text and the start as steps from the place before, the start as it is where
        the text is another one; a place that is not as long as its term has its length third. Offsets count characters.
    """
    columns = [found[name].tolist() for name in ("term", "kind", "text", "start", "length")]
    every: list[Places] = [[] for _ in terms]
    lengths = [len(term) for term in terms]
    for (term, kind), rows in groupby(zip(*columns, strict=True), key=itemgetter(0, 1)):
        steps: list[str] = []
        text, start = 0, 0
        for _, _, now, begin, length in rows:
            other = f" {length}" if length != lengths[term] else ""
            steps.append(f"{now - text} {begin - (start if now == text and steps else 0)}{other}")
            text, start = now, begin
        every[term].append([kind, n[term, kind], ";".join(steps)])
    return every


def first_places(
    story: Story, terms: pd.Index, groups: np.ndarray, most: int
) -> tuple[pd.DataFrame, dict[tuple[int, int], int]]:
    """Return the places that are listed, in order, and how many there are of each term and kind.

    Parameters
    ----------
    story
        The corpus.
    terms
        The terms, sorted.
    groups
        The number of the group of each text.
    most
        How many places of a term are listed, of each group and kind.
    """
    tokens = story.tokens
    of_segment = tokens["segment"].to_numpy()
    voice = pd.Index(VOICES).get_indexer(story.segments["voice"])[of_segment]
    outside = (story.segments["part"] != "body").to_numpy()[of_segment]
    text = pd.Index(story.documents["doc_id"]).get_indexer(tokens["doc_id"])
    table = pd.DataFrame(
        {
            "term": terms.get_indexer(tokens["term"]),
            "kind": 2 * voice + outside,
            "group": groups[text],
            "text": text,
            "start": tokens["start"].to_numpy(),
            "length": (tokens["end"] - tokens["start"]).to_numpy(),
        }
    )
    table = table[table["term"] >= 0].sort_values(["term", "kind", "text", "start"], ignore_index=True)
    n = table.groupby(["term", "kind"]).size().to_dict()
    return table[table.groupby(["term", "kind", "group"]).cumcount() < most], n


def blocks(items: Sequence[object], sizes: Sequence[int]) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield the number of the first item of each block, and the items, about `BLOCK` characters together."""
    first, size = 0, 0
    for number, one in enumerate(sizes):
        if size and size + one > BLOCK:
            yield first, items[first:number]
            first, size = number, 0
        size += one
    yield first, items[first:]


def shown_texts(story: Story, pages: Sequence[Page]) -> list[list[str]]:
    """Return of each text its page in the reader, its title, its group, the text as it can be shown, and its language.

    A letter stays a letter, so that offsets hold.
    """
    return [
        [page.file, page.title, page.group, visible(text), page.language]
        for page, text in zip(pages, story.documents["text"], strict=True)
    ]
