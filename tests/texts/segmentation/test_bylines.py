"""Bylines, datelines, credits, signatures and lines on the author; and prose that begins in the same way."""

import pytest

from tests.texts.segmentation.pages import HEAD, LEAD, NEXT, part_of, parted


@pytest.mark.parametrize(
    "line",
    [
        "By Ida Wells",
        "by Ida Wells",
        "By IDA WELLS, Staff Writer",
        "By Ida Wells and Per Dahl in Bergen",
        "Words by Ida Wells",
        "Written by Ida Wells, River Post",
        "Ida Wells | 7 June 2019",
        "Ida Wells, River Post, 7 June 2019, 10:15 GMT",
        "Ida Wells in Bergen",
        "By: Ida Wells",
        "Author: Ida Wells",
        "Ida Wells for River Post",
        "I. M. Wells",
        "By Ida Wells and agencies",
        "AFP - Bergen",
        "Two hours ago",
        "2019-06-07T10:15:00Z",
        "Ida Wells, river correspondent",
        "Ida van der Wells and Per Dahl",
        "7 June 2019",
        "Fri 7 Jun 2019 06.00 BST",
        "First published on Friday, June 7, 2019 at 6 p.m.",
        "Updated 3 hours ago",
        "2h ago",
        "4 min read",
        "7 June 2019 | 4-minute read",
        "June 7, 2019 / 10:15 AM / River News",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_line_below_the_headline_says_who_and_when(line, gap):
    text = gap.join([HEAD, line, LEAD, NEXT])
    assert parted(text, HEAD) == [("headline", HEAD), ("byline", line), ("body", f"{LEAD}{gap}{NEXT}")]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the ice had gone.",
        "By and by the ice broke, and the barges went on their way down to the sea.",
        "Ida Wells opened the gates.",
        "Seven hours ago the ice broke.",
    ],
)
def test_a_sentence_is_no_byline(line):
    assert part_of(line, f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}", HEAD) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "BERGEN:",
        "NEW HAVEN:",
        "ST. IVES, Cornwall (PA) _",
        "BERGEN (Reuters) -",
        "BERGEN, Norway (AP) —",
        "BERGEN, 7. Mai (Wire) ...",
        "BERGEN, June 7 –",
        "Bergen, June 7 -",
        "Bergen (AFP) —",
        "(Reuters) -",
        "BERGEN |",
        "OSLO/BERGEN —",
        "PORT-AU-PRINCE:",
        "BERGEN, Norway, June 7 /NewsLine/ --",
        "Oslo/Bergen (dpa) -",
        "BERGEN •",
    ],
)
def test_a_dateline_opens_the_lead(line):
    assert parted(f"{HEAD}\n\n{line} {LEAD}\n\n{NEXT}", HEAD)[1] == ("byline", line)
    assert part_of(LEAD, f"{line} {LEAD}\n\n{NEXT}", HEAD) == "body"


@pytest.mark.parametrize(
    "opening",
    [
        "NATO – the alliance – was silent.",
        "Bergen: the keeper was there.",
        "A LOCK keeper spoke.",
        "Bergen - a port - froze.",
    ],
)
def test_a_sentence_opens_with_no_dateline(opening):
    assert part_of(opening, f"{opening} {LEAD}\n\n{NEXT}") == "body"


def test_an_agency_in_brackets_may_touch_the_lead():
    assert parted(f"(CNN){LEAD}\n\n{NEXT}", HEAD)[0] == ("byline", "(CNN)")
    assert part_of("(UN)", f"(UN) officials left. {LEAD}\n\n{NEXT}", HEAD) == "body"


def test_a_transcript_has_no_datelines():
    assert {
        part for part, _ in parted("WELLS: Good evening to all.\n\nDAHL: And to you, Ida.\n\nWELLS: Who pays?")
    } == {"body"}


