#!/usr/bin/env python3
"""Measure how long shared passages take to find, beside cutting the same texts into words.

The texts are generated from a fixed seed: words drawn as in a natural language (Zipf), stock phrases, a tenth of the
texts copied from an earlier one with light edits, and a formula at the end of every text.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

FORMULA = "this is a developing story and will be updated as soon as more is known to our reporters on the spot"


def corpus(texts: int, words: int, chance: random.Random) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the texts, and which was copied from which."""
    vocabulary = [f"w{chr(97 + n % 26)}{n}" for n in range(30_000)]
    weights = list(accumulate(1 / (n + 3) for n in range(len(vocabulary))))
    phrases = [chance.choices(vocabulary, cum_weights=weights, k=chance.randint(3, 6)) for _ in range(3_000)]
    made: list[list[str]] = []
    copied = []
    for number in range(texts):
        text: list[str] = []
        while len(text) < words:
            text += chance.choices(vocabulary, cum_weights=weights, k=chance.randint(5, 30)) + chance.choice(phrases)
        if number > 9 and chance.random() < 0.1:
            source = chance.randrange(number)
            start = chance.randrange(max(len(made[source]) // 2, 1))
            piece = made[source][start : start + chance.randint(20, words // 2)]
            text += [word if chance.random() > 0.05 else chance.choice(vocabulary) for word in piece]
            copied.append((source, number))
        made.append(text)
    return [f"{' '.join(text)}. {FORMULA}." for text in made], copied


def once(work: Callable[[], object]) -> tuple[float, object]:
    """Return the CPU time of one run, in seconds, and what came back."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def main() -> None:
    """Print seconds, and the ratio to cutting words."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=400, help="words of a text, about (default: 400)")
    parser.add_argument("--texts", type=int, nargs="*", default=[1250, 2500, 5000])
    given = parser.parse_args()

    import pandas as pd

    import analysis as same
    from analysis.measures.reuse.shared_passages import reuse

    print(f"Python {sys.version.split()[0]}, one core\n")
    print("| texts | words | cutting words, s | shared passages, s | multiple | passages | copies found |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for texts in given.texts:
        made, copied = corpus(texts, given.words, random.Random(0))
        documents = pd.DataFrame({"doc_id": [f"t{number:05d}" for number in range(texts)], "text": made})
        segments = pd.DataFrame(
            {"doc_id": documents["doc_id"], "start": 0, "end": [len(text) for text in made], "part": "body"}
            | {"voice": "author", "speaker": "", "cue": "", "text": made}
        )
        plain, table = once(lambda segments=segments: same.tokens(segments))
        both, found = once(lambda s=segments, d=documents: reuse(s, d))
        pairs = set(zip(found["doc_id_a"], found["doc_id_b"], strict=True))
        hit = sum((f"t{a:05d}", f"t{b:05d}") in pairs for a, b in copied)
        seconds = both - plain  # reuse cuts the words too
        print(
            f"| {texts:,} | {len(table):,} | {plain:.1f} | {seconds:.1f} | {seconds / plain:.1f} | {len(found):,} | "
            f"{hit} of {len(copied)} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
