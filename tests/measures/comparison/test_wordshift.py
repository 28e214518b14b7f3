"""Word shifts: what each item contributes, worked by hand, by a plain implementation and by scipy; and how sure."""

from __future__ import annotations

from fractions import Fraction
from math import log2, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy
from scipy.stats import t as student

from analysis.measures.comparison.quantities import MarkerRate, MeanScore, WordUse
from analysis.measures.comparison.wordshift import wordshift
from analysis.measures.counts import count
from analysis.measures.dictionary.markers import markers
from analysis.measures.stats.minimum_sizes import explain_missing_interval
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

LEXICON = pd.DataFrame(
    {
        "entry": ["mob", "lie*", "perhaps"],
        "category": ["people", "deceit", "hedge"],
        "loaded": [True, True, False],
    }
)
SCORES = pd.DataFrame({"term": ["war", "peace", "sun", "moon"], "score": [1.0, 7.0, 8.0, 5.0]})
TEXTS = {
    "a": [("body", "author", "The mob lied, perhaps. "), ("body", "direct", '"lies!"')],
    "b": "A mob, a mob and one lie.",
    "c": "Perhaps the mob slept well here now.",
}
GROUPS = {"c": "y"}
words = st.lists(st.sampled_from("war peace sun moon the of".split()), min_size=1, max_size=12).map(" ".join)
corpora = st.tuples(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3))


def made(own, others):
    texts = {f"t{i}": text for i, text in enumerate(own)} | {f"r{i}": text for i, text in enumerate(others)}
    return count(*toy(texts, groups={name: name[0] for name in texts})).select()


def rows_of(table, *columns):
    return table[list(columns)].to_numpy().tolist()


def shift_of(quantity, texts=TEXTS, groups=GROUPS, **call):
    return wordshift(count(*toy(texts, groups=groups)).select(), quantity, **({"target": "x"} | call))


def found(texts=TEXTS):
    return markers(toy(texts)[0], LEXICON)


def test_marker_rates_worked_by_hand():
    # x: 5 + 7 words with mob 3 and lie* 3; y: 7 words with mob 1. "perhaps" is not loaded.
    table = shift_of(MarkerRate(found()))
    assert list(table.columns) == list(COLUMNS["wordshift"])
    assert table["item"].tolist() == ["lie*", "mob"]
    lie, mob = table.to_dict("records")
    assert (lie["n_target"], lie["total_target"], lie["docs_target"], lie["n_docs_target"]) == (3, 12, 2, 2)
    assert (mob["n_reference"], mob["total_reference"], mob["docs_reference"], mob["n_docs_reference"]) == (1, 7, 1, 1)
    assert lie["contribution"] == pytest.approx(1000 * 3 / 12)
    assert mob["contribution"] == pytest.approx(float(1000 * (Fraction(3, 12) - Fraction(1, 7))))
    assert table["contribution"].sum() == pytest.approx(1000 * (6 / 12 - 1 / 7), abs=1e-12)
    assert table["share"].sum() == pytest.approx(1) and table["kind"].tolist() == ["more", "more"]
    assert table[["score_target", "score_centre", "contribution_low"]].isna().all(axis=None)
    by_category = shift_of(MarkerRate(found(), "category"))
    assert rows_of(by_category, "item", "n_target") == [["deceit", 3], ["people", 3]]


def test_two_voices_of_the_same_texts():
    table = shift_of(MarkerRate(found()), by="voice", target="direct", reference="author")
    # direct: 1 word, "lies"; author: 4 + 7 + 7 words.
    assert rows_of(table, "item", "n_target", "n_reference", "total_target", "total_reference") == [
        ["lie*", 1, 2, 1, 18],
        ["mob", 0, 4, 1, 18],
    ]
    assert rows_of(table, "docs_target", "docs_reference", "n_docs_target", "n_docs_reference") == [
        [1, 2, 1, 3],
        [0, 3, 1, 3],
    ]


