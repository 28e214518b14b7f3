"""Names in texts: where they begin and end, what they are of, and which form is the full one."""

from __future__ import annotations

import inspect
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.measures.framing.mentions import name_kinds, name_texts
from analysis.measures.framing.mentions.find_names import NAME_COLUMNS, find_names
from analysis.measures.framing.mentions.name_weights import KINDS, WEIGHTS
from analysis.texts.readers.name_words import read_name_words


def names_in(*texts: str, actors: pd.DataFrame | None = None) -> pd.DataFrame:
    documents = pd.DataFrame({"doc_id": [f"d{k}" for k in range(len(texts))], "text": list(texts)})
    return find_names(same.voices(documents), actors=actors)


def kinds_in(text: str) -> dict[str, str]:
    found = names_in(text)
    return dict(zip(found["match"], found["kind"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Zeman met the Norwegian prime minister.", ["Zeman", "Norwegian"]),
        ("Near the Ministry of the Interior it rained.", ["Ministry of the Interior"]),
        ("We saw President Tomas Zeman, Gen. Pat Orr and Dr. Lind.", ["Tomas Zeman", "Pat Orr", "Lind"]),
        ("The farm of Nouri al-Haddad and Rik van der Berg burned.", ["Nouri al-Haddad", "Rik van der Berg"]),
        ("Both J. K. Lund and Otto Lund Jr. came to St. Helens.", ["J. K. Lund", "Otto Lund Jr.", "St. Helens"]),
        ("On Monday in March he called Mother.", []),
        ("Shares of Brandt & Sons fell.", ["Brandt & Sons"]),
        ("The farmers' wheat was wet. Nobody knew why.", []),
        ("It rained in Norway and in Sweden.", ["Norway", "Sweden"]),
        (
            "We joined the Bakers' Union and the Net Menders’ Trade Association.",
            ["Bakers' Union", "Net Menders’ Trade Association"],
        ),
        ("They saw James' Party and the Holms' Harbour.", ["James", "Party", "Holms", "Harbour"]),
        ("A New York-based US-led bank and a US‑led one met.", ["New York", "US", "US"]),
        ("A Lima-based Bureau of Nets and Oslo-led talks failed.", ["Lima", "Bureau of Nets", "Oslo"]),
        ("They met A. Holm, the Duke of Elmstead and the King of Norway.", ["A. Holm", "Duke of Elmstead", "Norway"]),
        ("We asked Jaspan Khan.", ["Jaspan Khan"]),
        ("He left the Swedish Farmers' Party of Lapland.", ["Swedish Farmers' Party of Lapland"]),
        ("The Norwegian Parliament met.", ["Norwegian", "Parliament"]),
        ("He fought in World War I and fell.", ["World War I"]),
        ("Their Peace and Harvest Party won.", ["Peace and Harvest Party"]),
        ("HOLM TAKES TRAIN TO NEW YORK AFTER TALKS", ["HOLM", "NEW YORK"]),
        ("The paper has a Comment and asks a Special Adviser.", []),
        ("The US left Camp Hope. They lived at Hope.", ["US", "Camp Hope", "Hope"]),
        ("At the May 2004 Swedish local election it rained.", ["May 2004 Swedish local election"]),
        ("They saw the 1990 Oslo flood and the Swedish election.", ["Oslo", "Swedish"]),
        ("The Camp Elm Norwegians and the South Africans left.", ["Camp Elm", "Norwegians", "South Africans"]),
        ("We asked the Department of Justice.", ["Department of Justice"]),
        ("We asked the General Council and General Holm.", ["General Council", "Holm"]),
        ("We read the Protection of Otters Act.", ["Protection of Otters Act"]),
        ("W L PCT GB", []),
        ("Put the letter B here.", []),
        ("the NCU  (the old ones) left", ["NCU"]),
    ],
)
def test_a_name_is_a_run_of_capitals_without_titles(text: str, expected: list[str]) -> None:
    assert names_in(text)["match"].tolist() == expected


def test_kinds_come_from_the_words_and_from_what_is_around_them() -> None:
    text = (
        "Greta Holm, 45, lives in Lagerby. The Norwegian Fisheries Council said that Holm left the town of Sund. "
        "Trandex Corp. shares fell on the river Elva."
    )
    assert kinds_in(text) == {
        "Greta Holm": "person",
        "Lagerby": "place",
        "Norwegian Fisheries Council": "body",
        "Holm": "person",
        "Sund": "place",
        "Trandex Corp.": "body",
        "Elva": "place",
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The match was Brunvik v Tolmin.", "Brunvik", "body"),
        ("Results of the league: Brunvik 2 Tolmin 0, Leeds 1 Hull 1.", "Leeds", "body"),
        ("She lives in Leeds with her sister.", "Leeds", "place"),
        ("They lost the 2004 Swedish general election.", "2004 Swedish general election", "other"),
        ("A Dutch-Belgian firm came.", "Dutch-Belgian", "people"),
        ("They met the Duke of Elmstead.", "Duke of Elmstead", "person"),
        ("Nordane Data Corp. rose.", "Nordane Data Corp.", "body"),
        ("Wella Brant (Norrland Left Party) spoke.", "Norrland Left Party", "body"),
        ("Everybody liked VoltWare at once.", "VoltWare", "body"),
        ("The engineers admire McTavish.", "McTavish", "person"),
        ("It was Tovesen who left.", "Tovesen", "person"),
        ("Tovesen, 61, fell ill.", "Tovesen", "person"),
        ("They sailed past the island of Morvik.", "Morvik", "place"),
        ("Yesterday Vorbel said its profit had doubled.", "Vorbel", "body"),
    ],
)
def test_each_reason_can_decide_a_kind(text: str, name: str, kind: str) -> None:
    assert kinds_in(text)[name] == kind


