"""How far voices and markers agree with people: remake data/validation/figures.csv from annotated texts.

The environment variable SAMESTORY_GOLD names the folder of the annotated texts, JSON lines as `python3 run.py validate
--help` describes them; data/validation/README.md says where the texts come from. Each file is measured by that command,
as a reader would. Lines with `quotes` are for voices, lines with `label` for markers.

The annotated speech was derived from the marks “ ” and " alone. The suite takes two apostrophes, '', for a quotation
mark too, as old archives write them, so its direct voice cannot agree with people there. Texts with and without such
marks are therefore measured once more apart: `group_by` is `marks`.
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
COLUMNS = "date data task measure group_by group value low high hits of n".split()
KEPT = ("all", "outlet_type", "voice", "category")  # single outlets are few texts each
MARK = "''"


def task_of(file: Path) -> str | None:
    """Return what the first line of a file is annotated for, None where it is neither task."""
    with file.open(encoding="utf-8") as lines:
        first = json.loads(next(lines, "{}"))
    return "voices" if "quotes" in first else "markers" if "label" in first else None


def figures(file: Path, task: str) -> list[dict[str, str]]:
    """Return the rows that ``validate`` writes for one file.

    Raises
    ------
    SystemExit
        If the command fails; it has said why.
    """
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "figures.csv"
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "validate", task, "--gold", str(file), "-o", str(table)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{file.name}: validate {task} ended with {done.returncode}")
        with table.open(encoding="utf-8", newline="") as rows:
            return [row for row in csv.DictReader(rows) if row["group_by"] in KEPT]


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


def main() -> None:
    """Measure every file of the folder, and write one table of them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("date", type=datetime.date.fromisoformat, help="the day of the measuring: YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "data" / "validation" / "figures.csv")
    options = parser.parse_args()
    folder = os.environ.get("SAMESTORY_GOLD")
    if not folder or not Path(folder).is_dir():
        raise SystemExit("SAMESTORY_GOLD names no folder of annotated texts; data/validation/README.md tells how")
    tasks = {file: task_of(file) for file in sorted(Path(folder).resolve().glob("*.jsonl"))}
    rows = [
        {"date": options.date.isoformat(), "data": file.stem, **row}
        for file, task in tasks.items()
        if task
        for row in figures(file, task) + (by_mark(file) if task == "voices" else [])
    ]
    if not rows:
        raise SystemExit(f"{folder}: no .jsonl file there has quotes or a label")
    unfinished = options.out.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    unfinished.replace(options.out)
    print(f"{len(rows)} figures of {sum(map(bool, tasks.values()))} files in {options.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