def test_a_column_called_voice_goes_before_the_voices():
    segments, documents = toy(TEXTS)
    counts = count(segments, documents.assign(voice=["loud", "loud", "soft"])).select()
    assert wordshift(counts, MarkerRate(found()), by="voice", target="loud")["total_target"].tolist() == [12, 12]


def test_mean_scores_worked_by_hand():
    # x: war peace (the); y: war war sun. Means 4 and 10/3; shares of the words with a score.
    counts = made(["war peace the"], ["war war sun"])
    table = wordshift(counts, MeanScore(SCORES), by="source_type", target="t")
    centre = 10 / 3
    expected = {
        "war": (1 - centre) * (1 / 2 - 2 / 3),
        "peace": (7 - centre) * 1 / 2,
        "sun": (8 - centre) * -1 / 3,
    }
    assert table["item"].tolist() == ["peace", "sun", "war"]
    assert table["contribution"].tolist() == pytest.approx([expected[item] for item in table["item"]])
    assert table["kind"].tolist() == ["more_higher", "less_higher", "less_lower"]
    assert table["contribution"].sum() == pytest.approx(4 - 10 / 3, abs=1e-12)
    assert table["total_target"].tolist() == [2, 2, 2] and table["score_centre"].tolist() == pytest.approx([centre] * 3)
    given_centre = wordshift(counts, MeanScore(SCORES, centre=5), by="source_type", target="t").set_index("item")
    assert given_centre.loc["war", "contribution"] == pytest.approx(-4 * (1 / 2 - 2 / 3))
    assert given_centre["contribution"].sum() == pytest.approx(4 - 10 / 3, abs=1e-12)
    only_war = wordshift(counts, MeanScore(SCORES[:1], centre=1), by="source_type", target="t")
    assert only_war["kind"].tolist() == ["same_equal"] and only_war["share"].isna().all()


def test_two_scores_of_one_word_worked_by_hand():
    scores = SCORES.assign(score_reference=[2.0, 6.0, 8.0, 5.0])
    table = wordshift(made(["war peace"], ["war sun"]), MeanScore(scores), target="t").set_index("item")
    # Means (1 + 7)/2 and (2 + 8)/2; the shift of "war" is ½(½ + ½)(1 - 2) + 0.
    assert table.loc["war", "contribution"] == pytest.approx(-1 / 2)
    assert table["contribution"].sum() == pytest.approx(4 - 5, abs=1e-12)
    assert table.loc["peace", ["score_target", "score_reference"]].tolist() == [7, 6]


def test_word_use_worked_by_hand():
    counts = made(["war war sun sun"], ["war war war moon"])
    proportion = wordshift(counts, WordUse("proportion"), target="t")
    assert rows_of(proportion, "item", "contribution") == [["sun", 500], ["moon", -250], ["war", -250]]
    bits = wordshift(counts, WordUse("entropy"), target="t").set_index("item")["contribution"]
    assert bits["war"] == pytest.approx(1 / 2 - 3 / 4 * log2(4 / 3))
    assert bits.sum() == pytest.approx(1 - (3 / 4 * log2(4 / 3) + 1 / 4 * 2), abs=1e-12)
    apart = wordshift(counts, WordUse("divergence"), target="t").set_index("item")["contribution"]
    assert apart["sun"] == pytest.approx(1 / 2 * 1 / 2) and apart["moon"] == pytest.approx(1 / 2 * 1 / 4)


def plain(kind, own, other, scores):
    """The formulas of Gallagher et al. (2021), term by term, with infinite surprise left out where p is 0."""
    p, q = ({w: text.count(w) / len(text) for w in set(own + other)} for text in (own, other))
    if kind == "score":
        p, q = ({w: text.count(w) / sum(v in scores for v in text) for w in scores} for text in (own, other))
        centre = sum(scores[w] * q[w] for w in scores)
        return {w: (scores[w] - centre) * (p[w] - q[w]) for w in scores if p[w] or q[w]}
    if kind == "entropy":
        return {w: (-p[w] * log2(p[w]) if p[w] else 0) + (q[w] * log2(q[w]) if q[w] else 0) for w in p}
    middle = {w: (p[w] + q[w]) / 2 for w in p}
    return {w: sum(s[w] / 2 * log2(s[w] / middle[w]) for s in (p, q) if s[w]) for w in p}


