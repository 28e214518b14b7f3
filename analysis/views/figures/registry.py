"""The figures of the suite, one row each: what makes its table, what draws it, and what words stand with it.

A figure's table is made by the measures; its title and alt text are made from the table. `figures.gallery`
draws, writes and checks them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.measures.robustness.choices import CHOICES
from analysis.measures.story import Story
from analysis.views.figures import data as make
from analysis.views.figures.plots import keyness as plots_contrast
from analysis.views.figures.plots import markers_and_names as plots_wording
from analysis.views.figures.plots import reliability as plots_calibration
from analysis.views.figures.plots import reliability as plots_validation
from analysis.views.figures.plots import reuse as plots_reuse
from analysis.views.figures.plots import robustness as plots_change
from analysis.views.figures.plots import robustness as plots_robustness
from analysis.views.figures.plots import terms as plots_dispersion
from analysis.views.figures.plots import terms as plots_terms
from analysis.views.figures.plots import voices as plots_speaking
from analysis.views.figures.plots import voices as plots_voices
from analysis.views.figures.plots import wordshift as plots_wordshift


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
        What is counted, and what cannot be concluded.
    key
        The columns that tell the rows of the table apart.
    of_texts
        Whether it shows the texts. One that shows how good the suite itself is stands with the shipped texts alone.
    by_side
        Whether it shows sides and actors as people coded them: it says nothing of texts whose speakers are not coded.
    """

    name: str
    table: Callable[[Story], pd.DataFrame]
    plot: Callable[..., Any]
    title: Callable[[pd.DataFrame], str]
    alt: Callable[[pd.DataFrame], str]
    caption: str
    key: tuple[str, ...]
    of_texts: bool = True
    by_side: bool = False


STOP_WORDS = f"Left out for display only: the English stop words of scikit-learn ({make.STOP_LIST})."

FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure(
            "who-is-speaking",
            make.who_is_speaking,
            plots_voices.plot_voices,
            plots_voices.voices_title,
            plots_voices.voices_alt,
            "Words of the body of each text by voice: the author's, what stands in quotation marks, and what is "
            "attributed to somebody without them (paraphrase). Rules find both; they miss some paraphrase and let some "
            "run on too far, so read the shares as roughly right. An author may attribute words to the own side too.",
            ("doc_id", "part", "voice"),
        ),
        Figure(
            "frequent-words",
            make.frequent_words,
            plots_terms.plot_frequent,
            plots_terms.frequent_title,
            plots_terms.frequent_alt,
            f"The twelve most frequent words of each kind of source, body of the texts, all voices. {STOP_WORDS} A "
            "rate from a few hundred words moves with every single word.",
            ("group", "term"),
        ),
        Figure(
            "dispersion",
            make.positions_of_terms,
            plots_dispersion.plot_dispersion,
            plots_dispersion.dispersion_title,
            plots_dispersion.dispersion_alt,
            "Every place where the five most frequent words stand, body of the texts. DPnorm is 0 where a word is "
            f"spread as evenly as the sizes of the texts allow, 1 where all of it is in the smallest. {STOP_WORDS} "
            "With few texts DPnorm says little.",
            ("term", "doc_id", "position"),
        ),
        Figure(
            "tf-idf",
            make.tf_idf,
            plots_terms.plot_tfidf,
            plots_terms.tfidf_title,
            plots_terms.tfidf_alt,
            f"The eight words with the highest TF-IDF weight in each text, all voices. {STOP_WORDS} The weights have "
            "no error, depend on the other texts, and do not compare between texts.",
            ("doc_id", "term"),
        ),
        Figure(
            "similarity",
            make.similarity_of_texts,
            plots_contrast.plot_similarity,
            plots_contrast.similarity_title,
            plots_contrast.similarity_alt,
            "Cosine of the TF-IDF weights of each pair of texts, body, all voices, stop words and all. Like wording is "
            "not agreement, and quoted and paraphrased words count here with the rest. Short texts are less alike by "
            "chance.",
            ("doc_id_a", "doc_id_b"),
        ),
        Figure(
            "keyness-by-voice",
            make.keyness_of_voices,
            plots_contrast.plot_keyness,
            plots_contrast.keyness_title,
            plots_contrast.keyness_alt,
            "The words with the highest log ratio in all voices, and the same words in the authors' voice alone, "
            "without what is quoted or paraphrased; at the right how often each word stands in which voice. "
            f"{STOP_WORDS} With fewer than five texts of a kind the intervals are of these texts' words, so they say "
            "nothing about other texts, and there is no test. Fewer words make wider intervals: compare the points and "
            "the counts too.",
            ("term", "voice"),
        ),
        Figure(
            "markers-by-voice",
            make.markers_by_voice,
            plots_wording.plot_markers,
            plots_wording.markers_title,
            plots_wording.markers_alt,
            "Markers of loaded language per 1,000 words, by category of the lexicon, kind of source and voice. A word "
            "list knows words, not senses; a loaded word may be the right word for what happened. In a paraphrase it "
            "may be the author's word for what somebody else said.",
            ("group", "voice", "category"),
        ),
        Figure(
            "word-shift",
            make.word_shift,
            plots_wordshift.plot_wordshift,
            plots_wordshift.wordshift_title,
            plots_wordshift.wordshift_alt,
            "What each category of loaded words adds to the difference between a kind of source's own words and the "
            "words that it puts in quotation marks, body of the texts. Paraphrase is left out. Both stand in the same "
            "few texts, and the quoted speak for different sides, so there is no interval and it says nothing about "
            "other texts. A contribution from one or two texts is theirs. A word list knows words, not senses.",
            ("item",),
        ),
        Figure(
            "names-by-speaker",
            make.names_by_speaker,
            plots_wording.plot_names,
            plots_wording.names_title,
            plots_wording.names_alt,
            "Names of the two actors that go by most names, by who uses them: the authors of a kind of source, or the "
            "side that they quote or paraphrase, coded by hand from what the texts say of a speaker's office. A "
            "quotation may be a translation, and its names the translator's; the names in a paraphrase may be the "
            "author's. It is the author who chose to report it.",
            ("actor", "label", "label_kind", "group", "voice", "side"),
            by_side=True,
        ),
        Figure(
            "who-is-quoted",
            make.who_is_quoted,
            plots_voices.plot_quoted,
            plots_voices.quoted_title,
            plots_voices.quoted_alt,
            "Words in quotation marks, without paraphrase, by the side that the speaker stands for, by kind of source "
            "of the text. The sides are coded by hand, by one coder, from what the texts say of a speaker's office. It "
            "is the author who chose what to quote, and how to translate it.",
            ("group", "side"),
            by_side=True,
        ),
        Figure(
            "who-gets-to-speak",
            make.who_gets_to_speak,
            plots_speaking.plot_speaking,
            plots_speaking.speaking_title,
            plots_speaking.speaking_alt,
            "Attributed words of the body by side of the speaker and by voice, and those of sources without a name. "
            "Speakers and the ends of paraphrase are found by rules; the sides are coded by hand, by one coder. To be "
            "given many words is not to be believed.",
            ("group", "side", "voice", "naming"),
            by_side=True,
        ),
        Figure(
            "cue-kinds-by-side",
            make.cue_kinds_of_sides,
            plots_speaking.plot_cues,
            plots_speaking.cues_title,
            plots_speaking.cues_alt,
            "The kinds of the words that attribute (“said”, “claimed”, “revealed”), by side of the speaker, in the "
            "body of the texts. A cue that introduces several stretches counts for each. With few stretches a share "
            "says little.",
            ("group", "side", "cue_kind"),
            by_side=True,
        ),
        Figure(
            "which-text-feeds-which",
            make.which_text_feeds_which,
            plots_reuse.plot_reuse,
            plots_reuse.reuse_title,
            plots_reuse.reuse_alt,
            "Passages that the bodies of two texts share, word for word or nearly: eight words alike or more, and half "
            "of the passage's words or more. Long names alone are left out; what was put into other words is not "
            "found. Two texts may share a passage because one took it over, or because both took it from a third.",
            ("doc_id_a", "doc_id_b", "first_a", "first_b"),
        ),
        Figure(
            "specification-curve",
            make.specification_curve,
            plots_robustness.plot_specifications,
            plots_robustness.specifications_title,
            plots_robustness.specifications_alt,
            "The value of one finding under each choice that bears on it, alone and combined with the others. "
            "The choices are ours, others would name others, and they hang together: the shares are no probabilities "
            "(Simonsohn, Simmons and Nelson 2020). What our choices do not move may still not hold of other texts.",
            ("finding", "dimension", "choice", *CHOICES),
        ),
        Figure(
            "what-would-change",
            make.what_would_change,
            plots_change.plot_change,
            plots_change.change_title,
            plots_change.change_alt,
            "Each headline finding under one other choice at a time. Only choices that can touch a finding are "
            "counted, so the numbers of choices differ, and a text is left out only where its kind of source has "
            "another one. Where a finding says “quoted”, its base is quotation alone, and quoted and paraphrased is "
            "the other choice; where it says “attributed”, it is the other way round. What our choices do not move may "
            "still not hold of other texts.",
            ("finding", "dimension", "choice"),
        ),
        Figure(
            "agreement-with-people",
            make.agreement_with_people,
            plots_validation.plot_trust,
            plots_validation.trust_title,
            plots_validation.trust_alt,
            "Agreement with people's annotation: 1 is the same everywhere. “polnear” are articles on United States "
            "politics, “babe” single news sentences. The suite was developed on these very texts; expect less on "
            "others.",
            ("measure", "who", "data"),
            of_texts=False,
        ),
        Figure(
            "false-alarms-and-power",
            make.false_alarms_and_power,
            plots_calibration.plot_alarms,
            plots_calibration.alarms_title,
            plots_calibration.alarms_alt,
            "Random halves of one source, 100 times: whatever a test finds there at a false discovery rate of 5 % is a "
            "false alarm. In the same splits 20 words were made twice as frequent. “polnear” are 284 articles on "
            "United States politics, the simulated wire is texts that nobody wrote. How much is found hangs on the "
            "number of texts: compare the tests, not the number.",
            ("data", "test", "unit"),
            of_texts=False,
        ),
        Figure(
            "interval-coverage",
            make.interval_coverage,
            plots_calibration.plot_coverage,
            plots_calibration.coverage_title,
            plots_calibration.coverage_alt,
            "How often a 95 % interval of the log ratio holds the truth: between random parts of “polnear” "
            "(284 articles of United States news), where the truth is 0, and between simulated groups with known "
            "rates. Where the texts of one outlet are kept together, 0 is not quite the truth: outlets differ.",
            ("data", "n_docs_a", "n_docs_b", "cluster", "test"),
            of_texts=False,
        ),
    )
}
