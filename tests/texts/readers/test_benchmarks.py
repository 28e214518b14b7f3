"""What was measured, beside what others reach: read with errors that say where, joined, and drawn as it is."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.evaluation.baselines import MEASURE_TITLES, beside_baselines, corrected_count, voice_confusion
from analysis.schema import VOICES, InputError
from analysis.texts.readers.benchmarks import (
    BASELINE_COLUMNS,
    TRAINING_COLUMNS,
    VALIDATION_COLUMNS,
    read_baselines,
    read_measured,
    read_training,
)
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.figures.gallery import picture
from analysis.views.figures.plots.reliability import plot_trust, trust_alt, trust_title
from tests.drawn import axes_of, points, texts_of, words_of
from tests.measures.evaluation.gold import VOICES_GOLD, remake, write

ROW = {"date": "2026-01-31", "data": "dev", "task": "voices", "group_by": "all", "group": "all", "n": "2"}
NUMBERS = {"value": "0.5", "low": "0.25", "high": "0.75", "hits": "1", "of": "2"}
NOBODY = pd.DataFrame(columns=list(BASELINE_COLUMNS)).astype({"value": float})


def file(folder, *rows, columns=VALIDATION_COLUMNS):
    path = folder / "table.csv"
    lines = [",".join(columns), *(",".join(f'"{row.get(name, "")}"' for name in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def figure(measure, **other):
    return ROW | NUMBERS | {"measure": measure} | other


@pytest.fixture
def measured(tmp_path):
    marks = {"group_by": "marks", "group": "without ''", "value": "0.625"}
    rows = [
        figure("speaker"),
        figure("direct_f1"),
        figure("direct_f1", **marks),
        figure("speaker", **marks),
        figure("direct_f1", **marks | {"group": "with ''"}),
        figure("direct_f1", group_by="outlet_type", group="wire"),
        figure("direct_recall"),
    ]
    return read_measured(file(tmp_path, *rows))


def reached(**other):
    row = {"task": "voices", "measure": "direct_f1", "data": "test", "who": "Ann", "kind": "people", "source": "s"}
    return pd.DataFrame([row | {"value": 0.9} | other])


def test_the_shipped_tables_are_read():
    figures, baselines = read_measured(), read_baselines()
    assert set(figures["task"]) == set(baselines["task"]) == {"voices", "markers", "frames", "mentions", "agency"}
    assert set(MEASURE_TITLES) <= set(figures["measure"]) and set(MEASURE_TITLES) <= set(baselines["measure"])
    assert figures["value"].dropna().between(0, 1).all() and baselines["value"].between(0, 1).all()
    assert not figures.duplicated(["data", "measure", "group_by", "group"]).any()


def test_the_shipped_figures_of_training_are_read():
    table = read_training().set_index(["level", "method", "figure"])
    assert list(TRAINING_COLUMNS)[:7] == ["date", "data", "level", "method", "figure", "value", "low"]
    of = table.loc[("sentence", "model", "macro_f1")]
    assert 0 < of["low"] < of["value"] < of["high"] < 1 and of["repeats"] == 10
    gain = of["value"] - table.loc[("sentence", "tfidf", "macro_f1"), "value"]
    assert table.loc[("sentence", "model - tfidf", "macro_f1"), "value"] == pytest.approx(gain)


def test_every_baseline_stands_in_the_readme():
    said = (CHECKOUT / "data" / "validation" / "README.md").read_text(encoding="utf-8")
    for value in read_baselines()["value"]:
        short, share = f"{value:.3f}".rstrip("0").removeprefix("0"), f"{value:.0%}".removesuffix("%")
        assert re.search(rf"(?<!\d){re.escape(short)}0?(?!\d)", said) or f"{share} %" in said, value


def test_numbers_are_numbers_and_an_empty_cell_is_missing(tmp_path):
    blank = dict.fromkeys(("value", "low", "high", "hits", "of"), "")
    table = read_measured(file(tmp_path, figure("speaker"), figure("speaker", **blank)))
    assert table.loc[0, ["value", "low", "high", "hits", "of", "n"]].tolist() == [0.5, 0.25, 0.75, 1, 2, 2]
    assert table.loc[1, ["value", "low", "high", "hits", "of"]].isna().all() and table.loc[1, "n"] == 2


def test_what_cannot_be_read_says_where(tmp_path):
    with pytest.raises(InputError, match=r"table\.csv, line 2, column low: 'x' is not a number"):
        read_measured(file(tmp_path, figure("speaker", low="x")))
    with pytest.raises(InputError, match="column n: empty"):
        read_measured(file(tmp_path, figure("speaker", n="")))
    with pytest.raises(InputError, match="no column high"):
        read_measured(file(tmp_path, columns=[name for name in VALIDATION_COLUMNS if name != "high"]))
    bad = reached(kind="ghosts").iloc[0].to_dict()
    with pytest.raises(InputError, match="'ghosts' is not known; use one of program, people, limit"):
        read_baselines(file(tmp_path, bad, columns=BASELINE_COLUMNS))


def test_the_suite_stands_beside_the_others_the_highest_first(measured):
    table = beside_baselines(measured, reached())
    assert table["measure"].tolist() == ["direct_f1"] * 3 + [
        "speaker"
    ]  # in the order of TITLES, nothing by outlet type
    assert table["who"].tolist() == ["Ann", "Same Story, texts without ''", "Same Story", "Same Story"]
    assert table["value"].tolist() == [0.9, 0.625, 0.5, 0.5]
    assert table["n"].tolist() == [pd.NA, 2, 2, 2] and table["low"].isna().tolist() == [True, False, False, False]
    assert len(beside_baselines(measured, NOBODY)) == 3 and beside_baselines(measured.head(0), NOBODY).empty


def test_a_voice_is_made_of_what_people_have_in_it(tmp_path):
    # people: 8 words the author's, 4 quoted. The suite: of the 8, 6 author and 2 direct; of the 4, 1 author, 3 direct.
    hits = {("author", "author"): 6, ("author", "direct"): 2, ("direct", "author"): 1, ("direct", "direct"): 3}
    rows = [figure(f"as_{suite}", group_by="voice", group=own, hits=n) for (own, suite), n in hits.items()]
    table = voice_confusion(read_measured(file(tmp_path, *rows))).set_index("voice")
    assert table["words"].to_dict() == {"author": 7, "direct": 5, "indirect": 0}
    assert table.loc["author"].tolist()[2:] == [float(Fraction(6, 7)), float(Fraction(1, 7)), 0]
    assert table.loc["direct"].tolist()[2:] == [float(Fraction(2, 5)), float(Fraction(3, 5)), 0]
    assert table.loc["indirect", [f"people_{voice}" for voice in VOICES]].isna().all()


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_implied_number_is_the_true_one_where_the_errors_are_known(both, false, missed):
    n, true = both + false, both + missed
    assert corrected_count(n, both / n, both / true) == pytest.approx(true)


def test_the_points_are_the_values_and_the_lines_their_intervals(measured):
    table = beside_baselines(measured, reached())
    figure = plot_trust(table).figure
    direct, speaker = axes_of(figure)[1:3]
    assert [float(one.get_xdata()[0]) for one in points(direct, "value")] == [0.9, 0.625, 0.5]
    assert [list(one.get_xdata()) for one in points(direct, "interval")] == [[0.25, 0.75]] * 2
    assert len(points(speaker, "value")) == 1 and "Same Story, 2 dev" in words_of(figure)
    assert len({one.get_marker() for one in points(direct, "value")}) == 2
    assert trust_title(table) == "People score higher than the suite in 1 of 1 task"
    assert "Same Story on 2 dev 0.50 (0.25 to 0.75)" in trust_alt(table) and "Ann on test 0.90," in trust_alt(table)
    shown = picture("agreement-with-people", table)
    assert shown.alt.startswith(trust_title(table)) and "Texts:" not in shown.caption  # it shows no text of the story


@pytest.mark.parametrize("case", ["shipped", "hard", "none"])
def test_no_text_lies_over_another_or_off_the_page(measured, case):
    hard = reached(who="$x_1$ <b> " + "very-" * 40, data="long-" * 30, value=1.0)
    tables = {"shipped": beside_baselines(read_measured(), read_baselines()), "hard": beside_baselines(measured, hard)}
    drawn = plot_trust(tables.get(case, beside_baselines(measured, NOBODY).head(0))).figure
    boxes = texts_of(drawn)
    for text, box in boxes:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= drawn.bbox.x1 + 1 and box.y1 <= drawn.bbox.y1 + 1, text
        assert not text.get_parse_math() and text.get_fontsize() >= 8.5
    for (one, a), (other, b) in combinations(boxes, 2):
        over = min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
        assert not over, f"{one.get_text()!r} lies over {other.get_text()!r}"


def test_texts_with_two_apostrophes_for_a_quotation_mark_are_measured_apart(tmp_path):
    old = {"id": "old", "text": "''No,'' he said.", "quotes": [{"quote_spans": [[0, 6]], "direct_spans": []}]}
    write(tmp_path / "gold.jsonl", [*VOICES_GOLD, old])
    assert remake(tmp_path / "figures.csv", SAMESTORY_GOLD=str(tmp_path)).returncode == 0
    table = read_measured(tmp_path / "figures.csv").query("measure == 'direct_precision' and group_by != 'outlet_type'")
    assert table[["group", "hits", "of", "n"]].to_numpy().tolist() == [
        ["all", 3, 4, 3],  # “We won,” and “No,” are speech in the annotation, ''No,'' is not
        ["with ''", 0, 1, 1],
        ["without ''", 3, 3, 2],
    ]
    write(tmp_path / "gold.jsonl", VOICES_GOLD)
    assert remake(tmp_path / "figures.csv", SAMESTORY_GOLD=str(tmp_path)).returncode == 0
    assert "marks" not in set(read_measured(tmp_path / "figures.csv")["group_by"])
