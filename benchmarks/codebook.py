"""Write the numbers that data/lexicon/CODEBOOK.md states: how large the lexicon is, and how far people agree with it.

They stand in tables between ``<!-- numbers: NAME -->`` and ``<!-- end -->``, which this program makes from the word
lists and from data/validation/figures.csv. The rest of the codebook is prose, without numbers of that kind. With
``--check`` nothing is written: exit code 1 where a table is not what the files say. A test asks the same.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
LEXICON = CHECKOUT / "data" / "lexicon"
CODEBOOK = LEXICON / "CODEBOOK.md"
DATA = "babe_dev"  # the annotated sentences that the figures are of
PARTISAN = ("partisan-left", "partisan-right")


def with_numbers(codebook: str) -> str:
    """Return a codebook with its tables of numbers made again.

    Raises
    ------
    KeyError
        If it has a place for numbers that nothing here makes.
    """
    from analysis.texts.readers.benchmarks import read_measured
    from analysis.texts.readers.lexicon import read_categories, read_lexicon

    lexicon, figures = read_lexicon(), read_measured()
    figures = figures[(figures["data"] == DATA) & (figures["task"] == "markers")]
    made = {
        "sizes": sizes(lexicon),
        "agreement": agreement(figures),
        "categories": categories(lexicon, read_categories(), figures),
    }
    place = re.compile(r"(<!-- numbers: (\w+) -->\n)(?:(?!<!--).)*(<!-- end -->)", re.DOTALL)
    return place.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n\n{found[3]}", codebook)


def sizes(lexicon: pd.DataFrame) -> str:
    """Return how many entries there are, in all and of each form."""
    with (LEXICON / "lexicon.csv").open(encoding="utf-8", newline="") as lines:
        written = sum(1 for _ in csv.DictReader(lines))
    entry = lexicon["entry"]
    rows = [
        ("in all", len(lexicon)),
        ("in `lexicon.csv`", written),
        ("forms from `cues.csv`", len(lexicon) - written),
        ("of several words", int(entry.str.contains(" ", regex=False).sum())),
        ("with a wildcard", int(entry.str.contains("*", regex=False).sum())),
        ("with a context", int((lexicon["context"] != "").sum())),
    ]
    return "\n".join(["| entries | number |", "|---|---:|", *(f"| {name} | {n:,} |" for name, n in rows)])


def agreement(figures: pd.DataFrame) -> str:
    """Return how well the loaded entries agree with people, and how often both find loaded language."""
    by_all = figures[figures["group_by"] == "all"].set_index("measure")
    outlets = figures[figures["group_by"] == "outlet_type"]
    rows = []
    for what, name in (("words, F1", "word_f1"), ("sentences, macro-F1", "text_macro_f1")):
        value, low, high = map(_decimal, by_all.loc[name, ["value", "low", "high"]])
        rows.append((f"loaded {what}", value, f"{low} to {high}"))
    for what, groups in (("Reuters", ("wire",)), ("partisan outlets", PARTISAN)):
        shares = []
        for measure in ("flagged", "labelled"):
            there = outlets[(outlets["measure"] == measure) & outlets["group"].isin(groups)]
            shares.append(f"{there['hits'].sum() / there['of'].sum():.0%}".replace("%", " %"))
        rows.append((f"sentences of {what} called loaded", shares[0], f"people: {shares[1]}"))
    n, date = int(by_all.at["word_f1", "n"]), by_all.at["word_f1", "date"]
    head = [f"| on {n:,} sentences, {date} | lexicon | 95 % interval, or people |", "|---|---:|---|"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


def categories(lexicon: pd.DataFrame, listed: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return the categories with their sizes, and how many of their markers people marked."""
    n = lexicon["category"].value_counts()
    marked = figures[(figures["measure"] == "annotated") & (figures["group_by"] == "category")].set_index("group")
    rows = []
    for row in listed.itertuples():
        found = marked.loc[row.category] if row.category in marked.index else None
        people = "–" if found is None else f"{found['hits']} of {found['of']}"
        loaded = "yes" if row.loaded else "no"
        rows.append(f"| `{row.category}` | {loaded} | {n[row.category]:,} | {people} | {row.basis} |")
    return "\n".join(["| category | loaded | entries | marked by people | basis |", "|---|---|---:|---:|---|", *rows])


def _decimal(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def main() -> None:
    """Write the tables, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where a number is stale")
    check = parser.parse_args().check
    before = CODEBOOK.read_text(encoding="utf-8")
    after = with_numbers(before)
    if check and before != after:
        raise SystemExit(f"{CODEBOOK} does not say what the files say; run this without --check")
    if not check:
        CODEBOOK.write_text(after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
