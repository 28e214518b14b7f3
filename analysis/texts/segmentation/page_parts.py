"""Page parts: what in a saved page is the article, and what is around it.

A text is read paragraph by paragraph. Each rule looks at the shape of a line, at its neighbours, or at a phrase that
pages share (`line_kinds`); none knows a particular site. What no rule claims is `body`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.texts.segmentation.abbreviations import STARTERS
from analysis.texts.segmentation.bylines import credit_start, dateline_end, is_date, is_signature
from analysis.texts.segmentation.headlines import (
    LONGEST_HEADLINE,
    Unit,
    label_top,
    may_be_headline,
    plain,
    small_words,
    title_case,
    unit_of,
)
from analysis.texts.segmentation.known_stretches import Known, known_at
from analysis.texts.segmentation.line_kinds import BIO, kind
from analysis.texts.segmentation.paragraphs import Span, paragraphs

LONGEST_SUBHEAD = 10  # words
LONGEST_LINE = 16  # of a subhead in a text in which every longer paragraph ends with a mark
LONGEST_SIGNATURE = 15
LONGEST_BIO = 40
LONGEST_LINK = 20  # of a line below the heading of a list of links
LONGEST_GLUED = 20  # of a caption that is glued to a sentence
MOST_SUBHEADS = 2  # lines
LEAST_LINK = 7  # of a link in capitals; a subhead in capitals is shorter
LEAST_REPEATED, LONGEST_REPEATED = 30, 300  # characters of a caption that the text repeats
MOST_SIGNATURES = 6
LEAST_QUESTIONS = 3  # alone between paragraphs, and not answered by a quotation: then they are subheads
LAST_DATED = 3  # paragraphs of the body among which one may open with a dateline
LEAST_STOPPED = 3  # times as many paragraphs with a stop as long ones without, in prose

_CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[^\sA-Z(\"“‘'’-].)")  # quick to find; few words have one
_GLUED = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=(?P<opener>[A-Z][a-z]{2,}|A|He|We)\s)")
_WORD = re.compile(r"\w[\w’'-]*")
_NUMBER = re.compile(r"\d[\d.,:]*")
_ITEM = re.compile(r"[-–—•*¦]\s|\d{1,3}:")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
_QUESTION = re.compile(
    r"(?:Who|What|When|Where|Why|How|Which|Is|Are|Was|Were|Can|Could|Will|Would|Should|Do|Does|Did)\b"
)
_TURN = re.compile(r"[A-Z][A-Z .’'-]{2,40}(?:\([^()]{1,40}\))?:\s")  # somebody speaks in a transcript
_SENTENCE = re.compile(r"(?:He|She|I|It|They|We|You|There)\b")  # it begins like one
_LABELLED = re.compile(r"(?:\"[^\"]+\"|'[^']+'|“[^”]+”|‘[^’]+’(?=:)): ")  # the source of a quotation after it
_AUTHOR = re.compile(r"The (?:writer|author|columnist)\b")
_OPENS_QUOTATION = re.compile(r"[\"'“‘«—–]")
_LINK = re.compile(r"(?:VIDEO|PHOTOS?|PICTURES|WATCH|LISTEN|READ|SEE|LIVE|GALLERY)\b")


def parts(
    text: str, title: str = "", units: list[Span] | None = None, known: list[Known] | None = None
) -> list[tuple[int, int, str]]:
    """Return the parts of a page as ``(start, end, part)``: in order, without gaps, covering the text exactly.

    Parameters
    ----------
    text
        The page's text as read.
    title
        The headline, where it is known; without it the first line that has the shape of one is taken.
    units
        The paragraphs of the text, where they have been found already.
    known
        Stretches of which the format says what they are, in order; no paragraph of `units` crosses their ends. The
        rules read the page without those that are beside its text, and decide the rest.

    Notes
    -----
    `headline` is the headline, what is below it down to the first sentence (second headlines, standfirsts), and the
    subheads between paragraphs; `byline` is who wrote a text, where and when: "By …", a dateline, a date, an agency, a
    signature, a line on the author. `caption` is a line that names a photo or its agency, that the text repeats, or
    that is glued to the first word of a sentence. `furniture` is a breadcrumb, a date above the headline, a repeated
    headline, links, forms and corrections; `comment` is what follows the heading of a comment block.

    A short line without a stop is a subhead only in a text whose paragraphs end with stops, and where a paragraph is
    before and after it: verse and lists stay in the body. Misleads on pages that mark nothing in words: an unmarked
    caption or link that ends like a sentence is `body`.
    """
    units = paragraphs(text) if units is None else units
    said = [one.part if one else "" for one in known_at(known or [], units)]
    spans = [unit for unit, part in zip(units, said, strict=True) if part in ("", "body")]
    gaps = [True, *(text.count("\n", a[1], b[0]) > 1 for a, b in pairwise(spans))]
    page = [unit_of(text[start:end], apart=gap) for (start, end), gap in zip(spans, gaps, strict=False)]
    labels = _by_phrase(page)
    prose = _is_prose(page)
    lead = label_top(page, labels, title, prose=prose)
    _label_end(page, labels)
    if prose:
        _label_lines(page, labels, lead)
        _label_subheads(page, labels, lead)
    if "body" not in labels:
        labels = ["body" if label != "furniture" or len(labels) == 1 else label for label in labels]
    found: list[tuple[int, int, str]] = []
    ruled = dict(zip(spans, labels, strict=True))
    unsaid = [span for span, part in zip(units, said, strict=True) if not part]
    dated = _dateline(text, [span for span in unsaid if ruled[span] == "body"])
    for span, part in zip(units, said, strict=True):
        label = part or ruled[span]
        found.extend(_inside(text, span, dated) if label == "body" and not part else [(*span, label)])
    return _cover(found, len(text))


def _is_prose(page: list[Unit]) -> bool:
    """Tell whether paragraphs end with stops from the first that does on: then a short line without is no sentence."""
    begun = next((i for i, unit in enumerate(page) if unit.stops), 0)
    stopped = sum(unit.stops and unit.words > 2 for unit in page[begun:])
    loose = sum(not unit.marked and unit.words > LONGEST_LINE and not _ITEM.match(unit.line) for unit in page[begun:])
    return stopped > max(1, LEAST_STOPPED * loose - 1)


def _by_phrase(page: list[Unit]) -> list[str]:
    """Label each paragraph by the phrase it begins with, and what follows such a heading."""
    labels = []
    block, begun = "", False  # "list" and "comments" say what the lines below them are; comments come after a text
    for unit in page:
        found = kind(unit.line, unit.words, stops=unit.stops)
        if found in ("list", "comments"):
            block, label = found if begun or found == "list" else "", "furniture"
        elif found == "furniture" or (found and block != "comments"):
            label = found
        elif block == "comments":
            label = "comment"
        elif block == "list" and unit.words <= LONGEST_LINK and not unit.marked:
            label = "furniture"
        else:
            block, label = "", "body"
            begun = begun or unit.stops
        labels.append(label)
    return labels


def _label_end(page: list[Unit], labels: list[str]) -> None:
    """Label what signs the text at its end: a date, a name, a line on the author."""
    body = [i for i, label in enumerate(labels) if label == "body"]
    dated = False
    for _ in range(MOST_SIGNATURES):
        if len(body) < 2:
            return
        unit, above = page[body[-1]], page[body[-2]]
        short = unit.words <= LONGEST_SIGNATURE and not unit.marked
        signed = short and ((dated and len(body) > 2) or (above.stops and is_signature(unit.line)))
        of_author = is_signature(above.line) and _AUTHOR.match(unit.line)
        if not (is_date(unit.line) or signed or of_author or _is_bio(unit, [page[i].line for i in body[:-1]])):
            return
        dated = is_date(unit.line)
        labels[body.pop()] = "byline"


def _is_bio(unit: Unit, body: list[str]) -> bool:
    """Tell whether a line says who the author is: somebody whom the text does not name."""
    found = BIO.match(unit.line) if unit.words <= LONGEST_BIO else None
    return found is not None and not (found["name"] and any(found["name"].split()[-1] in line for line in body))


def _label_lines(page: list[Unit], labels: list[str], lead: int) -> None:
    """Label the lines between paragraphs that are known by their shape: times, links in capitals, repeated captions."""
    openings: dict[str, str] = {}
    shouted = sum(unit.line.isupper() for unit in page) > 0.5 * len(page)
    for i in range(lead + 1, len(page)):
        unit = page[i]
        if labels[i] != "body" or unit.words > LONGEST_HEADLINE:
            continue
        capitals = unit.line.isupper() and not shouted and unit.line[-1] not in ".!"
        if is_date(unit.line):
            labels[i] = "byline"
        elif capitals and (unit.words >= LEAST_LINK or _LINK.match(unit.line)):
            labels[i] = "furniture"
        elif unit.words <= LONGEST_SUBHEAD and i + 1 < len(page) and page[i + 1].plain.startswith("re "):
            labels[i] = "headline"  # of the letter whose subject follows
        elif not unit.marked and unit.words > LONGEST_SUBHEAD:
            if not openings:
                said = [plain(unit.line[:LONGEST_REPEATED]) for unit in page if unit.stops]
                openings = {opening[:LEAST_REPEATED]: opening for opening in said}
            if unit.plain and openings.get(unit.plain[:LEAST_REPEATED], "").startswith(unit.plain):
                labels[i] = "caption"


def _label_subheads(page: list[Unit], labels: list[str], lead: int) -> None:
    """Label one or two short lines without a stop between paragraphs, and the name that signs what is above them.

    A question, or a line that begins like a sentence, is a subhead only on a page that has others.
    """
    kept = [i for i in range(lead, len(page)) if labels[i] not in ("furniture", "caption", "comment")]
    body = [labels[i] == "body" for i in kept]
    whole = all(page[i].marked or page[i].words <= LONGEST_LINE or _ITEM.match(page[i].line) for i in kept)
    short = [is_body and _may_be_subhead(page[i], whole=whole) for i, is_body in zip(kept, body, strict=True)]
    found, unsure = list[int](), list[int]()
    k = 1
    while k < len(kept):
        end = k
        while end < len(kept) and short[end]:
            end += 1
        run, above = kept[k:end], page[kept[k - 1]]
        signed = labels[kept[k - 1]] == "byline"
        placed = len(run) == 1 and not signed and (end < len(kept) and body[end])
        if run and (above.stops or signed) and is_signature(page[run[0]].line, placed=placed):
            labels[run.pop(0)] = "byline"
            signed = True
        if (
            run
            and end < len(kept)
            and body[end]
            and _stands_out([page[i] for i in run], above, page[kept[end]], signed)
        ):
            (unsure if _SENTENCE.match(page[run[0]].line) else found).extend(run)
        k = end + 1
    asked = [k for k in range(1, len(kept) - 1) if body[k] and body[k + 1] and _is_question(page[kept[k]])]
    if any(_OPENS_QUOTATION.match(page[kept[k + 1]].line) for k in asked):
        asked = []  # an interview
    if len(found) > 1:
        found += unsure
    if len(found) > 1 or len(asked) >= LEAST_QUESTIONS:
        found += [kept[k] for k in asked]
    for i in found:
        labels[i] = "headline"


def _may_be_subhead(unit: Unit, *, whole: bool) -> bool:
    """Tell whether a line has the shape of a subhead; `whole`: every longer paragraph of its text ends with a mark."""
    line = unit.line
    capitals = line.isupper() and line[-1] != "."
    if not (may_be_headline(unit) or capitals) or _ITEM.match(line) or len(_NUMBER.findall(line[3:])) > 1:
        return False
    if unit.words > LONGEST_SUBHEAD and not (whole and unit.words <= LONGEST_LINE and small_words(line) < 3):
        return False
    if ":" in line:
        return _LABELLED.match(line) is not None or title_case(line)
    return line[0] not in "\"'“‘«[(" or line[-1] in "\"'”’»"


def _stands_out(run: list[Unit], above: Unit, after: Unit, signed: bool) -> bool:
    """Tell whether lines stand between paragraphs like a subhead, or below a signature like a headline."""
    last, capitals = run[-1], run[-1].line.isupper()
    if (
        len(run) > MOST_SUBHEADS
        or not (after.marked or _ITEM.match(after.line))
        or (_NUMBERED.match(last.line) and len(run) > 1)
    ):
        return False
    around = run[0].apart and after.apart
    ended = above.stops or (above.marked and capitals) or (around and above.words > LONGEST_LINE and not above.marked)
    return signed or (ended and (capitals or around or len(after.line) > 1.5 * len(last.line)))


def _is_question(unit: Unit) -> bool:
    return unit.line[-1] == "?" and 2 < unit.words <= LONGEST_SUBHEAD and _QUESTION.match(unit.line) is not None


def _dateline(text: str, body: list[Span]) -> Span:
    """Return the first dateline in the paragraphs that a text begins with; an empty span if there is none."""
    turns = sum(_TURN.match(text, start, end) is not None for start, end in body)
    for start, end in body[:LAST_DATED]:
        stop = dateline_end(text, start, end)
        spoken = _TURN.match(text, start, end) is not None
        if stop > start and not (spoken and (turns > 1 or text[end - 1].isalnum())):
            return start, stop
    return 0, 0


def _inside(text: str, unit: Span, dated: Span) -> list[tuple[int, int, str]]:
    """Cut the dateline or a glued caption from the front of a body paragraph, and an agency's name from its end."""
    start, end = unit
    stop = credit_start(text, start, end)
    body, front = dated[1] if dated[0] == start and dated[1] else start, "byline"
    glued = None
    if body == start and _CAPITAL_INSIDE.search(text, start + 1, min(end, start + 200)):
        glued = _GLUED.search(text, start, min(end, start + 200))
    if glued and glued["opener"] in STARTERS:
        caption = text[start : glued.start()]
        if len(_WORD.findall(caption)) <= LONGEST_GLUED and not re.search(r"[.!?:;“”\"]", caption):
            body, front = glued.start(), "caption"
    pieces = [(start, body, front), (body, stop, "body"), (stop, end, "byline")]
    return [piece for piece in pieces if piece[0] < piece[1]]


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
