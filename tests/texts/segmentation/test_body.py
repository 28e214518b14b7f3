"""Prose is body, however short and whatever it begins with, wherever it is on the page."""

import pytest

from tests.texts.segmentation.pages import HEAD, LEAD, NEXT, part_of

SENTENCES = """She left.
“No.”
Nobody knows why.
Source: a clerk who asked not to be named.
Sources say the lock will shut.
By noon it was over.
Photos of the lock were shown in court.
Watch: that was all she said.
More: that is what they want.
Read the rules, she said.
Related crimes fell.
Sign up, they were told.
Comments from the crews were few.
Clarification came at noon.
Topics: bread, salt and ice.
Copyright law is old.
Reporting by hand takes days.
With reports of ice, the keeper shut the gate.
Ida Wells smiled.
Ida Wells is dead.
Ida Wells covers her ears.
Ida Wells can be reached by boat only.
The author is a coward.
AP reported it first.
The Associated Press saw the letter.
On May 3, 2021, it froze.
At 10:15 a.m. the gate broke.
Five hours ago she was alive.
Updated rules came in May.
NATO: that is the word he used.
USA: nine; Norway: three.
“Where is it?” she asked (again).
(Nobody laughed.)
But who pays for it all?
1. The lock is shut.
• The lock is shut;
Advertisements for bread are banned.
Home is far.
Print is dead.
Ends meet at last.
Listen to the ice.
Get in touch with your mates, he said.
Contact was lost.
Letters may be burned.
Body and soul were one.
From: nobody knew.
Regards were sent.
The report was amended in May by the clerk of the lock.
An earlier version of the gate was wood.
This is a breaking point in the story.
Illustration of the point came fast.
Credit: that is what they want.
Re: the lock. That was the subject.
Already a member, she was let in.
Presented by the mayor, the plan failed.""".splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_body_wherever_it_is(sentence):
    for page in (
        [HEAD, NEXT, sentence, LEAD, NEXT],
        [HEAD, LEAD, NEXT, sentence],
        [HEAD, sentence, LEAD, NEXT],
    ):
        assert part_of(sentence, "\n\n".join(page), HEAD) == "body"
        assert part_of(sentence, "\n".join(page), HEAD) == "body"
    assert part_of(sentence, f"{sentence}\n\n{LEAD}\n\n{NEXT}") == "body"
