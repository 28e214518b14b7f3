"""What is drawn is what the tables hold: lengths, places, labels and titles, figure by figure."""

from __future__ import annotations

import pandas as pd

from analysis.views.figures.plots import keyness as plots_contrast
from analysis.views.figures.plots import markers_and_names as plots_wording
from analysis.views.figures.plots import reuse as plots_reuse
from analysis.views.figures.plots import robustness as plots_change
from analysis.views.figures.plots import robustness as plots_robustness
from analysis.views.figures.plots import terms as plots_dispersion
from analysis.views.figures.plots import terms as plots_terms
from analysis.views.figures.plots import voices as plots_speaking
from analysis.views.figures.plots import voices as plots_voices
from analysis.views.figures.plots import wordshift as plots_wordshift
from tests.drawn import axes_of, bars, points, texts_of, words_of
from tests.figure_toys import (
    INF,
    NAN,
    cue_kinds,
    labels,
    pairs,
    places,
    quotations,
    rates,
    ratios,
    shared,
    shifts,
    speaking,
    specifications,
    terms,
    voices,
    weights,
)


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
    panels = axes_of(figure)[1:]
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
    forest, uses = axes_of(figure)[1:3]
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
    forest = axes_of(plots_contrast.plot_keyness(table).figure)[1]
    assert len(points(forest, "interval")) == len(points(forest, "ratio")) == 1


def test_an_interval_open_below_has_its_arrow_at_the_left():
    table = ratios(("one",)).assign(log_ratio_low_words=-INF, log_ratio_high_words=1.0, n_target=0, log_ratio=-2.0)
    forest = axes_of(plots_contrast.plot_keyness(table).figure)[1]
    assert {arrow.get_xdata()[0] for arrow in points(forest, "open")} == {forest.get_xlim()[0]}


def over_texts(table):
    """Return a table of keyness with intervals over texts in all voices: from 1/2 to 32 times as frequent."""
    every = table["voice"] == "all"
    return table.assign(log_ratio_low=every.map({True: -1.0, False: NAN}), log_ratio_high=every.map({True: 5.0}))


def test_with_texts_enough_keyness_shows_intervals_over_texts_alone():
    table = over_texts(ratios(("one",)))
    drawn = plots_contrast.plot_keyness(table)
    (interval,) = points(axes_of(drawn.figure)[1], "interval")
    assert list(interval.get_xdata()) == [-1.0, 5.0] and interval.get_ydata()[0] < 0  # in all voices
    words = words_of(drawn.figure)
    assert "95 % intervals over texts, for each word by itself" in words
    assert "none in a voice that has words in fewer than five texts of a side" in words
    assert "as if each word were drawn by itself" not in words
    assert "none has the whole interval" in plots_contrast.keyness_title(table)
    assert "in the authors' own voice there are too few texts for an interval" in plots_contrast.keyness_title(table)
    alt = plots_contrast.keyness_alt(table)
    assert alt.startswith("Points with intervals over texts: ")
    assert "8×, 0.5× to 32×, counts 8 and 0" in alt and "4×, no interval, counts 4 and 1" in alt
    whole = table.assign(log_ratio_low=0.5, log_ratio_high=4.0)
    title = plots_contrast.keyness_title(whole)
    assert "1 has the whole interval" in title and "own voice 1 has" in title
    assert "fewer than five texts of a side" not in words_of(plots_contrast.plot_keyness(whole).figure)


def test_with_few_texts_keyness_shows_intervals_over_words():
    table = ratios(("one",)).assign(log_ratio_low=NAN, log_ratio_high=NAN)
    drawn = plots_contrast.plot_keyness(table)
    assert "as if each word were drawn by itself" in words_of(drawn.figure)
    assert "over texts" not in plots_contrast.keyness_alt(table)
    assert plots_contrast.keyness_title(table) == plots_contrast.keyness_title(ratios(("one",)))


def test_the_title_of_keyness_counts_intervals_and_uses():
    title = (
        "Of the 2 words that most mark x, 2 have the whole interval above “same”; in the authors' own voice none has, "
        "and 50 % of the uses are attributed to somebody"
    )
    assert plots_contrast.keyness_title(ratios()) == f"{title} (6 quoted, 2 paraphrased)"
    assert plots_contrast.keyness_title(ratios().assign(n_direct=4, n_indirect=0)) == title


def test_the_points_of_markers_are_the_rates_with_their_bounds():
    figure = plots_wording.plot_markers(rates((), ("x",))).figure
    ax = axes_of(figure)[1]
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
    ax = axes_of(plots_wording.plot_markers(table).figure)[1]
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
    assert {"D", "^", "o"} == {mark.get_marker() for ax in axes_of(narrow) for mark in points(ax, "count")}


def test_the_bars_of_a_word_shift_add_up_to_the_one_on_top():
    added = [4.0, -3.0, *[1.0] * 14, -0.5, 0.25]
    figure = plots_wordshift.plot_wordshift(shifts([f"w{n}" for n in range(18)], added)).figure
    (ax,) = axes_of(figure)[1:2]
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
    ax = axes_of(figure)[1]
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
    assert [[bar.get_width() for bar in bars(ax)] for ax in axes_of(figure)[1:]] == [[40, 20], [50, 10]]
    title = "Of 60 words quoted in x, 50 % are by North; of 60 words quoted in y, 50 % are by North"
    assert plots_voices.quoted_title(quotations()) == title


