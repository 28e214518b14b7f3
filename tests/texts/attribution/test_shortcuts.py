"""What is looked at only where it can matter gives the same as looking everywhere."""

from __future__ import annotations

import re
from unittest import mock

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.texts.attribution import gender_and_number as agreement
from analysis.texts.attribution import quotation_marks
from analysis.texts.attribution.voices import segment

PIECES = (
    "Ann Roe,Roe,Lee,Bo Lee,Mrs. Roe,Dr. Lee,He,he,She,she,his,Her,herself,He’s,the,shed,McHe,HE,J.,and,a mother,"
    "“,”,\",‘,’,'',&quot;,don’t,said,!,?,.,;,’s,\n,\n\n".split(",")
)
TEXTS = (
    st.lists(st.sampled_from([*PIECES, ","]), max_size=40)
    .map(" ".join)
    .map(lambda text: re.sub(r" ([.,;!?”’])", r"\1", text))
)
TELLING = re.compile(
    r"(?P<name>[A-Z][\w’'-]*+(?: [A-Z][\w’'-]*+)*+)|\b(?P<pronoun>s?he|his|her|(?:him|her)self)\b|"
    r"(?P<mark>[“”\"!?\n]|(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)\.)"
)


def votes_by_every_word(known: agreement.Agreement, text: str) -> dict[str, list[int]]:
    """Return how often "he" and "she" go with each surname, read word by word."""
    votes: dict[str, list[int]] = {}
    for name, female in known.guessed:
        votes.setdefault(name, [0, 0])[female] += 3
    names: set[str] = set()
    before: set[str] = set()
    opened = quoted = False
    for match in TELLING.finditer(text):
        found = match.group()
        if match.lastgroup == "mark":
            if found in '“”"':
                quoted = found == "“" or (found == '"' and not quoted)
            else:
                before = names or (before if opened and found != "\n" else set())
                quoted, opened, names = quoted and found != "\n", False, set()
        elif not quoted:
            word = re.sub(r"[’'](?:s|$)|[.,:]$", "", found.rsplit(maxsplit=1)[-1])
            if word.lower() not in {"he", "his", "himself", "she", "her", "herself"}:
                names |= {word} & known.people
                continue
            opened = opened or not names
            about = names or before
            if len(about) == 1:
                weight = 1 if word.lower() in {"his", "her"} or not names else 3
                votes.setdefault(next(iter(about)), [0, 0])[word.lower() in {"she", "her", "herself"}] += weight
    return votes


@given(TEXTS)
def test_the_sex_of_names_is_learned_from_the_sentences_with_a_pronoun_as_from_all(text):
    known = agreement.Agreement(text)
    assert known.votes == votes_by_every_word(known, text)


def test_a_pronoun_counts_for_the_one_name_of_its_sentence_or_of_the_one_before():
    text = "Ann Roe left. Roe sang. She ate. “Bo Lee sat,” she said. Bo Lee ran! His dog barked."
    assert agreement.Agreement(text).votes == {"Roe": [0, 2], "Lee": [1, 0]}


@given(TEXTS)
def test_paragraphs_that_can_have_no_quotation_are_passed_over_without_a_loss(text):
    found = list(segment(text))
    with mock.patch.object(quotation_marks, "_MAY_BE_MARK", re.compile("(?s).")):
        assert list(segment(text)) == found


def test_without_speakers_all_but_who_speaks_is_the_same():
    text = "Ann Roe said: “We will stay.” She added that the farm was sold.\n\n“No,” he said."
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    found = same.voices(documents)
    assert set(found["speaker"]) == {"", "Ann Roe"}
    pd.testing.assert_frame_equal(same.voices(documents, speakers=False), found.assign(speaker=""))