@pytest.mark.parametrize(
    "line",
    [
        "(Associated Press)",
        "- Reuters",
        "The Canadian Press",
        "AFP",
        "Source: AP",
        "Source: River Board",
        "AP/Reuters",
        "CREDIT: Ida Wells",
        "With files from Ida Wells",
        "With reporting by Per Dahl and The Canadian Press",
        "(Reporting by Ida Wells in Bergen; Editing by Per Dahl)",
        "Additional reporting by Per Dahl",
        "Ida Wells",
        "— Ida Wells",
        "-- Ida Wells",
        "• Ida Wells is a Post columnist",
        "Ida Wells, Bergen",
        "Dr Ida Wells, University of Bergen",
        "Ida Wells is a lock keeper’s daughter and writes about rivers.",
        "Ida Wells, a former mate, is the Post’s river correspondent.",
        "The author is a lecturer in rivers at Bergen.",
        "Ida Wells covers rivers for the Post.",
        "Dr Ida Wells teaches law at Bergen University.",
        "Ida Wells is Professor of Ice at Bergen.",
        "Ida Wells is director of the Lock Trust.",
        "With inputs from agencies",
        "(With PTI inputs)",
        "Issued by: River Board",
        "(Courtesy: AP)",
        "Ida Wells in Bergen contributed to this report",
        "Translated by Per Dahl",
        "Compiled from wire reports",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_line_below_the_text_says_whose_it_is(line, gap):
    assert parted(gap.join([HEAD, LEAD, NEXT, line]), HEAD)[-1] == ("byline", line)


@pytest.mark.parametrize(
    "line",
    [
        "Reuters was founded by a man with pigeons.",
        "Source: a man who was there, and who did not want his name in the paper.",
        "Ida Wells is a teacher from Bergen.",
        "The keeper is a writer too, and Ida Wells has read him.",
        "Ida Wells smiled.",
        "Ida Wells writes in the evening, by the light of the lock.",
        "The report was compiled from old papers.",
        "With files under his arm, the keeper went home.",
        "Reporting by two papers led to a trial.",
    ],
)
def test_a_sentence_below_the_text_is_body(line):
    assert part_of(line, f"{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{line}", HEAD) == "body"


def test_a_line_on_somebody_whom_the_text_names_is_body():
    bio = "Ida Wells is a writer."
    assert part_of(bio, f"{HEAD}\n\n{LEAD}\n\nThe crews cheered for Wells.\n\n{bio}", HEAD) == "body"
    assert part_of(bio, f"{HEAD}\n\n{bio}\n\n{LEAD}\n\n{NEXT}", HEAD) == "body"


@pytest.mark.parametrize("credit", ["- Reuters", "(AFP)", "— AP"])
def test_an_agency_that_closes_the_last_paragraph(credit):
    assert parted(f"{HEAD}\n\n{LEAD}\n\n{NEXT} {credit}", HEAD)[-1] == ("byline", credit)


def test_letters_are_signed():
    text = (
        f"Letters\nGates again\n{LEAD}\nIda Wells, Bergen\nMore bread\nRe: Bread to rise, May 3\n{NEXT}\nPer Dahl, Oslo"
    )
    assert [part for part, _ in parted(text, "Letters")] == [
        "headline",
        "body",
        "byline",
        "headline",
        "furniture",
        "body",
        "byline",
    ]


def test_a_letter_is_signed_below_its_close_and_the_writer_is_told_below_that():
    close = "Yours faithfully,\nIda Wells, mate"
    assert (
        part_of(close, f"Letters\n\nGates\n\n{LEAD}\n\n{close}\n\nBread\n\n{NEXT}\n\nPer Dahl", "Letters") == "byline"
    )
    about = "— Ida Wells, Bergen\n\nThe writer is a miller."
    assert part_of(about, f"{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n{about}", HEAD) == "byline"


def test_a_dateline_may_follow_a_standfirst_with_a_stop():
    text = f"{HEAD}\n\nThe gates are open.\n\nBERGEN (AFP) — {LEAD}\n\n{NEXT}"
    assert part_of("BERGEN (AFP) —", text, HEAD) == "byline"


def test_the_times_of_a_live_page_are_bylines():
    text = f"{HEAD}\n\n14:05\n\n{LEAD}\n\n13.40 GMT\n\n{NEXT}\n\n1 p.m.\n\n{LEAD}"
    assert [part for part, _ in parted(text, HEAD)][1:] == ["byline", "body"] * 3
