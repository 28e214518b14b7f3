"""Sources: of which kind a mention is, which actor it names, how the cue introduces it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.sources.attributed import sources
from analysis.measures.sources.speaker_kind import head_noun, kind_of, surname, titled_names
from analysis.schema import COLUMNS, InputError

ACTORS = pd.DataFrame(
    [
        ("Council", "Red Council"),
        ("Council", "RC"),
        ("Government", "government of Redland"),
        ("Government", "government"),
        ("Daily Dawn", "Dawn news agency"),
        ("Daily Dawn", "Dawn"),
        ("Ann Lee", "Ann Lee"),
    ],
    columns=["actor", "label"],
)
CUES = pd.DataFrame(
    [("say", "neutral", "say | says | said", ""), ("according to", "neutral", "according to", ""),
     ("claim", "doubting", "claims | claimed", "")],
    columns=["cue", "kind", "forms", "note"],
)  # fmt: skip


def segments(*rows):
    """Return segments of one text each: (voice, speaker, cue, text), preceded by the text's own words."""
    table = []
    for number, (voice, speaker, cue, text) in enumerate(rows):
        doc_id = f"d{number}"
        table.append((doc_id, 0, 5, "body", "author", "", "", "Then "))
        table.append((doc_id, 5, 5 + len(text), "body", voice, speaker, cue, text))
    return pd.DataFrame(table, columns=COLUMNS["segments"])


def one(speaker, cue="said"):
    return sources(segments(("direct", speaker, cue, "“No fire.”")), ACTORS, CUES).iloc[0]


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        # somebody with a name
        ("Ann Lee", "person"),
        ("Maryam Rajavi", "person"),
        ("Mrs. Rajavi", "person"),
        ("Mrs Maryam Rajavi", "person"),
        ("Mansour Haghighatpour, Deputy Chair of the Security Committee of the parliament", "person"),
        ("IRGC Brigadier General Esmail Koathari", "person"),
        ("committee spokesman Hossein Naghavi", "person"),
        ("Clinton campaign manager Robby Mook", "person"),
        ("Republican National Committee Research Director Raj Shah", "person"),
        ("UN Secretary General Ban Ki-moon", "person"),
        ("Ban Ki-moon’s", "person"),
        ("Ludwig van Beethoven", "person"),
        ("Abbas al-Bayati", "person"),
        ("Rep. G.K. Butterfield", "person"),
        ("Vann R. Newkirk II", "person"),
        ("Zarif, the foreign minister", "person"),
        ("Mr. Grassley and Mr. Leahy", "person"),
        # an office that one person holds
        ("the foreign minister", "person"),
        ("Iran's foreign minister", "person"),
        # somebody who cannot be found out
        ("officials", "anonymous"),
        ("Iraqi officials", "anonymous"),
        ("a senior official in the ministry", "anonymous"),
        ("one Democratic source on the panel", "anonymous"),
        ("sources close to the talks", "anonymous"),
        ("analysts", "anonymous"),
        ("Witnesses", "anonymous"),
        ("a spokesman for the army", "anonymous"),
        ("lawmakers", "anonymous"),
        # but an official with a name is a person
        ("Iraqi official Ali Ahmed", "person"),
        # outlets
        ("Mehr news agency", "outlet"),
        ("Tasnim news agency, affiliated with the Qods Force", "outlet"),
        ("the state-run Qods daily", "outlet"),
        ("Khamenei’s mouthpiece the Kayhan daily", "outlet"),
        ("the state-run News Network TV", "outlet"),
        ("The regime’s media", "outlet"),
        ("Reuters", "outlet"),
        ("the Iraqi newspaper Al-Aalam", "outlet"),
        ("The New York Times", "outlet"),
        # organisations
        ("NCRI", "organisation"),
        ("the U.S.", "organisation"),
        ("the mullahs’ Ministry of Intelligence", "organisation"),
        ("The NCRI’s Security and Anti-Terrorism Committee", "organisation"),
        ("the Iranian government", "organisation"),
        ("the Iranian regime", "organisation"),
        ("the Iranian Resistance", "organisation"),
        ("police", "organisation"),
        ("the agency", "organisation"),
        ("Human Rights Watch", "organisation"),
        ("the group Women Now", "organisation"),
        # nothing tells
        ("", ""),
        ("  ", ""),
        ("He", ""),
        ("it", ""),
        ("Iran", ""),
        ("Flynn", ""),
        ("the report", ""),
        ("63 percent", ""),
        ("Many Mexicans", ""),
        ("—", ""),
    ],
)
def test_the_kind_of_a_mention(mention, kind):
    assert kind_of(mention) == kind


@given(st.text(max_size=60))
def test_any_mention_has_a_kind_and_its_head_is_its_beginning(mention):
    assert kind_of(mention) in {"", "person", "organisation", "outlet", "anonymous"}
    assert mention.strip().startswith(head_noun(mention))
    assert surname(mention) in mention


@given(st.sampled_from(["Iran", "Iraq", "NCRI", "Albania", "US"]), st.sampled_from(["ministry", "daily", "source"]))
def test_whose_side_a_source_is_on_does_not_matter(side, noun):
    assert kind_of(f"the {side} {noun}") == kind_of(f"the Redland {noun}")


