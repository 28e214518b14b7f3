"""Words and terms: what is one word, what stands apart, and the offsets of both."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.words import term, tokens, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the regime's and the regime’s", ["the", "regime", "and", "the", "regime"]),
        ("the mullahs’ claims", ["the", "mullahs", "claims"]),
        ("don't, don’t", ["don't", "don’t"]),
        ("It’s late, let's go", ["It’s", "late", "let's", "go"]),
        ("the U.S.-led plan", ["the", "U.S.-led", "plan"]),
        ("in the U.S. today", ["in", "the", "U.S.", "today"]),
        ("Maj. Roe, Jan. 5", ["Maj.", "Roe", "Jan.", "5"]),
        ("No. 5? No.", ["No.", "5", "No"]),
        ("so-called 25-year-old", ["so-called", "25-year-old"]),
        ("al-Qa’ida", ["al-Qa’ida"]),
        ("PMOI/MEK", ["PMOI", "MEK"]),
        ("3,000 or 3.5", ["3", "000", "or", "3", "5"]),
        ("snake_case", ["snake", "case"]),
        ("حقوق بشر می\u200cخواهم", ["حقوق", "بشر", "می\u200cخواهم"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("statements).The", ["statements", "The"]),
        ("end.The", ["end", "The"]),
        ("…—“”", []),
    ],
)
def test_what_is_a_word(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Don’t", "don't"), ("U.S.", "u.s."), ("re‑elect", "re-elect"), ("Cafe\u0301", "café"), ("co\u00adop", "coop")],
)
def test_the_term_of_a_word(word, expected):
    assert term(word) == expected


@given(st.text(alphabet="aAß’'‘-.sS U1\u0301\u00ad", max_size=40) | st.text(max_size=60))
def test_words_are_in_order_and_hold_a_letter_or_digit(text):
    at = 0
    for start, end in words(text):
        assert at <= start < end
        at = end


def test_tokens_know_their_segment_and_sentence():
    segments = pd.DataFrame(
        {
            "doc_id": ["a", "a", "empty", "b"],
            "start": [0, 9, 0, 0],
            "end": [9, 22, 2, 7],
            "text": ["He said. ", "“We go.” They", "..", "Go. On."],
        }
    )
    table = tokens(segments)
    assert table["term"].tolist() == ["he", "said", "we", "go", "they", "go", "on"]
    assert table["segment"].tolist() == [0, 0, 1, 1, 1, 3, 3]
    assert table["sentence"].nunique() == 5
    assert table["doc_id"].tolist() == ["a"] * 5 + ["b"] * 2
    text = "He said. “We go.” They"
    assert [text[a:b] for a, b in zip(table["start"][:5], table["end"][:5], strict=True)] == [
        "He",
        "said",
        "We",
        "go",
        "They",
    ]


def test_no_tokens_is_an_empty_table():
    table = tokens(pd.DataFrame({"doc_id": [], "start": [], "end": [], "text": []}))
    assert table.columns.tolist() == ["doc_id", "segment", "sentence", "start", "end", "term"]
    assert table.empty
