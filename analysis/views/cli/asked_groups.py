"""The groups that a call names, looked for before a large corpus is counted, so that a wrong name costs no hour."""

from __future__ import annotations

import click


def check_asked_groups(corpus: str | None, by: str | None) -> None:
    """Refuse a ``--target`` or ``--reference`` that no text has; rows are read until each that is asked for was met.

    Days are left to the end: how they are written is told from all of them together.
    """
    import pandas as pd

    from analysis.measures.groups import group_labels, no_such_group
    from analysis.texts.readers.corpus import iter_column

    asked = {name: click.get_current_context().params.get(name) for name in ("target", "reference")}
    missed = [str(value) for value in asked.values() if value is not None]
    if by is None or by in ("date", "page_date") or not missed:
        return
    met: set[str] = set()
    for cells in iter_column(corpus, by):
        filled = pd.DataFrame({by: [*cells, "filled"]})  # a column without a value anywhere is refused later
        met.update(group_labels(filled, by)[:-1].tolist())
        missed = [value for value in missed if value not in met]
        if not missed:
            return
    raise no_such_group(missed[0], by, sorted(met))
