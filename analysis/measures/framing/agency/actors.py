"""Which actor a noun phrase names: by the names in its head, or in what its head is a part of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

import pandas as pd

# Heads that stand for whom "of" or a possessive names: "members of the union", "the union's leaders".
_PARTS = frozenset(
    "member members number numbers group groups handful dozen dozens hundred hundreds thousand thousands most many "
    "some all any each both one several majority rest remnants force forces troop troops soldier soldiers army militia "
    "militias police fighter fighters gunman gunmen agent agents operative operatives official officials officer "
    "officers authority authorities leader leaders leadership head chief commander commanders representative "
    "representatives supporter supporters resident residents government regime".split()
)
_HEAD_ENDS = re.compile(r",|\s(?:of|in|at|from|for|on|to|with|by|who|whom|which|that|near|inside|outside|against)\s")
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


class NamedActors:
    """The names of the actors in some texts, to be looked up by place.

    Parameters
    ----------
    names
        Table `names`.
    """

    def __init__(self, names: pd.DataFrame) -> None:
        places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        columns = (names[column].tolist() for column in ("doc_id", "start", "end", "actor"))
        for doc_id, start, end, actor in zip(*columns, strict=True):
            places[doc_id].append((int(start), int(end), str(actor)))
        self._places = {doc_id: sorted(found) for doc_id, found in places.items()}

    def of(self, doc_id: str, place: tuple[int, int], phrase: str) -> str:
        """Return the actor that a phrase names, "" where its head is no name.

        Parameters
        ----------
        doc_id, place
            The text, and where in it the phrase is.
        phrase
            Its text.

        Notes
        -----
        The head is the last word before a preposition, a relative pronoun or a comma. It names an actor where a name
        covers it ("Iraqi forces"), or where it only says what part of the actor is meant ("members of the PMOI"). In
        "the regime's media" the head is the media, and nobody of the list.
        """
        found = self._within(doc_id, *place)
        if not found:
            return ""
        end = _HEAD_ENDS.search(phrase)
        heads = list(_WORD.finditer(phrase, 0, end.start() if end else len(phrase)))
        if not heads:
            return ""
        head = heads[-1]
        at, last = place[0] + head.start(), place[0] + head.end()
        for start, stop, actor in found:
            if start <= at and last <= stop + 1:
                return actor
        if head.group().lower() not in _PARTS:
            return ""
        after = phrase[end.start() : end.end()].strip() == "of" if end else False
        following = [actor for start, _, actor in found if end and start >= place[0] + end.end()] if after else []
        before = [actor for start, stop, actor in found if stop <= at]
        return following[0] if following else before[-1] if before else ""

    def _within(self, doc_id: str, start: int, end: int) -> list[tuple[int, int, str]]:
        places = self._places.get(doc_id, [])
        first = bisect_left(places, (start, 0, ""))
        return [one for one in places[first : bisect_left(places, (end, 0, ""))] if one[1] <= end + 1]
