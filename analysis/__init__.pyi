"""The public names, each from the module that defines it: type checkers read this file, and so does `__init__`."""

from .measures.blocks import BlockCounts, count_blocks
from .measures.calibration.calibrate import calibrate
from .measures.calibration.error_rates import Plan
from .measures.calibration.simulation import random_halves, repeat_texts, simulate, simulated_rates
from .measures.classifier.crossvalidation import cross_validate
from .measures.classifier.multilabel_crossvalidation import cross_validate_frames
from .measures.classifier.multilabel_prediction import frame_words, predict_frames
from .measures.classifier.multilabel_training import LabelledFrames, train_frames
from .measures.classifier.prediction import model_markers
from .measures.classifier.training import Labelled, train
from .measures.comparison.every_group import compare
from .measures.comparison.key_ranks import rank_keyness
from .measures.comparison.keyness import keyness, keyness_by_voice
from .measures.comparison.quantities import MarkerRate, MeanScore, WordUse
from .measures.comparison.rate_counts import RateCounts, count_rates
from .measures.comparison.rate_differences import rates
from .measures.comparison.stability import rate_stability, stability
from .measures.comparison.wordshift import wordshift
from .measures.counts import Counts, count
from .measures.dictionary.corrected import correct_markers
from .measures.dictionary.markers import markers
from .measures.dictionary.names import names
from .measures.dictionary.rates import loaded_by_speaker, marker_rates, marker_rates_by_voice
from .measures.evaluation.baselines import beside_baselines, corrected_count, voice_confusion
from .measures.evaluation.clauses import agency_errors, validate_agency
from .measures.evaluation.coders import coder_agreement
from .measures.evaluation.corrected import corrected_rates, corrected_shares
from .measures.evaluation.errors import marker_errors, voice_errors
from .measures.evaluation.name_agreement import mention_errors, validate_mentions
from .measures.evaluation.text_coders import disagreement, text_agreement
from .measures.evaluation.text_frames import frame_errors, validate_frames
from .measures.evaluation.validation import validate_markers, validate_voices
from .measures.framing.agency.agency import agency
from .measures.framing.agency.agency_rates import agency_rates, count_agency
from .measures.framing.frame_names import lexicon_labels
from .measures.framing.frame_presence import frame_presence
from .measures.framing.frame_rates import count_frames, count_predicted_frames, frame_rates
from .measures.framing.frames import frames
from .measures.framing.mentions.mention_counts import count_mentions
from .measures.framing.mentions.mention_matrix import mention_matrix
from .measures.framing.mentions.mentions import mentions
from .measures.framing.mentions.numbers_told import numbers_told
from .measures.framing.mentions.omissions import omissions
from .measures.framing.readability.group_readability import readability_by_group
from .measures.framing.readability.syllables import syllables
from .measures.framing.readability.text_readability import readability
from .measures.framing.series.readability_series import readability_series, readability_trends
from .measures.framing.series.series import series
from .measures.framing.series.trends import trends
from .measures.framing.series.word_counts import count_words
from .measures.frequency.collocations import collocations
from .measures.frequency.concordance import kwic
from .measures.frequency.dispersion import dispersion, dispersion_within
from .measures.frequency.terms import leading, terms, terms_by_voice
from .measures.frequency.tfidf import similarity, similarity_thinned, tfidf
from .measures.reuse.alignment import alignment
from .measures.reuse.deduplication import once, terms_once
from .measures.reuse.repeats import repeats, stories
from .measures.reuse.shared_passages import reuse
from .measures.robustness.choices import choice_table
from .measures.robustness.finding_tests import finding_tests
from .measures.robustness.multiverse import kept, robustness, robustness_summary
from .measures.sources.attributed import sources, speech_alone
from .measures.sources.coding_sheets import actor_sheet, speaker_sheet
from .measures.sources.labels import labels_by_speaker
from .measures.sources.sides import (
    cue_kinds_by_side,
    last_words,
    sides_of,
    words_by_side,
    words_by_side_and_voice,
)
from .measures.sources.voice_shares import voice_findings, voice_shares, words_by_speaker
from .measures.stats.association import g2, log_ratio, percent_difference, weighted_log_odds
from .measures.stats.intervals import rate_interval, word_interval
from .measures.stats.log_ratio_interval import log_ratio_interval
from .measures.stats.minimum_sizes import explain_missing_test, smallest_permutation_p
from .measures.stats.sample import Sample
from .measures.stats.significance import TESTS, benjamini_hochberg, permutation_p
from .measures.story import Story
from .schema import COLUMNS, PARTS, VOICES, Column, InputError, describe
from .texts.attribution.corrections import correct_voices
from .texts.attribution.voices import voices
from .texts.intake.gather import Gathered, gather
from .texts.readers.actors import read_actors, read_coding, read_sides
from .texts.readers.annotations import read_gold, read_labelled
from .texts.readers.benchmarks import read_baselines, read_calibration, read_measured, read_training
from .texts.readers.corpus import read_corpus
from .texts.readers.corrections import read_corrections
from .texts.readers.events import read_events
from .texts.readers.frame_gold import read_frame_gold
from .texts.readers.frame_labels import read_frame_labels
from .texts.readers.frame_lists import read_frame_categories, read_frames
from .texts.readers.frame_model import FrameModel, read_frame_model
from .texts.readers.lexicon import read_categories, read_cues, read_lexicon, read_scores
from .texts.readers.model import Model, read_model
from .texts.readers.participles import read_participles
from .texts.readers.text_coding import read_text_coding
from .texts.readers.verbs import read_event_nouns, read_verb_classes, read_verbs
from .texts.segmentation.words import tokens
from .views.classroom.answers import Checked, check_answer, exercise
from .views.corpus_folder import write_corpus
from .views.explorer.notebook import explorer
from .views.figures.data import stop_words
from .views.figures.gallery import figure_table, picture, write_figures
from .views.read_story import read_story
from .views.reader.notebook import reader
from .views.tables.display import Picture, show
from .views.tables.side_by_side import side_by_side
from .views.tables.write import write_model, write_table
from .views.wording.questions import tell
from .views.wording.told import Told

