#!/usr/bin/env python
"""Measure how often the rules for syllables agree with a pronouncing dictionary, beside other counters.

    .venv/bin/python benchmarks/syllables.py DICTIONARY TEXTS

DICTIONARY has a word a line with its pronunciations as the CMU Pronouncing Dictionary writes them ("ABOUT  AH0 B AW1
T"); TEXTS is a corpus, whose words are looked up. The rules were made with a look at one half of the words; both halves
are shown. Any of pyphen and syllables that is installed is measured too; neither comes with the suite.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import md5
from importlib import import_module
from pathlib import Path

import analysis as same


def main() -> None:
    """Print the agreement of each counter in each half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("texts")
    given = parser.parse_args()
    spoken = read_dictionary(given.dictionary.read_text(encoding="latin-1").splitlines())
    terms = same.tokens(same.voices(same.read_corpus(given.texts)))["term"].value_counts()
    uses = {term: int(n) for term, n in terms.items() if n}
    known = {term: n for term, n in uses.items() if term in spoken}
    print(f"{sum(uses.values()):,} words, {len(uses):,} different; in the dictionary {sum(known.values()):,}")
    for half in (0, 1):
        words = {term: n for term, n in known.items() if int(md5(term.encode()).hexdigest(), 16) % 2 == half}
        print(f"half {half}: {len(words):,} different words" + (", not looked at" if half else ""))
        for name, count in counters().items():
            right, used, ratio = agreement(words, spoken, count)
            print(f"  {name:10} {right:.1%} of different words, {used:.1%} of words, sum {ratio:.3f} of the true one")


def read_dictionary(lines: Iterable[str]) -> dict[str, set[int]]:
    """Return how many syllables each word has, in each of its pronunciations."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        if line and not line.startswith(";;;"):
            word, sounds = line.split(maxsplit=1)
            found[re.sub(r"\(\d+\)$", "", word).lower()].add(len(re.findall(r"[A-Z]\d", sounds.partition("#")[0])))
    return found


def counters() -> dict[str, Callable[[str], int]]:
    """Return what counts syllables here."""
    found: dict[str, Callable[[str], int]] = {"these rules": same.syllables}
    for name in ("pyphen", "syllables"):
        try:
            module = import_module(name)
        except ImportError:
            continue
        breaks = module.Pyphen(lang="en_US").positions if name == "pyphen" else None
        found[name] = module.estimate if breaks is None else lambda word, at=breaks: len(at(word)) + 1
    return found


def agreement(
    words: dict[str, int], spoken: dict[str, set[int]], count: Callable[[str], int]
) -> tuple[float, float, float]:
    """Return the share of different words and of words that are right, and the sum as a share of the true one."""
    counted = {word: count(word) for word in words}
    right = [word for word in words if counted[word] in spoken[word]]
    true = sum(n * min(spoken[word], key=lambda k: abs(k - counted[word])) for word, n in words.items())
    total = sum(words.values())
    return (
        len(right) / len(words),
        sum(words[word] for word in right) / total,
        sum(n * counted[word] for word, n in words.items()) / true,
    )


if __name__ == "__main__":
    main()
