"""Every group is compared with less work than one call of keyness for each comparison, and with the same numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.measures.comparison import every_group, keyness_by_term
from analysis.measures.comparison.every_group import compare
from analysis.measures.comparison.keyness import keyness
from analysis.measures.counts import Counts, count
from analysis.schema import InputError
from tests.toys import toy

GROUPS = "stuvwxyz"


@pytest.fixture
def counts():
    texts = {
        f"{group}{i}": f"the {group}cow " + "dog " * (i % 4) + "cat " * (i * (group < "v")) + f"w{i} " * (i % 3)
        for group in GROUPS
        for i in range(6)
    }
    return count(*toy(texts, groups={doc_id: doc_id[0] for doc_id in texts})).select()


@pytest.mark.parametrize("pairs", [False, True])
def test_the_rows_are_those_of_keyness(counts, pairs):
    table = compare(counts, pairs=pairs).drop(columns=["q", "comparisons"])
    alone = []
    for target, reference in table[["target", "reference"]].drop_duplicates().itertuples(index=False):
        alone.append(keyness(counts, target=target, reference=reference if pairs else None))
    expected = pd.concat(alone, ignore_index=True).drop(columns=["q", "comparisons"])
    assert len(alone) == (28 if pairs else 8) and expected["p"].notna().any()
    pd.testing.assert_frame_equal(table, expected, check_exact=True)


def test_counts_are_read_once_however_many_groups_there_are(counts, monkeypatch):
    read, slices = [], Counts.slices
    monkeypatch.setattr(Counts, "slices", lambda self: (read.append(len(self)), slices(self))[1])
    compare(counts)
    assert read == [48]
    compare(counts, pairs=True)
    assert read == [48] * 3  # to say how many rows there will be, and to make them


def test_a_pair_of_groups_does_not_go_through_the_counts_of_others(counts, monkeypatch):
    split, gone_through = keyness_by_term._split, []

    def counting(matrix, groups):
        gone_through.append(matrix.nnz)
        return split(matrix, groups)

    monkeypatch.setattr(keyness_by_term, "_split", counting)
    compare(counts, pairs=True)
    n_pairs = len(GROUPS) * (len(GROUPS) - 1) // 2
    assert sum(gone_through) == counts.by_document().matrix.nnz * n_pairs // (len(GROUPS) // 2)


@pytest.mark.parametrize("pairs", [False, True])
def test_progress_is_told_in_parts_of_what_is_given(counts, pairs):
    told = []

    def progress(work, total):
        for piece in work:
            told.append((piece.size, total))
            yield piece

    table = compare(counts, pairs=pairs, progress=progress)
    sizes, totals = zip(*told, strict=True)
    assert len(sizes) > 4 and sum(sizes) == totals[0] and set(totals) == {totals[0]}
    assert totals[0] == table["comparisons"].iloc[0] * len(counts.terms)


def test_a_group_without_words_is_named_before_any_work(counts, monkeypatch):
    documents = pd.concat([counts.documents, pd.DataFrame([{"doc_id": "r0", "source_type": "r"}])], ignore_index=True)
    monkeypatch.setattr(every_group, "together", None)
    with pytest.raises(InputError, match=r"^group r has no words in part body, voice all$"):
        compare(Counts(counts.rows, counts.matrix, counts.terms, counts.words, documents, "body"))


def test_cells_of_a_group_keep_their_documents_and_terms():
    rng = np.random.default_rng(0)
    dense = rng.poisson(0.4, (40, 30))
    groups = [np.array([3, 1, 30]), np.arange(4, 20), np.array([], dtype=int)]
    parts = keyness_by_term._split(sparse.csr_array(dense), groups)
    for part, rows in zip(parts, groups, strict=True):
        np.testing.assert_array_equal(part.toarray(), dense[rows])
