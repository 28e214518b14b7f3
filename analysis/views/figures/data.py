"""The table of each figure: which measure, of which words, and how many rows are shown. Nothing is computed here."""

from __future__ import annotations

from functools import cache

import pandas as pd

from analysis.measures.calibration.calibrate import alarms_and_power, coverage_summary
from analysis.measures.comparison.quantities import MarkerRate
from analysis.measures.comparison.rate_differences import with_text_bounds
from analysis.measures.comparison.wordshift import wordshift
from analysis.measures.counts import count
from analysis.measures.evaluation.baselines import beside_baselines
from analysis.measures.framing.agency.form_shares import form_shares
from analysis.measures.framing.mentions.mention_matrix import mention_matrix
from analysis.measures.framing.readability.voice_readability import readability_by_voice
from analysis.measures.framing.series.over_time import over_time
from analysis.measures.frequency.concordance import positions
from analysis.measures.frequency.terms import leading, terms
from analysis.measures.frequency.tfidf import similarity, similarity_with_groups, tfidf, tfidf_with_sizes
from analysis.measures.groups import group_labels, unknown_last
from analysis.measures.reuse.shared_passages import shared_words_by_pair
from analysis.measures.robustness.multiverse import robustness
from analysis.measures.robustness.multiverse import specification_curve as curve_of
from analysis.measures.sources.labels import many_named
from analysis.measures.sources.voice_shares import with_group_shares
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.texts.readers.benchmarks import read_baselines, read_calibration, read_measured
from analysis.texts.readers.frame_lists import read_frame_categories
from analysis.texts.readers.verbs import read_verb_classes
from analysis.views.figures.choice import MANY_GROUPS, balanced, largest_groups

STOP_LIST = "sklearn.feature_extraction.text.ENGLISH_STOP_WORDS, 318 words"


@cache
def stop_words() -> frozenset[str]:
    """Return the stop words that figures pass over, and measures never do: scikit-learn's English list.

    See Also
    --------
    leading : the rows with the highest value, some words left out.

    Examples
    --------
    >>> import analysis as same
    >>> len(same.stop_words()), "the" in same.stop_words()
    (318, True)
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS)


FEW_TEXTS, MOST_TEXTS_DRAWN = 5, 12


def _some(table: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Return the rows of as many texts as are drawn; ``attrs["left_out"]`` says how many are not, if any."""
    rows = story.body.by_document().rows
    doc_ids = balanced(rows["doc_id"].tolist(), group_labels(rows, story.by).tolist(), MOST_TEXTS_DRAWN)
    if len(doc_ids) == len(rows):
        return table
    kept = table[table["doc_id"].isin(doc_ids)].reset_index(drop=True)
    kept.attrs["left_out"] = len(rows) - len(doc_ids)
    return kept


def _groups(table: pd.DataFrame, story: Story) -> pd.DataFrame:
    return largest_groups(unknown_last(table), dict(zip(story.sizes["group"], story.sizes["n_docs"], strict=True)))


def who_is_speaking(story: Story) -> pd.DataFrame:
    """Return the words of each part and voice of each text; of more than a few, what its group attributes too."""
    table = unknown_last(story.voice_shares()).reset_index(drop=True)
    return with_group_shares(table) if table["doc_id"].nunique() > FEW_TEXTS else table


def frequent_words(story: Story) -> pd.DataFrame:
    """Return the twelve most frequent words of each group, five where there are many groups, without stop words."""
    n = 12 if len(story.sizes) <= 2 * MANY_GROUPS else 5
    return _groups(leading(terms(story.body, by=story.by), n, by="group", leave_out=stop_words()), story)


def positions_of_terms(story: Story) -> pd.DataFrame:
    """Return where the five most frequent words occur, without stop words, in some texts of each group."""
    frequent = leading(terms(story.body), 5, leave_out=stop_words())["term"]
    table = positions(story.segments, frequent, tokens=story.tokens)
    return _some(table, story)


def tf_idf(story: Story) -> pd.DataFrame:
    """Return the eight words with the highest weight in each of the texts drawn, without stop words."""
    every = _some(tfidf_with_sizes(tfidf(story.body), story.body), story)
    return leading(every, 8, by="doc_id", leave_out=stop_words())


def similarity_of_texts(story: Story) -> pd.DataFrame:
    """Return the similarity of the twenty pairs of texts that are most similar."""
    return similarity_with_groups(similarity(story.body, top=20), story.body, by=story.by)


def keyness_of_voices(story: Story) -> pd.DataFrame:
    """Return the fifteen words that most mark the target group, in all voices and in the author's."""
    if len(story.compared) < 2:
        raise InputError(f"the texts are one group, {story.target_group!r}: there is nothing to compare it with")
    return story.keyness_by_voice(n=15, leave_out=stop_words())


def markers_by_voice(story: Story) -> pd.DataFrame:
    """Return the rates of the loaded categories by group and voice; of many groups that of all categories together.

    Intervals are over texts where there are enough.
    """
    table = story.marker_rates_by_voice()
    if story.sizes["n_docs"].max() >= LEAST_DOCUMENTS:
        table = with_text_bounds(table, story.rate_counts, by=story.by)
    if len(story.sizes) > MANY_GROUPS:  # dozens of rows for each
        table = table[table["category"] == "all"].reset_index(drop=True)
    return _groups(table, story)


def rates_over_time(story: Story) -> pd.DataFrame:
    """Return how much is quoted or reported, and how loaded the authors' own words are, by period and group."""
    return _groups(over_time(story.rate_counts, by=story.by), story)


