"""What was measured of the tests: read with errors that say where, set side by side, and drawn as it is."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from analysis.measures.calibration.calibrate import alarms_and_power, coverage_summary
from analysis.schema import InputError
from analysis.texts.readers.benchmarks import CALIBRATION_COLUMNS, read_calibration
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.figures.plots.reliability import (
    alarms_alt,
    alarms_title,
    coverage_alt,
    coverage_title,
    plot_alarms,
    plot_coverage,
)
from tests.drawn import axes_of, points, texts_of, words_of
from tests.figure_toys import HOSTILE

ROW = dict.fromkeys(CALIBRATION_COLUMNS, "") | {"date": "2026-01-31", "data": "wire", "splits": "20", "seed": "0"}
ROW |= {"n_docs_a": "5", "n_docs_b": "5", "n_terms": "30"}
NULL = {"kind": "chance", "flagged_splits": "1", "flagged_share": "0.05", "flagged_low": "0", "flagged_high": "0.25"}
FOUND = {"power": "0.5", "power_low": "0.25", "power_high": "0.75", "power_same_alarms": "0.5"}
HELD = {"kind": "coverage", "covered": "0.95", "covered_low": "0.9", "covered_high": "0.96"}
WOLF = {"flagged_splits": "20", "flagged_share": "1", "flagged_low": "0.8", "flagged_high": "1"}
STRICT = {"power": "0.75", "power_same_alarms": "0.125"}


def file(folder, *rows, columns=CALIBRATION_COLUMNS):
    path = folder / "figures.csv"
    lines = [",".join(columns), *(",".join(f'"{row.get(name, "")}"' for name in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def both(**other):
    """Return the rows of a test of words and one of documents, in this order, with an interval of each."""
    rows = []
    for test, unit, null, power in (("G2", "word", WOLF, STRICT), ("t", "document", {}, {})):
        here = ROW | {"test": test, "unit": unit} | other
        rows += [here | NULL | null] + [here | FOUND | power | {"kind": kind} for kind in ("planted", "spread")]
        rows.append(here | HELD | {"test": f"interval of {unit}s"})
    return rows


@pytest.fixture
def measured(tmp_path):
    tenth = both(n_docs_a="1", n_docs_b="9")
    return read_calibration(file(tmp_path, *both(), *both(cluster="outlet"), *tenth, *both(data="news")))


def test_numbers_are_numbers_and_an_empty_cell_is_missing(measured):
    first = measured.iloc[0]
    assert (first["test"], first["kind"], first["flagged_share"], first["n_terms"]) == ("G2", "chance", 1, 30)
    assert measured.loc[0, ["power", "covered"]].isna().all() and first["cluster"] == ""


def test_what_cannot_be_read_says_where(tmp_path):
    good = ROW | {"test": "t", "unit": "document"} | NULL
    with pytest.raises(InputError, match=r"figures\.csv, line 3, column flagged_share: 'x' is not a number; write one"):
        read_calibration(file(tmp_path, good, good | {"flagged_share": "x"}))
    with pytest.raises(InputError, match="line 2, column kind: 'ghosts' is not known; use one of chance"):
        read_calibration(file(tmp_path, good | {"kind": "ghosts"}))
    with pytest.raises(InputError, match=r"line 2, column seed: '1\.5' is not a whole number; write one"):
        read_calibration(file(tmp_path, good | {"seed": "1.5"}))
    with pytest.raises(InputError, match="column unit: empty"):
        read_calibration(file(tmp_path, good | {"unit": ""}))
    with pytest.raises(InputError, match="no column power"):
        read_calibration(file(tmp_path, columns=[name for name in CALIBRATION_COLUMNS if name != "power"]))


def test_equal_parts_without_clusters_stand_side_by_side_documents_first(measured):
    table = alarms_and_power(measured)
    assert table[["data", "test"]].to_numpy().tolist() == [["wire", "t"], ["wire", "G2"], ["news", "t"], ["news", "G2"]]
    assert table["flagged_share"].tolist() == [0.05, 1, 0.05, 1]
    for kind in ("planted", "spread"):
        assert table[f"power_{kind}"].tolist()[:2] == [0.5, 0.75]
        assert table[f"power_same_alarms_{kind}"].tolist()[:2] == [0.5, 0.125]


def test_coverage_stands_by_setting(measured):
    table = coverage_summary(measured)
    assert table["test"].tolist() == ["interval of documents", "interval of words"] * 4
    assert table["cluster"].tolist() == ["", "", "outlet", "outlet", "", "", "", ""]
    assert table["n_docs_a"].tolist()[4:6] == [1, 1] and table["data"].tolist()[6:] == ["news", "news"]


def test_the_points_are_the_shares_and_units_differ_in_shape_and_colour(measured):
    table = alarms_and_power(measured)
    figure = plot_alarms(table[:2]).figure
    alarms, planted, _ = [ax for ax in axes_of(figure) if points(ax, "share")]
    assert [dot.get_xdata()[0] for dot in points(alarms, "share")] == [0.05, 1]
    assert [list(line.get_xdata()) for line in points(alarms, "interval")] == [[0, 0.25], [0.8, 1]]
    assert [line.get_xdata()[0] for line in points(alarms, "level")] == [0.05]
    assert [dot.get_xdata()[0] for dot in points(planted, "share")] == [0.5, 0.75]
    (strict,) = points(planted, "strict")
    assert (strict.get_xdata()[0], strict.get_markerfacecolor()) == (0.125, "#ffffff")
    one, other = points(alarms, "share")
    assert one.get_marker() != other.get_marker() and one.get_color() != other.get_color()
    assert not points(alarms, "strict")
    for label in ("wire: 5 against 5 texts", "compares texts", "counts words one by one", "5 %", "100 %"):
        assert label in words_of(figure)


def test_the_title_and_the_alt_text_hold_the_numbers(measured):
    table = alarms_and_power(measured)
    assert alarms_title(table) == (
        "False alarms: tests that count words in 100 % of splits, the suite's in 5 % of splits"
    )
    assert "G2 (word) false alarms 100 % (80 to 100 %), finds 75 % of words doubled" in alarms_alt(table)
    held = coverage_summary(measured)
    assert coverage_title(held) == "How often “95 %” intervals hold the truth: 95 % from words, 95 % from texts"
    assert "wire: 5 against 5 texts, texts of one outlet together: interval of documents 95 % (90 to" in coverage_alt(
        held
    )
    assert alarms_title(table.head(0)) == "No test was tried" and "There are none" in alarms_alt(table.head(0))
    assert coverage_title(held.head(0)) == "No interval was tried" and "There are none" in coverage_alt(held.head(0))


def test_an_interval_is_drawn_beside_its_promise(measured):
    figure = plot_coverage(coverage_summary(measured)[:2]).figure
    (ax,) = [ax for ax in axes_of(figure) if points(ax, "share")]
    assert [dot.get_xdata()[0] for dot in points(ax, "share")] == [0.95, 0.95]
    (band,) = [patch for patch in ax.patches if patch.get_gid() == "promise"]
    assert (band.get_x(), round(band.get_width(), 12)) == (0.93, 0.04)


def test_a_test_that_could_not_be_tried_says_so(measured):
    table = alarms_and_power(measured)[:2].copy()
    table.loc[0, ["flagged_share", "flagged_low", "flagged_high", "power_planted", "power_spread"]] = float("nan")
    assert words_of(plot_alarms(table).figure).count("not tested") == 3


@pytest.mark.parametrize("case", ["toy", "hard", "one", "none"])
@pytest.mark.parametrize(
    ("make", "plot", "title"),
    [(alarms_and_power, plot_alarms, alarms_title), (coverage_summary, plot_coverage, coverage_title)],
)
def test_no_text_lies_over_another_or_off_the_page(case, make, plot, title, measured):
    table = make(measured)
    hard = pd.concat([table.assign(test=name, data=name) for name in HOSTILE], ignore_index=True)
    table = {"toy": table, "hard": hard, "one": table.head(1), "none": table.head(0)}[case]
    kept = table.copy(deep=True)
    figure = plot(table).figure
    boxes = texts_of(figure)
    for text, box in boxes:
        assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1, text
        assert not text.get_parse_math() and text.get_fontsize() >= 8.5
    for (one, a), (other, b) in combinations(boxes, 2):
        over = min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
        assert not over, f"{one.get_text()!r} lies over {other.get_text()!r}"
    heading = next(text.get_text() for text, _ in boxes if text.get_gid() == "title")
    assert heading.replace("\n", " ") == title(table)
    pd.testing.assert_frame_equal(table, kept)


def test_what_the_suite_claims_of_its_test_and_its_interval_was_measured():
    table = read_calibration()
    assert not table.duplicated(["data", "n_docs_a", "cluster", "kind", "test", "unit"]).any()
    split = table[table["cluster"] == ""]
    suite = split["test"].isin(["permutation of documents", "interval of the suite"])
    null = split[suite & (split["kind"] == "chance")]
    assert set(null["data"]) == {"polnear", "simulated"} and len(null) == 4, "equal parts, and a tenth against the rest"
    assert (null["splits"] == 100).all() and (null["flagged_splits"] <= 10).all()
    for kind in ("planted", "spread"):
        both = split[split["kind"] == kind].groupby(["data", "n_docs_a"])
        for _, rows in both:
            words = rows.loc[rows["unit"] == "word", "power_same_alarms"]
            assert len(words) == 2 and words.max() < rows.loc[suite, "power"].item()
    held = split[suite & (split["kind"] == "coverage")]
    assert len(held) == 5 and held["covered"].between(0.93, 0.97).all()


def test_the_readme_describes_every_column():
    said = (CHECKOUT / "data" / "calibration" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in said for column in CALIBRATION_COLUMNS)