def test_columns_order_and_words():
    table = sources(
        segments(
            ("direct", "Ann Lee", "said", "“No fire, no war.”"),
            ("author", "", "", "Nothing."),
            ("indirect", "officials", "According  to", "all is well"),
            ("direct", "", "", "“…”"),
        ),
        ACTORS,
        CUES,
    )
    assert list(table.columns) == list(COLUMNS["sources"])
    assert table["doc_id"].tolist() == ["d0", "d2", "d3"]
    assert table["start"].tolist() == [5, 5, 5]
    assert table["voice"].tolist() == ["direct", "indirect", "direct"]
    assert table["n_words"].tolist() == [4, 3, 0]
    assert table["speaker_kind"].tolist() == ["person", "anonymous", ""]
    assert table["cue_kind"].tolist() == ["neutral", "neutral", ""]
    assert table["actor"].tolist() == ["Ann Lee", "", ""]


def test_a_cue_that_the_table_lacks_has_no_kind():
    assert one("Ann Lee", "Claimed")["cue_kind"] == "doubting"
    assert one("Ann Lee", "sang")["cue_kind"] == ""
    assert one("Ann Lee", None)["cue_kind"] == ""


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("the Red Council", "Council"),
        ("RC members", "Council"),
        ("the government of Redland", "Government"),  # the longest label
        ("Ann Lee of the Red Council", "Ann Lee"),  # the head before the rest
        ("a critic of the government", "Government"),  # the rest where the head names nobody
        ("the government, the Red Council and others", "Government"),
        ("the mullahs’ government of Redland", "Government"),
        ("a member of the Red Council", "Council"),
        ("Bob Ray", ""),
    ],
)
def test_the_actor_of_a_mention(mention, actor):
    assert one(mention)["actor"] == actor


def test_a_surname_is_of_the_kind_of_the_full_name_in_the_same_text():
    full, short = ("direct", "General Tom Flynn", "said", "“No.”"), ("direct", "Flynn’s", "said", "“Yes.”")
    apart = sources(segments(full, short), ACTORS, CUES)
    assert apart["speaker_kind"].tolist() == ["person", ""]
    together = segments(full, short).assign(doc_id="d", start=[0, 5, 10, 15], end=[5, 10, 15, 21])
    assert sources(together, ACTORS, CUES)["speaker_kind"].tolist() == ["person", "person"]


def test_names_with_a_title_in_a_text():
    assert titled_names("Gen. Tom Flynn met Ms. Smith-Roe; general Lee did not. Mr. ") == {
        *("Tom", "Flynn", "met", "Smith", "Smith-", "Smith-Roe"),
    }


def test_a_surname_with_a_title_elsewhere_in_the_text_is_a_persons():
    rows = segments(("direct", "Flynn", "said", "“No.”"))
    titled = rows.assign(text=["Gen. Tom Flynn. ", "“No.”"], start=[0, 16], end=[16, 21])
    assert sources(titled, ACTORS, CUES)["speaker_kind"].tolist() == ["person"]
    assert sources(rows, ACTORS, CUES)["speaker_kind"].tolist() == [""]


def test_an_actor_tells_the_kind_where_the_mention_does_not():
    assert one("Dawn")["speaker_kind"] == "outlet"  # "Dawn news agency"
    assert one("a letter to Dawn")["speaker_kind"] == ""  # not in the head


def test_no_attributed_segment_and_no_actor():
    table = sources(segments(("author", "", "", "Nothing.")), ACTORS, CUES)
    assert list(table.columns) == list(COLUMNS["sources"])
    assert len(table) == 0
    rows = segments(("direct", "Ann Lee", "said", "“No.”"))
    assert sources(rows, ACTORS.iloc[:0], CUES.iloc[:0])["actor"].tolist() == [""]
    assert len(sources(rows.iloc[:0], ACTORS, CUES)) == 0


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="actors table lacks the column label"):
        sources(segments(("direct", "Ann Lee", "said", "“No.”")), ACTORS[["actor"]], CUES)


def test_a_short_form_has_the_kind_and_actor_of_its_fullest_mention():
    rows = segments(("direct", "Lee", "added", "“Yes.”"))
    told = rows.assign(text=["Ann Lee came. ", "“Yes.”"], start=[0, 14], end=[14, 20])
    (row,) = sources(told, ACTORS, CUES).to_dict("records")
    assert (row["speaker_full"], row["actor"], row["speaker_kind"], row["via"]) == ("Ann Lee", "Ann Lee", "person", "")


def test_an_outlet_that_quotes_is_kept_as_the_chain_and_the_part_as_it_was():
    rows = segments(("indirect", "Ann Lee", "quoting", "no fire"))
    told = rows.assign(text=["The Dawn daily wrote, quoting Ann Lee: ", "no fire"], start=[0, 39], end=[39, 46])
    (row,) = sources(told.assign(part="headline"), ACTORS, CUES).to_dict("records")
    assert (row["via"], row["part"], row["speaker"]) == ("The Dawn daily", "headline", "Ann Lee")


def test_the_speakers_of_the_five_texts_have_their_full_names_and_chains():
    from analysis.texts.attribution.voices import voices
    from analysis.texts.readers.actors import read_actors
    from analysis.texts.readers.corpus import read_corpus
    from analysis.texts.readers.lexicon import read_cues

    table = sources(voices(read_corpus()), read_actors(), read_cues())
    direct = table[table["voice"] == "direct"].drop_duplicates(["doc_id", "speaker"]).set_index(["doc_id", "speaker"])
    assert direct.loc[("aswat-families", "Aqbaie"), "speaker_full"] == "Mahdi Aqbaie"
    assert direct.loc[("aswat-families", "the source"), "speaker_full"] == "an official security source in Diala"
    assert direct.loc[("ncri-2014-transfer", "Asfari"), "speaker_full"] == "Mohammad Hassan Asfari"
    assert direct.loc[("ncri-2014-liberty", "Abbas Bayati"), "via"] == "the state-run news agency, ISNA"
    assert direct.loc[("ncri-2014-isis", "Iraqi intelligence sources"), "via"] == "the mullahs’ media"
