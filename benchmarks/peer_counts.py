"""How the other tools count words: how often each occurs, and in how many texts."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from typing import Any

from benchmarks.peer_work import Numbers, Texts


def _listed(n: Any, docs: Any, terms: Any) -> Numbers:
    return {"n": dict(zip(terms, map(float, n), strict=True)), "texts": dict(zip(terms, map(float, docs), strict=True))}


def python_count(given: Texts) -> Callable[[], Numbers]:
    """`str.split` into dictionaries."""
    n: Counter[str] = Counter()
    docs: Counter[str] = Counter()
    for text in given.texts:
        words = text.lower().split()
        n.update(words)
        docs.update(set(words))
    return lambda: _listed(n.values(), [docs[word] for word in n], n)


def pandas_count(given: Texts) -> Callable[[], Numbers]:
    """`str.split`, `explode`, `groupby`."""
    import pandas as pd

    words = pd.Series(given.texts, dtype="str").str.lower().str.split().explode().rename("word")
    table = words.reset_index().groupby("word")["index"].agg(["size", "nunique"])
    return lambda: _listed(table["size"], table["nunique"], table.index)


def polars_count(given: Texts) -> Callable[[], Numbers]:
    """Do the same in Polars, on all cores."""
    import polars as pl

    words = pl.col("text").str.to_lowercase().str.extract_all(r"\S+").alias("word")
    table = (
        pl.DataFrame({"text": given.texts})
        .lazy()
        .with_row_index("doc")
        .select("doc", words)
        .explode("word")
        .group_by("word")
        .agg(pl.len(), pl.col("doc").n_unique())
        .collect()
        .drop_nulls()
    )
    return lambda: _listed(table["len"], table["doc"], table["word"])


def arrow_count(given: Texts) -> Callable[[], Numbers]:
    """Arrow's lower, split and dictionary, and a sparse matrix of it."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    from scipy import sparse

    lists = pc.utf8_split_whitespace(pc.utf8_lower(pa.array(given.texts, pa.large_string())))
    row, words = pc.list_parent_indices(lists), pc.list_flatten(lists).dictionary_encode()
    cells = (np.ones(len(row), dtype=np.int64), (row.to_numpy(), words.indices.to_numpy()))
    matrix = sparse.coo_array(cells, shape=(len(given.texts), len(words.dictionary))).tocsr()
    docs = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return lambda: _without_nothing(_listed(matrix.sum(0), docs, words.dictionary.to_pylist()))


def _without_nothing(numbers: Numbers) -> Numbers:
    for column in numbers.values():
        column.pop("", None)  # what is before the first and after the last space
    return numbers


def sklearn_count(given: Texts) -> Callable[[], Numbers]:
    """CountVectorizer as it is, a matrix of texts and words."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer()
    matrix = counter.fit_transform(given.texts)
    return lambda: _listed(matrix.sum(0).A1, matrix.getnnz(0), counter.get_feature_names_out())


def gensim_count(given: Texts) -> Callable[[], Numbers]:
    """`gensim.utils.tokenize` and a Dictionary."""
    words, _ = gensim_bags(given)
    return lambda: _listed(
        [words.cfs[at] for at in words], [words.dfs[at] for at in words], [words[at] for at in words]
    )


def gensim_bags(given: Texts) -> tuple[Any, list[list[tuple[int, int]]]]:
    """Return gensim's dictionary and the bag of words of each text."""
    from gensim.corpora import Dictionary
    from gensim.utils import tokenize

    words = Dictionary()
    return words, [words.doc2bow(tokenize(text, lowercase=True), allow_update=True) for text in given.texts]


def nltk_count(given: Texts) -> Callable[[], Numbers]:
    """NLTK's word tokenizer (the one that needs no data) and FreqDist."""
    from nltk import FreqDist

    n, docs = FreqDist(), FreqDist()
    for words in cut_by_nltk(given):
        n.update(words)
        docs.update(set(words))
    words = [word for word, _ in n.items()]  # FreqDist is gone through in another order than its values
    return lambda: _listed([n[word] for word in words], [docs[word] for word in words], words)


def cut_by_nltk(given: Texts) -> list[list[str]]:
    """Return the words of each text."""
    from nltk.tokenize import NLTKWordTokenizer

    cut = NLTKWordTokenizer().tokenize
    return [cut(text.lower()) for text in given.texts]


def textacy_count(given: Texts) -> Callable[[], Numbers]:
    """`spacy.blank`, words, and textacy's Vectorizer."""
    vectorizer, matrix = textacy_matrix(given)
    return lambda: _listed(matrix.sum(0).A1, matrix.getnnz(0), vectorizer.terms_list)


def textacy_matrix(given: Texts, **options: Any) -> tuple[Any, Any]:
    """Return a Vectorizer and its matrix of texts and words."""
    import spacy
    from textacy.extract import words
    from textacy.representations import Vectorizer

    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    terms = ([word.lower_ for word in words(doc, filter_stops=False)] for doc in nlp.pipe(given.texts))
    vectorizer = Vectorizer(**options)
    return vectorizer, vectorizer.fit_transform(terms)


def conc_count(given: Texts) -> Callable[[], Numbers]:
    """Conc's corpus on the disk and its table of frequencies."""
    from conc.frequency import Frequency

    with tempfile.TemporaryDirectory() as folder:
        corpus = build_conc(folder, "all", given.texts)
        table = Frequency(corpus).frequencies(page_size=0, show_document_frequency=True).to_frame()
    return lambda: _listed(table["frequency"], table["document_frequency"], table["token"])


def build_conc(folder: str, name: str, texts: list[str]) -> Any:
    """Build a corpus of Conc; it asks for a trained model of which it uses no more than the tokenizer."""
    import logging

    import polars as pl
    import spacy
    from conc.corpus import Corpus

    logging.disable(logging.CRITICAL)
    nlp = spacy.blank("en")
    for part in "parser ner lemmatizer tagger senter tok2vec attribute_ruler".split():
        nlp.add_pipe("sentencizer", name=part)  # Conc turns these off by name
    nlp.to_disk(f"{folder}/blank")
    pl.DataFrame({"text": texts}).write_csv(f"{folder}/{name}.csv")
    return Corpus(name).build_from_csv(f"{folder}/{name}.csv", folder, model=f"{folder}/blank")
