"""Transcripts, interviews and block quotations: speech that no quotation marks show."""

import pytest

from analysis.texts.attribution.voices import segment


def heard(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "direct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ROE: I sold it.\n\nDOE: When was that?\n\nROE: In May.",
            [("ROE", "I sold it."), ("DOE", "When was that?"), ("ROE", "In May.")],
        ),
        (
            "ANN ROE (voice-over): The mill burned.\n\nDOE, reporter: Did it?\n\nROE: Twice.",
            [("ANN ROE", "The mill burned."), ("DOE", "Did it?"), ("ROE", "Twice.")],
        ),
        (
            "Prof. Roe: The mill burned.\n\nMr Doe: Did it?\n\nProf. Roe: It did.",
            [("Prof. Roe", "The mill burned."), ("Mr Doe", "Did it?"), ("Prof. Roe", "It did.")],
        ),
        (
            "Q: Why sell?\n\nA: Nobody came.\n\nQ. And now?\n\nA. Now I rest.",
            [("A", "Nobody came."), ("A", "Now I rest.")],
        ),
        (
            "DOE: Why? ROE: I was cold.\n\n(LAUGHTER)\n\nDOE: Still?",
            [("DOE", "Why?"), ("ROE", "I was cold."), ("DOE", "Still?")],
        ),
        (
            "Doe: Why?\n\nRoe: It was cold.\n\nMy feet froze.\n\nThe wind rises.\n\nDoe: And you, too?",
            [("Doe", "Why?"), ("Roe", "It was cold."), ("Roe", "My feet froze."), ("Doe", "And you, too?")],
        ),
        (
            "SPEAKER 1: I saw it.\n\nSPEAKER 2: Did you?\n\nSPEAKER 1: Yes.",
            [("SPEAKER 1", "I saw it."), ("SPEAKER 2", "Did you?"), ("SPEAKER 1", "Yes.")],
        ),
        (
            "THE MAYOR: Good morning.\n\nQ Will you sign it?\n\nTHE MAYOR: I will.\n\nQ And when?",
            [("THE MAYOR", "Good morning."), ("THE MAYOR", "I will.")],
        ),
        (
            "“ROE: I said “no” to it.\n\n“DOE: You did?\n\n“ROE: Twice.”",
            [("ROE", "I said “no” to it."), ("DOE", "You did?"), ("ROE", "Twice.”")],
        ),
    ],
)  # fmt: skip
def test_each_turn_belongs_to_its_name(text, expected):
    assert heard(f"They met in Leeds.\n\n{text}")[-len(expected) :] == expected
    assert len(heard(text)) == len(expected)


def test_answers_follow_the_questions_of_an_interview():
    asked = "Why did you sell?\n\n{}\n\n**And did you cry?**\n\n{}\n\nWould you sell again?\n\n{}\n\nShe rises."
    answers = ["I was cold.", "Not at all.", "I would."]
    assert [said for _, said in heard(f"Ann Roe sold it.\n\n{asked.format(*answers)}")] == answers
    assert heard(f"I sold it.\n\n{asked.format(*answers)}") == []  # a column
    assert heard(f"Ann Roe sold it.\n\n{asked.format('It rained.', 'Not at all.', 'It rains.')}") == []


def test_each_of_many_names_may_speak_once():
    text = "Ann Roe, 30, baker: I sold it.\n\nTom Doe, driver: We ran.\n\nSue Poe, nurse: I slept."
    assert heard(f"It rained.\n\n{text}") == [
        ("Ann Roe", "I sold it."),
        ("Tom Doe", "We ran."),
        ("Sue Poe", "I slept."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ROWING: Final, lane 4. ALSO: A map.",
        "Venue: Town Hall.\n\nPrice: 4 euros.\n\nNote: You may be cold.\n\nVenue: Mill.",
        "Clay: 4 parts.\n\nSand: 2 parts.\n\nClay: 1 part.",
        "In short: it rained.\n\nWe were cold.",
    ],
)
def test_a_label_is_no_speaker(text):
    assert {voice for _, _, _, voice, _, _ in segment(f"It rained in Leeds.\n\n{text}")} == {"author"}
