"""Sentences worded by rule: true of small corpora whose numbers are known, and never empty."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis as same
from analysis.schema import InputError
from analysis.views.wording.questions import QUESTIONS, tell
from analysis.views.wording.told import Told
from tests.shipped import shipped_story
from tests.views.book.made_corpora import CORPORA, made_story, text


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_in_sentences(question, corpus):
    sentences = tell(question, made_story(corpus)).sentences
    assert sentences and [one for one in sentences if not one.endswith(".") or one[:1].islower()] == []
    assert [one for one in sentences if "nan" in one.split()] == []


def test_how_much_is_attributed_is_that_of_the_table():
    """“We paid for it,” said Ann Roe. He left.: 4 of 9 words quoted."""
    texts = pd.DataFrame({"doc_id": ["a"], "text": ["“We paid for it,” said Ann Roe. He left."], "outlet": ["x"]})
    lists = (same.read_lexicon(), same.read_actors(documents=texts), same.read_cues(), same.read_categories())
    story = same.Story(texts, same.voices(texts), *lists, same.read_sides(documents=texts), by="outlet")
    first, last = tell("who-is-speaking", story).sentences
    assert first == (
        "In the one text, 44 % of 9 words are attributed to somebody: 44 % in quotation marks and 0 % in paraphrase."
    )
    assert last == "Quotation marks alone show 100 % of what is attributed."
    assert "Ann Roe" in tell("who-is-quoted", story).sentences[1]


def test_parts_that_would_not_add_up_have_a_digit_more():
    """32 % and 14 % are not 45 %: 31.6 and 13.8 are."""
    first = tell("who-is-speaking", shipped_story()).sentences[0]
    assert "45 % of 4,335 words" in first and "31.6 % in quotation marks and 13.8 % in paraphrase" in first


def test_with_texts_enough_the_key_word_is_the_first_by_its_interval_and_not_what_one_text_repeats():
    rows = [
        (f"{g}{i}", g, f"The {g}gate fell{' again' * 9 * (f'{g}{i}' == 'x0')}. It was late.")
        for g in "xy"
        for i in range(9)
    ]
    texts = pd.DataFrame(rows, columns=["doc_id", "outlet", "text"])
    lists = (same.read_lexicon(), same.read_actors(documents=texts), same.read_cues(), same.read_categories())
    sides = same.read_sides(documents=texts)
    story = same.Story(texts, same.voices(texts), *lists, sides, by="outlet", target="x")
    assert story.key_words()["term"].iloc[0] == "again"
    first, second, third = tell("key-words", story).sentences
    assert first.startswith("The word that most surely marks x is “xgate”, at least ")
    assert first.endswith(" times as frequent there (q < 0.001): 9 uses in 63 words, against 0 in 54.")
    assert "“ygate”" in second and "a test over texts" in third
    story.made["key_words"] = story.key_words().assign(q=0.13)
    assert tell("key-words", story).sentences[:2] == (
        "No word is surely more frequent in x, by interval and test over texts.",
        "No word is surely more frequent in the other texts, by interval and test over texts.",
    )


def test_two_texts_of_two_groups_are_named_with_their_limits():
    story = made_story("two texts")
    said = "\n".join(tell("limits", story).sentences)
    assert "A group with a single text is that text: Herald and Post." in said
    assert "Their dates run from 2024-03-01 to 2024-03-02." in tell("texts", story).sentences
    assert "no text has a date" in tell("texts", made_story("one group")).sentences[-1].lower()


def test_with_many_groups_the_ends_are_named_and_the_others_counted():
    story = made_story("seven groups")
    shares = 1 - story.voice_findings().query("voice == 'author'").set_index("group")["share"]
    first = tell("who-is-speaking", story).sentences[0]
    assert shares.idxmax() in first and shares.idxmin() in first and "the other 5 groups are between" in first


def test_groups_that_share_the_lowest_value_are_all_named():
    """Two of five groups quote: half of the words in a, four of nine in b; c, d and e have none."""
    texts = ["“We pay,” he said.", "“We paid for it,” said Ann Roe. He left.", *["It rained."] * 3]
    corpus = pd.DataFrame({"doc_id": list("abcde"), "text": texts, "outlet": list("abcde")})
    lists = (same.read_lexicon(), same.read_actors(documents=corpus), same.read_cues(), same.read_categories())
    story = same.Story(corpus, same.voices(corpus), *lists, same.read_sides(documents=corpus), by="outlet")
    assert tell("who-is-speaking", story).sentences[0] == (
        "The share of words attributed to somebody is highest in a (50 % of 4 words) and lowest in c, d and e "
        "(0 % of 6 words); the other group is between."
    )


def test_a_difference_is_too_small_to_read_where_two_errors_could_make_it():
    """Post has 28 quoted words of 119 and Herald 9 of 107; the errors move quotation by 6 % of a share at most."""
    *shares, moved, quotation, paraphrase = tell("shares-with-errors", made_story("two texts")).sentences
    assert [one[:12] for one in shares] == ["In Herald, 8", "In Post, 24 "]
    assert "paraphrase by up to 6 percentage points" in moved
    assert quotation.endswith("15 percentage points: more than two such errors make.")
    assert paraphrase.endswith("2 percentage points: two such errors could make it.")


def test_own_words_at_worst_are_a_sixth_fewer():
    """All 12 “said” are an author's; 15.6 % of 12 are 1.9."""
    said = tell("own-uses-at-worst", made_story("one group")).sentences
    assert (
        said[-1] == "The most frequent is “said”: 12 of 12 uses are an author's own as counted, and about 10 at worst."
    )