def test_a_word_alone_in_a_long_text_is_rarely_a_person() -> None:
    rest = "The rain fell on the fields and the road was wet. " * 20
    assert kinds_in(f"They spoke of Ferrund again. {rest}")["Ferrund"] != "person"
    assert kinds_in(f"They spoke of Ferrund again. {rest} Greta Ferrund had left.")["Ferrund"] == "person"


def test_every_reason_has_weights_and_every_weight_a_reason() -> None:
    source = "".join(inspect.getsource(module) for module in (name_kinds, name_texts))
    made = [f"{place}, {kind}" for place in ("one word", "first word", "last word") for kind in read_name_words()]
    made += [f"{word} before" for word in ("for", "and", "of")]
    made += [f"owns as a {kind}" for kind in KINDS] + [f"ends as a {kind}" for kind in KINDS]
    assert [reason for reason in WEIGHTS if f'"{reason}"' not in source and reason not in made] == []


def test_short_forms_have_the_full_name_and_kind_of_the_same_text() -> None:
    found = names_in(
        "The Union of Northern Farmers (UNF) met Greta Holm. Holm said the UNF was late. Holm left.",
        "We saw Holm.",
    )
    assert found.loc[found["doc_id"] == "d0", "name"].tolist() == [
        *("Union of Northern Farmers", "Union of Northern Farmers", "Greta Holm", "Greta Holm"),
        *("Union of Northern Farmers", "Greta Holm"),
    ]
    assert found.loc[found["doc_id"] == "d1", "name"].tolist() == ["Holm"]


def test_a_name_has_the_actor_of_its_label() -> None:
    actors = pd.DataFrame(
        [("farmers", "UNF", "abbreviation", "", "")], columns=["actor", "label", "label_kind", "users", "note"]
    )
    found = names_in("The UNF met Holm.", actors=actors)
    assert found[["match", "actor"]].to_numpy().tolist() == [["UNF", "farmers"], ["Holm", ""]]


def test_no_text_and_no_name_have_the_columns() -> None:
    for found in (names_in(), names_in(""), names_in("nothing here"), names_in("...")):
        assert found.columns.tolist() == list(NAME_COLUMNS)
        assert len(found) == 0


PIECES = st.sampled_from(
    [
        *("Holm", "Greta", "the", "of", "Ministry", "and", "said", "in", "Oslo", ".", ",", " ", "\n\n", "“", "”", "'s"),
        *(
            "van",
            "der",
            "al-Amin",
            "U.S.",
            "J.",
            "&",
            "(",
            ")",
            "UNF",
            "Mr.",
            "President",
            "12",
            "-",
            "ÉMILE",
            "İ",
            "ß",
        ),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.just(" ")), max_size=40).map(" ".join)


@given(TEXTS)
def test_offsets_give_the_match_and_no_two_names_overlap(text: str) -> None:
    found = names_in(text)
    spans = found[["start", "end"]].to_numpy().tolist()
    assert [text[start:end] for start, end in spans] == found["match"].tolist()
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert (found["end"] > found["start"]).all()
    assert (found["name"] != "").all()


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_what_is_found_in_a_text_depends_on_no_other(texts: list[str]) -> None:
    together = names_in(*texts).drop(columns="doc_id").to_numpy().tolist()
    assert together == [row for text in texts for row in names_in(text).drop(columns="doc_id").to_numpy().tolist()]


@pytest.mark.parametrize("title", ["Mr", "Mr.", "Mrs", "Ms", "Ms."])
def test_who_is_called_mr_or_ms_is_a_person_in_a_long_text_without_a_full_name(title):
    rain = "It rained on the road all day and the river rose. " * 12
    kinds = kinds_in(f"{rain}The road, said {title} Tarrow, is closed. {title} Brown did not agree. Nobody answered.")
    assert kinds == {"Tarrow": "person", "Brown": "person"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It rained in the capital, Port Holmen, on Monday.", "Port Holmen", "place"),
        ("It rained in the capital, Brunholmen.", "Brunholmen", "place"),
        ("A Norway-backed plan failed.", "Norway", "place"),
        ("They want a Brunholmen-based bank.", "Brunholmen", "place"),
    ],
)
def test_a_town_is_known_by_the_noun_before_its_comma_and_in_an_adjective(text, name, kind):
    assert kinds_in(text) == {name: kind}
    (row,) = names_in(text).to_dict("records")
    assert text[row["start"] : row["end"]] == name
