"""What a verb works on: a corpus read with its segments, or its counts, and messages about both.

The functions import what reads and counts: their module is loaded by ``VERB --help`` too, which needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.schema import InputError, listed
from analysis.texts.readers.installation import SHIPPED
from analysis.views.cli.app import PROGRAM
from analysis.views.cli.messages import echo
from analysis.views.cli.options import corrections_file, jobs, speech_only
from analysis.views.cli.progress import progress_bar
from analysis.views.tables.phrases import corrections_told, counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts
    from analysis.measures.parsing import Remarks

TESTS = (
    "keyness",
    "rates",
    "series",
    "readability",
    "wordshift",
    "stability",
    "robustness",
    "calibrate",
)  # the verbs whose unit is the document
MAKES_SHEET = f"{PROGRAM} {{0}} CORPUS -o FILE makes a sheet to fill in, for --{{0}} FILE"
WITHIN_NAMES = "markers inside names are counted too"  # where no list of actors says what is a name


def compares_texts() -> bool:
    """Return whether the verb that runs tests something over texts; readability does where it is asked for groups."""
    verb = click.get_current_context()
    return verb.info_name in TESTS and (verb.info_name != "readability" or verb.params.get("by") is not None)


def read_segments(
    corpus: str | None, by: str | None = None, *, check: Callable[[pd.DataFrame], None] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return documents and segments; say what there is to say of the texts. `check` refuses documents unparsed."""
    documents = same.read_corpus(corpus)
    if check is not None:
        check(documents)
    for column in dict.fromkeys((by, click.get_current_context().params.get("cluster"))):
        warn_of_gaps(documents, column, corpus)
    warn_of_texts(documents, corpus)
    documents = _with_story(documents)
    return documents, find_voices(documents)


