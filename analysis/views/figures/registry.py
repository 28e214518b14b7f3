"""The figures of the suite, one row each: what makes its table, what draws it, and its words.

A figure's table is made by the measures; its title and alt text are made from the table. `figures.gallery`
draws, writes and checks them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.measures.robustness.choices import CHOICES
from analysis.measures.story import Story
from analysis.views.figures import data as make
from analysis.views.figures.plots import (
    agency,
    frames,
    keyness,
    markers_and_names,
    over_time,
    readability,
    reliability,
    reuse,
    robustness,
    sides,
    terms,
    told,
    voices,
    wordshift,
)
from analysis.views.tables.phrases import GROUP, labelled


@dataclass(frozen=True)
class Figure:
    """One figure of the suite.

    Attributes
    ----------
    name
        Its name in files, links and the manifest.
    table
        Makes the table that it shows, from a story.
    plot, title, alt
        Draw the table, and say in words what it shows.
    caption
        What is counted, and what cannot be concluded, the same of every table or made from it; ``{group}`` is what the
        groups are (`caption_of`).
    key
        The columns that tell the rows of the table apart.
    of_texts
        Whether it shows the texts. One that shows how good the suite itself is comes with the shipped texts alone.
    coded_by
        The list in which people coded what it shows, ``actors`` or ``speakers``: it says nothing about texts that have
        none. Empty where it needs no such list.
    lists
        The lists of people's coding that it may depend on, that one included.
    """

    name: str
    table: Callable[[Story], pd.DataFrame]
    plot: Callable[..., Any]
    title: Callable[[pd.DataFrame], str]
    alt: Callable[[pd.DataFrame], str]
    caption: str | Callable[[pd.DataFrame], str]
    key: tuple[str, ...]
    of_texts: bool = True
    coded_by: str = ""
    lists: tuple[str, ...] = ()


def caption_of(figure: Figure, table: pd.DataFrame) -> str:
    """Return the caption of a figure of this table: of kinds of source, or of whatever its groups are."""
    caption = figure.caption if isinstance(figure.caption, str) else figure.caption(table)
    return caption.replace("{group}", table.attrs.get("group", GROUP))


STOP_WORDS = f"Left out for display only: the English stop words of scikit-learn ({make.STOP_LIST})."


def _caption_of_keyness(table: pd.DataFrame) -> str:
    """Return what the figure of key words shows: with texts enough another order, and a test."""
    if keyness.is_over_texts(table):
        return (
            "How many times as frequent words are in one {group} as in the others, in all voices and in the authors' "
            "own, with intervals over texts. First come the words that pass a test over texts; they and the others go "
            f"by the lower end of their interval, so that what a few texts make is held back. {STOP_WORDS} An interval "
            "is for one word by itself, and the words were picked."
        )
    return (
        "The words with the highest log ratio in all voices, in whose voice they are used, and how many times "
        f"as frequent they are in all voices and in the authors' own. {STOP_WORDS} With fewer than five texts of "
        "a {group} the intervals are about the words of these texts, not about other texts, and there is no "
        "test. Fewer words make wider intervals."
    )


def _of_labels(words: Callable[[pd.DataFrame], str]) -> Callable[[pd.DataFrame], str]:
    """Return the words on a table with its labels as they are drawn."""
    return lambda table: words(labelled(table))


FIGURES: dict[str, Figure] = {
    figure.name: replace(figure, title=_of_labels(figure.title), alt=_of_labels(figure.alt))
    for figure in (
        Figure(
            "who-is-speaking",
            make.who_is_speaking,
            voices.plot_voices,
            voices.voices_title,
            voices.voices_alt,
            "Words of the body of each text by voice: the author's own, those in quotation marks, and those "
            "attributed to somebody without quotation marks (paraphrase). Rules find both. They miss some "
            "paraphrase and let some run on too far, so read the shares as roughly right. Each share is rounded by "
            "itself, so two may miss their sum by one. An author may also attribute words to people of their own side.",
            ("doc_id", "part", "voice"),
        ),
        Figure(
            "frequent-words",
            make.frequent_words,
            terms.plot_frequent,
            terms.frequent_title,
            terms.frequent_alt,
            f"The most frequent words of each {{group}}, body of the texts, all voices. {STOP_WORDS} "
            "With a few hundred words, one more use changes a rate.",
            ("group", "term"),
        ),
        Figure(
            "dispersion",
            make.positions_of_terms,
            terms.plot_dispersion,
            terms.dispersion_title,
            terms.dispersion_alt,
            "Every occurrence of the five most frequent words, body of the texts. DPnorm is 0 where a word is "
            f"spread as evenly as the sizes of the texts allow, 1 where all of it is in the smallest. {STOP_WORDS} "
            "With few texts DPnorm says little.",
            ("term", "doc_id", "position"),
        ),
        Figure(
            "tf-idf",
            make.tf_idf,
            terms.plot_tfidf,
            terms.tfidf_title,
            terms.tfidf_alt,
            f"The words with the highest TF-IDF weight in each text, all voices. {STOP_WORDS} The weights have "
            "no margin of error, depend on the other texts, and cannot be compared between texts.",
            ("doc_id", "term"),
        ),
        Figure(
            "similarity",
            make.similarity_of_texts,
            keyness.plot_similarity,
            keyness.similarity_title,
            keyness.similarity_alt,
            "Cosine of the TF-IDF weights of pairs of texts, at most the twenty most alike, body, all voices, stop "
            "words included. Similar wording is not agreement, and quoted and paraphrased words count too. Short texts "
            "are less similar by chance.",
            ("doc_id_a", "doc_id_b"),
        ),
        Figure(
            "keyness-by-voice",
            make.keyness_of_voices,
            keyness.plot_keyness,
            keyness.keyness_title,
            keyness.keyness_alt,
            _caption_of_keyness,
            ("term", "voice"),
        ),
        Figure(
            "markers-by-voice",
            make.markers_by_voice,
            markers_and_names.plot_markers,
            markers_and_names.markers_title,
            markers_and_names.markers_alt,
            "Markers of loaded language per 1,000 words, by category of the lexicon, {group} and voice. A "
            "word list knows words, not senses; a loaded word may be the right word for what happened. In a "
            "paraphrase it may be the author's word for what somebody else said.",
            ("group", "voice", "category"),
            lists=("actors",),
        ),
        Figure(
            "frames-by-group",
            make.frames_by_group,
            frames.plot_frames,
            frames.frames_title,
            frames.frames_alt,
            "Words that bring an aspect of a subject in, per 1,000 words of the body, by frame and {group}, all voices "
            "and the authors' own. The frames are those of Semetko and Valkenburg (2000) and Boydstun et al. (2014). A "
            "word list knows words, not senses or stories, and a subject brings its words: many words of law in news "
            "on a trial are nobody's choice. What people are quoted for was chosen by the author.",
            ("scheme", "frame", "group"),
            lists=("actors",),
        ),
        Figure(
            "word-shift",
            make.word_shift,
            wordshift.plot_wordshift,
            wordshift.wordshift_title,
            wordshift.wordshift_alt,
            "What each category of loaded words adds to the difference between a {group}'s own words and the "
            "words that it puts in quotation marks, body of the texts. Paraphrase is left out. Both come from the "
            "same few texts, and the quoted speak for different sides, so there is no interval and it says nothing "
            "about other texts. A category found in one or two texts only says something about those. A word list "
            "knows words, not senses.",
            ("item",),
            lists=("actors",),
        ),
        Figure(
            "who-does-what",
            make.who_does_what,
            agency.plot_agency,
            agency.agency_title,
            agency.agency_alt,
            "Acts in the body of the texts by the form in which they are told, by class of verb and {group}: verb "
            "groups that could be passive, participles that describe a noun, and nouns for acts. All acts include "
            "those of other classes and of verbs that are not listed. A noun may have its agent beside it, a passive "
            "in the sentence before: the form alone leaves nobody out, and nothing here says who did what. Rules find "
            "the forms and are sometimes wrong. Compare within a class, and see how few acts some bars are made of.",
            ("verb_class", "voice", "group"),
            lists=("actors",),
        ),
        Figure(
            "readability-by-voice",
            make.readability_of_voices,
            readability.plot_readability,
            readability.readability_title,
            readability.readability_alt,
            "Mean number of words in a sentence, each text counted once, by {group} and voice, with reading ease "
            "(Flesch 1948) and the share of different words among 50 in a row (MATTR). A sentence is of the voice that "
            "has more than half of its words and counts whole, so a quoted one includes who said it. Only sentences "
            "that end with a stop count: no headlines, no items of lists. Where some texts have too few words of a "
            "voice, the voices are compared on different texts. The formula knows the lengths of words and sentences, "
            "not what is understood, and a quotation may be a translation.",
            ("group", "voice"),
        ),
        Figure(
            "rates-over-time",
            make.rates_over_time,
            over_time.plot_over_time,
            over_time.over_time_title,
            over_time.over_time_alt,
            "Share of words in quotation marks or attributed to somebody, and loaded words per 1,000 of the authors' "
            "own, by the date of the texts and {group}. A period without a text has no rate, which is not a rate of 0. "
            "A rate may move because other outlets, authors or subjects come in, and not because anybody writes "
            "otherwise. Texts on one event are not independent, so intervals over texts may be too narrow.",
            ("measure", "group", "period"),
        ),
        Figure(
            "names-by-speaker",
            make.names_by_speaker,
            markers_and_names.plot_names,
            markers_and_names.names_title,
            markers_and_names.names_alt,
            "Names of the two actors with the most names, by who uses them: the authors of a {group}, or the "
            "side that they quote or paraphrase. The sides are coded by hand from what the texts say of a speaker's "
            "office. A quotation may be a translation, and its names the translator's; the names in a paraphrase "
            "may be the author's. The author chose to report it.",
            ("actor", "label", "label_kind", "group", "voice", "side"),
            coded_by="actors",
            lists=("actors", "speakers"),
        ),
        Figure(
            "who-is-quoted",
            make.who_is_quoted,
            sides.plot_quoted,
            sides.quoted_title,
            sides.quoted_alt,
            "Words in quotation marks, without paraphrase, by the side of the speaker and the {group}. The "
            "sides are coded by hand. The author chose what to quote, and, where it is from another language, how to "
            "translate it.",
            ("group", "side"),
            coded_by="speakers",
            lists=("speakers",),
        ),
        Figure(
            "who-gets-to-speak",
            make.who_gets_to_speak,
            sides.plot_speaking,
            sides.speaking_title,
            sides.speaking_alt,
            "Attributed words of the body by side of the speaker and by voice, and those of sources without a name. "
            "Speakers and the ends of paraphrase are found by rules; the sides are coded by hand. "
            "Being given many words is not the same as being believed.",
            ("group", "side", "voice", "naming"),
            coded_by="speakers",
            lists=("actors", "speakers"),
        ),
        Figure(
            "cue-kinds-by-side",
            make.cue_kinds_of_sides,
            sides.plot_cues,
            sides.cues_title,
            sides.cues_alt,
            "The kinds of the words that attribute (“said”, “claimed”, “revealed”), by side of the speaker, in the "
            "body of the texts. A word that introduces several passages counts for each. With few passages a share "
            "says little.",
            ("group", "side", "cue_kind"),
            coded_by="speakers",
            lists=("speakers",),
        ),
        Figure(
            "who-mentions-what",
            make.who_mentions_what,
            told.plot_mentions,
            told.mentions_title,
            told.mentions_alt,
            "The people, bodies, places, dates, events and numbers that most texts mention, and numbers that are "
            "denied or that differ from another text's, by text (of many texts, by {group}). At most two of a "
            "kind are shown that all texts mention. Names are found by rules and joined by their full form; what "
            "is told in other words is not found. A long text mentions more than a short one. What a text does "
            "not mention is not said to be false or hidden.",
            ("kind", "name", "group"),
            lists=("actors",),
        ),
        Figure(
            "which-text-feeds-which",
            make.which_text_feeds_which,
            reuse.plot_reuse,
            reuse.reuse_title,
            reuse.reuse_alt,
            "Passages that the bodies of two texts share, word for word or nearly: at least eight words, and at "
            "least half of the passage, are the same. Long names alone are left out; reworded passages are not found. "
            "Two texts may share a passage because one took it from the other, or because both took it from a third.",
            ("doc_id_a", "doc_id_b", "first_a", "first_b"),
        ),
        Figure(
            "specification-curve",
            make.specification_curve,
            robustness.plot_specifications,
            robustness.specifications_title,
            robustness.specifications_alt,
            "The value of one finding under each choice that bears on it, alone and combined with the others. We "
            "made the list of choices, others would make another, and the choices depend on each other: the shares "
            "are not probabilities (Simonsohn, Simmons and Nelson 2020). A finding that our choices do not change "
            "may still not hold for other texts.",
            ("finding", "dimension", "choice", *CHOICES),
            lists=("actors", "speakers"),
        ),
        Figure(
            "what-would-change",
            make.what_would_change,
            robustness.plot_change,
            robustness.change_title,
            robustness.change_alt,
            "Each headline finding under one other choice at a time. Only choices that can affect a finding are "
            "counted, so the numbers of choices differ, and a text is left out only where its {group} has "
            "another one. Where a finding says “quoted”, quotation alone counts and paraphrase is the other choice; "
            "where it says “attributed”, it is the other way round. A finding that our choices do not change may "
            "still not hold for other texts.",
            ("finding", "dimension", "choice"),
            lists=("actors", "speakers"),
        ),
        Figure(
            "agreement-with-people",
            make.agreement_with_people,
            reliability.plot_trust,
            reliability.trust_title,
            reliability.trust_alt,
            "Agreement with people's annotation: 1 is the same everywhere. PolNeAR: articles of United States news "
            "in which people marked whose words they are. BABE: single news sentences in which people marked loaded "
            "words. The suite was developed on texts of both; expect less on others.",
            ("measure", "who", "data"),
            of_texts=False,
        ),
        Figure(
            "false-alarms-and-power",
            make.false_alarms_and_power,
            reliability.plot_alarms,
            reliability.alarms_title,
            reliability.alarms_alt,
            "Random halves of one source, 100 times: whatever a test finds there at a false discovery rate of 5 % "
            "is a false alarm. In the same splits 20 words were made twice as frequent. The articles are 284 on "
            "United States politics; the simulated wire consists of texts that nobody wrote. How much is found "
            "depends on the number of texts: compare the tests, not the numbers.",
            ("data", "test", "unit"),
            of_texts=False,
        ),
        Figure(
            "interval-coverage",
            make.interval_coverage,
            reliability.plot_coverage,
            reliability.coverage_title,
            reliability.coverage_alt,
            "How often a 95 % interval of the log ratio contains the true value: between random parts of 284 "
            "articles of United States news, where it is 0, and between simulated groups with known rates. Where "
            "the texts of one outlet stay together, the true value is not quite 0: outlets differ.",
            ("data", "n_docs_a", "n_docs_b", "cluster", "test"),
            of_texts=False,
        ),
    )
}
