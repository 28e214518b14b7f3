"""The readers of the lexicon, the cue table and the actors: what they give, and how they refuse."""

from __future__ import annotations

import re

import pytest

from analysis.schema import COLUMNS, TABLES, InputError
from analysis.texts.readers.actors import LABEL_KINDS, read_actors
from analysis.texts.readers.benchmarks import read_calibration, read_measured, read_training
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.lexicon import CUE_KINDS, SCARE_QUOTES, cue_forms, read_categories, read_cues, read_lexicon
from benchmarks.codebook import CODEBOOK, with_numbers


def write(folder, text, name="table.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_lexicon_holds_together():
    lexicon, categories = read_lexicon(), read_categories()
    assert list(lexicon.columns) == list(COLUMNS["lexicon"])
    assert set(lexicon["category"]) == set(categories["category"])
    joined = lexicon.merge(categories, on="category", suffixes=("", "_category"))
    assert (joined["loaded"] == joined["loaded_category"]).all()
    loaded = lexicon.set_index("entry")["loaded"]
    assert loaded["so-called"] and loaded["claims"] and not loaded["said"] and not loaded["perhaps"]
    assert (lexicon["entry"] == SCARE_QUOTES).sum() == 1


def test_no_name_of_a_party_is_a_loaded_word():
    lexicon, actors = read_lexicon(), read_actors()
    named = set(actors.loc[actors["label_kind"] != "pejorative", "label"].str.lower())
    assert not named & set(lexicon.loc[lexicon["loaded"], "entry"].str.lower())


def test_cue_forms_are_entries_of_the_lexicon():
    forms = cue_forms(read_cues())
    category = read_lexicon().set_index("entry")["category"]
    longer = forms["form"].str.endswith(" that") & forms["form"].str.removesuffix(" that").isin(category.index)
    kept = forms[~longer]
    assert (category[kept["form"]].to_numpy() == ("cue_" + kept["kind"]).to_numpy()).all()
    assert not set(forms.loc[longer, "form"]) & set(category.index)
    assert set(forms["kind"]) == set(CUE_KINDS)


def test_a_cue_table_is_read_once_and_not_shared():
    first = read_cues()
    first.loc[0, "cue"] = "changed"
    assert read_cues().loc[0, "cue"] == "say"


def test_another_lexicon_brings_its_own_categories(tmp_path):
    path = write(tmp_path, 'entry,category,loaded\nthug,slur,true\n"so, so",other,no\n')
    assert read_lexicon(path).values.tolist() == [["thug", "slur", True, "", ""], ["so, so", "other", False, "", ""]]


def test_an_empty_lexicon_is_a_lexicon(tmp_path):
    lexicon = read_lexicon(write(tmp_path, "entry,category,loaded,note\n"))
    assert len(lexicon) == 0 and lexicon["loaded"].dtype == bool


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entry,category\nthug,slur\n", "line 1: no column loaded"),
        ("", "is empty"),
        ("entry,category,loaded\nthug,,true\n", "line 2, column category: empty"),
        ("entry,category,loaded\nthug,slur\n", "line 2: 2 cells for 3 columns"),
        ("entry,category,loaded\nthug,slur,often\n", "line 2, column loaded: 'often' is neither"),
        ("entry,category,loaded\na thug,slur,true\n\nA Thug,slur,true\n", "line 4, column entry: 'A Thug' is 'a thug'"),
        ("entry,category,loaded\nthug’s,slur,true\nthug,slur,true\n", "line 3, column entry"),
        ("entry,category,loaded\n***,slur,true\n", "line 2, column entry: .* holds no word"),
        ("entry,category,loaded\nthug,slur,true\ngoon,slur,false\n", "line 3, column loaded: false, but category"),
    ],
)  # fmt: skip
def test_a_wrong_lexicon_names_the_place(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        read_lexicon(write(tmp_path, text))


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_lexicon(tmp_path / "absent.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(b"entry,category,loaded\ncaf\xe9,x,true\n")
    with pytest.raises(InputError, match="not UTF-8 at byte offset 25"):
        read_lexicon(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cue,kind\nsay,neutral\n", "no column forms"),
        ("cue,kind,forms\nsay,loud,says\n", "line 2, column kind: 'loud'"),
        ("cue,kind,forms\nsay,neutral,says | \n", "line 2, column forms: an empty form"),
        (
            "cue,kind,forms\nsay,neutral,says\nstate,neutral,states | says\n",
            "line 3, column forms: 'says' occurs in line 2",
        ),
    ],
)
def test_a_wrong_cue_table_names_the_place(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        read_cues(write(tmp_path, text))


def test_the_shipped_actors_hold_together():
    actors = read_actors()
    assert list(actors.columns) == list(COLUMNS["actors"])
    assert set(actors["label_kind"]) <= set(LABEL_KINDS)
    assert (actors["users"] != "").all()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("actor,label\nA,B\n", "no column label_kind"),
        ("actor,label,label_kind\nA,B,rude\n", "line 2, column label_kind: 'rude'"),
        ("actor,label,label_kind\nA,the B,own\nC,The B's,own\n", "line 3, column label: .* is 'the B' of A, line 2"),
        ("actor,label,label_kind\nA,!,own\n", "line 2, column label: .* holds no word"),
    ],
)
def test_wrong_actors_name_the_place(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        read_actors(write(tmp_path, text))


def test_a_category_is_given_once(tmp_path):
    with pytest.raises(InputError, match="line 3, column category: 'a' occurs in line 2"):
        read_categories(write(tmp_path, "category,loaded,title,basis\na,true,A,x\na,true,B,y\n"))


def test_the_numbers_of_the_codebook_are_those_of_the_files():
    codebook = CODEBOOK.read_text(encoding="utf-8")
    assert with_numbers(codebook) == codebook, "run benchmarks/codebook.py"
    lexicon = read_lexicon()
    assert f"| in all | {len(lexicon):,} |" in codebook
    for category, loaded in read_categories()[["category", "loaded"]].itertuples(index=False):
        size = (lexicon["category"] == category).sum()
        assert f"| `{category}` | {'yes' if loaded else 'no'} | {size:,} |" in codebook


def test_a_stale_number_of_the_codebook_is_put_right_and_prose_is_left_alone():
    codebook = CODEBOOK.read_text(encoding="utf-8")
    for name in ("sizes", "agreement", "categories"):
        assert codebook.count(f"<!-- numbers: {name} -->") == 1
    stale = re.sub(r"\| in all \| [\d,]+ \|", "| in all | 7 |", codebook)
    assert stale != codebook == with_numbers(stale)
    assert with_numbers("5 words\n") == "5 words\n"
    with pytest.raises(KeyError):
        with_numbers("<!-- numbers: ghosts -->\n<!-- end -->\n")


@pytest.mark.parametrize(
    ("page", "table"),
    [
        ("lexicon/CODEBOOK.md", "lexicon"),
        ("lexicon/CODEBOOK.md", "categories"),
        ("lexicon/CODEBOOK.md", "cues"),
        ("README.md", "actors"),
        ("README.md", "sides"),
    ],
)
def test_a_list_is_described_with_its_columns(page, table):
    assert f"`{', '.join(TABLES[table])}`" in (DATA / page).read_text(encoding="utf-8")


def test_the_sizes_of_the_annotated_texts_are_those_measured():
    said = (DATA / "validation" / "README.md").read_text(encoding="utf-8")
    figures, training = read_measured(), read_training()
    for data, n in figures[figures["group_by"] == "all"].groupby("data")["n"].max().items():
        assert re.search(rf"^\| `{data}` \| {n:,} ", said, re.MULTILINE), data
    sentences = training[training["level"] == "sentence"].groupby("data")["n_positive"].max()
    assert all(f"each sentence loaded or not ({n:,} are)" in said for n in sentences)
    calibration = read_calibration().query("kind == 'chance' and data != 'simulated pairs'")
    said = (DATA / "calibration" / "README.md").read_text(encoding="utf-8")
    for data, rows in calibration.groupby("data"):
        n = (rows["n_docs_a"] + rows["n_docs_b"]).max()
        assert re.search(rf"^\| `{data}` \| {n:,.0f} ", said, re.MULTILINE), data


def test_a_lexicon_all_in_capitals_is_found_in_any_case_and_says_so(tmp_path):
    file = write(tmp_path, "entry,category,loaded\nROTTEN,bad,true\nDEEP STATE,bad,true\n")
    lexicon = read_lexicon(file)
    assert lexicon["entry"].tolist() == ["rotten", "deep state"] and lexicon.attrs["in_capitals"]
    mixed = read_lexicon(write(tmp_path, "entry,category,loaded\nROTTEN,bad,true\ndeep state,bad,true\n"))
    assert mixed["entry"].tolist() == ["ROTTEN", "deep state"] and not mixed.attrs["in_capitals"]


def test_an_entry_with_a_sign_that_stands_for_one_character_elsewhere_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"line 2, column entry: the entry 'wom\?n' holds '\?'"):
        read_lexicon(write(tmp_path, "entry,category,loaded\nwom?n,bad,true\n"))
