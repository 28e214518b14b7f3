"""Whose words: speech, speakers and cues in toy sentences and in the shipped texts."""

import gc
from contextlib import nullcontext
from cProfile import Profile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.attribution import voices as module
from analysis.texts.attribution.voices import segment, voices
from analysis.texts.readers.corpus import read_corpus


def heard(text: str) -> list[tuple[str, str, str]]:
    return [(speaker, cue, text[a:b]) for a, b, _, voice, speaker, cue in segment(text) if voice == "direct"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("Ann Roe said: “We go home now.”", "Ann Roe", "said"),
        ("“We go home now,” Ann Roe said.", "Ann Roe", "said"),
        ("“We go home now,” said Ann Roe, a farmer.", "Ann Roe", "said"),
        ("“We go home now,” Ann Roe, a farmer, told the Daily on Monday.", "Ann Roe", "told"),
        ("“Do we go?” the mayor asked.", "the mayor", "asked"),
        ("Ann Roe, who owns the farm, said: “We go.”", "Ann Roe", "said"),
        ("“We go home,” one driver, who asked not to be named, said.", "one driver", "said"),
        ("But its leader, Ann Roe, called the plan “an insult”.", "Ann Roe", "called"),
        ("On May 3 Ann Roe, another farmer in the county, said “we go home now.”", "Ann Roe", "said"),
        ("Speaking in Leeds, Ann Roe of the Union said the plan was “a gift”.", "Ann Roe of the Union", "said"),
        ("The daily quoted a farmer, Ann Roe, as saying “we go home now”.", "Ann Roe", "as saying"),
        ("The report, quoting Ann Roe, a farmer: “We go home now.”", "Ann Roe", "quoting"),
        ("According to Ann Roe, “we go home now.”", "Ann Roe", "According to"),
        ("The mayor met farmers on Monday and said: “We go home.”", "The mayor", "said"),
        ("The daily repeated the claim, writing: “They go home.”", "The daily", "writing"),
        ("It will be “a very dark day for all of us.”", "", ""),
    ],
)  # fmt: skip
def test_who_speaks(text, speaker, cue):
    assert [(s, c) for s, c, _ in heard(text)] == [(speaker, cue)]


def test_a_quotation_goes_on_after_its_cue():
    assert heard("“We go,” Ann Roe said. “We go at once.”") == [
        ("Ann Roe", "said", "“We go,”"),
        ("Ann Roe", "", "“We go at once.”"),
    ]


def test_the_paragraphs_of_one_quotation_have_the_speaker_that_its_end_names():
    text = "It rained.\n\n“We go.\n\n“At once.\n\n“We stay,” Ann Roe said.\n\n“We go, he said.\n\n“No,” said Tom Doe."
    assert [s for s, _, _ in heard(text)] == ["Ann Roe"] * 4 + ["Tom Doe"]


def test_a_pronoun_takes_the_last_speaker():
    assert [s for s, _, _ in heard("“We go,” Ann Roe said.\n\nShe added: “We go at once.”")] == ["Ann Roe", "Ann Roe"]


def test_a_pronoun_without_a_speaker_before_it_stays_empty():
    assert [s for s, _, _ in heard("He said: “We go at once.”")] == [""]


def test_tags_and_entities_hide_neither_marks_nor_names():
    text = "<p>The plan is &quot;fair and due&quot;, said <em>Ann Roe</em>.</p><p>Nobody left.</p>"
    assert heard(text) == [("Ann Roe", "said", "&quot;fair and due&quot;")]


def test_it_is_the_paper_of_the_sentence_before():
    text = "“We go,” Ann Roe said. The Town Daily disagreed with the plan. It wrote: “They must stay here.”"
    assert heard(text)[-1][:2] == ("The Town Daily", "wrote")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” left.",
        "It went through banks and other “friends” that paid.",
        "It is a “broad church” party that claims to be old.",
        "They accuse “the leaders” of delay.",
        "A story titled “Behind the walls of the old town” ran twice.",
        "She watched “Town News Tonight” at home.",
        "He came under the pretext of being a “former member” of it.",
        "The film “Home” is old.",
    ],
)
def test_scare_quotes_and_titles_stay_with_the_author(text):
    assert heard(text) == []


def test_furniture_speaks_in_no_voice():
    body = "The council met on Tuesday and voted for it."
    text = f"{body}\n\nOne thought on “We go home now, he said to us”\n\nI say “No, never, not at all.”"
    found = list(segment(text))
    assert [(part, voice) for _, _, part, voice, _, _ in found][:2] == [("body", "author"), ("furniture", "author")]
    assert ("comment", "direct") in [(part, voice) for _, _, part, voice, _, _ in found]


