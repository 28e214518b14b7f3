"""Texts left out by subtraction, and the closest pairs without all pairs: the same as the plain definition."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.preprocessing import normalize

from analysis.measures.frequency import similar_pairs
from analysis.measures.frequency.similar_pairs import closest, ranked
from analysis.measures.robustness.choices import VOICES_OF, WITHOUT
from analysis.measures.robustness.closest_pairs import alike
from analysis.measures.robustness.counted_story import CountedStory
from analysis.measures.robustness.multiverse import MOST_TRIED, robustness, robustness_size
from analysis.measures.robustness.specification import Specification
from analysis.schema import InputError
from tests.measures.robustness.test_multiverse import story

SHARED = "The committee said on Monday that nobody was hurt there in the fire. "
pieces = st.lists(
    st.sampled_from([SHARED, "Rain fell. ", "Agents lie again. ", "So-called plans fail. ", "The snow lies. "]),
    min_size=1,
    max_size=3,
).map("".join)
corpora = st.lists(st.tuples(pieces, pieces), min_size=3, max_size=5)


def built(texts):
    named = {
        f"d{n}": [("body", "author", own), ("body", "direct", said, f"Ann{n % 2}")]
        for n, (own, said) in enumerate(texts)
    }
    return story(named, {name: "xy"[n % 2] for n, name in enumerate(named)})


def what_counts(spec, group):
    voices = VOICES_OF["all"]
    n = spec.frequencies(group, voices)
    terms = {term: count for term, count in zip(spec.terms.tolist(), n.tolist(), strict=True) if count}
    said, total = spec.said_by(group, voices)
    named = {who: words for who, words in said.items() if words}
    return spec.words(group, voices), terms, spec.loaded(group, voices), named, total


@given(corpora, st.sampled_from(["in each text", "once"]), st.sampled_from(["as they are", "stems", "hyphens split"]))
@settings(max_examples=15, deadline=None)
def test_to_leave_a_text_out_is_to_count_a_corpus_without_it(texts, passages, words):
    whole = built(texts)
    counted = CountedStory(whole, "source_type")
    for gone in whole.documents["doc_id"]:
        documents = whole.documents[whole.documents["doc_id"] != gone].reset_index(drop=True)
        segments = whole.segments[whole.segments["doc_id"] != gone].reset_index(drop=True)
        alone = CountedStory(replace(whole, documents=documents, segments=segments), "source_type")
        choices = {"passages": passages, "words": words, "stop_words": "left out"}
        fast, plain = (
            Specification(counted, choices | {"text": WITHOUT + gone}),
            Specification(alone, choices),
        )
        assert fast.n_docs == plain.n_docs
        assert fast.by_text[0] == plain.by_text[0]
        assert fast.by_text[1].sum(axis=1).tolist() == plain.by_text[1].sum(axis=1).tolist()
        for group in (None, *set(documents["source_type"])):
            assert what_counts(fast, group) == what_counts(plain, group)


@given(corpora)
@settings(max_examples=15, deadline=None)
def test_the_closest_pair_without_a_text_is_that_of_all_pairs_without_it(texts):
    whole = built(texts)
    counted = CountedStory(whole, None)
    for gone in whole.documents["doc_id"]:
        spec = Specification(counted, {"text": WITHOUT + gone})
        n = len(spec.by_text[0])
        mine, fast = alike(spec, (0, n - 1))
        cosines = np.round((spec.weights[2] @ spec.weights[2].T).toarray(), 12)
        assert mine == pytest.approx(cosines[0, n - 1], abs=1e-11)
        cosines[np.tril_indices(n)] = cosines[0, n - 1] = -1
        assert fast.cosine.max(initial=-1) == pytest.approx(cosines.max(), abs=1e-11)
        if len(fast.cosine):
            at = int(fast.cosine.argmax())
            assert cosines[fast.first[at], fast.second[at]] == pytest.approx(cosines.max(), abs=1e-11)


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_the_closest_pairs_are_those_of_the_table_of_all_pairs(n, seed):
    every = np.random.default_rng(seed).poisson(0.7, size=(n, 9)).astype(float)
    weights = sparse.csr_array(normalize(every))
    cosines = np.round(normalize(every) @ normalize(every).T, 12)
    cosines[np.tril_indices(n)] = -1
    for side, few in ((1, 3), (1000, 5000)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(similar_pairs, "_SIDE", side)  # one text at a time, and all
            patch.setattr(similar_pairs, "LISTED", few)
            patch.setattr(similar_pairs, "MANY", 0)  # dense and sparse terms both
            found, first = closest(weights), ranked(weights)
        assert found.cosine.max() == pytest.approx(cosines.max(), abs=1e-11)
        assert set(zip(*np.nonzero(cosines >= cosines.max() - 1e-11), strict=True)) <= set(
            zip(found.first.tolist(), found.second.tolist(), strict=True)
        )
        assert len(first.cosine) == min(few, n * (n - 1) // 2)
        best = np.sort(cosines[np.triu_indices(n, k=1)])[::-1]
        assert first.cosine == pytest.approx(best[: len(first.cosine)], abs=1e-5)


def test_more_texts_are_not_counted_more_often(monkeypatch):
    def counts(n):
        done = []
        plain = CountedStory._tokenised
        with monkeypatch.context() as patch:
            patch.setattr(CountedStory, "_tokenised", lambda self, *how: done.append(how) or plain(self, *how))
            robustness(built([("Rain fell again. ", f"Word{k} fails. ") for k in range(n)]), combinations=0)
        return sorted(done, key=str)

    assert counts(40) == counts(8)


def test_what_a_story_keeps_of_texts_left_out_is_bounded():
    counted = CountedStory(built([(SHARED, "Rain fell. ")] * 50), None)
    for name in counted.doc_ids:
        Specification(counted, {"passages": "once", "text": WITHOUT + name}).words(None, VOICES_OF["all"])
    assert max(len(made) for (kind, most), made in counted._made.items() if kind == "words" and most) == 32


def test_absurd_work_is_refused_and_long_work_forecast():
    one = built([("Rain fell. ", "Plans fail. ")] * 4)
    with pytest.raises(InputError, match=f"^100,001 combinations: give at most {MOST_TRIED:,}$"):
        robustness(one, combinations=MOST_TRIED + 1)
    more = built([("Rain fell. ", "Plans fail. ")] * 40)
    (findings, rows, seconds), (_, rows_more, _) = (robustness_size(which, combinations=5) for which in (one, more))
    pieces = []
    table = robustness(one, combinations=5, progress=lambda work: pieces.append(len(work)) or work)
    assert (findings, [rows]) == (table["finding"].nunique(), pieces) and rows == len(table) < rows_more
    assert 0 < seconds < 60
