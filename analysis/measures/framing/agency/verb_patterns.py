"""What may follow which verbs: a clause, another verb, a name; no object at all."""

from __future__ import annotations

# Verbs that a clause may follow without "that": "said the dam had burst".
TAKES_CLAUSE = frozenset(
    "say think believe know feel hope claim argue insist suggest admit deny fear suspect guess assume imagine wish "
    "warn tell report announce add explain predict understand mean realise realize decide agree conclude doubt expect "
    "bet swear show find hear see ensure pretend figure remember forget notice learn promise note state reply inform "
    "acknowledge confirm declare estimate indicate maintain reckon stress write pray".split()
)
# Verbs that are followed by what the subject is, or by a clause, never by what is acted upon.
NO_OBJECT = frozenset(
    "become remain seem appear think suppose hope wonder agree arrive belong come go happen occur exist emerge "
    "live".split()
)
# Verbs whose object another verb may follow: "saw the men leave", "let it go", "had the dam built".
SEES = frozenset("see hear find show feel notice watch have get make let keep leave want like help".split())
# Verbs that take a name or a word for their object after it: "which they call the Globe".
NAMES = frozenset("call name consider dub term label deem".split())
# Verbs of moving and looking: what "up" or "down" brings after them says where.
ALONG = frozenset(
    "look go come walk run stand sit fall climb jump head wander lie move drive ride fly march step slip slide roll "
    "race rush gaze stare peer glance float drift swim sail travel crawl creep wait grow get".split()
)
