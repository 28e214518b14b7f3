#!/usr/bin/env python3
"""Feed every reader, the model, the lexicon and the segmenter with damaged files: each is read or clearly refused.

A failure is an exception other than InputError, a message of 500 characters or more or of several lines, a broken
promise about words and parts, an input that takes over ten seconds, or a text whose time grows faster than its size.
Failing inputs are kept in the folder that --keep names; each should end as a test.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.damage import PIECES, damaged
from tests.fuzzing import TARGETS, fault_of

LONGEST = 10  # seconds for one damaged file
LEAST = 0.2  # seconds: what takes less is not compared
FASTEST_GROWTH = 2.9  # times as long for twice the size; quadratic is 4, and a busy machine makes noise


class TooLongError(Exception):
    """One input took longer than `LONGEST`."""


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLongError(f"over {LONGEST} seconds")


def fuzz(name: str, minutes: float, chance: random.Random, keep: Path) -> tuple[int, Counter[str]]:
    """Return how many damaged files of a kind were tried, and the failures."""
    faults: Counter[str] = Counter()
    target, tried, end = TARGETS[name], 0, time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            data = damaged(target, chance)
            signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
            fault = fault_of(target, data, Path(folder))
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            tried += 1
            if fault:
                kind = fault.split(":")[0]
                faults[kind] += 1
                if faults[kind] <= 3:
                    file = keep / f"{name.replace(' ', '-')}-{tried}.{target.ending}"
                    file.write_bytes(data)
                    print(f"  {name}: {fault} ({file})", flush=True)
    return tried, faults


def steps() -> dict[str, Callable[[str], object]]:
    """Return what is timed on texts that grow."""
    import pandas as pd

    import analysis as same
    from analysis.texts.segmentation.page_parts import parts
    from analysis.texts.segmentation.sentences import sentences
    from analysis.texts.segmentation.words import words

    lexicon, actors, cues = same.read_lexicon().head(200), same.read_actors(), same.read_cues()

    def segments(text: str) -> pd.DataFrame:
        columns = {"doc_id": "a", "start": 0, "end": len(text), "part": "body", "voice": "author"}
        return pd.DataFrame([columns | {"speaker": "", "cue": "", "text": text}])

    def voices(text: str) -> pd.DataFrame:
        return same.voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))

    return {
        "words": words,
        "sentences": sentences,
        "parts": parts,
        "voices": voices,
        "voices and sources": lambda text: same.sources(voices(text), actors, cues),
        "markers": lambda text: same.markers(segments(text), lexicon),
    }


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor time of one run."""
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


def growth(minutes: float, chance: random.Random) -> tuple[int, Counter[str]]:
    """Double texts of one to four repeated pieces until a step takes `LEAST`; compare the last doublings."""
    faults: Counter[str] = Counter()
    alone = [piece for piece in PIECES if len(piece) < 100]
    chance.shuffle(alone)
    tried, end, work = 0, time.monotonic() + 60 * minutes, steps()
    while time.monotonic() < end:
        piece = alone[tried] if tried < len(alone) else "".join(chance.choices(alone, k=chance.randint(2, 4)))
        front, back = ("", "") if tried < len(alone) else (chance.choice(["", *alone]), chance.choice(["", *alone]))
        tried += 1
        for name, step in work.items():
            times, size = [0.0], 8_000
            while times[-1] < LEAST and size < 300_000:
                size *= 2
                times.append(seconds(step, front + piece * (size // len(piece)) + back))
            ratios = [later / max(before, 0.02) for before, later in pairwise(times)]
            if ratios and ratios[-1] > FASTEST_GROWTH and times[-1] > LEAST:
                again = [
                    min(seconds(step, front + piece * (n // len(piece)) + back) for _ in range(3))
                    for n in (size // 2, size)
                ]
                if again[1] > FASTEST_GROWTH * max(again[0], 0.02):
                    faults[name] += 1
                    print(
                        f"  {name}: {again[0]:.2f} s, {again[1]:.2f} s at {size}: {front!r} + {piece!r} * n + {back!r}",
                        flush=True,
                    )
    return tried, faults


def main() -> None:
    """Print, for each kind of input, how many were tried and what failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"all, or some of: growth, {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "same-story-fuzz")
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGVTALRM, _too_long)
    warnings.simplefilter("error")
    failed = 0
    for name in given.targets or ["growth", *TARGETS]:
        chance = random.Random(f"{given.seed} {name}")
        tried, faults = (
            growth(given.minutes, chance) if name == "growth" else fuzz(name, given.minutes, chance, given.keep)
        )
        failed += faults.total()
        print(f"{name}: {tried} inputs, {faults.total()} failures {dict(faults) or ''}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
