"""The lists of verbs and of nouns that name acts: what they hold, and what is refused."""

from __future__ import annotations

import pytest

from analysis.schema import InputError
from analysis.texts.readers.verbs import (
    VERB_CLASSES,
    inflect,
    plural,
    read_event_nouns,
    read_verb_classes,
    read_verbs,
)


def write(folder, text):
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_class_has_a_rule_and_every_verb_and_noun_a_class():
    classes = read_verb_classes()
    assert classes["class"].tolist() == list(VERB_CLASSES)
    assert set(classes["subject"]) == {"agent", "patient"}
    assert set(read_verbs()["class"]) == set(VERB_CLASSES)
    assert set(read_event_nouns()["class"]) <= set(VERB_CLASSES)


def test_a_noun_names_the_act_of_a_verb_that_is_listed_and_has_its_class():
    verbs = read_verbs()
    known = set(zip(verbs["verb"], verbs["class"], strict=True))
    nouns = read_event_nouns()
    named = nouns[nouns["verb"] != ""]
    assert set(named["verb"]) <= set(verbs["verb"])
    for noun, verb in (("killing", "kill"), ("arrest", "arrest"), ("decision", "decide")):
        row = named[named["noun"] == noun].iloc[0]
        assert (row["verb"], row["class"]) in known and row["verb"] == verb


@pytest.mark.parametrize(
    ("verb", "forms", "expected"),
    [
        ("kill", "", ("kills", "killed", "killed", "killing")),
        ("raze", "", ("razes", "razed", "razed", "razing")),
        ("ban", "", ("bans", "banned", "banned", "banning")),
        ("occupy", "", ("occupies", "occupied", "occupied", "occupying")),
        ("die", "", ("dies", "died", "died", "dying")),
        ("visit", "", ("visits", "visited", "visited", "visiting")),
        ("free", "", ("frees", "freed", "freed", "freeing")),
        ("destroy", "", ("destroys", "destroyed", "destroyed", "destroying")),
        ("bomb", "", ("bombs", "bombed", "bombed", "bombing")),
        ("beat up", "beat | beaten", ("beats", "beat", "beaten", "beating")),
        ("expel", "expelled | expelled | expelling", ("expels", "expelled", "expelled", "expelling")),
    ],
)
def test_forms_of_a_verb(verb, forms, expected):
    assert inflect(verb, forms) == expected


def test_plurals():
    given = ("raid", "atrocity", "siege", "ambush", "veto", "crisis", "blockade")
    expected = ["raids", "atrocities", "sieges", "ambushes", "vetoes", "crises", "blockades"]
    assert [plural(noun) for noun in given] == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("verb,class\nkill,murderous\n", "column class: 'murderous' is not known"),
        ("verb,class\nkill,harm\nkill,harm\n", "line 3, column verb: 'kill' occurs in line 2 too"),
        ("verb,class,forms\nshoot,harm,shot\n", "column forms: 'shot' is not past and participle"),
        ("verb,class,context\nhit,harm,beside: x\n", "column context: .* is not a condition"),
        ("verb\nkill\n", "no column class"),
    ],
)
def test_a_faulty_list_of_verbs_is_refused(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        read_verbs(write(tmp_path, text))


def test_a_verb_of_two_senses_has_a_row_for_each(tmp_path):
    table = read_verbs(write(tmp_path, "verb,class,context\nfire,harm,followed by: at\nfire,decision,\n"))
    assert table["class"].tolist() == ["harm", "decision"]


def test_faulty_nouns_are_refused(tmp_path):
    with pytest.raises(InputError, match="column of: 'victim' is not known"):
        read_event_nouns(write(tmp_path, "noun,class,of\nmurder,harm,victim\n"))
    with pytest.raises(InputError, match="column noun: 'raid' occurs in line 2 too"):
        read_event_nouns(write(tmp_path, "noun,class,context\nraid,harm,\nraid,harm,followed by: on\n"))


def test_what_is_returned_may_be_changed_without_changing_the_list():
    table = read_verbs()
    before = table["class"].tolist()
    table["class"] = "help"
    assert read_verbs()["class"].tolist() == before
