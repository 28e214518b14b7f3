"""What the verbs have in common: the group they belong to, the options they share, reading and counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

import analysis as same
from analysis.schema import PARTS, VOICES, InputError
from analysis.texts.readers.corpus import SHIPPED
from analysis.texts.segmentation.english import is_english
from analysis.texts.segmentation.words import words
from analysis.views.cli.terminal import SETTINGS, CommandLine, in_steps, say
from analysis.views.tables.phrases import counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


@click.group(cls=CommandLine, context_settings=SETTINGS, subcommand_metavar="VERB ...", options_metavar="[--debug]")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where a failure happened (or SAMESTORY_DEBUG=1).")
@click.version_option(same.__version__, message="Same Story %(version)s")
def cli() -> None:
    """Compare how different kinds of source tell the same story.

    Each verb reads a corpus and writes one table: "terms -o terms.csv" counts the words of the five texts in data/raw,
    "terms my-texts.csv -o -" those of another corpus, and shows them on the screen. A table ends in .csv, .jsonl or
    .parquet. "VERB --help" says more of each.
    """


cli.sections = {  # in the order of the path
    "Whose words they are": ("voices", "sources"),
    "Words in their places": ("kwic", "markers", "names"),
    "Words counted": ("terms", "dispersion", "collocations"),
    "Texts compared": ("tfidf", "similarity", "reuse", "keyness", "wordshift", "stability"),
    "How far to trust it": ("robustness", "validate", "calibrate"),
    "Learning from people": ("train",),
    "Everything at once": ("figures", "build"),
}

VOICE = click.option(
    "--voice",
    type=click.Choice([*VOICES, "all"]),
    metavar="VOICE",
    default="all",
    help="Count one voice: author (the text's own words), direct (quoted), indirect (reported) or all.",
)
PART = click.option(
    "--part",
    type=click.Choice([*PARTS, "all"]),
    metavar="PART",
    default="body",
    help=f"Count one part of the pages: {', '.join(PARTS)} or all.",
)
SHARED = click.option(
    "--shared",
    type=click.Choice(["once", "all"]),
    default="all",
    help="Count what several texts share (see reuse) in each of them, or once: in the first that has it.",
)
LEXICON = click.option("--lexicon", metavar="FILE", help="Another word list.  [default: data/lexicon/lexicon.csv]")
BY = click.option(
    "--by", metavar="COLUMN", default="source_type", help="The column of the corpus that tells the groups."
)
TARGET = click.option("--target", metavar="VALUE", required=True, help="The group in question: a value of that column.")
REFERENCE = click.option("--reference", metavar="VALUE", help="The group to compare it with.  [default: all the rest]")


def read(corpus: str | None, by: str | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return documents and segments; name the texts without a word, and count those that are not English."""
    documents = same.read_corpus(corpus)
    if by is not None:
        from analysis.measures.groups import labels

        labels(documents, by)
    rows = zip(documents["doc_id"], documents["text"], strict=True)
    wordless = [doc_id for doc_id, text in rows if not (words(text[:1000]) or words(text))]
    if len(wordless) == len(documents):
        raise InputError(f"{corpus or SHIPPED}: no text has a word; give a corpus with words")
    if wordless:
        more = f" and {len(wordless) - 10} more" * (len(wordless) > 10)
        say(f"no word in: {', '.join(wordless[:10])}{more} (kept, counted as nothing)")
    warn_of_language(documents)
    return documents, in_steps(same.voices, documents)


def warn_of_language(documents: pd.DataFrame) -> None:
    """Say how many texts do not read as English."""
    others = sum(not is_english(text) for text in documents["text"])
    if others:
        reads = "text does" if others == 1 else "texts do"
        say(f"{others:,} {reads} not read as English: voices, markers and stop words know English alone")


def given(option: str) -> bool:
    """Return whether a person typed this option of the verb that runs."""
    source = click.get_current_context().get_parameter_source(option)
    return source is ParameterSource.COMMANDLINE


def count(
    corpus: str | None, voice: str, part: str, *, by: str | None = None, ngrams: int = 1, shared: str = "all"
) -> Counts:
    """Return the counts of one voice and part, shared passages counted in each text or once."""
    documents, segments = read(corpus, by)
    if shared == "once":
        from analysis.measures.chronology import rule

        passages = same.reuse(segments, documents, part=part)
        segments = same.once(segments, documents, passages)
        say(
            f"{counted(len(passages), 'shared passage')}: the words that an earlier text has already are not counted "
            f"({rule(documents)})"
        )
    return same.count(segments, documents, ngrams=ngrams).where(voice=voice, part=part)
