"""Every question that sentences answer, by its name, and `tell`, which notebooks call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.views.wording import (
    acts,
    comparison,
    corpus,
    framed,
    loaded,
    measured,
    mentioned,
    speaking,
    trust,
    voices,
    words,
)
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
    "common-words": words.common_words,
    "spread": words.spread,
    "pairs": words.pairs,
    "marks": words.marks,
    "marks-of-others": words.marks_of_others,
    "alike": words.alike,
    "shared-passages": words.passages,
    "key-words": comparison.key_words,
    "how-sure": comparison.how_sure,
    "scores-differ": comparison.scores_differ,
    "key-words-by-voice": comparison.key_words_by_voice,
    "loaded-words": loaded.loaded_words,
    "loaded-voices": loaded.loaded_voices,
    "loaded-kinds": loaded.loaded_kinds,
    "most-loaded": loaded.most_loaded,
    "names": loaded.names_of_actors,
    "how-acts-are-told": acts.how_acts_are_told,
    "passives": acts.passives,
    "who-acts": acts.who_acts,
    "who-gets-to-speak": speaking.who_gets_to_speak,
    "quoted-or-paraphrased": speaking.quoted_or_paraphrased,
    "anonymous": speaking.anonymous,
    "cues": speaking.cues,
    "through-others": speaking.through_others,
    "last-word": speaking.last_word,
    "what-is-told": mentioned.what_is_told,
    "what-is-left-out": mentioned.what_is_left_out,
    "how-early": mentioned.how_early,
    "numbers-and-denials": mentioned.numbers_and_denials,
    "frames": framed.above_ordinary,
    "frames-by-voice": framed.whose_frames,
    "frames-differ": framed.frames_differ,
    "what-holds": trust.what_holds,
    "shares-with-errors": measured.shares_with_errors,
    "rates-with-errors": measured.rates_with_errors,
    "own-uses-at-worst": measured.own_uses_at_worst,
    "enough-texts": measured.enough_texts,
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
