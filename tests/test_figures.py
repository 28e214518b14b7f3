"""What is drawn is what the tables hold: lengths, labels, titles, alt texts; and nothing lies over anything else."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.schema import COLUMNS
from analysis.views import (
    plots_change,
    plots_contrast,
    plots_dispersion,
    plots_reuse,
    plots_robustness,
    plots_speaking,
    plots_terms,
    plots_voices,
    plots_wording,
    plots_wordshift,
)
from analysis.views.style import style

INF, NAN = float("inf"), float("nan")
LONG = "report-of-the-committee-on-" + "very-" * 30 + "long-names"
HOSTILE = ["$x_1$ & $$", "<script>alert(1)</script>", "لیبرتی", LONG, "a"]


def voices(ids=("a", "b"), others=(1, 3)):
    rows = []
    for doc_id, other in zip(ids, others, strict=True):
        for voice, n in (("author", 4 - other), ("direct", other), ("indirect", 0)):
            rows.append((doc_id, f"kind {doc_id}", "body", voice, n, 4, n / 4))
    rows.append((ids[0], f"kind {ids[0]}", "headline", "author", 5, 5, 1.0))
    return pd.DataFrame(rows, columns=["doc_id", "group", "part", "voice", "n_words", "total", "share"])


def terms(words=("one", "two"), groups=("x", "y")):
    rows = [(word, group, 3, 100, 30.0, 1, 2, NAN) for group in groups for word in words]
    return pd.DataFrame(rows, columns=["term", "group", "n", "total", "per_1000", "docs", "n_docs", "dp_norm"])


def weights(words=("one", "two"), ids=("a", "b", "c")):
    rows = [(doc_id, word, 2, 2, 1.5, 0.25, 1, 100) for doc_id in ids for word in words]
    return pd.DataFrame(rows, columns=["doc_id", "term", "n", "tf", "idf", "tf_idf", "docs", "total"])


def places(words=("one", "two"), ids=("a", "b")):
    rows = []
    for word in words:
        for at, doc_id in enumerate(ids):
            if at == 0:
                rows.append((doc_id, word, pd.NA, "", 0, 10, 0.5))
            else:
                rows += [(doc_id, word, 1, "author", 2, 10, 0.5), (doc_id, word, 6, "direct", 2, 10, 0.5)]
    table = pd.DataFrame(rows, columns=["doc_id", "term", "position", "voice", "n", "n_words", "dp_norm"])
    return table.astype({"position": "Int64"})


def pairs(ids=("a", "b", "c")):
    rows = [(a, b, 0.5, "x", "x" if b == ids[1] else "y", 100, 2000) for a, b in combinations(ids, 2)]
    return pd.DataFrame(rows, columns=["doc_id_a", "doc_id_b", "cosine", "group_a", "group_b", "words_a", "words_b"])


def ratios(words=("one", "two"), target="x"):
    rows = []
    for word in words:
        sides = (("all", 8, 0, 3.0, 0.5, INF), ("author", 4, 1, 2.0, -0.5, 4.0))
        for voice, n, other, ratio, low, high in sides:
            rows.append((word, voice, target, "y", n / 8, 4, 3, 1, n, other, 100, 50, 2, 1, ratio, low, high))
    columns = "term voice target reference share n_own n_direct n_indirect n_target n_reference total_target"
    last = "total_reference n_docs_target n_docs_reference log_ratio log_ratio_low_words log_ratio_high_words"
    return pd.DataFrame(rows, columns=f"{columns} {last}".split())


def rates(titles=("Fear",), groups=("x", "y")):
    rows = []
    for group in groups:
        for voice, words in (("author", 1000), ("direct", 100)):
            for category in ("all", *titles):
                title = "All loaded categories" if category == "all" else category
                rows.append((group, voice, category, title, 2, words, 2000 / words, 500 / words, 7000 / words))
    columns = ["group", "voice", "category", "title", "n", "words", "per_1000", "per_1000_low", "per_1000_high"]
    return pd.DataFrame(rows, columns=columns)


def labels(words=("one", "two"), groups=("x", "y"), sides=("North", "South")):
    rows = []
    for word in words:
        for group in groups:
            rows.append(("Actor", word, "own", group, "author", "", 3, 10))
            rows += [("Actor", word, "own", group, "direct", side, 1, 10) for side in sides]
    return pd.DataFrame(rows, columns=["actor", "label", "label_kind", "group", "voice", "side", "n", "n_actor"])


def quotations(sides=("North", "South"), groups=("x", "y")):
    rows = [(group, side, 2, 30, 60, 0.5, 1, 2) for group in groups for side in sides]
    columns = ["group", "side", "n_quotations", "n_words", "total", "share", "docs", "n_docs"]
    return pd.DataFrame(rows, columns=columns)


def speaking(sides=("North", "South"), groups=("x", "y")):
    rows = []
    for group in groups:
        for side in sides:
            rows.append((group, side, "direct", "named", 2, 20, 40, 80, 0.25, 1, 2))
            rows.append((group, side, "indirect", "anonymous", 1, 20, 40, 80, 0.25, 1, 2))
    columns = "group side voice naming n n_words n_side total share docs n_docs".split()
    return pd.DataFrame(rows, columns=columns)


def cue_kinds(kinds=("neutral", "doubting"), groups=("x", "y"), sides=("North", "South")):
    shared = (len(kinds), 1 / len(kinds) if kinds else 0, 5, "said 1", 1, 2)
    rows = [(group, side, kind, 1, *shared) for group in groups for side in sides for kind in kinds]
    return pd.DataFrame(rows, columns="group side cue_kind n n_side share n_words cues docs n_docs".split())


def shifts(items=("one", "two", "three"), added=(4.0, -1.5, 0.5), sizes=("x", "y"), **columns):
    rows = [
        (item, 5, 1, 1000, 200, 5 + value, 5.0, NAN, NAN, NAN, value, NAN, NAN, NAN, "more" if value > 0 else "less")
        for item, value in zip(items, added, strict=True)
    ]
    names = [*COLUMNS["wordshift"][:15], "docs_target", "docs_reference", "n_docs_target", "n_docs_reference"]
    table = pd.DataFrame([(*row, 2, 1, 4, 1) for row in rows], columns=names)
    table = table.assign(difference=sum(added), difference_low=NAN, difference_high=NAN)
    return table.assign(target=sizes[0], reference=sizes[1], unit="Loaded words per 1,000", **columns)


def shared(ids=("a", "b", "c"), dates=("2020-01-02", "2020-01-01", ""), n=1, opening="We saw the fire"):
    rows = []
    for (a, date_a), (b, date_b) in combinations(zip(ids, dates, strict=True), 2):
        earlier = ("b" if date_b < date_a else "a") if date_a and date_b else ""
        for k in range(n):
            place = (10 * k, 10 * k + 8, 90 - 10 * k, 99 - 10 * k)
            rows.append((a, b, date_a, date_b, earlier, *place, 8, 16 / 17, 200, 100, 8 * n, n, 3, 10, opening))
    return pd.DataFrame(rows, columns=list(COLUMNS["feeds"]))


def specifications(statements=("“one” is first",), texts=("a", "b"), other="two"):
    base = dict.fromkeys(COLUMNS["robustness"], "") | {
        "rule": "stays first",
        "unit": "share of words",
        "published": 0.5,
    }
    base |= {"keeps_from": 0.4, "keeps_to": INF, "n": 1, "total": 2, "n_other": 0, "total_other": 0, "n_docs": 2}
    base |= {"dimension": "base", "value": 0.5, "keeps": True, "text": "all", "stop_words": "kept"}
    broken = {"keeps": False, "instead": other, "stop_words": "left out"}
    rows = []
    for at, statement in enumerate(statements):
        first = base | {"finding": f"f{at}", "statement": statement}
        rows.append(first)
        for text in (f"without {name}" for name in texts):
            rows.append(first | {"dimension": "text", "choice": text, "text": text})
        rows.append(first | broken | {"dimension": "stop_words", "choice": "left out", "value": 0.1})
        rows.append(first | broken | {"dimension": "several", "value": NAN, "text": f"without {texts[0]}"})
    return pd.DataFrame(rows)


FIGURES = {
    "voices": (plots_voices.plot_voices, plots_voices.voices_title, plots_voices.voices_alt, voices),
    "frequent": (plots_terms.plot_frequent, plots_terms.frequent_title, plots_terms.frequent_alt, terms),
    "tfidf": (plots_terms.plot_tfidf, plots_terms.tfidf_title, plots_terms.tfidf_alt, weights),
    "dispersion": (
        plots_dispersion.plot_dispersion,
        plots_dispersion.dispersion_title,
        plots_dispersion.dispersion_alt,
        places,
    ),
    "similarity": (
        plots_contrast.plot_similarity,
        plots_contrast.similarity_title,
        plots_contrast.similarity_alt,
        pairs,
    ),
    "keyness": (plots_contrast.plot_keyness, plots_contrast.keyness_title, plots_contrast.keyness_alt, ratios),
    "markers": (plots_wording.plot_markers, plots_wording.markers_title, plots_wording.markers_alt, rates),
    "names": (plots_wording.plot_names, plots_wording.names_title, plots_wording.names_alt, labels),
    "quoted": (plots_voices.plot_quoted, plots_voices.quoted_title, plots_voices.quoted_alt, quotations),
    "speaking": (plots_speaking.plot_speaking, plots_speaking.speaking_title, plots_speaking.speaking_alt, speaking),
    "cues": (plots_speaking.plot_cues, plots_speaking.cues_title, plots_speaking.cues_alt, cue_kinds),
    "curve": (
        plots_robustness.plot_specifications,
        plots_robustness.specifications_title,
        plots_robustness.specifications_alt,
        specifications,
    ),
    "change": (
        plots_change.plot_change,
        plots_change.change_title,
        plots_change.change_alt,
        specifications,
    ),
    "reuse": (plots_reuse.plot_reuse, plots_reuse.reuse_title, plots_reuse.reuse_alt, shared),
    "wordshift": (
        plots_wordshift.plot_wordshift,
        plots_wordshift.wordshift_title,
        plots_wordshift.wordshift_alt,
        shifts,
    ),
}
HARD = {
    "voices": voices(HOSTILE, (0, 1, 2, 3, 4)),
    "frequent": terms(HOSTILE, HOSTILE[:3]),
    "tfidf": weights(HOSTILE, HOSTILE),
    "dispersion": places(HOSTILE, HOSTILE),
    "similarity": pairs(HOSTILE),
    "keyness": ratios(HOSTILE, LONG),
    "markers": rates(HOSTILE, HOSTILE[:3]),
    "names": labels(HOSTILE, HOSTILE[:2], HOSTILE[:4]),
    "quoted": quotations(HOSTILE, HOSTILE[:2]),
    "speaking": speaking(HOSTILE, HOSTILE[:2]),
    "cues": cue_kinds([*HOSTILE, *"bcdef"], HOSTILE[:2], HOSTILE),
    "curve": specifications((HOSTILE[0] + " " + LONG,), HOSTILE, LONG),
    "change": specifications(HOSTILE, HOSTILE, LONG),
    "reuse": shared(HOSTILE, ("2020-01-02T10:00:00+00:00", "", "2020", LONG, ""), n=5, opening=LONG),
    "wordshift": shifts([*HOSTILE, *"bcdefghijklmnop"], [9e3, -1e4, *[0.5, -0.25] * 9], HOSTILE[2:4]).assign(
        contribution_low=-2e4,
        contribution_high=1e4,
        n_target=10**6,
        docs_target=10**5,
        difference_low=-2e4,
        difference_high=1e4,
    ),
}
ONE = {
    "voices": voices().head(3),
    "frequent": terms(("one",), ("x",)),
    "tfidf": weights(("one",), ("a",)),
    "dispersion": places(("one",), ("a",)),
    "similarity": pairs(("a", "b")).assign(cosine=1.0),
    "keyness": ratios(("one",)).head(1),
    "markers": rates((), ("x",)).head(1).assign(n=0, per_1000=0.0, per_1000_low=NAN, per_1000_high=NAN),
    "names": labels(("one",), ("x",), ()),
    "quoted": quotations(("Ann",), ("x",)),
    "speaking": speaking(("Ann",), ("x",)).head(1),
    "cues": cue_kinds(("neutral",), ("x",), ("Ann",)),
    "curve": specifications().head(1),
    "change": specifications(("one",), ("a",)),
    "reuse": shared(("a", "b"), ("", "")).assign(last_b=98, similarity=1.0),
    "wordshift": shifts(("one",), (0.0,)),
}


def texts_of(figure):
    """Return every text that is drawn, with its box in pixels."""
    FigureCanvasAgg(figure)
    with style():
        figure.canvas.draw()
        drawn = list(figure.texts)
        for ax in _axes(figure):
            drawn += [*ax.texts, ax.title, ax._left_title]
            if ax.axison:
                for axis in (ax.xaxis, ax.yaxis):
                    low, high = sorted(axis.get_view_interval())
                    ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
                    drawn += [axis.label, *(label for place, label in ticks if low <= place <= high)]
        drawn = [text for text in drawn if text.get_visible() and text.get_text().strip()]
        return [(text, text.get_window_extent()) for text in drawn]


def _axes(figure):
    found = []
    for ax in figure.axes:
        found.append(ax)
        found += [child for child in ax.child_axes if child not in found]
    return list(dict.fromkeys(found))


def words_of(figure):
    return " ".join(" ".join(text.get_text().split()) for text, _ in texts_of(figure))


@pytest.mark.parametrize("case", ["toy", "hard", "one", "none"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_text_lies_over_another_or_off_the_page(name, case):
    plot, title, _, make = FIGURES[name]
    table = {"toy": make(), "hard": HARD[name], "one": ONE[name], "none": make().head(0)}[case]
    figure = plot(table).figure
    boxes = texts_of(figure)
    page = figure.bbox
    for text, box in boxes:
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1
        assert inside, f"{text.get_text()!r} is off the page"
    for (one, a), (other, b) in combinations(boxes, 2):
        over = min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
        assert not over, f"{one.get_text()!r} lies over {other.get_text()!r}"
    heading = next(text.get_text() for text, _ in boxes if text.get_gid() == "title")
    assert heading.replace("\n", "").replace(" ", "") == title(table).replace(" ", "")


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_read_as_a_formula_and_none_is_smaller_than_the_rest(name):
    plot, _, _, _ = FIGURES[name]
    for text, _ in texts_of(plot(HARD[name]).figure):
        assert not text.get_parse_math()
        assert text.get_fontsize() >= 8.5


@pytest.mark.parametrize("name", FIGURES)
def test_a_plot_changes_neither_its_table_nor_the_settings_and_draws_in_axes_that_are_given(name):
    import matplotlib

    plot, title, _, make = FIGURES[name]
    table, before = make(), dict(matplotlib.rcParams)
    kept = table.copy(deep=True)
    figure = Figure(figsize=(9, 6))
    given = figure.subplots()
    assert plot(table, ax=given) is given
    assert given.get_title(loc="left").replace("\n", " ") == title(table)
    assert len(figure.axes) == 1
    pd.testing.assert_frame_equal(table, kept)
    assert dict(matplotlib.rcParams) == before


def bars(ax, gid=None):
    return [patch for patch in ax.patches if gid is None or patch.get_gid() == gid]


def points(ax, gid):
    return [line for line in ax.lines if line.get_gid() == gid]


def test_the_bars_of_voices_are_the_shares_and_lie_end_to_end():
    ax = plots_voices.plot_voices(voices(others=(1, 3)))
    assert [bar.get_width() for bar in bars(ax, "author")] == [0.75, 0.25]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "direct")] == [(0.75, 0.25), (0.25, 0.75)]
    assert not bars(ax, "indirect")
    words = words_of(ax.figure)
    for label in ("75 %", "25 %", "4 words: 3 its own, 1 quoted", "headline 5 (1 text)", "in quotation marks"):
        assert label in words
    assert "paraphrased" not in words


def test_a_text_without_a_word_is_named_and_has_no_bar():
    table = voices().assign(n_words=0, total=0, share=NAN).head(3)
    ax = plots_voices.plot_voices(table)
    assert not bars(ax, "author") and "no words" in words_of(ax.figure)


def test_the_title_of_voices_gives_the_range_of_what_is_somebody_else_s():
    table = voices(("a", "b", "c"), (0, 1, 3)).assign(group="advocacy")
    title = "Attributed, as quotation or paraphrase: 0 to 75 % of the words in the 3 advocacy texts"
    assert plots_voices.voices_title(table) == title
    one = table[table["doc_id"] == "b"]
    assert plots_voices.voices_title(one).endswith("paraphrase: 25 % of the words in the advocacy text")


def test_the_bars_of_terms_are_the_rates_on_one_scale():
    table = terms().assign(per_1000=[10.0, 5.0, 40.0, 20.0])
    figure = plots_terms.plot_frequent(table).figure
    panels = _axes(figure)[1:]
    assert [[bar.get_width() for bar in bars(ax)] for ax in panels] == [[10.0, 5.0], [40.0, 20.0]]
    assert panels[0].get_xlim() == panels[1].get_xlim() == (0, 40.0)
    assert "40.0 (3×, 1 of 2)" in words_of(figure) and "100 words in 2 texts" in words_of(figure)


def test_the_title_of_terms_counts_what_the_lists_share():
    table = terms(("one", "two"), ("x", "y"))
    table.loc[3, "term"] = "three"
    title = "Most frequent: “one” in x and “one” in y; the lists share 1 of 2 words"
    assert plots_terms.frequent_title(table) == title


def test_the_title_of_weights_names_a_word_once():
    table = weights(("one",), ("a", "b", "c"))
    table.loc[2, "term"] = "two"
    assert plots_terms.tfidf_title(table) == "What marks each text: “one” (2 texts) and “two”"


def test_a_point_stands_where_the_word_stands_and_its_marker_tells_the_voice():
    ax = plots_dispersion.plot_dispersion(places(("one",)))
    (own,), (quoted,) = points(ax, "author"), points(ax, "direct")
    assert list(own.get_xdata()) == [0.05] and list(quoted.get_xdata()) == [0.55]  # words 1 and 6 of 10, their middles
    assert own.get_marker() != quoted.get_marker() and own.get_color() != quoted.get_color()
    assert "2 times, DPnorm 0.50" in words_of(ax.figure)


def test_the_title_of_dispersion_compares_the_shares_of_others():
    table = pd.concat([places(("one",)), places(("two",))[1:2]])
    title = "Most often attributed to somebody: “one” (1 of 2 times); least often: “two” (0 of 1 times)"
    assert plots_dispersion.dispersion_title(table) == title


def test_the_dots_of_similarity_are_the_cosines():
    ax = plots_contrast.plot_similarity(pairs().assign(cosine=[0.9, 0.5, 0.25]))
    dots = points(ax, "pair")
    assert [float(dot.get_xdata()[0]) for dot in dots] == [0.9, 0.5, 0.25]
    assert dots[0].get_marker() != dots[1].get_marker()  # within a kind of source, and between two
    assert "100 · 2,000 words" in words_of(ax.figure)


def test_an_interval_without_an_end_is_open_and_its_point_hollow():
    figure = plots_contrast.plot_keyness(ratios(("one",))).figure
    forest, uses = _axes(figure)[1:3]
    every, own = points(forest, "interval")
    high = forest.get_xlim()[1]
    assert list(every.get_xdata()) == [0.5, high] and list(own.get_xdata()) == [-0.5, 4.0]
    (arrow,) = points(forest, "open")
    assert arrow.get_xdata()[0] == high > 4
    hollow, full = points(forest, "ratio")
    assert (hollow.get_xdata()[0], full.get_xdata()[0]) == (3.0, 2.0)
    assert hollow.get_markerfacecolor() == "white" != full.get_markerfacecolor()
    assert [(bar.get_x(), bar.get_width()) for bar in bars(uses)] == [(0, 4), (4, 3), (7, 1)]  # own, quoted, told
    for label in ("8 : 0", "4 : 1", "50 % own", "100 words in 2 texts of x"):
        assert label in words_of(figure)


def test_a_word_that_a_voice_never_uses_has_no_interval_and_no_point():
    table = ratios(("one",))
    table.loc[1, ["n_target", "n_reference", "share"]] = 0
    table.loc[1, ["log_ratio", "log_ratio_low_words", "log_ratio_high_words"]] = NAN
    forest = _axes(plots_contrast.plot_keyness(table).figure)[1]
    assert len(points(forest, "interval")) == len(points(forest, "ratio")) == 1


def test_an_interval_open_below_has_its_arrow_at_the_left():
    table = ratios(("one",)).assign(log_ratio_low_words=-INF, log_ratio_high_words=1.0, n_target=0, log_ratio=-2.0)
    forest = _axes(plots_contrast.plot_keyness(table).figure)[1]
    assert {arrow.get_xdata()[0] for arrow in points(forest, "open")} == {forest.get_xlim()[0]}


def test_the_title_of_keyness_counts_intervals_and_uses():
    title = (
        "Of the 2 words that most mark x, 2 have the whole interval above “same”; in the authors' own voice none has, "
        "and 50 % of the uses are attributed to somebody"
    )
    assert plots_contrast.keyness_title(ratios()) == f"{title} (6 quoted, 2 paraphrased)"
    assert plots_contrast.keyness_title(ratios().assign(n_direct=4, n_indirect=0)) == title


def test_the_points_of_markers_are_the_rates_with_their_bounds():
    figure = plots_wording.plot_markers(rates((), ("x",))).figure
    ax = _axes(figure)[1]
    assert [float(point.get_xdata()[0]) for point in points(ax, "rate")] == [2.0, 20.0]
    assert [list(line.get_xdata()) for line in points(ax, "interval")] == [[0.5, 7.0], [5.0, 70.0]]
    assert "words: 1,000 own, 100 quoted" in words_of(figure)
    assert not points(ax, "open")
    assert plots_wording.markers_title(rates()) == (
        "Loaded words per 1,000: x 2.0 own (2), 20.0 quoted (2); y 2.0 own (2), 20.0 quoted (2)"
    )


def test_the_interval_around_a_count_of_nothing_does_not_set_the_scale():
    told = rates((), ("x",)).tail(1).assign(voice="indirect", n=0, words=10, per_1000=0.0, per_1000_low=0.0)
    table = pd.concat([rates((), ("x",)), told.assign(per_1000_high=308.5)], ignore_index=True)
    ax = _axes(plots_wording.plot_markers(table).figure)[1]
    end = ax.get_xlim()[1]
    assert 70 < end < 80 and [list(line.get_xdata()) for line in points(ax, "interval")][-1] == [0, end]
    assert [float(arrow.get_xdata()[0]) for arrow in points(ax, "open")] == [end]
    assert points(ax, "rate")[-1].get_marker() == "^"


def test_names_are_counted_by_who_uses_them():
    table = labels(("one", "two"), ("x",))
    ax = plots_wording.plot_names(table.assign(label_kind=["own"] * 3 + ["pejorative"] * 3))
    assert len(points(ax, "count")) == 6  # two names, by the author and by two sides
    sizes = [point.get_markersize() for point in points(ax, "count")]
    assert sizes[0] > sizes[1] == sizes[2]
    assert {"North", "South", "own words", "x"} <= {text.get_text() for text, _ in texts_of(ax.figure)}
    slanted = {text.get_text() for text, _ in texts_of(ax.figure) if text.get_style() == "italic"}
    assert slanted == {"two"}  # pejorative in the table of actors


def test_the_title_of_names_says_how_many_pejorative_uses_are_quoted():
    table = labels(("one", "two"), ("x",))
    table.loc[table["label"] == "two", "label_kind"] = "pejorative"
    title = "Actor goes by 2 names (of 5 uses of pejorative ones 2 quoted)"
    assert plots_wording.names_title(table) == title
    table.loc[5, "voice"] = "indirect"
    title = "Actor goes by 2 names (of 5 uses of pejorative ones 1 quoted and 1 paraphrased)"
    assert plots_wording.names_title(table) == title
    own = table[table["voice"] == "author"]
    assert plots_wording.names_title(own) == "Actor goes by 2 names (of 3 uses of pejorative ones none quoted)"


def test_the_sides_over_narrow_columns_stand_upright_and_whole():
    sides = ("Officials and newspapers", "Ministers", "others")
    quoted = labels(("one",), ("x",), sides)
    table = pd.concat([quoted, quoted[1:].assign(voice="indirect")], ignore_index=True)
    wide = plots_wording.plot_names(labels(("one",), ("x",), ("North",))).figure
    assert {text.get_rotation() for text, _ in texts_of(wide)} == {0}
    narrow = plots_wording.plot_names(table).figure
    turned = [" ".join(text.get_text().split()) for text, _ in texts_of(narrow) if text.get_rotation() == 90]
    assert turned == ["own words", *sorted(sides), *sorted(sides)]
    assert {"D", "^", "o"} == {mark.get_marker() for ax in _axes(narrow) for mark in points(ax, "count")}


def test_the_bars_of_a_word_shift_add_up_to_the_one_on_top():
    added = [4.0, -3.0, *[1.0] * 14, -0.5, 0.25]
    figure = plots_wordshift.plot_wordshift(shifts([f"w{n}" for n in range(18)], added)).figure
    (ax,) = _axes(figure)[1:2]
    widths = [bar.get_width() for bar in bars(ax)]
    assert widths[:3] == [sum(added), sum(n for n in added if n > 0), sum(n for n in added if n < 0)]
    assert sum(widths[3:]) == sum(added) and len(widths) == 3 + 15 + 1
    assert [bar.get_width() for bar in bars(ax, "less")] == [-3.0]
    (less,), (more, *_) = bars(ax, "less"), bars(ax, "more")
    assert less.get_hatch() and not more.get_hatch() and less.get_facecolor() != more.get_facecolor()
    words = words_of(figure)
    for label in ("+14.8", "all others (3)", "+0.8", "5 : 1", "2 : 1", "1,000 words in 4 texts : 200 words in 1 text"):
        assert label in words
    assert not points(ax, "interval") and "less often in x" in words


def test_a_word_shift_draws_bounds_where_there_are_some_and_names_scores():
    table = shifts(contribution_low=[1.0, -3.0, 0.0], contribution_high=[7.0, 0.0, 1.0])
    scored = table.assign(score_target=[8, 2, 6.5], score_reference=[8, 2, 6], score_centre=5.25)
    scored = scored.assign(difference_low=-1.0, difference_high=7.0)
    figure = plots_wordshift.plot_wordshift(scored.drop(columns="unit")).figure
    ax = _axes(figure)[1]
    assert [list(line.get_xdata()) for line in points(ax, "interval")] == [[-1, 7], [1, 7], [-3, 0], [0, 1]]
    words = words_of(figure)
    for label in (
        "one (8)",
        "three (6.5, 6)",
        "scores, seen from 5.25",
        "x, y, difference +3.00 (−1.00 to +7.00): there may",
    ):
        assert label in words


def test_the_title_of_a_word_shift_says_what_adds_most_and_what_goes_against_it():
    title = "Loaded words per 1,000: x 18.00, y 15.00, difference +3.00; “one” adds most (+4.00), “two” goes most"
    assert plots_wordshift.wordshift_title(shifts()) == f"{title} against it (−1.50)"
    down = shifts(added=(-4.0, 1.5, -0.5))
    assert "difference −3.00; “one” adds most (−4.00), “two” goes most against it (+1.50)" in (
        plots_wordshift.wordshift_title(down)
    )
    assert plots_wordshift.wordshift_title(shifts(("one",), (2.0,))).endswith("“one” adds most (+2.00)")
    bounds = shifts(added=(0.04, -0.015, 0.005)).assign(difference_low=0.01, difference_high=0.05)
    said = plots_wordshift.wordshift_title(bounds)
    assert "difference +0.0300 (+0.0100 to +0.0500); “one” adds most (+0.0400), “two”" in said
    assert "adds most" not in plots_wordshift.wordshift_title(bounds.assign(difference_low=-0.01))


def test_the_bars_of_sides_are_their_words():
    figure = plots_voices.plot_quoted(quotations().assign(n_words=[40, 20, 50, 10])).figure
    assert [[bar.get_width() for bar in bars(ax)] for ax in _axes(figure)[1:]] == [[40, 20], [50, 10]]
    title = "Of 60 words quoted in x, 50 % are by North; of 60 words quoted in y, 50 % are by North"
    assert plots_voices.quoted_title(quotations()) == title


def test_the_bars_of_who_speaks_lie_end_to_end_over_what_is_anonymous():
    ax = _axes(plots_speaking.plot_speaking(speaking().assign(share=[0.5, 0.25] * 4)).figure)[1]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "direct")] == [(0, 0.5)] * 2
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "indirect")] == [(0.5, 0.25)] * 2
    assert [bar.get_width() for bar in bars(ax, "anonymous")] == [0.25] * 2
    title = "Words given to others, most of them: x 50 % to North (50 % of it in quotation marks)"
    assert plots_speaking.speaking_title(speaking(groups=("x",))) == title


def test_a_cell_of_cues_is_as_dark_as_its_share_and_empty_where_there_is_none():
    table = cue_kinds(groups=("x",)).iloc[[0, 1, 2]].assign(n=[3, 1, 2], n_side=[4, 4, 2], share=[0.75, 0.25, 1.0])
    ax = _axes(plots_speaking.plot_cues(table).figure)[1]
    shades = [round(cell.get_facecolor()[0], 2) for cell in bars(ax, "cell")]
    assert shades == [0.55, 0.85, 0.4, 1.0]
    assert [text.get_text() for text in ax.texts if text.get_text().isdigit()] == ["3", "1", "4", "2", "2"]
    title = "Who “claims” and “alleges”: doubting cues by side. x: North 1 of 4"
    assert plots_speaking.cues_title(table) == title


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("voices", ["75 %", "25 %", "4 words", "headline 5"]),
        ("frequent", ["30.0", "3 times", "100 words in 2 texts"]),
        ("tfidf", ["0.25", "2 times"]),
        ("dispersion", ["2 times", "1 of them", "1 of 2 texts", "0.50"]),
        ("similarity", ["0.50", "3 pairs"]),
        ("keyness", ["8×", "1.41× to no end", "counts 8 and 0", "4×", "0.707× to 16×", "counts 4 and 1"]),
        ("markers", ["2.0 (0.5 to 7.0)", "1,000 words", "Fear 2"]),
        ("names", ["2 names", "3 x itself", "1 North quoted in x"]),
        ("quoted", ["60 quoted words", "North 30 in 2 quotations"]),
        ("speaking", ["80 attributed words", "North 40 words (50 %): 20 quoted, 20 paraphrased; 20 anonymous"]),
        ("cues", ["4 attributed stretches", "North (2): neutral 1, doubting 1"]),
        ("wordshift", ["+3.00 in all", "+4.50 up", "−1.50 down", "“two” −1.50 (5 and 1 uses, in 2 and 1 texts)"]),
    ],
)
def test_alt_texts_hold_the_numbers(name, numbers):
    _, _, alt, make = FIGURES[name]
    said = alt(make())
    for number in numbers:
        assert number in said


def test_what_two_texts_share_is_joined_and_an_arrow_leads_from_the_earlier():
    axes = _axes(plots_reuse.plot_reuse(shared(n=2)).figure)[1:]
    first = axes[0]
    drawn = {gid: [patch for patch in first.patches if patch.get_gid() == gid] for gid in ("text", "place", "passage")}
    # b is dated before a, so it stands above: 100 words over 200.
    assert [(strip.get_y(), strip.get_width()) for strip in drawn["text"]] == [(0, 100), (0.65, 200)]
    assert [(mark.get_x(), mark.get_width()) for mark in drawn["place"]] == [(90, 9), (80, 9), (0, 8), (10, 8)]
    assert [polygon.get_xy()[:4, 0].tolist() for polygon in drawn["passage"]] == [[90, 99, 8, 0], [80, 89, 18, 10]]
    assert [sum(text.get_gid() == "arrow" for text in ax.texts) for ax in axes] == [1, 0, 0], "c has no date"


def test_the_title_of_reuse_names_the_pair_that_shares_most():
    title = "3 of 10 pairs of texts share passages, most of all a and b: 8 words alike, 8 % of b; b is dated earlier"
    assert plots_reuse.reuse_title(shared()) == title
    undated = shared(dates=("", "", ""))
    assert plots_reuse.reuse_title(undated).endswith("; dates do not say which came first")
    assert plots_reuse.reuse_title(undated.head(0)) == "No two texts share a passage"
    assert "“We saw the fire” (8 words, similarity 0.94)" in plots_reuse.reuse_alt(shared())
    assert "(8 words, word for word)" in plots_reuse.reuse_alt(shared().assign(similarity=1.0))


def test_the_curve_is_in_the_order_of_the_values_and_tells_what_is_kept_by_its_mark():
    table = specifications()
    ax = plots_robustness.plot_specifications(table)
    curve, below = _axes(ax.figure)[1:3]
    (kept,), (broken,), (base,) = (points(curve, gid) for gid in ("kept", "broken", "base"))
    assert list(broken.get_xdata()) == [0] and list(broken.get_ydata()) == [0.1]
    assert list(kept.get_ydata()) == [0.5, 0.5, 0.5] and list(base.get_xdata()) == [1]
    assert kept.get_marker() != broken.get_marker() != base.get_marker()
    assert [line.get_ydata()[0] for line in curve.lines if line.get_gid() == "bound"] == [0.4]
    marks = [len(one.get_segments()) for one in below.collections if one.get_gid() == "choice"]
    assert marks == [3, 1, 2, 1, 1]  # stop words kept and left out; all texts, without a, without b
    assert "1 specification with nothing to measure" in words_of(ax.figure)
    title = "“‘one’ is first” keeps in 2 of 3 choices, and in 0 of 1 combinations of them"
    assert plots_robustness.specifications_title(table) == title


def test_each_finding_has_the_share_of_choices_that_keep_it_and_names_the_others():
    table = specifications(("one", "two"))
    ax = plots_change.plot_change(table)
    assert [round(bar.get_width(), 6) for bar in bars(_axes(ax.figure)[2], "kept")] == [round(2 / 3, 6)] * 2
    assert words_of(ax.figure).count("broken by stop words: left out (two)") == 2
    assert plots_change.change_title(table) == (
        "0 of 2 findings keep under every choice, one at a time; “stop words: left out” breaks 2"
    )
    assert plots_change.change_title(table[table["keeps"]]) == (
        "2 of 2 findings keep under every choice, one at a time"
    )
