"""Captions, links, forms, corrections and comments by the phrase they begin with; and prose that begins so too."""

import pytest

from tests.texts.segmentation.pages import HEAD, LEAD, NEXT, part_of, parted

LINES = {
    "caption": [
        "CAPTION: Keeper Ida Wells and two mates on the upper gate of the old lock at Bergen on Jan. 7, 2019, "
        "two hours before the first barge of the year went through to the sea with salt for the herring boats.",
        "Photograph: Ida Wells/River Pictures",
        "(Photo by Ida Wells)",
        "Image: River Board",
        "The upper gate in January. Photo: Ida Wells",
        "A mate on the ice [Ida Wells/Getty Images]",
        "The upper gate in January (AP)",
        "FILE - Keeper Ida Wells stands on the upper gate in 2019.",
        "The upper gate. [Ida Wells/Reuters]",
        "The upper gate in January © AFP",
        "The upper gate in January. Credit: Ida Wells",
        "Image caption, The upper gate in January",
        "Image source, Getty Images",
        "GRAPHIC: Photo, The upper gate (Ida Wells)",
        "The lock keeper opened the gates on Tuesday and let the barges through",
    ],
    "furniture": [
        "ALSO READ: Ice breaks on lake",
        "MORE: Ice breaks on lake",
        "Read more: Ice breaks on lake",
        "Related: Ice breaks on lake",
        "Watch: Ice breaks on lake",
        "Explainer: Why the ice breaks",
        "VIDEO: Ice breaks on lake",
        "• This article was amended on 9 June 2019.",
        "UPDATE: This story has been updated with a quote.",
        "Join us on Telegram",
        "Subject: Gates open",
        "Unsubscribe from this list",
        "This live page is now closed.",
        "Already a subscriber? Log in",
        "Listen to this article",
        "We use cookies to make the river better.",
        "READ NEXT: Ice breaks on lake, and so does the bridge",
        "Read more about the lake",
        "VIDEO SHOWS ICE BREAKING",
        "KEEPER WHO LET NINE BARGES PASS TELLS ALL",
        "CLICK HERE TO GET THE RIVER APP",
        "Sign up for our free weekly newsletter",
        "River Life: Sign up for our newsletter and get it in your inbox every Monday.",
        "By signing up you agree to our terms.",
        "Follow Ida Wells on Twitter: @idawells",
        "Ida Wells can be reached at ida@river.example.",
        "Contact Ida Wells at ida@river.example",
        "https://river.example/ice",
        "This is a breaking news story and will be updated.",
        "Share this article",
        "© 2019 River Post",
        "This article was amended on 9 June 2019. The lock is not in Oslo.",
        "An earlier version of this story gave the wrong year.",
        "Correction: June 9, 2019, Sunday",
        "Editor’s note: The keeper is a brother of the editor.",
        "FOR IMMEDIATE RELEASE",
        "LANGUAGE: ENGLISH",
        "SECTION: NEWS; Pg. 3",
        "Wells, Ida. The River Post; Bergen [Bergen]. 07 June 2019: A3.",
        "1 of 3 DOCUMENTS",
        "Were you there? Tell us what you saw by emailing river@post.example",
        "Send letters to river@post.example. Letters may be cut.",
        "Loading photo gallery",
        "Enlarge image",
        "Our standards: what we promise",
        "Length: 412 words",
    ],
}


@pytest.mark.parametrize(("part", "line"), [(part, line) for part, lines in LINES.items() for line in lines])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_line_between_paragraphs(part, line, gap):
    text = gap.join([HEAD, NEXT, line, LEAD, NEXT])
    assert part_of(line, text, HEAD) == part
    assert part_of(LEAD, text, HEAD) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "MORE than nine barges passed.",
        "Read more closely, the rules say nothing about ice.",
        "Watch the gates, she said.",
        "Follow the bank for a mile and you reach the lock.",
        "Correction officers walked out of the gaol.",
        "The article was read in every house along the river.",
        "Pictures of the ice hung in the inn.",
        "The picture was taken by a mate who had climbed the gate in the dark.",
        "Sign up or go home, the mates were told.",
        "Share prices of the salt firms rose.",
        "Language is a river, the keeper used to say.",
        "Contact with the upper lock was lost at noon.",
        "Support for the keeper grew in the villages, and journalism had no part in it.",
        "The video shows a gate that opens slowly.",
        "By clicking his tongue he agreed.",
        "Section 3 of the river act was read aloud.",
        "Loading took nine days.",
        "Enlarge the lock, the crews cried.",
        "Save the lock, the crews cried.",
        "Join the crews, the keeper said.",
        "The file was old: nobody had read it.",
        "Video of the gate was shown in court.",
    ],
)
def test_a_sentence_that_begins_in_the_same_way(line):
    assert part_of(line, f"{HEAD}\n\n{LEAD}\n\n{line}\n\n{NEXT}", HEAD) == "body"


def test_the_lines_below_read_more_are_links():
    text = f"{HEAD}\n\n{LEAD}\n\nRead more\n\nIce breaks on lake as bridge falls\n\n{NEXT}"
    assert [part for part, _ in parted(text, HEAD)] == ["headline", "body", "furniture", "body"]


def test_a_count_of_comments_above_the_text_makes_no_comment_of_it():
    assert part_of(LEAD, f"{HEAD}\n\n12 comments\n\n{LEAD}\n\n{NEXT}", HEAD) == "body"
    assert part_of("Well done.", f"{HEAD}\n\n{LEAD}\n\n{NEXT}\n\n12 comments\n\nWell done.", HEAD) == "comment"


def test_a_text_in_capitals_has_no_links_in_capitals():
    text = f"{HEAD}\n\n{LEAD}\n\nKEEPER WHO LET NINE BARGES PASS TELLS ALL\n\n{NEXT}".upper()
    assert "furniture" not in {part for part, _ in parted(text)}
