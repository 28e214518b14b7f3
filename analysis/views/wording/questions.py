"""Every question that sentences answer, by its name, and `tell`, which notebooks call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.views.wording import corpus, voices
from analysis.views.wording.told import Told

QUESTIONS: dict[str, Callable[[Any], list[str]]] = {
    "texts": corpus.the_texts,
    "limits": corpus.limits,
    "who-is-speaking": voices.who_is_speaking,
    "difference-of-groups": voices.difference_of_groups,
    "parts": voices.parts_of_pages,
    "who-is-quoted": voices.who_is_quoted,
    "who-is-paraphrased": voices.who_is_paraphrased,
    "words-of-others": voices.words_of_others,
    "scare-quotes": voices.scare_quotes,
    "hard-paraphrase": voices.hard_paraphrase,
}


def tell(question: str, story: Story) -> Told:
    """Return what a corpus says to a question, in sentences that are made by rule from its own tables.

    Each sentence is true of the tables that the notebooks show. Where the question does not apply (there is one group,
    nothing is coded, nobody is quoted) a sentence says so.

    Parameters
    ----------
    question
        A key of `QUESTIONS`.
    story
        The corpus.

    Raises
    ------
    InputError
        If there is no such question; the message lists those there are.

    See Also
    --------
    picture : a figure in place of sentences.

    Examples
    --------
    >>> import analysis as same
    >>> same.tell("scare-quotes", same.read_story("data/raw"))
    5 pairs of quotation marks keep a word at a distance; these words stay in the author's voice.
    """
    if question not in QUESTIONS:
        raise InputError(f"there is no question {question!r}; there are: {', '.join(sorted(QUESTIONS))}")
    return Told(tuple(QUESTIONS[question](story)))
