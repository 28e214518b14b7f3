"""When a cue reports and when it is a plain verb, in pairs of short sentences that nobody's annotation holds."""

import pytest

from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.voices import segment


def reported_in(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "Two shells blasted the mill at dawn.",
        "Raiders attacked a convoy near the ford.",
        "The gunners answered with mortars until noon.",
        "A lorry slammed into the gate.",
        "Rising water threatened to drown the crops.",
        "The flames threatened a school.",
        "A guest called a doctor at nine.",
        "The premier called a vote for June.",
        "Duarte added a goal from the spot.",
        "The firm recalled 900 toys in May.",
        "Riot police charged the crowd.",
        "The town is noted for its bells.",
        "The storm claimed four lives.",
        "The clinic admitted nine patients.",
        "The tide revealed a wreck.",
        "The council rejected the bill by a vote.",
        "The crowd observed a minute of silence.",
        "The word refers to a kind of bread.",
        "The path describes an arc around the pond.",
        "The museum shows ninety maps.",
        "Ola wrote a novel in a barn.",
        "The fair concludes on Sunday.",
        "Six ministers were sworn in on Monday.",
        "The keeper put it away.",
        "Work on the pier, announced in 2019, begins in June.",
    ],
)
def test_a_plain_verb_reports_nothing(text):
    assert reported_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senator Ochs blasted the plan as a fraud.", [("Senator Ochs", "the plan as a fraud")]),
        ("The opposition attacked the mayor for hiding it.", [("The opposition", "the mayor for hiding it")]),
        ("Vos replied that it was late.", [("Vos", "that it was late")]),
        ("The union threatened to walk out.", [("The union", "to walk out")]),
        ("Tenants called the cap a cruel joke.", [("Tenants", "the cap a cruel joke")]),
        ("She called him a liar.", [("", "him a liar")]),
        ("The coach added that nobody was hurt.", [("The coach", "that nobody was hurt")]),
        ("Okafor recalled the summer of the flood.", [("Okafor", "the summer of the flood")]),
        ("The driver admitted he had slept.", [("The driver", "he had slept")]),
        ("The treasurer revealed the cost of it.", [("The treasurer", "the cost of it")]),
        ("The chair rejected the claim.", [("The chair", "the claim")]),
        ("The poll showed that most were tired.", [("The poll", "most were tired")]),
        ("The rebels claimed responsibility.", [("The rebels", "responsibility")]),
        ("The letter explains the delay.", [("The letter", "the delay")]),
        ("Lund argued emphatically that it was wrong.", [("Lund", "that it was wrong")]),
    ],
)
def test_the_same_verb_reports_in_another_frame(text, expected):
    assert reported_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bell is said to weigh a ton.", [("", "to weigh a ton")]),
        ("Roe is thought to be 60.", [("", "to be 60")]),
        ("Pupils were told to stay at home.", [("", "to stay at home")]),
        ("Residents were urged to leave at once.", [("", "to leave at once")]),
        ("It is clear that the road is shut.", []),
    ],
)
def test_of_whom_something_is_said_is_no_source(text, expected):
    assert reported_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See the map below.",
        "Don’t expect a reply.",
        "Never believe a low price.",
        "If in doubt, tell nobody your code.",
        "I ask whether the roof leaks.",
        "We note that the pier is shut.",
    ],
)
def test_commands_and_the_writer_are_the_authors(text):
    assert reported_in(text) == []


def test_somebody_else_who_asks_is_reported():
    assert reported_in("Mrs. Oda asks whether the roof leaks.") == [("Mrs. Oda", "whether the roof leaks")]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Sanders", True),
        ("the union’s secretary", True),
        ("three fishermen", True),
        ("a scientist at the lab", True),
        ("the annual report", True),
        ("Wildfires", False),
        ("a stray rocket", False),
        ("the harbour", False),
        ("low water", False),
    ],
)
def test_who_can_speak(subject, expected):
    assert can_speak(subject) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The lab ran tests to confirm the names.",
        "The envoy made the point to a panel.",
        "A late start, which means that buses wait.",
    ],
)
def test_purpose_nouns_and_inference_report_nothing(text):
    assert reported_in(text) == []


def test_a_relative_clause_ends_its_content_where_the_main_verb_follows():
    assert reported_in("Roe, who said that he liked it, will have to wait.") == [("Roe", "that he liked it")]
