"""What is drawn is what the tables hold: lengths, places, labels and titles, figure by figure."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from analysis.views.figures.plots import frames as plots_frames
from analysis.views.figures.plots import keyness as plots_contrast
from analysis.views.figures.plots import markers_and_names as plots_wording
from analysis.views.figures.plots import reuse as plots_reuse
from analysis.views.figures.plots import robustness as plots_change
from analysis.views.figures.plots import robustness as plots_robustness
from analysis.views.figures.plots import sides as plots_sides
from analysis.views.figures.plots import terms as plots_dispersion
from analysis.views.figures.plots import terms as plots_terms
from analysis.views.figures.plots import told
from analysis.views.figures.plots import voices as plots_voices
from analysis.views.figures.plots import wordshift as plots_wordshift
from tests.drawn import axes_of, bars, points, texts_of, words_of
from tests.figure_toys import (
    INF,
    NAN,
    cue_kinds,
    frames,
    labels,
    mention_rows,
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
    ax = axes_of(plots_voices.plot_voices(voices(others=(1, 3))).figure)[1]
    assert [bar.get_width() for bar in bars(ax, "author")] == [0.75, 0.25]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "direct")] == [(0.75, 0.25), (0.25, 0.75)]
    assert not bars(ax, "indirect")
    words = words_of(ax.figure)
    for label in ("75 %", "25 %", "4 words", "3 its own, 1 quoted", "headline 5 (1 text)", "in quotation marks"):
        assert label in words
    assert "paraphrased" not in words


def test_a_text_without_a_word_is_named_and_has_no_bar():
    table = voices().assign(n_words=0, total=0, share=NAN).head(3)
    ax = axes_of(plots_voices.plot_voices(table).figure)[1]
    assert not bars(ax, "author") and "no words" in words_of(ax.figure)


def test_the_title_of_voices_gives_the_range_of_what_is_somebody_else_s():
    table = voices(("a", "b", "c"), (0, 1, 3)).assign(group="advocacy")
    title = "Attributed to somebody: 0 to 75 % of the 3 advocacy texts"
    assert plots_voices.voices_title(table) == title
    one = table[table["doc_id"] == "b"]
    assert plots_voices.voices_title(one).endswith("somebody: 25 % of the advocacy text")


def test_the_bars_of_terms_are_the_rates_on_one_scale():
    table = terms().assign(per_1000=[10.0, 5.0, 40.0, 20.0])
    figure = plots_terms.plot_frequent(table).figure
    panels = axes_of(figure)[1:]
    assert [[bar.get_width() for bar in bars(ax)] for ax in panels] == [[10.0, 5.0], [40.0, 20.0]]
    assert panels[0].get_xlim() == panels[1].get_xlim() == (0, 40.0)
    assert "one 40.0 3 1" in words_of(figure) and "100 words in 2 texts" in words_of(figure)


def test_of_very_many_groups_the_first_are_drawn_and_the_note_says_so():
    figure = plots_terms.plot_frequent(terms(("one", "two"), [f"kind {n}" for n in range(400)])).figure
    assert figure.get_figheight() < 110
    drawn = sum(len(bars(ax)) for ax in axes_of(figure)[1:])
    assert 100 < drawn < 800
    words = words_of(figure)
    assert f"Drawn: the first {drawn} of 800 rows; the table has all of them." in words
    assert "kind 0 " in words and "kind 399" not in words.rpartition("…")[2]


def test_the_title_of_terms_counts_what_the_lists_share():
    table = terms(("one", "two"), ("x", "y"))
    table.loc[3, "term"] = "three"
    title = "Most frequent: “one” in x and “one” in y; the lists share 1 of 2 words"
    assert plots_terms.frequent_title(table) == title


def test_what_occurs_once_is_said_in_the_singular():
    assert "one 30.0 (1 time, in 1)" in plots_terms.frequent_alt(terms(("one",), ("x",)).assign(n=1))
    assert "one 0.25 (1 time)" in plots_terms.tfidf_alt(weights(("one",), ("a",)).assign(n=1))
    assert plots_terms.frequent_title(terms(("one",))).endswith("the lists share 1 of 1 word")
    assert ", 1 word in " in plots_sides.quoted_alt(quotations(("Ann",), ("x",)).assign(n_words=1))


def test_the_title_of_weights_names_a_word_once():
    table = weights(("one",), ("a", "b", "c"))
    table.loc[2, "term"] = "two"
    assert plots_terms.tfidf_title(table) == "What marks each text: “one” (2 texts) and “two”"


def test_a_stroke_is_where_the_word_occurs_and_its_side_of_the_line_tells_the_voice():
    ax = axes_of(plots_dispersion.plot_dispersion(places(("one",))).figure)[1]
    strokes = {one.get_gid(): one.get_segments() for one in ax.collections}
    ((own,), (quoted,)) = strokes["author"], strokes["direct"]
    assert own[0][0] == own[1][0] == 0.05 and quoted[0][0] == 0.55  # words 1 and 6 of 10, their middles
    assert own[0][1] < own[1][1] == quoted[0][1] < quoted[1][1], "the author's rises (the axis points down)"
    assert "2 times, DPnorm 0.50" in words_of(ax.figure)


def test_the_title_of_dispersion_compares_the_shares_of_others():
    table = pd.concat([places(("one",)), places(("two",))[1:2]])
    title = "“one” is most often somebody else's word (1 of 2 uses), “two” least often (0 of 1)"
    assert plots_dispersion.dispersion_title(table) == title


def test_the_dots_of_similarity_are_the_cosines():
    ax = axes_of(plots_contrast.plot_similarity(pairs().assign(cosine=[0.9, 0.5, 0.25])).figure)[1]
    dots = points(ax, "pair")
    assert [float(dot.get_xdata()[0]) for dot in dots] == [0.9, 0.5, 0.25]
    assert dots[0].get_marker() != dots[1].get_marker()  # within a kind of source, and between two
    assert "100 · 2,000" in words_of(ax.figure)


def test_the_bars_of_keyness_are_the_rates_and_an_interval_without_an_end_says_at_least():
    figure = plots_contrast.plot_keyness(ratios(("one",))).figure
    ax = axes_of(figure)[1]
    drawn = [[(bar.get_x(), bar.get_width()) for bar in bars(ax, gid)] for gid in ("author", "direct", "indirect")]
    assert drawn == [[(0, 40)], [(40, 30)], [(70, 10)]]  # 4, 3 and 1 of 8 uses, 80 per 1,000 words
    assert not bars(ax, "reference") and not ax.lines, "the reference lacks the word, and no interval is drawn"
    words = words_of(figure)
    for label in ("one 8 : 0 ≥ 1.4× 0.71 to 16×", "100 words in 2 texts of x", "times as frequent"):
        assert label in words
    both = plots_contrast.plot_keyness(ratios(("one",)).assign(n_reference=1, per_1000_reference=20.0)).figure
    assert [bar.get_width() for bar in bars(axes_of(both)[1], "reference")] == [20.0]


def test_a_word_that_a_voice_never_uses_has_no_interval():
    table = ratios(("one",))
    table.loc[1, ["n_target", "n_reference", "share"]] = 0
    table.loc[1, ["log_ratio", "log_ratio_low_words", "log_ratio_high_words"]] = NAN
    assert "8 : 0 ≥ 1.4× –" in words_of(plots_contrast.plot_keyness(table).figure)


def test_an_interval_open_below_starts_at_nothing():
    table = ratios(("one",)).assign(log_ratio_low_words=-INF, log_ratio_high_words=1.0, n_target=0, log_ratio=-2.0)
    assert "0 to 2×" in words_of(plots_contrast.plot_keyness(table).figure)


def over_texts(table):
    """Return a table of keyness with intervals over texts in all voices: from 1/2 to 32 times as frequent."""
    every = table["voice"] == "all"
    ends = {"log_ratio_low": every.map({True: -1.0, False: NAN}), "log_ratio_high": every.map({True: 5.0})}
    return table.assign(**ends, q=0.0123, docs_target=2, docs_reference=0)


def test_with_texts_enough_keyness_draws_intervals_over_texts_with_q():
    table = over_texts(ratios(("one",)))
    figure = plots_contrast.plot_keyness(table).figure
    ax = next(ax for ax in axes_of(figure) if points(ax, "all"))
    (dot,), (interval,) = points(ax, "all"), points(ax, "interval")
    assert float(dot.get_xdata()[0]) == 3 and list(interval.get_xdata()) == [-1, 5] and not points(ax, "author")
    words = words_of(figure)
    assert "8 : 0 2 : 0 50 % 0.012" in words and "uses texts own q" in words
    assert "95 % intervals over texts, for each word by itself" in words
    assert "none in a voice that has words in fewer than five texts of a side" in words
    assert "as if each word were drawn by itself" not in words
    alt = plots_contrast.keyness_alt(table)
    assert "with the interval over texts, in all voices and the author's own, for" in alt
    assert "8×, 0.5× to 32×, counts 8 and 0, q 0.012" in alt and "4×, no interval, counts 4 and 1" in alt
    whole = table.assign(log_ratio_low=0.5, log_ratio_high=4.0)
    assert "fewer than five texts of a side" not in words_of(plots_contrast.plot_keyness(whole).figure)
    assert plots_contrast.keyness_title(table) == "No word is surely more frequent in x than in y"
    assert plots_contrast.keyness_title(whole).startswith("50 % of the uses of the 1 word that most surely mark x")
    assert plots_contrast.keyness_title(whole.assign(q=0.13)) == plots_contrast.keyness_title(table)


def test_an_interval_far_beyond_the_points_ends_in_an_arrow_and_leaves_the_axis_to_the_others():
    table = over_texts(ratios(("one", "two"))).assign(log_ratio=[3.0, 2.0, 14.0, 2.0])
    table["log_ratio_low"], table["log_ratio_high"] = [1.0, 1.0, 9.0, -40.0], [5.0, 5.0, INF, 25.0]
    ax = next(ax for ax in axes_of(plots_contrast.plot_keyness(table).figure) if points(ax, "all"))
    assert ax.get_xlim() == (-4, 18)
    assert sorted((line.get_marker(), float(line.get_xdata()[0])) for line in points(ax, "open")) == [
        ("<", -4),
        (">", 18),
        (">", 18),
    ]


def test_the_ticks_of_keyness_do_not_touch_at_65536_times():
    for high in (3.0, 8.0, 16.5, 24.0):
        table = over_texts(ratios(("one",))).assign(log_ratio=high, log_ratio_low=1.0, log_ratio_high=high + 1)
        figure = plots_contrast.plot_keyness(table).figure
        ax = next(ax for ax in axes_of(figure) if points(ax, "all"))
        names = {tick.get_text() for tick in ax.get_xticklabels()}
        boxes = sorted((box.x0, box.x1) for text, box in texts_of(figure) if text in ax.get_xticklabels())
        assert "1" in names and len(boxes) > 1
        assert all(one[1] + 2 < other[0] for one, other in pairwise(boxes))


def test_with_few_texts_keyness_shows_intervals_over_words():
    table = ratios(("one",)).assign(log_ratio_low=NAN, log_ratio_high=NAN)
    drawn = plots_contrast.plot_keyness(table)
    assert "as if each word were drawn by itself" in words_of(drawn.figure)
    assert "over texts" not in plots_contrast.keyness_alt(table)
    assert plots_contrast.keyness_title(table) == plots_contrast.keyness_title(ratios(("one",)))


def test_the_title_of_keyness_counts_the_uses_that_are_somebody_else_s():
    title = "50 % of the uses of the 2 words that most mark x are somebody else's words"
    assert plots_contrast.keyness_title(ratios()) == title


def test_the_points_of_markers_are_the_rates_with_their_bounds():
    figure = plots_wording.plot_markers(rates((), ("x",))).figure
    ax = axes_of(figure)[1]
    assert [float(point.get_xdata()[0]) for point in points(ax, "rate")] == [2.0, 20.0]
    assert [list(line.get_xdata()) for line in points(ax, "interval")] == [[0.5, 7.0], [5.0, 70.0]]
    assert "words: 1,000 own words, 100 quoted" in words_of(figure)
    assert not points(ax, "open")
    assert plots_wording.markers_title(rates()) == (
        "Loaded words per 1,000: 2.0 own, 20.0 quoted in x; 2.0 own, 20.0 quoted in y"
    )


def test_a_voice_without_a_marker_has_no_point_and_says_how_high_the_rate_may_be():
    told = rates((), ("x",)).tail(1).assign(voice="indirect", n=0, words=10, per_1000=0.0, per_1000_low=0.0)
    table = pd.concat([rates((), ("x",)), told.assign(per_1000_high=308.5)], ignore_index=True)
    figure = plots_wording.plot_markers(table).figure
    ax = axes_of(figure)[1]
    assert 70 < ax.get_xlim()[1] < 80 and len(points(ax, "interval")) == len(points(ax, "rate")) == 2
    assert "all loaded words, paraphrased ≤ 308.5 0" in words_of(figure)


def test_the_interval_around_one_marker_does_not_set_the_scale_and_ends_in_an_arrow():
    one = rates((), ("x",)).tail(1).assign(voice="indirect", n=1, per_1000=10.0, per_1000_high=308.5)
    ax = axes_of(plots_wording.plot_markers(pd.concat([rates((), ("x",)), one], ignore_index=True)).figure)[1]
    end = ax.get_xlim()[1]
    assert 70 < end < 80 and list(points(ax, "interval")[-1].get_xdata()) == [5.0, end]
    assert [float(arrow.get_xdata()[0]) for arrow in points(ax, "open")] == [end]
    assert points(ax, "rate")[-1].get_marker() == "^"


def test_markers_say_whether_intervals_are_over_texts():
    some = rates((), ("x",)).assign(n_docs=6, bounds="texts")
    words = words_of(plots_wording.plot_markers(some).figure)
    assert "Lines: 95 % intervals over texts. An arrow" in words and "words: 1,000 own words in 6 texts" in words
    assert "x, in the author's voice, 1,000 words in 6 texts: 2.0" in plots_wording.markers_alt(some)
    both = pd.concat([some, rates((), ("y",)).assign(n_docs=4, bounds="words")], ignore_index=True)
    words = words_of(plots_wording.plot_markers(both).figure)
    assert "intervals over texts; with fewer than five texts" in words and "in 4 texts" in words
    assert "they say nothing about other texts" in words_of(plots_wording.plot_markers(rates()).figure)


def test_a_category_without_a_marker_is_left_out_and_counted():
    table = rates(("Fear", "Deceit"), ("x",))
    table.loc[table["title"] == "Deceit", "n"] = 0
    words = words_of(plots_wording.plot_markers(table).figure)
    assert "Fear" in words and "Deceit" not in words and "no marker of 1 other category" in words


def test_the_points_of_frames_are_the_rates_with_the_own_ones_and_ordinary_news():
    table = frames(("Conflict",), schemes=("generic",))
    table.loc[1, ["per_1000", "per_1000_high", "per_1000_own"]] = [8.0, 90.0, 0.0]
    figure = plots_frames.plot_frames(table).figure
    ax = axes_of(figure)[1]
    assert [float(point.get_xdata()[0]) for point in points(ax, "rate")] == [4.0, 8.0]
    assert [float(point.get_xdata()[0]) for point in points(ax, "own")] == [2.0, 0.0]
    assert [float(line.get_xdata()[0]) for line in points(ax, "usual")] == [3.0, 3.0]
    assert [list(line.get_xdata()) for line in points(ax, "interval")] == [[2.0, 9.0], [2.0, 10.0]]
    assert len(points(ax, "open")) == 1, "the longer interval ends where the axis does"
    assert plots_frames.frames_title(table) == (
        "Words of conflict per 1,000: 4.0 in x and 8.0 in y; ordinary news has 3.0"
    )
    words = words_of(figure)
    assert "x (1,000 words, 6 texts)" in words and "3 of 6" in words and "95 % intervals over texts" in words


def test_the_title_of_frames_names_the_one_furthest_above_ordinary_news_and_not_the_most_frequent():
    table = frames(groups=("x",), schemes=("generic",)).assign(n=[9, 4], per_1000=[9.0, 4.0], usual=[9.0, 1.0])
    assert plots_frames.frames_title(table).startswith("Words of morality per 1,000: 4.0 in x;")
    assert plots_frames.frames_title(table.assign(n=0)) == "No word of a frame occurs in these texts"


def test_many_groups_have_rows_of_their_own_and_a_range_in_the_title():
    table = frames(groups=tuple("pqrstuv"), schemes=("generic",))
    table.loc[table["group"] == "v", "per_1000"] = 6.0
    words = words_of(plots_frames.plot_frames(table).figure)
    assert "Words of conflict per 1,000: from 4.0 in p to 6.0 in v (7 groups)" in words
    assert "ordinary news: 4.0 per 1,000" in words and "x (1,000 words" not in words


def test_frames_of_few_texts_say_that_they_have_no_interval():
    table = frames(groups=("x",)).assign(per_1000_low=NAN, per_1000_high=NAN, n_docs=2)
    figure = plots_frames.plot_frames(table).figure
    assert "No line: fewer than five texts" in words_of(figure) and "intervals over texts" not in words_of(figure)
    assert not any(points(ax, "interval") for ax in axes_of(figure))


def test_names_are_counted_by_who_uses_them():
    table = labels(("one", "two"), ("x",)).assign(label_kind=["own"] * 3 + ["pejorative"] * 3)
    table.loc[5, "voice"] = "indirect"
    figure = plots_wording.plot_names(table).figure
    ax = axes_of(figure)[1]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "pejorative")] == [(0, 3), (0, 1)]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "pejorative, in paraphrase")] == [(0, 1)]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "other names")] == [(3, 3), (1, 1), (1, 1)]
    words = words_of(figure)
    for label in ("x in its own words 6 3 one 3, two 3", "North, in x 2 1 one 1, two 1", "2 names, 10 uses"):
        assert label in words


def test_the_title_of_names_says_how_many_pejorative_uses_are_the_authors_own():
    table = labels(("one", "two"), ("x",))
    assert plots_wording.names_title(table) == "No pejorative name is used for Actor"
    table.loc[table["label"] == "two", "label_kind"] = "pejorative"
    assert plots_wording.names_title(table) == "Pejorative names used in the authors' own words: 3 of 5 for Actor"
    quoted = table[table["voice"] == "direct"]
    assert plots_wording.names_title(quoted) == "Pejorative names used in the authors' own words: 0 of 2 for Actor"


def test_the_bars_of_a_word_shift_add_up_to_the_one_on_top():
    added = [4.0, -3.0, *[1.0] * 14, -0.5, 0.25]
    figure = plots_wordshift.plot_wordshift(shifts([f"w{n}" for n in range(18)], added)).figure
    whole, ax = axes_of(figure)[1:3]
    assert [bar.get_width() for bar in bars(whole)] == [
        sum(added),
        *(sum(n for n in added if w * n > 0) for w in (1, -1)),
    ]
    widths = [bar.get_width() for bar in bars(ax)]
    assert sum(widths) == sum(added) and len(widths) == 15 + 1 and ax.get_xlim() == whole.get_xlim()
    assert [bar.get_width() for bar in bars(ax, "less")] == [-3.0]
    (less,), (more, *_) = bars(ax, "less"), bars(ax, "more")
    assert less.get_hatch() and not more.get_hatch() and less.get_facecolor() != more.get_facecolor()
    words = words_of(figure)
    for label in (
        "+14.8",
        "all others (3)",
        "+0.8 15 : 3",
        "5 : 1",
        "2 : 1",
        "1,000 words in 4 texts : 200 words in 1 text",
    ):
        assert label in words
    assert not points(ax, "interval") and "less often in x" in words


def test_a_word_shift_draws_bounds_where_there_are_some_and_names_scores():
    table = shifts(contribution_low=[1.0, -3.0, 0.0], contribution_high=[7.0, 0.0, 1.0])
    scored = table.assign(score_target=[8, 2, 6.5], score_reference=[8, 2, 6], score_centre=5.25)
    scored = scored.assign(difference_low=-1.0, difference_high=7.0)
    figure = plots_wordshift.plot_wordshift(scored.drop(columns="unit")).figure
    drawn = [list(line.get_xdata()) for ax in axes_of(figure) for line in points(ax, "interval")]
    assert drawn == [[-1, 7], [1, 7], [-3, 0], [0, 1]]
    words = words_of(figure)
    for label in (
        "one (8)",
        "three (6.5, 6)",
        "scores, seen from 5.25",
        "x, y, difference +3.00 (−1.00 to +7.00): there may be none",
    ):
        assert label in words


def test_the_title_of_a_word_shift_says_what_both_have_and_how_far_they_may_differ():
    assert plots_wordshift.wordshift_title(shifts()) == "Loaded words per 1,000: 18.00 in x, 15.00 in y"
    bounds = shifts(added=(0.04, -0.015, 0.005)).assign(difference_low=0.01, difference_high=0.05)
    assert plots_wordshift.wordshift_title(bounds).endswith("in y, difference +0.0300 (+0.0100 to +0.0500)")
    none = plots_wordshift.wordshift_title(bounds.assign(difference_low=-0.01))
    assert none.endswith("(−0.0100 to +0.0500): there may be none")


def test_the_bars_of_sides_are_their_words():
    figure = plots_sides.plot_quoted(quotations().assign(share=[0.75, 0.25, 0.9, 0.1])).figure
    assert [[bar.get_width() for bar in bars(ax)] for ax in axes_of(figure)[1:]] == [[0.75, 0.25], [0.9, 0.1]]
    title = "Quoted most: North in x (50 %), North in y (50 %)"
    assert plots_sides.quoted_title(quotations()) == title


def test_the_bars_of_who_speaks_lie_end_to_end_over_what_is_anonymous():
    ax = axes_of(plots_sides.plot_speaking(speaking().assign(share=[0.5, 0.25] * 4)).figure)[1]
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "direct")] == [(0, 0.5)] * 2
    assert [(bar.get_x(), bar.get_width()) for bar in bars(ax, "indirect")] == [(0.5, 0.25)] * 2
    assert [bar.get_width() for bar in bars(ax, "anonymous")] == [0.25] * 2
    title = "Most heard: North in x (50 %)"
    assert plots_sides.speaking_title(speaking(groups=("x",))) == title


def test_the_bars_of_cues_are_the_shares_of_their_kinds_and_rare_kinds_are_one():
    table = cue_kinds(("neutral", "doubting", "odd"), ("x",), ("North",))
    table = table.assign(n=[3, 2, 1], n_side=6, share=[0.5, 1 / 3, 1 / 6])
    figure = plots_sides.plot_cues(table).figure
    ax = axes_of(figure)[1]
    assert [bar.get_gid() for bar in bars(ax)] == ["doubting", "neutral", "other"]
    assert [bar.get_width() for bar in bars(ax)] == pytest.approx([1 / 3, 1 / 2, 1 / 6])
    assert "North 6 neutral 3, doubting 2, odd 1" in words_of(figure)
    title = "A doubting word introduces 2 of 6 statements in x"
    assert plots_sides.cues_title(table) == title


def test_what_two_texts_share_is_joined_and_an_arrow_leads_from_the_earlier():
    axes = axes_of(plots_reuse.plot_reuse(shared(n=2)).figure)[1:]
    first = axes[0]
    drawn = {gid: [patch for patch in first.patches if patch.get_gid() == gid] for gid in ("text", "place", "passage")}
    # b is dated before a, so it stands above: 100 words over 200.
    assert [strip.get_width() for strip in drawn["text"]] == [100, 200]
    above, below = (strip.get_y() for strip in drawn["text"])
    assert above < below
    assert [(mark.get_x(), mark.get_width()) for mark in drawn["place"]] == [(90, 9), (80, 9), (0, 8), (10, 8)]
    assert [polygon.get_xy()[:4, 0].tolist() for polygon in drawn["passage"]] == [[90, 99, 8, 0], [80, 89, 18, 10]]
    assert [sum(text.get_gid() == "arrow" for text in ax.texts) for ax in axes] == [1, 0, 0], "c has no date"
    short = plots_reuse.plot_reuse(shared(words=11)).figure
    assert not [text for ax in axes_of(short) for text in ax.texts if text.get_gid() == "arrow"], "too short to tell"
    assert "11 words alike; b is dated earlier; perhaps a standing phrase" in words_of(short)


def test_the_title_of_reuse_names_the_pair_that_shares_most():
    title = "a and b share most: 12 words; 3 of 10 pairs share any"
    assert plots_reuse.reuse_title(shared()) == title
    undated = shared(dates=("", "", ""))
    assert "dates do not say which came first" in plots_reuse.reuse_alt(undated)
    assert plots_reuse.reuse_title(undated.head(0)) == "No two texts share a passage"
    assert "“We saw the fire” (12 words, similarity 0.94)" in plots_reuse.reuse_alt(shared())
    assert "(12 words, word for word)" in plots_reuse.reuse_alt(shared().assign(similarity=1.0))


def test_the_curve_is_in_the_order_of_the_values_and_tells_what_is_kept_by_its_mark():
    table = specifications()
    ax = plots_robustness.plot_specifications(table)
    _, curve, *below = axes_of(ax.figure)[1:]
    (kept,), (broken,), (base,) = (points(curve, gid) for gid in ("kept", "broken", "base"))
    assert list(broken.get_xdata()) == [0] and list(broken.get_ydata()) == [0.1]
    assert list(kept.get_ydata()) == [0.5, 0.5, 0.5] and list(base.get_xdata()) == [1]
    assert kept.get_marker() != broken.get_marker() != base.get_marker()
    assert [line.get_ydata()[0] for line in curve.lines if line.get_gid() == "bound"] == [0.4]
    marks = [len(one.get_segments()) for part in below for one in part.collections if one.get_gid() == "choice"]
    assert marks == [3, 1, 2, 1, 1]  # stop words kept and left out; all texts, without a, without b
    assert "Combinations of choices: it holds in 0 of 1." in words_of(ax.figure)
    assert "1 specification with nothing to measure" in words_of(ax.figure)
    assert "Shown: 1 of 2 combinations; the shares are of these." in words_of(ax.figure), (
        "only where some are not shown"
    )
    assert "Shown" not in words_of(plots_robustness.plot_specifications(table[table["dimension"] != "several"]).figure)
    title = "Holds under 2 of 3 choices: ‘one’ is first"
    assert plots_robustness.specifications_title(table) == title


def test_each_finding_has_the_share_of_choices_that_keep_it_and_names_the_others():
    table = specifications(("one", "two"))
    ax = plots_change.plot_change(table)
    assert [round(bar.get_width(), 6) for bar in bars(axes_of(ax.figure)[1], "kept")] == [round(2 / 3, 6)] * 2
    assert words_of(ax.figure).count("fails with stop words left out (two)") == 2
    assert plots_change.change_title(table) == (
        "0 of 2 findings hold under every single choice; 2 fail with stop words left out"
    )
    assert plots_change.change_title(table[table["keeps"]]) == ("2 of 2 findings hold under every single choice")


def test_a_cell_of_who_mentions_what_is_filled_where_a_text_mentions_it():
    table = mention_rows(("twelve guards", "Oslo"), ("a", "b", "c"), ("quantity", "denial"))
    top = told.plot_mentions(table)
    cells = [(cell.get_gid(), cell.get_x() // 1) for ax in axes_of(top.figure) for cell in ax.patches if cell.get_gid()]
    first, second = [("told", 0), ("absent", 1), ("told", 2)], [("absent", 0), ("told", 1), ("absent", 2)]
    assert cells == [*first, *second] * 2
    assert told.mentions_title(table) == (
        "“twelve guards” is in 2 of 3 texts, a denial of it in 2; of 4 things shown, none is in all 3 texts"
    )
    assert "twelve guards in 2 of 3, not in b" in told.mentions_alt(table)
    assert "Oslo in 1 of 3: b (50 %)" in told.mentions_alt(table)
    assert "1 a: 50 words" in words_of(top.figure)
    grouped = mention_rows(("twelve guards", "Oslo"), ("a", "b", "c"), ("quantity", "denial"), of="Wet")
    assert "1 a, Wet: 50 words" in words_of(told.plot_mentions(grouped).figure)


def test_of_groups_the_cells_count_texts():
    table = mention_rows(("Oslo",), ("a", "b", "c"), ("place",), n_docs=9)
    table.loc[2, "docs"] = 3
    assert "a 9 of 9, b 0 of 9, c 3 of 9" in told.mentions_alt(table)
    assert told.mentions_title(table) == "Of 1 thing shown, none is in texts of all 3 groups"
    words = words_of(told.plot_mentions(table).figure)
    assert "1 a: 9 texts, 50 words" in words and "Numbers: texts that mention it" in words
