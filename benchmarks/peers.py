#!/usr/bin/env python3
"""Set Same Story beside what people would use instead: the same texts, the same result, in the same run.

Makes environments of its own with the other tools at fixed versions (once, with pip; nothing is loaded after that), and
starts each job as a process of its own, the tools by turns, so that a busy moment meets all of them. Reported are the
medians of some runs: seconds on the clock and of the processor, from the start of the process to its end, with reading
the texts; and the most memory that the process held. A ratio is the tool's time of the processor divided by Same
Story's. Same Story works in one process (`--jobs 1`) and writes its table to a file; the others make theirs in memory.

Every tool cuts words in its own way. So whether results agree is asked of another version of the texts, in which all of
them must cut alike: words of 3 to 15 small letters with a space between. What is printed is how many numbers agree with
Same Story's to nine digits.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    import pandas as pd

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from benchmarks.peer_results import TASKS, Job, Numbers, agreement, numbers_of, plain_words  # noqa: E402
from benchmarks.scaling import run, write_corpus  # noqa: E402

ENVIRONMENTS = {
    "words": "scikit-learn==1.9.1 gensim==4.4.0 nltk==3.10.4 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 keyness==0.26",
    "spacy": "spacy==3.8.18 textacy==0.13.0 scattertext==0.2.2 six==1.17.0 corpus-toolkit==0.32 setuptools==80.9.0 "
    "pyarrow==26.0.1",  # six and setuptools are imported, but not asked for, by the two before them
    "conc": "conc==0.1.13 pyarrow==26.0.1",
}
PASSED_OVER = {
    "quanteda": "it needs R",
    "convokit 5.0.0 (FightingWords)": "it brings PyTorch and CUDA, gigabytes of them",
    "fightin-words 1.0.5": "it installs into a folder that no import can name",
    "shifterator 0.3.0": "its result is a word shift, which is not one of these",
    "lexicalrichness, textstat": "they measure one text at a time",
}
US = "Same Story"
PLAIN = 300_000  # characters of text in which it is looked at whether numbers agree
EXPLORER = """
import sys
from pathlib import Path
import analysis as same
from analysis.views.explorer.pages import write_explorer
write_explorer(same.read_story(sys.argv[1], target=sys.argv[2]), Path(sys.argv[3]))
"""


Given = TypeVar("Given")


def apart(function: Callable[..., Given], *arguments: object) -> Given:
    """Call a function in a process of its own: Linux counts what this one holds among the memory of those it starts."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        return other.submit(function, *arguments).result()


def make_environment(name: str, folder: Path) -> Path | None:
    """Return the Python of an environment, which is made if it is not there; None, with a word, where it cannot be."""
    home = folder / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = home / "made.txt"
    if made.is_file() and made.read_text(encoding="utf-8") == ENVIRONMENTS[name]:
        return python
    print(f"installing {ENVIRONMENTS[name]}", file=sys.stderr, flush=True)
    venv.create(home, clear=True, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *ENVIRONMENTS[name].split()]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"passed over, not installed: {ENVIRONMENTS[name]}\n{done.stderr.strip()[-400:]}", flush=True)
        return None
    made.write_text(ENVIRONMENTS[name], encoding="utf-8")
    return python


def read_texts(file: Path | None, megabytes: float, folder: Path) -> tuple[pd.DataFrame, str]:
    """Return texts with `doc_id` and two values of `source_type` up to a size, and the value to describe."""
    import pandas as pd

    if file is None:
        file = folder / "generated.csv"
        write_corpus(file, max(2, round(megabytes * 220)))
    readers = {".parquet": pd.read_parquet, ".jsonl": lambda path: pd.read_json(path, lines=True), ".csv": pd.read_csv}
    if file.suffix not in readers:
        raise SystemExit(f"{file}: give a .csv, .jsonl or .parquet file")
    table = readers[file.suffix](file)
    if "text" not in table:
        raise SystemExit(f"{file}: there is no column text")
    table = table[table["text"].fillna("").str.strip() != ""]
    size = table["text"].str.encode("utf-8").str.len().cumsum()
    table = table[(size - size.diff().fillna(size.iloc[0]) < megabytes * 1e6)].reset_index(drop=True)
    if "source_type" not in table or table["source_type"].nunique() < 2:
        table["source_type"] = [("one", "two")[at % 2] for at in range(len(table))]
    target = str(table.groupby("source_type")["text"].size().idxmax())
    kinds = table["source_type"].astype(str).where(table["source_type"].astype(str) == target, "rest")
    texts = pd.DataFrame({"doc_id": [f"d{at:06}" for at in range(len(table))], "text": table["text"]})
    return texts.assign(source_type=kinds), target


