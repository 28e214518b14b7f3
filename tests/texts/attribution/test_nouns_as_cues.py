"""Nouns and gerunds that look like cues, and reporting clauses that follow what they report."""

import pytest

from analysis.texts.attribution.voices import segment


def reported_in(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "The coach ducked hard questions about the strike.",
        "The law began a purge of criticism of the crown.",
        "The firm refused requests, and comment on the deal was scarce.",
        "The gale raised questions about the pier.",
        "Sales rose with demand for skis.",
        "The museum is spending more on defending the shore.",
        "The patrol fired back and the smugglers ran.",
        "The gallery shows sixty prints in June.",
    ],
)
def test_a_noun_or_gerund_of_an_activity_reports_nothing(text):
    assert reported_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund voiced strong support for the ferry.", [("Lund", "the ferry")]),
        ("The mayor raised her concerns about the mill.", [("The mayor", "the mill")]),
        ("Lund broke ranks in condemning the raid.", [("Lund", "the raid")]),
        ("The museum plans to sell its barge.", [("The museum", "sell its barge")]),
        ("The change comes amid reports of flooded cellars.", [("", "flooded cellars")]),
        ("The harbour was closed by the storm, say officials.", [("officials", "The harbour was closed by the storm")]),
        ("Phones will replace cameras, say two reports.", [("two reports", "Phones will replace cameras")]),
        (
            "Prices in the north will double by spring, says a report that covers five counties.",
            [("a report", "Prices in the north will double by spring")],
        ),
        ("“Good news,” says Eva Lund, who maps stars at the College of Tromso, Harstad.", []),
        ("“It fell,” said Eva Lund, head of sales, freight and repair.", []),
    ],
)
def test_who_utters_it_makes_it_a_report(text, expected):
    assert reported_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police questioned Eva Lund about the barge.",
        "After questioning the farmer on the fire, Lund left.",
        "The envoy has ducked questioning since Monday.",
        "Vos and Lund, whose quarrel threatened to split the choir, left.",
        "Nurses in nine towns will see rises in pay.",
        "A late start, which guarantees that the buses wait, is dear.",
        "One of the first clues showed the bridge was weak.",
    ],
)
def test_interviews_and_things_report_nothing(text):
    assert reported_in(text) == []


def test_who_questions_a_claim_reports():
    assert reported_in("Lund questioned the need for pilots.") == [("Lund", "the need for pilots")]
    assert reported_in("Lund questioned the mayor’s claim.") == [("Lund", "the mayor’s claim")]
