#!/usr/bin/env python3
"""Measure how many passages are found that were changed by rule, and how many where there is nothing to find.

Pieces of texts are put into other texts of the corpus, with words dropped, replaced, put in or moved. For precision,
near passages are looked for between texts that are unrelated: those of two values of a column, if they are so, and the
texts themselves with their words shuffled in blocks, which keeps the words and short phrases of each and nothing else.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import analysis as same
from analysis.measures.reuse import near_passages

SIZES, RATES, KINDS = (12, 20, 35), (0.1, 0.2, 0.3), ("dropped", "replaced", "put in", "moved")
BLOCK = 3  # words that stay together


class Change(NamedTuple):
    """How a piece of so many words is changed, and what share of it."""

    size: int
    kind: str
    rate: float


class Piece(NamedTuple):
    """A piece that was put into a text: how it was changed, from where, and where it is, in words."""

    change: Change
    source: int
    first: int
    target: int
    at: int
    words: int


def changed(words: list[str], kind: str, rate: float, pool: list[str], chance: random.Random) -> list[str]:
    """Return the words with a share of them changed: dropped, replaced or joined by others, or moved in one piece."""
    new, n = list(words), max(1, round(rate * len(words)))
    if kind == "moved":
        at = chance.randrange(len(new) - n + 1)
        piece = new[at : at + n]
        del new[at : at + n]
        to = chance.randrange(len(new) + 1)
        return new[:to] + piece + new[to:]
    for at in sorted(chance.sample(range(len(new)), n), reverse=True):
        new[at : at + (kind != "put in")] = [] if kind == "dropped" else [chance.choice(pool)]
    return new


def words_of(documents: pd.DataFrame) -> list[list[str]]:
    """Return the words of each text as they are written."""
    tokens = same.tokens(plain(documents))
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    found: dict[Any, list[str]] = {doc_id: [] for doc_id in texts}
    for doc_id, start, end in zip(tokens["doc_id"], tokens["start"], tokens["end"], strict=True):
        found[doc_id].append(texts[doc_id][start:end])
    return list(found.values())


def plain(documents: pd.DataFrame) -> pd.DataFrame:
    """Return segments: each text is the body, in one voice."""
    columns = {"start": 0, "end": documents["text"].str.len(), "part": "body", "voice": "author"}
    return documents[["doc_id"]].assign(**columns, speaker="", cue="", text=documents["text"])


def planted(words: list[list[str]], wanted: list[Change], chance: random.Random) -> tuple[list[list[str]], list[Piece]]:
    """Return half of the texts with pieces of the other half in them, one for every 400 words, and the pieces.

    What is put in is taken from the end of `wanted`.
    """
    pool = [word for text in words for word in text[::17]]
    long = [k for k, text in enumerate(words) if len(text) > 3 * max(SIZES)]
    chance.shuffle(long)
    sources, targets = long[: len(long) // 2], long[len(long) // 2 :]
    made, pieces = list(words), []
    for target in targets:
        n = min(len(wanted), max(1, len(words[target]) // 400))
        whole, done = [], 0
        for place in sorted(chance.sample(range(len(words[target])), n)):
            change, source = wanted.pop(), chance.choice(sources)
            first = chance.randrange(len(words[source]) - change.size)
            new = changed(words[source][first : first + change.size], change.kind, change.rate, pool, chance)
            whole += words[target][done:place]
            pieces.append(Piece(change, source, first, target, len(whole), len(new)))
            whole, done = whole + new, place
        made[target] = whole + words[target][done:]
    return made, pieces


def found_in(words: list[list[str]], *, near: bool = True) -> tuple[pd.DataFrame, float]:
    """Return the passages of texts, with their places counted in words (``doc_a, first_a, last_a`` …), and seconds."""
    ids = [f"t{number:06d}" for number in range(len(words))]
    documents = pd.DataFrame({"doc_id": ids, "text": [" ".join(text) for text in words]})
    segments = plain(documents)
    tokens = same.tokens(segments)
    begin = time.process_time()
    table = same.reuse(segments, documents, near=near, tokens=tokens)
    took = time.process_time() - begin
    starts = {doc_id: rows.to_numpy() for doc_id, rows in tokens.groupby("doc_id", sort=False)["start"]}
    for side in "ab":
        table[f"doc_{side}"] = table[f"doc_id_{side}"].str[1:].astype(int)
        places = list(zip(table[f"doc_id_{side}"], table[f"start_{side}"], strict=True))
        table[f"first_{side}"] = np.array([np.searchsorted(starts[name], at) for name, at in places], dtype=int)
        table[f"last_{side}"] = table[f"first_{side}"] + table[f"words_{side}"]
    return table, took


def recall(words: list[list[str]], each: int, chance: random.Random) -> None:
    """Print the share of pieces of which half the words are in a passage on both sides, `each` of every change."""
    wanted = [Change(*change) for change in product(SIZES, KINDS, RATES) for _ in range(each)]
    chance.shuffle(wanted)
    hits: dict[Change, list[tuple[bool, bool]]] = defaultdict(list)
    seconds = read = 0.0
    while wanted:
        made, pieces = planted(words, wanted, chance)
        table, took = found_in(made)
        seconds, read = seconds + took, read + sum(map(len, made))
        rows = defaultdict(list)
        for row in table.to_dict("records"):
            for one, other in ("ab", "ba"):
                spans = [(row[f"first_{side}"], row[f"last_{side}"]) for side in (one, other)]
                rows[row[f"doc_{one}"], row[f"doc_{other}"]].append((spans, row["found"]))
        for piece in pieces:
            how = {how for spans, how in rows[piece.source, piece.target] if _holds(spans, piece)}
            hits[piece.change].append(("runs" in how, bool(how)))
    print(f"{sum(map(len, hits.values())):,} pieces; {read:,.0f} words in {seconds:.1f} seconds of the processor\n")
    print("| words | share | " + " | ".join(f"{size} words: runs, with near" for size in SIZES) + " |")
    print("|---|---:|" + "---:|" * len(SIZES))
    for kind, rate in product(KINDS, RATES):
        shares = [np.mean(hits[Change(size, kind, rate)], axis=0) for size in SIZES]
        print(f"| {kind} | {rate:.0%} | " + " | ".join(f"{runs:.2f}, {both:.2f}" for runs, both in shares) + " |")


def _holds(spans: list[tuple[int, int]], piece: Piece) -> bool:
    """Return whether half the words of a piece are in a passage, in the text it is from and in that it was put into."""
    (a0, a1), (b0, b1) = spans
    there = min(a1, piece.first + piece.change.size) - max(a0, piece.first)
    here = min(b1, piece.at + piece.words) - max(b0, piece.at)
    return 2 * there >= piece.change.size and 2 * here >= piece.words


def false_finds(words: list[list[str]], group: np.ndarray | None, name: str) -> None:
    """Print how many near passages unrelated texts have, as listed and from lower scores on, beside those expected."""
    near_passages.FALSE_PER_MILLION, listed = 200.0, near_passages.FALSE_PER_MILLION
    table, _ = found_in(words)
    near_passages.FALSE_PER_MILLION = listed
    near = table[table["found"] == "near"]
    size = np.array([len(text) for text in words], dtype=float)
    pairs = (size.sum() ** 2 - (size**2).sum()) / 2
    of_all = 1.0
    if group is not None:
        near = near[group[near["doc_a"]] != group[near["doc_b"]]]
        within = np.bincount(group, weights=size)
        of_all = (size.sum() ** 2 - (within**2).sum()) / 2 / pairs
    per_million, score = near["false_per_million"].to_numpy(), near["score"].to_numpy()
    million = size.sum() / 1e6
    print(f"\n{name}: {size.sum():,.0f} words; per million words, false near passages found (expected)")
    for bound in (100, 30, 10, 3, listed, 0.3):
        print(f"  at {bound:g}: {(per_million <= bound).sum() / million:.2f} ({bound * of_all:.2f})")
    tail = score[per_million <= 100]
    if len(tail) > 10:
        slope = 1 / (tail - tail.min()).mean()
        share = len(tail) / (pairs * of_all) * np.exp(slope * tail.min())
        print(f"  of {len(tail)} scores from {tail.min():.1f} on: slope {slope:.2f}, share {share:.1e}")


def shuffled(text: list[str], chance: random.Random) -> list[str]:
    """Return the words in blocks that are shuffled."""
    off = chance.randrange(BLOCK)
    blocks = [text[:off], *(text[at : at + BLOCK] for at in range(off, len(text), BLOCK))]
    chance.shuffle(blocks)
    return [word for block in blocks for word in block]


def main() -> None:
    """Print recall by kind and share of the changes, and false finds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", help="a corpus, as any verb takes it (default: the shipped texts)")
    parser.add_argument("--texts", type=int, help="texts that are taken of it, by chance (default: all)")
    parser.add_argument("--each", type=int, default=20, help="pieces of each size, kind and share (default: 20)")
    parser.add_argument("--unrelated", metavar="COLUMN", help="texts of two values of this column share nothing")
    given = parser.parse_args()
    chance = random.Random(0)
    documents = same.read_corpus(given.corpus)
    if given.texts and given.texts < len(documents):
        documents = documents.iloc[sorted(chance.sample(range(len(documents)), given.texts))].reset_index(drop=True)
    words = words_of(documents)
    recall(words, given.each, chance)
    if given.unrelated:
        group, _ = pd.factorize(documents[given.unrelated])
        false_finds(words, group, f"texts of two values of {given.unrelated}")
    false_finds([shuffled(text, chance) for text in words], None, f"words shuffled in blocks of {BLOCK}")


if __name__ == "__main__":
    main()