def ours(task: str, corpus: Path, target: str, word: str, out: str) -> list[str]:
    """Return the arguments of Python for Same Story's way to a result."""
    if task == "page":
        return ["-c", EXPLORER, str(corpus), target, out]
    words = [{"TARGET": target, "WORD": word}.get(part, part) for part in TASKS[task].command.split()]
    return ["-m", "analysis", *words, "--jobs", "1", str(corpus), "-o", out]


class Bench(NamedTuple):
    """What all measurements share."""

    folder: Path
    pythons: dict[str, Path]
    target: str
    word: str
    limit: int

    def measure(self, task: str, job: Job | None, corpus: str, out: str = "") -> tuple[str, float, float, float]:
        """Start one process and return how it ended, its seconds, those of the processor, and its megabytes."""
        if job is None:
            out = out or ("page" if task == "page" else "ours.parquet")
            return run(ours(task, self.folder / corpus, self.target, self.word, out), self.folder, self.limit)
        work = [job.function, corpus, self.target, self.word, *([out] if out else [])]
        python = str(self.pythons[job.environment])
        return run([str(HOME / "benchmarks" / "peer_work.py"), *work], self.folder, self.limit, python)

    def said(self, task: str, job: Job) -> str:
        """Return how a tool's numbers agree with ours on words that all cut alike; for a page, its size."""
        corpus = "texts.parquet" if task == "page" else "plain.parquet"
        ended, *_ = self.measure(task, job, corpus, "theirs.json")
        if ended:
            return ended
        return apart(agreed, self.folder, task, job.within)


def agreed(folder: Path, task: str, within: float) -> str:
    """Compare what Same Story and a tool have written."""
    import pandas as pd

    theirs: Numbers = json.loads((folder / "theirs.json").read_text(encoding="utf-8"))
    if task == "page":
        return f"{theirs['page']['MB']:.1f} MB, {theirs['page']['words']:,.0f} words"
    return agreement(numbers_of(pd.read_parquet(folder / "plain-ours.parquet"), TASKS[task].keys), theirs, within)


def compare(bench: Bench, task: str, jobs: list[Job], runs: int) -> list[list[str]]:
    """Return the rows of a result's table: Same Story first, then each tool."""
    everyone: list[Job | None] = [None, *jobs]
    taken: dict[Job | None, list[tuple[float, float, float]]] = {job: [] for job in everyone}
    failed: dict[Job | None, str] = {}
    if task != "page":
        bench.measure(task, None, "plain.parquet", "plain-ours.parquet")
    same = {job: bench.said(task, job) for job in jobs}
    for _ in range(runs):
        for job in everyone:
            if job not in failed:
                ended, *used = bench.measure(task, job, "texts.parquet")
                if ended:
                    failed[job] = ended
                else:
                    taken[job].append((used[0], used[1], used[2]))
    medians = {job: [statistics.median(column) for column in zip(*rows, strict=True)] for job, rows in taken.items()}
    base = medians[None]
    rows = []
    for job in everyone:
        name, note = (job.tool, job.note) if job else (US, "")
        if job in failed:
            rows.append([name, failed[job], "", "", "", "", same.get(job, "") if job else "", note])
            continue
        clock, processor, memory = medians[job]
        ratio = [f"{clock / base[0]:.1f}", f"{processor / base[1]:.1f}"] if job and base else ["", ""]
        rows.append([name, f"{clock:.1f}", f"{processor:.1f}", *ratio, f"{memory:,.0f}"])
        rows[-1] += [same[job] if job else size_of(bench.folder / "page") if task == "page" else "", note]
    return rows


