"""Every column that the suite writes is declared, says what it holds, and holds that; nothing else is declared."""

from __future__ import annotations

import csv
import doctest
import json
from html.parser import HTMLParser

import pandas as pd
import pytest

import analysis as same
from analysis import schema
from analysis.schema import COLUMNS, TABLES, Column, InputError, check, describe, numbers
from analysis.texts.intake.outlets import outlets_table
from analysis.texts.readers.actors import read_sides
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.texts.readers.lexicon import read_categories
from analysis.views.book.downloads import DOWNLOADS
from analysis.views.book.pages import offer
from analysis.views.figures.gallery import figure_table
from analysis.views.figures.registry import FIGURES
from tests.measures.calibration.test_calibrate import FEW, SMALL
from tests.measures.classifier.test_multilabel import lessons as frame_lessons
from tests.measures.classifier.test_training import LEXICON, sentences
from tests.measures.evaluation.gold import VOICES_GOLD
from tests.shipped import shipped_story

RANGES = {"0 to 1": (0, 1), "share 0 to 1": (0, 1), "−1 to 1": (-1, 1), "per 1,000 words": (0, 1000)}
SIGNED = ("no unit", "log2", "percent", "share of the difference")  # and what another column or file has the unit of


def declared(name):
    """Return the columns that a table may have, those that it may have in addition last."""
    return [column.name for column in describe(name)]


