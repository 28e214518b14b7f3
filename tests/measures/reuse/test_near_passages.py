"""Near passages: what was changed is found, at its place on both sides, and unrelated texts share nothing."""

from __future__ import annotations

import math
import random
from itertools import accumulate, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.reuse.alignment import alignment
from analysis.measures.reuse.exact_matches import line_up
from analysis.measures.reuse.local_alignment import UNIT, best_scores, local_path, weights
from analysis.measures.reuse.long_names import named_terms
from analysis.measures.reuse.near_passages import SHARE, SLOPE, false_per_million, least_score
from analysis.measures.reuse.shared_passages import reuse
from analysis.schema import COLUMNS
from analysis.texts.segmentation.words import term, tokens, words
from tests.measures.reuse.test_shared_passages import own
from tests.toys import toy

GAP, REPLACED = 51, 77  # 0.8 and 1.2 nats in 64ths


def by_pairs(a, b, worth):
    """Return the score of the best local alignment, by trying each pair of equal words after each other."""
    best = {}
    for i, j in ((i, j) for i in range(len(a)) for j in range(len(b)) if a[i] == b[j]):
        w = worth[a[i]]
        before = [0]
        for (k, m), score in best.items():
            gaps = (i - k - 1, j - m - 1)
            if min(gaps) >= 0 and any(gaps):
                before.append(score - REPLACED * min(gaps) - GAP * (max(gaps) - min(gaps)))
        best[i, j] = w + max(before)
        if (i - 1, j - 1) in best:
            best[i, j] = max(best[i, j], best[i - 1, j - 1] + w - w // 2)
    return max(best.values(), default=0)


LETTERS = st.lists(st.integers(0, 5), min_size=1, max_size=14)


@given(LETTERS, LETTERS, st.lists(st.integers(6, 500), min_size=6, max_size=6))
def test_the_best_local_alignment_is_that_of_all_pairs_and_its_words_add_up(a, b, worth):
    worth_a, worth_b = (np.array([worth[word] for word in text]) for text in (a, b))
    score, pairs = local_path(np.array(a), worth_a, np.array(b), worth_b)
    assert round(score * UNIT) == by_pairs(a, b, worth)
    line, both = np.array([*a, -1, *b]), np.array([*worth_a, 0, *worth_b])
    window = np.array([[0, len(a), len(a) + 1, len(line)], [0, 1, len(a) + 1, len(line)]])
    assert best_scores(line, both, window)[0] == pytest.approx(score, abs=1e-6)
    assert all(a[i] == b[j] for i, j in pairs)
    total = 0
    for (i, j), (k, m) in pairwise([(-9, -9), *pairs]):
        gaps = (k - i - 1, m - j - 1)
        assert min(gaps) >= 0
        total += worth[a[k]] if any(gaps) else worth[a[k]] - worth[a[k]] // 2
        total -= 0 if i < 0 else REPLACED * min(gaps) + GAP * (max(gaps) - min(gaps))
    assert total == round(score * UNIT)


def test_weights_by_hand():
    # Text 0: 4 words, one of them twice; text 1: 4 other words. 8 words and 7 terms in all.
    worth = weights(np.array([0, 0, 1, 2, -1, 3, 4, 5, 6]), np.array([0, 0, 0, 0, -1, 1, 1, 1, 1]), np.arange(7) == 6)
    once, twice = math.log(0.6 / (1 / 4)), math.log(0.6 / (2 / 4))
    assert worth.tolist() == [round(UNIT * w) for w in (twice, twice, once, once, 0, once, once, once, once / 2)]


def test_the_score_asked_for_is_that_of_one_false_passage_in_a_million_words():
    text = np.repeat(np.arange(4), 500)
    line = line_up(np.arange(2000), text, text)
    pairs = 6 * 500 * 500
    assert SHARE * pairs * math.exp(-SLOPE * least_score(line)) == pytest.approx(2000 / 1e6)
    assert false_per_million(np.array([least_score(line)]), line)[0] == pytest.approx(1)


SOURCE = own("p", 30)
CHANGED = [word if k % 3 else f"new{word}" for k, word in enumerate(SOURCE)][1:]  # never four words of it in a row


def near(texts, **options):
    segments, documents = toy(texts)
    table = reuse(segments, documents, near=True, **options)
    assert list(table.columns) == list(COLUMNS["near_reuse"])
    return table, segments, dict(zip(documents["doc_id"], documents["text"], strict=True))


def test_a_passage_without_four_words_in_a_row_is_found_from_its_first_to_its_last_equal_word():
    texts = {"a": " ".join([*own("l", 90), *SOURCE, *own("r", 60)]), "b": " ".join([*own("m", 80), *CHANGED])}
    assert len(reuse(*toy(texts))) == 0
    table, _, text = near(texts)
    (row,) = table.itertuples()
    assert text["a"][row.start_a : row.end_a] == " ".join(SOURCE[1:])
    assert text["b"][row.start_b : row.end_b] == " ".join(CHANGED)
    assert (row.n_words, row.words_a, row.words_b, row.found) == (20, 29, 29, "near")
    assert row.similarity == 40 / 58
    assert 0 < row.false_per_million < 0.001


def test_a_phrase_alone_is_none_and_a_name_is_worth_less():
    texts = {name: " ".join([*own(name, 120), *SOURCE[:3], *own(f"{name}z", 90)]) for name in "ab"}
    assert len(near(texts)[0]) == 0
    # Nine words, two in a row at most: as names they are worth half.
    said = {name: [[*SOURCE[k : k + 2], f"{name}new{k}"] for k in range(0, 24, 2)] for name in "ab"}
    texts = {
        name: " ".join([*own(name, 80), *(word for part in parts for word in part), *own(f"{name}z", 80)])
        for name, parts in said.items()
    }
    assert len(near(texts)[0]) == 1
    assert len(near({name: text.title() for name, text in texts.items()})[0]) == 0


def test_terms_of_names_are_those_with_a_capital_within_sentences():
    segments, _ = toy(
        {"a": "Rain fell on Leeds. Trains to Leeds stood. The rain fell on May day.", "b": "It may rain."}
    )
    table = tokens(segments)
    named = named_terms(table, segments)
    assert set(table["term"].cat.categories[named]) == {"leeds"}, "of the uses of may, half"


@st.composite
def changed_texts(draw):
    """Texts with pieces of each other, changed here and there."""
    chance = random.Random(draw(st.integers(0, 10_000)))
    pool = own("w", 400)
    weight = list(accumulate(1 / (k + 4) for k in range(len(pool))))
    texts = [
        chance.choices(pool, cum_weights=weight, k=chance.randint(20, 150)) for _ in range(draw(st.integers(2, 4)))
    ]
    for _ in range(draw(st.integers(1, 5))):
        source, target = chance.sample(range(len(texts)), 2)
        at = chance.randrange(len(texts[source]) - 10)
        piece = [word for word in texts[source][at : at + 40] if chance.random() > 0.1]
        piece = [word if chance.random() > 0.2 else chance.choice(pool) for word in piece]
        to = chance.randrange(len(texts[target]))
        texts[target] = texts[target][:to] + piece + texts[target][to:]
    return {f"t{k}": " ".join(text) for k, text in enumerate(texts)}


@settings(max_examples=25)
@given(changed_texts())
def test_what_holds_for_every_near_passage(texts):
    table, segments, text = near(texts)
    runs = table[table["found"] == "runs"].reset_index(drop=True)
    pd.testing.assert_frame_equal(runs[list(COLUMNS["reuse"])], reuse(*toy(texts)), check_dtype=False)
    assert runs["score"].isna().all()
    steps = alignment(table, segments)
    equal = steps[steps["step"] == "equal"].groupby("passage")["words_a"].sum()
    assert equal.reindex(table.index).tolist() == table["n_words"].tolist()
    for row in table[table["found"] == "near"].itertuples():
        ends = []
        for doc_id, start, end, n in (
            (row.doc_id_a, row.start_a, row.end_a, row.words_a),
            (row.doc_id_b, row.start_b, row.end_b, row.words_b),
        ):
            inside = [(i, j) for i, j in words(text[doc_id]) if start <= i and j <= end]
            assert (inside[0][0], inside[-1][1], len(inside)) == (start, end, n)
            ends.append([term(text[doc_id][slice(*inside[at])]) for at in (0, -1)])
        assert ends[0] == ends[1], "begins and ends with words of both"
        assert row.false_per_million <= 1 + 1e-9
    for _, rows in table.groupby(["doc_id_a", "doc_id_b"]):
        for side in "ab":
            spans = sorted(zip(rows[f"start_{side}"], rows[f"end_{side}"], strict=True))
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
    back = near(dict(reversed(texts.items())))[0]
    turned = {name: f"{name[:-1]}{'ba'['ab'.index(name[-1])]}" for name in table.columns if name[-2:] in ("_a", "_b")}
    columns = [*turned, "n_words", "similarity", "found"]
    rows = [frame[columns].itertuples(index=False, name=None) for frame in (table, back.rename(columns=turned))]
    assert sorted(rows[0]) == sorted(rows[1]), "whatever the order of the texts"


def test_texts_of_chance_share_nothing_and_pieces_of_them_are_found():
    chance = random.Random(3)
    pool = own("w", 3000)
    weight = list(accumulate(1 / (k + 3) for k in range(len(pool))))
    texts = {f"t{k:02d}": chance.choices(pool, cum_weights=weight, k=400) for k in range(40)}
    assert len(near({name: " ".join(text) for name, text in texts.items()})[0]) == 0
    for k in range(20):
        piece = texts[f"t{k:02d}"][100:130]
        changed = [chance.choice(pool) if at % 4 == 3 else word for at, word in enumerate(piece)]
        texts[f"t{k + 20:02d}"][200:200] = changed
    table, _, _ = near({name: " ".join(text) for name, text in texts.items()})
    assert set(zip(table["doc_id_a"], table["doc_id_b"], strict=True)) == {
        (f"t{k:02d}", f"t{k + 20:02d}") for k in range(20)
    }


def test_each_step_is_gone_through_once_with_what_it_is():
    texts = {"a": " ".join([*own("l", 90), *SOURCE, *own("r", 60)]), "b": " ".join([*own("m", 80), *CHANGED])}
    steps = {}

    def progress(work, what):
        assert what not in steps
        for done, piece in enumerate(work, start=1):
            yield piece
            steps[what] = done, len(work)

    segments, documents = toy(texts)
    seen = []
    known = tokens(segments, progress=lambda work: (seen.append(piece) or piece for piece in work))
    assert seen == [(0, 1), (1, 2)]
    table = reuse(segments, documents, near=True, tokens=known, progress=progress)
    pd.testing.assert_frame_equal(table, near(texts)[0])
    assert steps.pop("lengths") == (2, 8), "no run of four words: nothing longer is looked for"
    assert steps == {"seeds": (1, 1), "windows": (1, 1)}


@pytest.mark.parametrize("texts", [{}, {"a": "..."}, {"a": "one two", "b": "one two"}, {"a": "x " * 30, "b": "x " * 9}])
def test_nothing_near_is_an_empty_table(texts):
    assert (near(texts)[0]["found"] == "runs").all()
