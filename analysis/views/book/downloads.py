"""Every table of the shipped corpus that the book offers, with what each one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

import analysis as same
from analysis.measures.story import Story


class Download(NamedTuple):
    """A table to download: its name, what it is in a sentence, how it is made, and the verb or expression for that."""

    name: str
    about: str
    make: Callable[[Story], pd.DataFrame]
    made_by: str

    @property
    def call(self) -> str:
        """What a reader calls to make it."""
        by = self.made_by
        return by if by.startswith(("analysis.", "story.")) else f"python3 run.py {by} -o {self.name}.csv"


def stated(story: Story) -> pd.DataFrame:
    """Return the table of the numbers that the home page states."""
    return story.voice_findings()


DOWNLOADS = (
    Download(
        "documents",
        "The texts: who issued each, when, and where it was found. The texts themselves are in data/raw/.",
        lambda story: story.documents.drop(columns="text"),
        "analysis.read_corpus().drop(columns='text')",
    ),
    Download(
        "voices",
        "Every text cut into segments: part of the page, whose words they are, speaker, and the word that attributes.",
        lambda story: story.segments,
        "voices",
    ),
    Download(
        "findings",
        "The first numbers of the home page: how many words of each kind of source are in which voice.",
        stated,
        "story.voice_findings()",
    ),
    Download(
        "sources",
        "Who is quoted: each quotation and paraphrase with its speaker, cue, chain and length.",
        lambda story: story.sources,
        "sources",
    ),
    Download(
        "terms",
        "How often each term occurs in the bodies of all texts, and in how many of them.",
        lambda story: story.terms(),
        "terms",
    ),
    Download(
        "terms_by_source_type",
        "How often each term occurs in each kind of source.",
        lambda story: story.terms(by="source_type"),
        "terms --by source_type",
    ),
    Download(
        "terms_by_text",
        "How often each term occurs in each text.",
        lambda story: story.terms(by="doc_id"),
        "terms --by doc_id",
    ),
    Download(
        "dispersion",
        "How evenly each term is spread over the texts: range, DP, DPnorm, Juilland's D, Rosengren's S, Carroll's D2 "
        "and the divergence.",
        lambda story: story.dispersion(),
        "dispersion",
    ),
    Download(
        "collocations",
        "Neighbouring words that occur together more often than by chance.",
        lambda story: story.collocations(),
        "collocations",
    ),
    Download(
        "tfidf",
        "Which terms mark each text: frequent in it, rare in the others (TF-IDF, scikit-learn's default variant).",
        lambda story: story.tfidf(),
        "tfidf",
    ),
    Download(
        "similarity",
        "How similar the words of two texts are: the cosine of their TF-IDF weights.",
        lambda story: story.similarity(),
        "similarity",
    ),
    Download(
        "reuse",
        "The passages that two texts share, word for word or nearly, with their places in both.",
        lambda story: story.passages,
        "reuse",
    ),
    Download(
        "alignment",
        "The same passages step by step: which words are the same, replaced, or in one text alone.",
        lambda story: story.alignment(),
        "story.alignment()",
    ),
    Download(
        "terms_once",
        "How often each term occurs in each text, with and without the words of a passage that an earlier text shares. "
        "Texts without a date come last, in the order of documents.csv.",
        lambda story: story.terms_once(by="doc_id"),
        'story.terms_once(by="doc_id")',
    ),
    Download(
        "keyness",
        "Which terms advocacy uses more, or less, than the news wire: all voices.",
        lambda story: story.keyness(target="advocacy"),
        "keyness --target advocacy",
    ),
    Download(
        "keyness_author",
        "Which terms advocacy uses more, or less, than the news wire: the author's voice alone.",
        lambda story: story.keyness(target="advocacy", voice="author"),
        "keyness --target advocacy --voice author",
    ),
    Download(
        "stability",
        "How far each of these differences moves when the texts are rebuilt at random from their own blocks of "
        "sentences, drawn at random: this is about these texts alone.",
        lambda story: same.stability(same.count_blocks(story.segments, story.documents), target="advocacy"),
        "stability --target advocacy",
    ),
    Download(
        "rate_stability",
        "The same for each text's rates of loaded words and its share of attributed words.",
        lambda story: story.rate_stability(),
        "story.rate_stability()",
    ),
    Download(
        "wordshift_author",
        "What each loaded word adds to the difference between advocacy and the news wire: the author's voice alone.",
        lambda story: same.wordshift(story.select(voice="author"), same.MarkerRate(story.markers), target="advocacy"),
        "wordshift --target advocacy --voice author",
    ),
    Download(
        "markers",
        "Every match of the loaded-language lexicon, with its category and whose word it is.",
        lambda story: story.markers,
        "markers",
    ),
    Download(
        "loaded_by_speaker",
        "Loaded words by whose they are: the author's own, and those of each speaker, with the words of each.",
        lambda story: story.loaded_by_speaker(),
        "story.loaded_by_speaker()",
    ),
    Download(
        "names",
        "Every name given to an actor, with the kind of name and whose words it is in.",
        lambda story: story.names,
        "names",
    ),
    Download(
        "kwic",
        "A concordance: every occurrence of “regime”, with the words around it. For another word use the verb kwic.",
        lambda story: story.kwic("regime"),
        "kwic --find regime",
    ),
    Download("lexicon", "The loaded-language lexicon itself.", lambda story: story.lexicon, "analysis.read_lexicon()"),
    Download(
        "actors",
        "The actors, and the names they are given, with who uses each.",
        lambda story: story.actors,
        "analysis.read_actors()",
    ),
    Download(
        "cues",
        "The words that attribute speech, and the stance that each takes.",
        lambda story: story.cues,
        "analysis.read_cues()",
    ),
    Download(
        "validation",
        "How far voices and markers agree with people, on texts that people annotated: dated figures with intervals.",
        lambda _: same.read_measured(),
        "analysis.read_measured()",
    ),
    Download(
        "baselines",
        "What other programs and people reach in the same tasks, with sources.",
        lambda _: same.read_baselines(),
        "analysis.read_baselines()",
    ),
    Download(
        "training",
        "What learning from labelled sentences adds to the lexicon: cross-validated figures.",
        lambda _: same.read_training(),
        "analysis.read_training()",
    ),
    Download(
        "calibration",
        "How often each test gives a false alarm, how often it finds a difference, and how often intervals hold the "
        "truth: dated figures.",
        lambda _: same.read_calibration(),
        "analysis.read_calibration()",
    ),
)
