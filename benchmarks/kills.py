#!/usr/bin/env python3
"""Kill each call that writes files at random moments, and see what is there and whether the next call succeeds.

A trial begins with the finished output of an older input. The same call on a newer input is ended by SIGKILL, at a
moment drawn uniformly from the time that it takes undisturbed. Three things must then hold: each file of the output is
whole, the old one or the new; the next call succeeds and writes the new output; and no file and no process is left
over. The texts, and for the book a small checkout with two notebooks, are made by this script. Linux alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from benchmarks.throughput import article  # noqa: E402  (this file is run as a program)

UNFINISHED = "/.same-story-new/"
SETTLE = 30.0  # seconds that processes may take to notice that the one that started them is gone
PAGES = """
import sys
from pathlib import Path

def returned_tables(name):
    return []

if __name__ == "__main__":
    (Path(sys.argv[1]) / "tables").mkdir(parents=True)
    for n in range(20):
        (Path(sys.argv[1]) / "tables" / f"table{n}.csv").write_text("term,n\\n" + "peace,1\\n" * 20_000)
    (Path(sys.argv[1]) / "index.md").write_text("# Home\\n\\n[[path]]\\n")
"""
BUILD = """
from pathlib import Path
from analysis.views.book.build import build
build("site", jobs=2, progress=False, _root=Path())
"""
BY_BLOCKS = """
import sys
from analysis.__main__ import main
from analysis.views.cli import by_blocks
by_blocks.LARGE, by_blocks._BLOCK = 0, 1000  # as if the corpus were large
sys.argv[1:] = "terms corpus.jsonl --voice author --jobs 2 {}-o out.csv".split()
main()
"""
STARTS = "Ash Beck Dun Elm Fen Hol Kirk Mar Nor Ost Pen Rad Sel Thor".split()
PLACES = [f"{start}{end}" for start in STARTS for end in ("by", "ton", "ham")]


class Call(NamedTuple):
    """A call to kill: its name, arguments for Python, how its input is made, and its outputs, files or folders."""

    name: str
    arguments: tuple[str, ...]
    write_input: Callable[[Path, int], None]
    outputs: tuple[str, ...]


class Outcome(NamedTuple):
    """What the kills of one call came to; all but the first five must be 0."""

    name: str
    seconds: float
    kills: int
    old: int
    new: int
    mixed: int
    broken: int
    failed: int
    wrong: int
    left_files: int
    left_processes: int

    @property
    def is_safe(self) -> bool:
        """Whether every kill did no harm; a folder of files that are each whole, old or new, is none."""
        return not any(self[6:])


def write_corpus(folder: Path, edition: int) -> None:
    """Write 40 texts of two kinds of source, each with about a third of the places."""
    chance = random.Random(edition)
    rows = []
    for n in range(40):
        named = ", ".join(place for place in PLACES if chance.random() < 0.35)
        text = f"{article(chance, 6)}\n\nThe farms were near {named}."
        rows.append({"doc_id": f"t{n}", "source_type": ("advocacy", "newswire")[n % 2], "text": text})
    (folder / "corpus.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def write_annotated(folder: Path, edition: int) -> None:
    """Write texts with one quotation each, annotated."""
    said = [f"“We saw {n + edition} fires in the town of York,” Ann Lee said on Monday." for n in range(20)]
    spans = [[[1, text.index("”")]] for text in said]
    quotes = [{"quote_spans": span, "direct_spans": span, "speaker": "Ann Lee", "cue": "said"} for span in spans]
    rows = [
        {"id": f"t{n}", "text": text, "quotes": [quote]}
        for n, (text, quote) in enumerate(zip(said, quotes, strict=True))
    ]
    (folder / "gold.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def write_labelled(folder: Path, edition: int) -> None:
    """Write sentences, half of them labelled as loaded."""
    words = (
        ["a shameful attack", "the so-called reform", "an evil lie"],
        ["a small farm", "the new price", "a report"],
    )
    rows = [f"s{n},It was {words[n % 2][(n + edition) % 3]} in year {n}.,{1 - n % 2}" for n in range(60)]
    (folder / "labelled.csv").write_text("\n".join(["doc_id,text,label", *rows, ""]), encoding="utf-8")


def write_files(folder: Path, edition: int) -> None:
    """Write 200 text files of two paragraphs to gather."""
    chance = random.Random(edition)
    (folder / "in").mkdir(exist_ok=True)
    for n in range(200):
        (folder / "in" / f"text{n}.txt").write_text(f"{article(chance, 2)}\n\nEdition {edition}.", encoding="utf-8")


def write_checkout(folder: Path, edition: int) -> None:
    """Write what a book is made of: the modules, two notebooks, and 20 tables that are made at once."""
    shutil.copytree(HOME / "analysis", folder / "analysis", dirs_exist_ok=True)
    (folder / "analysis" / "views" / "book" / "pages.py").write_text(PAGES, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "notebooks").mkdir(exist_ok=True)
    for number in (0, 1):
        sources = [f"# Which edition is this? {number}", f"print('the edition is {edition}')\nassert {edition} > 0"]
        cells = [
            {"cell_type": "markdown", "metadata": {}, "source": sources[0], "id": "a"},
            {
                "cell_type": "code",
                "metadata": {},
                "source": sources[1],
                "id": "b",
                "outputs": [],
                "execution_count": None,
            },
        ]
        notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "notebooks" / f"0{number}-edition.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def verb(name: str, line: str, write_input: Callable[[Path, int], None], *outputs: str) -> Call:
    """Return a call of the command line."""
    return Call(name, ("-P", "-m", "analysis", *line.split()), write_input, outputs)


CALLS = [
    *(
        verb(f"-o .{ending}", f"voices corpus.jsonl -o out.{ending}", write_corpus, f"out.{ending}")
        for ending in ("csv", "jsonl", "parquet")
    ),
    verb("voices by two", "voices corpus.jsonl --jobs 2 -o out.csv", write_corpus, "out.csv"),
    Call("by blocks", ("-c", BY_BLOCKS.format("")), write_corpus, ("out.csv",)),
    Call("resume", ("-c", BY_BLOCKS.format("--resume ")), write_corpus, ("out.csv",)),
    verb("calibrate", "calibrate corpus.jsonl --splits 2 -o out.csv", write_corpus, "out.csv"),
    verb("validate", "validate voices --gold gold.jsonl -o a.csv --errors b.csv", write_annotated, "a.csv", "b.csv"),
    verb("train", "train labelled.csv --repeats 1 -o m.json --report r.csv", write_labelled, "m.json", "r.csv"),
    verb("gather", "gather in -o corpus", write_files, "corpus"),
    verb("figures", "figures corpus.jsonl similarity tf-idf --jobs 2 --out figures", write_corpus, "figures"),
    Call("build", ("-c", BUILD), write_checkout, ("site",)),
]


def run(call: Call, folder: Path) -> subprocess.Popen[str]:
    """Start a call in a folder."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONPATH": str(HOME)}
    return subprocess.Popen(
        [sys.executable, *call.arguments],
        cwd=folder,
        env=env | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(call: Call, folder: Path) -> str:
    """Run a call to its end and return what went wrong, in the words of the call; empty if nothing did."""
    with run(call, folder) as process:
        said = process.communicate()[1].strip()
    return f"{process.returncode}: {said[-300:]}" if process.returncode else ""


def files(folder: Path, *names: str) -> dict[str, str]:
    """Return the hash of each file below a folder, or below these parts of it."""
    places = [folder / name for name in names] or [folder]
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found if path.is_file()
    }


