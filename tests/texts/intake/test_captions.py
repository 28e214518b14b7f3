"""WebVTT and SubRip: all words are there in their order, none comes from times or tags, and turns have speakers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.schema import InputError
from analysis.texts.intake.captions import recognises
from analysis.texts.intake.files import File
from analysis.texts.segmentation.words import words
from tests.texts.intake.reading import read


def vtt(*cues, head="WEBVTT"):
    """Return a file with captions that are a second long, one after the other."""
    return "\n\n".join([head, *(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{cue}" for n, cue in enumerate(cues))]) + "\n"


def srt(*cues):
    times = "00:00:{:02},000 --> 00:00:{:02},500"
    return "\n".join(f"{n}\n{times.format(n, n)}\n{cue}\n" for n, cue in enumerate(cues, 1))


def blocks(data, name="talk.vtt"):
    (article,) = read(data, name).articles
    return [(block.speaker or block.kind, block.text) for block in article.blocks]


def text(data, name="talk.vtt"):
    return "\n".join(said for _, said in blocks(data, name))


WORDS = st.from_regex(r"[a-z]{2,6}", fullmatch=True)
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
CUES = st.lists(st.lists(LINES, min_size=1, max_size=3), min_size=1, max_size=8)
TAGS = st.sampled_from(["<i>{}</i>", "<c.yellow>{}</c>", "{{\\an8}}{}", "<00:00:01.250>{}", "<b.loud>{}</b>", "{}"])
STARTS = st.sampled_from(["00:01.000", "00:00:01.000", "1:00:01,5", "0:1.25"])
SETTINGS = st.sampled_from(["", " align:start position:0%", " line:63% size:50%", " X1:40 X2:600 Y1:20 Y2:50"])


@given(CUES, st.data(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]), st.booleans())
def test_all_words_come_out_in_their_order_and_none_comes_from_times_or_tags(cues, data, end, mark, is_subrip):
    parts = [] if is_subrip else ["WEBVTT - a title", "Kind: captions", ""]
    for number, lines in enumerate(cues, 1):
        tagged = [data.draw(TAGS).format(line) for line in lines]
        names = [str(number)] if is_subrip or data.draw(st.booleans()) else []
        time = f"{data.draw(STARTS)} --> {data.draw(STARTS)}{data.draw(SETTINGS)}"
        parts += [*names, time, *tagged, ""]
    file = mark + end.join(parts)
    reading = read(file.encode(), "talk.srt" if is_subrip else "talk.vtt")
    found = " ".join(block.text for block in reading.articles[0].blocks)
    expected = [word for lines in cues for line in lines for word in line.split()]
    rolled = any("rolling" in note or "twice" in note for note in reading.notes)
    assert found.split() == expected or rolled
    assert not reading.left_out


@given(CUES)
def test_what_rolls_gives_the_words_once_and_what_does_not_as_often_as_they_come(cues):
    lines = [f"{line} {number}" for number, line in enumerate(line for cue in cues for line in cue)]
    rolling = [f"{one}\n{two}" for one, two in pairwise(lines)]
    if len(rolling) > 2:
        assert text(vtt(*rolling)).split() == " ".join(lines).split()
    said = [line for line in lines for _ in range(3)]
    assert text(vtt(*said)).split() == " ".join(said).split()


@pytest.mark.parametrize(
    "cues",
    [
        ["No.", "No.", "No.", "No."],
        ["Four more years!", "Four more years! Four more years!", "Four more years!"],
        ["They lied.\nThey lied.", "They lied.\nThey lied."],
        ["It waits.", "It waits.\nIt sails.", "It ends.", "So be it.", "Good."],
    ],
)
def test_what_is_said_again_is_kept(cues):
    assert text(vtt(*cues)).split() == " ".join(cues).split()


def test_automatic_captions_give_each_line_once():
    head = "WEBVTT\nKind: captions\nLanguage: en-GB"
    cues = [
        " \nthe<00:00:00.500><c> mill</c><00:00:00.700><c> burned</c>",
        "the mill burned\n ",
        "the mill burned\nno<00:00:02.500><c> no</c>",
        "no no\n ",
        "no no\nno",
        "no\n ",
    ]
    reading = read(vtt(*cues, head=head), "talk.vtt")
    (article,) = reading.articles
    assert [block.text for block in article.blocks] == ["the mill burned no no no"]
    assert (article.language, article.more) == ("en", {"caption_kind": "captions"})
    assert reading.notes == ["no part of the text: repeated lines of rolling captions (5)"]


def test_what_is_shown_again_after_a_pause_is_said_again():
    rolling = vtt("a b\nc d", "c d\ne f", "e f\ng h") + "\n00:09.000 --> 00:10.000\ng h\ni j\n"
    assert text(rolling).split() == "a b c d e f g h g h i j".split()


def test_lines_that_grow_are_whole():
    grown = ["the", "the mill", "the mill bur", "the mill burned", "the mill burned\nin", "the mill burned\nin May"]
    assert text(vtt(*grown)) == "the mill burned in May"


@pytest.mark.parametrize("file", [vtt, srt])
def test_a_number_that_ends_a_caption_is_kept(file):
    cues = ["They counted the dead:\n112", "2", "The mill was built in\n1948"]
    assert text(file(*cues), "talk.srt") == "They counted the dead: 112 2 The mill was built in 1948"


def test_numbers_names_notes_and_styles_are_no_text():
    head = "WEBVTT - The mill\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\nNOTE language: en-us\nAnn Lee wrote this.\n\n"
    head += "STYLE\n::cue(.loud) { color: red }\n\nREGION\nid:fred width:40%\n\nNOTE"
    file = vtt("It burned.", "Twice.", head=head)
    file = file.replace("\n00:01.0", "\nintro\n00:01.0").replace("\n00:00.0", "\n7\n00:00.0")
    reading = read(file, "talk.vtt")
    assert [block.text for block in reading.articles[0].blocks] == ["It burned. Twice."]
    assert reading.articles[0].language == "en"
    assert reading.notes == [
        "no part of the text: its header “The mill”, NOTE (2), STYLE (1), REGION (1), names of captions (1)"
    ]
    assert not reading.left_out


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<i>It</i> <b>burned</b>", "It burned"),
        ("un<i>believ</i>able", "unbelievable"),
        ("Never <00:01.500>again", "Never again"),
        ("<c.yellow.bg_blue>It</c> <lang en-GB>burned</lang>", "It burned"),
        ("{\\an8}It burned<br>twice", "It burned twice"),
        ('<font color="#fff">It\nburned</font>', "It burned"),
        ("R&amp;D &lt; 5 &#8212; it&rsquo;s&nbsp;so", "R&D < 5 — it’s so"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("He was [&nbsp;__&nbsp;] mad", "He was [ __ ] mad"),
        ("Look: it burned.", "Look: it burned."),
        ("WARNING: the road is shut.", "WARNING: the road is shut."),
        ("Open\n10:30 --> 11:30 and\n12:30 --> the end", "Open 10:30 --> 11:30 and 12:30 --> the end"),
        ("It fell to\n-5 degrees", "It fell to -5 degrees"),
    ],
)
def test_tags_and_entities_leave_the_words_as_a_player_shows_them(raw, said):
    assert blocks(vtt(raw)) == [("", said)]


ASKED, DENIED = "Did you order the raid?", "I never did."


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (
            ["<v Ann Lee>Did you order\nthe raid?</v>\n<v.loud Bo Ahl>I never did.", "<v Bo Ahl>Never.", "It rained."],
            [("Ann Lee", ASKED), ("Bo Ahl", f"{DENIED} Never."), ("", "It rained.")],
        ),
        ([f"<v>{ASKED}</v>"], [("unidentified speaker", ASKED)]),
        (
            ["REPORTER: Did you order\nthe raid?", "MINISTER: I never did.", "Not once."],
            [("REPORTER", ASKED), ("MINISTER", f"{DENIED} Not once.")],
        ),
        (
            ["Ann Lee (host): Did you order", "Ann Lee (host): the raid?", "Bo: I never did."],
            [("furniture", "(host)"), ("Ann Lee", ASKED), ("Bo", DENIED)],
        ),
        (
            ["good evening &gt;&gt; Reporter: Did you order", "the raid? >> I never did.", "[SPEAKER_02]: Yes."],
            [
                ("", "good evening"),
                ("Reporter", ASKED),
                ("unidentified speaker", DENIED),
                ("SPEAKER_02", "Yes."),
            ],
        ),
        (
            [f"- {ASKED}\n- {DENIED}", "It rained that day."],
            [("unidentified speaker", ASKED), ("unidentified speaker", DENIED), ("", "It rained that day.")],
        ),
        (
            ["- [Narrator] It burned.", "And again.", "- [Bo Ahl] I saw\nit - all of it."],
            [("Narrator", "It burned. And again."), ("Bo Ahl", "I saw it - all of it.")],
        ),
        (
            ["It burned.", "WOMAN (on phone): I saw it", "all.", "So they say.", "And on.", "They do.", "It rained."],
            [
                ("", "It burned."),
                ("furniture", "(on phone)"),
                ("WOMAN", "I saw it all."),
                ("", "So they say. And on. They do. It rained."),
            ],
        ),
        (
            ["(Ann Lee)\nIt burned", "[Bo Ahl] I saw it [laughs]"],
            [("Ann Lee", "It burned"), ("Bo Ahl", "I saw it"), ("furniture", "[laughs]")],
        ),
        (
            ["- it burned\n- when", "it burned - all", "and it is the\nEU: a body of old men"],
            [
                ("unidentified speaker", "it burned"),
                ("unidentified speaker", "when it burned - all and it is the EU: a body of old men"),
            ],
        ),
        (
            ["REPORTER: We saw it. >>", "MAYOR: No. REPORTER: But the EU: is it in?"],
            [("REPORTER", "We saw it."), ("MAYOR", "No."), ("REPORTER", "But the EU: is it in?")],
        ),
    ],
)  # fmt: skip
def test_each_turn_belongs_to_its_speaker(cues, expected):
    assert blocks(vtt(*cues)) == expected


def test_a_label_in_capitals_is_no_sign_where_all_is_in_capitals():
    assert blocks(vtt("IT IS CLEAR.", "THE RESULT: WE LOST.")) == [("", "IT IS CLEAR. THE RESULT: WE LOST.")]
    assert blocks(vtt("IT IS CLEAR.", ">> ROE: WE LOST."))[1:] == [("ROE", "WE LOST.")]


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("[applause]", [("furniture", "[applause]")]),
        ("We won. (LAUGHS)\nTwice.", [("", "We won."), ("furniture", "(LAUGHS)"), ("", "Twice.")]),
        ("♪ Row, row\nthe boat ♪", [("furniture", "♪ Row, row the boat ♪")]),
        ("[crowd\ncheering] We won.", [("furniture", "[crowd cheering]"), ("", "We won.")]),
        ("The WHO (a body of the UN) met.", [("", "The WHO (a body of the UN) met.")]),
        ("He met [Roe] there.", [("", "He met [Roe] there.")]),
        ("The Union (EU) met.\n(EU) Leaders left.", [("", "The Union (EU) met. (EU) Leaders left.")]),
        ("In his series\n[on mills], he won.", [("", "In his series [on mills], he won.")]),
        ("And so (pause)...\nit burned.", [("", "And so"), ("furniture", "(pause)..."), ("", "it burned.")]),
        ("(in French) It burned.", [("furniture", "(in French)"), ("", "It burned.")]),
        ("(I was there.) It burned.", [("", "(I was there.) It burned.")]),
    ],
)
def test_what_nobody_says_is_kept_apart(cue, expected):
    assert blocks(vtt(cue)) == expected


def test_a_sound_within_a_turn_is_not_the_speakers():
    found = blocks(vtt("ANN: We won [applause]\nthe cup.", "BO: Good."))
    assert found == [("ANN", "We won"), ("furniture", "[applause]"), ("ANN", "the cup."), ("BO", "Good.")]


def test_voices_gives_each_turn_to_its_speaker(tmp_path):
    file = vtt(f"<v Ann Lee>{ASKED}</v>\n<v Bo>{DENIED}</v>", "- No.\n- Yes.", "[applause]")
    (tmp_path / "talk.vtt").write_text(file)
    found = same.voices(same.gather([str(tmp_path / "talk.vtt")]).documents)
    found = found[found["text"].str.strip().ne("")]
    assert found[["part", "voice", "speaker"]].values.tolist() == [
        ["body", "direct", "Ann Lee"],
        ["body", "direct", "Bo"],
        ["body", "direct", "unidentified speaker"],
        ["body", "direct", "unidentified speaker"],
        ["furniture", "author", ""],
    ]
    assert found["text"].str.strip().tolist() == [ASKED, DENIED, "No.", "Yes.", "[applause]"]


COUNTED = srt("They counted", "112", "dead.")


@pytest.mark.parametrize(
    ("times", "line"),
    [
        ("00:00:0x,500 --> 00:00:04,000", "times that cannot be read, line 6"),
        ("00:00:03,500 --> 00:00:04,0OO align:start", "times that cannot be read, line 6"),
        ("00:00:03,500 -> 00:00:04,000", "times that cannot be read, line 6"),
        ("00:00:03,500", "times that cannot be read, line 6"),
        ("00:00:05,500 --> 00:00:04,000", "an end before the beginning, line 6"),
    ],
)
def test_damaged_times_are_told_with_their_line_and_no_word_is_lost(times, line):
    file = COUNTED.replace("00:00:02,000 --> 00:00:02,500", times)
    reading = read(file, "talk.srt")
    assert [block.text for block in reading.articles[0].blocks] == ["They counted 112 dead."]
    assert reading.notes == [f"damaged captions, whose words are kept: {line}"]


def test_gather_names_the_file_and_the_line(tmp_path):
    (tmp_path / "talk.srt").write_text(srt("They", "counted").replace("00:00:02,000 -->", "00:00:02,000 ->"))
    assert same.gather([str(tmp_path)]).notes == [
        f"{tmp_path.name}/talk.srt: damaged captions, whose words are kept: times that cannot be read, line 6"
    ]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (srt("They counted:\n\n112", "dead."), ["text without times, line 5"]),
        (COUNTED.replace("00:00:02,000 --> 00:00:02,500\n", ""), ["text without times, line 6"]),
        (COUNTED.replace("\n\n", "\n"), []),
        (COUNTED.replace("\n00:", "\n\n00:"), []),
        (COUNTED.replace("2,500\n", "2,500 "), ["times that cannot be read, line 6"]),
        (COUNTED.replace("\n", "\r\r\n"), []),
        (f"{COUNTED}\n4\n", []),
        (f"{COUNTED}\n4\n00:00:05", ["times that cannot be read, line 14"]),
        (f"{COUNTED}\n4\n00:00:05,000 -", ["times that cannot be read, line 14"]),
    ],
)
def test_missing_and_needless_lines_cost_no_word_and_add_none(file, said):
    reading = read(file, "talk.srt")
    assert " ".join(block.text for block in reading.articles[0].blocks).split()[-2:] == ["112", "dead."]
    assert len(words(text(file, "talk.srt"))) == 4
    assert [note.rpartition(": ")[2] for note in reading.notes] == said


def test_what_comes_before_the_first_caption_is_left_out_with_its_line():
    reading = read("Made by a club.\n\n" + srt("It burned.", "Twice."), "talk.srt")
    assert [(left.place, left.title, left.why) for left in reading.left_out] == [
        ("line 1", "Made by a club.", "comes before the first caption")
    ]


def test_parts_of_a_stream_that_were_put_together_are_one_text():
    part = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\n"
    part += "00:01.000 --> 00:03.000\nIt burned.\n\n"
    file = f"{part}{part}00:03.000 --> 00:04.000\nIt burned.\n"
    reading = read(file, "talk.vtt")
    assert [block.text for block in reading.articles[0].blocks] == ["It burned. It burned."]
    assert reading.notes == ["no part of the text: captions listed twice (1)"]


@pytest.mark.parametrize(
    ("name", "data", "is_one"),
    [
        ("talk", vtt("It burned."), True),
        ("talk.txt", "\ufeff" + srt("It burned.", "Twice."), True),
        ("talk.txt", srt("It burned.", "Twice.").replace("\n1\n", "\n"), True),
        ("talk.srt", srt("It burned."), True),
        ("talk.txt", vtt("It burned.").replace("-->", "bis"), True),
        ("talk.srt", srt("It burned.").replace("-->", "->"), True),
        ("talk.vtt", vtt("It burned.", head="Made by a club."), True),
        ("talk.txt", "00:01:00 --> 00:02:00\nThe ferry waits.\n\nIt sails on Monday.", False),
        ("talk.txt", "The ferry waits.\n\n00:01:00 --> 00:02:00\n\n00:02:00 --> 00:03:00\nIt sails.", False),
        ("talk.txt", "WEBVTT is a format.\n\nIt has times.", False),
        ("talk.srt", "The ferry waits.\n\nIt sails on Monday.", False),
        ("talk.txt", "1\n\nThe ferry waits at 10:30 --> the quay.", False),
    ],
)
def test_captions_are_told_from_texts_that_mention_times(name, data, is_one):
    assert recognises(File(name, data.encode())) == is_one
    assert recognises(File(name, data.encode("utf-16"))) == is_one


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("WEBVTT\n", "talk.vtt: holds no captions; give"),
        (
            vtt("a.jpg#xywh=0,0,160,90", "a.jpg#xywh=160,0,160,90"),
            "holds no captions, but pictures or data for its times",
        ),
        (vtt('{"place": "Leeds"}'), "holds no captions, but pictures or data for its times"),
    ],
)
def test_what_holds_no_captions_is_called_by_its_name(data, why):
    with pytest.raises(InputError, match=why):
        read(data, "talk.vtt")
