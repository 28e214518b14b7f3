#!/usr/bin/env python3
"""Measure time and memory of every verb on more and more texts of real length, and print a table of them.

The texts are generated from a fixed seed: about 600 words each of news-like sentences, with quotations and paraphrase,
from a vocabulary of 20,000 words of which few are frequent and most are rare. They have four source types, 17 outlets,
and dates. Each call is a process of its own, as a reader starts it; its memory is the most that it held at once.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from benchmarks.throughput import NAMES, SHAPES  # noqa: E402

FREQUENT = "the of to and in a that was on for is it with by from at had were been which not who has as will".split()
RARE = 20_000
SHARE = 0.02  # of the paragraphs, taken over word for word from an earlier text
KINDS = ("advocacy", "newswire", "blog", "paper")
VERBS: dict[str, tuple[str, ...]] = {
    "voices": (),
    "sources": (),
    "kwic": ("--find", "attack*"),
    "markers": (),
    "names": (),
    "terms": ("--by", "source_type"),
    "dispersion": (),
    "collocations": (),
    "tfidf": (),
    "similarity": (),
    "reuse": (),
    "keyness": ("--target", "newswire"),
    "rates": (),
    "wordshift": ("--target", "newswire"),
    "stability": ("--target", "newswire"),
    "robustness": (),
    "calibrate": ("--splits", "10"),
    "figures": (),
    "build": ("--by", "outlet"),
    "terms --plain": ("--by", "source_type"),
    "dispersion --plain": (),
    "keyness --plain": ("--target", "newswire"),
}
# What others would use merely to count the same words, after reading the same file.
COUNT_VECTORIZER = """
import sys, pandas
from sklearn.feature_extraction.text import CountVectorizer
CountVectorizer().fit_transform(pandas.read_csv(sys.argv[1])["text"])
"""
PEER = "CountVectorizer"


class News:
    """Articles from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        syllables = [a + b for a in "b d f g k l m n p r s t v st tr sh".split() for b in "a e i o u an er ing".split()]
        rare = {"".join(self.chance.choices(syllables, k=self.chance.randint(2, 4))) for _ in range(2 * RARE)}
        self.vocabulary = [*FREQUENT, "attack", "shameful", "regime", *sorted(rare)[:RARE]]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.vocabulary))))  # after Zipf
        self.paragraphs: list[str] = []

    def sentence(self) -> str:
        """Return a sentence, reported or quoted as in `throughput`."""
        words = self.chance.choices(self.vocabulary, cum_weights=self.weights, k=self.chance.randint(8, 24))
        clause, name = " ".join(words), self.chance.choice(NAMES)
        cut = {"n": name, "N": name[0].upper() + name[1:], "c": clause, "C": clause[0].upper() + clause[1:]}
        return self.chance.choice(SHAPES).format(**cut)

    def article(self, words: int = 600) -> str:
        """Return paragraphs of two or three sentences."""
        text: list[str] = []
        while sum(paragraph.count(" ") + 1 for paragraph in text) < words:
            if self.paragraphs and self.chance.random() < SHARE:
                text.append(self.chance.choice(self.paragraphs))
                continue
            text.append(" ".join(self.sentence() for _ in range(self.chance.randint(2, 3))))
            self.paragraphs.append(text[-1])
        return "\n\n".join(text)


def write_corpus(file: Path, texts: int) -> None:
    """Write that many articles as CSV."""
    news = News(0)
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["doc_id", "text", "source_type", "outlet", "date"])
        for number in range(texts):
            date = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
            rows.writerow([f"t{number}", news.article(), KINDS[number % 4], f"outlet {number % 17}", date])


def run(command: list[str], folder: Path, limit: int, python: str = sys.executable) -> tuple[str, float, float, float]:
    """Run Python and return how it ended, seconds on the clock and of the processor, and megabytes at the most."""
    begin = time.monotonic()
    surroundings = os.environ | {"PYTHONPATH": str(HOME)}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([python, "-P", *command], stdout=said, stderr=said, cwd=folder, env=surroundings)
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(limit)
        _, status, used = os.wait4(process.pid, 0)
        signal.alarm(0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - begin
    ended = "" if process.returncode == 0 else f"more than {limit} s" if took >= limit else _last(folder / "said")
    return ended, took, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def _last(file: Path) -> str:
    return (file.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["no message"])[-1]


def main() -> None:
    """Print a row for each verb and number of texts, as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--verbs", nargs="+", choices=[*VERBS, PEER], default=list(VERBS), metavar="VERB")
    parser.add_argument("--seconds", type=int, default=600, help="the most that a call may take on the clock")
    parser.add_argument("--megabytes", type=int, default=6000, help="the most memory that a call may ask for")
    given = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (given.megabytes * 1_000_000, most))  # what is started inherits it
    print("| verb | texts | seconds | of the processor | MB | ended with |\n|---|---:|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for texts in given.texts:
            corpus = Path(folder, f"{texts}.csv")
            write_corpus(corpus, texts)
            for verb in given.verbs:
                out = ["--out", f"{texts}-{verb}"] if verb in ("figures", "build") else ["-o", "out.csv"]
                command = ["-m", "analysis", *verb.split(), str(corpus), *VERBS.get(verb, ()), *out]
                if verb == PEER:
                    command = ["-c", COUNT_VECTORIZER, str(corpus)]
                ended, took, used, memory = run(command, Path(folder), given.seconds)
                print(f"| {verb} | {texts:,} | {took:.1f} | {used:.1f} | {memory:.0f} | {ended} |", flush=True)


if __name__ == "__main__":
    main()
