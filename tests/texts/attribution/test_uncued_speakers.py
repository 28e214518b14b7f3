"""Who speaks where no verb of the cue table says so."""

import pytest

from analysis.texts.attribution.voices import segment


def heard(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice == "direct"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“It was late,” Ann Roe shared. “It rained.”", ["Ann Roe", "Ann Roe"]),
        ("“It was late,” laughs Ann Roe.", ["Ann Roe"]),
        ("“It was late,” and nobody came.", [""]),
        ("Ann Roe drove home that night. “We lost the whole farm.”", ["Ann Roe"]),
        ("Ann Roe said the farm was gone.\n\n“We lost it all in May.”", ["Ann Roe"]),
        ("“It was late,” said Ann Roe.\n\n“We lost it all in May.”", ["Ann Roe", "Ann Roe"]),
        ("“It was late,” said Ann Roe.\n\nIt rained in Leeds.\n\n“We lost it all in May.”", ["Ann Roe", ""]),
        ("‘We lost it all in May’: Ann Roe", ["Ann Roe"]),
        ("The crew heard “a long low hum of engines” and turned back, Ann Roe said on Monday.", ["Ann Roe"]),
        ("“They are just like a party,”\n\nsays Ann Roe, who knows. It rained.", ["Ann Roe"]),
        ("It was a “small but very odd way” to farm.", [""]),
        ("The small farm had lost “half of all its land” in May.", [""]),
        ("Ann Roe: “We lost it all in May.”", ["Ann Roe"]),
    ],
)
def test_who_speaks_without_a_cue(text, speakers):
    assert [speaker for speaker, _ in heard(f"They met in York.\n\n{text}")] == speakers
