"""Whose words: the subject of a cue behind titles, explanations, fronted phrases and clauses of its own."""

import pytest

from analysis.texts.attribution.gender_and_number import Agreement
from analysis.texts.attribution.voices import segment


def said(text: str) -> list[tuple[str, str]]:
    return [(speaker, text[a:b]) for a, b, _, voice, speaker, _ in segment(text) if voice != "author"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # names that look like small words
        ("“The pit is dry now,” Kelly said.", "Kelly"),
        ("Emily Berg said the pit was dry.", "Emily Berg"),
        ("“The pit is dry now,” said Will Long.", "Will Long"),
        ("May said the pit was dry.", "May"),
        ("“The pit is dry now,” said April Holm.", "April Holm"),
        ("According to Kelly Stone of the union, the pit is dry.", "Kelly Stone of the union"),
        ("Italy said the pit was dry.", "Italy"),
        # titles
        ("Rear Admiral Jon Holm said the pit was dry.", "Rear Admiral Jon Holm"),
        ("Prof. Sir Ian Berg said the pit was dry.", "Prof. Sir Ian Berg"),
        ("“The pit is dry now,” Rep. Ida Berg (D-Wis.) said.", "Rep. Ida Berg"),
        # explanations between commas
        ("Ida Berg, head of the mining board, a body of six, told Coast FM that the pit was dry.", "Ida Berg"),
        ("The widow, Ida Berg, said the pit was dry.", "Ida Berg"),
        ("Oslo’s chief planner, Dr. Ida Berg, said the pit was dry.", "Dr. Ida Berg"),
        ("The pit is dry, said the former editor of the Echo, Ida Berg.", "Ida Berg"),
        ("Holm, who also worked in the pit last year, said: “It is dry as dust.”", "Holm"),
        # fronted phrases
        ("Later the engineer said the pit was dry.", "the engineer"),
        ("In autumn Ida Berg said the pit was dry.", "Ida Berg"),
        ("On Friday engineers said the pit was dry.", "engineers"),
        ("In northern Norway a spokesman for the mine said the pit was dry.", "a spokesman for the mine"),
        ("A month later the board said the pit was dry.", "the board"),
        ("Speaking in Bergen, the engineer said the pit was dry.", "the engineer"),
        ("In a letter engineers said the pit was dry.", "engineers"),
        # clauses and phrases of the speaker's own
        ("The engineer would not say that the pit was dry.", "The engineer"),
        ("The man who lives by the pit said it was dry.", "The man"),
        ("Workers interviewed by the Echo said the pit was dry.", "Workers interviewed by the Echo"),
        ("Two people familiar with the plan said the pit was dry.", "Two people familiar with the plan"),
        ("A poll of 2,300 miners found that most were tired.", "A poll of 2,300 miners"),
        ("The price rose to nine after miners announced that the pit was dry.", "miners"),
        ("Berg and her engineers said the pit was dry.", "Berg and her engineers"),
        ("The engineer met the board on Friday, and said the pit was dry.", "The engineer"),
    ],
)  # fmt: skip
def test_the_subject_of_a_cue(text, speaker):
    assert said(text)[0][0] == speaker


def test_a_verb_joined_to_another_has_the_same_subject():
    text = "Holm denied it, but the engineer said the pit was dry and added that Holm knew."
    assert said(text)[-1] == ("the engineer", "that Holm knew")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Will Long told the board that the pit was dry.", "Will Long"),
        ("Mrs. May said the pit was dry.", "Mrs. May"),
        ("On March 3 Mark March said the second pit was dry.", "Mark March"),
        ("Rose Bill admitted that the march was hers.", "Rose Bill"),
        ("Sally Reilly, 34, who lives by the pit, said the fire began at night.", "Sally Reilly"),
        ("Elderly miners said the pit was dry.", "Elderly miners"),
        ("At a meeting on Friday Sen. Jan Holm said the pit was dry.", "Sen. Jan Holm"),
        ("Friday prayer leaders said the pit was dry.", "Friday prayer leaders"),
        ("This board has tried to say that the pit was dry.", "This board"),
        ("A number of injured miners said the pit was dry.", "A number of injured miners"),
    ],
)  # fmt: skip
def test_names_days_and_adjectives_that_look_like_small_words(text, speaker):
    assert said(text)[0][0] == speaker


def test_a_march_is_no_month():
    assert said("Holm said the march was calm.") == [("Holm", "the march was calm")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Miners said the pit was dry. Ida Berg lives next to it. She said it was wet.", "Ida Berg"),
        ("Nordic Gas said the leak was small. Its head, Jon Holm, came by boat. He said it was large.", "Jon Holm"),
        ("Piet Holm said the pit was dry. Jon Berg was not so sure. He said it was wet.", "Jon Berg"),
        ("The army and the union said the pit was dry. He said it was wet.", ""),
        ("Nurses said the pit was dry. She said it was wet.", ""),
        ("Mr. Berg said the pit was dry. She said it was wet.", ""),
        ("Ida Berg and Ann Holm went home. She said the pit was wet.", ""),
        ("Miners said the pit was dry. They added that it was deep.", "Miners"),
        ("Ida Berg said the pit was dry. They added that it was deep.", ""),
        ("The engineer said the pit was dry. It added that it was deep.", ""),
        ("Ida Berg, a mother of two, left. Her husband, Jon Berg, stayed. She said the pit was dry.", "Ida Berg"),
        ("Young said the pit was dry. He added that it was deep.", "Young"),
        ("Ida Berg left the hall. “It is a dry old pit,” she said.", "Ida Berg"),
    ],
)  # fmt: skip
def test_who_a_pronoun_means(text, speaker):
    assert said(text)[-1][0] == speaker


def test_a_quotation_of_its_own_is_of_the_person_before_it():
    text = "Ida Berg said the pit was dry.\n\n“It has been dry for as long as I can think.”\n\nIt rained."
    assert said(text)[-1] == ("Ida Berg", "“It has been dry for as long as I can think.”")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The pit is dry now,” said Ida Berg, adding that it was deep.", "Ida Berg"),
        ("Berg (D), a friend of the board, praised Holm for it, saying that he was brave.", "Berg"),
        ("Berg and Holm have both said the pit was dry.", "Berg and Holm"),
        ("Holm who doubles as chairman believes that the pit is dry.", "Holm"),
        ("Two days after the flood at Lund, the deputy, Ida Berg, said the pit was dry.", "Ida Berg"),
        ("Sunday Berg said the pit was dry.", "Sunday Berg"),
        ("Jon Holm, a member of the board close to Berg repeated it in May and said the pit was dry.", "Jon Holm"),
    ],
)  # fmt: skip
def test_a_verb_far_from_its_subject(text, speaker):
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The pit is dry, Jon Holm, head of the mine, a small one in Lund told the Echo.",
            ("Jon Holm", "The pit is dry"),
        ),
        ("The mine has long argued that the pit was dry.", ("The mine", "that the pit was dry")),
        (
            "Berg and her engineers asked for help in May. “The pit is dry,” they said.",
            ("Berg and her engineers", "“The pit is dry,”"),
        ),
    ],
)  # fmt: skip
def test_the_speaker_of_the_last_words(text, expected):
    assert said(text)[-1] == expected


@pytest.mark.parametrize("pronoun", ["he", "she", "it", "they"])
@pytest.mark.parametrize("mention", ["The", "A", "Mr.", "the", "The The", "and She", "The and A", "", "–", "“The"])
def test_any_mention_fits_a_pronoun_or_not(pronoun, mention):
    assert Agreement("The Berming said no. She left.").fits(pronoun, mention) in {True, False}
