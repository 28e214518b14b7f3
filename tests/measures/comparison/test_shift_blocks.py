"""Items counted block by block shift as those of all texts at once, to the last bit."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis as same
from analysis.measures.comparison.shift_blocks import ItemRate, count_items, merge_items
from analysis.schema import InputError

KINDS = ("newswire", "advocacy")
TEXTS = [
    f"The {'brutal ' * (k % 3)}regime {'lied, a massacre. It ' * (k % 4)}left. "
    f"“No {'regime' if k % 2 else 'war'} fell,” Ann Lee said{' in May' * (k % 5)}."
    for k in range(40)
]
DOCUMENTS = pd.DataFrame(
    {
        "doc_id": [f"t{k}" for k in range(42)],
        "text": [*TEXTS, "–", ""],
        "source_type": [KINDS[k % 4 // 2] for k in range(42)],
        "date": [f"{1 + k % 28} May 2024" for k in range(42)],
    }
)
LEXICON = same.read_lexicon()
SCORES = pd.DataFrame({"term": ["regime", "war", "a", "never"], "score": [1.0, 3.0, 2.0, 9.0]})


def quantity_of(segments, of):
    if of in ("entry", "category"):
        return same.MarkerRate(same.markers(segments, LEXICON), of)
    return same.MeanScore(SCORES) if of == "scores" else same.WordUse(of)


@pytest.mark.parametrize("of", ["entry", "category", "scores", "proportion", "entropy", "divergence"])
@pytest.mark.parametrize(("voice", "by", "target"), [("author", "source_type", "newswire"), ("all", "voice", "direct")])
@pytest.mark.parametrize("size", [1, 15])
def test_blocks_of_any_size_make_the_same_shift(of, voice, by, target, size):
    chosen = {"voice": voice, "part": "body"}
    segments = same.voices(DOCUMENTS)
    counts = same.count(segments, DOCUMENTS).select(**chosen)
    whole = same.wordshift(counts, quantity_of(segments, of), by=by, target=target)
    assert whole["contribution"].any() and (of in ("entropy", "divergence") or whole["contribution_low"].notna().any())
    blocks = []
    for first in range(0, len(DOCUMENTS), size):
        block = DOCUMENTS[first : first + size]
        cut = same.voices(block)
        blocks.append(count_items(cut, block, quantity_of(cut, of), **chosen))
    merged = merge_items(blocks, **chosen)
    assert merged.documents["date"].iloc[0] == "2024-05-01"
    quantity = ItemRate() if of in ("entry", "category") else quantity_of(segments, of)
    pd.testing.assert_frame_equal(same.wordshift(merged, quantity, by=by, target=target), whole, check_exact=True)


def test_a_block_without_a_word_is_kept_and_none_with_one_is_an_error():
    chosen = {"voice": "author", "part": "body"}
    blocks = [
        count_items(same.voices(block), block, same.WordUse("entropy"), **chosen)
        for block in (DOCUMENTS[40:], DOCUMENTS[:1])
    ]
    assert merge_items(blocks, **chosen).documents["doc_id"].tolist() == ["t40", "t41", "t0"]
    with pytest.raises(InputError, match="no text has a word in part body, voice author"):
        merge_items(blocks[:1], **chosen)
    with pytest.raises(InputError, match="the doc_id t0 occurs twice"):
        merge_items([*blocks, blocks[1]], **chosen)
