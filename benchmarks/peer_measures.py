"""How the other tools compare groups, weigh words, show them in their places, pair them, and draw a page of them."""

from __future__ import annotations

import math
import re
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from benchmarks.peer_counts import build_conc, cut_by_nltk, gensim_bags, textacy_matrix
from benchmarks.peer_work import Numbers, Texts


def sklearn_keyness(given: Texts) -> Callable[[], Numbers]:
    """CountVectorizer, then scipy's log-likelihood ratio of each word's four cells: what one writes by hand."""
    import numpy as np
    from scipy.stats import chi2_contingency
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer()
    matrix = counter.fit_transform(given.texts)
    mine = np.array(given.in_target)
    a, b = matrix[mine].sum(0).A1, matrix[~mine].sum(0).A1
    c, d = a.sum(), b.sum()
    cells = np.stack([a, b, c - a, d - b], axis=1).reshape(-1, 2, 2)
    g2 = [chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic for table in cells]
    return lambda: {"g2": dict(zip(counter.get_feature_names_out(), map(float, g2), strict=True))}


def conc_keyness(given: Texts) -> Callable[[], Numbers]:
    """Two corpora of Conc and its keywords, over-used and under-used."""
    from conc.keyness import Keyness

    with tempfile.TemporaryDirectory() as folder:
        target, rest = (build_conc(folder, name, side) for name, side in zip(("a", "b"), given.sides(), strict=True))
        said = Keyness(target, rest).keywords(page_size=0, exclude_negative_keywords=False)
        table = said.to_frame()
    return lambda: {"g2 of two cells": dict(zip(table["token"], table["log_likelihood"], strict=True))}


def keyness_keyness(given: Texts) -> Callable[[], Numbers]:
    """Call the package `keyness`, given words as scikit-learn cuts them."""
    from keyness import log_likelihood

    cut = re.compile(r"\b\w\w+\b").findall
    rows = log_likelihood(*([cut(text.lower()) for text in side] for side in given.sides()))
    return lambda: {"g2 of two cells": {word: g2 for word, g2, *_ in rows}}


def toolkit_keyness(given: Texts) -> Callable[[], Numbers]:
    """`frequency` and `keyness` of corpus-toolkit, whose import asks for a trained model that they do not use."""
    import spacy

    spacy.load = lambda *_: spacy.blank("en")
    from corpus_toolkit import corpus_tools as toolkit

    a, b = (toolkit.frequency(toolkit.tokenize(side, lemma=False)) for side in given.sides())
    both = a.keys() & b.keys()
    ratio = toolkit.keyness(a, b, effect="log-ratio")
    return lambda: {"log_ratio": {word: ratio[word] for word in both}}


def scattertext_keyness(given: Texts) -> Callable[[], Numbers]:
    """Build scattertext's corpus and the scores of its words."""
    corpus = _scattertext(given)
    scores = corpus.get_scaled_f_scores("target")
    rows = corpus.get_term_freq_df()
    n = dict(zip(rows.index, rows.sum(axis=1).astype(float), strict=True)) if len(scores) else {}
    return lambda: {"n": n}


def _scattertext(given: Texts) -> Any:
    import pandas as pd
    import scattertext as st

    side = ["target" if mine else "rest" for mine in given.in_target]
    table = pd.DataFrame({"doc_id": given.ids, "side": side, "parse": map(st.whitespace_nlp, given.texts)})
    corpus = st.CorpusFromParsedDocuments(table, category_col="side", parsed_col="parse").build()
    return corpus.get_unigram_corpus()


def _weighed(given: Texts, matrix: Any, terms: Any) -> Numbers:
    cells = matrix.tocoo()
    keys = (f"{given.ids[row]} {terms[column]}" for row, column in zip(cells.row, cells.col, strict=True))
    return {"tf_idf": dict(zip(keys, cells.data.tolist(), strict=True))}


def sklearn_tfidf(given: Texts) -> Callable[[], Numbers]:
    """TfidfVectorizer as it is."""
    matrix, terms = _sklearn_tfidf(given)
    return lambda: _weighed(given, matrix, terms)


