"""Speech that the format marks: block quotations and turns, beside what the rules would say."""

import pandas as pd
import pytest

import analysis as same
from analysis.schema import InputError
from analysis.texts.attribution.voices import segment
from analysis.texts.segmentation.known_stretches import Known

LEAD = "The old mill burned on Monday."
SAID = "It was cold in the mill and nobody came"


def known_in(text: str, *stretches: tuple[str, str, str]) -> list[Known]:
    found, at = [], 0
    for piece, kind, speaker in stretches:
        at = text.index(piece, at)
        found.append(Known(at, at + len(piece), kind, speaker))
        at += len(piece)
    return found


def heard(text: str, *stretches: tuple[str, str, str]) -> list[tuple[str, str]]:
    rows = list(segment(text, known=known_in(text, *stretches)))
    assert "".join(text[start:end] for start, end, *_ in rows) == text
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in rows if voice == "direct"]


def quoted(*pieces: str, speaker: str = "") -> list[tuple[str, str, str]]:
    return [(piece, "quote", speaker) for piece in pieces]


@pytest.mark.parametrize(
    ("paragraphs", "quotes", "speaker", "expected"),
    [
        ([LEAD, f"{SAID}.", LEAD], [f"{SAID}."], "Ann Roe", [("Ann Roe", f"{SAID}.")]),
        ([LEAD, f"{SAID}.", LEAD], [f"{SAID}."], "", [("", f"{SAID}.")]),
        (
            ["Ann Roe wrote on Monday:", f"{SAID}.", "The mill was old.", LEAD],
            [f"{SAID}.", "The mill was old."],
            "",
            [("Ann Roe", f"{SAID}."), ("Ann Roe", "The mill was old.")],
        ),
        ([LEAD, f"{SAID}. — Ann Roe, farmer", LEAD], [f"{SAID}. — Ann Roe, farmer"], "", [("Ann Roe", f"{SAID}.")]),
        ([LEAD, f"{SAID} — Ann Roe (@roe)", LEAD], [f"{SAID} — Ann Roe (@roe)"], "", [("Ann Roe", SAID)]),
        ([LEAD, f"{SAID}.", "— Ann Roe"], [f"{SAID}.", "— Ann Roe"], "", [("Ann Roe", f"{SAID}.")]),
        ([LEAD, f"“{SAID},” said Bo Hall.", LEAD], [f"“{SAID},” said Bo Hall."], "", [("Bo Hall", f"“{SAID},”")]),
        (
            [LEAD, "“Harm” is what the law calls it.", LEAD],
            ["“Harm” is what the law calls it."],
            "",
            [("", "“Harm” is what the law calls it.")],
        ),
    ],
)
def test_a_block_quotation_is_speech(paragraphs, quotes, speaker, expected):
    assert heard("\n\n".join(paragraphs), *quoted(*quotes, speaker=speaker)) == expected


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([("Hall: It burned.", "Bo Hall")], [("Bo Hall", "It burned.")]),
        ([("Hall: It burned.", "")], [("Hall", "It burned.")]),
        ([("It burned.", "Bo Hall")], [("Bo Hall", "It burned.")]),
        ([("Look: it burned.", "Bo Hall")], [("Bo Hall", "Look: it burned.")]),
        ([("BH: It burned.", "Bo Hall")], [("Bo Hall", "It burned.")]),
        ([("Hall: It burned.", "Bo Hall"), ("All of it.", "")], [("Bo Hall", "It burned."), ("Bo Hall", "All of it.")]),
        ([("Q: Did it?", ""), ("A: It did.", "Bo Hall")], [("Bo Hall", "It did.")]),
        ([("Q: Did it?", "Ann Roe"), ("It did.", "Bo Hall")], [("Ann Roe", "Did it?"), ("Bo Hall", "It did.")]),
    ],
)
def test_a_turn_is_speech_without_its_label(stretches, expected):
    text = "\n\n".join([LEAD, *(piece for piece, _ in stretches), LEAD])
    assert heard(text, *((piece, "turn", speaker) for piece, speaker in stretches)) == expected


def test_a_known_speaker_is_whom_a_pronoun_after_it_means():
    text = f"{LEAD}\n\n{SAID}.\n\n“We left,” he said."
    assert heard(text, *quoted(f"{SAID}.", speaker="Bo Hall"))[1] == ("Bo Hall", "“We left,”")


def test_voices_takes_the_layout_of_a_table_and_names_the_text_whose_it_is_not():
    documents = pd.DataFrame(
        {"doc_id": ["a"], "text": [f"{LEAD}\n\n{SAID}."], "layout": ['[[32, 72, "quote", "Roe"]]']}
    )
    assert same.voices(documents)[["start", "voice", "speaker"]].values.tolist() == [
        [0, "author", ""],
        [32, "direct", "Roe"],
    ]
    with pytest.raises(InputError, match=r"^the layout of a, entry 1: 32 to 73 is no stretch of 72 characters"):
        same.voices(documents.assign(layout='[[32, 73, "quote", ""]]'))
