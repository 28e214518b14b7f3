"""Sheets to fill in: which mentions are found, merged and counted; and that a filled sheet is read back."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis as same
from analysis.measures.sources.coding_sheets import actor_sheet
from tests.toys import toy


def labels(texts):
    segments, documents = toy(texts)
    return dict(actor_sheet(segments, documents)[["label", "n"]].to_numpy().tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today Mayor Ida Holm met the press. Holm left.", {"Ida Holm | Holm": 2}),
        ("The Port Union (PU) met. The PU left.", {"Port Union | PU": 3}),
        ("Ida Holm met Per Holm, and Holm left.", {"Holm": 1, "Ida Holm": 1, "Per Holm": 1}),
        ("Dozens of residents left the Bank of Norby.", {"Bank of Norby": 1, "residents": 1}),
        (
            "They feared the ruling party, and so did Danish security forces.",
            {"ruling party": 1, "Danish security forces": 1},
        ),
        ("They saw the town council committee.", {"town council committee": 1}),
        ("Nobody came on Monday in May.", {}),
        ("", {}),
    ],
)
def test_mentions_by_shape(text, expected):
    found = labels({"a": text})
    assert {label: n for label, n in found.items() if label in expected} == expected
    assert not found or expected


def test_rows_are_counted_by_text_and_kind_of_source_and_sorted():
    segments, documents = toy(
        {"a": "He met Ida Holm. He met Holm.", "b": "We know Ida Holm and Norby.", "c": "We know Norby."},
        groups={"a": "x", "b": "y", "c": "y"},
    )
    table = actor_sheet(segments, documents)
    assert table[["label", "n", "docs", "source_types"]].to_numpy().tolist() == [
        ["Ida Holm | Holm", 3, 2, "x 2, y 1"],
        ["Norby", 2, 2, "y 2"],
    ]
    assert table["example"].tolist() == ["He met [Ida Holm]. He met Holm.", "We know Ida Holm and [Norby]."]
    assert (table[["actor", "label_kind", "coder"]] == "").all(axis=None)


TEXTS = pd.DataFrame(
    {
        "doc_id": ["a", "b"],
        "text": [
            "“We stay,” said Mayor Ida Holm. “We do,” Holm said. The driver said it was late.",
            "Ida Holm said the bridge was shut. The driver said it was open.",
        ],
    }
)


def test_speakers_with_a_name_have_one_row_and_others_one_for_each_text(tmp_path):
    segments = same.voices(TEXTS)
    said = same.sources(segments, same.read_actors(documents=TEXTS), same.read_cues())
    sheet = same.speaker_sheet(said, TEXTS)
    assert sheet[["doc_id", "speaker", "n", "docs"]].to_numpy().tolist() == [
        ["", "Ida Holm", 3, 2],
        ["a", "The driver", 1, 1],
        ["b", "The driver", 1, 1],
    ]
    filled = sheet.assign(side=["town", "", "firm"])
    filled.to_csv(tmp_path / "s.csv", index=False)
    sides = same.sides_of(said, same.read_sides(tmp_path / "s.csv"))
    assert sides == ["town", "town", "not coded", "town", "firm"]


def test_a_filled_sheet_of_actors_finds_what_it_lists(tmp_path):
    segments = same.voices(TEXTS)
    sheet = same.actor_sheet(segments, TEXTS)
    holm = sheet["label"] == "Ida Holm | Holm"
    sheet.loc[holm, ["actor", "label_kind"]] = ["Ida Holm", "official"]
    sheet.to_csv(tmp_path / "a.csv", index=False)
    found = same.names(segments, same.read_actors(tmp_path / "a.csv"))
    assert found["match"].tolist() == ["Ida Holm", "Holm", "Ida Holm"]
    assert len(found) == sheet.loc[holm, "n"].item()


def test_the_same_sheet_in_any_order_of_the_texts():
    segments, documents = toy({"a": "We know Ida Holm.", "b": "We know Norby and Ida Holm."})
    turned = toy({"b": "We know Norby and Ida Holm.", "a": "We know Ida Holm."})
    columns = ["label", "n", "docs", "source_types"]
    pd.testing.assert_frame_equal(actor_sheet(segments, documents)[columns], actor_sheet(*turned)[columns])


def test_what_begins_after_a_colon_or_in_a_formula_is_no_name_by_its_capital():
    asked = "INTERVIEWER: What did the board want? The mayor said it was =SUM(1) of all."
    assert set(labels({"a": f"{asked} LEE: Ida Holm left. He met Holm."})) == {"Ida Holm | Holm", "board"}
