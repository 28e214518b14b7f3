from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.measures.counts import Counts, count, select_rows
from analysis.measures.groups import group_labels
from analysis.schema import InputError
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

PIECES = [
    ("headline", "author", "Cats fight. "),
    ("body", "author", "He said "),
    ("body", "direct", '"the cat." '),
    ("body", "author", "The cat ran."),
]
any_text = st.text(alphabet="ab'-. \n\"U.", max_size=30)
any_piece = st.tuples(
    st.sampled_from(["headline", "body", "furniture"]), st.sampled_from(["author", "direct"]), any_text
)
any_pieces = st.lists(any_piece, max_size=3).map(lambda pieces: [("body", "author", "a "), *pieces])
any_corpus = st.dictionaries(st.sampled_from("pqrs"), any_pieces, min_size=1)


def as_dict(counts: Counts) -> dict[tuple[str, ...], int]:
    """Every non-zero count, by its row's names and its term: equal whatever the order of rows and terms."""
    names = [column for column in ("doc_id", "part", "voice") if column in counts.rows]
    rows, matrix = counts.rows[names].to_numpy(), counts.matrix.tocoo()
    return {(*rows[i], counts.terms[j]): int(n) for i, j, n in zip(matrix.row, matrix.col, matrix.data, strict=True)}


def test_counts_are_by_document_part_and_voice():
    counts = count(*toy({"a": PIECES}))
    assert as_dict(counts) == {
        ("a", "headline", "author", "cats"): 1,
        ("a", "headline", "author", "fight"): 1,
        ("a", "body", "author", "he"): 1,
        ("a", "body", "author", "said"): 1,
        ("a", "body", "author", "the"): 1,
        ("a", "body", "author", "cat"): 1,
        ("a", "body", "author", "ran"): 1,
        ("a", "body", "direct", "the"): 1,
        ("a", "body", "direct", "cat"): 1,
    }
    assert counts.words.tolist() == [2, 5, 2]
    assert counts.terms.tolist() == ["cat", "cats", "fight", "he", "ran", "said", "the"]
    assert counts.matrix.dtype == np.int64 and counts.matrix.format == "csr"


def test_rows_keep_the_documents_order_and_columns_but_not_their_text():
    segments, documents = toy({"b": "one", "a": PIECES}, groups={"a": "y"})
    counts = count(segments.sort_values("doc_id", kind="stable"), documents)
    assert counts.rows[["doc_id", "part", "voice"]].to_numpy().tolist() == [
        ["b", "body", "author"],
        ["a", "headline", "author"],
        ["a", "body", "author"],
        ["a", "body", "direct"],
    ]
    assert counts.rows["source_type"].tolist() == ["x", "y", "y", "y"]
    assert "text" not in counts.rows and "text" not in counts.documents


def test_where_counts_only_the_chosen_words_and_terms():
    counts = count(*toy({"a": PIECES}))
    body = counts.select(part="body", voice="all")
    assert body.words.tolist() == [5, 2] and "cats" not in body.terms
    direct = counts.select(voice="direct")
    assert as_dict(direct) == {("a", "body", "direct", "the"): 1, ("a", "body", "direct", "cat"): 1}
    assert direct.terms.tolist() == ["cat", "the"] and (direct.part, direct.voice) == ("body", "direct")
    assert as_dict(counts.select(part="all")) == as_dict(counts)


def test_by_document_adds_up_parts_and_voices():
    counts = count(*toy({"b": "--", "a": PIECES, "c": "the"})).select().by_document()
    assert counts.rows["doc_id"].tolist() == ["a", "c"]
    assert counts.documents["doc_id"].tolist() == ["b", "a", "c"]
    assert as_dict(counts)[("a", "the")] == 2 and as_dict(counts)[("c", "the")] == 1
    assert counts.words.tolist() == [7, 1] and len(counts) == 2


def test_ngrams_stay_within_sentence_and_segment():
    assert set(as_dict(count(*toy({"a": PIECES}), ngrams=2))) == {
        ("a", "headline", "author", "cats fight"),
        ("a", "body", "author", "he said"),
        ("a", "body", "direct", "the cat"),
        ("a", "body", "author", "the cat"),
        ("a", "body", "author", "cat ran"),
    }
    three = count(*toy({"a": "One two three four. Five six."}), ngrams=3)
    assert three.terms.tolist() == ["one two three", "two three four"]
    assert three.words.tolist() == [6]  # rates are of words, not of n-grams


def test_ngrams_longer_than_every_sentence_are_none():
    counts = count(*toy({"a": "One two. Three."}), ngrams=3)
    assert counts.matrix.shape == (1, 0) and counts.words.tolist() == [3]
    assert counts.select().by_document().matrix.shape == (1, 0)


def test_no_word_anywhere_is_an_input_error():
    for texts in ({"a": ""}, {"a": "-- !", "b": "…"}, {}):
        with pytest.raises(InputError, match="no text has a word"):
            count(*toy(texts))


def test_a_part_or_voice_without_words_is_an_input_error():
    counts = count(*toy({"a": PIECES}))
    with pytest.raises(InputError, match="no text has a word in part headline, voice direct"):
        counts.select(part="headline", voice="direct")
    with pytest.raises(InputError, match="no voice 'nobody'; choose one of: all, author, direct, indirect"):
        counts.select(voice="nobody")
    with pytest.raises(InputError, match="no part 'foot'; choose one of: all, headline"):
        counts.select(part="foot")
    with pytest.raises(InputError, match="choose the voice before"):
        counts.select().by_document().select(part="all", voice="author")