def processes(folder: Path) -> list[int]:
    """Return which processes are at work in a folder, or on files below it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
            if command and (str(folder) in command or (process / "cwd").resolve().is_relative_to(folder)):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def try_call(call: Call, kills: int, chance: random.Random, base: Path) -> Outcome:
    """Kill a call at some moments, and count what came of it.

    Parameters
    ----------
    call
        What to kill.
    kills
        At how many moments.
    chance
        What the moments are drawn from.
    base
        An empty folder to work in.
    """
    old, new = base / "old", base / "new"
    old.mkdir()
    call.write_input(old, 1)
    said = finish(call, old)
    shutil.copytree(old, new, symlinks=True)
    call.write_input(new, 2)
    begin = time.monotonic()
    said = said or finish(call, new)
    seconds = time.monotonic() - begin
    if said:
        raise RuntimeError(f"{call.name} fails undisturbed: {said}")
    before, after, names = files(old, *call.outputs), files(new, *call.outputs), set(files(new))
    n = dict.fromkeys(("old", "new", "mixed", "broken", "failed", "wrong", "left_files", "left_processes"), 0)
    for number in range(kills):
        trial = base / f"trial-{number}"
        shutil.copytree(old, trial, symlinks=True)
        call.write_input(trial, 2)
        with run(call, trial) as process:
            time.sleep(chance.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
        until = time.monotonic() + SETTLE
        while (left := processes(trial)) and time.monotonic() < until:
            time.sleep(0.05)
        now = {name: digest for name, digest in files(trial, *call.outputs).items() if UNFINISHED not in name}
        whole = all(now[name] in (before.get(name), after.get(name)) for name in now)
        whole &= set(now) in (set(before), set(after))
        kind = "old" if now == before else "new" if now == after else "mixed" if whole else "broken"
        n[kind] += 1
        said = finish(call, trial)
        n["failed"] += bool(said)
        n["wrong"] += files(trial, *call.outputs) != after
        n["left_files"] += set(files(trial)) != names or left_beside(trial)
        n["left_processes"] += bool(left)
        if said or left or kind == "broken" or set(files(trial)) != names:
            odd = sorted(set(files(trial)) ^ names)[:3]
            print(f"{call.name}, kill {number}: {kind}; {said or 'the next call succeeds'}; {odd}", file=sys.stderr)
        for process_id in left:
            os.kill(process_id, signal.SIGKILL)
        shutil.rmtree(trial)
    return Outcome(call.name, seconds, kills, **n)


def left_beside(trial: Path) -> bool:
    """Return whether an unfinished folder is left, even an empty one."""
    return any(
        ".same-story-" in path.name or path.name.startswith("work-") for path in trial.rglob("*") if path.is_dir()
    )


def main() -> int:
    """Print a line for each call, and return 1 if a kill did harm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="moments for each call (default 50)")
    parser.add_argument("--seed", type=int, default=0, help="another seed, other moments")
    parser.add_argument("--only", nargs="*", choices=[call.name for call in CALLS], help="these calls alone")
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    print(f"{'call':<12}{'seconds':>8}" + "".join(f"{name:>16}" for name in Outcome._fields[2:]), flush=True)
    safe = True
    for call in CALLS:
        if asked.only and call.name not in asked.only:
            continue
        with tempfile.TemporaryDirectory() as base:
            outcome = try_call(call, asked.kills, random.Random(f"{asked.seed} {call.name}"), Path(base).resolve())
        print(f"{call.name:<12}{outcome.seconds:>8.1f}" + "".join(f"{n:>16}" for n in outcome[2:]), flush=True)
        safe &= outcome.is_safe
    return 0 if safe else 1


if __name__ == "__main__":
    sys.exit(main())