@given(corpora)
def test_it_is_the_formula_and_adds_up(case):
    own, other = (" ".join(texts).split() for texts in case)
    counts, scores = made(*case), dict(zip(SCORES["term"], SCORES["score"], strict=True))
    kinds = {"entropy": WordUse("entropy"), "divergence": WordUse("divergence"), "score": MeanScore(SCORES)}
    shares = [[text.count(w) / len(text) for w in sorted({*own, *other})] for text in (own, other)]
    sums = {"entropy": entropy(shares[0], base=2) - entropy(shares[1], base=2)}
    sums["divergence"] = jensenshannon(*shares, base=2) ** 2
    if not {*own} & {*scores} or not {*other} & {*scores}:
        del kinds["score"]
        with pytest.raises(InputError, match="none of the scored terms stands in group"):
            wordshift(counts, MeanScore(SCORES), target="t")
    else:
        means = [np.mean([scores[w] for w in text if w in scores]) for text in (own, other)]
        sums["score"] = means[0] - means[1]
    for kind, quantity in kinds.items():
        table = wordshift(counts, quantity, target="t")
        expected = plain(kind, own, other, scores)
        assert dict(zip(table["item"], table["contribution"], strict=True)) == pytest.approx(expected, abs=1e-12)
        assert table["contribution"].sum() == pytest.approx(sums[kind], abs=1e-12)
        assert table["contribution"].abs().round(12).is_monotonic_decreasing
        turned = wordshift(counts, quantity, target="r").set_index("item")["contribution"].reindex(table["item"])
        if kind != "score":  # there the centre moves with the reference; with a given one it does not
            sign = -1 if kind == "entropy" else 1
            np.testing.assert_allclose(turned, sign * table["contribution"], atol=1e-12)
    if "score" in kinds:
        one, two = (wordshift(counts, MeanScore(SCORES, 5), target=side).set_index("item") for side in "tr")
        np.testing.assert_allclose(one["contribution"], -two["contribution"].reindex(one.index), atol=1e-12)
        assert one["contribution"].sum() == pytest.approx(sums["score"], abs=1e-12)


BURSTS = ["war peace moon", "war war sun", "moon sun sun peace", "peace", "war moon moon moon", "sun war peace peace"]
OTHERS = ["sun moon", "peace sun sun moon", "war", "moon peace moon", "sun sun sun war peace"]


