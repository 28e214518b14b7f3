"""Words and terms: what is one word, what stands apart, and the offsets of both."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.texts.segmentation.word_spans import Signs, by_pattern
from analysis.texts.segmentation.words import _terms, term, tokens, words, words_of


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
        ("3,000 or 3.5", ["3,000", "or", "3.5"]),
        ("€2.5m, a 4,500-mile trip, 12,000.75", ["2.5m", "a", "4,500-mile", "trip", "12,000.75"]),
        ("2,50,000 rupees in 2019,300 in all", ["2,50,000", "rupees", "in", "2019", "300", "in", "all"]),
        ("rows 1,2 and 5.Then .5", ["rows", "1", "2", "and", "5", "Then", "5"]),
        ("9 a.m. 9a.m. 9.30A.M. 9pm", ["9", "a.m.", "9", "a.m.", "9.30", "A.M.", "9pm"]),
        ("1939-1945, 1939–45, 1939-45", ["1939", "1945", "1939", "45", "1939", "45"]),
        ("the 1970s-1980s", ["the", "1970s", "1980s"]),
        ("2021-07-01 won 3-1", ["2021-07-01", "won", "3-1"]),
        ("Q&A at B&Bs of H&M's", ["Q&A", "at", "B&Bs", "of", "H&M"]),
        ("bread&butter AT&amp;T", ["bread", "butter", "AT", "amp", "T"]),
        ("wasn 't, was n’t, you 'll", ["wasn 't", "was n’t", "you 'll"]),
        ("the town 's mayor, it 's", ["the", "town", "mayor", "it 's"]),
        ("wasn' t. Leeds ' side", ["wasn' t", "Leeds", "side"]),
        ("the mark 's' and 'd' o", ["the", "mark", "s", "and", "d", "o"]),
        ("\ufeffThe bor\u2060der", ["The", "bor\u2060der"]),
        ("👩\u200d🚒 3\ufe0f\u20e3 \u2139\ufe0f 🇫🇷 ok", ["ok"]),
        ("snake_case", ["snake", "case"]),
        ("حقوق بشر می\u200cخواهم", ["حقوق", "بشر", "می\u200cخواهم"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("statements).The", ["statements", "The"]),
        ("end.The", ["end", "The"]),
        ("…—“”", []),
        ("\u2764\ufe0f x", ["x"]),
        ("\ufe0f \u200d \u00ad\u00ad \u0301 \u02bc \u3164", []),
        ("\u0301a\u0301 b-\u0301 \u0301-c", ["\u0301a\u0301", "b", "c"]),
        ("\u00ad’s it\u00ad’s", ["s", "it\u00ad"]),
    ],
)
def test_what_is_a_word(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Don’t", "don't"),
        ("U.S.", "u.s."),
        ("US", "u.s."),
        ("U.S", "u.s."),
        ("non-US", "non-u.s."),
        ("us", "us"),
        ("USA", "usa"),
        ("re‑elect", "re-elect"),
        ("Cafe\u0301", "café"),
        ("co\u00adop", "coop"),
        ("bor\u2060der\ufeff", "border"),
        ("was n’t", "wasn't"),
        ("oﬃce", "office"),
        ("10,000", "10,000"),
    ],
)
def test_the_term_of_a_word(word, expected):
    assert term(word) == expected


@given(st.text(alphabet="aAß’'‘-.sS U1\u0301\u00ad", max_size=40) | st.text(max_size=60))
@example("\u3164.\u3164 \u02bc \ufe0f\u200d\ufe0f U.\u0301 a-\u00ad")
def test_words_are_in_order_and_hold_a_letter_or_digit(text):
    at = 0
    for start, end in words(text):
        assert at <= start < end
        assert regex.search(r"[\p{L}\p{N}]", text[start:end])
        assert regex.search(r"[\p{L}\p{N}]", term(text[start:end]))
        at = end


@given(st.text(alphabet="\u0301\ufe0f\u00ad\u200c\u200d\u02bc\u3164’'-‑. \n", max_size=30))
@example("\ufe0f" * 500)
def test_marks_and_joiners_alone_are_no_word(text):
    assert not words(text) and tokens(pd.DataFrame({"doc_id": ["a"], "start": 0, "end": len(text), "text": text})).empty


def test_a_stack_of_accents_is_composed_thirty_at_a_time():
    accents = "\u0301\u0327" * 100  # to be put in order, which takes n² steps for n of them
    stack = term(f"e{accents}")
    assert stack.startswith("ȩ") and max(map(len, stack.split("\u034f"))) == 30
    assert stack.replace("\u034f", "").count("\u0301") == 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US aid came. Tell us.", ["u.s.", "aid", "came", "tell", "us"]),
        ("The US-backed men", ["the", "u.s.-backed", "men"]),
        ("NOBODY TOLD US\nThe US did.", ["nobody", "told", "us", "the", "u.s.", "did"]),
        ("He cried: LET US PASS!", ["he", "cried", "let", "us", "pass"]),
        ("the US EPA and NATO, US, UN", ["the", "u.s.", "epa", "and", "nato", "u.s.", "un"]),
    ],
)
def test_the_country_is_not_the_pronoun(text, expected):
    segments = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [len(text)], "text": [text]})
    assert tokens(segments)["term"].tolist() == expected


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


pieces = st.sampled_from(
    "\ufe0f|\u02bc|\u3164|,|"
    "a|A|ß|é|’|'|‘|-|‑|.|s|S|'s|’S|U|U.S.|Maj.|Co.|No.|Ph.D.|M.|it's|e\u0301|\u0301|ف|٣|½|😀|_|\ud800| |\n|"
    "1|20|000|,|.5|,000|1914|90s|&|&T|p.m|7p.m.|n| 't| n’t|' t|²|7|p|a.m|10.30|Mr. |Mr|etc. |\xa0|M|"
    "\u00ad|\u200d|\u20e3|\n\n|No.\n|Co. \n".split("|")
)


@given(st.lists(pieces, max_size=30).map("".join) | st.text(max_size=60))
@example("10a.m.-5p.m. mid-6,000-ish 1.2.3 1990s-2000s Leeds’ t it' s")
@example("1,000 12,345,678 1,00,000 1990,200 12345,678 3.14.15 1,000.50 1.5,000 5,0000 A5.5 5.a 1,23,4 ٣.٣ 3.1990-95")
@example("1,2")
@example("U.S.Army’s Maj.-Gen. U.S-led U.\u0301S a.b.c. No.5")
@example("")
def test_looking_at_all_characters_at_once_finds_the_words_of_the_pattern(text):
    starts, ends = Signs(text).words(np.array([0]))
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == by_pattern(text)


@example(["Smith and Co.", "1 plus", "No.", "5 of", "the reg\u00adime", "", "U.", "S."], 1_000_000)
@given(
    st.lists(st.text(alphabet="aSUu.'’- 1\n\0\u0301\u00ad\u02bc", max_size=12) | st.text(max_size=8), max_size=8),
    st.sampled_from([1, 10, 1_000_000]),
)
def test_the_words_of_texts_found_together_are_those_of_each(texts, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.texts.segmentation.words._BLOCK", block)
        found = [list(zip(starts.tolist(), ends.tolist(), strict=True)) for starts, ends in words_of(texts)]
    assert found == [by_pattern(text) for text in texts]


@given(st.lists(st.sampled_from(["GIVE US HOPE.", "To the US. It", "...", "US\nNo. 5", "Give us."]), max_size=6))
@example(["GIVE US HOPE."])
def test_tokens_are_the_same_in_blocks_of_any_size(texts):
    rows = [(f"d{k}", a, a + len(text[a:b]), text[a:b]) for k, text in enumerate(texts) for a, b in ((0, 3), (3, 99))]
    rows = [row for row in rows if row[-1]]
    segments = pd.DataFrame(rows, columns=["doc_id", "start", "end", "text"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.texts.segmentation.words._BLOCK", 1)
        one_by_one = tokens(segments)
    assert_frame_equal(tokens(segments), one_by_one)
    assert set(one_by_one["term"].cat.categories) == set(one_by_one["term"])


@given(st.lists(st.text(alphabet="ΑΣσ İIıß’‑\u0301e\u00ad.ǅ", min_size=1, max_size=6), max_size=8))
def test_all_terms_at_once_are_the_terms_one_by_one(surfaces):
    assert _terms(surfaces) == [term(surface) for surface in surfaces]


@pytest.mark.parametrize("joiner", ["", "\u00ad"])
def test_long_texts_are_cut_by_the_same_rules(joiner):
    text = f"The U.S.-led re{joiner}gime’s plan. " * 30
    segments = pd.DataFrame(
        {"doc_id": ["a", "a"], "start": [0, 40], "end": [40, len(text)], "text": [text[:40], text[40:]]}
    )
    table = tokens(segments)
    assert list(zip(table["start"], table["end"], strict=True)) == words(text) == by_pattern(text)
    assert table["term"].tolist() == ["the", "u.s.-led", "regime", "plan"] * 30
    assert table["term"].cat.categories.tolist() == ["plan", "regime", "the", "u.s.-led"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("a", 3, 6, "two")], "of 'a' do not cover it: row 0 begins at 3 instead of 0"),
        ([("a", 0, 3, "one"), ("a", 4, 7, "two")], "row 1 begins at 4 instead of 3"),
        ([("a", 0, 3, "one"), ("a", 2, 5, "two")], "row 1 begins at 2 instead of 3"),
        ([("a", 0, 3, "one"), ("b", 3, 6, "two")], "of 'b' do not cover it: row 1 begins at 3 instead of 0"),
        ([("a", 0, 4, "one")], "row 0 goes from 0 to 4, its text is 3 long"),
    ],
)
def test_segments_that_do_not_cover_a_text_are_refused(rows, message):
    with pytest.raises(InputError, match=message):
        tokens(pd.DataFrame(rows, columns=["doc_id", "start", "end", "text"]))


def test_words_are_found_without_the_library_for_parquet():
    script = """
import sys
sys.modules["pyarrow"] = None
import analysis as same
documents = same.read_corpus()
print(len(same.tokens(same.voices(documents))))
"""
    asked = [sys.executable, "-c", script]
    found = subprocess.run(asked, cwd=HOME, capture_output=True, text=True, check=False)
    assert found.stdout.strip() == str(len(tokens(same.voices(same.read_corpus())))), found.stderr
