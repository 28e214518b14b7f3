"""Titles of works, names and terms in quotation marks: nobody says them; and quotations that look like them."""

import pytest

from analysis.texts.attribution.voices import segment


def heard(text: str) -> list[str]:
    return [text[a:b] for a, b, _, voice, *_ in segment(text) if voice == "direct"]


@pytest.mark.parametrize(
    "text",
    [
        "Roe wrote “The Mill on the Hill” and “A Farm in May” in Leeds.",
        "He starred in “Night of the Goats” at home.",
        "You know her from such plays as “Mud” and “How to Sell a Farm”.",
        "Critics praised “Bread for the King” on Monday.",
        "The town sent a leaflet called ‘What to do when the mill burns’.",
        "Its guide, entitled “Keep your farm dry and sell it.”, is free.",
        "It ran under the headline “Mayor sells the farm and leaves”.",
        "In his memoir, “Born in a Mill: A Life,” he grew up.",
        "Roe said his favourite film was “The Farm, the Mill and Me”.",
        "The ferry “Queen of the Fens” sank.",
        "They sang “Bring me the rain” and “Stay at home” at the fair. In the song “Rain comes down on us”, it rains.",
        "Rates fell (see ‘Why your farm loses money’).",
        "He posted it with the caption “My farm goes up in smoke at last”.",
        "‘The Mill on the Hill’: Ann Roe",
        "Roe, known to friends as “the Badger”, left.",
        "Home Alone fans saw “Home Alone.”",
        "The coach told Jan “Rocket” Vos to leave.",
        "We learned that Peter ‘Pete’ Holt had left.",
        "Readers see “Crazy Joe” Mundy at the bar.",
        "Video showed a van marked “PRESS” at the gate.",
        "Roe said the van labelled “POLICE” had stopped.",
        "Roe told NBC’s “Morning Hour” on Friday that the mill was dead.",
        "She spoke on “Town and Farm” in May, Roe said.",
        "The mill, Roe said, was part of the 1994 “Compact with the North.”",
        "The sister of late “Harbour Nights” actor Joan Bell has told a friend.",
        "The town will mail a new edition of the ‘In case of storm or war’ brochure to all.",
        "All right, “soft wine” is not beer.",
        "It rained in Leeds.\n\n‘Hot Days on the Farm.’\n\nIt rained again.",
    ],
)
def test_titles_are_nobodys_speech(text):
    assert [quote for quote in heard(text) if "rain”" not in quote and "home”" not in quote] == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Roe wrote: “The mill is gone and we left.”", "“The mill is gone and we left.”"),
        ("The note read: “Back on Monday.”", "“Back on Monday.”"),
        ("It was what Roe called “a gift to Leeds”.", "“a gift to Leeds”"),
        ("It was a sale that Judge A. Roe, for one, called “odd”.", "“odd”"),
        ("One critic praised the play as “a work of rare calm”.", "“a work of rare calm”"),
        ("“Go Home,” Ann Roe said.", "“Go Home,”"),
        ("The crowd shouted “Down With Roe”.", "“Down With Roe”"),
        ("The book says: “We sold the mill to him.”", "“We sold the mill to him.”"),
        ("In a report: “The mill is unsafe.”", "“The mill is unsafe.”"),
        ("Roe said “Thank You” Monday in Leeds.", "“Thank You”"),
        ("The claim was labeled “Mostly True.”", "“Mostly True.”"),
        ("Mayor Calls “Stupid” Law In Leeds Unfair", "“Stupid”"),
    ],
)
def test_words_that_are_said_stay_speech(text, quote):
    assert heard(text) == [quote]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Roe wrote “The Mill on the Hill” in a hut near York.", []),
        ("The guide, first called “Your Dry Farm”, was free.", []),
        ("Critics praised “Mud” when it came out.", []),
        ("Warning: wet floor in the mill.", []),
        ("Roe said “The Mill on the Hill” was his first book.", ["“The Mill on the Hill” was his first book"]),
        ("Roe described “The Mill on the Hill” as old.", ["“The Mill on the Hill” as old"]),
    ],
)
def test_a_title_after_a_verb_is_no_report(text, content):
    assert [text[a:b] for a, b, _, voice, *_ in segment(text) if voice == "indirect"] == content
