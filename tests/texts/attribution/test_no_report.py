"""What looks like a report and is the writer's own, and where the writer's own words end a report."""

import pytest

from analysis.texts.attribution.voices import segment


def reported_in(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the mill was safe, Vos laughed.",
        "When asked why he had left, Vos shook his head.",
        "Lund has not yet said whether she will stand.",
        "Lund would not say how much it cost.",
        "The last faint hope that the ferry might sail is gone.",
        "The decision to close the ferry is final.",
        "WARNING DISTRESSING IMAGES: The flood took the bridge",
        "Vos decided to sell the boat in June.",
        "The bank sought to cool the market in May.",
    ],
)
def test_nobody_reports(text):
    assert reported_in(text) == []


def test_a_cue_in_quotation_marks_reports_nothing():
    text = "Vos ‘thanks’ the rain after the drought\n\nThe rain came late. Vos is a farmer."
    assert reported_in(text) == []


def test_who_declines_to_say_is_reported_once():
    assert reported_in("Lund declined to say whether she would stand.") == [("Lund", "say whether she would stand")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund denied the charge and filed a suit.", "the charge"),
        ("Lund rejected the claim and has hired a lawyer.", "the claim"),
        ("Lund warned of floods and closed the road.", "of floods"),
        ("Lund said two men were held, without giving names.", "two men were held"),
        ("Lund said it was late, shaking her head.", "it was late"),
        ("Lund cited a law that bars the sale and has no exception.", "a law that bars the sale and has no exception"),
    ],
)
def test_what_the_writer_adds_is_no_content(text, expected):
    assert reported_in(text) == [("Lund", expected)]


def test_a_gesture_after_a_quotation_is_the_authors():
    assert reported_in("“It is gone,” Lund told Radio Five, pointing at the shore.") == []


def test_what_a_thing_does_inside_a_report_belongs_to_it():
    assert reported_in("Most say it describes Vos well.") == [("Most", "it describes Vos well")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The study found that in three towns rents had risen.", [("The study", "in three towns rents had risen")]),
        ("The road will open, clerks who saw the plan said.", [("clerks", "The road will open")]),
        (
            "The snag, Vos told Lund on Monday, is that it leaks.",
            [("Vos", "The snag"), ("Vos", "is that it leaks")],
        ),
        (
            "The crew left by cars, vans or trucks, a clerk said.",
            [("a clerk", "The crew left by cars, vans or trucks")],
        ),
    ],
)
def test_a_report_behind_a_phrase_or_before_a_long_subject(text, expected):
    assert reported_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The smell suggests that the fish is old.", []),
        ("The stain shows it had rained.", []),
        ("The study suggests that the fish is old.", [("The study", "that the fish is old")]),
        ("The photo shows it had rained.", [("The photo", "it had rained")]),
    ],
)
def test_only_somebody_or_a_document_shows(text, expected):
    assert reported_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill is old, Lund said Sunday, making it the third.", [("Lund", "The mill is old")]),
        (
            "Closing it, Lund said, closing the mill would hurt.",
            [("Lund", "Closing it"), ("Lund", "closing the mill would hurt")],
        ),
        ("The mill is old, according to Ann Lund, the head of the board.", [("Ann Lund", "The mill is old")]),
        ("Although Lund said it was late, the crew went on.", [("Lund", "it was late")]),
        ("Reports say the mill is old.", [("Reports", "the mill is old")]),
        ("He had one word for it – “nonsense on stilts”, Lund said.", []),
        ("It does seem to suggest that the mill is old.", []),
        ("The panel met on raids and alleged secret camps.", []),
        ("Lund hopes to stay, according to a friend.", [("a friend", "Lund hopes to stay")]),
    ],
)
def test_asides_and_main_clauses_are_no_content(text, expected):
    assert reported_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is fine,” Mr. Lund said in Paris, France.", []),
        ("It is important to note that this one is toxic.", []),
        ("Any rain that seeks to drown the crop is rare.", []),
        ("He was worn out by lies and repeated attacks.", []),
        ("Lund seeks to close the mill.", [("Lund", "close the mill")]),
        (
            "Lund sailed on after finding that it was sound, a clerk said, and landed.",
            [("a clerk", "Lund sailed on after finding that"), ("Lund", "it was sound,"), ("a clerk", "and landed")],
        ),
    ],
)
def test_who_says_it_and_what_only_looks_so_is_no_content(text, expected):
    assert reported_in(text) == expected
