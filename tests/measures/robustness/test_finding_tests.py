"""What the texts leave open of a finding that holds under every choice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import analysis as same
from analysis.measures.robustness.finding_tests import finding_tests
from analysis.measures.robustness.multiverse import robustness
from analysis.measures.stats.ratio_intervals import (
    difference_bounds,
    difference_p,
    pooled_design,
    ratio_of,
    unit_correlation,
)
from tests.shipped import shipped_story

TEXTS = [
    f"The {'brutal ' * (k % 3)}regime {'lied, a massacre. It ' * (k % 4)}left. Rain fell on the town. "
    f"“No {'massacre' if k % 5 == 0 else 'war'} {'came, no storm ' * (k % 6)}fell,” "
    f"{'Ann Lee' if k % 3 else 'a source'} said."
    for k in range(24)
]


def story(groups="xy", n=24):
    documents = pd.DataFrame(
        {
            "doc_id": [f"t{k}" for k in range(n)],
            "text": TEXTS[:n],
            "source_type": [groups[k % len(groups)] for k in range(n)],
        }
    )
    lists = same.read_lexicon(), same.read_actors(documents=documents), same.read_cues(), same.read_categories()
    return same.Story(documents, same.voices(documents), *lists, pd.DataFrame(columns=["doc_id", "speaker", "side"]))


@pytest.fixture(scope="module")
def two():
    return story()


def counts(story, category, voice, group):
    """Return counts and sizes of an item by text, from the counts of the verb `rates`."""
    counted = story.rate_counts
    here = np.flatnonzero((story.documents["source_type"] == group).to_numpy())
    measure = "loaded words" if category == "all" else "share of words"
    place = counted.items.index((measure, category, voice))
    base = ["all", "author", "direct", "indirect"].index(voice)
    return counted.n[here][:, [place]].toarray(), counted.totals[here, base]


def test_the_difference_is_that_of_the_finding():
    for one in (story(), story("xyz")):
        table, findings = finding_tests(one), robustness(one, combinations=0)
        base = findings[findings["dimension"] == "base"].set_index("finding")["value"]
        assert len(table) > 3 and set(table["finding"]) <= set(base.index)
        assert table["difference"].to_numpy() == pytest.approx(base[table["finding"]].to_numpy())
        assert (table["unit"] != "share").equals(table["finding"].str.startswith("loaded:"))
        inside = (table["difference_low"] < table["difference"]) & (table["difference"] < table["difference_high"])
        assert inside.all()


def test_two_groups_are_tested_as_rates_are(two):
    table = finding_tests(two).set_index("finding")
    (name,) = [name for name in table.index if name.startswith("attributed:")]
    groups = name.split(":")[1:]
    (mine,) = two.rates(target=groups[0]).query("category == 'attributed' and compared_with != ''").to_dict("records")
    found = table.loc[name]
    assert found[["difference_low", "difference_high", "p"]].tolist() == pytest.approx(
        [mine["difference_low"], mine["difference_high"], mine["p"]]
    )
    assert (found["n_docs"], found["n_docs_other"], found["pairs"], found["why"]) == (12, 12, 1, "")


def test_own_and_attributed_words_are_compared_within_texts(two):
    found = finding_tests(two).set_index("finding").loc["loaded:x"]
    own, total = counts(two, "all", "author", "x")
    quoted, words = counts(two, "all", "direct", "x")  # nothing is paraphrased
    one, other = ratio_of(own, total), ratio_of(quoted, words)
    rho = unit_correlation(own[:, 0], total, quoted[:, 0], words)
    design = pooled_design([one, other])
    low, high = difference_bounds(one, other, design, correlation=rho)
    assert [found["difference_low"], found["difference_high"]] == pytest.approx([1000 * low[0], 1000 * high[0]])
    p = difference_p(one, other, design, correlation=rho)[0]
    assert found["p"] == pytest.approx(max(p, 2**-11))


def test_of_three_groups_p_counts_the_pairs_that_there_were():
    three = story("xyz")
    table = finding_tests(three).set_index("finding")
    (name,) = [name for name in table.index if name.startswith("attributed:")]
    first, second = name.split(":")[1:]
    rates = three.rates(target=first, reference=second).query("category == 'attributed' and compared_with != ''")
    assert table.loc[name, "pairs"] == 3 and table.loc[name, "p"] == pytest.approx(min(1, 3 * rates["p"].item()))


def test_with_too_few_texts_it_says_so_and_nothing_else():
    table = finding_tests(shipped_story())
    assert table["finding"].tolist() == [
        "attributed:advocacy:newswire",
        "loaded:advocacy",
        "loaded:advocacy:newswire",
        "anonymous:newswire:advocacy",
    ]
    assert table[["p", "difference_low", "difference_high"]].isna().all(axis=None)
    assert table["why"].tolist()[:2] == [
        "Too few texts for a test: it compares texts and needs at least 5 in each group, but there are 4 against 1.",
        "Too few texts for a test: it needs at least 5 texts with words of both, but there are 4.",
    ]
    (anonymous,) = table[table["finding"].str.startswith("anonymous")].to_dict("records")
    assert (anonymous["n_docs"], anonymous["n_docs_other"]) == (1, 4)


def test_one_group_has_what_is_compared_within_it():
    assert finding_tests(story("x", n=6))["finding"].tolist() == ["loaded:x"]
