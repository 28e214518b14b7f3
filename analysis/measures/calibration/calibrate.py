"""Tests and intervals against known truth: one source split at random, as it is and with words made more frequent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.calibration.coverage import INTERVALS, Covered, share_covered
from analysis.measures.calibration.error_rates import Outcome, Plan, coverage_rows, outcome, test_rows
from analysis.measures.calibration.simulation import (
    add_counts,
    burstiness,
    random_split,
    spike_in_place,
    spike_spread,
    words_to_spike,
)
from analysis.measures.counts import Counts
from analysis.measures.groups import group_labels, quoted
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, LEAST_TEXTS
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import TESTS
from analysis.schema import COLUMNS, InputError, check

Test = Callable[[Sample, Sample], np.ndarray]


def calibrate(
    counts: Counts,
    *,
    by: str | None = None,
    group: str | None = None,
    plan: Plan | None = None,
    tests: Mapping[str, Test] | None = None,
    progress: Callable[[list[int]], Any] = iter,
) -> pd.DataFrame:
    """Return how often each test finds what is not there, and how often it finds what is.

    The documents of one group are split at random, many times. Both parts come from one source, so whatever a test
    flags is a false alarm (kind ``chance``). Then, in the same splits, words are made more frequent in the target: each
    occurrence is written again where it is (``planted``), or the word's rate rises in every document, also where
    the word was not (``spread``). Kind ``coverage`` says how often the intervals of log ratio hold 0 in the null
    splits.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).
    by, group
        A column of the documents and the value whose documents are split; None takes all documents.
    plan
        What is tried; None is `Plan()`.
    tests
        Name -> a function of two samples that returns a p for each term, NaN where it does not test. Its attribute
        ``unit`` is ``word`` where it counts words one by one, else ``document``. None is `TESTS`. The
        alarms of the first whose unit is the document are those that others are held to.
    progress
        Wraps the list of splits, to show how far the work is.

    Returns
    -------
    DataFrame
        Table `calibration`: a row for each kind and test (or interval). data/calibration/README.md describes the
        columns.

    Raises
    ------
    InputError
        If there are too few documents, clusters or words, or no such column or group.

    Notes
    -----
    Words in at least 10 of the documents are tested; those with a q of at most the level are flagged (Benjamini &
    Hochberg 1995, over these words). With a cluster, tests that compare documents are tried on sums over clusters too.
    A split with fewer than `LEAST_DOCUMENTS` documents, or clusters, in a part is not tried; ``splits`` says how many
    were.
    All splits are of the same documents: they say how the tests do on this corpus, not how corpora differ. Misleads
    where documents are not independent: chance puts the copies of a text on both sides, and real groups do not.
    Planting makes documents longer, so the rates of all other words fall a little; where a planted word is one of the
    most frequent, a test may rightly notice.

    See Also
    --------
    Plan : What is tried.
    simulate : A corpus without a difference.

    Examples
    --------
    >>> import analysis as same
    >>> wire = same.simulate(40, rate=same.simulated_rates(120))
    >>> plan = same.Plan(splits=2, planted=3, intervals=False)
    >>> table = same.calibrate(wire, plan=plan, tests={"G2": same.TESTS["G2"]})
    >>> table[["kind", "splits", "flagged_share"]].to_numpy().tolist()
    [['chance', 2, 1.0], ['planted', 2, 1.0], ['spread', 2, 1.0]]
    """
    plan = plan or Plan()
    corpus = _corpus(counts, by, group, plan)
    named = TESTS if tests is None else tests
    found: dict[tuple[str, str, str], list[Outcome]] = defaultdict(list)
    held: dict[str, list[Covered]] = defaultdict(list)
    sizes: list[tuple[int, int]] = []
    for number in progress(list(range(plan.splits))):
        seed = (plan.seed, number)
        in_target = random_split(corpus.ids, share=plan.share, seed=seed)
        sizes.append((int(in_target.sum()), int((~in_target).sum())))
        planted = words_to_spike(corpus.matrix, plan.planted, least=1, seed=seed)  # all of them are in enough
        reference = corpus.take(~in_target)
        for kind, target in _targets(corpus, in_target, planted, plan.factor, seed):
            for unit, samples in _levels(target, reference, plan):
                enough = min(map(len, samples)) >= LEAST_DOCUMENTS
                for name, test in named.items():
                    own = getattr(test, "unit", "document")
                    if unit != "cluster" or own == "document":
                        cell = (kind, name, unit if unit == "cluster" else own)
                        p = test(*samples) if enough else np.full(corpus.matrix.shape[1], np.nan)
                        found[cell].append(outcome(p, planted, plan.level))
            if kind == "chance" and plan.intervals:
                for name, interval in INTERVALS.items():
                    held[name].append(share_covered(interval, target, reference, least=LEAST_TEXTS))
    rows = [*test_rows(found, plan, sizes), *coverage_rows(held, plan, sizes)]
    return pd.DataFrame(rows, columns=list(COLUMNS["calibration"]))


def _corpus(counts: Counts, by: str | None, group: str | None, plan: Plan) -> Sample:
    """Return the documents by doc_id, with the words that can be tested; the ids are each document's unit."""
    documents = counts.by_document()
    keep = np.ones(len(documents), dtype=bool)
    if (by is None) != (group is None):
        raise InputError("a group is a column and one of its values; give both, or neither to take all texts")
    if by is not None:
        values = group_labels(documents.rows, by)
        keep = values == str(group)
        if not keep.any():
            raise InputError(
                f"no text with words has {group!r} in the column {by!r}; there are: {quoted(sorted(set(values)))}"
            )
    names = documents.rows["doc_id"].astype(str).to_numpy()
    rows = np.flatnonzero(keep)[np.argsort(names[keep], kind="stable")]
    least = max(LEAST_TEXTS, int(np.ceil(LEAST_DOCUMENTS / min(plan.share, 1 - plan.share))))
    if len(rows) < least:
        raise InputError(
            f"{len(rows)} texts are too few to be split at random: at least {least} are needed, so that each part has "
            f"{LEAST_DOCUMENTS}, and 100 or more to learn much; give a larger corpus"
        )
    units = names[rows] if plan.cluster is None else group_labels(documents.rows.iloc[rows], plan.cluster)
    if len(set(units)) < 2:
        raise InputError(f"every text has {units[0]!r} in the column {plan.cluster!r}: there is nothing to deal out")
    matrix = documents.matrix[rows]
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    tested = np.flatnonzero(texts >= LEAST_TEXTS)
    able = int((2 * texts[tested] <= len(rows)).sum())
    if able < plan.planted:
        raise InputError(
            f"{able} words are in at least {LEAST_TEXTS} texts and in no more than half of them, and {plan.planted} "
            "are to be planted; give more texts, or longer ones"
        )
    return Sample(matrix[:, tested], documents.words[rows], units)


