"""Does likeness fall because others' words are left out, or because any words are? A comparison with chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.frequency.similarity import similarity
from analysis.measures.frequency.tfidf import weights
from analysis.schema import InputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def similarity_thinned(counts: Counts, *, voice: str = "author", draws: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Return the similarity of texts in all voices, in one voice, and with as many words left out by lot.

    One voice has fewer words than all voices, and shorter texts are less alike. So each text is cut by lot, `draws`
    times, to the number of words that it has in `voice`: words drawn one by one from all its words, without
    replacement. The cosines of these draws show what the smaller size alone does.

    Parameters
    ----------
    counts
        Of the part in question and all voices, not yet by document.
    voice
        The voice to compare with all voices; every text must have words in it.
    draws, seed
        How often to draw, and the seed of NumPy's default generator: same seed, same numbers.

    Returns
    -------
    DataFrame
        ``doc_id_a, doc_id_b, cosine, cosine_voice, chance_low, chance_high, below``: the cosine in all voices and in
        `voice`; the 2.5 % and 97.5 % quantiles of the draws; whether `cosine_voice` is under the lower one. Order of
        `similarity.similarity` over all voices.

    Raises
    ------
    InputError
        If a text has no word in `voice`, or `draws` is below 1.

    Notes
    -----
    Misleads twice. Words drawn one by one are spread over the whole text, while quotations come in blocks, so real
    likeness varies more than these draws. And with ten pairs, one is outside its interval by chance now and then.
    """
    from dataclasses import replace

    import numpy as np
    from scipy import sparse

    if draws < 1:
        raise InputError(f"give at least 1 draw, not {draws}")
    whole, one = counts.by_document(), counts.where(voice=voice, part="all")
    sizes = one.by_document()
    lacking = sorted(set(whole.rows["doc_id"]) - set(sizes.rows["doc_id"]))
    if lacking:
        raise InputError(f"no word in voice {voice}: {', '.join(lacking)}; leave such texts out")
    texts = [np.repeat(np.arange(len(whole.terms)), n) for n in whole.matrix.toarray()]
    rng, found = np.random.default_rng(seed), []
    for _ in range(draws):
        kept = [rng.permutation(text)[:size] for text, size in zip(texts, sizes.words, strict=True)]
        drawn = np.array([np.bincount(words, minlength=len(whole.terms)) for words in kept])
        _, matrix, _ = weights(replace(whole, matrix=sparse.csr_array(drawn), words=sizes.words))
        found.append((matrix @ matrix.T).toarray())
    low, high = np.quantile(np.array(found), [0.025, 0.975], axis=0)
    place = {doc_id: row for row, doc_id in enumerate(whole.rows["doc_id"])}
    table = similarity(counts)
    table = table.merge(similarity(one), on=["doc_id_a", "doc_id_b"], suffixes=("", "_voice"))
    a, b = table["doc_id_a"].map(place).to_numpy(), table["doc_id_b"].map(place).to_numpy()
    table["chance_low"], table["chance_high"] = low[a, b], high[a, b]
    return table.assign(below=table["cosine_voice"] < table["chance_low"])
