"""Shared passages: found where they were put, as long as they are, word for word or nearly, and nowhere else."""

from __future__ import annotations

import difflib
import re
from fractions import Fraction
from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.measures.reuse.alignment import alignment
from analysis.measures.reuse.exact_matches import TOO_COMMON
from analysis.measures.reuse.long_names import is_name
from analysis.measures.reuse.shared_passages import reuse
from analysis.schema import COLUMNS, InputError
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.corpus import read_corpus
from analysis.texts.segmentation.words import term, words
from tests.toys import toy

TOLD = "the bridge over the river was closed on friday"  # 9 words
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def own(name, n):
    """Return n words that stand in no other text."""
    return [f"{name}{LETTERS[k // 26 % 26]}{LETTERS[k % 26]}{LETTERS[k // 676]}" for k in range(n)]


def found(texts, **options):
    segments, documents = toy(texts)
    table = reuse(segments, documents, **options)
    assert list(table.columns) == list(COLUMNS["reuse"])
    by_id = dict(zip(documents["doc_id"], documents["text"], strict=True))
    for row in table.itertuples():
        row_of_text = [
            (row.doc_id_a, row.start_a, row.end_a, row.words_a),
            (row.doc_id_b, row.start_b, row.end_b, row.words_b),
        ]
        for doc_id, start, end, n in row_of_text:
            whole = words(by_id[doc_id])
            inside = [(i, j) for i, j in whole if i >= start and j <= end]
            assert (inside[0][0], inside[-1][1], len(inside)) == (start, end, n)
        assert row.similarity == pytest.approx(2 * row.n_words / (row.words_a + row.words_b), abs=0)
    return table, by_id


def pieces(texts, **options):
    table, by_id = found(texts, **options)
    return [
        (by_id[r.doc_id_a][r.start_a : r.end_a], by_id[r.doc_id_b][r.start_b : r.end_b]) for r in table.itertuples()
    ]


def test_a_passage_is_found_from_its_first_to_its_last_word():
    assert pieces({"a": f"So {TOLD}, they say.", "b": f"“Well, {TOLD}!”"}) == [(TOLD, TOLD)]


def test_case_marks_and_possessives_do_not_matter():
    a, b = "THE mayor’s “old guard” can't see why it's so hard", "the mayor 'old guard' can’t see why it’s so hard"
    table, _ = found({"a": f"X {a}", "b": f"y {b}"})
    assert table[["n_words", "similarity"]].to_numpy().tolist() == [[10, 1]]


def test_counts_and_similarity_of_a_near_copy_by_hand():
    # 9 words, one replaced and one put in: 8 alike of 9 and 10.
    table, _ = found({"a": TOLD, "b": "the bridge over the river was quickly shut on friday"}, min_words=8)
    assert table[["n_words", "words_a", "words_b"]].to_numpy().tolist() == [[8, 9, 10]]
    assert table["similarity"][0] == 2 * 8 / 19


def test_seven_words_are_too_few_unless_fewer_are_asked_for():
    assert pieces({"a": "we saw the old bridge fall down", "b": "we saw the old bridge fall down"}) == []
    assert (
        len(pieces({"a": "we saw the old bridge fall down", "b": "we saw the old bridge fall down"}, min_words=7)) == 1
    )


def test_a_long_change_parts_two_passages():
    left, right, a, b = (own(name, n) for name, n in (("l", 10), ("r", 10), ("a", 17), ("b", 17)))
    texts = {"a": " ".join(left + a + right), "b": " ".join(left + b + right)}
    assert pieces(texts) == [(" ".join(left),) * 2, (" ".join(right),) * 2]
    # 10 + 10 alike and 8 + 8 changed: 2 * 20 / 56 > 1/2, and each end is worth more than the change costs.
    texts = {"a": " ".join(left + a[:8] + right), "b": " ".join(left + b[:8] + right)}
    table, _ = found(texts)
    assert table["similarity"].tolist() == [40 / 56]
    assert len(pieces(texts, similarity=0.8)) == 2


def test_what_a_text_repeats_within_itself_is_no_reuse():
    assert pieces({"a": f"{TOLD}. {TOLD}.", "b": "nothing of the kind"}) == []
    assert pieces({"a": f"{TOLD}. {TOLD}.", "b": TOLD}) == [(TOLD, TOLD)], (
        "each word is in one passage of a pair at most"
    )


