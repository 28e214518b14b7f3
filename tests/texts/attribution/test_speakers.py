"""Whose words: the subject of a cue behind titles, explanations, fronted phrases and clauses of its own."""

import pytest

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
        ("The engineer would not say whether the pit was dry.", "The engineer"),
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
