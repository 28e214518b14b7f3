"""Small corpora that no notebook was written for, from one group of texts to as many as a test needs."""

from __future__ import annotations

from functools import cache

import pandas as pd

import analysis as same
from analysis.measures.groups import grouped
from analysis.measures.story import Story

SENTENCES = (
    "The harbour of {town} opened again in {month}, the council said.",
    "“We will pay for every boat that was lost,” said Mayor Ann Lee of {town}.",
    "According to the fishers' union, the port had warned nobody before the storm.",
    "The brutal storm destroyed forty houses near the old market of {town}.",
    "“It was a shameful failure of the port,” said Tom Reed, who owns two boats.",
    "Officials claimed that the sirens had worked, though nobody heard them.",
    "Repairs to the sea wall of {town} begin in {month} and last a year.",
    "The union's secretary, Rosa Diaz, called the plan a disgrace and asked for help.",
    "“The wall held for eighty years,” Diaz said, “and it will hold again.”",
    "So-called “experts” came and went; the ferries did not.",
)
TOWNS, MONTHS = ("Brenn", "Dorrin", "Eastwick", "Farrow"), ("March", "April", "May")


def text(number: int, sentences: int = 9) -> str:
    """Return a text of some of the sentences, another choice for each number."""
    chosen = (SENTENCES[(number * 3 + k * (1 + number % 3)) % len(SENTENCES)] for k in range(sentences))
    town, month = TOWNS[number % len(TOWNS)], MONTHS[number % len(MONTHS)]
    return "\n\n".join(one.format(town=town, month=month) for one in chosen)


def _documents(n: int, **columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": [f"t{k}" for k in range(n)], "text": [text(k) for k in range(n)], **columns})


CORPORA = {
    "two texts": _documents(2, source_type=["Post", "Herald"], date=["2024-03-01", "2024-03-02"]),
    "one group": _documents(4),
    "seven groups": _documents(14, outlet=[f"Paper {k % 7}" for k in range(14)]),
    "enough for a test": _documents(
        12, outlet=["Post", "Herald"] * 6, date=[f"2024-0{1 + k % 3}-1{k // 4}" for k in range(12)]
    ),
    "nothing to find": pd.DataFrame(
        {"doc_id": ["a", "b"], "text": ["The harbour was quiet.", "Boats lay in the wet sand."], "outlet": ["x", "y"]}
    ),
}
BY = dict.fromkeys(CORPORA, "outlet") | {"two texts": None, "one group": None}


@cache
def made_story(name: str) -> Story:
    """Return one of the corpora, read with the word lists of the suite; its tables are made once."""
    table = CORPORA[name]
    unknown = {column: "" for column in ("title", "source_type", "outlet", "date") if column not in table.columns}
    documents, by = grouped(table.assign(**unknown), BY[name])
    lists = (same.read_lexicon(), same.read_actors(documents=documents), same.read_cues(), same.read_categories())
    sides = same.read_sides(documents=documents)
    return Story(documents, same.voices(documents), *lists, sides, by=by, frame_lexicon=same.read_frames())
