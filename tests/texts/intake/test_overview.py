"""What a gathered corpus looks like at a glance: small corpora, worked out by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.schema import COLUMNS
from analysis.texts.intake.alike import grouped
from analysis.texts.intake.overview import by_outlet_and_month, drawn, oddities, pieces
from analysis.texts.readers.layout import layout_json

PROSE = "The council met on Tuesday and voted for the plan after a long debate. "
SOUND = {"doc_id": "a", "title": "Plan", "outlet": "Post", "date": "2024-05-01", "text": f"{PROSE * 4}\n\n{PROSE}"}


def corpus(*rows):
    empty = dict.fromkeys(COLUMNS["documents"], "")
    return pd.DataFrame([empty | SOUND | {"doc_id": f"t{k}"} | row for k, row in enumerate(rows)])


def odd(**row):
    return [(one.what, one.seen[0]) for one in oddities(corpus(row))]


@pytest.mark.parametrize(
    ("row", "what", "seen"),
    [
        ({"date": ""}, "without a date", "not known"),
        ({"outlet": ""}, "without an outlet", "not known"),
        ({"title": ""}, "without a headline", "not known"),
        ({"text": "One two."}, "shorter than 50 words", "2 words"),
        ({"text": f"{PROSE}\n\n" * 358}, "longer than 5,000 words", "5,012 words"),
        ({"text": PROSE * 29}, "in one long paragraph", "406 words"),
        ({"text": f"{SOUND['text']} <b>Plan</b>"}, "with signs that are no prose", "tags"),
        ({"text": "De raad stemde gisteren over een plan. " * 8}, "in another language than English", "De raad stemde"),
        ({"truncated": "cut at 200 characters"}, "cut by the database or page", "cut at 200 characters"),
        ({"story": "other"}, "told elsewhere in the corpus, too", "as other"),
        (
            {"page_date": "2024-04-30"},
            "loaded or changed before publication",
            "2024-04-30, published 2024-05-01",
        ),
        (
            {"words_stated": "90", "notes": "the file says 90 words, the text has 65"},
            "of another length than the file says",
            "the file says 90 words",
        ),
    ],
)
def test_what_looks_odd_is_named(row, what, seen):
    ((found, shown),) = odd(**row)
    assert found == what
    assert shown.startswith(seen)


def test_a_sound_text_is_not_odd():
    assert odd(story="t0", page_date="2024-05-02", words_stated="65") == []


def test_texts_are_counted_by_month_and_outlet_and_what_is_not_known_is_last():
    rows = [("Post", "2024-05-01"), ("Post", "2024-05-09"), ("Echo", "2023-12-01"), ("", "2024-05-02"), ("Post", "")]
    table = by_outlet_and_month(corpus(*({"outlet": outlet, "date": date} for outlet, date in rows)))
    assert list(table) == ["when", "all", "Post", "Echo", "not known"]
    assert table.values.tolist() == [
        ["2023-12", 1, 0, 1, 0],
        ["2024-05", 3, 2, 0, 1],
        ["not known", 1, 1, 0, 0],
        ["all", 5, 3, 1, 1],
    ]


def test_many_months_are_counted_by_year_and_many_outlets_together():
    rows = [{"outlet": f"O{k % 9}", "date": f"{2000 + k // 12}-{k % 12 + 1:02}-01"} for k in range(48)]
    table = by_outlet_and_month(corpus(*rows))
    assert table["when"].tolist() == ["2000", "2001", "2002", "2003", "all"]
    assert list(table)[2:] == ["O0", "O1", "O2", "O3", "O4", "O5", "3 others"]
    with_none = by_outlet_and_month(corpus(*rows, {"outlet": ""}))
    assert list(with_none)[2:] == ["O0", "O1", "O2", "O3", "O4", "O5", "3 others", "not known"]
    assert with_none["not known"].tolist()[-1] == 1
    assert table.iloc[-1].tolist() == ["all", 48, 6, 6, 6, 5, 5, 5, 15]


@given(st.permutations([f"text {k}" for k in range(8)]))
def test_the_same_texts_are_drawn_in_whatever_order_they_are(texts):
    found = {texts[k] for k in drawn(pd.DataFrame({"text": texts}))}
    assert found == {f"text {k}" for k in drawn(pd.DataFrame({"text": [f"text {k}" for k in range(8)]}))}


def test_the_pieces_of_a_text_say_what_the_file_knows():
    text = f"By Ann Roe\n\n{PROSE}\n\nIt burned.\n\nAll of it.\n\nHall: No.\n\nPhoto: the mill"
    at = {piece: text.index(piece) for piece in ("It burned.", "All of it.", "Hall: No.", "Photo: the mill")}
    kinds = dict(zip(at, ("quote", "quote", "turn", "caption"), strict=True))
    layout = layout_json(
        (start, start + len(piece), kinds[piece], "Hall" * (kinds[piece] == "turn")) for piece, start in at.items()
    )
    assert [(piece.text.strip(), *piece[1:]) for piece in pieces(text, "", layout)] == [
        ("By Ann Roe", "byline", "", False),
        (PROSE.strip(), "body", "", False),
        ("It burned.\n\nAll of it.", "quote", "", True),
        ("Hall: No.", "turn", "Hall", True),
        ("Photo: the mill", "caption", "", True),
    ]


@given(st.lists(st.sampled_from(["By Ann Roe", PROSE, "It burned.", " ", "\n\n"]), max_size=8).map("".join), st.data())
def test_the_pieces_are_the_text(text, data):
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    layout = layout_json((a, b, "quote", "") for a, b in zip(edges[::2], edges[1::2], strict=False))
    assert "".join(piece.text for piece in pieces(text, "", layout)) == text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["no text", "no text"], [("no text", [0, 1])]),
        (["same text as a.txt", "no text", "same text as b/c.txt"], [("same text as …", [0, 2]), ("no text", [1])]),
        (["not UTF-8, so: “a”", "not UTF-8, so: “b c”"], [("not UTF-8, so: …", [0, 1])]),
        (["3 words cut", "4 words cut"], [("3 words cut, and the like", [0, 1])]),
        ([], []),
    ],
)
def test_what_is_alike_is_said_once(lines, expected):
    assert grouped(lines) == expected


def test_a_note_on_many_files_is_one_line(tmp_path):
    for k in range(5):
        (tmp_path / f"{k}.txt").write_bytes(f"The café of {k}.".encode("cp1252"))
    (note,) = same.gather([str(tmp_path)]).notes
    names = ", ".join(f"{tmp_path.name}/{k}.txt" for k in range(3))
    assert note == f"5 files ({names} and 2 more): not UTF-8, read as windows-1252: “The café of …"
