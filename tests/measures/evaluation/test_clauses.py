"""Passives against annotation: counts worked by hand, treebanks and clauses read, what is wrong named by its line."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.measures.evaluation.clause_roles import ROLES
from analysis.measures.evaluation.clauses import agency_errors, validate_agency
from analysis.measures.framing.agency.agency import agency
from analysis.schema import InputError
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.annotations import read_gold
from tests.measures.evaluation.gold import call


def sentence(text, relations, name, *comments):
    """Return a sentence in CoNLL-U; of each word its head and relation."""
    words = text.rstrip(".").split()
    rows = [
        "\t".join([str(n), word, word, "_", "_", "_", str(head), relation, "_", "_"])
        for n, (word, (head, relation)) in enumerate(zip(words, relations, strict=True), 1)
    ]
    return "\n".join([*comments, f"# sent_id = {name}", f"# text = {text}", *rows, "", ""])


ROBBED = [(2, "det"), (4, "nsubj:pass"), (4, "aux:pass"), (0, "root"), (6, "cc"), (4, "conj")]
SEEN = [(3, "nsubj:pass"), (3, "aux:pass"), (0, "root"), (5, "case"), (3, "obl:agent")]
TREEBANK = (
    sentence("The clerk was robbed and beaten.", ROBBED, "one", "# newdoc id = d", "# meta::genre = news")
    + sentence("Kites were seen by them.", SEEN, "two")
    + sentence("Kites were open.", [(3, "nsubj:pass"), (3, "cop"), (0, "root")], "three", "# newdoc id = e")
)


@pytest.fixture
def treebank(tmp_path):
    file = tmp_path / "toy.conllu"
    file.write_text(TREEBANK, encoding="utf-8")
    return file


def test_a_treebank_tells_passives_agents_and_what_shares_an_auxiliary(treebank):
    documents, gold = read_gold(treebank, "agency")
    assert documents["document"].tolist() == ["d", "d", "e"] and documents["outlet_type"].tolist() == ["news"] * 2 + [
        ""
    ]
    found = [
        (documents["text"][documents["doc_id"] == row.doc_id].item()[row.start : row.end], row.kind)
        for row in gold.itertuples()
        if row.kind not in ROLES
    ]
    assert found == [
        ("robbed", "passive_without_agent"),
        ("beaten", "shared"),
        ("seen", "passive_with_agent"),
        ("open", "passive_without_agent"),
    ]


def test_figures_are_by_clause_and_over_documents(treebank):
    documents, gold = read_gold(treebank, "agency")
    clauses = agency(voices(documents))
    figures = validate_agency(documents, gold, clauses).query("group == 'all'").set_index("measure")
    figures = figures.loc[[name for name in figures.index if name.startswith(("passive", "without"))]]
    assert figures["hits"].tolist() == [4, 2, 2, 2, 1, 1] and figures["of"].tolist() == [5, 2, 3, 3, 1, 2]
    assert (figures["n"] == 2).all()
    errors = agency_errors(documents, gold, clauses)
    assert errors[["kind", "item", "sentence"]].values.tolist() == [["missed_passive", "open", "Kites were open."]]


def test_without_marked_agents_there_is_no_figure_of_them(tmp_path):
    file = tmp_path / "plain.conllu"
    file.write_text(sentence("The clerk was robbed and beaten.", ROBBED, "one"), encoding="utf-8")
    documents, gold = read_gold(file, "agency")
    figures = validate_agency(documents, gold, agency(voices(documents)))
    assert not figures["measure"].str.startswith("without_agent").any()


# Of each word: its kind, its head, its relation.
ROE = [("PROPN", 2, "nsubj"), ("VERB", 0, "root"), ("DET", 4, "det"), ("NOUN", 2, "obj")]
LEFT = [("NOUN", 4, "nsubj"), ("PRON", 3, "nsubj"), ("VERB", 1, "acl:relcl"), ("VERB", 0, "root")]
WANTS = [("PRON", 2, "nsubj"), ("VERB", 0, "root"), ("PART", 4, "mark"), ("VERB", 2, "xcomp"), ("NOUN", 4, "obj")]
ACTIVE = (
    (ROE, "Roe sold the bread."),
    (LEFT, "Bakers who sang left."),
    (WANTS, "She wanted to sell buns."),
)


@pytest.fixture
def roles(tmp_path):
    file = tmp_path / "roles.conllu"
    blocks = []
    for tree, text in ACTIVE:
        rows = zip(text.rstrip(".").split(), tree, strict=True)
        lines = [
            f"{n}\t{word}\t{word}\t{tag}\t_\t_\t{at}\t{rel}\t_\t_" for n, (word, (tag, at, rel)) in enumerate(rows, 1)
        ]
        blocks.append("\n".join([f"# text = {text}", *lines, "", ""]))
    file.write_text("".join(blocks), encoding="utf-8")
    return read_gold(file, "agency")


def test_a_treebank_tells_who_acts_and_upon_whom(roles):
    documents, gold = roles
    texts = documents.set_index("doc_id")["text"]
    told = [(row.kind, texts[row.doc_id][row.start : row.end]) for row in gold.itertuples()]
    assert told == [
        ("verb", "sold"), ("agent", "Roe"), ("patient", "bread"),
        ("verb", "sang"), ("agent", "Bakers"), ("agent", "who"), ("shared_patient", "Bakers"),
        ("verb", "left"), ("agent", "Bakers"),
        ("verb", "wanted"), ("agent", "She"),
        ("verb", "sell"), ("agent", "She"), ("patient", "buns"),
    ]  # fmt: skip


def test_a_phrase_with_by_is_no_miss_where_agents_are_not_marked(tmp_path):
    file = tmp_path / "by.conllu"
    seen = [*SEEN[:-1], (3, "obl")]
    file.write_text(sentence("Kites were seen by them.", seen, "two"), encoding="utf-8")
    documents, gold = read_gold(file, "agency")
    assert "shared_agent" in gold["kind"].tolist() and "agent" not in gold["kind"].tolist()
    figures = validate_agency(documents, gold, agency(voices(documents))).set_index("measure")
    assert figures.loc["agent_precision", ["hits", "of"]].tolist() == [1, 1]
    assert "agent_recall" not in figures.index or figures.loc["agent_recall", "of"].max() == 0


def test_agents_and_patients_are_right_where_their_phrases_meet(roles):
    documents, gold = roles
    rows = agency(voices(documents))
    rows.loc[rows["verb"] == "leave", ["agent_start", "agent_end"]] = (10, 13)  # the relative clause, not the bakers
    rows.loc[rows["verb"] == "want", ["agent_start", "agent_end"]] = pd.NA
    rows.loc[(rows["verb"] == "sell") & (rows["patient_start"] == 9), ["patient_start", "patient_end"]] = pd.NA
    figures = validate_agency(documents, gold, rows).query("group == 'all'").set_index("measure")
    counts = figures[["hits", "of"]].apply(tuple, axis=1).to_dict()
    assert counts["agent_precision"] == (3, 4) and counts["agent_recall"] == (3, 5)
    assert counts["patient_precision"] == (1, 1) and counts["patient_recall"] == (1, 2)


def test_clauses_in_json_lines_with_agent_and_patient_are_measured_too(tmp_path):
    gold = tmp_path / "gold.jsonl"
    clauses = [
        {"span": [3, 7], "form": "active", "agent": [0, 2], "patient": [8, 13]},
        {"span": [3, 7], "form": "active", "agent": None},
    ]
    gold.write_text(json.dumps({"id": "a", "text": "He sold bread.", "clauses": clauses}), encoding="utf-8")
    documents, spans = read_gold(gold, "agency")
    assert spans["kind"].tolist() == ["verb", "agent", "patient"]
    figures = validate_agency(documents, spans, agency(voices(documents))).set_index("measure")
    assert figures.loc["agent_recall", ["hits", "of"]].tolist() == [1, 1]


def test_clauses_in_json_lines_are_measured_by_the_command(tmp_path):
    gold, out, errors = tmp_path / "gold.jsonl", tmp_path / "figures.csv", tmp_path / "errors.csv"
    clause = {"span": [3, 13], "form": "passive", "agent": None}
    gold.write_text(json.dumps({"id": "a", "text": "He was robbed.", "clauses": [clause]}), encoding="utf-8")
    result = call("validate", "agency", "--gold", gold, "-o", out, "--errors", errors)
    assert result.exit_code == 0, result.output
    assert "agency,passive_f1,all,all,1," in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.conllu", "1\tword\n", "line 1: 2 fields instead of 10"),
        ("a.conllu", "\t".join("1 a a _ _ _ 0 root _ _".split()) + "\n", "has no '# text ='"),
        ("a.conllu", "# text = a\n", "no sentence"),
        ("a.jsonl", '{"id": "a", "text": "b", "clauses": [{"form": "odd"}]}', "the form 'odd' is not known"),
        ("a.jsonl", '{"id": "a", "text": "b", "clauses": [{"form": "passive", "span": [0, 9]}]}', "is not in the text"),
        ("a.jsonl", '{"id": "a", "text": "b", "clauses": [{"form": "passive", "span": 3}]}', r"is not \[start, end\]"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_gold(file, "agency")
