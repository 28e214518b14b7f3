"""Paragraphs: a line each in saved pages, many lines where the text is wrapped, whichever a few lines speak against."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.texts.segmentation.paragraphs import paragraphs

PAGE = ["Harbour closes", "The harbour closed on Monday.", "Boats stayed out.", "Nobody was told."]
WRAPPED = (
    "The old harbour of the island closed on Monday night after\n"
    "a storm from the west had broken the outer wall. Mr. Hale\n"
    "of the harbour board came to look at it. The repair will\n"
    "take until the autumn."
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize("line", ["iPads were sold there.", "the clerk wrote in small letters.", "de Vries left"])
@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_line_with_a_small_letter_joins_no_page(line, at):
    page = [*PAGE[:at], line, *PAGE[at:]]
    assert cut("\n".join(page)) == page


@pytest.mark.parametrize(
    "line", ["by Ida Wells", "words by Ida Wells", "with files from Ida Wells", "photo by Ida Wells"]
)
def test_a_credit_in_small_letters_is_a_line_of_its_own(line):
    page = [f"{PAGE[0]} for the whole winter as the outer wall is broken in two", line, *PAGE[1:]]
    assert cut("\n".join(page)) == page


def test_lines_of_wrapped_text_are_one_paragraph():
    assert cut(WRAPPED) == [WRAPPED], "the second line ends before a name, the third after a stop"


def test_a_name_may_begin_a_line_that_would_have_fitted_above():
    text = WRAPPED.replace("Mr. Hale\nof the", "The\nBOARD of the")
    assert cut(text) == [text]


def test_a_page_that_is_wrapped_once_is_mended_there():
    first = "The harbour closed on Monday after a storm that came from the west and"
    assert cut("\n".join([*PAGE, first, "broke the wall.", *PAGE])) == [*PAGE, f"{first}\nbroke the wall.", *PAGE]
    assert cut("\n\n".join([*PAGE, first, "broke the wall."])) == [*PAGE, f"{first}\n\nbroke the wall."]


def test_a_wrapped_text_without_blank_lines_is_cut_where_a_word_would_have_fitted():
    second = WRAPPED.replace("old", "new")
    assert cut(f"Storm breaks wall\nBy Ida Wells\n{WRAPPED}\n{second}") == [
        "Storm breaks wall",
        "By Ida Wells",
        WRAPPED,
        second,
    ]


def test_a_wrapped_text_with_a_blank_line_after_every_line():
    text = WRAPPED.replace("\n", "\n\n")
    assert cut(f"{text}\n\n{text}") == [text, text]


def test_an_indented_line_or_a_list_item_opens_a_paragraph_of_wrapped_text():
    indented = WRAPPED.replace("\nof", "\n   Of")
    assert cut(indented) == [part.strip() for part in indented.split("\n   ")]
    listed = WRAPPED.replace("\nof the harbour", "\n- Harbour")
    assert cut(listed) == ["\n".join(WRAPPED.splitlines()[:2]), *listed.split("\n", 2)[2:]]


def test_a_wrapped_block_in_a_page_is_one_paragraph_of_it():
    assert cut("\n".join([*PAGE, *PAGE]) + f"\n\n{WRAPPED}\n\n" + PAGE[1]) == [*PAGE, *PAGE, WRAPPED, PAGE[1]]


def test_a_line_is_a_paragraph_unless_the_block_is_wrapped():
    text = "First line.\nSecond line.\n\nhard wrapped\ntext goes on\nand ends."
    assert cut(text) == [
        "First line.",
        "Second line.",
        "hard wrapped\ntext goes on\nand ends.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<p>The harbour closed.</p><p>Boats <b>stayed</b> out.</p>",
            ["The harbour closed.", "Boats <b>stayed</b> out."],
        ),
        (
            'Boats stayed out<br/>as it was cold\n<div class="x">and dark</div>',
            ["Boats stayed out", "as it was cold", "and dark"],
        ),
        ("Of boats < 9 m long\nand pilots > 60 years old", ["Of boats < 9 m long\nand pilots > 60 years old"]),
        ("<p>", []),
    ],
)
def test_tags_end_paragraphs(text, expected):
    assert cut(text) == expected


@given(st.lists(st.sampled_from([*PAGE, *WRAPPED.splitlines(), "", " ", "and so on", "- one", "\r"])).map("\n".join))
def test_paragraphs_hold_every_character_but_white_space_once(text):
    at = 0
    for start, end in paragraphs(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
