"""Counts that come block by block make the tables of counts that are in memory, to the last bit."""

from __future__ import annotations

import errno
import tempfile

import pandas as pd
import pytest

import analysis as same
from analysis.measures import counts as counts_module
from analysis.measures import stream
from analysis.measures.frequency.tfidf import tfidf_by_block
from analysis.measures.stream import count_parsed, count_stream, count_whole
from analysis.schema import InputError
from analysis.texts.engines.processes import Processes
from analysis.texts.readers.corpus import read_blocks, read_corpus, with_days
from tests import faults
from tests.calls import TEXTS, write_corpus

ROWS = [
    *TEXTS,
    {"doc_id": "d", "source_type": "newswire", "text": "–", "date": "1 May 2024"},
    {"doc_id": "e", "text": "GIVE US HOPE in the US. No. 5 did n't.", "note": "late", "date": "May 2, 2024"},
]


@pytest.fixture(params=[1, 10_000])
def corpus(request, tmp_path, monkeypatch):
    """A corpus, so many counts of it looked at together."""
    monkeypatch.setattr(stream, "_CELLS", request.param)
    return write_corpus(tmp_path / "in" / "corpus.jsonl", ROWS)


def in_memory(corpus):
    documents = read_corpus(corpus)
    return same.count(same.voices(documents), documents).by_document()


@pytest.mark.parametrize("size", [1, 100, None])
def test_blocks_of_any_size_hold_the_documents_as_they_are_read_at_once(corpus, size):
    blocks = list(read_blocks(corpus, size=size))
    assert len(blocks) == (1 if size is None else {1: 5, 100: 2}[size])
    pd.testing.assert_frame_equal(
        with_days(pd.concat(blocks).astype("str"))[list(read_corpus(corpus))], read_corpus(corpus)
    )


@pytest.mark.parametrize("size", [1, 100, None])
@pytest.mark.parametrize("by", [None, "source_type", "doc_id"])
def test_terms_are_those_of_counts_in_memory(corpus, size, by):
    streamed, known = count_stream(map(count_whole, read_blocks(corpus, size=size))), in_memory(corpus)
    assert streamed.terms.tolist() == known.terms.tolist() and streamed.words.tolist() == known.words.tolist()
    pd.testing.assert_frame_equal(streamed.rows, known.rows)
    for table in (same.terms, same.dispersion):
        pd.testing.assert_frame_equal(table(streamed, by=by), table(known, by=by), check_exact=True)


@pytest.mark.parametrize("size", [1, 100, None])
def test_tfidf_by_block_is_that_of_counts_in_memory(corpus, size):
    streamed, known = count_stream(map(count_whole, read_blocks(corpus, size=size))), in_memory(corpus)
    tables = list(tfidf_by_block(streamed))
    assert len(tables) == {1: 4, 100: 2, None: 1}[size]  # the text without a word makes no table
    pd.testing.assert_frame_equal(pd.concat(tables, ignore_index=True), same.tfidf(known), check_exact=True)
    pd.testing.assert_frame_equal(next(tfidf_by_block(streamed)), tables[0])  # and again


@pytest.mark.parametrize("size", [1, 100, None])
@pytest.mark.parametrize("cluster", [None, "outlet"])
def test_keyness_is_that_of_counts_in_memory(tmp_path, monkeypatch, size, cluster):
    rows = [
        {
            "doc_id": f"t{k}",
            "outlet": f"outlet {k % 17}",
            "source_type": ("newswire", "advocacy", "blog")[k % 3],
            "text": f"The fire {'was a lie ' * (k % 4)}said {'some ' * (k % 3 * (k % 5))}on {'Monday ' * (k % 2)}.",
        }
        for k in range(60)
    ]
    corpus = write_corpus(tmp_path / "in" / "corpus.jsonl", rows)
    known = in_memory(corpus)
    monkeypatch.setattr(stream, "_CELLS", 100)
    monkeypatch.setattr(counts_module, "NEAR", 30)
    streamed = count_stream(map(count_whole, read_blocks(corpus, size=size)))
    assert len(list(streamed.slices())) > 2
    options = {"by": "source_type", "cluster": cluster}
    for table, more in ((same.keyness, {"target": "newswire"}), (same.compare, {}), (same.compare, {"pairs": True})):
        expected = table(known, **options, **more)
        assert expected["p"].notna().any()
        pd.testing.assert_frame_equal(table(streamed, **options, **more), expected, check_exact=True)
        with Processes(2) as processes:
            shared = table(streamed, **options, **more, over=processes.map)
        pd.testing.assert_frame_equal(shared, expected, check_exact=True)


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_make_the_same_counts(corpus, jobs):
    one = count_stream(map(count_whole, read_blocks(corpus, size=1)))
    with Processes(jobs) as processes:
        several = count_stream(processes.map(count_whole, read_blocks(corpus, size=1)))
    assert several.terms.tolist() == one.terms.tolist()
    pd.testing.assert_frame_equal(same.terms(several, by="doc_id"), same.terms(one, by="doc_id"), check_exact=True)


@pytest.mark.parametrize(("voice", "part", "ngrams"), [("author", "body", 1), ("direct", "all", 2), ("all", "all", 3)])
@pytest.mark.parametrize("size", [1, 100, None])
def test_counts_of_a_voice_and_a_part_are_those_of_all_texts_at_once(corpus, size, voice, part, ngrams):
    documents = read_corpus(corpus)
    known = same.count(same.voices(documents), documents, ngrams=ngrams).select(voice=voice, part=part).by_document()
    chosen = {"voice": voice, "part": part}
    counted = [count_parsed(same.voices(b), b, **chosen, ngrams=ngrams) for b in read_blocks(corpus, size=size)]
    streamed = count_stream(counted, **chosen)
    assert streamed.place == known.place and streamed.terms.tolist() == known.terms.tolist()
    assert streamed.words.tolist() == known.words.tolist()
    pd.testing.assert_frame_equal(streamed.rows, known.rows)
    for table in (same.terms, same.dispersion):
        pd.testing.assert_frame_equal(table(streamed), table(known), check_exact=True)


def test_a_voice_that_no_text_has_is_named_as_for_all_texts_at_once():
    quiet = pd.DataFrame({"doc_id": ["a"], "text": ["It rained."]})
    quoted = {"voice": "direct", "part": "body"}
    with pytest.raises(InputError, match="no text has a word in part body, voice direct; choose another"):
        count_stream([count_parsed(same.voices(quiet), quiet, **quoted)], **quoted)


def test_a_doc_id_in_two_blocks_is_named():
    block = count_whole(pd.DataFrame({"doc_id": ["a"], "text": ["It rained."]}))
    with pytest.raises(InputError, match="the doc_id a occurs twice"):
        count_stream([block, block])


def test_no_word_at_all_is_an_error():
    with pytest.raises(InputError, match="no text has a word"):
        count_stream([count_whole(pd.DataFrame({"doc_id": ["a"], "text": ["–"]}))])


def test_a_full_temporary_folder_is_named(monkeypatch):
    blocks = [pd.DataFrame({"doc_id": [str(k)], "text": [" ".join(f"w{n}" for n in range(2000))]}) for k in range(9)]
    with faults.disk("64k") as small:
        monkeypatch.setattr(tempfile, "tempdir", str(small))
        with pytest.raises(OSError, match="TMPDIR") as full:
            count_stream(map(count_whole, blocks))
    assert full.value.errno == errno.ENOSPC and full.value.filename.startswith(str(small))
