"""Numbers told as none: "no officer", "none of the residents", "void of any elements", "did not see any"."""

from __future__ import annotations

from analysis.measures.framing.mentions.counted_nouns import Phrases

ZERO = frozenset("no none nobody".split())
NO_COUNT = frozenset(  # "no" with these says nothing of a number
    "doubt longer matter way idea more less better need wonder question means other such reason sense use point "
    "surprise worse fewer further later sooner good different stranger secret exception fault thanks comment harm time "
    "place room chance choice easy intention desire interest ambiguity relation coincidence particular the "
    "kind sort nothing long big great real clear immediate longest".split()
)
EMPTY_OF = frozenset("void devoid free empty bereft".split())
_DENYING = frozenset("not never nor neither without cannot hardly denied deny denies denying lack lacks lacked".split())
ANYONE = frozenset("anyone anybody".split())
_DENIES = frozenset("deny denies denied denying".split())
_REACH = 5  # words from a negator to its "any"


def denied_any(words: Phrases, row: int) -> int:
    """Return the row where the denial of "any" begins: of "void" in "void of any elements"; -1 where none is.

    A negator has to be in the same clause, at most `_REACH` words before it.
    """
    before = words.preceding(row, _REACH)
    for back, term in enumerate(reversed(before), start=1):
        if term in EMPTY_OF and back == 2 and before[-1] in ("of", "from"):
            return row - back
        if term in _DENYING or term.endswith("n't"):
            return row - back
        if term in ("if", "whether", "but", "that", "and", "because"):
            return -1
    return -1


def denied_anyone(words: Phrases, row: int) -> int:
    """Return the row of the denial in "denied that anyone"; -1 where none is right before.

    What is denied is paraphrase, so the verb may be in another segment.
    """
    back = 2 if row > 1 and words.term(row - 1) == "that" else 1
    if row < back or words.term(row - back) not in _DENIES or words.doc_ids[row - back] != words.doc_ids[row]:
        return -1
    return row - back if all(words.gap(k) in (" ", "\n") for k in range(row - back, row)) else -1