MARKS = st.text(alphabet="“”\"'‘’ \n.,:?aB", max_size=50)
PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    " said ",
    "Ann Roe",
    ", ",
    ": ",
    ". ",
    "\n",
    "\n\n",
    "according to ",
    "that ",
    "quoting ",
]


@given(MARKS | st.lists(st.sampled_from([*PIECES, " as saying "]), max_size=25).map("".join) | st.text(max_size=60))
def test_segments_cover_any_text_exactly(text):
    found = list(segment(text))
    assert "".join(text[a:b] for a, b, *_ in found) == text
    assert all(a < b for a, b, *_ in found)


def test_shipped_texts_are_covered_and_empty_texts_have_no_segment():
    documents = read_corpus()
    table = voices(documents)
    joined = table.groupby("doc_id", sort=False)["text"].agg("".join)
    assert joined.to_dict() == dict(zip(documents["doc_id"], documents["text"], strict=True))
    assert voices(documents.assign(text="")).empty


# What a careful reader marks as speech in the shipped texts: first words, last words, a word of the speaker.
SPEECH = {
    "ncri-2012-11-27-camp-ashraf-movie.txt": [("“the PMOI is trying", "influence the youths.”", "agent")],
    "ncri-2014-07-13-alleged-isis-cooperation.txt": [
        ("“PMOI elements", "and Takfiris”", "Mayssan"),
        ("“120 members", "western countries”", "sources"),
        ("“The Iraqi government", "decisive response.”", "al-Bayati"),
        ("“PMOI’s joining", "security of Iraq,”", "Al-Awady"),
        ("“the Iraqi government", "PMOI’s leadership”", "Al-Awady"),
        ("“PMOI members", "months ago.”", "Al-Aalam"),
        ("“The Iranian regime", "cause of this situation.", "Rajavi"),
        ("” there is", "instead”", "Rajavi"),
        ("“In our opinion", "anywhere.”", "Al-Arabiya"),
        ("“forget the potency", "results from”", "Fars"),
    ],
    "ncri-2014-01-20-transfer-of-members.txt": [
        ("“By appointing", "relocate the PMOI.”", "media"),
        ("“This measure", "Europe and US.”", "media"),
        ("“This measure", "with Tehran.”", "Shafiee"),
        ("“Ban Ki-moon", "Secretary-General.”", "article"),
        ("“In his meeting", "PMOI members.”", "Asfari"),
        ("“In the trip", "in its country.”", "Asfari"),
        ("“the PMOI and settling", "this cult”", "media"),
        ("“Following the news", "Monafeqin’.”", "media"),
        ("“I hope", "contamination.”", "Haghighatpour"),
        ("“Iran will break", "the PMOI.”", "Asfari"),
        ("“No country", "to Iran”", "Koathari"),
        ("“Iran will reconsider", "the Monafeqin.”", "Naghavi"),
        ("“No country", "Islamic Republic.”", "Imams"),
        ("“The government must", "to achieve.”", "Kayhan"),
        ("“The president", "consequences.”", "mouthpiece"),
        ("“If Albania", "ministry.”", "Haghighatpour"),
        ("“This move", "two countries”", "Haghighatpour"),
        ("“Experts believe", "Zionist regime.”", "News Network"),
        ("“Our diplomatic", "with Tehran.”", "Qods"),
        ("“are not only", "whole region.”", "Hossieni"),
        ("“Accepting", "long-run.", "Thani"),
        ("“Complete freedom", "Force in Iraq", ""),
        ("“Establishment", "Camp Liberty", ""),
        ("“Intensification", "Camp Liberty”", ""),
        ("“an exceptional", "and PMOI”", "Ministry"),
        ("“have always", "like Daesh”", "Habilian"),
        ("“it is necessary", "these terrorists”", "Habilian"),
        ("“Following the fourth", "the injured”", "Committee"),
    ],
    "ncri-2014-attacks-on-camp-liberty.txt": [
        ("“Relevant", "joined ISIS”", "Bayati"),
        ("“120 MEK", "with ISIS.”", "Bayati"),
        ("“If the involvement", "response.”", "ISNA"),
    ],
    "aswat-al-iraq-mko-claim-rejected.txt": [
        ("“Twenty", "of Baaquba,”", "Aqbaie"),
        ("“Those officers", "territories,”", "Aqbaie"),
        ("“The camp is void", "sovereignty,”", "source"),
    ],
}