__version__: str
__all__ = [
    "COLUMNS",
    "PARTS",
    "TESTS",
    "VOICES",
    "BlockCounts",
    "Checked",
    "Column",
    "Counts",
    "FrameModel",
    "Gathered",
    "InputError",
    "Labelled",
    "LabelledFrames",
    "MarkerRate",
    "MeanScore",
    "Model",
    "Picture",
    "Plan",
    "RateCounts",
    "Sample",
    "Story",
    "Told",
    "WordUse",
    "actor_sheet",
    "agency",
    "agency_errors",
    "agency_rates",
    "alignment",
    "benjamini_hochberg",
    "beside_baselines",
    "calibrate",
    "check_answer",
    "choice_table",
    "coder_agreement",
    "collocations",
    "compare",
    "correct_markers",
    "correct_voices",
    "corrected_count",
    "corrected_rates",
    "corrected_shares",
    "count",
    "count_agency",
    "count_blocks",
    "count_frames",
    "count_mentions",
    "count_predicted_frames",
    "count_rates",
    "count_words",
    "cross_validate",
    "cross_validate_frames",
    "cue_kinds_by_side",
    "describe",
    "disagreement",
    "dispersion",
    "dispersion_within",
    "exercise",
    "explain_missing_test",
    "explorer",
    "figure_table",
    "finding_tests",
    "frame_errors",
    "frame_presence",
    "frame_rates",
    "frame_words",
    "frames",
    "g2",
    "gather",
    "kept",
    "keyness",
    "keyness_by_voice",
    "kwic",
    "labels_by_speaker",
    "last_words",
    "leading",
    "lexicon_labels",
    "loaded_by_speaker",
    "log_ratio",
    "log_ratio_interval",
    "marker_errors",
    "marker_rates",
    "marker_rates_by_voice",
    "markers",
    "mention_errors",
    "mention_matrix",
    "mentions",
    "model_markers",
    "names",
    "numbers_told",
    "omissions",
    "once",
    "percent_difference",
    "permutation_p",
    "picture",
    "predict_frames",
    "random_halves",
    "rank_keyness",
    "rate_interval",
    "rate_stability",
    "rates",
    "read_actors",
    "read_baselines",
    "read_calibration",
    "read_categories",
    "read_coding",
    "read_corpus",
    "read_corrections",
    "read_cues",
    "read_event_nouns",
    "read_events",
    "read_frame_categories",
    "read_frame_gold",
    "read_frame_labels",
    "read_frame_model",
    "read_frames",
    "read_gold",
    "read_labelled",
    "read_lexicon",
    "read_measured",
    "read_model",
    "read_participles",
    "read_scores",
    "read_sides",
    "read_story",
    "read_text_coding",
    "read_training",
    "read_verb_classes",
    "read_verbs",
    "readability",
    "readability_by_group",
    "readability_series",
    "readability_trends",
    "reader",
    "repeat_texts",
    "repeats",
    "reuse",
    "robustness",
    "robustness_summary",
    "series",
    "show",
    "side_by_side",
    "sides_of",
    "similarity",
    "similarity_thinned",
    "simulate",
    "simulated_rates",
    "smallest_permutation_p",
    "sources",
    "speaker_sheet",
    "speech_alone",
    "stability",
    "stop_words",
    "stories",
    "syllables",
    "tell",
    "terms",
    "terms_by_voice",
    "terms_once",
    "text_agreement",
    "tfidf",
    "tokens",
    "train",
    "train_frames",
    "trends",
    "validate_agency",
    "validate_frames",
    "validate_markers",
    "validate_mentions",
    "validate_voices",
    "voice_confusion",
    "voice_errors",
    "voice_findings",
    "voice_shares",
    "voices",
    "weighted_log_odds",
    "word_interval",
    "words_by_side",
    "words_by_side_and_voice",
    "words_by_speaker",
    "wordshift",
    "write_corpus",
    "write_figures",
    "write_model",
    "write_table",
]