def _with_story(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents, with their stories where a test clusters by these; else say before a test what repeats."""
    verb = click.get_current_context()
    if not compares_texts():
        return documents
    if verb.params.get("cluster") == "story":
        from analysis.measures.reuse.repeats import stories_of

        return documents.assign(story=stories_of(documents))
    warn_of_repeats(documents)
    return documents


def warn_of_repeats(documents: pd.DataFrame) -> None:
    """Say how many texts repeat an earlier one, and what tests by story."""
    from analysis.measures.reuse.repeats import stories_of

    offer = "--cluster story" if "cluster" in click.get_current_context().params else "keyness --cluster story"
    if repeat := len(documents) - stories_of(documents).nunique():
        repeats = "texts repeats" if repeat == 1 else "texts repeat"
        echo(f"{repeat:,} of {len(documents):,} {repeats} an earlier one; {offer} tests by story, not by text")


def read_counts(
    corpus: str | None, voice: str, part: str, *, by: str | None = None, ngrams: int = 1, shared: str = "all"
) -> Counts:
    """Return the counts of one voice and part, shared passages counted in each text or once."""
    from analysis.measures.chronology import describe_order

    documents, segments = read_segments(corpus, by)
    if shared == "once":
        passages = same.reuse(segments, documents, part=part)
        segments = same.once(segments, documents, passages)
        echo(
            f"{counted(len(passages), 'shared passage')}: the words that an earlier text already has are not counted "
            f"({describe_order(documents)})"
        )
    return same.count(segments, documents, ngrams=ngrams).select(voice=voice, part=part)


def read_lexicon_of(file: str | None) -> pd.DataFrame:
    """Return the lexicon; say so where it is all in capitals."""
    lexicon = same.read_lexicon(file)
    if lexicon.attrs["in_capitals"]:
        echo(f"{file}: every entry is in capitals, so capitals make no difference")
    return lexicon


def read_actors_of(documents: pd.DataFrame, file: str | None, left_out: str) -> pd.DataFrame:
    """Return the names of the actors of these texts; say what is left out where there are none."""
    actors = same.read_actors(file, documents=documents)
    if actors.empty:
        echo(f"{left_out}: these texts have no list of actors; {MAKES_SHEET.format('actors')}")
    return actors


def read_sides_of(documents: pd.DataFrame, file: str | None, left_out: str) -> pd.DataFrame:
    """Return the sides of the speakers of these texts; say what is left out where there are none."""
    sides = same.read_sides(file, documents=documents)
    if sides.empty:
        echo(f"{left_out}: these texts have no list of speakers; {MAKES_SHEET.format('speakers')}")
    return sides


def warn_of_gaps(documents: pd.DataFrame, by: str | None, corpus: str | None) -> None:
    """Say which texts have no value in a column of groups, what becomes of them, and where to fill it in."""
    from analysis.measures.groups import explain_missing_values
    from analysis.texts.readers.corpus import resolve_path

    if by in (None, "story") or not (why := explain_missing_values(documents, str(by))):
        return
    place = resolve_path(corpus)
    echo(f"{why}; fill it in in {place / 'SOURCES.csv' if place.is_dir() else place}")


def warn_of_texts(documents: pd.DataFrame, corpus: str | None = None) -> None:
    """Say which texts have no word, how many do not read as English, and which hold more than prose."""
    from analysis.measures.parsing import remarks_on

    tell_remarks(remarks_on(documents), corpus)


def tell_remarks(remarks: Remarks, corpus: str | None) -> None:
    """Say it; a corpus without a word is an error."""
    if wordless := remarks.wordless:
        if len(wordless) == remarks.texts:
            raise InputError(f"{corpus or SHIPPED}: no text has a word; give a corpus with words")
        more = f" and {len(wordless) - 10} more" * (len(wordless) > 10)
        echo(f"no word in: {', '.join(wordless[:10])}{more} (kept, counted as nothing)")
    if others := remarks.foreign:
        reads = "text does" if others == 1 else "texts do"
        echo(f"{others:,} {reads} not read as English: voices, markers and stop words know English alone")
    if n := remarks.n_beside:
        named = "; ".join(f"{doc_id} ({', '.join(kinds)})" for doc_id, kinds in remarks.beside.items())
        more = f"; and {n - len(remarks.beside):,} more" * (n > len(remarks.beside))
        holds = "text holds" if n == 1 else "texts hold"
        echo(f"{n:,} {holds} more than prose, which is counted too: {named}{more}")


def find_voices(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the segments of the documents; a terminal sees how far it is after a second."""
    with progress_bar("reading", " texts", len(documents)) as bar:
        segments = same.voices(documents, jobs=jobs(), progress=bar.update)
    segments = same.speech_alone(segments, same.read_cues()) if speech_only() else segments
    corrections = _corrections_of(documents)
    return segments if corrections is None else same.correct_voices(segments, corrections)


def find_markers(
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    lexicon: pd.DataFrame,
    names: pd.DataFrame,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the markers of the documents, without those that people took away."""
    found = same.markers(segments, lexicon, names, tokens=tokens)
    corrections = read_corrections_of(documents)
    if corrections is None:
        return found
    kept = same.correct_markers(found, corrections)
    asked = corrections[corrections["what"] == "marker"].drop_duplicates(["doc_id", "start", "end", "was"])
    if (missing := len(asked) - len(found) + len(kept)) > 0:
        echo(f"{counted(missing, 'correction')} of markers changed nothing: no such marker is found there now")
    return kept


def _corrections_of(documents: pd.DataFrame) -> pd.DataFrame | None:
    """Return what people corrected in these texts, and say how much that is; None where nothing was given."""
    table = read_corrections_of(documents)
    if table is not None:
        elsewhere = table.attrs["elsewhere"]
        rest = f"; {elsewhere:,} more {'is' if elsewhere == 1 else 'are'} of other texts" if elsewhere else ""
        echo(f"{corrections_told(table)}{rest}")
        if lines := table.attrs["overruled"]:
            are = "is" if len(lines) == 1 else "are"
            echo(f"{counted(len(lines), 'line')} {are} overruled by a later one on the same words: {listed(lines)}")
    return table


def read_corrections_of(documents: pd.DataFrame) -> pd.DataFrame | None:
    """Return what people corrected in these texts; None where nothing was given."""
    file = corrections_file()
    return None if file is None else same.read_corrections(file, documents)
