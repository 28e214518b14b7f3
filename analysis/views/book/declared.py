"""What every table holds, as a page of the book, and which functions return it."""

from __future__ import annotations

import re

import analysis as same
from analysis.schema import COLUMNS, describe

TYPES = {"str": "text", "int": "whole number", "Int64": "whole number or empty", "float": "number", "bool": "yes or no"}


def declared_tables() -> str:
    """Return, as Markdown, the columns of every table that a verb returns or reads, and what returns it."""
    makers: dict[str, list[str]] = {table: [] for table in COLUMNS}
    for name in same.__all__:
        for table in returned_tables(name):
            makers[table].append(name)
    sections = []
    for table in COLUMNS:
        made = ", ".join(f"{{py:obj}}`~analysis.{name}`" for name in makers[table])
        rows = [
            f"| `{one.name}` | {_plain(', '.join(filter(None, (TYPES[one.type], one.unit))))} | {_plain(one.meaning)} |"
            for one in describe(table)
        ]
        head = [f"(table-{table})=", f"## {table}", "", *([f"Returned by {made}.", ""] if made else [])]
        sections.append("\n".join([*head, "| column | type, unit | what it holds |", "|---|---|---|", *rows]))
    return "\n\n".join(sections)


def returned_tables(name: str) -> list[str]:
    """Return which tables a public function returns: those that its docstring says, or else the one of its name."""
    returned = (getattr(same, name).__doc__ or "").partition("Returns\n")[2].split("\n\n")[0]
    said = re.findall(r"^ +(?:The t|T)able `(\w+)`", returned, re.MULTILINE)
    return said or [table for table in COLUMNS if table in (name, name.removeprefix("read_"))]


def _plain(text: str) -> str:
    """Return words as Markdown that shows them as typed, but for what is in backticks."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        part.replace("|", r"\|") if part.startswith("`") else re.sub(r"([\\*_<>|$\[\]])", r"\\\1", part)
        for part in parts
    )
