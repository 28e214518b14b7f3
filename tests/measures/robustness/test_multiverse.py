"""Robustness: what keeps and what breaks a finding, on toy texts where it can be seen, and on the five texts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer

from analysis.measures.comparison.keyness import keyness
from analysis.measures.dictionary.rates import marker_rates
from analysis.measures.frequency.terms import terms
from analysis.measures.frequency.tfidf import similarity, tfidf
from analysis.measures.robustness.choices import CHOICES
from analysis.measures.robustness.counted_story import CountedStory
from analysis.measures.robustness.finding_sets import TEXTS as PUBLISHED
from analysis.measures.robustness.multiverse import robustness, robustness_summary, specification_curve
from analysis.measures.robustness.specification import Specification, tfidf_variant
from analysis.measures.sources.sides import words_by_side
from analysis.measures.sources.voice_shares import voice_findings, voice_shares
from analysis.measures.story import Story
from analysis.schema import COLUMNS, InputError
from tests.shipped import shipped_story
from tests.toys import toy

GROUPS = {"a": "x", "b": "x", "c": "y"}
TEXTS = {
    "a": [("body", "author", "Agents lie. "), ("body", "direct", "Plans work.", "Ann")],
    "b": [("body", "author", "Agent Lee lies. "), ("body", "indirect", "Plans fail.", "Ann")],
    "c": [("body", "author", "Rain fell. "), ("headline", "author", "Agents. Agents.")],
}


def story(texts=None, groups=GROUPS):
    segments, documents = toy(texts or TEXTS, groups=groups)
    actors = pd.DataFrame({"actor": ["Lee"], "label": ["Lee"], "label_kind": ["own"]})
    lexicon = pd.DataFrame({"entry": ["lie*", "fail*"], "category": ["deceit", "negative"], "loaded": [True, True]})
    cues = pd.DataFrame({"cue": ["say"], "kind": ["neutral"], "forms": ["said"]})
    categories = pd.DataFrame({"category": ["deceit"], "title": ["Deceit"]})
    sides = pd.DataFrame({"doc_id": ["a"], "speaker": ["Ann"], "side": ["one"]})
    return Story(documents, segments, lexicon, actors, cues, categories, sides)


@pytest.fixture(scope="module")
def table():
    return robustness(story(), combinations=20)


@pytest.fixture(scope="module")
def published():
    return shipped_story()


@pytest.fixture(scope="module")
def headlines(published):
    return robustness(published, combinations=0)


def of(table, finding, dimension="base", choice=""):
    rows = table[(table["finding"] == finding) & (table["dimension"] == dimension) & (table["choice"] == choice)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_the_columns_are_those_of_the_schema_and_each_finding_keeps_in_its_base(table):
    assert list(table.columns) == list(COLUMNS["robustness"])
    assert table[table["dimension"] == "base"]["keeps"].all()
    assert not table.duplicated(["finding", *CHOICES]).any()


def test_a_share_is_that_of_the_words_and_breaks_where_paraphrase_is_the_authors(table):
    base = of(table, "attributed:x")
    assert (base["value"], base["n"], base["total"], base["n_docs"]) == (4 / 9, 4, 9, 3)
    alone = of(table, "attributed:x", "attributed", "quoted alone")
    assert (alone["value"], alone["n"], alone["keeps"]) == (2 / 9, 2, False)
    without_a = of(table, "attributed:x", "text", "without a")
    assert (without_a["value"], without_a["total"], without_a["keeps"]) == (2 / 5, 5, True)


def test_the_most_frequent_word_of_a_group_is_broken_by_stems_and_says_by_which_word(table):
    base = of(table, "frequent:x")
    assert base["statement"] == "“plans” is the most frequent word of x"
    assert (base["n"], base["total"], base["n_other"]) == (2, 9, 1)
    stems = of(table, "frequent:x", "words", "stems")  # agent 2, lie 2, plan 2: level, so it keeps
    assert (stems["n_other"], stems["value"], stems["keeps"]) == (2, 0.0, True)
    own = of(table, "frequent:x", "voice", "author")
    assert (own["n"], own["keeps"], own["instead"]) == (0, False, "agent")


def test_loaded_words_are_compared_by_rate_and_a_category_left_out_in_turn(table):
    base = of(table, "loaded:x")  # own: lie, lies in 5 words; attributed: fail in 4
    assert (base["n"], base["total"], base["n_other"], base["total_other"]) == (2, 5, 1, 4)
    assert base["value"] == 1000 * 2 / 5 - 1000 * 1 / 4
    broken = of(table, "loaded:x", "lexicon", "without deceit")
    assert (broken["n"], broken["n_other"], broken["keeps"]) == (0, 1, False)
    assert of(table, "loaded:x", "lexicon", "without negative")["keeps"]


def test_a_text_is_left_out_where_its_group_has_another(table):
    left = table[table["dimension"] == "text"].groupby("finding")["choice"].agg(list)
    assert left["attributed:x"] == ["without a", "without b"]
    assert "attributed:y" not in left.index  # the one text of y
    assert left["attributed:x:y"] == ["without a", "without b"]
    assert left["most-alike"] == ["without c"]  # it speaks of a and b


def test_each_of_n_texts_is_left_out_once():
    texts = {f"d{n}": f"Word{n} stands here again. Word{n} stands." for n in range(6)}
    rows = robustness(story(texts, {}), combinations=0)
    left = rows[(rows["finding"] == "frequent:x") & (rows["dimension"] == "text")]["choice"].tolist()
    assert left == [f"without d{n}" for n in range(6)]
    alike = rows[(rows["finding"] == "most-alike") & (rows["dimension"] == "text")]
    assert len(alike) == 4 and alike["n_docs"].eq(5).all()  # not the two that it speaks of


def test_a_choice_that_leaves_the_same_words_is_no_choice(table):
    parts = table[(table["finding"] == "attributed:y") & (table["dimension"] == "part")]
    assert parts["choice"].tolist() == ["with headline"]
    assert not (table["choice"] == "hyphens split").any() and not (table["choice"] == "possessives kept").any()
    assert not (table["dimension"] == "passages").any()


def test_passages_that_texts_share_count_once_also_where_the_first_text_is_left_out():
    same = "The committee said on Monday that nobody was hurt there in the fire."
    texts = {"a": same + " Rain.", "b": same + " Snow.", "c": same + " Hail.", "d": "Nothing else was said."}
    one = story(texts, {})
    base = Specification(CountedStory(one, None), {"part": "body"})
    every = base.words(None, ["author"])
    assert (every, base.replace(passages="once").words(None, ["author"])) == (46, 46 - 2 * 13)
    assert base.replace(passages="once", text="without a").words(None, ["author"]) == every - 14 - 13
    assert base.replace(passages="once", text="without d").words(None, ["author"]) == every - 4 - 2 * 13
    rows = robustness(one, combinations=0)
    assert (rows["dimension"] == "passages").any()


def test_without_source_types_all_texts_are_one_group_and_a_lone_text_has_findings_still():
    segments_documents = story()
    for documents in (
        segments_documents.documents.drop(columns="source_type"),
        segments_documents.documents.assign(source_type=""),
    ):
        rows = robustness(replace(segments_documents, documents=documents), combinations=0)
        assert "attributed:all texts" in set(rows["finding"])
        assert not rows["finding"].str.startswith("key:").any()
    alone = robustness(story({"a": TEXTS["a"]}, GROUPS), combinations=3)
    assert set(alone["finding"]) == {"attributed:x", "frequent:x", "loaded:x", "speaks-most:x", "side:x:attributed:one"}
    assert not (alone["dimension"] == "text").any()


def test_a_story_without_an_attributed_word_is_asked_less():
    rows = robustness(story({"a": "Rain fell.", "b": "Snow fell."}, {"a": "x", "b": "y"}), combinations=3)
    assert of(rows, "attributed:x")["value"] == 0
    assert not rows["finding"].str.startswith("speaks").any()
    assert not (rows["dimension"] == "attributed").any()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"by": "colour"}, "no column 'colour'"),
        ({"combinations": -1}, "give 0 or more"),
        ({"voice": "direct", "part": "headline"}, "no text has a word in part 'headline' and voice 'direct'"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(call, said):
    with pytest.raises(InputError, match=said) as error:
        robustness(story(), **call)
    assert "\n" not in str(error.value)


def test_what_is_no_story_is_told():
    with pytest.raises(InputError, match=r"^a Story is needed, not DataFrame; make it: read_story\(corpus\)$"):
        robustness(story().documents)


def test_no_finding_is_about_documents_without_a_group_nor_counts_them_against_one():
    texts = {"a": "Rain fell. Rain fell.", "b": "Snow lay.", "c": "Rain rain rain rain rain rain fell."}
    one = story(texts)
    one = replace(one, documents=one.documents.assign(source_type=["x", "y", ""]))
    table = robustness(one, combinations=0)
    assert not table["finding"].str.contains("no source type").any()
    base = table[table["finding"].str.startswith("key:y:") & (table["dimension"] == "base")]
    two = story({name: texts[name] for name in "ab"})
    two = replace(two, documents=two.documents.assign(source_type=["x", "y"]))
    alone = robustness(two, combinations=0)
    alone = alone[alone["finding"].str.startswith("key:y:") & (alone["dimension"] == "base")]
    columns = ["finding", "value", "n", "total", "n_other", "total_other"]
    assert base[columns].to_numpy().tolist() == alone[columns].to_numpy().tolist() != []


def test_too_many_groups_are_told():
    texts = {f"d{n}": "Rain fell." for n in range(31)}
    with pytest.raises(InputError, match="'doc_id' makes 31 groups; choose one that makes at most 30"):
        robustness(story(texts), by="doc_id")


def test_the_curve_of_a_finding_is_its_rows(table):
    rows = specification_curve(story(), "loaded:x", combinations=20)
    pd.testing.assert_frame_equal(rows, table[table["finding"] == "loaded:x"].reset_index(drop=True))
    with pytest.raises(InputError, match="no finding 'none'; there are: attributed:x"):
        specification_curve(story(), "none")


def test_the_summary_counts_choices_one_at_a_time(table):
    row = robustness_summary(table).set_index("finding").loc["attributed:x"]
    single = table[(table["finding"] == "attributed:x") & ~table["dimension"].isin(["base", "several"])]
    assert (row["n_choices"], row["n_keep"]) == (len(single), int(single["keeps"].sum()))
    assert "attributed: quoted alone" in row["broken_by"]
    assert row["furthest"] == "attributed: quoted alone" and row["value_furthest"] == 2 / 9
    assert robustness_summary(table.head(0)).empty


def of_many_texts(table, n, broken):
    """Return the rows of a finding, with `n` texts left out in turn, of which the first few break it."""
    rows = table[table["finding"] == "attributed:x"]
    base = rows[rows["dimension"] == "base"].to_dict("records")[0]
    texts = [
        base | {"dimension": "text", "choice": f"without t{k}", "text": f"without t{k}", "keeps": k >= broken}
        for k in range(n)
    ]
    return pd.concat([rows[rows["dimension"].isin(["base", "attributed"])], pd.DataFrame(texts)], ignore_index=True)


@pytest.mark.parametrize(
    ("n", "broken", "counts", "said"),
    [
        (12, 2, (13, 10), "attributed: quoted alone; text: without t0; text: without t1"),
        (13, 2, (2, 0), "attributed: quoted alone; text: without t0; text: without t1"),
        (13, 5, (2, 0), "attributed: quoted alone; text: without any one of 5 of 13 texts"),
        (13, 0, (2, 1), "attributed: quoted alone"),
    ],
)
def test_many_texts_left_out_count_as_one_choice(table, n, broken, counts, said):
    row = robustness_summary(of_many_texts(table, n, broken)).iloc[0]
    assert (row["n_choices"], row["n_keep"]) == counts and row["broken_by"] == said


@pytest.mark.parametrize("voice", ["author", "direct", "indirect"])
def test_another_base_is_asked_in_its_own_voice(voice):
    rows = robustness(story(), voice=voice, combinations=0)
    base = rows[(rows["finding"] == "frequent:x") & (rows["dimension"] == "base")].iloc[0]
    assert base["voice"] == voice and base["keeps"]


def test_the_base_is_what_the_public_verbs_say(headlines, published):
    shares = voice_findings(voice_shares(published.counts)).set_index(["group", "voice"])
    row = of(headlines, "attributed:advocacy")
    assert row["total"] - row["n"] == shares.loc[("advocacy", "author"), "n_words"]
    regime = terms(published.body, by="source_type").query("group == 'advocacy' and term == 'regime'").iloc[0]
    row = of(headlines, "frequent:advocacy")
    assert (row["n"], row["total"]) == (regime["n"], regime["total"])
    key = keyness(published.body, target="advocacy").set_index("term").loc["regime"]
    row = of(headlines, "key:advocacy:regime")
    counts = ["n_target", "total_target", "n_reference", "total_reference"]
    assert row[["n", "total", "n_other", "total_other"]].tolist() == key[counts].tolist()
    pairs = similarity(published.body)["cosine"]
    assert of(headlines, "most-alike")["value"] == pytest.approx(pairs[0] - pairs[1], abs=1e-12)
    by_voice = published.segments.merge(published.documents[["doc_id", "source_type"]])
    loaded = published.markers[published.markers["loaded"]]
    rates = marker_rates(loaded, by_voice, by=["source_type", "voice"]).set_index(["source_type", "voice"])
    row = of(headlines, "loaded:advocacy")
    assert (row["n"], row["total"]) == tuple(rates.loc[("advocacy", "author"), ["n", "words"]])
    side = words_by_side(published.sources, published.sides, published.documents).set_index(["group", "side"])
    row = of(headlines, "side:advocacy:quoted:Iranian and Iraqi officials and media")
    theirs = [("advocacy", f"{country} officials and media") for country in ("Iranian", "Iraqi")]
    assert row["n"] == side.loc[theirs, "n_words"].sum() and row["total"] == side.loc[theirs[0], "total"]


def test_the_words_that_mark_a_text_have_the_rank_that_tfidf_gives_them(headlines, published):
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    weights = tfidf(published.body)
    weights = weights[~weights["term"].isin(ENGLISH_STOP_WORDS)]
    rank = weights.groupby("doc_id")["tf_idf"].rank(ascending=False, method="min")
    for doc_id, term in [("ncri-2012-movie", "movie"), ("ncri-2014-transfer", "country"), ("aswat-families", "source")]:
        place = weights[(weights["doc_id"] == doc_id) & (weights["term"] == term)].index[0]
        assert of(headlines, f"marks:{doc_id}:{term}")["value"] == rank[place]


def test_the_headlines_are_asked_of_the_five_texts_alone(headlines, published):
    assert tuple(published.documents["doc_id"]) == PUBLISHED
    assert headlines["finding"].nunique() == 33
    assert headlines[headlines["dimension"] == "base"]["keeps"].all()
    four = published.documents["doc_id"] != "ncri-2012-movie"
    segments = published.segments[published.segments["doc_id"] != "ncri-2012-movie"].reset_index(drop=True)
    other = replace(published, documents=published.documents[four].reset_index(drop=True), segments=segments)
    assert "most-alike" in set(robustness(other, combinations=0)["finding"])
    assert "doubt:advocacy:PMOI and NCRI" not in set(robustness(other, combinations=0)["finding"])


def test_the_long_text_carries_what_is_said_of_quotation(headlines):
    without = headlines[headlines["choice"] == "without ncri-2014-transfer"].set_index("finding")
    assert set(without.index[~without["keeps"]]) == {
        "attributed:advocacy",
        "side:advocacy:quoted:Iranian and Iraqi officials and media",
        "side:advocacy:quoted:Iranian officials and media",
        "side:advocacy:attributed:Iranian officials and media",
        "quoted:advocacy:monafeqin+cult+grouplet",
        "attributed:advocacy:terrorist",
        "category:advocacy:loaded_labels",
    }


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=4))
def test_weights_are_those_of_scikit_learn(rows):
    from scipy import sparse

    def weighted(counts, name):
        variant = tfidf_variant(counts, name)
        return (counts if variant is None else variant.transform(counts)).toarray()

    counts = sparse.csr_array(np.array(rows, dtype=float))
    known = {
        "smooth idf": TfidfTransformer(),
        "sublinear tf": TfidfTransformer(sublinear_tf=True),
        "counts alone": TfidfTransformer(use_idf=False),
    }
    if (np.array(rows) > 0).any(axis=0).all():  # scikit-learn divides by the document frequency
        known["plain idf"] = TfidfTransformer(smooth_idf=False)
    for name, theirs in known.items():
        expected = theirs.fit_transform(counts).toarray()
        np.testing.assert_allclose(weighted(counts, name), expected, atol=1e-12)
    textbook = weighted(counts, "textbook idf")
    everywhere = (np.array(rows) > 0).all(axis=0)
    assert (textbook[:, everywhere] == 0).all()


words = st.lists(st.sampled_from(["rain", "snow", "lies", "fails", "the"]), min_size=1, max_size=8).map(" ".join)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_any_story_gets_findings_that_keep_in_their_base(pieces):
    texts = {
        f"d{n}": [("body", "author", own + " "), ("body", "direct", said, "Ann")]
        for n, (own, said) in enumerate(pieces)
    }
    rows = robustness(story(texts, {"d0": "y"}), combinations=5)
    assert rows[rows["dimension"] == "base"]["keeps"].all()
    assert (rows["n"] <= rows["total"]).all() and (rows["n_other"] <= rows["total_other"]).all()
    pd.testing.assert_frame_equal(rows, robustness(story(texts, {"d0": "y"}), combinations=5))


def test_the_readme_says_under_how_many_choices_its_findings_hold(headlines):
    from analysis.texts.readers.installation import HOME as CHECKOUT

    said = " ".join((CHECKOUT / "README.md").read_text(encoding="utf-8").split())
    tried = robustness_summary(headlines).set_index("finding")
    for finding, words in (
        ("attributed:advocacy", "the 45 % holds, within five points, under"),
        (
            "side:advocacy:quoted:Iranian and Iraqi officials and media",
            "most quoted words are those officials' and media's under",
        ),
    ):
        assert f"{words} {tried.loc[finding, 'n_keep']} of {tried.loc[finding, 'n_choices']};" in said
        assert "text: without ncri-2014-transfer" in tried.loc[finding, "broken_by"]
