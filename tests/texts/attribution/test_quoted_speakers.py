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
        ("It may be decided by whichever farm can call itself the “better farm of York”.", ""),
        ("July 30-Aug. 14, 1932: “Ann Roe. One of the great women of York.” Plaque of 1961.", ""),
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
        ("Jo Smith told them that the town had decided to join as there was a “dramatic” rise.", "Jo Smith"),
        ("The club, which says on its site that it aims to “guard the rights of farmers”, is old.", "The club"),
        ("After the firm said it would go, the board promised to “guard the rights of farmers”.", "the board"),
        ("The board aims to “guard the rights of the farmers”.", "The board"),
        ("Members wrote to the bank in May, expressing concern that it sold “odd loans”.", "Members"),
        ("Ann Roe said in a June report that Cole fled because of “neglect and failures of duty”.", "Ann Roe"),
        ("“We hit most of them as they fell,” state radio quoted an army source as saying.", "an army source"),
        ("A charge that factors in phones would be a “simple, fair and practical” way.", ""),
        ("Sue Low asked Jan Vos if it was not time to “leave the town?” Mr Vos said he agreed with her.", "Sue Low"),
        ("Luke Pool posted on X: “York is a fine place to live and work.”", "Luke Pool"),
        ("“Is it not time to leave the town?” Jan Vos asked.", "Jan Vos"),
        ("Happiness is “making long calls to her farm”.", ""),
        ("It was not clear, because in May and in June, “they slept in the dark.”", ""),
    ],
)
def test_the_verb_beside_a_quotation_names_its_speaker(text, speaker):
    assert speakers(text) == [speaker]


def test_it_continues_goes_on_with_a_notice():
    text = "“The bell rang twice,” a notice says. “We left,” it continues.\n\n“We regret the delay and any harm.”"
    assert speakers(text) == ["a notice"] * 3
    text = "“It is over,” according to a letter.\n\n“The report was wrong,” it continues.\n\n“We regret it.”"
    assert speakers(text) == ["a letter"] * 3
    assert speakers("“We ran,” Tom said. The work continued “day and night” in May.") == ["Tom"]


def test_a_quotation_without_a_cue_goes_on_in_its_sentence():
    text = "Roe said the gear “is for use in the war” and that it may be used to “break all laws of war”."
    assert speakers(text) == ["Roe", "Roe"]
    assert speakers("Roe said it was “cold.” Rest is “making long calls to A.M.”") == ["Roe", ""]
