"""Sentences: where they end, and where they only seem to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.segmentation.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left!", ["One came.", "Two left!"]),
        ("Maj. Roe met Mr. Doe. He left.", ["Maj. Roe met Mr. Doe.", "He left."]),
        ("J. K. Roe wrote it.", ["J. K. Roe wrote it."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ("They left the U.S. The army stayed.", ["They left the U.S.", "The army stayed."]),
        ("It fell 3.5 per cent.", ["It fell 3.5 per cent."]),
        ("(in May).The stance is clear.", ["(in May).", "The stance is clear."]),
        ("4. The claims are old.", ["4. The claims are old."]),
        ("“Go.” He went.", ["“Go.”", "He went."]),
        ("“Why?” he asked.", ["“Why?” he asked."]),
        ('She said "no." Then "yes."', ['She said "no."', 'Then "yes."']),
        ("Was it No. 5? No. It was six.", ["Was it No. 5?", "No.", "It was six."]),
        ("See example.Com today.", ["See example.Com today."]),
        ("See example.com today.", ["See example.com today."]),
        ("A head\n\nA body.", ["A head", "A body."]),
        ("Wrapped at the\nend of a line.", ["Wrapped at the\nend of a line."]),
        ("", []),
        (" \n\n ", []),
        ("…", ["…"]),
    ],
)
def test_where_a_sentence_ends(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It shut at 9 p.m. Neighbours left.", ["It shut at 9 p.m.", "Neighbours left."]),
        ("It shut at 9p.m. Neighbours left.", ["It shut at 9p.m.", "Neighbours left."]),
        ("It opens at 8 a.m. Tuesday.", ["It opens at 8 a.m. Tuesday."]),
        ("They meet at 4 P.M. EST in Kiel.", ["They meet at 4 P.M. EST in Kiel."]),
        ("It began at 3 p.m. Oslo time.", ["It began at 3 p.m. Oslo time."]),
        ("At 6 a.m. Firemen came.", ["At 6 a.m. Firemen came."]),
        ("On Sunday, at about 6.30 a.m. Firemen came.", ["On Sunday, at about 6.30 a.m. Firemen came."]),
        ("House no. 12 in vol. 3 and Ch. IV.", ["House no. 12 in vol. 3 and Ch. IV."]),
        ("She said no. Four men left.", ["She said no.", "Four men left."]),
        ("Take Vitamin D. Doctors agree.", ["Take Vitamin D.", "Doctors agree."]),
        ("We met Malcolm X. He spoke.", ["We met Malcolm X.", "He spoke."]),
        ("A. N. So spoke.", ["A. N. So spoke."]),
        ("They live on High St. The shop is near.", ["They live on High St.", "The shop is near."]),
        ("They met at St. Luke’s.", ["They met at St. Luke’s."]),
        ("MAJ. ROE SAID NO. THE MEN LEFT.", ["MAJ. ROE SAID NO.", "THE MEN LEFT."]),
        ("Try fruit, e.g. The Pear.", ["Try fruit, e.g. The Pear."]),
    ],
)
def test_after_an_abbreviation_the_words_beside_it_decide(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He fell ill.[7] Few knew.[8][9] She did. [10] All left.", 4),
        ("He fell ill.[citation needed] Few knew.", 2),
        ("Prices rose. €40m went. $2 is left.", 3),
        ("It fell. (She wept.) [Then it rose.]", 3),
        ("It fell. iPhones sold. #Vote was read. @Roe wrote.", 4),
        ("“The talks (...) Oslo wants,” he said.", 1),
        ("“The talks […] Oslo wants,” he said. […] She left.", 2),
        ("The talks ... Oslo wants fail . . . Roe said.", 1),
        ("The talks fail... Oslo waits ... Then it leaves.", 3),
        ("Mail A.Lee@post.no or see www.Post.no or x.org/A.Post now.", 1),
        ("Yahoo! Corp. grew. I like Yahoo! It works. Yahoo! Japan fell.", 4),
        ("We won! Kiel sang.", 2),
    ],
)
def test_marks_in_and_after_a_sentence(text, expected):
    assert len(cut(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Why now?” Lena Vos asked.", ["“Why now?” Lena Vos asked."]),
        ('"Never!" Ms. Vos cried, and left.', ['"Never!" Ms. Vos cried, and left.']),
        ("“Who?” I said.", ["“Who?” I said."]),
        ("“Go.” Lena said.", ["“Go.” Lena said."]),
        ("“Why?” Lena said nothing.", ["“Why?”", "Lena said nothing."]),
        ("“Why?” Lena asked: “Now?”", ["“Why?”", "Lena asked: “Now?”"]),
        ("“Go.” Lena said, “Now.”", ["“Go.”", "Lena said, “Now.”"]),
        ("“Why?” The mayor left.", ["“Why?”", "The mayor left."]),
        ("Why? Lena asked.", ["Why?", "Lena asked."]),
    ],
)
def test_a_quoted_question_and_who_asked_it_are_one_sentence(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Tea 2. Milk 3. Salt", ["1. Tea", "2. Milk", "3. Salt"]),
        ("(a) Tea (b) Milk.", ["(a) Tea", "(b) Milk."]),
        ("1.) Tea is hot. 2.) Milk", ["1.) Tea is hot.", "2.) Milk"]),
        ("* 4. Tea * 5. Milk", ["* 4. Tea", "* 5. Milk"]),
        ("1. He came on May 2. She left.", ["1. He came on May 2.", "She left."]),
        ("6. Tea 7 Milk", ["6. Tea 7 Milk"]),
    ],
)
def test_the_items_of_a_list_in_one_line(text, expected):
    assert cut(text) == expected


@given(
    st.text(alphabet="ab .!?“”\"'’\n\r\u2028()A1,", max_size=80)
    | st.lists(st.sampled_from(["1. ", " 2. ", "A", "a. ", " b. ", "•", "[...]", "[1]", " ", "p.m", ".", "No"])).map(
        "".join
    )
    | st.text(max_size=60)
)
def test_sentences_hold_every_character_but_white_space_once(text):
    at = 0
    for start, end in sentences(text):
        assert start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
