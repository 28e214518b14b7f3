r"""Same Story compares how different kinds of source tell the same story.

The path, one verb per arrow::

    raw text -> documents -> segments -> counts -> statistics -> figures -> notebooks -> book
            \____ analysis/texts ____/  \_ analysis/measures _/  \______ analysis/views ______/

It asks whose words they are before it counts them::

    import analysis as same
    documents = same.read_corpus("data/raw")         # one row per text
    segments = same.voices(documents)                # the author's words, quoted words, page furniture
    counts = same.count(segments, documents)         # by document, part and voice
    own = counts.where(voice="author", part="body")  # what the texts say in their own voice
    key = same.keyness(own, target="advocacy")       # against all the rest: counts, effect sizes, intervals

Every table is a pandas DataFrame with the columns of `analysis.schema.COLUMNS`. Verbs are loaded when they are first
used, so that ``import analysis`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.measures.alignment import alignment
    from analysis.measures.calibration import Plan, calibrate
    from analysis.measures.collocations import collocations
    from analysis.measures.compare import compare
    from analysis.measures.counts import Counts, count
    from analysis.measures.crossvalidation import cross_validate
    from analysis.measures.dispersion_table import dispersion, dispersion_within
    from analysis.measures.keyness import keyness
    from analysis.measures.kwic import kwic
    from analysis.measures.markers import markers
    from analysis.measures.mistakes import marker_errors, voice_errors
    from analysis.measures.model_markers import model_markers
    from analysis.measures.names import names
    from analysis.measures.once import once, terms_once
    from analysis.measures.quantities import MarkerRate, MeanScore, WordUse
    from analysis.measures.reuse import reuse
    from analysis.measures.robustness import robustness
    from analysis.measures.similarity import similarity
    from analysis.measures.sources import sources
    from analysis.measures.stability import count_blocks, stability
    from analysis.measures.terms import terms
    from analysis.measures.tfidf import tfidf
    from analysis.measures.training import Labelled, train
    from analysis.measures.validation import validate_markers, validate_voices
    from analysis.measures.wordshift import wordshift
    from analysis.schema import COLUMNS, PARTS, VOICES, InputError
    from analysis.texts.actors import read_actors
    from analysis.texts.corpus import read_corpus
    from analysis.texts.cues import read_cues
    from analysis.texts.gold import read_gold
    from analysis.texts.labelled import read_labelled
    from analysis.texts.lexicon import read_lexicon
    from analysis.texts.model import read_model
    from analysis.texts.scores import read_scores
    from analysis.texts.voices import voices
    from analysis.texts.words import tokens
    from analysis.views.export import write_table
    from analysis.views.gallery import read_story
    from analysis.views.model_file import write_model

__version__ = "1.0.0"

__all__ = [
    "COLUMNS",
    "PARTS",
    "VOICES",
    "Counts",
    "InputError",
    "Labelled",
    "MarkerRate",
    "MeanScore",
    "Plan",
    "WordUse",
    "alignment",
    "calibrate",
    "collocations",
    "compare",
    "count",
    "count_blocks",
    "cross_validate",
    "dispersion",
    "dispersion_within",
    "keyness",
    "kwic",
    "marker_errors",
    "markers",
    "model_markers",
    "names",
    "once",
    "read_actors",
    "read_corpus",
    "read_cues",
    "read_gold",
    "read_labelled",
    "read_lexicon",
    "read_model",
    "read_scores",
    "read_story",
    "reuse",
    "robustness",
    "similarity",
    "sources",
    "stability",
    "terms",
    "terms_once",
    "tfidf",
    "tokens",
    "train",
    "validate_markers",
    "validate_voices",
    "voice_errors",
    "voices",
    "wordshift",
    "write_model",
    "write_table",
]

_HOME = {
    "schema": ("COLUMNS", "PARTS", "VOICES", "InputError"),
    "texts.corpus": ("read_corpus",),
    "texts.voices": ("voices",),
    "texts.words": ("tokens",),
    "texts.lexicon": ("read_lexicon",),
    "texts.actors": ("read_actors",),
    "texts.cues": ("read_cues",),
    "texts.gold": ("read_gold",),
    "texts.labelled": ("read_labelled",),
    "texts.model": ("read_model",),
    "texts.scores": ("read_scores",),
    "measures.counts": ("Counts", "count"),
    "measures.terms": ("terms",),
    "measures.dispersion_table": ("dispersion", "dispersion_within"),
    "measures.tfidf": ("tfidf",),
    "measures.similarity": ("similarity",),
    "measures.reuse": ("reuse",),
    "measures.alignment": ("alignment",),
    "measures.once": ("once", "terms_once"),
    "measures.collocations": ("collocations",),
    "measures.keyness": ("keyness",),
    "measures.compare": ("compare",),
    "measures.quantities": ("MarkerRate", "MeanScore", "WordUse"),
    "measures.wordshift": ("wordshift",),
    "measures.markers": ("markers",),
    "measures.names": ("names",),
    "measures.robustness": ("robustness",),
    "measures.sources": ("sources",),
    "measures.stability": ("count_blocks", "stability"),
    "measures.kwic": ("kwic",),
    "measures.validation": ("validate_markers", "validate_voices"),
    "measures.mistakes": ("marker_errors", "voice_errors"),
    "measures.calibration": ("Plan", "calibrate"),
    "measures.training": ("Labelled", "train"),
    "measures.crossvalidation": ("cross_validate",),
    "measures.model_markers": ("model_markers",),
    "views.export": ("write_table",),
    "views.gallery": ("read_story",),
    "views.model_file": ("write_model",),
}
_MODULE_OF = {name: f"analysis.{module}" for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULE_OF[name]), name)
    return value


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted([*__all__, "__version__"])
