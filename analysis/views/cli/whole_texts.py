"""Counts of whole texts, whoever speaks: for corpora of any size, since no text is parsed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from analysis.texts.readers.installation import need
from analysis.views.cli.app import corrections_file, given, jobs, progress_bar
from analysis.views.cli.corpora import read_counts, warn_of_gaps
from analysis.views.cli.messages import echo
from analysis.views.tables.phrases import counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import AnyCounts
    from analysis.measures.stream import StreamedCounts

_PARALLEL = 20_000_000  # bytes, which take one process several times as long as another takes to start
_LARGE = 3_000_000  # bytes; below, texts are also looked at for what would mislead, in a second or two


def read_any_counts(
    corpus: str | None,
    voice: str,
    part: str,
    *,
    by: str | None = None,
    ngrams: int = 1,
    shared: str = "all",
    plain: bool = False,
) -> AnyCounts:
    """Return the counts of one voice and part (`read_counts`).

    Where `plain` asks for it, or a large corpus is counted whatever the voice and the part, they are made block by
    block; the tables are the same.
    """
    whole = voice == part == "all" and ngrams == 1 and shared == "all" and corrections_file() is None
    stories = click.get_current_context().params.get("cluster") == "story"
    if plain:
        _check_plain(voice, part, ngrams, shared, stories)
    if plain or (whole and not stories and find_spec("pyarrow") and _bytes_of(corpus) > _LARGE):
        return _read_whole_texts(corpus, by)
    return read_counts(corpus, voice, part, by=by, ngrams=ngrams, shared=shared)


def _check_plain(voice: str, part: str, ngrams: int, shared: str, stories: bool) -> None:
    """Refuse what --plain cannot count."""
    need("pyarrow", extra="parquet", what="--plain")
    wrong = (
        ("--voice", given("voice") and voice != "all"),
        ("--part", given("part") and part != "all"),
        ("--ngrams", ngrams > 1),
        ("--shared", shared != "all"),
        ("--cluster story", stories),
        ("--corrections", corrections_file() is not None),
    )
    if names := [name for name, is_wrong in wrong if is_wrong]:
        raise click.UsageError(f"--plain parses no text; leave out {' and '.join(names)}, or --plain")


def _bytes_of(corpus: str | None) -> int:
    from analysis.texts.readers.corpus import resolve_path

    place = resolve_path(corpus)
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(file.stat().st_size for file in files if file.is_file())


def _read_whole_texts(corpus: str | None, by: str | None) -> StreamedCounts:
    """Return the counts of whole texts, read block by block; a terminal sees how far it is after a second."""
    from analysis.measures.groups import group_labels
    from analysis.measures.stream import count_stream
    from analysis.texts.processes import processes_for
    from analysis.texts.readers.corpus import read_blocks

    columns = [name for name in dict.fromkeys((by, click.get_current_context().params.get("cluster"))) if name]

    may_come_later = str(corpus).lower().endswith(".jsonl")  # each row there names its own columns

    def blocks() -> Iterator[pd.DataFrame]:
        with progress_bar("counting", " texts", None) as bar:
            for block in read_blocks(corpus):
                for column in columns:
                    if column not in block.columns and not may_come_later:
                        group_labels(block, column)  # says which columns there are, before all is counted
                yield block
                bar.update(len(block))

    counts = count_stream(blocks(), jobs=processes_for(jobs(), _bytes_of(corpus) > _PARALLEL))
    for column in columns:
        warn_of_gaps(counts.documents, column, corpus)
    wordless = len(counts.documents) - len(counts)
    if wordless:
        echo(f"{counted(wordless, 'text')} without a word (kept, counted as nothing)")
    echo("no text was parsed: what texts quote counts as their own; languages, markup and repeats were not looked for")
    return counts