def test_bad_segments_and_documents_are_named():
    segments, documents = toy({"a": "one", "b": "two"})
    with pytest.raises(InputError, match="segment 1: no doc_id 'b' is known"):
        count(segments, documents.iloc[:1])
    with pytest.raises(InputError, match="doc_id a occurs twice"):
        count(segments, pd.concat([documents, documents]))
    with pytest.raises(InputError, match="segment 0: no voice 'choir' is known"):
        count(segments.assign(voice="choir"), documents)
    with pytest.raises(InputError, match="lacks the column part"):
        count(segments.drop(columns="part"), documents)
    with pytest.raises(InputError, match="at least 1 word, not 0"):
        count(segments, documents, ngrams=0)


def test_documents_may_have_columns_called_part_and_voice():
    segments, documents = toy({"a": PIECES})
    counts = count(segments, documents.assign(voice="loud"))
    assert counts.rows["voice"].tolist() == ["author", "author", "direct"]
    assert counts.by_document().rows["voice"].tolist() == ["loud"]


def test_labels_are_text_name_gaps_and_refuse_unknown_columns():
    _, documents = toy({"a": "one", "b": "two", "c": ""}, groups={"b": "y"})
    assert group_labels(documents, "source_type").tolist() == ["x", "y", "x"]
    assert group_labels(documents.assign(year=[2012, 2014, 2014]), "year").tolist() == ["2012", "2014", "2014"]
    assert group_labels(documents, "doc_id").tolist() == ["a", "b", "c"]
    for gap in (None, np.nan, " ", pd.NA):
        gaps = documents.assign(paper_type=[gap, "p", gap])
        assert group_labels(gaps, "paper_type").tolist() == ["(no paper type)", "p", "(no paper type)"]
    with pytest.raises(InputError, match="no column 'colour'; they have: doc_id, title, source_type"):
        group_labels(documents, "colour")
    with pytest.raises(InputError, match="no column 'text'"):
        group_labels(documents, "text")


def test_nothing_is_changed_in_place():
    segments, documents = toy({"a": PIECES, "b": "one"})
    before = segments.copy(), documents.copy()
    counts = count(segments, documents)
    matrix = counts.matrix.toarray()
    counts.select(voice="author").by_document()
    pd.testing.assert_frame_equal(segments, before[0])
    pd.testing.assert_frame_equal(documents, before[1])
    assert (counts.matrix.toarray() == matrix).all()


def test_merging_refuses_a_document_twice_and_different_voices():
    one, two = count(*toy({"a": PIECES})), count(*toy({"b": PIECES}))
    with pytest.raises(InputError, match="both counts hold the document a"):
        one.merge(one)
    with pytest.raises(InputError, match="part body, voice author and of part body, voice direct"):
        one.select(voice="author").merge(two.select(voice="direct"))


@given(any_corpus)
def test_counts_sum_to_tokens(texts):
    segments, documents = toy(texts)
    counts, table = count(segments, documents), tokens(segments)
    assert counts.matrix.sum() == counts.words.sum() == len(table)
    assert (counts.matrix.sum(axis=1) == counts.words).all()
    assert dict(zip(counts.terms, counts.matrix.sum(axis=0), strict=True)) == table["term"].value_counts().to_dict()


@given(any_corpus, st.integers(1, 4))
def test_counts_agree_with_a_plain_loop(texts, n):
    segments, documents = toy(texts)
    expected: dict[tuple[str, ...], int] = {}
    for (doc_id, segment, _), run in tokens(segments).groupby(["doc_id", "segment", "sentence"], sort=False):
        words = run["term"].astype(object).tolist()
        for i in range(len(words) - n + 1):
            where = segments.iloc[segment]
            key = (doc_id, where["part"], where["voice"], " ".join(words[i : i + n]))
            expected[key] = expected.get(key, 0) + 1
    counts = count(segments, documents, ngrams=n)
    assert as_dict(counts) == expected
    assert counts.terms.tolist() == sorted({key[-1] for key in expected})


@given(any_corpus, st.sets(st.sampled_from("pqrs")))
def test_splitting_a_corpus_and_merging_its_counts_changes_nothing(texts, left):
    halves = [{d: t for d, t in texts.items() if (d in left) is side} for side in (True, False)]
    assume(all(halves))
    one, two = (count(*toy(half)) for half in halves)
    whole, merged = count(*toy(texts)), one.merge(two)
    assert as_dict(merged) == as_dict(whole)
    assert merged.terms.tolist() == whole.terms.tolist()
    assert sorted(merged.words) == sorted(whole.words) and len(merged.documents) == len(whole.documents)


@given(any_corpus, st.randoms())
def test_the_order_of_documents_does_not_matter(texts, random):
    shuffled = list(texts.items())
    random.shuffle(shuffled)
    one, two = count(*toy(texts)), count(*toy(dict(shuffled)))
    assert as_dict(one) == as_dict(two) and one.terms.tolist() == two.terms.tolist()


@given(any_corpus)
def test_parts_and_voices_add_up_to_the_whole(texts):
    counts = count(*toy(texts))
    total = 0
    for part in ("headline", "body", "furniture"):
        for voice in ("author", "direct"):
            keep = select_rows(counts.rows, voice=voice, part=part)
            total += counts.select(voice, part).matrix.sum() if keep.any() else 0
    assert total == counts.by_document().matrix.sum() == counts.matrix.sum()