@pytest.mark.parametrize("file", SPEECH)
def test_speech_in_the_shipped_texts(file):
    documents = read_corpus()
    table = voices(documents[documents["file"] == file])
    direct = table[table["voice"] == "direct"]
    found = list(zip(direct["text"], direct["speaker"], strict=True))
    assert len(found) == len(SPEECH[file])
    for (text, speaker), (opening, closing, name) in zip(found, SPEECH[file], strict=True):
        assert text.startswith(opening)
        assert text.endswith(closing)
        assert name in speaker
        assert bool(name) == bool(speaker)


def test_page_furniture_of_the_shipped_texts():
    table = voices(read_corpus())
    where = {
        "One thought on": "furniture",
        "Anyone trying": "comment",
        "Home »": "furniture",
        "HomeIran": "furniture",
        "July 8, 2024": "furniture",
        "You may also like": "furniture",
        "Leave a Comment": "furniture",
        "housing trailer": "caption",
        "27 November 2012": "byline",
        "DIALA –": "byline",
    }
    for words, part in where.items():
        parts = set(table.loc[table["text"].str.contains(words, regex=False), "part"])
        assert part in parts, words
        assert parts <= {part, "body"} if words == "27 November 2012" else parts == {part}, words


def reported_in(text: str) -> list[tuple[str, str, str]]:
    return [(speaker, cue, text[a:b]) for a, b, _, voice, speaker, cue in segment(text) if voice == "indirect"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Roe said that the farm was sold.", [("Ann Roe", "said", "that the farm was sold")]),
        ("Ann Roe said the farm was sold.", [("Ann Roe", "said", "the farm was sold")]),
        ("The farm was sold, Ann Roe said on Monday.", [("Ann Roe", "said", "The farm was sold")]),
        ("The farm was sold, said Ann Roe, a farmer.", [("Ann Roe", "said", "The farm was sold")]),
        ("It was sold in May, a council source said.", [("a council source", "said", "It was sold in May")]),
        ("The farm, Ann Roe said, was sold.", [("Ann Roe", "said", "The farm"), ("Ann Roe", "said", "was sold")]),
        ("According to Ann Roe, the farm was sold.", [("Ann Roe", "According to", "the farm was sold")]),
        ("The farm was sold, according to Ann Roe.", [("Ann Roe", "according to", "The farm was sold")]),
        ("Ann Roe accused the mayor of delay.", [("Ann Roe", "accused", "the mayor of delay")]),
        ("Ann Roe’s claim that the farm was sold is old.", [("Ann Roe", "claim that", "the farm was sold is old")]),
        ("Ann Roe told reporters that the farm was sold.", [("Ann Roe", "told reporters", "that the farm was sold")]),
        ("As reported by the Daily, the farm was sold.", [("the Daily", "reported", "the farm was sold")]),
        (
            "Town rejects Roe claim that farm was sold",
            [("Town", "rejects", "Roe claim that"), ("Roe", "claim that", "farm was sold")],
        ),
        ("Ann Roe said the farm was sold, but it stands.", [("Ann Roe", "said", "the farm was sold")]),
        ("Ann Roe, a farmer, said the town was sold.", [("Ann Roe", "said", "the town was sold")]),
        ("Roe, too, told AP he sold the farm.", [("Roe", "told", "he sold the farm")]),
        ("Roe told the AP her farm was sold.", [("Roe", "told", "her farm was sold")]),
        ("It is a town, which Roe said was sold.", [("Roe", "said", "was sold")]),
        ("Roe said it was dear, but could be sold.", [("Roe", "said", "it was dear, but could be sold")]),
        ("Roe appears to like the farm.", [("Roe", "appears", "to like the farm")]),
        ("Ann Roe sees no need for a farm.", [("Ann Roe", "sees", "no need for a farm")]),
        ("In a new Daily poll, the mayor wins.", [("a new Daily poll", "poll", "the mayor wins")]),
        ("It lost ten of pledged farms.", []),
        ("Ann Roe continued her walk to the farm.", []),
        (
            "It fell, according to Roe, a farmer, in May.",
            [("Roe", "according to", "It fell"), ("Roe", "according to", "in May")],
        ),
        ("Ann Roe wonders whether it was sold.", [("Ann Roe", "wonders", "whether it was sold")]),
        ("The charges were dropped.", []),
        ("As mentioned above, the farm was sold.", []),
        ("A driver who asked not to be named left.", []),
        ("The Daily met. It is clear that it lost.", []),
        ("Roe said the Daily’s support for it fell.", [("Roe", "said", "the Daily’s support for it fell")]),
    ],
)  # fmt: skip
def test_what_is_reported(text, expected):
    assert reported_in(text) == expected