def _targets(
    corpus: Sample, in_target: np.ndarray, columns: np.ndarray, factor: float, seed: tuple[int, ...]
) -> Iterator[tuple[str, Sample]]:
    """Yield the target as it is, and with words planted in both ways."""
    one = corpus.take(in_target)
    yield "chance", one
    yield "planted", add_counts(one, columns, spike_in_place(one, columns, factor, seed=seed))
    model = burstiness(corpus, columns)
    yield "spread", add_counts(one, columns, spike_spread(one, columns, factor, model=model, seed=seed))


def _levels(target: Sample, reference: Sample, plan: Plan) -> Iterator[tuple[str, tuple[Sample, Sample]]]:
    """Yield both samples by document and, where documents are in clusters, by cluster."""
    yield "document", (target, reference)
    if plan.cluster is not None:
        yield "cluster", (target.clustered(target.ids), reference.clustered(reference.ids))


NULL = ("splits", "n_terms", "flagged_splits", "flagged_share", "flagged_low", "flagged_high", "false_words")
POWER = ("power", "power_low", "power_high", "power_same_alarms")
SETTING = ("data", "n_docs_a", "n_docs_b", "cluster")


def alarms_and_power(calibration: pd.DataFrame) -> pd.DataFrame:
    """Return false alarms and power of each test side by side, for the splits into equal parts.

    Parameters
    ----------
    calibration
        Table `calibration` with a column ``data`` (`read_calibration`).

    Returns
    -------
    DataFrame
        ``data, test, unit, n_docs_a, n_docs_b``; of the null splits ``splits, n_terms, flagged_splits, flagged_share,
        flagged_low, flagged_high, false_words``; and ``power, power_low, power_high, power_same_alarms`` of words
        written again (``_planted``) and of words that spread (``_spread``). Splits without clusters alone, whose parts
        differ by at most one document; in the order of the data, tests that count documents first.
    """
    check(calibration, "calibration")
    equal = (calibration["n_docs_a"] - calibration["n_docs_b"]).abs() <= 1
    plain = calibration[equal & (calibration["cluster"] == "")]
    one = ["data", "test", "unit"]
    null = plain.loc[plain["kind"] == "chance", [*one, "n_docs_a", "n_docs_b", *NULL]]
    for kind in ("planted", "spread"):
        found = plain.loc[plain["kind"] == kind, [*one, *POWER]]
        null = null.merge(found.rename(columns={name: f"{name}_{kind}" for name in POWER}), on=one, how="left")
    place = pd.factorize(null["data"])[0]
    order = np.lexsort((np.arange(len(null)), null["unit"] == "word", place))
    return null.iloc[order].reset_index(drop=True)


def coverage_summary(calibration: pd.DataFrame) -> pd.DataFrame:
    """Return how often each interval contained the true value, in every setting that was tried.

    Returns
    -------
    DataFrame
        ``data, n_docs_a, n_docs_b, cluster, test, unit, splits, n_terms, covered, covered_low, covered_high``, settings
        in their order, in each the intervals that draw documents first.
    """
    check(calibration, "calibration")
    columns = [*SETTING, "test", "unit", "splits", "n_terms", "covered", "covered_low", "covered_high"]
    rows = calibration.loc[calibration["kind"] == "coverage", columns]
    place = rows.groupby(list(SETTING), sort=False).ngroup()
    order = np.lexsort((np.arange(len(rows)), rows["unit"] == "word", place))
    return rows.iloc[order].reset_index(drop=True)
