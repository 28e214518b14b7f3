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
# Nouns whose content "that" may tell: "the fact that".
CONTENT = frozenset(
    "fact idea claim belief view evidence difference news report theory notion hope fear suggestion sign sense way "
    "time day year moment reason doubt proof feeling impression conclusion assumption statement allegation bit extent "
    "condition rule principle possibility chance risk danger thought knowledge message warning argument case point "
    "effect result degree conviction opinion accusation charge promise demand requirement agreement decision".split()
)
# Verbs whose forms of the present are never nouns: "residents say".
NEVER_NOUNS = frozenset(
    "accuse acquire admit allege allow announce apologise apologize argue arrive assert become begin behave believe "
    "bring carry complain condemn confirm confiscate contain continue contradict criticise criticize declare denounce "
    "deny depict deploy deprive describe deserve destroy detain eat eliminate emerge employ enable encourage enforce "
    "enjoy ensure enter evict exist expect expel explain exploit forbid forget happen humiliate identify ignore "
    "imprison include inform insist interrogate intervene invade join justify kill know learn maintain marry occupy "
    "occur operate oppose oppress participate perish persecute prevent prohibit prosecute provide publish pursue "
    "react receive recognise recognize reject remain remember remind remove resign respond reveal say seem seize send "
    "serve specialise starve suffer suggest suppress tell tend think threaten undermine understand vanish violate "
    "warn weaken write".split()
)
