"""Every table of the shipped corpus that the book offers, with what each one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd

import analysis as same
from analysis.measures.story import Story
from analysis.views.book.download_words import SHIPPED_WORDS


class Download(NamedTuple):
    """A table to download: its name, what it is in a sentence, how it is made, and the verb or expression for that."""

    name: str
    about: str
    make: Callable[[Story], pd.DataFrame]
    made_by: str
    table: str = ""  # the table whose columns it has, where that is not of its name

    @property
    def call(self) -> str:
        """What a reader calls to make it."""
        by = self.made_by
        return by if by.startswith(("analysis.", "story.")) else f"python3 run.py {by} -o {self.name}.csv"

    def worded(self, words: Mapping[str, str]) -> Download:
        """Return it with the names of a corpus, its groups and its target in its name, its sentence and its call."""
        made_by = " ".join(self.made_by.format_map(words).split())
        return self._replace(name=self.name.format_map(words), about=self.about.format_map(words), made_by=made_by)


def stated(story: Story) -> pd.DataFrame:
    """Return the table of the numbers that the home page states."""
    return story.voice_findings()


def _stability(story: Story) -> pd.DataFrame:
    blocks = same.count_blocks(story.segments, story.documents)
    return same.stability(blocks, by=story.by, target=story.target_group)


TEMPLATES = (
    Download(
        "documents",
        "The texts: who issued each, when, and where it was found. The texts themselves are in {place}.",
        lambda story: story.documents.drop(columns="text"),
        "analysis.read_corpus({quoted}).drop(columns='text')",
    ),
    Download(
        "voices",
        "Every text cut into segments: part of the page, whose words they are, speaker, and the word that attributes.",
        lambda story: story.segments,
        "voices {corpus}",
    ),
    Download(
        "findings",
        "The first numbers of the home page: how many words of each {group} are in which voice.",
        stated,
        "story.voice_findings()",
    ),
    Download(
        "sources",
        "Who is quoted: each quotation and paraphrase with its speaker, cue, chain and length.",
        lambda story: story.sources,
        "sources {corpus} {actors}",
    ),
    Download(
        "mentions",
        "What each text mentions: names, dates, numbers with what they count, events and denials, and how early.",
        lambda story: story.mentions,
        "mentions {corpus} {actors}",
    ),
    Download(
        "omissions",
        "What two other texts mention or more, and whether each text does, and where.",
        lambda story: story.omissions(),
        "omissions {corpus} {actors}",
    ),
    Download(
        "numbers_told",
        "Different numbers told of one noun or outcome, and numbers that are denied, side by side with their speakers.",
        lambda story: story.numbers_told(),
        "omissions {corpus} --numbers {actors}",
    ),
    Download(
        "terms",
        "How often each term occurs in the bodies of all texts, and in how many of them.",
        lambda story: story.terms(),
        "terms {corpus}",
    ),
    Download(
        "terms_by_{column}",
        "How often each term occurs in each {group}.",
        lambda story: story.terms(by=story.by),
        "terms {corpus} --by {by}",
        "terms_by_source_type",
    ),
    Download(
        "terms_by_text",
        "How often each term occurs in each text.",
        lambda story: story.terms(by="doc_id"),
        "terms {corpus} --by doc_id",
    ),
    Download(
        "readability",
        "How long the sentences and words of each text are, how easy it is to read and how varied its words are, by "
        "voice.",
        lambda story: story.readability,
        "readability {corpus}",
    ),
    Download(
        "agency",
        "Who does what to whom: each verb group, active or passive, and each noun for an act, with agent and patient.",
        lambda story: story.agency,
        "agency {corpus} {actors}",
    ),
    Download(
        "agency_rates",
        "How each {group} words acts: passives, passives without an agent and nouns, by class of verbs and voice.",
        lambda story: story.agency_rates(),
        "agency {corpus} --by {by} {actors}",
    ),
    Download(
        "frames",
        "Every word that brings a frame in, such as conflict, money or law, with its place and whose word it is.",
        lambda story: story.frames,
        "frames {corpus} {actors}",
    ),
    Download(
        "frame_rates",
        "How much of each frame each {group} has, in which voice, and in how many of its texts.",
        lambda story: story.frame_rates(),
        "frames {corpus} --by {by} {actors}",
    ),
    Download(
        "series",
        "What is quoted, how loaded the words are and who speaks, over time, by {group}; a period without a text is a "
        "gap.",
        lambda story: story.series(by=story.by),
        "series {corpus} --by {by} {actors}",
    ),
    Download(
        "dispersion",
        "How evenly each term is spread over the texts: range, DP, DPnorm, Juilland's D, Rosengren's S, Carroll's D2 "
        "and the divergence.",
        lambda story: story.dispersion(),
        "dispersion {corpus}",
    ),
    Download(
        "collocations",
        "Neighbouring words that occur together more often than by chance.",
        lambda story: story.collocations(),
        "collocations {corpus}",
    ),
    Download(
        "tfidf",
        "Which terms mark each text: frequent in it, rare in the others (TF-IDF, scikit-learn's default variant).",
        lambda story: story.tfidf(),
        "tfidf {corpus}",
    ),
    Download(
        "similarity",
        "How similar the words of two texts are: the cosine of their TF-IDF weights.",
        lambda story: story.similarity(),
        "similarity {corpus}",
    ),
    Download(
        "reuse",
        "The passages that two texts share, word for word or nearly, with their places in both.",
        lambda story: story.passages,
        "reuse {corpus}",
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
        "Which terms {target} uses more, or less, than {others}: all voices.",
        lambda story: story.keyness(),
        "keyness {corpus} {grouped} --target {named}",
    ),
    Download(
        "keyness_author",
        "Which terms {target} uses more, or less, than {others}: the author's voice alone.",
        lambda story: story.keyness(voice="author"),
        "keyness {corpus} {grouped} --target {named} --voice author",
    ),
    Download(
        "stability",
        "How far each of these differences moves when the texts are rebuilt at random from their own blocks of "
        "sentences, drawn at random: this is about these texts alone.",
        _stability,
        "stability {corpus} {grouped} --target {named}",
    ),
    Download(
        "rate_stability",
        "The same for each text's rates of loaded words and its share of attributed words.",
        lambda story: story.rate_stability(),
        "story.rate_stability()",
    ),
    Download(
        "wordshift_author",
        "What each loaded word adds to the difference between {target} and {others}: the author's voice alone.",
        lambda story: story.wordshift(same.MarkerRate(story.markers), voice="author"),
        "wordshift {corpus} {grouped} --target {named} --voice author {actors}",
    ),
    Download(
        "markers",
        "Every match of the loaded-language lexicon, with its category and whose word it is.",
        lambda story: story.markers,
        "markers {corpus} {actors}",
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
        "names {corpus} {actors}",
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
        "analysis.read_actors({actors_file})",
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
DOWNLOADS = tuple(one.worded(SHIPPED_WORDS) for one in TEMPLATES)