def _sklearn_tfidf(given: Texts) -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigher = TfidfVectorizer()
    matrix = weigher.fit_transform(given.texts)
    return matrix, weigher.get_feature_names_out()


def gensim_tfidf(given: Texts) -> Callable[[], Numbers]:
    """TfidfModel with the formula of scikit-learn for idf."""
    from gensim.models import TfidfModel

    words, bags = gensim_bags(given)
    model = TfidfModel(dictionary=words, wglobal=lambda df, texts: math.log((1 + texts) / (1 + df)) + 1)
    weights = [model[bag] for bag in bags]
    rows = zip(given.ids, weights, strict=True)
    return lambda: {"tf_idf": {f"{doc} {words[at]}": float(w) for doc, row in rows for at, w in row}}


def textacy_tfidf(given: Texts) -> Callable[[], Numbers]:
    """Vectorizer with smoothed idf and length 1."""
    vectorizer, matrix = textacy_matrix(given, tf_type="linear", idf_type="smooth", norm="l2")
    return lambda: _weighed(given, matrix, vectorizer.terms_list)


def nltk_kwic(given: Texts) -> Callable[[], Numbers]:
    """`Text.concordance_list` over all words."""
    from nltk.text import Text

    lines = Text([word for words in cut_by_nltk(given) for word in words]).concordance_list(
        given.word, lines=sys.maxsize
    )
    return lambda: {"lines": {given.word: float(len(lines))}}


def textacy_kwic(given: Texts) -> Callable[[], Numbers]:
    """`keyword_in_context`, a regular expression over each text."""
    from textacy.extract import keyword_in_context

    word = rf"\b{re.escape(given.word)}\b"
    lines = [line for text in given.texts for line in keyword_in_context(text, word)]
    return lambda: {"lines": {given.word: float(len(lines))}}


def conc_kwic(given: Texts) -> Callable[[], Numbers]:
    """Conc's corpus on the disk and its concordance."""
    from conc.concordance import Concordance

    with tempfile.TemporaryDirectory() as folder:
        corpus = build_conc(folder, "all", given.texts)
        lines = Concordance(corpus).concordance(given.word, page_size=10_000_000).to_frame()
    return lambda: {"lines": {given.word: float(len(lines))}}


def nltk_pairs(given: Texts) -> Callable[[], Numbers]:
    """BigramCollocationFinder and its likelihood ratio."""
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    found = BigramCollocationFinder.from_documents(cut_by_nltk(given))
    scores = found.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    return lambda: {"n": {" ".join(pair): float(found.ngram_fd[pair]) for pair, _ in scores}}


def gensim_pairs(given: Texts) -> Callable[[], Numbers]:
    """Phrases with its own score."""
    from gensim.models.phrases import Phrases
    from gensim.utils import tokenize

    found = Phrases((list(tokenize(text, lowercase=True)) for text in given.texts), min_count=1)
    pairs = {pair.replace(found.delimiter, " "): float(n) for pair, n in found.vocab.items() if found.delimiter in pair}
    return lambda: {"n": pairs}


def sklearn_similar(given: Texts) -> Callable[[], Numbers]:
    """`cosine_similarity` of all pairs, of which those of .5 and more are kept."""
    import numpy as np
    from sklearn.metrics.pairwise import cosine_similarity

    matrix, _ = _sklearn_tfidf(given)
    cosine = np.triu(cosine_similarity(matrix), 1)
    a, b = np.nonzero(cosine >= 0.5)
    keys = (f"{given.ids[one]} {given.ids[other]}" for one, other in zip(a, b, strict=True))
    return lambda: {"cosine": dict(zip(keys, cosine[a, b].tolist(), strict=True))}


def scattertext_page(given: Texts) -> Callable[[], Numbers]:
    """Write scattertext's page, whose script is to be had from a network."""
    import scattertext as st

    corpus = _scattertext(given)
    page = st.produce_scattertext_explorer(
        corpus, category="target", category_name="target", not_category_name="rest", minimum_term_frequency=1,
        pmi_threshold_coefficient=0, metadata=corpus.get_df()["doc_id"],
    )  # fmt: skip
    return lambda: {"page": {"MB": len(page.encode()) / 1e6, "words": float(corpus.get_num_terms())}}
