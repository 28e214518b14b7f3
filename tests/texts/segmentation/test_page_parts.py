"""Page parts: shapes that many pages share, none of them one of ours."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.segmentation.page_parts import parts

DAY, HEAD = "May 3, 2021", "Council votes for plan"
BODY = "The council met on Tuesday and voted for the plan after a long debate."


def parted(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(part, text[start:end].strip()) for start, end, part in parts(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, [("body", BODY)]),
        (f"{DAY}\n\n{HEAD}\n\n{BODY}", [("furniture", DAY), ("headline", HEAD), ("body", BODY)]),
        (f"{HEAD}\n\n{DAY}\n\n{BODY}", [("headline", HEAD), ("byline", DAY), ("body", BODY)]),
        (f"{HEAD}\n\nBy Ann Roe\n\n{BODY}", [("headline", HEAD), ("byline", "By Ann Roe"), ("body", BODY)]),
        (
            f"Home > Town > {HEAD}\n\n{HEAD}\n\n{BODY}",
            [("furniture", f"Home > Town > {HEAD}"), ("headline", HEAD), ("body", BODY)],
        ),
        (f"HomeTown{HEAD}\n{HEAD}\n\n{BODY}", [("furniture", f"HomeTown{HEAD}"), ("headline", HEAD), ("body", BODY)]),
        (f"{HEAD}\n\n{HEAD}\n\n{BODY}", [("headline", HEAD), ("furniture", HEAD), ("body", BODY)]),
        (f"LEEDS (PA) — {BODY}", [("byline", "LEEDS (PA) —"), ("body", BODY)]),
        (f"LEEDS, England, May 3 – {BODY}", [("byline", "LEEDS, England, May 3 –"), ("body", BODY)]),
        (f"Voters queue at the town hall{BODY}", [("caption", "Voters queue at the town hall"), ("body", BODY)]),
        (f"{BODY}\n\nPhoto: Ann Roe\n\n{BODY}", [("body", BODY), ("caption", "Photo: Ann Roe"), ("body", BODY)]),
        (
            f"{BODY}\n\nYou might also like\n\nTen towns",
            [("body", BODY), ("furniture", "You might also like\n\nTen towns")],
        ),
        (
            f"{BODY}\n\nMore news\n\nTen towns\n\n{BODY}",
            [("body", BODY), ("furniture", "More news\n\nTen towns"), ("body", BODY)],
        ),
        (f"{BODY}\n\nLeave a Reply", [("body", BODY), ("furniture", "Leave a Reply")]),
        (
            f"{BODY}\n\n2 Comments\n\nNo.\n\nMe too",
            [("body", BODY), ("furniture", "2 Comments"), ("comment", "No.\n\nMe too")],
        ),
        (
            f"{BODY}\n\n{BODY}\n\nPress Office\n{DAY}",
            [("body", f"{BODY}\n\n{BODY}"), ("byline", f"Press Office\n{DAY}")],
        ),
    ],
)
def test_parts_of_pages(text, expected):
    assert parted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell.",
        "By Monday, the town had closed its schools, officials in the county told parents.",
        "Follow the money, she said.",
        "Ten comments on the plan were sent to the council in March.",
        "LinkedIn is a company. YouTube is another.",
        "A line without a stop\nAnother line without a stop",
        "May 3, 2021",
    ],
)
def test_prose_is_body(text):
    assert parted(f"{text}\n\n{BODY}")[-1][1].endswith(BODY)
    assert {part for part, _ in parted(text)} == {"body"}


def test_a_known_title_is_found_below_other_lines():
    text = f"Town news\n\nCouncil votes for plan.\n\n{BODY}"
    assert parted(text, "Council votes for plan.")[0] == ("furniture", "Town news")
    assert parted(text, "Council votes for plan.")[1] == ("headline", "Council votes for plan.")


@given(
    st.lists(
        st.sampled_from(
            [
                "May 3, 2021",
                "Council votes",
                BODY,
                "Leave a comment",
                "One thought on “x”",
                "“",
                " ",
                "\r",
                "Home » a » b",
                "",
                "By A B",
            ]
        ),
        max_size=8,
    ).map("\n".join)
    | st.text(max_size=80),
    st.text(max_size=10),
)
def test_parts_cover_any_text(text, title):
    found = parts(text, title)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end for start, end, _ in found)
    assert all(a[2] != b[2] for a, b in pairwise(found))
