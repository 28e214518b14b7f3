"""Verbs on corpora of any size: large ones are read some texts at a time, and worked on in several processes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from functools import partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from analysis.views.cli.asked_groups import check_asked_groups
from analysis.views.cli.corpora import (
    compares_texts,
    read_actors_of,
    read_counts,
    read_segments,
    tell_remarks,
    warn_of_gaps,
    warn_of_repeats,
)
from analysis.views.cli.engines import cluster_asked, engine, parts_on_cluster
from analysis.views.cli.messages import echo
from analysis.views.cli.options import corrections_file, given, speech_only
from analysis.views.cli.progress import progress_bar
from analysis.views.cli.resuming import journal, keeping
from analysis.views.tables.phrases import counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts
    from analysis.measures.stream import StreamedCounts

T = TypeVar("T")

LARGE = 16_000_000  # bytes; a corpus below fits into the memory whole, with all that is found in it
_NOT_LOOKED_AT = 3_000_000  # bytes; counted whole, texts below are also looked at for what would mislead, in a second
_PARALLEL = 20_000_000  # bytes of whole texts, which take one process several times as long as another takes to start
_KEPT = 10_000_000_000  # bytes; fewer whole texts are counted anew in minutes, and keeping their counts costs a tenth
_COMPARED = 32_000_000  # bytes of texts that are compared for repeats: a tenth of the time, and a gigabyte
_BLOCK = 1_000_000  # characters that are parsed at once: seconds of work, and tens of megabytes


def over_blocks(
    corpus: str | None,
    work: Callable[[pd.DataFrame, pd.DataFrame], T],
    *,
    by: str | None = None,
    speakers: bool = True,
) -> Iterator[T]:
    """Yield what `work` makes of segments and documents: of all at once, or of some after others where they are many.

    `work` goes to other processes, so it is a function of a module, or a `partial` of one. What it makes of some texts
    is to depend on these alone. Without `speakers` it is not looked for who speaks, where texts are many.
    """
    if not is_large(corpus):
        documents, segments = read_segments(corpus, by)
        yield work(segments, documents)
        return
    from analysis.measures.parsing import Parsing, Remarks

    remarks, prints = Remarks(), list[int]()
    parsing = Parsing(work, speech_only(), speakers)
    with closing(_worked_on(corpus, parsing, "reading", by=by, size=_BLOCK)) as blocks:
        for parsed in blocks:
            remarks += parsed.remarks
            prints += parsed.prints.tolist()
            yield parsed.made
    tell_remarks(remarks, corpus)
    if compares_texts():
        _tell_repeats(corpus, prints)


def _tell_repeats(corpus: str | None, prints: list[int]) -> None:
    """Say before a test how many texts repeat an earlier one; in texts beyond `_COMPARED` copies alone are found."""
    if bytes_of(corpus) <= _COMPARED:
        from analysis.texts.readers.corpus import read_corpus

        warn_of_repeats(read_corpus(corpus))
        return
    copies = len(prints) - len(set(prints))
    repeat = "repeats" if copies == 1 else "repeat"
    found = (
        f"{copies:,} of {len(prints):,} texts {repeat} an earlier one to the letter; each is tested as one of its own; "
    )
    echo(f"{found if copies else ''}among so many texts near repeats are not looked for")


def read_list_of_actors(corpus: str | None, file: str | None, left_out: str) -> pd.DataFrame | None:
    """Return the names of the actors before texts are read; None where it takes the texts to know whose these are.

    The list that comes with the suite is of the five texts alone: a large corpus has none but what a file gives.
    """
    if file is None and not is_large(corpus):
        return None
    from analysis.schema import COLUMNS
    from analysis.texts.readers.corpus import read_corpus
    from analysis.texts.readers.tables import to_table

    may_be_the_five = file is None and bytes_of(corpus) <= LARGE  # on a cluster
    return read_actors_of(
        read_corpus(corpus) if may_be_the_five else to_table([], COLUMNS["documents"]), file, left_out
    )


def is_large(corpus: str | None) -> bool:
    """Return whether the texts are to be read some at a time; what people corrected is read with all texts."""
    if cluster_asked() and corrections_file() is not None:
        raise click.UsageError("--engine dask works on some texts at a time; leave out --corrections")
    return cluster_asked() or (corrections_file() is None and bytes_of(corpus) > LARGE)


def bytes_of(corpus: str | None) -> int:
    """Return how many bytes the texts of a corpus have, about: those of its files, unpacked."""
    from analysis.texts.readers.corpus import resolve_path

    place = resolve_path(corpus)
    files = place.rglob("*") if place.is_dir() else [place]
    return sum(_bytes_of(file) for file in files if file.is_file())


def _bytes_of(file: Path) -> int:
    if file.suffix.lower() == ".parquet" and find_spec("pyarrow"):
        from pyarrow import ArrowException
        from pyarrow.parquet import read_metadata

        with suppress(ArrowException, OSError):  # said where it is read
            about = read_metadata(file)
            return sum(about.row_group(k).total_byte_size for k in range(about.num_row_groups))
    return file.stat().st_size


def _worked_on(
    corpus: str | None,
    work: Callable[[Any], T],
    what: str,
    *,
    by: str | None,
    size: int,
    sent: Callable[[pd.DataFrame], Any] | None = None,
) -> Generator[T, None, None]:
    """Yield what is made of each block, in order; a terminal sees how far it is, and how long the rest will take.

    What is done is kept for ``--resume``, where it is much or costs much. `sent` is what is made of a block that goes
    to another process, where the work takes that too.
    """
    from analysis.texts.engines.partitions import Reading, check_ids

    check_asked_groups(corpus, by)
    whole = bytes_of(corpus)
    kept = journal() if what == "reading" or whole > _KEPT else None
    pays = what == "reading" or whole > _PARALLEL
    with progress_bar(what, "B", whole) as bar, engine(pays) as over:
        bar.refresh()  # the first block may take long
        run = over if kept is None else keeping(kept, over)
        parts = parts_on_cluster(corpus, size)
        if parts is None:
            sizes: deque[int] = deque()
            blocks = _read_here(corpus, by, size, sizes)
            for made in run(work, map(sent, blocks) if sent and kept is None else blocks):
                bar.update(sizes.popleft())
                yield made
            return
        for _ in islice(_read_here(corpus, by, 1, deque()), 1):  # says now what the first text lacks
            pass
        ids = []
        for part, done in zip(parts, run(Reading(work, size), parts), strict=True):
            bar.update(part.size)
            ids.append(done.ids)
            yield from done.made
        check_ids(corpus, ids)


def _read_here(corpus: str | None, by: str | None, size: int, sizes: deque[int]) -> Iterator[pd.DataFrame]:
    """Yield the blocks of a corpus, the characters of each noted; a column that the call names is to be there."""
    from analysis.measures.groups import group_labels
    from analysis.texts.readers.corpus import part_files, read_blocks, resolve_path

    place = resolve_path(corpus)
    files = part_files(place) if place.is_dir() else [place]
    # Each row of JSON lines names its own columns, and each file of a folder has its own.
    may_come_later = len(files) > 1 or any(file.suffix.lower() == ".jsonl" for file in files)
    for number, block in enumerate(read_blocks(corpus, size=size)):
        for column in _columns(by):
            if column not in block.columns and not may_come_later:
                group_labels(block, column)  # says which columns there are, before all is read
            elif column not in block.columns and number == 0:
                from tqdm import tqdm

                with tqdm.external_write_mode(sys.stderr):
                    echo(f"the first texts have no column {column!r}; if no other has it, the call fails at the end")
        sizes.append(sum(map(len, block["text"])))
        yield block


def _columns(by: str | None) -> list[str]:
    """Return the columns of the documents that the call names, to group by, to test by or for their dates."""
    params = click.get_current_context().params
    return [name for name in dict.fromkeys((by, params.get("cluster"), params.get("date"))) if name]


def read_any_counts(
    corpus: str | None,
    voice: str,
    part: str,
    *,
    by: str | None = None,
    ngrams: int = 1,
    shared: str = "all",
    plain: bool = False,
) -> Counts | StreamedCounts:
    """Return the counts by document of one voice and part.

    Those of a large corpus are not all in memory. Where `plain` asks for it, or texts are counted whatever the voice
    and the part, no text is parsed. The tables are the same.
    """
    stories = click.get_current_context().params.get("cluster") == "story"
    together = shared != "all" or stories  # what is looked for in all texts at once
    if plain:
        _check_plain(voice, part, ngrams, shared, stories)
    whole = voice == part == "all" and ngrams == 1 and corrections_file() is None
    if plain or (whole and not together and (cluster_asked() or bytes_of(corpus) > _NOT_LOOKED_AT)):
        return _read_whole_texts(corpus, by)
    if together and cluster_asked():
        left_out = "--cluster story" if stories else "--shared"
        raise click.UsageError(f"--engine dask works on some texts at a time; leave out {left_out}")
    if together or not is_large(corpus):
        return read_counts(corpus, voice, part, by=by, ngrams=ngrams, shared=shared)
    from analysis.measures.stream import count_parsed, count_stream

    work = partial(count_parsed, voice=voice, part=part, ngrams=ngrams)
    counts = count_stream(over_blocks(corpus, work, by=by, speakers=False), voice=voice, part=part)
    for column in _columns(by):
        warn_of_gaps(counts.documents, column, corpus)
    return counts


def _check_plain(voice: str, part: str, ngrams: int, shared: str, stories: bool) -> None:
    """Refuse what --plain cannot count."""
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


def _read_whole_texts(corpus: str | None, by: str | None) -> StreamedCounts:
    """Return the counts of whole texts."""
    from analysis.measures.stream import CodedTexts, count_stream, count_whole
    from analysis.texts.readers.corpus import BLOCK

    counts = count_stream(_worked_on(corpus, count_whole, "counting", by=by, size=BLOCK, sent=CodedTexts.of))
    for column in _columns(by):
        warn_of_gaps(counts.documents, column, corpus)
    wordless = len(counts.documents) - len(counts)
    if wordless:
        echo(f"{counted(wordless, 'text')} without a word (kept, counted as nothing)")
    echo("no text was parsed: what texts quote counts as their own; languages, markup and repeats were not looked for")
    return counts
