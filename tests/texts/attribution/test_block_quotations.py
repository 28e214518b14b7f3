"""Speech that its place on the page shows: announced lines, dialogue, posts, and names under quotations."""

import pytest

from analysis.texts.attribution.voices import segment


def heard(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "direct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said:\n\nThe mill is sold.\n\nIt rained.", [("The mayor", "The mill is sold.")]),
        (
            "The mayor’s note reads:\n\n  The mill is sold.\n  Keep off the road.\n\nIt rained.",
            [("The mayor’s note", "The mill is sold."), ("The mayor’s note", "Keep off the road.")],
        ),
        (
            "It rained.\n\n> It is sold, the mayor wrote.\n> Keep off.\n\n> It rains.\n\nNobody did.",
            [("the mayor", "It is sold"), ("the mayor", "Keep off."), ("", "It rains.")],
        ),
        (
            "The mayor wrote:\n> The mill is sold.\n> Keep off.",
            [("The mayor", "The mill is sold."), ("The mayor", "Keep off.")],
        ),
        ("Here is what we know:\n\nThe mill is sold.", []),
        ("The mayor named three towns:\n\n- Leeds\n- York", []),
        ("The mayor said:\n1. More money\n2. More time", []),
        ("It rained.\n> Home\n> Farm sales", []),
    ],
)
def test_announced_and_quoted_lines(text, expected):
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— It rains, said Ann Roe, who had come in. Stay here.", [("Ann Roe", "It rains"), ("Ann Roe", "Stay here.")]),
        ("– Who sold it? asked the farmer.\n\n– Me.", [("the farmer", "Who sold it?"), ("", "Me.")]),
        ("— Did you sell it?\n\n— I did.\n\nIt rained.", [("", "Did you sell it?"), ("", "I did.")]),
        (
            "- It rains, said Ann Roe.\n- Who sold it? asked the farmer.",
            [("Ann Roe", "It rains"), ("the farmer", "Who sold it?")],
        ),
        ("- More money, said Ann Roe.\n\n- More time for us.", []),
        ("– More money for farms.\n\n– More time.", []),
        ("It rained.\n\n— Town Daily", []),
    ],
)
def test_dashes_open_dialogue_but_no_list(text, expected):
    assert heard(f"They met.\n\n{text}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "“It rained on all of the farms.”\n— Ann Roe, a farmer",
        "“It rained on all of the farms.” – Ann Roe",
        "“It rained on all of the farms.”\n\n― Ann Roe (@roe) May 3, 2020",
        "This is from Mayor Ann Roe:\n\n“It rained on all of the farms.”",
    ],
)
def test_the_name_beside_a_quotation_speaks(text):
    assert heard(f"They met.\n\n{text}\n\nNobody left.") == [("Ann Roe", "“It rained on all of the farms.”")]


def test_an_embedded_post_belongs_to_its_name():
    assert heard("They met.\n\nIt rained.\n— Ann Roe (@roe) May 3, 2020\n\nNobody left.") == [("Ann Roe", "It rained.")]


def test_who_speaks_is_no_part_of_what_is_said():
    text = "They met. The mill “is a wreck,” Ann Roe said, and the farm, she said, is worse."
    told = [text[a:b] for a, b, _, voice, *_ in segment(text) if voice == "indirect"]
    assert "is worse" in told
    assert not any("Roe said" in piece for piece in told)


def test_a_list_after_a_colon_is_nobodys_speech():
    assert heard("Roe said the town has the following plans:\n\nSell the mill to the state.\n\nNobody left.") == []