def test_mixed_speech_keeps_its_direct_part_direct():
    text = "Ann Roe said that the plan was “a gift” to the town."
    found = [(text[a:b].strip(), voice, speaker) for a, b, _, voice, speaker, _ in segment(text)]
    assert [row for row in found if len(row[0]) > 1] == [
        ("Ann Roe said", "author", ""),
        ("that the plan was", "indirect", "Ann Roe"),
        ("“a gift”", "direct", "Ann Roe"),
        ("to the town", "indirect", "Ann Roe"),
    ]


def test_a_report_inside_a_report_keeps_its_own_speaker():
    text = "The Daily wrote that Ann Roe said the farm was sold."
    assert reported_in(text)[-1] == ("Ann Roe", "said", "the farm was sold")
    assert reported_in(text)[0][:2] == ("The Daily", "wrote")


def test_a_headline_gives_its_words_to_the_name_before_the_colon():
    assert reported_in("Roe: Farm Was Sold\n\nIt rained on Roe.") == [("Roe", ":", "Farm Was Sold")]
    assert reported_in("Farm Sale: It Rained\n\nIt rained on Roe.") == []
    assert reported_in("Update: Farm Was Sold\n\nIt rained on Roe.") == []
    assert reported_in("It rained on the farm.\n\nRoe: Farm Was Sold") == []


def test_no_character_of_a_long_hostile_text_is_lost():
    for piece in ("He said, “a. ", "“a” he said. ", "“", "said ", "A: b\n", "He said that she said that "):
        text = piece * 2000
        assert "".join(text[a:b] for a, b, *_ in segment(text)) == text


def test_commas_between_two_quotations_take_no_more_time_the_more_there_are():
    text = f"Ann Roe said “a gift”{' ,' * 60} x “and so on”."  # with two ways to read each comma: 2 ** 60 steps
    assert heard(text)[0] == ("Ann Roe", "said", "“a gift”")


def calls(text: str) -> int:
    """Return how many functions are called to segment a text."""
    profile = Profile()
    profile.runcall(lambda: list(segment(text)))
    return sum(one.callcount for one in profile.getstats())


@pytest.mark.parametrize(
    "piece",
    [
        "- “Farm reform”\n",
        "Ann Roe said:\n- “Sell it”\n",
        "“We go home now,” he said. ",
        "“We go home now,” the source said. ",
        "“",
        "“a ",
        "a” ",
        '"',
        "‘a ",
        "a’ ",
        "“a ‘b ",
        "“A?” ",
        "“A (b) ",
        "Roe said: “a.\n\n",
        "A: b\n",
        "ROE: I go? DOE: You go.\n",
        "Q: Why?\n\nA: So.\n\n",
        "Why do you go?\n\nI go.\n\n",
        "— I go, he said, at once.\n",
        "> I go, he said.\n",
        "It rained,” he said. ",
        "'I go.\n\n",
        "‘I ‘go’ ",
        "&quot;I go&quot;, <b>he</b> said. ",
        "Roe wrote “The Mill” and ",
        "— Roe (@roe)\n",
        "Ann Roe said that she said that ",
        "Ann Roe said it was so. It said it was not. ",
    ],
)
def test_work_grows_no_faster_than_the_text(piece):
    list(segment("“Warm,” said Roe."))  # the cue table is read
    assert calls(piece * 400) <= 2.2 * calls(piece * 200) + 1000


def test_each_item_of_a_list_finds_the_line_that_announces_it():
    assert heard("Ann Roe said:" + "\n- “Sell it”" * 3) == [("Ann Roe", "said", "“Sell it”")] * 3
    assert heard("Ann Roe said so.\n- “Sell it”") == []


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_the_collector_of_garbage_rests_and_is_left_as_it_was(monkeypatch, enabled, fails):
    seen = []

    def noted(*_, **__):
        seen.append(gc.isenabled())
        if fails:
            raise ZeroDivisionError
        return iter(())

    monkeypatch.setattr(module, "segment", noted)
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with pytest.raises(ZeroDivisionError) if fails else nullcontext():
            voices(pd.DataFrame({"doc_id": ["a"], "text": ["So."]}))
        assert (seen, gc.isenabled()) == ([False], enabled)
    finally:
        (gc.enable if was else gc.disable)()
