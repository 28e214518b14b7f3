"""The base form of a regular verb from its form in "-ed", "-ing" or "-s", by the spelling rules of English.

A guess for words that no table has: "killed" is of "kill", "stopped" of "stop", "denied" of "deny", "accused" of
"accuse". It misleads where spelling leaves the choice open and the verb is rare ("tinged", "bused").
"""

from __future__ import annotations

import re
from functools import lru_cache

_KNOWN = 50_000
_WITH_IE = frozenset("die lie tie vie belie untie underlie".split())
# What is left of the verb before "ed" or "ing", where the general rules below would go wrong.
_WITH_E = frozenset(
    "creat recreat complet delet deplet compet excret secret unit cit invit ignit incit excit recit reunit expedit "
    "extradit reignit tast wast past bast ach breath bath sooth cloth loath teeth welcom com becom overcom postpon "
    "condon telephon phon aton dethron ton clon ston hon own_ conven interven contraven interfer adher persever rever "
    "rescu argu valu su pursu continu issu plu hop cop rop scop slop grop hous hoard_ danc procur devot vot not quot "
    "promot denot demot scal impal inhal exhal regal handl ey dy bing singe_ ting hing cring swing_ lung sponge_ "
    "bereav leav deceiv breed_ rous arous espous dous hav giv liv driv danc com mak tak".split()
)
_WITHOUT_E = frozenset(
    "focus bias canvas chorus bus develop redevelop envelop gossip gallop worship equip kidnap hiccup pilot pivot "
    "ballot combat format honor favor labor monitor sponsor author tailor anchor harbor censor tutor mentor doctor "
    "armor color rumor mirror pastor motor parlor collar orphan murmur signal equal total rival initial medal "
    "pencil council bargain hang bang clang gang wing ping ring string sling bottom blossom fathom ransom custom "
    "accustom petrol symbol carol patrol control waltz blitz quiz quartz fold limit visit add err egg ebb odd "
    "happen open listen question mention abandon imprison poison reason summon pardon".split()
)
_E_ENDINGS = re.compile(
    r"(?:[cvuz]|[^s]s|[rdl]g|(?:[aeu]|i)ng(?<=.[^aeiou]...|..[aeiou]ng)|[aeiou]g|(?<![aeiou])[iou]l|[^aeiourwl]l"
    r"|(?<![aeo])ar|(?<![aeiou])[io]r|(?<!o)ur|(?<![aeou])in|(?<![aeiou])un|(?<![aeiou])[aiu]m|(?<![aeiou])em"
    r"|(?<![aeiou])[aeiou]d|(?<![eo])at|(?<![aeiou])ot|(?<![oi])ut|(?<![aeiou])[aeiou]k|(?<![aeiou])[aiouy]p"
    r"|(?<![aeiou])[aeiou]b|(?<![aeiou])[aei]f|[bct]r|(?<![aeiou])an)$"
)
_DOUBLED = re.compile(r"([bdgklmnprtv])\1$")
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(_KNOWN)
def base_form(word: str) -> str:
    """Return the base form of a regular verb from a word in "-ed", "-ing" or "-s"; any other word as it is.

    >>> [base_form(word) for word in ("killed", "stopped", "denied", "accused", "agreed", "attacking", "clashes")]
    ['kill', 'stop', 'deny', 'accuse', 'agree', 'attack', 'clash']
    """
    if word.endswith("ied"):
        return word[:-1] if word[:-1] in _WITH_IE else f"{word[:-3]}y"
    if word.endswith("eed"):
        return word[:-1]
    if word.endswith("ed"):
        return _of_stem(word[:-2])
    if word.endswith("ying") and f"{word[:-4]}ie" in _WITH_IE:
        return f"{word[:-4]}ie"
    if word.endswith("ing") and len(word) > 4:
        return _of_stem(word[:-3])
    if word.endswith("ies") and len(word) > 4:
        return word[:-1] if word[:-1] in _WITH_IE else f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _of_stem(stem: str) -> str:
    if stem in _WITH_E:
        return f"{stem}e"
    if stem in _WITHOUT_E:
        return stem
    if _DOUBLED.search(stem):
        several = len(_VOWELS.findall(stem)) > 1
        keeps = stem.endswith("ll") and not (several and stem[-3] in "aeo" and not stem.endswith(("all", "roll")))
        return stem if keeps or len(stem) < 4 else stem[:-1]
    return f"{stem}e" if _E_ENDINGS.search(stem) else stem