def frames_by_group(story: Story) -> pd.DataFrame:
    """Return the rates of the frames by group beside ordinary news; of many groups the generic frames alone."""
    table = story.frames_by_group().merge(
        read_frame_categories()[["scheme", "frame", "title"]], how="left", on=["scheme", "frame"]
    )
    table.insert(2, "title", table.pop("title").fillna(table["frame"]))
    if len(story.sizes) > MANY_GROUPS:
        table = table[table["scheme"] == "generic"].reset_index(drop=True)
    return _groups(table, story)


def names_by_speaker(story: Story) -> pd.DataFrame:
    """Return who uses which name of the two actors that have most names."""
    return many_named(story.labels_by_speaker(), 2)


def who_is_quoted(story: Story) -> pd.DataFrame:
    """Return how many quoted words come from each side, by group."""
    return _groups(story.words_by_side(), story)


def who_gets_to_speak(story: Story) -> pd.DataFrame:
    """Return the words of each side by voice, and named or not, by group."""
    return _groups(story.words_by_side_and_voice(), story)


def cue_kinds_of_sides(story: Story) -> pd.DataFrame:
    """Return with what kinds of cue each side is introduced, by group."""
    return _groups(story.cue_kinds_by_side(), story)


def which_text_feeds_which(story: Story) -> pd.DataFrame:
    """Return the passages of the four pairs of texts that share most."""
    return shared_words_by_pair(story.passages, story.segments, story.documents, pairs=4, tokens=story.tokens)


def who_mentions_what(story: Story) -> pd.DataFrame:
    """Return who mentions the most telling names, numbers and events, by text; of more than are drawn, by group."""
    documents = story.documents
    if len(documents) < 2:
        raise InputError("there is one text, and no other to set beside it")
    by_text = len(documents) <= MOST_TEXTS_DRAWN
    if not by_text and len(story.sizes) > 1:
        sizes = story.sizes.set_index("group")
        table = story.mention_matrix(by=story.by)
        table = table[table["group"].isin(sizes.index)].reset_index(drop=True)
        table = table.assign(words=table["group"].map(sizes["words"]), text_group="")
        return largest_groups(table, sizes["n_docs"].to_dict())
    drawn = balanced(documents["doc_id"].tolist(), [""] * len(documents), MOST_TEXTS_DRAWN)
    table = mention_matrix(story.mentions, documents[documents["doc_id"].isin(drawn)].reset_index(drop=True))
    counts = story.body.by_document()
    words = dict(zip(counts.rows["doc_id"], counts.words, strict=True))
    table["words"] = [int(words.get(doc_id, 0)) for doc_id in table["group"]]
    several = len(story.sizes) > 1 and story.by != "doc_id"
    groups = dict(zip(documents["doc_id"], group_labels(documents, story.by), strict=True)) if several else {}
    table["text_group"] = pd.Series([groups.get(doc_id, "") for doc_id in table["group"]], dtype="str")
    if not by_text:
        table.attrs["left_out"] = len(documents) - len(drawn)
    return table


def agreement_with_people(_: Story) -> pd.DataFrame:
    """Return how far the suite agrees with people on annotated texts, next to others: dated figures of other texts."""
    return beside_baselines(read_measured(), read_baselines())


def false_alarms_and_power(_: Story) -> pd.DataFrame:
    """Return how often each test finds what is not there, and what is: dated figures of other texts."""
    return alarms_and_power(read_calibration())


def interval_coverage(_: Story) -> pd.DataFrame:
    """Return how often each kind of interval contains the true value: dated figures of other texts."""
    return coverage_summary(read_calibration())


def readability_of_voices(story: Story) -> pd.DataFrame:
    """Return how long the sentences of each voice are in each group, and how easy and varied their words."""
    return _groups(readability_by_voice(story.readability, story.documents, by=story.by), story)


def who_does_what(story: Story) -> pd.DataFrame:
    """Return in which forms each group tells acts, by class of verbs and voice; of many groups in own words alone."""
    classes = read_verb_classes()
    table = form_shares(story.agency_counts, dict(zip(classes["class"], classes["title"], strict=True)), by=story.by)
    if len(story.sizes) > MANY_GROUPS:
        table = table[table["voice"] == "author"]
    return _groups(table.reset_index(drop=True), story)


def word_shift(story: Story) -> pd.DataFrame:
    """Return what each category adds to the difference between own and quoted words of the target group."""
    kind = story.target_group
    documents = story.documents[group_labels(story.documents, story.by) == kind].reset_index(drop=True)
    segments = story.segments[story.segments["doc_id"].isin(documents["doc_id"])].reset_index(drop=True)
    counts, rate = count(segments, documents).select(), MarkerRate(story.markers, "category")
    if not counts.words[counts.rows["voice"] == "direct"].any():
        raise InputError(f"no text of {kind} has a word in quotation marks")
    table = wordshift(counts, rate, by="voice", target="author", reference="direct")
    titles = dict(zip(story.categories["category"], story.categories["title"], strict=True))
    table["item"] = [titles.get(name, name) for name in table["item"]]
    return table.assign(target=f"own words of {kind}", reference="quoted words", unit="Loaded words per 1,000")


def specification_curve(story: Story) -> pd.DataFrame:
    """Return the share of attributed words in the target group under every choice, and under combinations of them."""
    return curve_of(story, f"attributed:{story.target_group}")


def what_would_change(story: Story) -> pd.DataFrame:
    """Return every headline finding under each choice in turn."""
    return robustness(story, combinations=0)