def head(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return (name, table) for all that verbs, readers, downloads and figures give, of the five texts if possible."""
    story = shipped_story()
    folder = tmp_path_factory.mktemp("schema")
    gold, labelled, scores = (folder / name for name in ("gold.jsonl", "labelled.jsonl", "scores.csv"))
    for file, rows in ((gold, VOICES_GOLD), (labelled, sentences())):
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scores.write_text("term,score,score_reference\nthe,-2,1.5\nof,3,3\n", encoding="utf-8")
    corrected = folder / "corrections.csv"
    cells = {"doc_id": "aswat-families", "start": "0", "end": "4", "words": "Home", "what": "voice", "now": "author"}
    heads = TABLES["corrections"]
    corrected.write_text(",".join(heads) + "\n" + ",".join(cells.get(name, "") for name in heads) + "\n", "utf-8")
    coding, known = folder / "coding.csv", story.categories["category"].tolist()
    word = story.markers.query("loaded and doc_id == 'aswat-families'").iloc[0]
    cells = [word["doc_id"], word["start"], word["end"], word["match"], word["category"], "guess", ""]
    coding.write_text(f"{','.join(TABLES['text_coding'])}\n,{','.join(map(str, cells))}\n", "utf-8")
    marked = [same.read_text_coding(coding, story.documents, known).assign(coder=name) for name in ("Ann", "Ben")]
    documents, spans = same.read_gold(gold, "voices")
    segments = same.voices(documents)
    judged, labels = same.read_labelled(labelled)
    cut = same.voices(judged)
    coded = same.read_coding("data/speakers.csv")
    gathered = same.gather(["-"], pasted="One paragraph.\n\nAnother.")
    several = frame_lessons()
    learned = same.train_frames(several)
    lessons = same.Labelled(judged, labels, cut, same.markers(cut, LEXICON), LEXICON)
    return [
        ("documents", story.documents),
        ("segments", story.segments),
        ("tokens", same.tokens(story.segments)),
        ("near_reuse", same.reuse(story.segments, story.documents, near=True, tokens=story.tokens)),
        ("repeats", same.repeats(pd.concat([judged.head(1), judged.head(1).assign(doc_id="again")]))),
        ("scores", same.read_scores(scores)),
        ("rates", story.rates()),
        ("readability_groups", same.readability_by_group(story.readability, story.documents)),
        ("finding_tests", same.finding_tests(story)),
        ("wordshift", same.wordshift(story.counts, same.MeanScore(same.read_scores(scores)), target="advocacy")),
        ("gold", spans),
        ("validation", same.validate_voices(documents, spans, segments)),
        ("errors", same.voice_errors(documents, spans, segments)),
        ("training", same.cross_validate(lessons, repeats=1)),
        ("training", same.cross_validate_frames(several, repeats=1)),
        ("frame_predictions", same.predict_frames(several.segments, learned)),
        ("frame_words", same.frame_words(several.segments, learned)),
        ("calibration", same.calibrate(SMALL, plan=FEW)),
        ("layout", gathered.layout),
        ("left_out", gathered.left_out),
        ("gathered_files", gathered.files),
        ("outlets", outlets_table(gathered.documents.assign(outlet="Post"))),
        ("corrections", same.read_corrections(corrected, story.documents)),
        ("categories", read_categories()),
        ("agency", same.agency(story.segments, tokens=story.tokens)),
        ("agency_rates", story.agency_rates()),
        ("participles", same.read_participles()),
        ("verbs", same.read_verbs()),
        ("event_nouns", same.read_event_nouns()),
        ("verb_classes", same.read_verb_classes()),
        ("frame_lexicon", same.read_frames()),
        ("frame_categories", same.read_frame_categories()),
        ("frames", story.frames),
        ("frame_presence", story.frame_presence),
        ("frame_rates", story.frame_rates()),
        ("series", same.series(story.rate_counts)),
        ("trends", same.trends(story.rate_counts)),
        ("sides", read_sides()),
        ("events", same.read_events()),
        ("mentions", story.mentions),
        ("omissions", story.omissions(by="source_type", least=1)),
        ("mention_matrix", story.mention_matrix()),
        ("numbers_told", story.numbers_told()),
        ("actor_sheet", same.actor_sheet(story.segments, story.documents)),
        ("speaker_sheet", same.speaker_sheet(story.sources, story.documents)),
        ("coding", coded),
        ("text_coding", marked[0]),
        ("disagreement", same.disagreement(marked, story.tokens, story.categories)),
        ("coder_agreement", same.coder_agreement({"first": coded, "second": coded.assign(code=coded["code"].iloc[0])})),
        *((one.name, one.make(story)) for one in DOWNLOADS),
        *((f"figure-{name}", figure_table(name, story)) for name in FIGURES),
    ]


def test_every_table_that_is_written_has_the_columns_declared_for_it(written):
    in_other_names = {"once", "feeds", "robustness"}  # terms_once, and figures
    assert {name for name, _ in written} == set(TABLES) - in_other_names
    for name, table in written:
        columns = [column for column in declared(name) if column in table.columns]
        assert set(columns) == set(table.columns), name
        left = [column for column in TABLES[name] if column not in columns]
        assert left == (["text"] if name == "documents" and "text" not in table else []), name


def test_every_figure_has_its_columns_in_the_order_declared():
    assert {name for name in TABLES if name.startswith("figure-")} == {f"figure-{name}" for name in FIGURES}
    for name in FIGURES:
        assert tuple(head(CHECKOUT / "figures" / f"{name}.csv")) == TABLES[f"figure-{name}"], name


def is_of(values, kind):
    """Return whether a column without missing values is of a type as declared."""
    if kind == "Int64":
        return pd.api.types.is_numeric_dtype(values) and (values == values.astype(int)).all()
    test = {"int": "is_integer_dtype", "float": "is_float_dtype", "bool": "is_bool_dtype"}.get(kind)
    return getattr(pd.api.types, test)(values) if test else values.map(lambda value: isinstance(value, str)).all()


def test_every_column_is_of_its_type(written):
    for name, table in written:
        for column in describe(name, table.columns):
            values = table[column.name]
            there = values.dropna()
            assert len(there) == len(values) or column.type in ("float", "Int64"), (name, column)
            assert is_of(there, column.type) or len(there) == 0, (name, column, values.dtype)


def test_every_quantity_is_within_what_its_unit_allows(written):
    for name, table in written:
        for column in describe(name, table.columns):
            values = table[column.name].dropna()
            if column.unit in RANGES:
                assert values.between(*(end * (1 + 1e-9) for end in RANGES[column.unit])).all(), (name, column)
            elif column.unit and column.unit not in SIGNED and not column.unit.startswith("as "):
                assert (values >= 0).all(), (name, column)


def test_every_column_says_what_it_holds():
    for name in TABLES:
        for column in describe(name):
            said, kind = column.meaning, column.type
            assert said.endswith(".") and said.count("`") % 2 == 0 and "  " not in said and 8 < len(said) < 200, column
            assert kind in ("str", "int", "Int64", "float", "bool"), (name, column)
            assert (column.unit != "") is (kind not in ("str", "bool")), (name, column)


def test_nothing_is_declared_in_vain_or_twice():
    used = [column for name in TABLES for column in describe(name)]
    with (CHECKOUT / "analysis" / "columns.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row.pop("table"), Column(*row.values())) for row in csv.DictReader(lines)]
    assert len({(table, column.name) for table, column in rows}) == len(rows)
    for table, column in rows:
        assert column in used, (table, column)
        if table != "*":
            without = schema._TABLES[table]["like"] or "*"
            above = describe(without, [column.name])[0] if without != "*" else schema._DECLARED["*"].get(column.name)
            assert column != above, (table, column)


def test_a_column_is_described_in_the_words_of_its_own_table_first_then_of_its_kin_then_of_all():
    def said(table, column):
        return describe(table, [column])[0].meaning

    assert said("documents", "text") == "The whole page, as read." != said("segments", "text")
    assert said("keyness_author", "q") == said("keyness", "q") != ""
    assert "this part" in said("figure-who-is-speaking", "total")
    assert said("figure-who-is-speaking", "n_words") == said("findings", "n_words") != said("sources", "n_words")
    assert describe("keyness", ["nothing"]) == [Column("nothing", "", "", "")]


def test_a_table_without_columns_of_its_own_has_those_of_its_kin():
    assert TABLES["terms_by_text"] == TABLES["terms"] == COLUMNS["terms"]
    assert "terms_by_text" not in COLUMNS and "figure-tf-idf" not in COLUMNS
    assert [column.name for column in describe("validation")] == [*COLUMNS["validation"], "date", "data"]


def test_numbers_are_what_a_reader_may_convert():
    assert numbers("validation", ("task", "hits", "value", "n")) == {"hits": "Int64", "value": "float", "n": "int"}
    assert "loaded" not in numbers("markers") and numbers("cues") == {}


def test_the_examples_are_right():
    failed, tried = doctest.testmod(schema)
    assert failed == 0 and tried >= 8


def test_a_missing_column_is_named():
    table = pd.DataFrame({"term": ["a"], "x": [1]})
    with pytest.raises(InputError, match=r"^the scores table lacks the column score; it has term, x$"):
        check(table, "scores")
    assert check(table, "scores", needs=("term",)) is table


class Terms(HTMLParser):
    """Collects each dt with its dd."""

    def __init__(self):
        super().__init__()
        self.found, self.at = [], ""

    def handle_starttag(self, tag, attrs):
        if tag in ("dt", "dd"):
            self.at = tag
            self.found.append("")

    def handle_endtag(self, tag):
        self.at = "" if tag in ("dt", "dd") else self.at

    def handle_data(self, data):
        if self.at:
            self.found[-1] += data


def test_the_page_of_tables_says_what_each_column_holds(tmp_path):
    (tmp_path / "tables").mkdir()
    table = pd.DataFrame({"term": ["a"], "n_target": [2], "g2": [0.5], "<b>": [1]})
    html = offer(tmp_path, "keyness", "What & how.", table, "run")
    page = Terms()
    page.feed(html)
    term, n, g2 = (column.meaning for column in describe("keyness", ("term", "n_target", "g2")))
    assert page.found == ["term", term, "n_target", f"{n} Unit: occurrences.", "g2", g2, "<b>", ""]
    assert "<summary>4 columns, and what each holds</summary>" in html and "What &amp; how." in html
    share = offer(tmp_path, "findings", "", pd.DataFrame({"share": [0.5]}), "")
    assert "<dd><code>n_words</code> as a share of <code>total</code>. Unit: share 0 to 1.</dd>" in share