def test_a_moved_sentence_is_a_passage_of_its_own():
    first, second = own("f", 9), own("s", 11)
    texts = {"a": " ".join(first + second), "b": " ".join(second + first)}
    assert pieces(texts) == [(" ".join(first),) * 2, (" ".join(second),) * 2]


def test_furniture_is_left_out_and_a_passage_ends_where_its_part_does():
    texts = {name: [("furniture", "author", f"{TOLD} "), ("body", "author", f"{name}. ")] for name in ("one", "two")}
    assert pieces(texts) == []
    assert pieces(texts, part="all") == pieces(texts, part="furniture") == [(TOLD, TOLD)]
    # Four words before and five after a caption: no passage, for its text would not be of the body alone.
    parted = [
        ("body", "author", "the bridge over the "),
        ("caption", "author", "A bridge. "),
        ("body", "author", TOLD[20:]),
    ]
    assert pieces({"a": parted, "b": TOLD}) == []


def test_whose_words_they_are_on_either_side():
    texts = {
        "a": [("body", "author", f"{TOLD} and")],
        "b": [("body", "direct", f"“{TOLD}”"), ("body", "author", " he said")],
    }
    table, _ = found(texts)
    assert table[["voice_a", "voice_b"]].to_numpy().tolist() == [["author", "direct"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("of the National Council of Resistance of Iran", True),
        ("the People’s Mojahedin Organization of Iran PMOI MEK", True),
        ("Reporting by Ann Roe in York and Leeds Editing by Bo Li", False),
        (TOLD, False),
        ("the and of", False),
        ("The Of", True),
        ("به گفته او کسی ندید", False),
    ],
)
def test_a_long_name_is_no_passage(text, name):
    assert is_name(text.split()) is name
    if len(text.split()) >= 8:
        assert len(pieces({"a": f"x {text}", "b": f"y {text}"})) == (0 if name else 1)


def test_a_headline_in_capitals_is_no_name():
    texts = {name: [("headline", "author", TOLD.title()), ("body", "author", f" {name}")] for name in ("one", "two")}
    assert len(pieces(texts, part="headline")) == 1


def test_a_formula_in_very_many_texts_is_given_for_the_first_with_each_other():
    n = TOO_COMMON + 6
    ids = [f"t{k:02d}" for k in range(n)]
    texts = {name: " ".join([*own(name, 5), TOLD, *own(f"{name}z", 5)]) for name in ids}
    segments, documents = toy(texts)
    table = reuse(segments, documents)
    assert table[["doc_id_a", "doc_id_b"]].to_numpy().tolist() == [["t00", other] for other in ids[1:]]
    assert set(table["docs"]) == {n}
    dated = reuse(segments, documents.assign(date=["2020-01-02"] * (n - 1) + ["2020-01-01"]))
    assert set(dated["doc_id_b"]) == {ids[-1]}, "the first by date"
    assert len(dated) == n - 1
    few = reuse(*toy({name: texts[name] for name in ids[:5]}))
    assert len(few) == 10, "every pair"
    assert set(few["docs"]) == {5}


def test_a_copy_is_found_for_every_pair_where_a_formula_stands_too():
    ids = [f"t{k:02d}" for k in range(TOO_COMMON + 6)]
    texts = {name: " ".join([*own(name, 5), *(own("copy", 12) if k > 60 else []), TOLD]) for k, name in enumerate(ids)}
    table = reuse(*toy(texts))
    copies = table[table["n_words"] == 12 + 9]
    assert len(copies) == len(list(combinations(range(61, TOO_COMMON + 6), 2)))


TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=40), min_size=2, max_size=4)


def alphabet(letters):
    return {f"t{k}": " ".join(f"{letter}{letter}" for letter in text) or "-" for k, text in enumerate(letters)}


