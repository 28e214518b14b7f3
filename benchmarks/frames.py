"""How many entries of each frame ordinary news has, for the column `usual` of data/lexicon/frame_categories.csv.

    .venv/bin/python benchmarks/frames.py CORPUS… [--write]

Each CORPUS is a table or a folder that the suite reads: news on all subjects, without annotation of frames. A level is
the geometric mean over the corpora of entries per 1,000 words of headline and body, so that each corpus counts alike,
however large, and a corpus on one subject moves it less. The levels in the file are from 445 articles of the BBC of
2004 and 2005 on business, politics, sport, technology and culture, and from 200 political articles of United States
publishers of 2016.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
CATEGORIES = CHECKOUT / "data" / "lexicon" / "frame_categories.csv"


def levels(corpora: list[str]) -> dict[tuple[str, str], float]:
    """Return the usual level of each scheme and frame, entries per 1,000 words."""
    import analysis as same

    entries, by_corpus = same.read_frames(), []
    for corpus in corpora:
        segments = same.voices(same.read_corpus(corpus))
        found = same.frame_presence(same.frames(segments, entries), segments, entries)
        sums = found.groupby(["scheme", "frame"])[["n", "words"]].sum()
        by_corpus.append(np.log(1000 * np.maximum(sums["n"], 0.5) / sums["words"]))
    mean = np.exp(sum(by_corpus) / len(by_corpus))
    return {key: round(float(level), 2) for key, level in mean.items()}


def main() -> None:
    """Print the levels, and write them into the file if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--write", action="store_true", help="write them into data/lexicon/frame_categories.csv")
    options = parser.parse_args()
    found = levels(options.corpora)
    for (scheme, frame), level in found.items():
        print(f"{scheme:8} {frame:22} {level:6.2f}")
    if options.write:
        with CATEGORIES.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with CATEGORIES.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({**row, "usual": f"{found[row['scheme'], row['frame']]:g}"} for row in rows)


if __name__ == "__main__":
    main()
