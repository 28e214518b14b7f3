"""What would change the answer: every finding under every choice that could have been made otherwise.

Only choices that leave something else to count are open to a finding (`open_choices`); a multiverse analysis (Steegen,
Tuerlinckx, Gelman and Vanpaemel 2016) of the corpus at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import nan
from statistics import fmean
from time import process_time
from typing import Any

import pandas as pd

from analysis.measures.groups import group_labels
from analysis.measures.robustness.choices import (
    CHOICES,
    combined,
    one_at_a_time,
)
from analysis.measures.robustness.counted_story import CountedStory
from analysis.measures.robustness.finding_sets import are_published, general_findings, published_findings
from analysis.measures.robustness.findings import Finding
from analysis.measures.robustness.open_choices import open_choices
from analysis.measures.robustness.specification import Specification
from analysis.measures.story import Story
from analysis.schema import COLUMNS, InputError, check

COMBINATIONS, MOST_TRIED, MOST_GROUPS = 500, 100_000, 30
MANY_TEXTS, MOST_NAMED = 12, 4  # texts left out in turn that count as a choice each; that are named where they break
BASE_CHOICE, SEVERAL = "base", "several"

ProgressBar = Callable[[list[Any]], Iterable[Any]]


def robustness(
    story: Story,
    *,
    by: str | None = None,
    voice: str = "all",
    part: str = "body",
    combinations: int = COMBINATIONS,
    progress: ProgressBar = iter,
) -> pd.DataFrame:
    """Return the findings of a corpus under each choice in turn, and under combinations of choices.

    Parameters
    ----------
    story
        The corpus with its word lists (`analysis.read_story`).
    by
        The column of the documents that names the groups; None is the story's own. A corpus without source types is
        taken as one group.
    voice, part
        What the base counts; the other voices and parts are choices.
    combinations
        How many specifications that differ from the base in two dimensions or more, for each finding: all if there
        are no more than that, else that many, always the same ones (`choices.combined`).
    progress
        Wraps the list of what is tried, a specification of a finding each, to show how far it is.

    Returns
    -------
    DataFrame
        One row per finding and specification. ``finding, statement, rule``: what is said and when it holds;
        ``dimension, choice``: in which choice the specification differs from the base: ``base`` for the base itself,
        ``several`` for a combination; ``value`` in ``unit``, ``published`` (that of the base), and ``keeps_from,
        keeps_to``, between which it ``keeps`` (holds), rounded to 12 digits; ``n`` of ``total`` and, where two things
        are compared, ``n_other`` of ``total_other``; ``n_docs`` texts with words; ``instead``: what takes the place of
        the finding, if something does. Then a column for each dimension of `choices.CHOICES`, with the choice made,
        empty where the dimension does not bear on the finding. Where there is nothing to measure, the value is NaN and
        the finding does not hold.

        Findings in the order of `finding_sets.published_findings` for the five texts, else of
        `finding_sets.general_findings`; for each the base, then the choices in the order of the dimensions, then the
        combinations.

    Raises
    ------
    InputError
        If `story` is not a story, there is no column `by`, no document has a value in it, it has more than
        `MOST_GROUPS` values, no text has a word in this part and voice, or `combinations` is negative or more than
        `MOST_TRIED`.

    See Also
    --------
    robustness_summary : How many choices each finding holds under.
    choice_table : The choices, in words.

    Notes
    -----
    A choice that cannot affect a finding is not counted: stems do not change how many words are quoted. A text is left
    out in turn if its group has another one and the finding does not speak of that very text. So the counts are of
    choices that bear on a finding. They are no probability: choices depend on each other, and other analysts would name
    others. Misleads as evidence about other texts, which it is not.

    Examples
    --------
    >>> import analysis as same
    >>> table = same.robustness(same.read_story(), combinations=0)
    >>> len(table), table["finding"].nunique(), int(table["keeps"].sum())
    (491, 33, 455)
    """
    plain = (voice, part, combinations) == ("all", "body", 0)
    made = _made(story, by) if plain else None
    if made is None:
        base = base_specification(story, by, voice, part, combinations)
        made = _table(base, findings_of(base), combinations, progress)
        if plain:
            story.made["robustness", by or story.by] = made
    return made.copy() if plain else made


def robustness_size(
    story: Story,
    *,
    by: str | None = None,
    voice: str = "all",
    part: str = "body",
    combinations: int = COMBINATIONS,
) -> tuple[int, int, float]:
    """Return how many findings and rows `robustness` has, and about how many seconds it takes on one core.

    Five specifications of each finding are tried; their mean time stands for all of them. What they need is kept with
    the story, so that it is not counted again. Parameters and errors are those of `robustness`.
    """
    base = base_specification(story, by, voice, part, combinations)
    findings, rows, seconds = findings_of(base), 0, 0.0
    for finding in findings:
        tried = specifications_of(finding, base, combinations)
        some, times = tried[len(tried) // 10 :: max(1, len(tried) // 5)], []
        for _, choices in 2 * some:  # the first time, what many specifications need is counted
            begin = process_time()
            finding.measure(Specification(base.counted, choices))
            times.append(process_time() - begin)
        rows, seconds = rows + len(tried), seconds + fmean(times[len(some) :]) * len(tried)
    return len(findings), rows, seconds


def specification_curve(
    story: Story, finding: str = "", *, by: str | None = None, combinations: int = 1000
) -> pd.DataFrame:
    """Return the rows of `robustness` for one finding, the first if none is named: its specification curve.

    The curve is that of Simonsohn, Simmons and Nelson (2020).

    Raises
    ------
    InputError
        As `robustness`, or if there is no such finding; the message lists those there are.
    """
    base = base_specification(story, by, "all", "body", combinations)
    found = {one.name: one for one in findings_of(base)}
    name = finding or next(iter(found))
    if name not in found:
        raise InputError(f"there is no finding {name!r}; there are: {', '.join(found)}")
    return _table(base, [found[name]], combinations)


def kept(story: Story, *findings: str, by: str | None = None) -> pd.DataFrame:
    """Return `robustness_summary` of some findings, one choice at a time; those the corpus lacks are passed over.

    Parameters
    ----------
    story, by
        As in `robustness`.
    findings
        Names of findings, or their first words: ``attributed`` for all that begin with ``attributed:``.

    See Also
    --------
    robustness : All findings, with the names they have.

    Examples
    --------
    >>> import analysis as same
    >>> tried = same.kept(same.read_story(), "attributed:advocacy")
    >>> tried[["n_keep", "n_choices"]].iloc[0].tolist()
    [9, 11]
    """
    made = _made(story, by)
    if made is not None:
        name = made["finding"]
        return robustness_summary(made[name.isin(findings) | name.str.split(":").str[0].isin(findings)])
    base = base_specification(story, by, "all", "body", 0)
    asked = [one for one in findings_of(base) if {one.name, one.name.split(":")[0]} & set(findings)]
    return robustness_summary(_table(base, asked, 0))


def robustness_summary(table: pd.DataFrame) -> pd.DataFrame:
    """Return under how many choices each finding holds, and which ones break it.

    Parameters
    ----------
    table
        From `robustness`.

    Returns
    -------
    DataFrame
        One row per finding, in its order: ``finding, statement, rule, published, unit, n_choices, n_keep, share_keep``
        (choices one at a time, without the base, as `folded` counts them), ``broken_by`` (those that break it:
        ``dimension: choice``, with what takes its place, joined by "; "; of more than `MOST_NAMED` texts, how many
        there are), ``furthest`` (the choice that moves the value most) with ``value_furthest``, ``n_several,
        n_several_keep`` (combinations).

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    kept : The same for findings that are named.

    Examples
    --------
    >>> import analysis as same
    >>> curve = same.robustness(same.read_story(), combinations=0).query("finding == 'attributed:newswire'")
    >>> same.robustness_summary(curve)["broken_by"].item()
    'attributed: quoted alone'
    """
    check(table, "robustness")
    rows = []
    for name, of in table.groupby("finding", sort=False):
        single = of[~of["dimension"].isin([BASE_CHOICE, SEVERAL])]
        several = of[of["dimension"] == SEVERAL]
        named = single["dimension"].str.replace("_", " ") + ": " + single["choice"]
        once, fails, is_text = folded(single), ~single["keeps"], single["dimension"] == "text"
        n = int((fails & is_text).sum())
        if n > MOST_NAMED:
            fails &= ~is_text
        broken = [
            f"{choice} ({instead})" if instead else choice
            for choice, instead, told in zip(named, single["instead"], fails, strict=True)
            if told
        ]
        broken += [f"text: without any one of {n:,} of {is_text.sum():,} texts"] if n > MOST_NAMED else []
        moved = (single["value"] - single["published"]).abs().round(12)
        furthest = (named[moved.idxmax()], single["value"][moved.idxmax()]) if moved.max() > 0 else ("", nan)
        counts = (len(once), int(once["keeps"].sum()), once["keeps"].mean() if len(once) else nan)
        said = of.iloc[0][["statement", "rule", "published", "unit"]]
        rows.append((name, *said, *counts, "; ".join(broken), *furthest, len(several), int(several["keeps"].sum())))
    columns = "finding statement rule published unit n_choices n_keep share_keep broken_by furthest value_furthest"
    return pd.DataFrame(rows, columns=[*columns.split(), "n_several", "n_several_keep"])


def _made(story: Story, by: str | None) -> pd.DataFrame | None:
    """Return the findings of a story under one choice at a time, if they were tried before and are kept with it."""
    return story.made.get(("robustness", by or story.by)) if isinstance(story, Story) else None


def folded(single: pd.DataFrame) -> pd.DataFrame:
    """Return choices one at a time (of `robustness`), the texts left out of a finding as one where they are many.

    That one fails if leaving out any text breaks the finding: counted one by one, hundreds would outvote all else.
    """
    texts = single[single["dimension"] == "text"]
    sizes = texts.groupby("finding")["keeps"].transform("size")
    many = texts[sizes > MANY_TEXTS].sort_values("keeps", kind="stable")
    return single.drop(index=many.index[many.duplicated("finding")])


def _group_column(story: Story, by: str | None) -> str | None:
    """Return the column that names the groups, None if the corpus has no source types."""
    documents, by = story.documents, by or story.by
    if by == "source_type" and (by not in documents.columns or not documents[by].fillna("").str.strip().any()):
        return None
    n = len(set(group_labels(documents, by)))
    if n > MOST_GROUPS:
        raise InputError(f"the column {by!r} makes {n} groups; choose one that makes at most {MOST_GROUPS}")
    return by


def base_specification(story: Story, by: str | None, voice: str, part: str, combinations: int) -> Specification:
    """Return the base specification of a story."""
    if not isinstance(story, Story):
        raise InputError(f"a Story is needed, not {type(story).__name__}; make it: read_story(corpus)")
    if combinations < 0:
        raise InputError(f"{combinations} combinations: give 0 or more")
    if combinations > MOST_TRIED:
        raise InputError(f"{combinations:,} combinations: give at most {MOST_TRIED:,}")
    column = _group_column(story, by)
    counted = story.made.setdefault(("counted", column), CountedStory(story, column))
    base = Specification(counted, {"voice": voice, "part": part})
    if not base.words(None, base.voices):
        raise InputError(f"no text has a word in part {part!r} and voice {voice!r}; choose another part or voice")
    return base


def findings_of(base: Specification) -> list[Finding]:
    """Return the published findings of the five texts, else those that any corpus can be asked about."""
    return published_findings(base) if are_published(base) else general_findings(base)


def _table(
    base: Specification, findings: Sequence[Finding], combinations: int, progress: ProgressBar = iter
) -> pd.DataFrame:
    """Return the rows of some findings: of each the base, the choices in turn, and the combinations."""
    rows, published = [], nan
    tried = [(finding, *one) for finding in findings for one in specifications_of(finding, base, combinations)]
    for finding, dimension, choices in progress(tried):
        spec, rule = Specification(base.counted, choices), finding.rule
        value, *counts, instead = finding.measure(spec)
        published = value if dimension == BASE_CHOICE else published
        holds = bool(rule.low <= round(value, 12) <= rule.high)
        said = (finding.name, finding.statement, rule.words, dimension, choices.get(dimension, ""))
        numbers = (value, finding.unit, published, rule.low, rule.high, holds, *counts, spec.n_docs, instead)
        rows.append((*said, *numbers, *(choices.get(name, "") for name in CHOICES)))
    table = pd.DataFrame(rows, columns=list(COLUMNS["robustness"])).astype({"keeps": bool})
    table.attrs["published"] = are_published(base)  # for words on it: the table of other texts has the same columns
    return table


def specifications_of(finding: Finding, base: Specification, combinations: int) -> list[tuple[str, dict[str, str]]]:
    """Return the base of a finding, the choices in turn, and the combinations, each with its dimension."""
    open_to = open_choices(finding, base)
    return one_at_a_time(open_to) + [(SEVERAL, spec) for spec in combined(open_to, combinations)]
