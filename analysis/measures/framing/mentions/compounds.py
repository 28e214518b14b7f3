"""Adjectives made of a name: "London-based", "US-led". The name in them is their first part."""

from __future__ import annotations

from functools import lru_cache

from analysis.measures.framing.mentions.name_weights import Scores, weighed

_OF_PLACES = frozenset("based headquartered born bound area".split())
_MADE_WITH = _OF_PLACES | frozenset(
    "led backed run held owned funded financed sponsored supported controlled dominated occupied "
    "administered ruled aligned allied linked affiliated brokered mediated imposed trained educated registered listed "
    "made built style friendly inspired supplied drafted appointed annexed".split()
)
_HYPHENS = "-‐‑"
_KNOWN = 100_000


@lru_cache(_KNOWN)
def is_adjective(term: str) -> bool:
    """Return whether a term is an adjective made of what is before its last hyphen.

    >>> [is_adjective(term) for term in ("london-based", "al-amin", "camp", "-led")]
    [True, False, False, False]
    """
    name, _, made = term.rpartition("-")
    return bool(name) and made in _MADE_WITH


def name_in(written: str) -> str:
    """Return what is before the last hyphen of such an adjective, as written.

    >>> name_in("New York-based")
    'New York'
    """
    return written[: max(written.rfind(sign) for sign in _HYPHENS)]


def adjective_scores(term: str) -> Scores:
    """Return for each kind how much what an adjective is made with speaks for it: "-based" for a place, as "in" does.

    The words around it are of the noun that it goes with, and say nothing of the name.
    """
    return weighed(["in before"] if term.rpartition("-")[2] in _OF_PLACES else [])
