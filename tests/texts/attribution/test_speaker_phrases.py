"""A speaker is a noun phrase: it ends before its verb, and no adverb, preposition, verb or adjective stands for one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.attribution.voices import segment
from analysis.texts.attribution.word_classes import AUXILIARIES, PREPOSITIONS


def speakers(text: str) -> list[str]:
    return [speaker for _, _, _, voice, speaker, _ in segment(text) if voice != "author"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a verb of its own ends it
        ("The engineer later left, claiming that the pit was dry.", "The engineer"),
        ("Berg laid the plan aside, saying that the pit was dry.", "Berg"),
        ("Holm fled, saying the pit was dry.", "Holm"),
        ("Both unions raise questions about the pit.", "Both unions"),
        ("Berg posted on her page: “The pit is dry now.”", "Berg"),
        ("The board cannot say that the pit is dry.", "The board"),
        # nothing that ends no phrase is left at its end
        ("Minister Ida Berg yesterday said the pit was dry.", "Minister Ida Berg"),
        ("The board on Friday also said that the pit was dry.", "The board"),
        ("According to data released by the mine, the pit is dry.", "data"),
        ("The paper USA Today said the pit was dry.", "The paper USA Today"),
        # what was a verb, an adjective or a number names nobody
        ("The order, dated 3 May, says that the pit must be dry.", "The order"),
        # whose promise it is
        ("Berg delivered a long promise to dry the pit.", "Berg"),
        ("Few believed Ida Berg’s new promise to dry the pit.", "Ida Berg"),
        ("Berg has lost friends with her promise to dry the pit.", "Berg"),
        # names in a list are whole, and so is what was done by two
        ("Ann Holm, Jon Berg and Ida Lund said the pit was dry.", "Ann Holm, Jon Berg and Ida Lund"),
        ("“It is dry,” Ann Holm, Jon Berg, and Ida Lund said.", "Ann Holm, Jon Berg, and Ida Lund"),
        ("Yesterday, Ann Holm and Jon Berg said the pit was dry.", "Ann Holm and Jon Berg"),
        ("A survey conducted by Holm and Lund for the Echo back in May found that the pit was dry.",
         "A survey conducted by Holm and Lund for the Echo"),
        ("With just two days to go, and a night to come, Berg quit, saying the pit was dry.", "Berg"),
        # shares and compounds are whole
        ("About 3 in 10 miners say the pit is dry.", "3 in 10 miners"),
        ("Nobody asks. As SDG 7 predicts that half of the pits will be dry.", "SDG 7"),
        ("68 percent of miners said the pit was dry.", "68 percent of miners"),
        ("The deeply divided Club of Miners said the pit was dry.", "The deeply divided Club of Miners"),
        ("Current and former miners in the north said the pit was dry.", "Current and former miners in the north"),
        ("The 24-year-old said the pit was dry.", "The 24-year-old"),
        ("The mine sales figures said the pit was dry.", "The mine sales figures"),
    ],
)  # fmt: skip
def test_a_speaker_ends_before_its_verb(text, speaker):
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Please ask whether the pit is dry.",
        "It could somewhat help to ease worries about the pit.",
    ],
)
def test_no_speaker_is_better_than_a_piece_of_a_clause(text):
    assert not any(speakers(text))


_PHRASES = ["Ida Berg", "the two miners", "A report on the pit", "Some", "41", "Holm and Berg", "the mayor’s new"]
_MIDDLES = [
    "",
    "on Friday",
    "back in May",
    "also",
    "who lives here",
    ", a nurse of 40,",
    "quit and",
    "falsely call the",
]
_CUES = ["said that", "raised questions about", "made a promise to", "says", "declined to say whether", ", saying"]
_FRONTS = ["", "After the flood,", "With a day to go before the vote,", "Driven by the wind,", "In Leeds"]
_ADVERBS = {"back", "also", "now", "here", "yesterday", "later"}


@given(st.sampled_from(_FRONTS), st.lists(st.sampled_from(_PHRASES + _MIDDLES + _CUES), min_size=2, max_size=9))
def test_a_speaker_has_no_auxiliary_and_no_loose_end(front, pieces):
    for speaker in speakers(" ".join([front, *pieces]) + " the pit was dry."):
        words = [word.lower() for word in re.findall(r"[\w’'-]+", speaker)]
        assert not words or not {words[0], words[-1]} & (PREPOSITIONS | _ADVERBS), speaker
        assert not set(words) & (AUXILIARIES - {"will", "may"}), speaker
        assert speaker.count("(") == speaker.count(")")
