#!/usr/bin/env python
"""Measure the sentences and the lexical diversity of the verb readability: by a treebank, by length, by other programs.

    .venv/bin/python benchmarks/readability.py TREEBANK.conllu …

The texts are put together from their sentences, those of a paragraph on one line. The truth is the treebank's sentences
that end with a stop, their words told apart by spaces. Any of textstat, lexicalrichness and lexical-diversity that is
installed is measured too; none comes with the suite.
"""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import analysis as same
from analysis.measures.framing.readability.diversity import Runs, mattr, mtld

LEAST = 100  # words
LENGTHS = (50, 70, 100, 200, 0)  # the first words of each text; 0: all
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_BETWEEN = re.compile(r"[\s—–]+|--")


def main() -> None:
    """Print how far the words per sentence are from the treebank's, and MATTR and MTLD of the first words of texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path, nargs="+")
    texts = [text for path in parser.parse_args().treebanks for text in read_texts(path)]
    joined = ["".join(between + sentence for between, sentence in text) for text in texts]
    documents = pd.DataFrame({"doc_id": [f"{n:05}" for n in range(len(texts))], "text": joined})
    segments = same.voices(documents)
    print_sentences(texts, documents, same.readability(segments, part="all"))
    tokens = same.tokens(segments)
    coded = [codes.to_numpy() for _, codes in tokens["term"].cat.codes.groupby(tokens["doc_id"].to_numpy())]
    print_diversity([codes for codes in coded if len(codes) >= 2 * LENGTHS[-2]])


def read_texts(path: Path) -> list[list[tuple[str, str]]]:
    """Return the sentences of each text of a treebank, each after what separates it from the one before it."""
    texts: list[list[tuple[str, str]]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if sentence := re.search(r"^# text = (.+)$", block, re.MULTILINE):
            if "# newdoc" in block or not texts:
                texts.append([])
            between = ("\n\n" if "# newpar" in block else " ") if texts[-1] else ""
            texts[-1].append((between, sentence[1]))
    return texts


def print_sentences(texts: list[list[tuple[str, str]]], documents: pd.DataFrame, table: pd.DataFrame) -> None:
    """Print by how much the words per sentence of each counter differ from the treebank's."""
    found = table[table["voice"] == "all"].set_index("doc_id").reindex(documents["doc_id"])
    stopped = [[sentence for _, sentence in text if _STOP.search(sentence)] for text in texts]
    words = np.array([sum(bool(re.search(r"\w", one)) for s in text for one in _BETWEEN.split(s)) for text in stopped])
    sentences = np.array([len(text) for text in stopped])
    counts = {"these rules": (found["words"].to_numpy(), found["sentences"].to_numpy())}
    if textstat := installed("textstat"):
        counts["textstat"] = tuple(
            np.array([count(text) for text in documents["text"]])
            for count in (textstat.lexicon_count, textstat.sentence_count)
        )
    enough = words >= LEAST
    true = words[enough] / sentences[enough]
    print(f"{enough.sum()} texts, {sentences[enough].sum()} sentences, {true.mean():.1f} words each")
    for name, (of_words, of_sentences) in counts.items():
        off = of_words[enough] / of_sentences[enough] - true
        apart = np.abs(off)
        print(
            f"  {name:12} {of_sentences[enough].sum():.0f} sentences; words per sentence off by {np.nanmean(off):+.2f} "
            f"on average, {np.nanmean(apart):.2f} either way, more than one word in {(apart > 1).sum()} texts"
        )


def print_diversity(coded: list[np.ndarray]) -> None:
    """Print the means of MATTR and MTLD of the first words of texts, and how far other programs are from them."""
    richness, diversity = installed("lexicalrichness"), installed("lexical_diversity.lex_div")
    for length in LENGTHS:
        runs = [codes[: length or len(codes)] for codes in coded]
        both = Runs(np.concatenate(runs), np.cumsum([0, *map(len, runs)]))
        ours = {"MATTR": mattr(both), "MTLD": mtld(both)}
        said = [f"{name} {np.nanmean(values):.3f}" for name, values in ours.items()]
        words = [[f"w{code}" for code in run] for run in runs]
        if richness:
            read = [richness.LexicalRichness(" ".join(run), preprocessor=None, tokenizer=str.split) for run in words]
            theirs = {"MATTR": [one.mattr(50) for one in read], "MTLD": [one.mtld(0.72) for one in read]}
            said += [f"lexicalrichness {name} {_apart(theirs[name], ours[name])}" for name in ours]
        if diversity:
            theirs = {"MATTR": [diversity.mattr(run, 50) for run in words], "MTLD": [*map(diversity.mtld, words)]}
            said += [f"lexical-diversity {name} {_apart(theirs[name], ours[name])}" for name in ours]
        print(f"{len(runs)} texts, {length or 'all'} words: {'; '.join(said)}")


def _apart(theirs: list[float], ours: np.ndarray) -> str:
    apart = np.abs(np.array(theirs) - ours)
    return f"apart by {np.nanmean(apart):.3f} on average, {np.nanmax(apart):.3f} at most"


def installed(name: str) -> Any:
    """Return a module that may be there, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


if __name__ == "__main__":
    main()
