"""Short forms and chains of reports, on sentences that a reader can check by eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.sources.coreference import FullNames, Mention
from analysis.measures.sources.quoted_via import AttributedStretch, _sentence_start, quoted_via
from analysis.texts.segmentation.document import ParsedText


def full(text, mention, *speakers):
    """Give the fullest form of a mention that speaks at the end of the text, after other speakers."""
    return FullNames(text, [Mention(at, name) for at, name in enumerate(speakers)]).full(mention, len(text))


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Ann Lee came. Lee said no.", "Lee", "Ann Lee"),
        ("Ann Lee came. Lee said no.", "Mrs. Lee", "Ann Lee"),
        ("Ann Lee came. Lee said no.", "Lee’s", "Ann Lee"),
        ("Ann Lee came.", "Ann Lee", ""),  # no short form
        ("Ann Lee. Ann B. Lee. Lee.", "Lee", "Ann B. Lee"),  # the longest of one first name
        ("Ann Lee and Bo Lee.", "Lee", ""),  # two people, and nothing tells
        ("Ann Lee and Bo Lee. Bo Lee.", "Lee", "Bo Lee"),
        ("President Lee came. But Lee said no.", "Lee", ""),  # a title is no name
        ("Foreign Minister Ann Lee said.", "Minister Lee", "Ann Lee"),
        ("In Iowa. Lee said no.", "Lee", ""),  # the sentence before is no name
        ("Nouri al-Maliki left. Maliki said.", "Maliki", "Nouri al-Maliki"),
        ("Voice al-Redland said. In Redland nobody said.", "Redland", "Voice al-Redland"),
        ("Voice al-Redland said it in Redland.", "Redland", ""),  # a place
        ("Voice al-Redland said it in Redland-Sud.", "Redland", ""),  # a part of one
        ("Ludwig van Beethoven wrote.", "Beethoven", "Ludwig van Beethoven"),
        ("North Korea said.", "Korea", ""),  # a place
        ("Virginia Democrats said.", "Democrats", ""),
        ("The White House and the House.", "the House", ""),
        ("The New York Times wrote; the Times added.", "the Times", "New York Times"),
        ("The Red Relief Committee (RRC) said. The RRC added.", "The RRC", "Red Relief Committee"),
        ("The League of Redland (LR) met.", "LR", "League of Redland"),
        ("A blue house (RRC) stands.", "RRC", ""),  # the initials do not fit
        ("Nobody.", "", ""),
        ("Nobody.", "she", ""),
    ],
)
def test_the_fullest_name_in_the_text(text, mention, name):
    assert full(text, mention) == name


def test_a_definite_noun_goes_back_to_the_last_speaker_of_that_noun():
    speakers = ("a police source", "a source in Diala", "a spokesman")
    assert full("…" * 9, "the source", *speakers) == "a source in Diala"
    assert full("…" * 9, "a source", *speakers) == ""
    assert full("…" * 9, "the judge", *speakers) == ""
    assert full("…" * 9, "the source", "the source", "another source") == ""
    assert full("", "the source", "a source in Diala") == ""  # it comes later


def test_a_mention_that_an_earlier_one_explains_is_that():
    speakers = ("the leader’s mouthpiece the Dawn daily", "the ministry’s spokesman")
    assert full("…" * 9, "the leader’s mouthpiece", *speakers) == speakers[0]
    assert full("…" * 9, "the ministry", *speakers) == ""  # "ministry’s" is another word


@given(st.text(alphabet="aAB .’(-)", max_size=60), st.text(alphabet="aAB .’-", max_size=12))
def test_any_text_and_mention_give_a_name_or_nothing(text, mention):
    assert isinstance(full(text, mention, mention, text[:20]), str)


def chain(text, *said):
    """Give `quoted_via` of the last of some stretches: (words, speaker, cue), found in the text in order."""
    stretches, at = [], 0
    for words, speaker, cue in said:
        start = text.index(words, at)
        at = start + len(words)
        stretches.append(AttributedStretch(start, at, speaker, cue))
    return quoted_via(ParsedText(text), stretches, len(stretches) - 1)


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("The Dawn daily wrote on Monday, quoting Ann Lee: “No fire.”", [("“No fire.”", "Ann Lee", "quoting")],
         "The Dawn daily"),
        ("The news agency, DNA, sent a report, quoting Ann Lee: “No.”", [("“No.”", "Ann Lee", "quoting")],
         "The news agency, DNA"),
        ("The daily quoted Ann Lee as saying “No.”", [("“No.”", "Ann Lee", "as saying")], "The daily"),
        ("He quoted Ann Lee as saying “No.”", [("“No.”", "Ann Lee", "as saying")], ""),  # nobody knows who
        ("“No,” Ann Lee told Dawn news agency on Monday.", [("“No,”", "Ann Lee", "told")], "Dawn news agency"),
        ("“No,” Ann Lee told reporters.", [("“No,”", "Ann Lee", "told")], ""),
        ("Ann Lee said: “No.” (Dawn news agency – 7 January)", [("“No.”", "Ann Lee", "said")], "Dawn news agency"),
        ("Ann Lee said: “No.” (in Paris)", [("“No.”", "Ann Lee", "said")], ""),
        ("The Dawn daily said: “No.” (Dusk website)", [("“No.”", "The Dawn daily", "said")], ""),
        ("Ann Lee said no.", [("no", "Ann Lee", "said")], ""),
    ],
)  # fmt: skip
def test_in_whose_report_somebody_is_quoted(text, said, name):
    assert chain(text, *said) == name


def test_a_report_inside_another_is_held_by_it():
    text = "The Dawn daily said that Ann Lee denied the fire."
    outer, inner = ("that Ann Lee denied", "The Dawn daily", "said"), ("the fire", "Ann Lee", "denied")
    assert chain(text, outer, inner) == "The Dawn daily"
    assert chain(text, ("that Ann Lee denied", "The Dawn daily", "rejects"), inner) == ""  # no report, but a denial
    assert chain(text, ("that Ann Lee denied", "a thing", "said"), inner) == ""
    assert chain(text, ("that Ann Lee denied", "Ann Lee", "said"), inner) == ""


@given(st.text(alphabet="aAB ().,“”:", max_size=60), st.sampled_from(["quoting", "as saying", "told", "", "said"]))
def test_any_stretch_of_any_text_has_a_chain_or_none(text, cue):
    half = len(text) // 2
    assert isinstance(
        quoted_via(
            ParsedText(text),
            [AttributedStretch(0, half, text[:5], cue), AttributedStretch(half, len(text), "Ann Lee", cue)],
            1,
        ),
        str,
    )


@pytest.mark.parametrize("long", [0, 4000])
@given(
    st.lists(
        st.sampled_from(["Ann said so. ", "Mr. Roe left", ".", " ", "\n\n", "No. 5 of 10\n", "“Go!” "]), max_size=12
    )
)
def test_the_sentence_of_a_stretch_begins_where_that_of_the_whole_text_does(long, pieces):
    text = "".join(pieces) + "told"
    expected = [max(ParsedText(text).sentence_start(max(at - 1, 0)), at - 400) for at in range(len(text))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.measures.sources.quoted_via._LONG", long)
        found = [_sentence_start(ParsedText(text), AttributedStretch(at, at, "", "")) for at in range(len(text))]
    assert found == expected
