"""What a format says of a stretch is so; the rules decide the rest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.known_stretches import KINDS, Known, cut

BODY = "The council met on Tuesday and voted for the plan after a long debate."


def parted(paragraphs: list[tuple[str, str]], title: str = "") -> list[tuple[str, str]]:
    text = "\n\n".join(piece for piece, _ in paragraphs)
    known, at = [], 0
    for piece, kind in paragraphs:
        if kind:
            known.append(Known(at, at + len(piece), kind))
        at += len(piece) + 2
    return [(part, text[start:end].strip()) for start, end, part in ParsedText(text, None, title, known).parts]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([(BODY, ""), ("The hall was full.", "caption"), (BODY, "")], ["body", "caption", "body"]),
        ([("LEEDS (PA) — It rained.", ""), (BODY, "")], ["byline", "body"]),
        ([("LEEDS (PA) — It rained.", "body"), (BODY, "")], ["body"]),
        ([("Photo: Ann Roe", "body"), (BODY, "")], ["body"]),
        ([("Photo: Ann Roe", "quote"), (BODY, "")], ["body"]),
        ([("By Ann Roe", "headline"), ("By Bo Hall", ""), (BODY, "")], ["headline", "byline", "body"]),
        ([(BODY, "furniture"), (BODY, "comment")], ["furniture", "comment"]),
        (
            [(BODY, ""), ("Related stories", "caption"), ("Ten towns", ""), (BODY, "")],
            ["body", "caption", "headline", "body"],
        ),
    ],
)
def test_the_format_outranks_the_rules(paragraphs, expected):
    assert [part for part, _ in parted(paragraphs)] == expected


def test_a_stretch_inside_a_paragraph_parts_it():
    text = f"LEEDS {BODY}"
    reading = ParsedText(text, known=[Known(0, 5, "byline")])
    assert [(text[a:b], part) for a, b, part in reading.parts] == [("LEEDS ", "byline"), (BODY, "body")]
    assert reading.sentences == [(0, 5), (6, len(text))]
    assert cut(text, [(0, len(text))], [Known(5, 6, "caption")]) == [(0, 5), (6, len(text))]  # of white space alone


@given(
    st.lists(st.sampled_from([*"aZ.“”:\n ", "By Ann Roe", "\n\n", BODY, "— Bo Hall", "Q: "]), max_size=30).map("".join),
    st.lists(st.integers(0, 400), max_size=12, unique=True),
    st.data(),
)
def test_parts_cover_the_text_and_known_stretches_are_as_they_are(text, edges, data):
    edges = sorted(edge for edge in edges if edge <= len(text))
    known = [Known(a, b, data.draw(st.sampled_from(KINDS))) for a, b in pairwise(edges)][::2]
    found = ParsedText(text, known=known).parts
    assert [start for start, _, _ in found] == [0, *(end for _, end, _ in found)][: len(found)]
    assert not text or found[-1][1] == len(text)
    part_at = [part for start, end, part in found for _ in range(start, end)]
    for one in known:
        assert {part_at[at] for at in range(one.start, one.end) if not text[at].isspace()} <= {one.part}