@given(TEXTS, st.integers(4, 9), st.sampled_from([0.4, 0.5, 0.7, 1]))
@example([list("abcdefghabcd"), list("abcdxabcdefgh")], 4, 0.5)
def test_what_holds_for_every_passage(letters, least, similarity):
    texts = alphabet(letters)
    segments, documents = toy(texts)
    table, by_id = found(texts, min_words=least, similarity=similarity)
    steps = alignment(table, segments)
    for row in table.itertuples():
        assert row.n_words >= least
        assert row.similarity >= similarity - 1e-12
        mine = steps[steps["passage"] == row.Index]
        alike = mine[mine["step"] == "equal"]
        assert alike["words_a"].sum() == alike["words_b"].sum() == row.n_words
        assert (mine["words_a"].sum(), mine["words_b"].sum()) == (row.words_a, row.words_b)
        a, b = by_id[row.doc_id_a], by_id[row.doc_id_b]
        for step in mine.itertuples():
            one = [term(a[i:j]) for i, j in words(a) if i >= step.start_a and j <= step.end_a]
            other = [term(b[i:j]) for i, j in words(b) if i >= step.start_b and j <= step.end_b]
            assert (len(one), len(other)) == (step.words_a, step.words_b)
            assert (one == other) == (step.step == "equal")
        # difflib sets beside each other what it takes for the best, which is never more than the most.
        sides = [re.findall(r"\w+", t[i:j]) for t, i, j in ((a, row.start_a, row.end_a), (b, row.start_b, row.end_b))]
        blocks = difflib.SequenceMatcher(None, *sides, autojunk=False).get_matching_blocks()
        assert sum(block.size for block in blocks) <= row.n_words
    for _, rows in table.groupby(["doc_id_a", "doc_id_b"]):
        for side in "ab":
            spans = sorted(zip(rows[f"start_{side}"], rows[f"end_{side}"], strict=True))
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
    order = pd.Index(documents["doc_id"])
    place = [
        order.get_indexer(table["doc_id_a"]),
        order.get_indexer(table["doc_id_b"]),
        table["start_a"],
        table["start_b"],
    ]
    assert sorted(zip(*place, strict=True)) == list(zip(*place, strict=True))
    assert (place[0] < place[1]).all()


@given(TEXTS, st.integers(4, 8))
def test_the_order_of_the_texts_turns_the_sides_and_nothing_else(letters, least):
    texts = alphabet(letters)
    there = reuse(*toy(texts), min_words=least)
    back = reuse(*toy(dict(reversed(texts.items()))), min_words=least)
    turned = {name: f"{name[:-1]}{'ba'['ab'.index(name[-1])]}" for name in there.columns if name[-2:] in ("_a", "_b")}
    columns = [*list(turned), "n_words", "similarity", "docs"]
    assert sorted(there[columns].itertuples(index=False, name=None)) == sorted(
        back.rename(columns=turned)[columns].itertuples(index=False, name=None)
    )


@given(st.permutations(range(24)), st.permutations(range(24)), st.integers(4, 10))
def test_word_for_word_it_is_every_longest_run(first, second, least):
    # Each word stands once in a text, so that the runs can be read off the places.
    cut = [
        [own("x", 30)[k] for k in order]
        for order in (sorted(first[:12]) + first[12:], sorted(second[:12]) + second[12:])
    ]
    place = {word: k for k, word in enumerate(cut[1])}
    runs: list[list[str]] = []
    for k, word in enumerate(cut[0]):
        follows = k and place[word] == place[cut[0][k - 1]] + 1
        runs = [*runs[:-1], [*runs[-1], word]] if follows else [*runs, [word]]
    expected = [(" ".join(run),) * 2 for run in runs if len(run) >= least]
    assert pieces({"a": " ".join(cut[0]), "b": " ".join(cut[1])}, similarity=1, min_words=least) == expected


@given(st.integers(0, 30), st.integers(0, 30), st.integers(2, 8), st.lists(st.sampled_from("rid"), max_size=6))
def test_a_planted_copy_is_found_with_its_edits_counted(before, after, run, edits):
    """A run of words, then an edit: (r)eplace a word, (i)nsert one, (d)rop one; and so on, with a run at the end."""
    run += 4
    copy, source, alike = own("p", run), own("p", run), run
    for k, edit in enumerate(edits):
        fresh = own(f"p{LETTERS[k]}", run + 1)
        source += fresh if edit in "rd" else fresh[1:]
        copy += [f"new{LETTERS[k]}", *fresh[1:]] if edit in "ri" else fresh[1:]
        alike += run
    texts = {
        "a": " ".join([*own("l", before), *source, *own("r", after)]),
        "b": " ".join([*own("m", after), *copy, *own("s", before)]),
    }
    if alike < 8:
        assert pieces(texts) == []
        return
    table, by_id = found(texts)
    assert [by_id["a"][row.start_a : row.end_a] for row in table.itertuples()] == [" ".join(source)]
    assert [by_id["b"][row.start_b : row.end_b] for row in table.itertuples()] == [" ".join(copy)]
    assert table["n_words"].tolist() == [alike]
    assert Fraction(table["similarity"][0]).limit_denominator(10_000) == Fraction(2 * alike, len(source) + len(copy))


