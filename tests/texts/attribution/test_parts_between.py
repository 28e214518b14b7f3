"""Subheads, captions and links between paragraphs: nobody speaks there, and nobody is meant there."""

import pandas as pd
import pytest

from analysis.texts.attribution.voices import voices

LEAD = "The lock was opened on Tuesday after a long winter on the river, and the barges went through."
BETWEEN = [
    "A STRANGE LETTER",
    "What the crews want",
    "ALSO READ: Mayor Olga Brandt opens bridge",
    "CAPTION: Keeper Per Dahl at the lock",
]


def speakers_of(text: str) -> list[str]:
    table = voices(pd.DataFrame({"doc_id": ["a"], "text": [text], "title": ["Lock opened"]}))
    return table.loc[table["voice"] != "author", "speaker"].tolist()


@pytest.mark.parametrize("line", BETWEEN)
def test_a_pronoun_means_nobody_in_a_line_between(line):
    assert speakers_of(f"Lock opened\n\n{LEAD}\n\n{line}\n\nHe said the ice was thin.") == [""]


@pytest.mark.parametrize("line", BETWEEN)
def test_a_pronoun_means_the_speaker_before_the_line_between(line):
    text = f"Lock opened\n\n{LEAD}\n\nIda Wells said the gates were old.\n\n{line}\n\nShe said the ice was thin."
    assert speakers_of(text) == ["Ida Wells", "Ida Wells"]