def test_marker_bounds_are_those_of_a_ratio_of_sums():
    texts = {f"t{i}": "the mob lied" + " of" * i for i in range(5)} | {f"r{i}": "lies" + " a" * i for i in range(6)}
    texts["t2"] = "mob mob mob mob here"
    table = shift_of(MarkerRate(found(texts)), texts=texts, groups={name: name[0] for name in texts}, target="t")
    for row in table.itertuples():
        parts = []
        for side in "tr":
            pairs = []
            for name, text in texts.items():
                if name[0] == side:
                    n = sum(w.startswith("lie") if row.item == "lie*" else w == row.item for w in text.split())
                    pairs.append((n, len(text.split())))
            rate, total = sum(n for n, _ in pairs) / sum(w for _, w in pairs), sum(w for _, w in pairs)
            squares = sum(((n - rate * w) / (1 - w / total)) ** 2 for n, w in pairs)
            variance = squares * (len(pairs) - 1) / len(pairs) / total**2
            parts.append((variance, total**2 / sum(w * w for _, w in pairs) - 1))
        both = parts[0][0] + parts[1][0]
        freedom = both**2 / sum(v**2 / d for v, d in parts)
        reach = 1000 * student.ppf(0.975, freedom) * sqrt(both)
        assert row.contribution_low == pytest.approx(row.contribution - reach)
        assert row.contribution_high == pytest.approx(row.contribution + reach)
    # The difference is that of all loaded words, as if they were one item.
    one = MarkerRate(found(texts).assign(category="any"), "category")
    (whole,) = shift_of(one, texts=texts, groups={name: name[0] for name in texts}, target="t").itertuples()
    for row in table.itertuples():
        assert row.difference == pytest.approx(whole.contribution)
        assert row.difference_low == pytest.approx(whole.contribution_low)
        assert row.difference_high == pytest.approx(whole.difference_high)


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("centre", [None, 4.0])
def test_score_bounds_are_those_of_the_derivative_by_each_document(centre, shared):
    """A numerical derivative stands in for the linearisation: weigh each document a little more and look."""
    sides = BURSTS, [*OTHERS, ""] if shared else OTHERS
    if shared:  # the two voices of the same documents, the last of which quotes nobody
        pieces = zip(*sides, strict=True)
        texts = {
            f"d{i}": [("body", "author", own + ". "), ("body", "direct", told)] for i, (own, told) in enumerate(pieces)
        }
        counts = count(*toy(texts)).select()
        table = wordshift(counts, MeanScore(SCORES, centre), by="voice", target="author", reference="direct")
        owners = np.arange(6), np.arange(6)
    else:
        table = wordshift(made(*sides), MeanScore(SCORES, centre), target="t")
        owners = np.arange(6), np.arange(6, 11)
    scores = dict(zip(SCORES["term"], SCORES["score"], strict=True))

    def contributions(weights):
        shares = []
        for texts, at in zip(sides, owners, strict=True):
            n = {w: sum(k * t.split().count(w) for k, t in zip(weights[at], texts, strict=True)) for w in scores}
            shares.append({w: n[w] / sum(n.values()) for w in n})
        p, q = shares
        middle = sum(scores[w] * q[w] for w in scores) if centre is None else centre
        added = [(scores[w] - middle) * (p[w] - q[w]) for w in table["item"]]
        return np.array([*added, sum(added)])

    n = max(map(max, owners)) + 1
    influence = []
    for d in range(n):
        step = np.where(np.arange(n) == d, 1e-5, 0)
        influence.append((contributions(1 + step) - contributions(1 - step)) / 2e-5)
    held, freedoms = np.zeros(n), []
    for of_side, at in zip(sides, owners, strict=True):
        sizes = np.array([sum(word.strip(".") in scores for word in text.split()) for text in of_side])
        held[at] = np.maximum(held[at], sizes / sizes.sum())
        freedoms.append(sizes.sum() ** 2 / (sizes**2).sum() - 1)
    squares = np.square(influence) / (1 - held[:, None]) ** 2
    if shared:
        both, freedom = squares.sum(axis=0) * (n - 1) / n, min(freedoms)
    else:
        parts = [(squares[at].sum(axis=0) * (len(at) - 1) / len(at), d) for at, d in zip(owners, freedoms, strict=True)]
        both = parts[0][0] + parts[1][0]
        freedom = both**2 / sum(v**2 / d for v, d in parts)
    reach = student.ppf(0.975, freedom) * np.sqrt(both)
    np.testing.assert_allclose([*table["contribution"], table["difference"][0]], contributions(np.ones(n)), atol=1e-12)
    for end, sign in (("low", -1), ("high", 1)):
        ends = [*table[f"contribution_{end}"], table[f"difference_{end}"][0]]
        np.testing.assert_allclose(ends, contributions(np.ones(n)) + sign * reach, rtol=1e-6, atol=1e-9)


