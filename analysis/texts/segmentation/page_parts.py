"""Page parts: what in a saved page is the article, and what is around it.

A text is read paragraph by paragraph. Each rule looks at the shape of a line or at a phrase that pages share (the table
in `lines`); none knows a particular site. What no rule claims is `body`.

The phrases by which lines of a page are known: one row per kind of line.

Each row says what a line is that begins so. `list` and `comments` are headings, themselves furniture, that also
say what the lines below them are: links, or readers' comments. Case does not matter, but for names after "By".
"""

from __future__ import annotations

import re

from analysis.texts.segmentation.paragraphs import Span, paragraphs
from analysis.texts.segmentation.sentences import STARTERS

LONGEST_HEADLINE = 30  # words
LONGEST_SUBHEAD = 15
LONGEST_LINE = 20  # a longer line is prose, whatever it begins with
LONGEST_DATE = 200  # characters; with every word spelled out it has 70

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d{{2,4}})"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:[A-Z]{2,4}|[+-]\d{4}))?"
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|updated|last (?:updated|modified)|date|created)(?: on| at)?:?\s*)?(?:{_WEEKDAY},?\s+)?"
    rf"{_DATE}(?:,?\s*(?:at\s+|[-–|]\s*)?{_CLOCK})?\.?",
    re.IGNORECASE,
)

_CRUMB = re.compile(r"\s(?:»|›|>|→|::)\s|(?<=\w)\s?[»›]\s?(?=\w)")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?:[ /,]+[A-Z][A-Z.’'-]+){0,4}"  # PLACE
    r"(?:,\s+[A-Z][\w.’'-]+(?:\s[\w.’'-]+){0,3}){0,2}"  # , Country or , month day
    r"(?:\s*\([A-Z][^()\n]{1,40}\))?"  # (AGENCY)
    r"|[A-Z][\w.’'-]+(?:[ ,]+[A-Z0-9][\w.’'-]*){0,5}\s*\([A-Z][^()\n]{1,40}\)"  # Place (AGENCY)
    r"|\([A-Z][^()\n]{1,40}\))"  # (AGENCY)
    r"\s*(?:—|–|--?)\s+"
)
_GLUED = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=(?P<opener>[A-Z][a-z]{2,}|A|He|We)\s)")
_WORD = re.compile(r"\w[\w’'-]*")
_END_MARK = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


def parts(text: str, title: str = "", units: list[Span] | None = None) -> list[tuple[int, int, str]]:
    """Return the parts of a page as ``(start, end, part)``: in order, without gaps, covering the text exactly.

    Parameters
    ----------
    text
        The page's text as read.
    title
        The headline, where it is known; without it the first line that has the shape of one is taken.
    units
        The paragraphs of the text, where they have been found already.

    Notes
    -----
    `furniture` is a breadcrumb, a date line before the headline, a repeated headline, link lists and forms;
    `comment` is what follows the heading of a comment block; `caption` is a line that names a photo or its agency, or a
    phrase glued to the first word of a sentence; `byline` is "By …", a dateline, a date line after the headline and a
    signature with its date. Misleads on pages that mark nothing in words: an unmarked caption on a line of its own, or
    a link in the middle of the text, is `body`.
    """
    units = paragraphs(text) if units is None else units
    labels = _lines(text, units)
    _top(text, units, labels, title)
    _signature(text, units, labels)
    spans = []
    first_body = next((i for i, label in enumerate(labels) if label == "body"), None)
    for i, (unit, label) in enumerate(zip(units, labels, strict=True)):
        spans.extend(_inside(text, unit, first=i == first_body) if label == "body" else [(*unit, label)])
    return _cover(spans, len(text))


def _words(line: str) -> int:
    return len(_WORD.findall(line))


