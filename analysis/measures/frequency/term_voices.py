"""How much of a term's use is the author's own, how much is quoted, and how much paraphrased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.frequency.terms import terms
from analysis.schema import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def terms_by_voice(counts: Counts, *, by: str | None = None) -> pd.DataFrame:
    """Return the frequency of each term in all voices and in the author's alone.

    Parameters
    ----------
    counts
        Of the part in question and all voices, not yet by document.
    by
        As in `terms.terms`.

    Returns
    -------
    DataFrame
        ``term, group, n, n_own, n_direct, n_indirect, n_other, share_other, per_1000, per_1000_own, total, total_own,
        docs, docs_own, n_docs``: `n` times in `total` words of all voices, `n_own` times in the `total_own` words of
        the author's voice, `n_direct` times in quotation marks, `n_indirect` times in paraphrase; ``n_other = n -
        n_own`` and ``share_other = n_other / n``; `docs` and `docs_own` of the group's `n_docs` texts use the term at
        all, and in their own voice. Where a group has no word of its own, its rate is NaN. Sorted by group, n
        descending, term.

    Raises
    ------
    InputError
        As `terms.terms` does, and where no text has a word in the author's voice.

    Notes
    -----
    Misleads for a term that occurs a few times: 2 of 2 in quotation marks may be chance. Attributed words need not be
    an opponent's: `sides.words_by_side` and the concordance tell whose they are. The words of a paraphrase may be the
    author's choice for what another said.
    """
    every = terms(counts, by=by)
    own = terms(counts.where(voice="author", part="all"), by=by)
    table = every.merge(own[["term", "group", "n", "docs"]], how="left", on=["term", "group"], suffixes=("", "_own"))
    for voice in VOICES[1:]:
        there = (counts.rows["voice"] == voice).any()
        said = terms(counts.where(voice=voice, part="all"), by=by) if there else own.head(0)
        said = said[["term", "group", "n"]].rename(columns={"n": f"n_{voice}"})
        table = table.merge(said, how="left", on=["term", "group"])
    for name in ("n_own", "docs_own", "n_direct", "n_indirect"):
        table[name] = table[name].fillna(0).astype("int64")
    totals = own.drop_duplicates("group").set_index("group")["total"]
    table["total_own"] = table["group"].map(totals).fillna(0).astype("int64")
    table["per_1000_own"] = 1000 * table["n_own"] / table["total_own"].where(table["total_own"] > 0)
    table["n_other"] = table["n"] - table["n_own"]
    table["share_other"] = table["n_other"] / table["n"]
    uses = ["term", "group", "n", "n_own", "n_direct", "n_indirect", "n_other", "share_other"]
    return table[[*uses, "per_1000", "per_1000_own", "total", "total_own", "docs", "docs_own", "n_docs"]]
