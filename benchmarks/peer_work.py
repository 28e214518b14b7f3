#!/usr/bin/env python3
"""One job of one of the other tools, in a process of its own: `peers.py` starts this with the Python that has the tool.

A job gets the texts and the group of each, and makes the whole result in memory as the tool's manual says. With a file
to write, the numbers go there as JSON, so that `peers.py` can compare them: {column: {key: number}}.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

Numbers = dict[str, dict[str, float]]


class Texts:
    """The texts in the order of the file, which of the two groups each is in, and the word for a concordance."""

    def __init__(self, file: str, target: str, word: str) -> None:
        import pyarrow.parquet as pq

        table = pq.read_table(file, columns=["doc_id", "text", "source_type"])
        self.ids, self.texts, kinds = (table[name].to_pylist() for name in ("doc_id", "text", "source_type"))
        self.in_target = [kind == target for kind in kinds]
        self.word = word

    def sides(self) -> tuple[list[str], list[str]]:
        """Return the texts of the target, and all others."""
        both = list(zip(self.texts, self.in_target, strict=True))
        return [text for text, mine in both if mine], [text for text, mine in both if not mine]


def main() -> None:
    """Do the job named first, as module.function, on the texts of the file named second."""
    job, file, target, word, *out = sys.argv[1:]
    module, name = job.split(".")
    numbers = getattr(import_module(f"benchmarks.{module}"), name)(Texts(file, target, word))
    if out:
        Path(out[0]).write_text(json.dumps(numbers()), encoding="utf-8")


if __name__ == "__main__":
    main()
