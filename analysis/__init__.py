r"""Same Story compares how different kinds of source tell the same story.

The path, one verb per arrow::

    raw text -> documents -> segments -> counts -> statistics -> figures -> notebooks -> book
            \____ analysis/texts ____/  \_ analysis/measures _/  \______ analysis/views ______/

It asks whose words they are before it counts them::

    import analysis as same
    documents = same.read_corpus("data/raw")         # one row per text
    segments = same.voices(documents)                # the author's words, quoted words, page furniture
    counts = same.count(segments, documents)         # by document, part and voice
    own = counts.select(voice="author", part="body")  # what the texts say in their own voice
    key = same.keyness(own, target="advocacy")       # against all the rest: counts, effect sizes, intervals

Every table is a pandas DataFrame with the columns of `schema.COLUMNS`. Verbs are loaded when they are first
used, so that ``import analysis`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.measures.blocks import count_blocks
    from analysis.measures.calibration.calibrate import calibrate
    from analysis.measures.calibration.error_rates import Plan
    from analysis.measures.classifier.crossvalidation import cross_validate
    from analysis.measures.classifier.prediction import model_markers
    from analysis.measures.classifier.training import Labelled, train
    from analysis.measures.comparison.keyness import compare, keyness
    from analysis.measures.comparison.quantities import MarkerRate, MeanScore, WordUse
    from analysis.measures.comparison.stability import stability
    from analysis.measures.comparison.wordshift import wordshift
    from analysis.measures.counts import Counts, count
    from analysis.measures.dictionary.markers import markers
    from analysis.measures.dictionary.names import names
    from analysis.measures.evaluation.errors import marker_errors, voice_errors
    from analysis.measures.evaluation.validation import validate_markers, validate_voices
    from analysis.measures.frequency.collocations import collocations
    from analysis.measures.frequency.concordance import kwic
    from analysis.measures.frequency.dispersion import dispersion, dispersion_within
    from analysis.measures.frequency.terms import terms
    from analysis.measures.frequency.tfidf import similarity, tfidf
    from analysis.measures.reuse.alignment import alignment
    from analysis.measures.reuse.deduplication import once, terms_once
    from analysis.measures.reuse.shared_passages import reuse
    from analysis.measures.robustness.multiverse import robustness
    from analysis.measures.sources.attributed import sources
    from analysis.schema import COLUMNS, PARTS, VOICES, InputError
    from analysis.texts.attribution.voices import voices
    from analysis.texts.readers.actors import read_actors
    from analysis.texts.readers.annotations import read_gold, read_labelled
    from analysis.texts.readers.corpus import read_corpus
    from analysis.texts.readers.lexicon import read_cues, read_lexicon, read_scores
    from analysis.texts.readers.model import read_model
    from analysis.texts.segmentation.words import tokens
    from analysis.views.read_story import read_story
    from analysis.views.tables.write import write_model, write_table

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
    "schema": (
        "COLUMNS",
        "PARTS",
        "VOICES",
        "InputError",
    ),
    "texts.readers.corpus": ("read_corpus",),
    "texts.attribution.voices": ("voices",),
    "texts.segmentation.words": ("tokens",),
    "texts.readers.lexicon": (
        "read_lexicon",
        "read_cues",
        "read_scores",
    ),
    "texts.readers.actors": ("read_actors",),
    "texts.readers.annotations": (
        "read_gold",
        "read_labelled",
    ),
    "texts.readers.model": ("read_model",),
    "measures.counts": (
        "Counts",
        "count",
    ),
    "measures.frequency.terms": ("terms",),
    "measures.frequency.dispersion": (
        "dispersion",
        "dispersion_within",
    ),
    "measures.frequency.tfidf": (
        "tfidf",
        "similarity",
    ),
    "measures.reuse.shared_passages": ("reuse",),
    "measures.reuse.alignment": ("alignment",),
    "measures.reuse.deduplication": (
        "once",
        "terms_once",
    ),
    "measures.frequency.collocations": ("collocations",),
    "measures.comparison.keyness": (
        "keyness",
        "compare",
    ),
    "measures.comparison.quantities": (
        "MarkerRate",
        "MeanScore",
        "WordUse",
    ),
    "measures.comparison.wordshift": ("wordshift",),
    "measures.dictionary.markers": ("markers",),
    "measures.dictionary.names": ("names",),
    "measures.robustness.multiverse": ("robustness",),
    "measures.sources.attributed": ("sources",),
    "measures.blocks": ("count_blocks",),
    "measures.comparison.stability": ("stability",),
    "measures.frequency.concordance": ("kwic",),
    "measures.evaluation.validation": (
        "validate_markers",
        "validate_voices",
    ),
    "measures.evaluation.errors": (
        "marker_errors",
        "voice_errors",
    ),
    "measures.calibration.error_rates": ("Plan",),
    "measures.calibration.calibrate": ("calibrate",),
    "measures.classifier.training": (
        "Labelled",
        "train",
    ),
    "measures.classifier.crossvalidation": ("cross_validate",),
    "measures.classifier.prediction": ("model_markers",),
    "views.tables.write": (
        "write_table",
        "write_model",
    ),
    "views.read_story": ("read_story",),
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
