"""What two groups of texts can be compared by, so that their difference adds up over words.

Each quantity says which items it counts, and what each item adds to the difference. With p an item's share in a group's
total and φ its score there, all but the divergence are means, ``Σ φ p``, and an item adds ``½ (p1 + p2)(φ1 - φ2) +
(p1 - p2)(½ (φ1 + φ2) - c)`` (Gallagher, Frank, Mitchell, Schwartz, Reagan, Danforth & Dodds 2021), which is the same as
``p1 (φ1 - c) - p2 (φ2 - c)``. The centre c moves what an item adds and not the sum, for the shares of all items of a
group add up to 1; where they do not, as with markers, it is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import entr

from analysis.measures.counts import Counts
from analysis.schema import InputError, check


class Items(NamedTuple):
    """What is counted: the items' names, rows of the counts by items, and each row's size, over which shares are."""

    names: np.ndarray
    matrix: sparse.csr_array
    sizes: np.ndarray


class Shift(NamedTuple):
    """What each item adds to the difference, with the scores and the centre that it rests on (NaN: there are none).

    `weights` are ``φ - c`` in target and reference, where the sum is linear in the shares, else None. `moves` says that
    the centre is the reference group's own mean.
    """

    contribution: np.ndarray
    score_target: np.ndarray
    score_reference: np.ndarray
    centre: float
    weights: tuple[np.ndarray, np.ndarray] | None = None
    moves: bool = False


class Quantity(Protocol):
    """A quantity whose difference between two groups is a sum over items."""

    def items(self, counts: Counts) -> Items:
        """Return what is counted in these rows."""

    def shift(self, names: np.ndarray, p: np.ndarray, q: np.ndarray) -> Shift:
        """Return what each item adds, from its shares in target and reference."""


@dataclass(frozen=True, eq=False)
class MarkerRate:
    """Loaded markers per 1,000 words; an item adds the difference of its rates.

    Attributes
    ----------
    markers
        Table `markers`, of the same texts as the counts; those that do not count as loaded are left out.
    item
        ``entry`` or ``category`` of the lexicon.

    Notes
    -----
    Misleads as the lexicon does: it knows words, not what they mean in their place.

    See Also
    --------
    wordshift : Takes it.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.wordshift(story.counts.select(), same.MarkerRate(story.markers, "category"), target="advocacy")
    >>> table[["item", "contribution", "difference"]].head(2).round(1).to_numpy().tolist()
    [['cruelty', 4.4, 18.8], ['loaded_labels', 3.5, 18.8]]
    """

    markers: pd.DataFrame
    item: str = "entry"

    def items(self, counts: Counts) -> Items:
        """Return the loaded markers by row of the counts."""
        check(self.markers, "markers")
        keys = [name for name in ("doc_id", "part", "voice") if name in counts.rows.columns]
        if len(keys) < 3:
            raise InputError("the counts are by document; markers are counted by part and voice too")
        loaded = self.markers[self.markers["loaded"].astype(bool)]
        rows = pd.MultiIndex.from_frame(counts.rows[keys]).get_indexer(pd.MultiIndex.from_frame(loaded[keys]))
        codes, names = pd.factorize(loaded[self.item].to_numpy(dtype=object)[rows >= 0], sort=True)
        cells = (np.ones(len(codes), dtype=np.int64), (rows[rows >= 0], codes))
        matrix = sparse.coo_array(cells, shape=(len(counts), len(names))).tocsr()
        return Items(np.asarray(names, dtype=object), matrix, counts.words)

    def shift(self, names: np.ndarray, p: np.ndarray, q: np.ndarray) -> Shift:
        """Return 1,000 times the difference of the shares."""
        none, weight = np.full(len(names), np.nan), np.full(len(names), 1000.0)
        return Shift(1000 * (p - q), none, none, np.nan, (weight, weight))


@dataclass(frozen=True, eq=False)
class MeanScore:
    """The mean score of the words that have one.

    Attributes
    ----------
    scores
        ``term, score``, each term once, as it is counted; with ``score_reference`` too, `score` holds in the target
        and that in the reference.
    centre
        The score from which higher and lower are measured; None is the reference group's mean.

    Notes
    -----
    The shares are over the words with a score: with few of them the mean is that of a small part of the text. A score
    is that of a word by itself: "not good" counts as good. Where the centre is the reference's mean, a word adds much
    if it is far from that mean, so another reference gives other words.

    See Also
    --------
    wordshift : Takes it.
    read_scores : Reads a list of scored words.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> scores = pd.DataFrame({"term": ["liberty", "camp"], "score": [3.0, 0.0]})
    >>> table = same.wordshift(story.counts.select(), same.MeanScore(scores), target="advocacy")
    >>> table[["item", "contribution", "difference"]].round(2).to_numpy().tolist()
    [['liberty', 1.48, 1.48], ['camp', 0.0, 1.48]]
    """

    scores: pd.DataFrame
    centre: float | None = None

    def items(self, counts: Counts) -> Items:
        """Return the counts of the terms that have a score."""
        check(self.scores, "scores", needs=("term", "score"))
        twice = self.scores["term"][self.scores["term"].duplicated()]
        if len(twice):
            raise InputError(f"the term {twice.iloc[0]!r} has two scores; keep one")
        known = np.flatnonzero(np.isin(counts.terms.astype(str), self.scores["term"].to_numpy(dtype=str)))
        matrix = counts.matrix[:, known]
        return Items(counts.terms[known], matrix, np.asarray(matrix.sum(axis=1), dtype=np.int64))

    def shift(self, names: np.ndarray, p: np.ndarray, q: np.ndarray) -> Shift:
        """Return what each term adds to the difference of the two means."""
        scores = self.scores.set_index("term").loc[list(names)]
        one = scores["score"].to_numpy(dtype=float)
        other = scores["score_reference"].to_numpy(dtype=float) if "score_reference" in scores else one
        centre = float(np.sum(other * q)) if self.centre is None else float(self.centre)
        added = (p + q) / 2 * (one - other) + (p - q) * ((one + other) / 2 - centre)
        return Shift(added, one, other, centre, (one - centre, other - centre), self.centre is None)


@dataclass(frozen=True)
class WordUse:
    """The use of all words, without scores.

    Attributes
    ----------
    kind
        ``proportion``: a term adds the difference of its rates per 1,000 words; all of them add up to 0.
        ``entropy``: Shannon's (1948), in bits, ``H = -Σ p log2 p``; a term's score is its surprise, ``-log2 p``, and a
        positive difference says that the target's vocabulary is the more diverse.
        ``divergence``: Jensen and Shannon's (Lin 1991), in bits, from 0, the same shares, to 1, no word in common. It
        is the sum itself, not a difference, and no term adds less than 0.

    Notes
    -----
    Entropy and divergence mislead where texts are short or of different length: the fewer words, the lower the entropy
    and the higher the divergence, whatever the texts say. With n-grams, the shares are over the n-grams.

    See Also
    --------
    wordshift : Takes it.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.wordshift(story.counts.select(), same.WordUse("entropy"), target="advocacy")
    >>> table[["item", "contribution", "difference"]].head(1).round(2).to_numpy().tolist()
    [['regime', 0.09, 1.58]]
    """

    kind: str = "entropy"

    def __post_init__(self) -> None:
        """Check the kind."""
        if self.kind not in ("proportion", "entropy", "divergence"):
            raise InputError(f"there is no {self.kind!r} of words; choose proportion, entropy or divergence")

    def items(self, counts: Counts) -> Items:
        """Return the counts of all terms."""
        return Items(counts.terms, counts.matrix, np.asarray(counts.matrix.sum(axis=1), dtype=np.int64))

    def shift(self, names: np.ndarray, p: np.ndarray, q: np.ndarray) -> Shift:
        """Return what each term adds."""
        none = np.full(len(names), np.nan)
        if self.kind == "proportion":
            weight = np.full(len(names), 1000.0)
            return Shift(1000 * (p - q), none, none, np.nan, (weight, weight))
        bits = [entr(share) / np.log(2) for share in (p, q, (p + q) / 2)]
        if self.kind == "divergence":
            return Shift(np.maximum(bits[2] - (bits[0] + bits[1]) / 2, 0), none, none, np.nan)
        surprise = [-np.log2(share, out=none.copy(), where=share > 0) for share in (p, q)]
        return Shift(bits[0] - bits[1], surprise[0], surprise[1], 0.0)
