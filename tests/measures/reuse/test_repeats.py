"""Texts that repeat each other: every pair and no other, whatever the order, and the stories that they make."""

from __future__ import annotations

import doctest
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.reuse import repeats as module
from analysis.measures.reuse.repeats import LEAST, MOST, NEAR, SHINGLE, repeats, stories
from analysis.schema import COLUMNS, InputError

WORDS = [f"w{number}" for number in range(400)]
TOLD = " ".join(WORDS[:100])


def table(texts, **columns):
    ids = [f"d{number}" for number in range(len(texts))]
    return pd.DataFrame({"doc_id": ids, "text": texts, **columns})


def found(documents):
    """Return the share of each pair of doc_ids."""
    pairs = repeats(documents)
    return {frozenset(ids): share for *ids, share in pairs[["doc_id_a", "doc_id_b", "share"]].itertuples(index=False)}


def by_hand(documents):
    """Return the same by comparing every text with every other."""
    words = {row.doc_id: row.text.split() for row in documents.itertuples()}
    runs = {
        doc_id: {tuple(terms[i : i + SHINGLE]) for i in range(max(1, len(terms) - SHINGLE + 1))} if terms else set()
        for doc_id, terms in words.items()
    }
    pairs = {}
    for a, b in combinations(sorted(words), 2):
        fewest = min(len(runs[a]), len(runs[b]))
        if fewest:
            share = len(runs[a] & runs[b]) / fewest
            long = min(len(words[a]), len(words[b])) >= LEAST
            if words[a] == words[b] or (share >= NEAR - 1e-9 and long):
                pairs[frozenset((a, b))] = pytest.approx(share)
    return pairs


@st.composite
def edited(draw):
    """Return texts that are made of stretches of others, some of them whole, some short, some empty."""
    texts = []
    for _ in range(draw(st.integers(0, 9))):
        pieces = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=4))
        texts.append(" ".join(word for start, n in pieces for word in WORDS[start : start + n]))
    dates = draw(st.lists(st.sampled_from(["", "2024-05-01", "2024-05-02"]), min_size=len(texts), max_size=len(texts)))
    return table(texts, date=pd.Series(dates, dtype="str"))


@given(edited())
def test_every_pair_is_found_and_no_other(documents):
    assert found(documents) == by_hand(documents)


@given(edited(), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_makes_no_difference(documents, random):
    order = random.sample(range(len(documents)), len(documents))
    turned = documents.iloc[order].reset_index(drop=True)
    assert found(turned) == found(documents)
    together = [
        {frozenset(group) for _, group in rows["doc_id"].groupby(stories(rows, repeats(rows)))}
        for rows in (documents, turned)
    ]
    assert together[0] == together[1]


@given(edited())
def test_a_story_is_what_a_chain_of_pairs_joins_and_has_the_name_of_its_first_text(documents):
    pairs = repeats(documents)
    story = dict(zip(documents["doc_id"], stories(documents, pairs), strict=True))
    group = {doc_id: {doc_id} for doc_id in documents["doc_id"]}
    for a, b in zip(pairs["doc_id_a"], pairs["doc_id_b"], strict=True):
        group[a] |= group[b]
        for doc_id in group[a]:
            group[doc_id] = group[a]
    when = dict(zip(documents["doc_id"], documents["date"].replace("", "9999"), strict=True))
    for doc_id, members in group.items():
        assert story[doc_id] == min(members, key=lambda one: (when[one], one))


def test_a_pair_by_hand():
    shorter = " ".join(WORDS[10:40])  # 28 runs of 3 words, all in the longer one
    documents = table([TOLD, shorter, f"A local lead. {TOLD.upper()}"], date=["2024-05-02", "2024-05-01", ""])
    pairs = repeats(documents)
    assert list(pairs.columns) == list(COLUMNS["repeats"])
    assert pairs.drop(columns="between").values.tolist() == [
        ["d1", "d0", 1.0, "near", 30, 100],
        ["d1", "d2", 1.0, "near", 30, 103],
        ["d0", "d2", 1.0, "near", 100, 103],
    ]
    assert stories(documents, pairs).tolist() == ["d1", "d1", "d1"]


def test_a_short_text_repeats_another_word_for_word_alone():
    assert repeats(table(["No comment.", "no comment", "No comment today."]))["kind"].tolist() == ["exact"]
    short = " ".join(WORDS[: LEAST - 1])
    assert repeats(table([short, f"{short} more"])).empty
    assert len(repeats(table([f"{short} {WORDS[LEAST]}", f"{short} {WORDS[LEAST]} more"]))) == 1


def test_scattered_and_blocked_changes():
    def changed(every):
        return " ".join(f"x{k}" if k % every == 0 else word for k, word in enumerate(WORDS[:100]))

    shares = [repeats(table([TOLD, changed(every)]))["share"].tolist() for every in (20, 10, 5)]
    assert shares == [[pytest.approx(85 / 98)], [pytest.approx(70 / 98)], []], "one word in 20, 10, 5"
    assert len(repeats(table([TOLD, " ".join(WORDS[30:100] + WORDS[200:230])]))) == 0, "68 of 98"
    assert len(repeats(table([TOLD, " ".join(WORDS[28:100] + WORDS[200:228])]))) == 1, "70 of 98"


@pytest.mark.parametrize(
    ("outlets", "titles", "between"),
    [
        (("Estuary Post", "Gazette"), ("", ""), "outlets"),
        (("Estuary Post", "Gazette"), ("Ferry fails", "UPDATE 1-Ferry fails"), "outlets"),
        (("Estuary Post (Brenn)", "The Estuary Post - Final Edition"), ("", ""), "editions"),
        (("Reuters", "Reuters"), ("Ferry fails", "UPDATE 1-Ferry fails"), "versions"),
        (("Reuters", "Reuters"), ("Ferry fails", "CORRECTED-Ferry fails"), "versions"),
        (("AP", "AP"), ("Ferry fails", "Ferry fails, 1st Ld-Writethru"), "versions"),
        (("", ""), ("Ferry fails", "Correction: Ferry fails"), "versions"),
        (("Reuters", "Reuters"), ("Ferry fails", "Updates on the ferry"), "one outlet"),
        (("Reuters", ""), ("", ""), ""),
    ],
)
def test_between_what(outlets, titles, between):
    assert repeats(table([TOLD, TOLD], outlet=outlets, title=titles))["between"].tolist() == [between]


def test_of_very_many_copies_not_every_pair_is_listed_but_they_are_one_story():
    n = 2 * MOST
    documents = table([TOLD] * n)
    pairs = repeats(documents)
    assert len(pairs) == MOST * (MOST - 1) / 2 + (n - MOST) * MOST
    assert set(stories(documents, pairs)) == {"d0"}


def test_what_is_wrong_is_named():
    with pytest.raises(InputError, match="the doc_id d0 occurs twice"):
        repeats(pd.concat([table([TOLD]), table([TOLD])]))
    with pytest.raises(InputError, match="the documents lack 'd1'"):
        stories(table([TOLD]), repeats(table([TOLD, TOLD])))


def test_the_examples_are_right():
    assert doctest.testmod(module).failed == 0
