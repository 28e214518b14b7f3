"""The columns of every table, declared once, and the checks that a table has them.

Every table is a pandas DataFrame. Offsets are character offsets ``[start, end)`` into the text as read. Columns beyond
those listed here are allowed and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id", "text", "title", "source_type", "outlet", "issuer", "date", "page_date"),
    "segments": ("doc_id", "start", "end", "part", "voice", "speaker", "cue", "text"),
    "tokens": ("doc_id", "segment", "sentence", "start", "end", "term"),
    "terms": ("term", "group", "n", "total", "per_1000", "docs", "n_docs", "dp_norm"),
    "dispersion": (
        "term",
        "group",
        "n",
        "total",
        "per_1000",
        "docs",
        "n_docs",
        "range",
        "dp",
        "dp_norm",
        "juilland_d",
        "rosengren_s",
        "carroll_d2",
        "kl",
    ),
    "tfidf": ("doc_id", "term", "n", "tf", "idf", "tf_idf"),
    "keyness": (
        "term",
        "n_target",
        "n_reference",
        "total_target",
        "total_reference",
        "per_1000_target",
        "per_1000_reference",
        "docs_target",
        "docs_reference",
        "n_docs_target",
        "n_docs_reference",
        "log_ratio",
        "log_ratio_low",
        "log_ratio_high",
        "g2",
        "z",
        "p",
        "q",
        "lrc",
        "percent_diff",
        "dp_norm_target",
        "dp_norm_reference",
        "dp_norm_difference",
        "log_ratio_without_one",
        "top_share",
        "top_doc",
        "log_ratio_low_words",
        "log_ratio_high_words",
        "n_units_target",
        "n_units_reference",
        "target",
        "reference",
        "comparisons",
    ),
    "wordshift": (
        "item",
        "n_target",
        "n_reference",
        "total_target",
        "total_reference",
        "per_1000_target",
        "per_1000_reference",
        "score_target",
        "score_reference",
        "score_centre",
        "contribution",
        "contribution_low",
        "contribution_high",
        "share",
        "kind",
        "docs_target",
        "docs_reference",
        "n_docs_target",
        "n_docs_reference",
        "difference",
        "difference_low",
        "difference_high",
    ),
    "scores": ("term", "score"),
    "stability": (
        "term",
        "n_target",
        "n_reference",
        "total_target",
        "total_reference",
        "n_docs_target",
        "n_docs_reference",
        "log_ratio",
        "within_low",
        "within_high",
        "n_blocks_target",
        "n_blocks_reference",
        "about",
    ),
    "rate_stability": (
        "group",
        "figure",
        "n",
        "of",
        "value",
        "within_low",
        "within_high",
        "n_docs",
        "n_blocks",
        "about",
    ),
    "markers": (
        "doc_id",
        "start",
        "end",
        "match",
        "entry",
        "category",
        "loaded",
        "part",
        "voice",
        "speaker",
        "negated",
    ),
    "names": ("doc_id", "start", "end", "match", "actor", "label", "label_kind", "part", "voice", "speaker"),
    "kwic": ("doc_id", "start", "end", "left", "match", "right", "part", "voice", "speaker"),
    "collocations": ("first", "second", "n", "docs", "n_first", "n_second", "g2", "npmi"),
    "similarity": ("doc_id_a", "doc_id_b", "cosine"),
    "reuse": (
        "doc_id_a",
        "start_a",
        "end_a",
        "doc_id_b",
        "start_b",
        "end_b",
        "n_words",
        "similarity",
        "words_a",
        "words_b",
        "voice_a",
        "voice_b",
        "docs",
        "opening",
    ),
    "alignment": ("passage", "step", "start_a", "end_a", "start_b", "end_b", "words_a", "words_b"),
    "once": ("term", "group", "n", "n_once", "total", "total_once"),
    "sources": (
        "doc_id",
        "start",
        "end",
        "voice",
        "speaker",
        "speaker_kind",
        "actor",
        "cue",
        "cue_kind",
        "n_words",
        "speaker_full",
        "via",
        "part",
    ),
    "robustness": (
        "finding",
        "statement",
        "rule",
        "dimension",
        "choice",
        "value",
        "unit",
        "published",
        "keeps_from",
        "keeps_to",
        "keeps",
        "n",
        "total",
        "n_other",
        "total_other",
        "n_docs",
        "instead",
        "words",
        "stop_words",
        "listed",
        "voice",
        "attributed",
        "part",
        "text",
        "passages",
        "weights",
        "score",
        "threshold",
        "lexicon",
        "speakers",
    ),
    "gold": ("doc_id", "annotation", "kind", "start", "end", "speaker", "cue"),
    "validation": ("task", "measure", "group_by", "group", "value", "low", "high", "hits", "of", "n"),
    "errors": (
        "task",
        "kind",
        "rank",
        "n",
        "of",
        "item",
        "doc_id",
        "start",
        "end",
        "match",
        "gold",
        "suite",
        "sentence",
    ),
    "training": ("level", "method", "figure", "value", "low", "high", "sd", "n", "n_positive", "repeats", "folds"),
    "calibration": (
        "test",
        "unit",
        "kind",
        "splits",
        "n_docs_a",
        "n_docs_b",
        "n_terms",
        "level",
        "factor",
        "flagged_splits",
        "flagged_share",
        "flagged_low",
        "flagged_high",
        "false_words",
        "planted",
        "found",
        "power",
        "power_low",
        "power_high",
        "power_same_alarms",
        "covered",
        "covered_low",
        "covered_high",
        "cluster",
        "seed",
    ),
    "lexicon": ("entry", "category", "loaded", "context", "note"),
    "categories": ("category", "loaded", "title", "basis"),
    "actors": ("actor", "label", "label_kind", "users", "note"),
    "cues": ("cue", "kind", "takes", "forms", "note"),
}

PARTS = ("headline", "body", "byline", "caption", "comment", "furniture")
VOICES = ("author", "direct", "indirect")


class InputError(ValueError):
    """The call or the input is wrong: one line that names the place and says what to do."""


def check(table: pd.DataFrame, name: str, *, needs: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Return `table` unchanged if it has the columns of the table called `name`.

    Parameters
    ----------
    table
        The table to check.
    name
        A key of `COLUMNS`.
    needs
        The columns to ask for where fewer than all of them will do.

    Raises
    ------
    InputError
        If a column is missing. The message names the columns that are missing and those that are there.
    """
    missing = [column for column in needs or COLUMNS[name] if column not in table.columns]
    if missing:
        raise InputError(
            f"the {name} table lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}; "
            f"it has {', '.join(map(str, table.columns)) or 'none'}"
        )
    return table