def test_the_bars_of_who_speaks_lie_end_to_end_over_what_is_anonymous():
    ax = axes_of(plots_speaking.plot_speaking(speaking().assign(share=[0.5, 0.25] * 4)).figure)[1]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "direct")] == [(0, 0.5)] * 2
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "indirect")] == [(0.5, 0.25)] * 2
    assert [bar.get_width() for bar in bars(ax, "anonymous")] == [0.25] * 2
    title = "Words given to others, most of them: x 50 % to North (50 % of it in quotation marks)"
    assert plots_speaking.speaking_title(speaking(groups=("x",))) == title


def test_a_cell_of_cues_is_as_dark_as_its_share_and_empty_where_there_is_none():
    table = cue_kinds(groups=("x",)).iloc[[0, 1, 2]].assign(n=[3, 1, 2], n_side=[4, 4, 2], share=[0.75, 0.25, 1.0])
    ax = axes_of(plots_speaking.plot_cues(table).figure)[1]
    shades = [round(cell.get_facecolor()[0], 2) for cell in bars(ax, "cell")]
    assert shades == [0.55, 0.85, 0.4, 1.0]
    assert [text.get_text() for text in ax.texts if text.get_text().isdigit()] == ["3", "1", "4", "2", "2"]
    title = "Who “claims” and “alleges”: doubting cues by side. x: North 1 of 4"
    assert plots_speaking.cues_title(table) == title


def test_what_two_texts_share_is_joined_and_an_arrow_leads_from_the_earlier():
    axes = axes_of(plots_reuse.plot_reuse(shared(n=2)).figure)[1:]
    first = axes[0]
    drawn = {gid: [patch for patch in first.patches if patch.get_gid() == gid] for gid in ("text", "place", "passage")}
    # b is dated before a, so it stands above: 100 words over 200.
    assert [(strip.get_y(), strip.get_width()) for strip in drawn["text"]] == [(0, 100), (0.65, 200)]
    assert [(mark.get_x(), mark.get_width()) for mark in drawn["place"]] == [(90, 9), (80, 9), (0, 8), (10, 8)]
    assert [polygon.get_xy()[:4, 0].tolist() for polygon in drawn["passage"]] == [[90, 99, 8, 0], [80, 89, 18, 10]]
    assert [sum(text.get_gid() == "arrow" for text in ax.texts) for ax in axes] == [1, 0, 0], "c has no date"
    short = plots_reuse.plot_reuse(shared(words=11)).figure
    assert not [text for ax in axes_of(short) for text in ax.texts if text.get_gid() == "arrow"], "too short to tell"
    assert "11 words alike; b is dated earlier; perhaps a standing phrase" in words_of(short)


def test_the_title_of_reuse_names_the_pair_that_shares_most():
    title = "3 of 10 pairs of texts share passages, most of all a and b: 12 words alike, 12 % of b; b is dated earlier"
    assert plots_reuse.reuse_title(shared()) == title
    undated = shared(dates=("", "", ""))
    assert plots_reuse.reuse_title(undated).endswith("; dates do not say which came first")
    assert plots_reuse.reuse_title(undated.head(0)) == "No two texts share a passage"
    assert "“We saw the fire” (12 words, similarity 0.94)" in plots_reuse.reuse_alt(shared())
    assert "(12 words, word for word)" in plots_reuse.reuse_alt(shared().assign(similarity=1.0))


def test_the_curve_is_in_the_order_of_the_values_and_tells_what_is_kept_by_its_mark():
    table = specifications()
    ax = plots_robustness.plot_specifications(table)
    curve, below = axes_of(ax.figure)[1:3]
    (kept,), (broken,), (base,) = (points(curve, gid) for gid in ("kept", "broken", "base"))
    assert list(broken.get_xdata()) == [0] and list(broken.get_ydata()) == [0.1]
    assert list(kept.get_ydata()) == [0.5, 0.5, 0.5] and list(base.get_xdata()) == [1]
    assert kept.get_marker() != broken.get_marker() != base.get_marker()
    assert [line.get_ydata()[0] for line in curve.lines if line.get_gid() == "bound"] == [0.4]
    marks = [len(one.get_segments()) for one in below.collections if one.get_gid() == "choice"]
    assert marks == [3, 1, 2, 1, 1]  # stop words kept and left out; all texts, without a, without b
    assert "1 specification with nothing to measure" in words_of(ax.figure)
    assert "Shown: 1 of 2 combinations." in words_of(ax.figure), "only where some are not shown"
    assert "Shown" not in words_of(plots_robustness.plot_specifications(table[table["dimension"] != "several"]).figure)
    title = "“‘one’ is first” keeps in 2 of 3 choices, and in 0 of 1 combinations of them"
    assert plots_robustness.specifications_title(table) == title


def test_each_finding_has_the_share_of_choices_that_keep_it_and_names_the_others():
    table = specifications(("one", "two"))
    ax = plots_change.plot_change(table)
    assert [round(bar.get_width(), 6) for bar in bars(axes_of(ax.figure)[2], "kept")] == [round(2 / 3, 6)] * 2
    assert words_of(ax.figure).count("breaks with stop words left out (two)") == 2
    assert plots_change.change_title(table) == (
        "0 of 2 findings keep under every choice, one at a time; 2 break with stop words left out"
    )
    assert plots_change.change_title(table[table["keeps"]]) == (
        "2 of 2 findings keep under every choice, one at a time"
    )