def size_of(page: Path) -> str:
    """Return the megabytes of a folder's files, and of what opens first."""
    files = [file.stat().st_size / 1e6 for file in page.rglob("*") if file.is_file()]
    return f"{sum(files):.1f} MB in {len(files)} files, of which the page loads what is looked at" if files else ""


HEADS = ["", "seconds", "of the processor", "ratio", "ratio of the processor", "MB held", "numbers that agree", "note"]


def print_table(title: str, rows: list[list[str]]) -> None:
    """Print a Markdown table under its title."""
    print(f"\n**{title}**\n")
    for row in [HEADS, ["---", *["---:"] * 5, "---", "---"], *rows]:
        print(f"| {' | '.join(row)} |", flush=True)


def write_plain(texts: pd.DataFrame, file: Path) -> str:
    """Write the words of the first texts that every tool cuts alike; return a frequent one, for the concordance."""
    few = texts[texts["text"].str.len().cumsum() - texts["text"].str.len() < PLAIN]
    plain = few.assign(text=few["text"].map(plain_words))
    plain = plain[plain["text"] != ""]
    plain.to_parquet(file)
    seen = Counter(word for text in plain["text"] for word in text.split() if len(word) > 5)
    if not seen:
        raise SystemExit("no word of six letters or more in the texts: give texts in English")
    return seen.most_common(1)[0][0]


def write_texts(file: Path | None, megabytes: float, folder: Path) -> tuple[str, str, str]:
    """Write the texts and their plain version; return the group to describe, a frequent word, and the size."""
    texts, target = read_texts(file, megabytes, folder)
    texts.to_parquet(folder / "texts.parquet")
    size = texts["text"].str.encode("utf-8").str.len().sum() / 1e6
    return target, write_plain(texts, folder / "plain.parquet"), f"{len(texts):,} texts, {size:.1f} MB"


def main() -> None:
    """Install, write the texts, and print a table for each result as soon as it is known."""
    tools = sorted({job.tool for task in TASKS.values() for job in task.jobs})
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=2.0, help="how much text, whole texts from the first on")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", nargs="+", metavar="TOOL", choices=tools, help=f"of {', '.join(tools)}")
    parser.add_argument("--tasks", nargs="+", choices=list(TASKS), default=list(TASKS))
    parser.add_argument("--texts", type=Path, metavar="FILE", help=".csv, .jsonl or .parquet; generated if left out")
    parser.add_argument("--seconds", type=int, default=120, help="the most that a process may take on the clock")
    parser.add_argument("--keep-env", type=Path, metavar="FOLDER", help="keep the environments there for next time")
    given = parser.parse_args()
    if given.runs < 1 or given.megabytes <= 0:
        parser.error("give at least one run, and more than 0 megabytes")
    chosen = {task: [job for job in TASKS[task].jobs if job.tool in (given.peers or tools)] for task in given.tasks}
    needed = sorted({job.environment for jobs in chosen.values() for job in jobs})
    kept = nullcontext(given.keep_env) if given.keep_env else tempfile.TemporaryDirectory()
    with tempfile.TemporaryDirectory() as made, kept as environments:
        folder = Path(made)
        target, word, texts = apart(write_texts, given.texts, given.megabytes, folder)
        found = {name: make_environment(name, Path(environments).resolve()) for name in needed}
        pythons = {name: python for name, python in found.items() if python}
        machine = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"
        print(f"{texts}, {machine}; medians of {given.runs}")
        print("\n".join(ENVIRONMENTS[name] for name in pythons))
        print("passed over: " + "; ".join(f"{tool}: {why}" for tool, why in PASSED_OVER.items()), flush=True)
        bench = Bench(folder, pythons, target, word, given.seconds)
        for task, jobs in chosen.items():
            there = [job for job in jobs if job.environment in pythons]
            print_table(TASKS[task].title, compare(bench, task, there, given.runs))


if __name__ == "__main__":
    main()
