"""Passives: a form of "be" or "get" with the participle that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.measures.framing.agency.clause_words import CLOSES, COMMA, DASH, NO_QUOTE, OPENS, STOP, ClauseWords
from analysis.measures.framing.agency.verb_forms import present_forms
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.participles import Reading, shipped_readings

_REACH = 9  # words from the auxiliary to its participle
_ASIDE = 8  # words of a parenthesis between the two
_SUBJECT = 7  # words of a subject between the two in a question
_BETWEEN = Flag.ADVERB | Flag.NEGATOR

_NO_SUBJECT = (
    Flag.BE | Flag.GET | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.TO | Flag.CONJUNCTION | Flag.RELATIVE | Flag.CLAUSE
    | Flag.BY
)  # fmt: skip
_OPENERS = frozenset("nor neither so only".split())
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "in fact", "at least", "in turn", "at first", "of course", "no longer", "by now", "to date", "in part",
        "at once", "at last", "in general", "on average", "for now", "so far", "as yet", "in effect", "in addition",
        "for example", "for instance", "as well", "at all", "in particular", "at present", "in principle",
        "in practice", "by far", "by and large", "as a result", "as a rule", "at times", "for the most part",
        "in any case", "in this way", "in some cases", "in many cases", "to some extent", "to a large extent",
        "at the same time", "at that time", "at the time", "a little", "a bit", "more or less", "if ever",
        "once and for all", "over and over", "one by one", "in the end", "in the past", "on occasion", "in that way",
    )
)  # fmt: skip
_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


@dataclass(frozen=True)
class Group:
    """A verb group: the rows of its first word, of its last and of its main verb."""

    first: int
    last: int
    verb: int
    passive: bool
    reduced: bool = False
    coordinated: bool = False


def find_passives(words: ClauseWords) -> list[Group]:
    """Return the passives with an auxiliary of their own, in the order of the words."""
    groups = [Group(row, row, row, passive=True) for row in _fronted(words)]
    fronted = {group.verb for group in groups}
    taken = -1
    for aux in _auxiliaries(words):
        if aux <= taken:
            continue
        verb = _participle_of(aux, words)
        if verb is not None and verb > taken and verb not in fronted:
            groups.append(Group(group_start(aux, words), verb, verb, passive=True))
            taken = verb
    return sorted(groups, key=lambda group: group.verb)


def _auxiliaries(words: ClauseWords) -> list[int]:
    """Return the forms of "be" and "get", and "its" and "your" where they can only be "it's" and "you're"."""
    flags = words.flag_array
    auxiliary = (flags & (Flag.BE | Flag.GET)) > 0
    written = [known in ("its", "your") for known in words.vocabulary]
    if any(written) and len(flags) > 1:
        participle = (flags & Flag.PARTICIPLE) > 0
        closed = np.append(words.sentence[1:] != words.sentence[:-1], True) | ((words.sign_array & NO_QUOTE) > 0)
        closed |= np.append((flags[1:] & (Flag.PREPOSITION | Flag.BY)) > 0, False)
        auxiliary |= np.array(written, dtype=bool)[words.codes] & np.append((participle & closed)[1:], False)
    return np.flatnonzero(auxiliary).tolist()


def _fronted(words: ClauseWords) -> list[int]:
    """Return the participles before their auxiliary at the begin of a clause: "Attached is a map"."""
    flags = words.flag_array
    if len(flags) < 3:
        return []
    near = np.append(words.sentence[1:] == words.sentence[:-1], False) & ((words.sign_array & NO_QUOTE) == 0)
    finite = ((flags & Flag.BE) > 0) & ((flags & Flag.BEEN) == 0)
    rows = np.flatnonzero(((flags & Flag.PARTICIPLE) > 0) & np.append(finite[1:], False) & near)
    found = []
    for row in rows.tolist():
        first, start = row, words.sentence_start(row)
        while first > start and flags[first - 1] & Flag.ADVERB and not words.signs[first - 1] & NO_QUOTE:
            first -= 1
        opens = first == start or bool(words.signs[first - 1] & NO_QUOTE)
        reading = shipped_readings().get(words.term(row))
        plain = reading is None or reading.kind == "passive"
        after = row + 2
        phrase = (
            after < words.sentence_end(row)
            and not words.signs[row + 1] & NO_QUOTE
            and (flags[after] & (Flag.DETERMINER | Flag.NUMBER) or words.capitals[after])
        )
        if opens and plain and phrase:
            found.append(row)
    return found


def group_start(aux: int, words: ClauseWords) -> int:
    """Return the first row of the group of an auxiliary: further auxiliaries, "to" and what is between them."""
    begin, row = aux, aux - 1
    stop = words.sentence_start(aux)
    needs = bool(words.flags[aux] & (Flag.BEEN | Flag.GET)) or words.term(aux) == "have"
    while row >= stop and aux - row <= _REACH and not words.signs[row] & NO_QUOTE:
        flag = words.flags[row]
        if flag & (Flag.HAVE | Flag.MODAL | Flag.BE | Flag.TO | Flag.DO) and needs:
            begin, needs = row, bool(flag & (Flag.BEEN | Flag.TO)) or words.term(row) == "have"
        elif flag & Flag.NEGATOR:
            begin = row if not needs else begin
        elif not flag & Flag.ADVERB:
            break
        row -= 1
    return begin


def _participle_of(aux: int, words: ClauseWords) -> int | None:
    """Return the row of the participle that an auxiliary makes a passive of, None if there is none."""
    end = min(words.sentence_end(aux), aux + _REACH + 1)
    flags, row = words.flags, aux + 1
    turned = bool(flags[aux] & Flag.BE) and not flags[aux] & Flag.BEEN and _is_turned(aux, words)
    while row < end:
        sign = int(words.signs[row - 1])
        if sign & STOP or sign & CLOSES:
            return None
        if sign & (COMMA | DASH | OPENS):
            after = _after_aside(row, words)
            if after is None:
                return None
            row, end = after, min(words.sentence_end(aux), after + 3)
            continue_at = row
            if not (flags[continue_at] & (Flag.PARTICIPLE | _BETWEEN)):
                return None
        flag = flags[row]
        if flag & Flag.PARTICIPLE and not flag & Flag.BE:
            return row if is_passive(aux, row, words) else None
        if flag & _BETWEEN:
            row += 1
        elif (n := _phrase_length(row, end, words)) > 0:
            row += n
        elif turned:
            return _after_subject(aux, row, words)
        else:
            return None
    return None


def _phrase_length(row: int, end: int, words: ClauseWords) -> int:
    if words.term(row) not in _STARTS:
        return 0
    terms = tuple(words.term(k) for k in range(row, min(row + 5, end)))
    return max((len(phrase) for phrase in _PHRASES if terms[: len(phrase)] == phrase), default=0)


def _after_aside(row: int, words: ClauseWords) -> int | None:
    """Return the row after a parenthesis that begins in a row, None if no mark closes it soon."""
    for k in range(row, min(row + _ASIDE, words.sentence_end(row) - 1)):
        sign = words.signs[k]
        if sign & STOP:
            return None
        if sign & (COMMA | DASH | CLOSES):
            return k + 1
    return None


def _is_turned(aux: int, words: ClauseWords) -> bool:
    """Return whether the subject comes after the auxiliary: in a question, or after "nor", "neither", "so", "only"."""
    before, begin = aux - 1, words.sentence_start(aux)
    if aux == begin and aux + 1 < words.sentence_end(aux) and words.flags[aux + 1] & Flag.SUBJECT:
        return True  # "is it allowed", written without its mark
    if before >= begin and not words.signs[before] & NO_QUOTE:
        if words.term(before) in _OPENERS:
            return True
        if words.term(before) in _ASKS:
            return True
        if not words.flags[before] & Flag.CONJUNCTION and words.term(begin) not in _ASKS:
            return False
    last = words.sentence_end(aux) - 1
    return "?" in words.texts[words.doc_ids[aux]][words.ends[last] : words.ends[last] + 4]


def _after_subject(aux: int, row: int, words: ClauseWords) -> int | None:
    """Return the participle after the subject that begins in a row, in a clause whose auxiliary comes first."""
    flags = words.flags
    for k in range(row, min(row + _SUBJECT, words.sentence_end(aux))):
        if k > row and words.signs[k - 1] & NO_QUOTE:
            return None
        flag = flags[k]
        alone = k == row + 1 and words.term(row) in ("this", "that", "these", "those")  # "is this allowed"
        if k > row and flag & Flag.PARTICIPLE and (alone or not flags[k - 1] & (Flag.DETERMINER | Flag.PREPOSITION)):
            return k if is_passive(aux, k, words) else None
        if flag & _NO_SUBJECT and not flag & Flag.DETERMINER:
            return None
    return None


def is_passive(aux: int, verb: int, words: ClauseWords) -> bool:
    """Return whether the participle in a row is a passive after this auxiliary, not an adjective or a perfect."""
    more = verb + 1 < words.sentence_end(verb) and not words.signs[verb] & NO_QUOTE
    following = words.term(verb + 1) if more else ""
    reading = shipped_readings().get(words.term(verb))
    if reading is not None and reading.kind != "passive" and _reads_so(reading, aux, verb, following, words):
        return False
    if words.term(verb - 1) == "very" or words.names[verb]:
        return False
    if not more or following in _ADVERBIAL or words.capitals[verb + 1]:
        return True
    if words.flags[aux] & Flag.APOSTROPHE_S:
        return bool(words.flags[verb + 1] & _AFTER_S) or words.term(verb) in _COMPLEMENTED
    return bool(words.flags[verb + 1]) or not _describes(aux, verb, words)


def _reads_so(reading: Reading, aux: int, verb: int, following: str, words: ClauseWords) -> bool:
    before = words.term(aux - 1) if aux > words.sentence_start(aux) else ""
    if not reading.context.holds(following, words.term(aux), before):
        return False
    if reading.verb == "use" and verb + 2 < words.sentence_end(verb):
        return words.term(verb + 2) not in present_forms()[0]  # "is used to make", but "is used to noise"
    return True


def _describes(aux: int, verb: int, words: ClauseWords) -> bool:
    """Return whether a participle describes the plain noun after it: "were armed men", but "was shot dead"."""
    if words.term(verb) in _COMPLEMENTED or words.flags[aux] & (Flag.BEEN | Flag.GET):
        return False
    after = verb + 2
    return after >= words.sentence_end(verb) or bool(words.signs[verb + 1] or words.flags[after] & _AFTER_NOUN)


_ASKS = frozenset("what how where when why whom".split())
_AFTER_S = Flag.PREPOSITION | Flag.ADVERB | Flag.CONJUNCTION | Flag.BY | Flag.TO | Flag.RELATIVE | Flag.CLAUSE
_AFTER_NOUN = Flag.PREPOSITION | Flag.CONJUNCTION | Flag.RELATIVE | Flag.CLAUSE | Flag.BE | Flag.HAVE | Flag.MODAL
# Participles that take a noun or an adjective after them in the passive.
_COMPLEMENTED = frozenset(
    "called named titled entitled termed dubbed labelled labeled designated nicknamed christened baptised baptized "
    "coloured colored crowned elected appointed declared ruled pronounced judged deemed considered believed thought "
    "found proved proven held kept left made rendered shot beaten paid given sent told shown taught offered granted "
    "awarded denied refused allowed charged fined asked lent handed promised owed sold served brought set put cut "
    "born buried stuck caught driven turned painted dyed struck knocked burned burnt frozen seen heard felt watched "
    "supposed guaranteed accorded allotted assigned allocated bequeathed fed forgiven spared saved cost bet voted "
    "sworn certified diagnosed presumed assumed reported rated ranked graded marked classed classified known feared "
    "confirmed listed killed".split()
)
_ADVERBIAL = frozenset(
    "home abroad overnight online alive dead upstairs downstairs indoors outdoors apart aside away along alone free "
    "open clean live outside inside nationwide worldwide locally overseas underground elsewhere anywhere everywhere "
    "somewhere nowhere daily weekly monthly yearly quarterly years months weeks days hours times time last next "
    "sideways backwards forwards upwards downwards inward outward clear tight short high low deep deeper further "
    "closer longer sooner earlier later long loud straight flat naked accordingly naturally "
    "as".split()
)
