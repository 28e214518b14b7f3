"""Denials of a number: which verbs and phrases deny what was told, and which only look like it."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as same
from tests.toys import toy

TOLD = "A witness said twelve armed guards entered the harbour."
NOBODY = pd.DataFrame(columns=["actor", "label", "label_kind"], dtype="str")
DENIED = [
    ("The port denied that twelve guards had entered.", "denied"),
    ("The port denies that any armed guards were there.", "denies"),
    ("The port has denied sending twelve guards.", "denied"),
    ("The port has repeatedly denied having armed guards.", "denied"),
    ("The mayor strongly denied the presence of armed guards.", "denied"),
    ("Denying the report of armed guards, the port closed its gates.", "Denying"),
    ("The mayor denied that there had been any guards.", "denied"),
    ("The mayor went on to deny any use of armed guards.", "deny"),
    ("The mayor has dismissed the account of the guards as fantasy.", "dismissed"),
    ("The union disputed the number of guards.", "disputed"),
    ("There is no truth in reports of armed guards, the mayor said.", "no truth"),
    ("The mayor said reports of armed guards were exaggerated and false.", "false"),
    ("“That is simply not true,” the mayor said.", "not true"),
    ("The claims have been refuted by the mayor.", "refuted"),
    ("Denials of the armed guards came at once from the port.", "Denials"),
    ("The council dismissed the report of armed guards.", "dismissed"),
    ("The council dismisses reports of armed guards as rumour.", "dismisses"),
    ("The council dismissed as rumour the reports of armed guards.", "dismissed"),
    ("The mayor rejected the claim about the armed guards.", "rejected"),
    ("The mayor rejects claims that armed guards came.", "rejects"),
    ("The mayor rejected any suggestion that armed guards had come.", "rejected"),
    ("The mayor rejected the notion of armed guards in his town.", "rejected"),
    ("The union disputed the number of armed guards.", "disputed"),
    ("The union disputes that armed guards came.", "disputes"),
    ("The union disputes the figure of twelve guards.", "disputes"),
    ("A spokesman refuted the story of the armed guards.", "refuted"),
    ("The harbour master rebutted the allegation that twelve guards had entered.", "rebutted"),
    ("The paper debunked the story of the armed guards.", "debunked"),
    ("The ministry repudiated the account of armed guards.", "repudiated"),
    ("The ministry contradicted the report of armed guards.", "contradicted"),
    ("The report of twelve guards was contradicted by the ministry.", "contradicted"),
    ("The claim about armed guards was denied by the ministry.", "denied"),
    ("The claim about armed guards has been flatly rejected by the ministry.", "rejected"),
    ("Reports of armed guards were dismissed by the council as invention.", "dismissed"),
    ("The ministry issued a denial of the report on armed guards.", "denial"),
    ("The port said the report of twelve guards was not true.", "not true"),
    ("The port said that the reports of armed guards weren't true.", "true"),
    ("It is not true that armed guards entered, the mayor said.", "not true"),
    ("The mayor said it was untrue that armed guards had entered.", "untrue"),
    ("There were no such guards, the mayor said.", "no such"),
    ("“No such guards exist,” the mayor said.", "No such"),
    ("The harbour master called the report of armed guards false.", "false"),
    ("The harbour master called the report of armed guards a fabrication.", "fabrication"),
    ("The claims of armed guards are false, the mayor said.", "false"),
    ("The claims of armed guards are completely baseless, the mayor said.", "baseless"),
    ("The story of the armed guards was a lie, she said.", "lie"),
    ("Talk of armed guards was nonsense, she said.", "nonsense"),
    ("The figure of twelve guards is wrong, the union said.", "wrong"),
    ("The mayor denied it.", "denied"),
    ("The mayor rejected the witness’s figures.", "rejected"),
    ("The port denied hiring guards.", "denied"),
    ("The claim, which the mayor denied, was printed.", "denied"),
    ("There is no truth to the claim, the mayor said.", "no truth"),
    ("The port flatly rejected that twelve guards had entered.", "rejected"),
    ("The port denies the armed guards were there.", "denies"),
    ("The mayor denied this on Monday.", "denied"),
    ("But the mayor denied the claim.", "denied"),
    ("The council dismissed the report as invention.", "dismissed"),
    ("The mayor said this was not true.", "not true"),
    ("The report was false, the mayor said.", "false"),
    ("The council rejected the allegation. “There were no armed guards,” it said.", "rejected"),
]
NOT_DENIED = [
    "The port denied entry to the armed guards.",
    "The port denied the armed guards access to the quay.",
    "The port denied boarding to twelve guards.",
    "The armed guards were denied visas.",
    "The port denied the armed guards a room.",
    "The council rejected calls to arrest the armed guards.",
    "The mayor could not deny the claim.",
    "Asked if he denied the claim, the mayor smiled.",
    "There was no such party for the armed guards.",
    "The twelve guards were denied bail by a court.",
    "The port denied them food, and the armed guards left.",
    "The guild protested against the denial of entry to the armed guards.",
    "The town is in denial about the armed guards.",
    "The mayor did not deny that armed guards had entered.",
    "The mayor never denied that twelve guards had entered.",
    "The mayor neither confirmed nor denied the report of armed guards.",
    "The mayor refused to deny the report of armed guards.",
    "Nobody denies that twelve guards entered.",
    "No one disputes the report of armed guards.",
    "The mayor would not say whether he denied the report of armed guards.",
    "She asked if the report of armed guards was false.",
    "The mayor rejected the offer of the armed guards.",
    "The council rejected a plan to send armed guards.",
    "The council rejected a number of offers by armed guards.",
    "The council rejected that offer of armed guards.",
    "The captain dismissed the armed guards that had slept.",
    "The court dismissed the case against the armed guards.",
    "The court dismissed the charges against the armed guards.",
    "The insurer rejected a claim for wages by the armed guards.",
    "The company disputed the fine for the armed guards.",
    "The armed guards are in a dispute over claims for overtime.",
    "The disputed border has armed guards too.",
    "The report of armed guards was not false.",
    "The report of armed guards was true.",
    "The port denied responsibility for the armed guards.",
    "The port denied any knowledge of the armed guards.",
    "Few deny that armed guards entered.",
    "It was wrong to send armed guards, the priest said.",
    "The port denied that soldiers had fired.",
    "The firm rejected the armed guards as unfit.",
    "The armed guards wore false beards.",
    "The armed guards took the wrong door.",
    "There is no such thing as a free lunch, the armed guards said.",
    "The port confirmed the report of armed guards.",
    "The council denied that taxes would rise.",
    "The council rejected reports of a new bridge.",
    "The claim that taxes would rise is false.",
    "Twelve guards denied the report of a fire.",
]


@cache
def found_in_all():
    """Return the denials in each case, each a text of its own, found at once."""
    cases = [*(said for said, _ in DENIED), *NOT_DENIED]
    return denials(*(f"{TOLD} {said}" for said in cases)).assign(
        said=lambda rows: [cases[int(n)] for n in rows["doc_id"]]
    )


def denials(*texts):
    documents = pd.DataFrame({"doc_id": [str(n) for n in range(len(texts))], "text": texts})
    found = same.mentions(same.voices(documents), NOBODY)
    return found[found["kind"] == "denial"]


@pytest.mark.parametrize(("said", "match"), DENIED)
def test_what_denies_the_number(said, match):
    found = found_in_all().query("said == @said")
    assert found[["match", "name"]].values.tolist() == [[match, "guard: 12, denied"]]
    start, end = found[["start", "end"]].iloc[0]
    assert f"{TOLD} {said}"[start:end] == match and start >= len(TOLD)


@pytest.mark.parametrize("said", NOT_DENIED)
def test_what_only_looks_like_a_denial(said):
    assert found_in_all().query("said == @said").empty


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("The port denied that twelve guards had entered.", "The port"),
        ("Meanwhile, the mayor rejected the claim about the armed guards.", "the mayor"),
        ("The report of twelve guards was contradicted by the ministry.", "the ministry"),
        ("Reports of armed guards were dismissed by the council as invention.", "the council"),
        ("The claims of armed guards are false, the mayor said.", "the mayor"),
    ],
)
def test_who_denies_is_told(said, who):
    assert denials(f"{TOLD} {said}")["speaker"].tolist() == [who]


def test_an_answer_to_a_number_that_the_author_tells_is_no_denial_of_it():
    """What the author vouches for is no claim that “it” could stand for."""
    assert denials("Twelve armed guards entered the harbour. The mayor denied the claim.").empty


def test_a_number_that_who_denies_tells_next_is_not_denied():
    text = "The mayor denied the notion of a strike. “Three people are unhappy,” the mayor said."
    assert denials(text).empty


def test_a_number_of_another_part_of_the_page_has_no_side_beside_its_denial():
    parts = [("furniture", "author", "Twelve armed guards.\n"), ("body", "author", "He denied that armed guards came.")]
    found = same.mentions(toy({"a": parts})[0], NOBODY)
    assert (found["kind"] == "denial").sum() == 1 and same.numbers_told(found).empty


@settings(max_examples=25)
@given(st.lists(st.sampled_from([TOLD, *(said for said, _ in DENIED), *NOT_DENIED]), max_size=5))
def test_denials_are_within_the_text_and_of_a_number_that_it_tells(sentences):
    text = "\n\n".join(sentences)
    for row in denials(text).itertuples():
        assert text[row.start : row.end] == row.match and row.name.endswith(", denied")


def test_a_page_without_a_stop_is_read_in_time():
    page = "the claim which that if a report was said that " * 4000
    assert len(denials(f"{TOLD} {page} denied, {page} true")) <= 2
