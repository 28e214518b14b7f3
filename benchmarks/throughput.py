#!/usr/bin/env python3
"""Measure how much text a second the voices, the markers and what is told get through, beside plain word cutting.

The text is generated: news-like sentences with quotations, paraphrase and plain report in fixed proportions, from a
fixed seed. Each figure is the best of some runs in one process, in its CPU time; the ratios compare runs on the same
text. Then voices in several processes, one for each core, on the clock: to be run where nothing else runs.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

NAMES = ["Ann Roe", "the mayor of Leeds", "a council source", "Mr. Doe", "the Farmers’ Union", "She", "police in York"]
CLAUSES = [
    "the farm by the river was sold to a company from abroad in the spring of last year",
    "nobody in the town had been told about the plan before it was printed in the paper",
    "the so-called reform is a shameful attack on ordinary families, and it will not stand",
    "prices rose by 3.5 per cent in May, after two quarters in which they had hardly moved",
    "the council may reconsider its decision when the members meet again on Tuesday",
]
SHAPES = [
    "{N} said that {c}.",
    "{C}, {n} said on Monday.",
    "“{C},” said {n}. “{C}.”",
    "According to {n}, {c}.",
    "{C}.",
    "{C}. {C}.",
    "In the town of York, where {c}, the “old guard” met for an hour.",
]


def article(chance: random.Random, sentences: int) -> str:
    """Return one article: paragraphs of one to three sentences."""
    paragraphs: list[str] = []
    for _ in range(sentences):
        name, clause = chance.choice(NAMES), chance.choice(CLAUSES)
        words = {"n": name, "N": name[0].upper() + name[1:], "c": clause, "C": clause[0].upper() + clause[1:]}
        sentence = chance.choice(SHAPES).format(**words)
        if paragraphs and chance.random() < 0.6:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
    return "\n\n".join(paragraphs)


def best(work: Callable[[], object], runs: int) -> float:
    """Return the shortest CPU time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def profile(work: Callable[[], object]) -> tuple[float, list[tuple[str, float]]]:
    """Return how many function calls some work takes, and the share of its time in each module, largest first.

    What a module has done by the functions of others' libraries counts as its own. Calls cost more under the profiler
    than without, so modules of many small functions look somewhat larger than they are.
    """
    measured = cProfile.Profile()
    measured.runcall(work)
    stats = pstats.Stats(measured).stats  # type: ignore[attr-defined]
    root = str(Path(__file__).resolve().parents[1] / "analysis")
    own: Counter[str] = Counter()
    for (file, _, _), (_, _, seconds, _, callers) in stats.items():
        if file.startswith(root):
            own[Path(file).stem] += seconds
        else:
            for (caller, _, _), (_, _, spent, _) in callers.items():
                own[Path(caller).stem if caller.startswith(root) else "libraries"] += spent
    whole = sum(own.values())
    return sum(calls for _, calls, *_ in stats.values()), [(name, spent / whole) for name, spent in own.most_common()]


def main() -> None:
    """Print megabytes a second, and each figure as a ratio to cutting words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2, help="processes that share the last work")
    parser.add_argument("--times", type=int, default=10, help="how often the text is repeated for it")
    parser.add_argument("--profile", action="store_true", help="the share of each module in the time of voices, alone")
    parser.add_argument("--corpus", help="texts of your own for --profile, any that the suite reads")
    given = parser.parse_args()

    import pandas as pd

    import analysis as same
    from analysis.texts.segmentation.words import words

    chance = random.Random(0)
    texts: list[str] = []
    while sum(map(len, texts)) < given.megabytes * 1e6:
        texts.append(article(chance, 30))
    size = sum(len(text.encode()) for text in texts) / 1e6
    documents = pd.DataFrame({"doc_id": [f"t{number}" for number in range(len(texts))], "text": texts, "title": ""})
    if given.profile:
        documents = same.read_corpus(given.corpus) if given.corpus else documents
        same.voices(documents.head(20))  # word lists are read
        calls, shares = profile(lambda: same.voices(documents))
        print(f"{calls / sum(map(len, documents['text'])):.2f} calls of functions a character\n")
        print("| module | share of the time |\n|---|---:|")
        for name, share in shares:
            if share >= 0.005:
                print(f"| {name} | {share:.1%} |")
        return
    segments, lexicon = same.voices(documents), same.read_lexicon()

    tokens, actors = same.tokens(segments), same.read_actors()

    def readability() -> None:
        same.syllables.cache_clear()
        same.readability(segments, tokens=tokens)

    entries = same.read_frames()
    plain = best(lambda: [words(text) for text in texts], given.runs)
    rows = [
        ("words", plain, ""),
        ("voices", best(lambda: same.voices(documents), given.runs), "1"),
        ("markers, given the segments", best(lambda: same.markers(segments, lexicon), given.runs), "3"),
        ("agency, given segments and words", best(lambda: same.agency(segments, tokens=tokens), given.runs), "2"),
        (
            "mentions, given segments and words",
            best(lambda: same.mentions(segments, actors, tokens=tokens), given.runs),
            "2",
        ),
        (
            "frames, given segments and words",
            best(lambda: same.frames(segments, entries, tokens=tokens), given.runs),
            "2",
        ),
        ("readability, given segments and words", best(readability, given.runs), "2"),
    ]
    print(f"{size:.1f} MB in {len(texts)} generated articles, Python {sys.version.split()[0]}, one core\n")
    print("| what | MB a second | target | time as a multiple of `words` |\n|---|---:|---:|---:|")
    for what, seconds, target in rows:
        print(f"| {what} | {size / seconds:.2f} | {target} | {seconds / plain:.1f} |")
    several = pd.concat([documents] * given.times, ignore_index=True)
    several["doc_id"] = [f"t{number}" for number in range(len(several))]
    for jobs in (1, given.jobs):
        begin = time.perf_counter()
        same.voices(several, jobs=jobs)
        seconds = time.perf_counter() - begin
        print(
            f"voices of {given.times * size:.0f} MB in {jobs} processes: {given.times * size / seconds:.2f} MB a second"
        )


if __name__ == "__main__":
    main()
