"""What `peers.py` compares: each result, Same Story's command for it, the other tools, and whether numbers agree."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Job(NamedTuple):
    """A tool's way to one result: its module and function, where it is installed, how near it can come."""

    tool: str
    function: str
    environment: str
    note: str = ""
    within: float = 1e-9


class Task(NamedTuple):
    """A result: what it is, Same Story's command for it, the columns that name a number, and the other tools."""

    title: str
    command: str
    keys: tuple[str, ...]
    jobs: tuple[Job, ...]


TASKS = {
    "counts": Task("how often each word occurs, and in how many texts", "terms --plain", ("term",), (
        Job("CountVectorizer", "peer_counts.sklearn_count", "words"),
        Job("Python's split", "peer_counts.python_count", "words"),
        Job("pandas", "peer_counts.pandas_count", "words"),
        Job("Polars, all cores", "peer_counts.polars_count", "words"),
        Job("Arrow", "peer_counts.arrow_count", "words"),
        Job("gensim", "peer_counts.gensim_count", "words"),
        Job("NLTK", "peer_counts.nltk_count", "words"),
        Job("textacy", "peer_counts.textacy_count", "spacy"),
        Job("Conc", "peer_counts.conc_count", "conc"),
    )),
    "keyness": Task("which words set two groups apart", "keyness --plain --target TARGET", ("term",), (
        Job("CountVectorizer", "peer_counts.sklearn_count", "words", "merely counts"),
        Job("CountVectorizer and scipy", "peer_measures.sklearn_keyness", "words"),
        Job("keyness", "peer_measures.keyness_keyness", "words", "rounds to three decimals", 6e-4),
        Job("corpus-toolkit", "peer_measures.toolkit_keyness", "spacy", "words of both groups"),
        Job("scattertext", "peer_measures.scattertext_keyness", "spacy", "a score of its own; counts compared"),
        Job("Conc", "peer_measures.conc_keyness", "conc", "no word that the target lacks"),
    )),
    "tfidf": Task("TF-IDF of each word in each text", "tfidf --voice all --part all", ("doc_id", "term"), (
        Job("TfidfVectorizer", "peer_measures.sklearn_tfidf", "words"),
        Job("gensim", "peer_measures.gensim_tfidf", "words", "told the formula", 1e-6),
        Job("textacy", "peer_measures.textacy_tfidf", "spacy"),
    )),
    "kwic": Task("every occurrence of a word with its neighbours", "kwic --find WORD", (), (
        Job("NLTK", "peer_measures.nltk_kwic", "words"),
        Job("textacy", "peer_measures.textacy_kwic", "spacy"),
        Job("Conc", "peer_measures.conc_kwic", "conc"),
    )),
    "pairs": Task("neighbouring words", "collocations --voice all --part all", ("first", "second"), (
        Job("NLTK", "peer_measures.nltk_pairs", "words", "counts; Same Story pairs none across voices"),
        Job("gensim", "peer_measures.gensim_pairs", "words", "counts; Same Story pairs none across voices"),
    )),
    "similar": Task(
        "pairs of texts with a cosine of .5 and more", "similarity --voice all --part all --least 0.5",
        ("doc_id_a", "doc_id_b"), (
            Job("TfidfVectorizer, cosine_similarity", "peer_measures.sklearn_similar", "words"),
        ),
    ),
    "page": Task("the page to explore it", "", (), (
        Job("scattertext", "peer_measures.scattertext_page", "spacy", "one comparison, not by voice"),
    )),
}  # fmt: skip
SPLIT = frozenset("cannot gimme gonna gotta lemme wanna whatcha dont didnt doesnt havent isnt wasnt wont cant".split())
NUMBERS = {"n": "n", "docs": "texts", "g2": "g2", "log_ratio": "log_ratio", "tf_idf": "tf_idf", "cosine": "cosine"}
Numbers = dict[str, dict[str, float]]


def plain_words(text: str) -> str:
    """Return the words of a text that every tokenizer cuts alike: 3 to 15 letters a to z, and no contraction."""
    return " ".join(word for word in re.findall(r"\b[a-z]{3,15}\b", text.lower()) if word not in SPLIT)


def agreement(ours: Numbers, theirs: Numbers, within: float) -> str:
    """Say how many numbers of both are the same, relative to their size or, near 0, in themselves."""
    said = []
    for column in theirs.keys() & ours.keys():
        keys = theirs[column].keys() | ours[column].keys()
        one, other = (numbers[column] for numbers in (ours, theirs))
        good = sum(
            key in one and key in other and math.isclose(one[key], other[key], rel_tol=within, abs_tol=within)
            for key in keys
        )
        said.append(f"{column} {good:,} of {len(keys):,}")
    return "; ".join(sorted(said))


def numbers_of(table: pd.DataFrame, keys: tuple[str, ...]) -> Numbers:
    """Return the numbers of a table of Same Story that another tool has, by the cells that name them."""
    if "match" in table:
        return {"lines": {table["match"][0].lower(): float(len(table))}}
    named = table[keys[0]].astype(str)
    for key in keys[1:]:
        named = named + " " + table[key].astype(str)
    numbers = {
        name: dict(zip(named, table[column].astype(float), strict=True))
        for column, name in NUMBERS.items()
        if column in table
    }
    if "n_target" in table:
        both = table[["n_target", "n_reference"]].astype(float)
        numbers["n"] = dict(zip(named, both.sum(axis=1), strict=True))
        sizes = both.sum()
        cells = zip(named, both.itertuples(index=False), strict=True)
        numbers["g2 of two cells"] = {word: two_cells(row, tuple(sizes)) for word, row in cells}
        used = (both > 0).all(axis=1)  # the ratio of a word that one group lacks is a matter of convention
        numbers["log_ratio"] = {word: numbers["log_ratio"][word] for word in named[used]}
    return numbers


def two_cells(n: Iterable[float], sizes: tuple[float, ...]) -> float:
    """Return the log-likelihood ratio without the other words (Rayson & Garside 2000), as UCREL counts it."""
    n = tuple(n)
    rate = sum(n) / sum(sizes)
    return 2 * sum(a * math.log(a / (size * rate)) for a, size in zip(n, sizes, strict=True) if a)
