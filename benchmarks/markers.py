"""How fast markers are found: megabytes of text a second on one core, given the segments.

The text is generated: sentences of common words, with entries of the lexicon strewn in, so that nothing has to be
downloaded and the figure is the same job everywhere. Beside the speed stands how many times as long it takes as a bare
run of a regular expression for words over the same text; that ratio travels better from one machine to another.
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

COMMON = (
    "the of and to in a is that for it was on are as with his they at be this from have or by one had not but what all "
    "were when we there can an your which their said if do will each about how up out them then she many some so these "
    "would other into has more her two like him see time could no make than first been its who now people my made over "
    "did down only way find use may water long little very after words called just where most know government minister "
    "country police court report group president official region security talks border city members camp residents"
).split()


def corpus(megabytes: float, seed: int = 0) -> pd.DataFrame:
    """Return documents of about 5,000 characters: paragraphs of generated sentences, every 40th word an entry."""
    import pandas as pd

    from analysis.texts.readers.lexicon import SCARE_QUOTES, read_lexicon

    rng = random.Random(seed)
    entries = [entry.replace("*", "") for entry in read_lexicon()["entry"] if entry != SCARE_QUOTES]
    names = ["U.S.", "Maj. Smith", "O’Neill’s", "Iraq", "Diyala"]
    texts: list[str] = []
    while sum(map(len, texts)) < megabytes * 1e6:
        paragraphs = []
        for _ in range(10):
            words = [rng.choice(entries) if rng.random() < 1 / 40 else rng.choice(COMMON) for _ in range(80)]
            words[7], words[19], words[39], words[59] = (
                rng.choice(names),
                words[19] + ".",
                words[39] + ",",
                words[59] + ".",
            )
            words[20], words[60] = words[20].capitalize(), words[60].capitalize()
            paragraphs.append(" ".join(words).capitalize() + ".")
        texts.append("\n\n".join(paragraphs))
    return pd.DataFrame({"doc_id": [f"t{i}" for i in range(len(texts))], "text": texts, "title": ""})


def median(job: Callable[[], object], runs: int) -> float:
    """Return the median processor time of a job, in seconds: what else the machine does meanwhile is not counted."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        job()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def main() -> None:
    """Measure, and print the table line by line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=3, help="size of the text (default: 3)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each job (default: 5)")
    options = parser.parse_args()

    from analysis.measures.dictionary.markers import markers
    from analysis.texts.attribution.voices import voices
    from analysis.texts.readers.lexicon import read_lexicon
    from analysis.texts.segmentation.words import tokens

    documents, lexicon = corpus(options.megabytes), read_lexicon()
    segments = voices(documents)
    size = sum(map(len, segments["text"])) / 1e6
    word = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
    bare = median(lambda: [[match.span() for match in word.finditer(text)] for text in documents["text"]], options.runs)
    n = len(markers(segments, lexicon))

    print(f"one core, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"{size:.1f} million characters, {len(tokens(segments)):,} words, {n:,} markers, {len(lexicon):,} entries\n")
    print("| what | seconds | MB a second | target | x words by `re` |")
    print("|---|---:|---:|---:|---:|")
    print(f"| words by `re` | {bare:.2f} | {size / bare:.1f} | | 1.0 |", flush=True)
    for what, job, target in (
        ("`tokens`", lambda: tokens(segments), ""),
        ("`markers`, given the segments", lambda: markers(segments, lexicon), "> 3"),
    ):
        took = median(job, options.runs)
        print(f"| {what} | {took:.2f} | {size / took:.1f} | {target} | {took / bare:.1f} |", flush=True)


if __name__ == "__main__":
    main()
