"""Every table of the shipped corpus that the book offers, with what each one is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

import analysis as same
from analysis.measures.comparison.stability import rate_stability
from analysis.measures.dictionary.rates import loaded_by_speaker
from analysis.measures.sources.voice_shares import voice_findings, voice_shares
from analysis.measures.story import Story
from analysis.texts.readers.benchmarks import read_baselines, read_calibration, read_measured, read_training


@dataclass(frozen=True)
class Download:
    """A table to download: its name, what it is in a sentence, how it is made, and what a reader calls to make it."""

    name: str
    about: str
    make: Callable[[Story], pd.DataFrame]
    call: str = ""


def stated(story: Story) -> pd.DataFrame:
    """Return the table of the numbers that the home page states."""
    return voice_findings(voice_shares(story.counts))


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
        "python3 run.py voices -o voices.csv",
    ),
    Download(
        "findings",
        "The first numbers of the home page: how many words of each kind of source are in which voice.",
        stated,
        "analysis.views.book.downloads.stated(story)",
    ),
    Download(
        "sources",
        "Who is given the word: each quotation and paraphrase with its speaker, cue, chain and length.",
        lambda story: story.sources,
        "python3 run.py sources -o sources.csv",
    ),
    Download(
        "terms",
        "How often each term stands in the bodies of all texts, and in how many of them.",
        lambda story: same.terms(story.body),
        "python3 run.py terms -o terms.csv",
    ),
    Download(
        "terms_by_source_type",
        "How often each term stands in each kind of source.",
        lambda story: same.terms(story.body, by="source_type"),
        "python3 run.py terms --by source_type -o terms_by_source_type.csv",
    ),
    Download(
        "terms_by_text",
        "How often each term stands in each text.",
        lambda story: same.terms(story.body, by="doc_id"),
        "python3 run.py terms --by doc_id -o terms_by_text.csv",
    ),
    Download(
        "dispersion",
        "How evenly each term is spread over the texts: range, DP, DPnorm, Juilland's D, Rosengren's S, Carroll's D2 "
        "and the divergence.",
        lambda story: same.dispersion(story.body),
        "python3 run.py dispersion -o dispersion.csv",
    ),
    Download(
        "collocations",
        "Neighbouring words that stand together more often than chance would have it.",
        lambda story: same.collocations(story.segments),
        "python3 run.py collocations -o collocations.csv",
    ),
    Download(
        "tfidf",
        "Which terms mark each text: frequent in it, rare in the others (TF-IDF, scikit-learn's default variant).",
        lambda story: same.tfidf(story.body),
        "python3 run.py tfidf -o tfidf.csv",
    ),
    Download(
        "similarity",
        "How alike each two texts are in their words: cosine of their TF-IDF weights.",
        lambda story: same.similarity(story.body),
        "python3 run.py similarity -o similarity.csv",
    ),
    Download(
        "reuse",
        "The passages that two texts share, word for word or nearly, with their places in both.",
        lambda story: story.passages,
        "python3 run.py reuse -o reuse.csv",
    ),
    Download(
        "alignment",
        "The same passages step by step: which words are alike, replaced, or in one text alone.",
        lambda story: same.alignment(story.passages, story.segments),
        "analysis.alignment(story.passages, story.segments)",
    ),
    Download(
        "terms_once",
        "How often each term stands in each text, with and without the words that an earlier text has in a passage "
        "that both share. Texts without a date come last, in the order of documents.csv.",
        lambda story: same.terms_once(story.body, story.body_once, by="doc_id"),
        'analysis.terms_once(story.body, story.body_once, by="doc_id")',
    ),
    Download(
        "keyness",
        "Which terms advocacy uses more, or less, than the news wire: all voices.",
        lambda story: same.keyness(story.body, target="advocacy"),
        "python3 run.py keyness --target advocacy -o keyness.csv",
    ),
    Download(
        "keyness_author",
        "Which terms advocacy uses more, or less, than the news wire: the author's voice alone.",
        lambda story: same.keyness(story.counts.select(voice="author"), target="advocacy"),
        "python3 run.py keyness --target advocacy --voice author -o keyness_author.csv",
    ),
    Download(
        "stability",
        "How far each of these differences moves when the same texts are written anew from their own blocks of "
        "sentences: of these texts alone.",
        lambda story: same.stability(same.count_blocks(story.segments, story.documents), target="advocacy"),
        "python3 run.py stability --target advocacy -o stability.csv",
    ),
    Download(
        "rate_stability",
        "The same for each text's rates of loaded words and its share of attributed words.",
        lambda story: rate_stability(story.markers, story.segments, story.documents),
        "analysis.measures.comparison.stability.rate_stability(story.markers, story.segments, story.documents)",
    ),
    Download(
        "wordshift_author",
        "What each loaded word adds to the difference between advocacy and the news wire: the author's voice alone.",
        lambda story: same.wordshift(
            story.counts.select(voice="author"), same.MarkerRate(story.markers), target="advocacy"
        ),
        "python3 run.py wordshift --target advocacy --voice author -o wordshift_author.csv",
    ),
    Download(
        "markers",
        "Every match of the loaded-language lexicon, with its category and whose words it stands in.",
        lambda story: story.markers,
        "python3 run.py markers -o markers.csv",
    ),
    Download(
        "loaded_by_speaker",
        "Loaded words by whose they are: the author's own, and those of each speaker, with the words of each.",
        lambda story: loaded_by_speaker(story.markers, story.segments),
        "analysis.measures.dictionary.rates.loaded_by_speaker(story.markers, story.segments)",
    ),
    Download(
        "names",
        "Every name given to an actor, with the kind of name and whose words it stands in.",
        lambda story: story.names,
        "python3 run.py names -o names.csv",
    ),
    Download(
        "kwic",
        "A concordance: every place where “regime” stands, with the words around it. Any other: the verb kwic.",
        lambda story: same.kwic(story.segments, "regime"),
        "python3 run.py kwic --find regime -o kwic.csv",
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
        "The words that attribute speech, and the stand that each takes.",
        lambda story: story.cues,
        "analysis.read_cues()",
    ),
    Download(
        "validation",
        "How far voices and markers agree with people, on texts that people annotated: dated figures with intervals.",
        lambda _: read_measured(),
        "analysis.texts.readers.benchmarks.read_measured()",
    ),
    Download(
        "baselines",
        "What other programs and people reach in the same tasks, with sources.",
        lambda _: read_baselines(),
        "analysis.texts.readers.benchmarks.read_baselines()",
    ),
    Download(
        "training",
        "What learning from labelled sentences adds to the lexicon: cross-validated figures.",
        lambda _: read_training(),
        "analysis.texts.readers.benchmarks.read_training()",
    ),
    Download(
        "calibration",
        "How often each test finds what is not there, and what is, and how often intervals hold the truth: dated "
        "figures.",
        lambda _: read_calibration(),
        "analysis.texts.readers.benchmarks.read_calibration()",
    ),
)
