"""The subject of a cue, before or after it: whose words they are."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.texts.attribution.finite_verbs import is_reduced, is_verb
from analysis.texts.attribution.noun_phrases import (
    Span,
    ends_time,
    is_adverb,
    is_name,
    is_time,
    noun_phrase,
    opens_adverbial,
    stops,
    trimmed,
)
from analysis.texts.attribution.speaker_nouns import can_speak
from analysis.texts.attribution.word_classes import (
    ADVERBIAL_OPENERS,
    ADVERBS,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    cue_at,
    cue_takes,
)
from analysis.texts.segmentation.word_forms import Word

_LONGEST_CLAUSE = 80  # words before a cue that are read
_RELATIVES = frozenset("who which that whose whom".split())
_EXPLAINS = _RELATIVES | {"a", "an", "another", "one"}  # begin what explains a name
_COORDINATES = frozenset("and or but".split())
_PASSED = frozenset("not both all each".split())  # between a subject and its cue
_NAMED = frozenset("today tonight".split())  # end names of outlets and programmes
_SUBORDINATES = frozenset("as after before since until".split())
# The classes that are asked about together: to join them for each word would take longer than all the rest.
_NO_SUBJECT_ALONE = ADVERBIAL_OPENERS | PRONOUNS | ADVERBS
_PERSONAL = PRONOUNS - {"who", "you"}
_BEGINS_PHRASE = DETERMINERS | PRONOUNS
_OPENS_CLAUSE = AUXILIARIES | _SUBORDINATES
_NO_NOUNS = PREPOSITIONS | BREAKS | AUXILIARIES
_BETWEEN = AUXILIARIES | ADVERBS | _PASSED


def subject_before(text: str, sentence: list[Word], cue: int) -> Span | None:
    """Return the extent of the subject of the cue at position `cue`, looking to its left.

    The head is returned without what explains it: of "Ms. Roe, a member of the board, said" it is "Ms. Roe"; where a
    name explains a role ("its leader, Ann Roe, said") it is the name. Misleads in sentences whose subject is far away
    behind clauses with verbs of their own.
    """
    begin = max(0, cue - _LONGEST_CLAUSE)
    sentence, cue = sentence[begin:], cue - begin
    i = _skip_back(text, sentence, cue - 1)
    if i < 0:  # "May said", "Kelly said": nothing else can be the subject
        alone = cue == 1 and sentence[0].capital and sentence[0].low not in _NO_SUBJECT_ALONE
        return (sentence[0].start, sentence[0].end) if alone else None
    word = sentence[i]
    if word.low == "it" and {w.low for w in sentence[i + 1 : cue + 1]} & {"is", "was", "been"}:
        return None  # "it is noted that", "it is clear that": nobody is named
    pronoun = word.low.partition("'")[0]
    apart = any(sentence[k].gap != " " and stops(sentence, k) for k in range(i + 1, cue + 1))
    if pronoun in _PERSONAL and not (apart and (pronoun == "it" or sentence[cue].low.endswith("ing"))):
        return word.start, word.start + len(pronoun)
    if word.low in _COORDINATES:
        return main_subject(text, sentence[:i], last=True)
    if word.low == "to":
        verbal = i > 1 and is_verb(sentence, i - 1)
        return subject_before(text, sentence, i - 1) if verbal else main_subject(text, sentence[:i], last=True)
    if sentence[cue].low.endswith("ing"):
        return main_subject(text, sentence[: i + 1], last=True)
    if apart:
        return _before_asides(text, sentence[: i + 1])
    if word.low in _RELATIVES:
        return _antecedent(text, sentence, i)
    span = _adjacent(text, sentence, i)
    if span is None:  # a verb or an adjective is before the cue: its subject is that of the clause
        span = main_subject(text, sentence[: i + 1], last=True)
        span = span if span and can_speak(text[slice(*span)]) else None
    return span


def _antecedent(text: str, sentence: list[Word], relative: int) -> Span | None:
    """Return the noun phrase before a relative pronoun."""
    if relative < 1:
        return None
    if stops(sentence, relative):
        return _before_asides(text, sentence[:relative])
    return _adjacent(text, sentence, relative - 1)


def _adjacent(text: str, sentence: list[Word], i: int) -> Span | None:
    """Return the noun phrase that ends with word `i`, right before a cue or a relative pronoun."""
    first = i
    while first > 0 and not _breaks(sentence, first):
        first -= 1
    if sentence[first].low in BREAKS and first < i:
        first += 1
    relative = _relative_before(sentence, first, i)
    if relative >= 0:
        return _antecedent(text, sentence, relative)
    fronted = first > 0 and sentence[first - 1].low in _SUBORDINATES and not stops(sentence, first)
    span = noun_phrase(text, sentence[first - fronted : i + 1], adjacent=True)
    listed = _list_before(text, sentence, first, i) if span else first
    if span and listed < first:
        return sentence[listed].start, span[1]
    if first > 0 and stops(sentence, first) and (span is None or sentence[first].low in _EXPLAINS):
        return _before_asides(text, sentence[:first], clauses=False) or span  # an apposition without its second comma
    return span


def _list_before(text: str, sentence: list[Word], first: int, i: int) -> int:
    """Return where the list of names begins that ends with words `first` to `i`: "Ann Roe, Bo Lee and Cy Orr"."""
    joins = [k for k in range(first, i) if sentence[k].low == "and"]
    if len(joins) == 1 and all(is_name(sentence[a:b]) for a, b in ((first, joins[0]), (joins[0] + 1, i + 1))):
        begin = first
    elif first > 1 and sentence[first - 1].low == "and" and is_name(sentence[first : i + 1]):
        begin = first - 1
    else:
        return first
    pieces = _pieces(sentence[:begin])
    while pieces and "," in sentence[begin].gap and is_name(pieces[-1]) and not is_time(text, pieces[-1]):
        if opens_adverbial(pieces[-1]):
            break
        begin -= len(pieces.pop())
    return begin if begin < first - 1 else first


def _breaks(sentence: list[Word], k: int) -> bool:
    """Tell whether a noun phrase that ends after word `k` cannot reach to the left of it."""
    word, before = sentence[k], sentence[k - 1]
    if stops(sentence, k):
        return True
    if word.low in BREAKS and word.low not in {"and", "or"}:
        return True
    if before.low in _SUBORDINATES or before.low in AUXILIARIES or before.low == "not":
        return True
    if before.low in {"and", "or"}:  # two noun phrases, or two clauses
        verbs = [j for j in range(max(0, k - 8), k - 1) if is_verb(sentence, j) or sentence[j].low in PRONOUNS]
        return any(not is_reduced(sentence, j) for j in verbs)
    return is_verb(sentence, k - 1) and not is_reduced(sentence, k - 1)


def _relative_before(sentence: list[Word], first: int, i: int) -> int:
    """Return where the relative clause that ends with words `first` to `i` begins ("the man who lives there said")."""
    if first < 1 or stops(sentence, first):
        return -1
    opener = sentence[first - 1].low
    if opener in {"who", "which", "that"}:
        own = is_verb(sentence, first)
        phrase = sentence[first].capital or sentence[first].low in _BEGINS_PHRASE
        return first - 1 if own or (opener == "who" and first < i and not phrase) else -1
    if opener not in _OPENS_CLAUSE and not is_verb(sentence, first - 1):
        return -1
    for k in range(first - 1, max(0, first - 12), -1):
        if sentence[k - 1].low in {"who", "which"}:
            return k - 1
        if stops(sentence, k) or sentence[k - 1].low in BREAKS:
            return -1
    return -1


def main_subject(text: str, sentence: list[Word], *, last: bool = False, named: bool = False) -> Span | None:
    """Return the first noun phrase of a sentence that is not inside an adverbial: the subject of its first verb.

    With `last` it is who spoke last in it ("“…,” she said, adding"), or the subject of the last clause that a mark and
    "but" or "while" set apart. With `named` a name goes before the role that it explains ("Its head, Ann Roe, left").
    """
    if len(sentence) > 1 and sentence[0].low.isdigit() and sentence[1].gap.strip(" \xa0") in {".", ")", "–"}:
        sentence = sentence[1:]  # the number of a list
    pieces = _pieces(sentence)
    for k in range(len(pieces) - 1, 0, -1) if last else ():
        piece = pieces[k][1:] if pieces[k][0].low in {"and", "but", "while", "whereas"} else pieces[k]
        n = cue_at(piece, 0) if piece else 0
        if n and "after" in cue_takes()[tuple(word.low for word in piece[:n])]:
            span = subject_after(text, piece, n) if n < len(piece) else None
            if span and (span[1] == piece[-1].end or re.search('[”"’]', pieces[k][0].gap)):
                return span  # "…, said Ann Roe, adding"
        apart = ";" in pieces[k][0].gap or pieces[k][0].low in {"but", "while", "whereas"}
        aside = not piece or opens_adverbial(piece) or piece[0].low in _EXPLAINS
        verb = -1 if aside else _verb_in(piece)
        speaks = verb > 0 and cue_at(piece, verb)
        if speaks or (apart and verb > 0 and piece[0].low not in PRONOUNS):
            pieces = [piece, *pieces[k + 1 :]]
            break
    for k, piece in enumerate(pieces):
        goes_on = k and piece[0].low in {"and", "or"} and opens_adverbial(pieces[k - 1])
        if goes_on and _verb_in(piece) < 0:
            continue  # "With a day to go, and a night to come, Roe left"
        span = noun_phrase(text, piece)
        if span:
            name = pieces[k + 1] if named and k + 2 < len(pieces) and span[1] == piece[-1].end else []
            explained = is_name(name) and "," in name[0].gap and not is_name(piece)
            return (name[0].start, name[-1].end) if explained else span
    return None


def _pieces(sentence: list[Word]) -> list[list[Word]]:
    """Cut words at the marks between them."""
    edges = [0, *(k for k in range(1, len(sentence)) if sentence[k].gap != " " and stops(sentence, k)), len(sentence)]
    return [sentence[a:b] for a, b in pairwise(edges) if a < b]


def _verb_in(piece: list[Word]) -> int:
    """Return the position of the finite verb of a piece of a sentence, or -1; a verb after "who" is not its own."""
    for k, word in enumerate(piece):
        if word.low in _RELATIVES and k:
            return -1
        if is_verb(piece, k) and not is_reduced(piece, k):
            return k
    return -1


def _before_asides(text: str, sentence: list[Word], *, clauses: bool = True) -> Span | None:
    """Return the subject in front of a comma: "Ms. Roe, 34, of Leeds, (said)" gives "Ms. Roe".

    The pieces between the commas are read from the left; the subject is the first noun phrase after the last clause.
    Where nothing follows it, it is the subject of that clause ("The paper went on, saying"), if `clauses` allows it.
    """
    found: list[tuple[Span, list[Word]]] = []
    clause = None
    for piece in _pieces(sentence):
        aside = opens_adverbial(piece) or piece[0].low.isdigit() or piece[0].low in _RELATIVES
        if found and (aside or "(" in piece[0].gap):
            continue
        verb = -1 if opens_adverbial(piece) else _verb_in(piece)
        if verb > 0:  # a clause of its own, which may end with the subject of the next: "He said that Roe, a farmer, …"
            clause, found = noun_phrase(text, piece), []
            later = [k for k in range(verb, len(piece)) if piece[k].low in BREAKS]
            piece = piece[later[-1] + 1 :] if later else []
            if not piece or _verb_in(piece) >= 0:
                continue
        span = noun_phrase(text, piece)
        if span:
            found.append((span, piece))
    if not found:
        return clause if clauses else None
    named = len(found) > 1 and is_name(found[1][1]) and not is_name(found[0][1])
    return found[1][0] if named else found[0][0]


def subject_after(text: str, sentence: list[Word], first: int) -> Span | None:
    """Return the noun phrase that begins at position `first`: "said John Roe, a farmer, on Monday" gives "John Roe"."""
    end = first
    while end < len(sentence) and (end == first or not _ends_phrase(text, sentence, end)):
        end += 1
    if end == first or sentence[first].low in _NO_NOUNS:
        return None
    role, span = sentence[first:end], trimmed(text, sentence[first:end])
    if end < len(sentence) and "," in sentence[end].gap and not is_name(role) and len(role) > 1:
        stop = next((k for k in range(end + 1, len(sentence)) if stops(sentence, k)), len(sentence))
        name = sentence[end:stop]
        if is_name(name) and len(name) > 1:
            return name[0].start, name[-1].end
    return span


def _ends_phrase(text: str, sentence: list[Word], i: int) -> bool:
    low = sentence[i].low
    if low.partition("'")[0] in PRONOUNS or stops(sentence, i):
        return True
    joins = i + 1 < len(sentence)
    if low == "and":
        return not (joins and sentence[i - 1].capital and sentence[i + 1].capital)
    if low in {"of", "for"}:
        return not joins
    return low in PREPOSITIONS or low in BREAKS or low in AUXILIARIES or is_time(text, sentence[i : i + 1])


def _skip_back(text: str, sentence: list[Word], i: int) -> int:
    """Step over auxiliaries, adverbs, "not", brackets and a time phrase in front of a cue."""
    moved = True
    while moved and i >= 0:
        moved = False
        if ")" in sentence[i + 1].gap:
            opened = next((k for k in range(i, max(-1, i - 8), -1) if "(" in sentence[k].gap), 0)
            if opened:
                i, moved = opened - 1, True
                continue
        word = sentence[i]
        if word.low in _BETWEEN or is_adverb(word):
            i, moved = i - 1, True
            continue
        for n in range(min(6, i) if ends_time(word.low) else 0, 0, -1):
            named = n == 1 and word.capital and sentence[i - 1].capital  # "USA Today"
            if is_time(text, sentence[i - n + 1 : i + 1]) and not (named and word.low.lower() in _NAMED):
                i, moved = i - n, True
                break
    return i