def test_no_bounds_with_few_documents_and_for_what_is_not_linear():
    for quantity in (MeanScore(SCORES), WordUse("proportion")):
        assert wordshift(made(BURSTS[:4], OTHERS), quantity, target="t")["contribution_low"].isna().all()
        assert wordshift(made(BURSTS, OTHERS), quantity, target="t")["contribution_low"].notna().all()
    for kind in ("entropy", "divergence"):
        assert wordshift(made(BURSTS, OTHERS), WordUse(kind), target="t")["contribution_low"].isna().all()
    assert "at least 5 in each group, but there are 4 against 1" in explain_missing_interval(4, 1)
    assert "but there is 1 against 4" in explain_missing_interval(1, 4)
    assert explain_missing_interval(5, 5) == ""


def test_an_item_in_fewer_than_five_texts_has_no_bounds_and_the_difference_has():
    texts = ["war sun", "sun", "sun", "sun", "war sun"], ["sun", "war sun war", "war", "sun", "sun"]
    four = wordshift(made(*texts), WordUse("proportion"), target="t").set_index("item")
    assert four["contribution_low"].isna().to_dict() == {"war": True, "sun": False}
    assert four["difference_low"].notna().all()
    five = wordshift(made([*texts[0], "war"], texts[1]), WordUse("proportion"), target="t")
    assert five["contribution_low"].notna().all()
    # Two voices of one text are one text.
    voices = {f"d{i}": [("body", "author", "war sun. "), ("body", "direct", "war" * (i < 4))] for i in range(4)}
    voices |= {f"e{i}": [("body", "author", "sun. "), ("body", "direct", "sun")] for i in range(2)}
    counts = count(*toy(voices)).select()
    both = wordshift(counts, WordUse("proportion"), by="voice", target="author", reference="direct").set_index("item")
    assert both["contribution_low"].isna().to_dict() == {"war": True, "sun": False}


def test_a_rate_that_is_the_same_everywhere_has_no_spread():
    table = wordshift(made(["war sun"] * 5, ["war sun sun sun"] * 5), WordUse("proportion"), target="t")
    np.testing.assert_allclose(table["contribution_low"], table["contribution"], atol=1e-9)


def test_nothing_loaded_is_an_empty_table_and_one_group_only_has_what_the_other_lacks():
    none = shift_of(MarkerRate(found().head(0)))
    assert len(none) == 0 and list(none.columns) == list(COLUMNS["wordshift"])
    apart = wordshift(made(["war"], ["sun"]), WordUse("divergence"), target="t")
    assert apart["contribution"].sum() == 1
    same = wordshift(made(["war sun"], ["war sun"]), WordUse("divergence"), target="t")
    assert (
        same["contribution"].tolist() == [0, 0]
        and same["share"].isna().all()
        and same["item"].tolist()
        == [
            "sun",
            "war",
        ]
    )


def test_what_rounding_leaves_of_nothing_is_nothing():
    texts = [f"war {'sun ' * (i + 1)}{'rain ' * (7 % (i + 2))}" for i in range(6)]
    counts = made(texts, [text + "fog sun snow" for text in texts])
    table = wordshift(counts, WordUse("proportion"), target="t")
    assert table["contribution"].abs().max() > 1
    assert set(table[["difference", "difference_low", "difference_high"]].to_numpy().ravel()) == {0}
    assert table["share"].isna().all()


def test_wrong_calls_are_told():
    counts = made(["war"], ["sun"])
    for call, message in (
        ({"target": "z"}, "no document has 'z' in the column 'source_type'; there are: 'r', 't'"),
        ({"target": "t", "reference": "t"}, "target and reference are both 't'"),
        ({"target": "t", "by": "colour"}, "no column 'colour'"),
        ({"target": "author", "by": "voice"}, "there is nothing to compare it with"),
    ):
        with pytest.raises(InputError, match=message):
            wordshift(counts, WordUse(), **call)
    with pytest.raises(InputError, match="two scores"):
        wordshift(counts, MeanScore(pd.concat([SCORES, SCORES])), target="t")
    with pytest.raises(InputError, match="choose proportion, entropy or divergence"):
        WordUse("surprise")
    with pytest.raises(InputError, match="the counts are by document"):
        wordshift(counts.by_document(), MarkerRate(found()), target="t")
