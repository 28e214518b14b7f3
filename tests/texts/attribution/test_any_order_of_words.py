"""What holds whatever stands beside what: words of every class, marks, names and labels in any order."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from analysis.texts.attribution.voices import segment
from analysis.texts.segmentation.sentences import sentences

CLASSES = (
    "the|a|An|this|his|Their|many|no|10,000|several",
    "he|She|they|It|we|I|who|What|everybody|nobody",
    "Mr.|Dr.|Lt. Gen.|the minister|Mayor|spokeswoman|sources|officials",
    "Ann|Roe|Will|May|Al-Amin|O’Neil|de Vos|US|AT&T|Smith Jr.|J.|İnci|ﬁnn",
    "town|rocket|residents|statement|court|week|poll",
    "fell|was|will|had been|do|closed|never|not",
    "said|says that|told|according to|denied|is said to|reported|wants|asked whether|insists|quoted|as|called",
    "and|but|that|to|of|on|after|before|when|if|because|since|while|however|later",
    ".|,|;|:|!|?|…|. . .|—| – |--|?”|,”|.’",
    "“|”|\"|'|‘|’|«|»|„|''|’s|” “|&quot;",
    "(|)|[...]|(sic)|[1]|(AP)|&amp;|</a>|(R-Ohio)",
    "\n|\n\n|\n \n|\r\n|\t|\u2028|\u00a0|\u200b",
    "\nQ: |\nA: |\nROE: |\nAnn Lee: |\nMR. VOS (via video): |\n[Crosstalk] |\nHost: ",
    "\n- |\n• |\n1. |\n(a) |\n— |\n> |\n– “",
    "\nBy Ann Lee\n|OSLO (AP) — |\nRead more: |\nPhoto: |\nComments\n|5 March 2020|@roe|https://a.example/b",
)
WORDS = st.sampled_from([word for line in CLASSES for word in line.split("|")])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", ""])), max_size=60).map(
    lambda drawn: "".join(word + gap for word, gap in drawn)
)


@given(TEXTS)
@example("insists; ,”")
@example("“No,” said the. “Yes,” she said (AP).\n\nROE: ")
def test_segments_cover_the_text_and_name_what_is_in_it(text):
    at = 0
    for start, end, _, voice, speaker, cue in segment(text):
        assert start == at < end
        at = end
        assert text[start:end].strip() or voice == "author"
        assert not (speaker or cue) or voice != "author"
        assert speaker in text and cue in text and speaker == speaker.strip()
        assert not speaker or any(sign.isalnum() for sign in speaker)
    assert at == len(text)


@given(TEXTS)
def test_sentences_hold_all_but_white_space_in_order(text):
    spans = sentences(text)
    assert all(last <= start < end for (_, last), (start, end) in zip([(0, 0), *spans], spans, strict=False))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
