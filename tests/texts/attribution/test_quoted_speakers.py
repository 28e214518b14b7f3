"""Who speaks in a quotation whose sentence has other verbs and people: passives, chains of reports, coordination."""

import pytest

from analysis.texts.attribution.voices import segment


def speakers(text: str) -> list[str]:
    return [speaker for _, _, _, voice, speaker, _ in segment(text) if voice == "direct"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A meeting in Oslo was told “nobody would be left out in the dark”.", ""),
        ("The aid to the “grey farms of the north” must end, a meeting was told yesterday.", ""),
        ("Teachers had been advised to “mark down” essays.", ""),
        ("The mill is still considered a “small farm”.", ""),
        ("Roe is seen as a “hard man” in York.", ""),
        ("The plan was described by Ann Roe as “a gift to the town”.", "Ann Roe"),
        ("The cut was justified by the fact that the farms “may be old and wet”.", ""),
        ("Roe was quoted as saying “it is over for us all”.", "Roe"),
    ],
)
def test_in_the_passive_who_hears_is_not_who_speaks(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It called it a crime. Mr Pan said he does not believe it will last – “but it will hurt us”.", "Mr Pan"),
        ("Papers show Ms Roe warned in May that she did not “like the smell of it”, and asked for help.", "Ms Roe"),
        ("Asked why the town decided to pave it, the engineer replies, “It is dear to pave a road.”", "the engineer"),
        ("The pair left just after Dora Weiss uttered the lines: “Come home before the dark.”", "Dora Weiss"),
        ("In an earlier post, bellboy1 had written, “I never slept in that house.”", "bellboy1"),
        ("It was not clear, because in May and in June, “they slept in the dark.”", ""),
    ],
)
def test_the_verb_beside_a_quotation_names_its_speaker(text, speaker):
    assert speakers(text) == [speaker]


def test_it_continues_goes_on_with_a_notice():
    text = "“The bell rang twice,” a notice says. “We left,” it continues.\n\n“We regret the delay and any harm.”"
    assert speakers(text) == ["a notice"] * 3
    assert speakers("“We ran,” Tom said. The work continued “day and night” in May.") == ["Tom"]
