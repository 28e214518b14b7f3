"""Headlines, second headlines and subheads; and prose that only looks like one."""

import pytest

from tests.texts.segmentation.pages import HEAD, LEAD, NEXT, part_of, parted

LEADS = [
    "The lock keeper told his crews on Sunday that the gates would stay shut “until the last ice has gone.”",
    "The lock keeper said in March that the gates were too old and would not hold (nobody listened).",
    "Who would have thought that a lock of that age could hold back so much water for so long?",
    "It was the longest winter that anybody on the river had seen, and it was not over yet!",
    "The keeper said the gates would stay shut until spring. (He is the third of that name)",
    'The lock keeper told his crews that he would not open the gates for "the lords and their barges"',
]


@pytest.mark.parametrize("title", ["", "A winter on the river"])
@pytest.mark.parametrize("lead", LEADS)
def test_a_lead_is_no_headline(lead, title):
    assert part_of(lead, f"{lead}\n\n{NEXT}\n\n{LEAD}", title) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Who opens the gates?",
        "At last!",
        "‘We waited nine days’: a crew’s story",
        "Keeper: gates ‘safe until spring’",
        "Barges Move Again As Ice Breaks (Again)",
        "Will The Gates Hold Through Another Long Winter?",
    ],
)
def test_a_first_line_is_a_headline_though_it_ends_in_a_mark(line):
    assert parted(f"{line}\n\n{LEAD}\n\n{NEXT}") == [("headline", line), ("body", f"{LEAD}\n\n{NEXT}")]


@pytest.mark.parametrize(
    "line", ["Crews thank keeper as barges pass lock", "The youngest mate, 17, had never seen ice", "River"]
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_second_headlines_and_standfirsts(line, gap):
    text = gap.join([HEAD, line, LEAD, NEXT])
    assert parted(text, HEAD) == [("headline", f"{HEAD}{gap}{line}"), ("body", f"{LEAD}{gap}{NEXT}")]


def test_a_list_below_the_headline_is_a_standfirst_if_it_is_short():
    deck = ["- Ice breaks at noon", "- First barge passes at one", "- Crews sing"]
    assert part_of("\n".join(deck), "\n".join([HEAD, *deck, LEAD, NEXT]), HEAD) == "headline"
    results = [f"Boat {name} of the upper river" for name in "ABCDEFGH"]
    assert part_of("\n".join(results), "\n".join([HEAD, *results, LEAD, NEXT, LEAD]), HEAD) == "body"


@pytest.mark.parametrize(
    "line",
    ["What the crews want", "A LONG WAIT", "‘We sang all night’", "WHO PAYS FOR THE ICE?", "Bread, salt and nine days"],
)
def test_a_short_line_between_paragraphs_is_a_subhead(line):
    assert part_of(line, f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}", HEAD) == "headline"
    assert part_of(line, f"{HEAD}\n{LEAD}\n{line}\n{NEXT}", HEAD) == "headline"


@pytest.mark.parametrize(
    "line",
    [
        "She left.",
        "But who pays?",
        "He left it at the lock",
        "“We sang all night",
        "- Bread for the crews",
        "Upper lock 3, lower lock 2",
        "Price: four loaves",
        "and so they went on",
        "The rest is known,",
        "The mate nodded. Nobody spoke",
        "The ice was thin.” ― Ida Wells",
    ],
)
def test_a_short_paragraph_is_no_subhead(line):
    assert part_of(line, f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}", HEAD) == "body"


def test_a_title_of_any_length_is_found():
    title = " ".join([HEAD] * 15)
    assert parted(f"{title}\n\n{LEAD}\n\n{NEXT}", title)[0] == ("headline", title)


def test_other_scripts_have_stops_too():
    text = "河水退了\n\n船夫在星期二打开了闸门。\n\n九艘船等了九天。"
    assert parted(text, "河水退了")[1:] == [("body", text.split("\n\n", 1)[1])]


def test_verse_and_lists_are_body():
    verse = "The boats went out at dawn.\nThe wind came up behind\nAnd nobody came home."
    assert part_of(verse, f"{LEAD}\n\n{verse}\n\n{NEXT}") == "body"
    names = "Anchor\nBarley Mow\nCrown"
    assert part_of(names, f"{LEAD}\n\n{names}\n\n{NEXT}") == "body"


def test_lines_without_a_stop_are_no_subheads_where_paragraphs_have_none():
    loose = [paragraph.removesuffix(".") for paragraph in (LEAD, NEXT)]
    assert part_of("What the crews want", "\n\n".join([HEAD, *loose, "What the crews want", *loose]), HEAD) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "1. Bread for the crews",
        "2) Gates that open faster",
        "‘Nine lost days’: Salt Guild",
        "Ice On The River: What Comes Next",
    ],
)
def test_a_numbered_or_labelled_line_between_paragraphs_is_a_subhead(line):
    assert part_of(line, f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}", HEAD) == "headline"


def test_a_numbered_list_is_body():
    items = "1. Bread for the crews\n2. Salt for the ice\n3. Oil for the gates"
    assert part_of(items, f"{HEAD}\n\n{LEAD}\n\n{items}\n\n{NEXT}", HEAD) == "body"


def test_a_long_subhead_needs_a_text_whose_paragraphs_all_have_stops():
    line = "Crews thank keeper, mate and villages along bank for nine days of bread"
    text = f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}\n\n{LEAD}\n\n{NEXT}"
    assert part_of(line, text, HEAD) == "headline"
    assert part_of(line, f"{text}\n\n{NEXT[:-1].replace('nine', 'ten')}\n\n{NEXT}", HEAD) == "body"


QUESTIONS = ["Who opens the gates?", "Why did the crews wait so long?", "What does the bread cost?"]


def test_questions_are_subheads_where_a_page_has_several():
    pages = [f"{HEAD}\n\n{LEAD}", *(f"{question}\n\n{NEXT}" for question in QUESTIONS)]
    assert [part_of(question, "\n\n".join(pages), HEAD) for question in QUESTIONS] == ["headline"] * 3
    assert [part_of(question, "\n\n".join(pages[:3]), HEAD) for question in QUESTIONS[:2]] == ["body"] * 2


def test_questions_of_an_interview_are_body():
    pages = [f"{HEAD}\n\n{LEAD}", *(f"{question}\n\n“{NEXT}”" for question in QUESTIONS)]
    assert [part_of(question, "\n\n".join(pages), HEAD) for question in QUESTIONS] == ["body"] * 3


def test_a_headline_in_other_words_than_the_title():
    line = "ICE OUT: Keeper opens gates as barges move again at last"
    assert part_of(line, f"{line}\n{LEAD}\n{NEXT}", "Keeper opens gates as barges move") == "headline"
    lead = "The keeper opens the gates when the barges move, and that is once a year."
    assert part_of(lead, f"{lead}\n{LEAD}\n{NEXT}", "Keeper opens gates as barges move") == "body"


def test_a_subhead_may_follow_a_long_paragraph_that_lost_its_stop():
    text = f"{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{LEAD}\n\n{NEXT} Nobody knew it[1]\n\nWhat the crews want\n\n{NEXT}"
    assert part_of("What the crews want", text, HEAD) == "headline"


def test_links_that_read_like_headlines_do_not_make_a_page_verse():
    link = "Keeper and crews of nine barges praise bread of villages along bank"
    text = "\n\n".join([HEAD, *[LEAD, link, NEXT] * 4])
    assert part_of(link, text, HEAD) == "headline"