def _plain(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().lower()


def _lines(text: str, units: list[Span]) -> list[str]:
    """Label each paragraph by the phrase it begins with, and what follows such a heading."""
    labels = []
    block = ""  # "list" and "comments" say what the lines below them are
    for start, end in units:
        line = text[start:end]
        short = end - start < 400 and _words(line) <= LONGEST_LINE
        found = next((part for part, shape in LINES if short and shape.match(line)), "")
        if found in ("list", "comments"):
            block, label = found, "furniture"
        elif found == "furniture" or (found and block != "comments"):
            label = found
        elif block == "comments":
            label = "comment"
        elif block == "list" and short and not _END_MARK.search(line):
            label = "furniture"
        else:
            block, label = "", "body"
        labels.append(label)
    if units and "body" not in labels:
        return ["body" if label != "furniture" else label for label in labels] if len(units) > 1 else ["body"]
    return labels


def _top(text: str, units: list[Span], labels: list[str], title: str) -> None:
    """Label what is above the first sentence: page dates, breadcrumbs, headline, bylines."""
    plain = [_plain(text[start:end]) if end - start < 600 else "" for start, end in units]
    wanted = _plain(title)
    headline = next((i for i, line in enumerate(plain[:12]) if wanted and line == wanted), None)
    if headline is None:
        headline = _find_headline(text, units, labels, plain)
    if headline is None:
        return
    for i, (start, end) in enumerate(units):
        line = text[start:end]
        if i < headline and labels[i] == "body":
            labels[i] = "furniture" if _is_above(line, plain, i) or wanted else "body"
        elif i == headline:
            labels[i] = "headline"
        elif plain[headline] and plain[i] == plain[headline]:
            labels[i] = "furniture"
    for i in range(headline + 1, len(units) - 1):
        line = text[slice(*units[i])]
        if labels[i] == "body":
            if _is_date(line):
                labels[i] = "byline"
            elif _is_above(line, plain, i):
                labels[i] = "furniture"
            elif _words(line) <= LONGEST_SUBHEAD and not _END_MARK.search(line) and _has_gap(text, units, i):
                labels[i] = "headline"
            else:
                break


def _find_headline(text: str, units: list[Span], labels: list[str], plain: list[str]) -> int | None:
    for i in range(min(len(units), 12)):
        line = text[slice(*units[i])]
        if labels[i] != "body" or _is_above(line, plain, i):
            continue
        rest = [n for n in range(i + 1, len(units)) if labels[n] == "body" and not _is_date(text[slice(*units[n])])]
        prose = any(_END_MARK.search(text[slice(*units[n])]) or len(plain[n]) > len(plain[i]) for n in rest)
        good = 0 < _words(line) <= LONGEST_HEADLINE and (not re.search(r"[.;,:]$", line) or _title_case(line))
        return i if prose and good and "\n" not in line and _has_gap(text, units, i) else None
    return None


def _is_above(line: str, plain: list[str], i: int) -> bool:
    """Tell whether a line is of the kind that is above a headline: a date, a breadcrumb, a glued headline."""
    if len(line) > 600:
        return False
    if _is_date(line):
        return True
    if _END_MARK.search(line):
        return False
    crumbs = len(_CRUMB.findall(line))
    if crumbs > 1 or (crumbs and line.lower().startswith("home")):
        return True
    return any(len(later) > 12 and plain[i] != later and plain[i].endswith(later) for later in plain[i + 1 : i + 5])


def _is_date(line: str) -> bool:
    return len(line) <= LONGEST_DATE and _DATE_LINE.fullmatch(line) is not None


def _title_case(line: str) -> bool:
    long = [word for word in _WORD.findall(line) if len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _has_gap(text: str, units: list[Span], i: int) -> bool:
    """Tell whether a blank line follows, or a line that is clearly of another kind (longer, or a date)."""
    if i + 1 >= len(units):
        return False
    between = text[units[i][1] : units[i + 1][0]]
    after = text[slice(*units[i + 1])]
    return between.count("\n") > 1 or len(after) > 1.5 * (units[i][1] - units[i][0]) or _is_date(after)


def _signature(text: str, units: list[Span], labels: list[str]) -> None:
    """Label a closing date line, and the short line above it that signs the text."""
    body = [i for i, label in enumerate(labels) if label == "body"]
    if len(body) < 2 or not _is_date(text[slice(*units[body[-1]])]):
        return
    labels[body[-1]] = "byline"
    line = text[slice(*units[body[-2]])]
    if len(body) > 2 and _words(line) <= LONGEST_SUBHEAD and not _END_MARK.search(line):
        labels[body[-2]] = "byline"


def _inside(text: str, unit: Span, *, first: bool) -> list[tuple[int, int, str]]:
    """Cut a dateline, or a caption glued to a sentence, from the front of a body paragraph."""
    start, end = unit
    dateline = _DATELINE.match(text, start, min(end, start + 120)) if first else None
    if dateline and dateline.end() < end:
        return [(start, dateline.end(), "byline"), (dateline.end(), end, "body")]
    glued = _GLUED.search(text, start, min(end, start + 200))
    if glued and glued["opener"] in STARTERS:
        front = text[start : glued.start()]
        if _words(front) <= LONGEST_LINE and not re.search(r"[.!?:;“”\"]", front):
            return [(start, glued.start(), "caption"), (glued.start(), end, "body")]
    return [(start, end, "body")]


def _cover(spans: list[tuple[int, int, str]], length: int) -> list[tuple[int, int, str]]:
    """Give the white space after a part to that part, and join neighbours of one kind."""
    if not length:
        return []
    joined: list[tuple[int, int, str]] = []
    for start, _, part in spans:
        if joined and joined[-1][2] == part:
            continue
        joined.append((start if joined else 0, length, part))
    joined = joined or [(0, length, "body")]
    ends = [start for start, _, _ in joined[1:]] + [length]
    return [(start, end, part) for (start, _, part), end in zip(joined, ends, strict=True)]


_OUTLET = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|email|e-mail|print|reddit|youtube)"
_STORIES = r"(?:articles?|stor(?:y|ies)|posts?|news|topics|content|coverage|videos?|links|reading|headlines)"
_NAME = r"(?-i:[A-Z])[\w.’'-]+"

_TABLE = [
    # headings of lists of links
    ("list", r"you (?:may|might) (?:also )?(?:like|be interested|enjoy)\b|recommended for you\b"),
    ("list", rf"(?:more|related|recommended|popular|trending|latest|recent|similar|further|also|top)\s+{_STORIES}\W*$"),
    ("list", r"(?:more|most read|related|top)\s+(?:from\b|on this (?:story|topic)\b)[^.!?]*$"),
    ("list", r"(?:related|see also|most (?:read|popular|viewed))\s*:?$"),
    # headings of comment blocks and the invitation to comment
    ("comments", r"(?:one|\d+)\s+thoughts?\s+on\b"),
    ("comments", r"(?:\d+|no|one)\s+(?:reader )?(?:comments?|responses?|replies)(?:\s+(?:to|on)\b[^.]*)?$"),
    ("comments", r"(?:reader |readers[’'] )?comments?\s*(?:\(\d+\))?\s*:?$"),
    ("comments", r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)\b[^.]*$"),
    ("comments", r"(?:join|start) the (?:conversation|discussion)\b[^.]*$"),
    # comment forms
    ("furniture", r"your e-?mail address will not be published|required fields are marked|notify me of|save my name"),
    ("furniture", r"log ?in to (?:reply|comment)|(?:cancel )?reply$|this site uses akismet"),
    # sharing, following, subscribing
    ("furniture", r"(?:share|tweet|like|pin|follow|print|e-?mail)(?:\s+(?:this|on|via|us|with|page)\b[^.!?]*)?$"),
    ("furniture", rf"(?:follow|like|find) \S+(?: \S+)? on {_OUTLET}\b|{_OUTLET}$"),
    ("furniture", r"(?:sign up|subscribe|register)\b(?:.*\b(?:newsletter|inbox|updates|free|today|now|here))?\W*$"),
    # filing, rights, advertisements, navigation
    ("furniture", r"(?:tags?|filed under|categor(?:y|ies)|topics|labels|posted in|keywords|breadcrumbs?)\s*:"),
    ("furniture", r"(?:copyright|©|\(c\))\s.*\d{4}|.*\ball rights reserved\b|.*\bmay not be (?:published|reproduced)"),
    ("furniture", r"advertise?ments?$|sponsored$|promoted$|(?:story|article) continues below|scroll (?:down|to )"),
    ("furniture", r"click (?:here|to)\b|skip to\b|menu$|search$|home$|loading\W*$|back to top|continue reading\b"),
    ("furniture", r"(?:previous|next|older|newer)(?: (?:post|article|story)s?)?\W*$|[#*_=~-]{3,}$|-?30-?$"),
    ("furniture", r"read (?:more|also|next|the (?:rest|full)|it (?:all|here))\b|see also:|watch:|listen:"),
    # captions
    ("caption", r"(?:file )?(?:photo|image|picture|illustration|graphic|caption|pictured|video)s?\s*[:/]"),
    ("caption", r"(?:file )?(?:photo|image|picture|illustration|graphic)s? (?:by|credit|courtesy)\b[^:.]{0,40}(?::|$)"),
    ("caption", r"(?:ap |reuters )?photo/|\((?:photo|image) (?:by|courtesy|credit)"),
    ("caption", r".*(?:\bgetty images|\breuters/\S+|\bafp/|\bap photo|\bshutterstock|\bwikimedia commons)\b.{0,40}$"),
    # bylines and credits
    ("byline", rf"by (?:the )?{_NAME}(?: (?:and |& |de |van |von |al-|bin )?(?-i:[A-Z])[\w.’'-]*,?){{0,8}}"
               r"(?:\s*[|/•,–-][^.!?]*)?$|by staff\b[^.!?]*$"),
    ("byline", r"\W?(?:additional )?(?:reporting|writing|editing) by\b"),
    ("byline", r".*\bcontributed to this (?:report|story|article)\b"),
    ("byline", r"(?:staff|special|senior|political|chief) (?:writer|reporter|correspondent|editor)s?$"),
]  # fmt: skip

LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE)) for part, pattern in _TABLE
)