@given(st.lists(st.sampled_from(own("x", 40)), max_size=120), st.lists(st.sampled_from(own("x", 40)), max_size=120))
def test_there_is_no_passage_without_four_words_in_a_row(first, second):
    grams = [{tuple(text[k : k + 4]) for k in range(len(text) - 3)} for text in (first, second)]
    if not grams[0] & grams[1]:
        assert pieces({"a": " ".join(first) or "-", "b": " ".join(second) or "-"}, min_words=4) == []


def test_a_word_said_over_and_over_is_one_passage():
    texts = {"a": "fire " * 300, "b": "fire " * 200, "c": "war fire " * 100}
    table, _ = found(texts)
    assert table[["doc_id_a", "doc_id_b", "n_words"]].to_numpy().tolist() == [["a", "b", 200]]


def test_unrelated_texts_share_nothing():
    assert pieces({name: " ".join(own(name, 200)) for name in "abc"}) == []


@pytest.mark.parametrize("texts", [{"a": "..."}, {"a": "- -", "b": "…"}, {"a": TOLD}, {"a": "one", "b": "one"}, {}])
def test_nothing_to_compare_is_an_empty_table(texts):
    segments, documents = toy(texts)
    table = reuse(segments, documents)
    assert len(table) == 0
    assert list(table.columns) == list(COLUMNS["reuse"])
    assert len(alignment(table, segments)) == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"min_words": 3}, "at least 4 words, not 3"),
        ({"similarity": 0}, "above 0 and at most 1, not 0"),
        ({"similarity": 1.5}, "above 0 and at most 1, not 1.5"),
        ({"part": "foot"}, "there is no part 'foot'"),
    ],
)
def test_a_wrong_call_is_told(options, told):
    with pytest.raises(InputError, match=told):
        reuse(*toy({"a": TOLD, "b": TOLD}), **options)


def test_texts_and_documents_must_go_together():
    segments, documents = toy({"a": TOLD, "b": TOLD})
    with pytest.raises(InputError, match="the documents lack 'b'"):
        reuse(segments, documents[:1])
    with pytest.raises(InputError, match="occurs twice"):
        reuse(segments, pd.concat([documents, documents]))
    table = reuse(segments, documents)
    with pytest.raises(InputError, match="the segments lack the text 'b'"):
        alignment(table, segments[:1])
    with pytest.raises(InputError, match="there is no word from 900 to 990 of 'b'"):
        alignment(table.assign(start_b=900, end_b=990), segments)


def test_the_passages_of_the_five_texts():
    """Read by hand in both texts: what ncri-2014-isis and ncri-2014-liberty share word for word or nearly."""
    documents = read_corpus()
    segments = voices(documents)
    text = {
        doc_id: " ".join(words.split()) for doc_id, words in zip(documents["doc_id"], documents["text"], strict=True)
    }
    table = reuse(segments, documents)
    both = table[(table["doc_id_a"] == "ncri-2014-isis") & (table["doc_id_b"] == "ncri-2014-liberty")]
    raw = dict(zip(documents["doc_id"], documents["text"], strict=True))
    said = [
        (raw[r.doc_id_a][r.start_a : r.end_a], raw[r.doc_id_b][r.start_b : r.end_b], r.n_words)
        for r in both.itertuples()
    ]
    assert said == [
        (
            "The Iraqi government will give them a decisive response",
            "the Iraqi government will deal them a decisive response",
            8,
        ),
        (
            "On June 26, Maliki sent a delegation to Tehran to request military assistance and support for his third "
            "term as prime minister. In return, the Iranian regime",
            "on June 26, Maliki send a delegation to Tehran to ask for military assistance and the backing of the "
            "regime for his third term as Prime Minister. In return, the Iranian regime",
            24,
        ),
        (
            "to Camp Liberty. A number of agents of the terrorist Quds Force who cannot speak Arabic are present "
            "at this",
            "to Camp Liberty. A number of Quds Force operatives who cannot speak Arabic are present at this",
            16,
        ),
    ]
    assert both[["voice_a", "voice_b"]].to_numpy().tolist()[0] == ["direct", "direct"]
    assert all(row.opening in text[row.doc_id_a] for row in table.itertuples())
    # The two other rows are turns of phrase; the texts of one issuer share no more, and the report of the agency none.
    assert len(table) == 5
    assert not {"aswat-families"} & {*table["doc_id_a"], *table["doc_id_b"]}