def test_texts_that_repeat_each_other_are_counted_and_the_smallest_p_is_told():
    assert tell("enough-texts", made_story("one group")).sentences[-1].startswith("2 of 4 texts repeat an earlier one")
    texts = pd.DataFrame({"doc_id": list("abc"), "text": [text(0), text(0), text(1)], "outlet": "x"})
    lists = (same.read_lexicon(), same.read_actors(documents=texts), same.read_cues(), same.read_categories())
    one = same.Story(texts, same.voices(texts), *lists, same.read_sides(documents=texts), by="outlet")
    assert tell("enough-texts", one).sentences[-1].startswith("1 of 3 texts repeats an earlier one and is not")
    first, last = tell("enough-texts", made_story("two texts")).sentences
    assert "has a one-sided p of 0.5" in first and last.startswith("No text repeats another one")


def test_texts_without_a_group_are_on_neither_side_of_a_test(tmp_path):
    table = CORPORA["seven groups"].assign(outlet=["a", "b", *[""] * 12])
    table.to_csv(tmp_path / "texts.csv", index=False)
    story = same.read_story(tmp_path / "texts.csv", by="outlet")
    assert "there is 1 against 1;" in tell("enough-texts", story).sentences[0]


def test_what_a_text_holds_is_shown_as_typed():
    assert Told(("<b>&",)).html() == '<div class="ss-told mathjax_ignore"><p>&lt;b&gt;&amp;</p></div>'
    assert repr(Told(("a", "b"))) == "a\nb"


def test_an_unknown_question_is_told():
    with pytest.raises(InputError, match=r"there is no question 'who'; there are: .*limits"):
        tell("who", made_story("one group"))


def test_to_hold_under_every_choice_is_not_to_be_certain():
    few = tell("what-holds", shipped_story()).sentences
    assert "Too few texts for a test: it compares texts and needs at least 5 in each group" in " ".join(few)
    sample = same.read_story("data/sample")
    tested = same.finding_tests(sample)
    n, sure = len(tested), (tested["p"] <= 0.05).sum()
    (line,) = [one for one in tell("what-holds", sample).sentences if "not to be certain" in one]
    assert f"of {n} findings that set two rates apart, {sure} " in line and n > 3


def test_acts_are_told_by_group_with_their_forms_and_the_reason_for_no_test():
    first, second, harm = tell("how-acts-are-told", shipped_story()).sentences
    table = same.figure_table("who-does-what", shipped_story()).set_index(["verb_class", "voice", "group"])
    acts, nouns, passives = table.loc[("all", "author", "advocacy"), ["acts", "nouns", "without_agent"]]
    assert f"of the {acts} acts in the authors' own words are told by a noun ({nouns})" in first
    assert first.startswith("In advocacy, ") and first.endswith(f"or by a passive without an agent ({passives}).")
    assert second.startswith("In newswire, ")
    agency = shipped_story().agency.query("verb_class == 'harm' and part == 'body'")
    by_noun = (agency["form"] == "nominal").sum()
    assert harm.endswith(f"are told {len(agency)} times: {by_noun} by a noun, {len(agency) - by_noun} by a verb.")
    assert tell("passives", shipped_story()).sentences[-1].endswith("there are 4 against 1.")
    of_verbs, _, of_harm = tell("who-acts", shipped_story()).sentences
    assert "PMOI acts in" in of_verbs and "Camp residents acts in 1 and is acted upon in" in of_harm


def test_a_difference_of_passives_is_told_with_its_interval_where_there_are_texts_enough():
    active, passive = "The union warned the port. " * 4, "The port was warned. " * 4
    rows = [
        (f"{g}{i}", g, active + passive * (g == "x") + "A boat was lost. " * (i % 2)) for g in "xy" for i in range(9)
    ]
    texts = pd.DataFrame(rows, columns=["doc_id", "outlet", "text"])
    lists = (same.read_lexicon(), same.read_actors(documents=texts), same.read_cues(), same.read_categories())
    story = same.Story(texts, same.voices(texts), *lists, same.read_sides(documents=texts), by="outlet", target="x")
    last = tell("passives", story).sentences[-1]
    assert last.startswith("x has more passives than the other texts, by ") and last.endswith("at 95 % (p < 0.001).")
    assert "no list of actors" in tell("who-acts", story).sentences[0]


