"""How far voices and markers agree with people: remake data/validation/figures.csv from annotated texts.

The environment variable SAMESTORY_GOLD names the folder of the annotated texts, JSON lines as `python3 run.py validate
--help` describes them; data/validation/README.md says where the texts come from. Each file is measured by that command,
as a reader would. Lines with `quotes` are for voices, lines with `label` for markers,
lines with `frames` for frames; a file with words in columns (``.conll``) is for mentions, a treebank (``.conllu``) for
agency.

The annotated speech was derived from the marks “ ” and " alone. The suite takes two apostrophes, '', for a quotation
mark too, as old archives write them, so its direct voice cannot agree with people there. Texts with and without such
marks are therefore measured once more apart: `group_by` is `marks`.

With ``--train`` the cross-validation of `train` on each file with `label` goes to training.csv beside it. It takes
minutes. No model is kept.

With ``--frames`` nothing but the cross-validation of several labels per text is measured: of each file with `labels`,
to frame_training.csv, the means over the labels, and F1 by label of the model and of TF-IDF.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
KEPT = ("all", "outlet_type", "voice", "category", "frame")  # single outlets are few texts each
MARK = "''"
BY_ENDING = {".conll": "mentions", ".conllu": "agency"}


def task_of(file: Path) -> str | None:
    """Return what the first line of a file is annotated for, None where it is for no task."""
    if file.suffix in BY_ENDING:
        return BY_ENDING[file.suffix]
    with file.open(encoding="utf-8") as lines:
        first = json.loads(next(lines, "{}"))
    fields = {"quotes": "voices", "label": "markers", "frames": "frames"}
    return next((task for field, task in fields.items() if field in first), None)


def has_labels(file: Path) -> bool:
    """Return whether the first line of a file has several labels."""
    with file.open(encoding="utf-8") as lines:
        return "labels" in json.loads(next(lines, "{}"))


def written(*arguments: str) -> list[dict[str, str]]:
    """Return the rows of the table that a verb of the suite writes.

    Among the arguments ``TABLE`` stands for its file, and ``MODEL`` for a model that is thrown away.

    Raises
    ------
    SystemExit
        If the command fails; it has said why.
    """
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        place = {"TABLE": str(table), "MODEL": str(Path(folder) / "model.json")}
        done = subprocess.run(
            [sys.executable, "-m", "analysis", *(place.get(word, word) for word in arguments)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)}: ended with {done.returncode}")
        with table.open(encoding="utf-8", newline="") as rows:
            return list(csv.DictReader(rows))


def figures(file: Path, task: str) -> list[dict[str, str]]:
    """Return the rows that ``validate`` writes for one file, without those of single outlets."""
    rows = written("validate", task, "--gold", str(file), "-o", "TABLE")
    kept = ("all",) if task == "agency" else KEPT  # a genre of a treebank is few documents
    return [row for row in rows if row["group_by"] in kept]


def by_mark(file: Path) -> list[dict[str, str]]:
    """Return the figures of all texts with the mark '', and of all without it; none where only one kind is there."""
    with file.open(encoding="utf-8") as lines:
        texts = [line for line in lines if line.strip()]
    marked = [MARK in json.loads(line)["text"] for line in texts]
    if len(set(marked)) < 2:
        return []
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for has, group in ((True, f"with {MARK}"), (False, f"without {MARK}")):
            part = Path(folder) / file.name
            part.write_text("".join(t for t, m in zip(texts, marked, strict=True) if m == has), encoding="utf-8")
            every = [row for row in figures(part, "voices") if row["group_by"] == "all"]
            rows += [{**row, "group_by": "marks", "group": group} for row in every]
    return rows


def frame_figures(file: Path) -> list[dict[str, str]]:
    """Return the rows that ``train`` writes for texts with several labels: the means, and a few by label."""
    rows = written("train", str(file), "-o", "MODEL", "--report", "TABLE")
    by_label = {
        ("people", "prevalence"),
        *((method, "f1") for method in ("model", "tfidf", "tfidf, balanced", "lexicon")),
    }
    return [row for row in rows if not row["label"] or (row["method"], row["figure"]) in by_label]


def write(rows: list[dict[str, str]], out: Path) -> None:
    """Write rows as a table, whole or not at all."""
    unfinished = out.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    unfinished.replace(out)


def main() -> None:
    """Measure every file of the folder, and write one table of them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("date", type=datetime.date.fromisoformat, help="the day of the measuring: YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "data" / "validation" / "figures.csv")
    parser.add_argument("--train", action="store_true", help="also cross-validate `train`, in minutes")
    parser.add_argument("--frames", action="store_true", help="cross-validate `train` on several labels, nothing else")
    options = parser.parse_args()
    folder = os.environ.get("SAMESTORY_GOLD")
    if not folder or not Path(folder).is_dir():
        raise SystemExit("SAMESTORY_GOLD names no folder of annotated texts; data/validation/README.md tells how")
    if options.frames:
        several = [file for file in sorted(Path(folder).resolve().glob("*.jsonl")) if has_labels(file)]
        dated = [
            {"date": options.date.isoformat(), "data": file.stem, **row}
            for file in several
            for row in frame_figures(file)
        ]
        write(dated, options.out.with_name("frame_training.csv"))
        return
    files = sorted(file for ending in (".jsonl", *BY_ENDING) for file in Path(folder).resolve().glob(f"*{ending}"))
    tasks = {file: task_of(file) for file in files}
    rows = [
        {"date": options.date.isoformat(), "data": file.stem, **row}
        for file, task in tasks.items()
        if task
        for row in figures(file, task) + (by_mark(file) if task == "voices" else [])
    ]
    if not rows:
        raise SystemExit(f"{folder}: no file in columns is there, and no .jsonl file has quotes, a label or frames")
    write(rows, options.out)
    print(f"{len(rows)} figures of {sum(map(bool, tasks.values()))} files in {options.out}", file=sys.stderr)
    if options.train:
        rows = [
            {"date": options.date.isoformat(), "data": file.stem, **row}
            for file, task in tasks.items()
            if task == "markers"
            for row in written("train", str(file), "-o", "MODEL", "--report", "TABLE")
        ]
        write(rows, options.out.with_name("training.csv"))


if __name__ == "__main__":
    main()
