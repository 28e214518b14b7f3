from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED, words_by_side
from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.actors import read_actors
from analysis.texts.readers.corpus import read_corpus
from analysis.texts.readers.installation import HOME as CHECKOUT

CODING = pd.read_csv(CHECKOUT / "data" / "speakers.csv", keep_default_na=False)


def sources(*rows):
    """Give rows of table sources: doc_id, speaker, n_words, voice."""
    table = pd.DataFrame(rows, columns=["doc_id", "speaker", "n_words", "voice"])
    return table.assign(**{name: "" for name in COLUMNS["sources"] if name not in table})


DOCUMENTS = pd.DataFrame({"doc_id": ["a", "b", "c"], "source_type": ["x", "x", "y"]})
SIDES = pd.DataFrame({"doc_id": ["a", "b"], "speaker": ["Ann", "Ann"], "side": ["red", "blue"]})


def test_words_by_side_worked_by_hand():
    table = words_by_side(
        sources(
            ("a", "Ann", 3, "direct"),
            ("a", "Ann", 9, "indirect"),
            ("a", "", 1, "direct"),
            ("b", "Ann", 4, "direct"),
            ("c", "Bo", 5, "direct"),
        ),
        SIDES,
        DOCUMENTS,
    )
    assert table.to_numpy().tolist() == [
        ["x", "blue", 1, 4, 8, 4 / 8, 1, 2],
        ["x", "red", 1, 3, 8, 3 / 8, 1, 2],
        ["x", NO_SPEAKER, 1, 1, 8, 1 / 8, 1, 2],
        ["y", SIDE_NOT_CODED, 1, 5, 5, 1, 1, 1],
    ]


def test_paraphrase_alone_and_both_together():
    rows = sources(("a", "Ann", 3, "direct"), ("a", "Ann", 9, "indirect"), ("a", "Bo", 4, "indirect"))
    told = words_by_side(rows, SIDES, DOCUMENTS, voice="indirect")
    assert told[["side", "n_words", "total"]].to_numpy().tolist() == [["red", 9, 13], [SIDE_NOT_CODED, 4, 13]]
    both = words_by_side(rows, SIDES, DOCUMENTS, voice="all")
    assert both[["side", "n_words", "total"]].to_numpy().tolist() == [["red", 12, 16], [SIDE_NOT_CODED, 4, 16]]
    with pytest.raises(InputError, match="direct, indirect, all"):
        words_by_side(rows, SIDES, DOCUMENTS, voice="author")


def test_nobody_quoted_gives_no_row():
    assert words_by_side(sources(), SIDES, DOCUMENTS).empty


def test_a_speaker_coded_twice_is_refused():
    with pytest.raises(InputError, match="'Ann' of a twice"):
        words_by_side(sources(), pd.concat([SIDES, SIDES]), DOCUMENTS)
    with pytest.raises(InputError, match="column side"):
        words_by_side(sources(), SIDES.drop(columns="side"), DOCUMENTS)


def test_every_speaker_of_the_five_texts_is_coded_on_words_that_stand_in_the_text():
    from analysis.measures.sources.attributed import sources as find_sources
    from analysis.texts.attribution.voices import voices
    from analysis.texts.readers.lexicon import read_cues

    documents = read_corpus()
    found = find_sources(voices(documents), read_actors(), read_cues())
    found = found[found["speaker"] != ""]
    coded = set(zip(CODING["doc_id"], CODING["speaker"], strict=True))
    quoted = found[found["voice"] == "direct"]
    assert set(zip(quoted["doc_id"], quoted["speaker"], strict=True)) <= coded
    assert coded <= set(zip(found["doc_id"], found["speaker"], strict=True))
    # What is left names a thing and nobody ("information obtained"): the rules took it for a speaker.
    left = [key not in coded for key in zip(found["doc_id"], found["speaker"], strict=True)]
    assert found.loc[left, "n_words"].sum() < 0.06 * found["n_words"].sum()
    text = dict(zip(documents["doc_id"], documents["text"], strict=True))
    for row in CODING.itertuples():
        assert row.ground and row.ground in text[row.doc_id], row.ground