def test_a_denial_is_told_with_its_places_and_the_texts_that_mention_neither():
    found = "A mayor said twelve armed guards came. The council dismissed the report of armed guards as invention."
    texts = pd.DataFrame({"doc_id": ["a", "b"], "text": [found, "It rained in Oslo."], "outlet": ["x", "y"]})
    lists = (same.read_lexicon(), same.read_actors(documents=texts), same.read_cues(), same.read_categories())
    story = same.Story(texts, same.voices(texts), *lists, same.read_sides(documents=texts), by="outlet")
    first, second, third = tell("numbers-and-denials", story).sentences
    start, verb = found.index("twelve"), found.index("dismissed")
    assert first.startswith("“twelve armed guards” is told in 1 of 2 texts, first in a at characters")
    assert f"{start} to {start + 19}, in paraphrase" in first
    assert second == f"It is denied in a: “dismissed” at {verb} to {verb + 9}, by The council."
    assert third == "Neither the number nor a denial of it is found in 1 text: b."
    left_out = tell("what-is-left-out", story).sentences
    assert left_out[0].startswith("The text a does not mention “Oslo”; the first of these is in 1 of 1 other text")


def test_of_the_five_texts_one_tells_the_officers_and_who_denies_them():
    first, second, third, _ = tell("numbers-and-denials", shipped_story()).sentences
    assert first.startswith(
        "“Twenty Iranian intelligence officers” is told in 1 of 5 texts, first in aswat-families at"
    )
    assert "characters 166 to 202" in first and "a PMOI source" in first
    assert "“rejects” at 91 to 98, by Iraq" in second and "“dismissed” at 879 to 888, by an official security" in second
    assert third.count("ncri-") == 4


def test_frames_of_the_five_texts_are_told_with_their_counts_and_without_a_test():
    first, second = tell("frames", shipped_story()).sentences
    assert first == (
        "In advocacy, conflict is furthest above ordinary news: 10.6 of its words per 1,000 (46 in 4,335), where "
        "ordinary news has 6.5. By the rule of the suite, 3 of 4 texts have this frame."
    )
    assert second.startswith("In newswire, conflict is furthest above ordinary news: 10.1") and "(3 in 297)" in second
    assert tell("frames-by-voice", shipped_story()).sentences == (
        "In advocacy, 18 of the 46 words of conflict are the authors' own; 28 are quoted or paraphrased.",
    )
    assert tell("frames-differ", shipped_story()).sentences == (
        "A difference is not tested here: 4 texts of advocacy against 1 of the rest, where each side needs 5.",
    )


def framed(texts):
    """Return a story of texts of two outlets, their frames by two words."""
    rows = [(f"{outlet}{n}", outlet, said) for outlet, some in texts.items() for n, said in enumerate(some)]
    documents = pd.DataFrame(rows, columns=["doc_id", "outlet", "text"])
    of_frames = [("quarrel*", "conflict", "generic", 10.0), ("widow*", "human_interest", "generic", 100.0)]
    entries = pd.DataFrame(of_frames, columns=["entry", "frame", "scheme", "usual"])
    lists = (same.read_lexicon(), same.read_actors(documents=documents), same.read_cues(), same.read_categories())
    sides = same.read_sides(documents=documents)
    story = same.Story(documents, same.voices(documents), *lists, sides, by="outlet", target="x", frame_lexicon=entries)
    return story


def test_groups_with_texts_enough_are_tested_and_a_frame_below_ordinary_news_is_said_to_be_so():
    story = framed({"x": ["They quarrel over a tree."] * 7, "y": ["They sat under a tree all day."] * 9 + ["Widow!"]})
    first, second = tell("frames", story).sentences
    assert first.startswith("In x, conflict is furthest above ordinary news: 200.0 of its words per 1,000 (7 in 35)")
    assert second == (
        "In y, no generic frame is above ordinary news. Human interest is nearest: 15.6 of its words per 1,000 (1 in "
        "64), where ordinary news has 100.0."
    )
    (differ,) = tell("frames-differ", story).sentences
    assert differ.startswith(
        "By a test over texts, x differs from the rest in words of conflict (200.0 against 0.0 per"
    )
    alike = framed({one: ["They quarrel over a tree."] * 6 for one in "xy"})
    assert (
        tell("frames-differ", alike).sentences[0].startswith("No generic frame differs surely between x and the rest")
    )
