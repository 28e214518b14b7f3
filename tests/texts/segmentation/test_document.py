"""Texts that are not English are told, and English ones are not, however short or dull."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.readers.corpus import read_corpus
from analysis.texts.segmentation.document import GRAMMAR, LEAST_WORDS, ParsedText, is_english

OTHERS = {
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen "
    "begabt und sollen einander im Geist der Brüderlichkeit begegnen. Jeder hat Anspruch auf die in "
    "dieser Erklärung verkündeten Rechte.",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et "
    "de conscience et doivent agir les uns envers les autres dans un esprit de fraternité. Chacun peut se "
    "prévaloir.",
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón "
    "y conciencia, deben comportarse fraternalmente los unos con los otros. Toda persona tiene los "
    "derechos.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand "
    "en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen. Een ieder "
    "heeft aanspraak.",
    "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и "
    "совестью и должны поступать в отношении друг друга в духе братства. Каждый человек должен обладать "
    "всеми правами и свободами.",
    "Persian": "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. همه دارای عقل و وجدان "
    "هستند و باید نسبت به یکدیگر با روح برادری رفتار کنند. هر کس می‌تواند بدون هیچ گونه تمایز از تمام "
    "حقوق بهره‌مند گردد.",
}  # the Universal Declaration of Human Rights, articles 1 and 2


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told(language):
    assert not is_english(OTHERS[language])


def test_english_is_english():
    assert all(map(is_english, read_corpus()["text"]))
    assert is_english(
        "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
        "and should act towards one another in a spirit of brotherhood. Everyone is entitled to all the rights."
    )


def test_a_short_text_is_passed_over_and_a_word_in_thirty_is_enough():
    other = ["Menschen"] * (LEAST_WORDS - 1)
    assert is_english("") and is_english("… !") and is_english(" ".join(other))
    assert not is_english(" ".join([*other, "sind"]))
    assert is_english(" ".join([*other, "The"]))
    assert not is_english(" ".join([*other, *other, "The"])), "1 of 59"


@given(
    st.lists(st.sampled_from(sorted(GRAMMAR)), min_size=1, max_size=30),
    st.lists(st.sampled_from(["Haus", "Baum"]), max_size=60),
)
def test_it_is_a_share_wherever_the_words_stand(english, other):
    text = " ".join([*english, *other])
    n = len(english) + len(other)
    assert is_english(text) is is_english(" ".join([*other, *english]).upper())
    assert is_english(text) is (n < LEAST_WORDS or 100 * len(english) >= 3 * n)


def test_the_first_word_of_a_stretch_has_the_gap_within_it():
    reading = ParsedText("He left; she, 4, stayed.")
    she = reading.between(9, 17)
    assert [(word.low, word.gap, word.start, word.end, word.capital) for word in she] == [
        ("she", "", 9, 12, False),
        ("4", ", ", 14, 15, False),
    ]
    assert [word.gap for word in reading.between(8, 12)] == [" "] and reading.words[2].gap == "; "
    assert reading.between(12, 14) == []


def test_a_name_keeps_its_capital_and_the_first_word_does_so_where_the_text_has_it_inside_a_sentence():
    reading = ParsedText("Roe left. On Monday May met Roe. The &amp; sign.")
    assert reading.lows == ["Roe", "left", "on", "monday", "May", "met", "Roe", "the", "sign"]
    assert [word.low for word in reading.words if word.capital] == ["Roe", "on", "monday", "May", "Roe", "the"]
