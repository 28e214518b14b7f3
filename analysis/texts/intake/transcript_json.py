"""A podcast's transcript in JSON: segments with a time each, what is said, and who says it where that is known."""

from __future__ import annotations

import json
import re
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake.article import Article, LeftOut, Options, Reading
from analysis.texts.intake.caption_tags import Piece
from analysis.texts.intake.caption_turns import turns_of
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code

_SEGMENTS = re.compile(rb'"segments"\s*:\s*\[\s*\{[^{}]*"(?:startTime|body)"\s*:')
_STOPS = re.compile(r" (?=[,.;:!?…]+(?: |$))")


def recognises(file: File) -> bool:
    """Tell JSON with segments that have a ``startTime`` or ``body``, as the podcast namespace names them."""
    return file.head[:1] == "{" and bool(_SEGMENTS.search(file.data[:8192]))


def read(file: File, options: Options) -> Reading:
    """Return what is said as one article, a paragraph for each turn (`turns_of`).

    A segment may be a sentence or a word. One that names nobody is of nobody known: names are not carried along.

    Raises
    ------
    InputError
        If the JSON is broken, or no segment has words.
    """
    try:
        value = json.loads(file.text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file.name}: broken JSON ({error}); fetch it again") from None
    segments = value.get("segments")
    found = Reading("podcast transcript (JSON)")
    captions: list[list[Piece]] = []
    for number, one in enumerate(segments if isinstance(segments, list) else [], 1):
        text = _words(one.get("body")) if isinstance(one, dict) else None
        if text is None:
            found.left_out.append(LeftOut(f"segment {number}", "", "has no body that is text", is_error=True))
        elif text:
            captions.append([Piece(text, _name(one.get("speaker")) or None)])
    if not captions:
        raise InputError(f"{file.name}: no segment has words; fetch it again")
    blocks = [block._replace(text=_STOPS.sub("", block.text)) for block in turns_of(captions)]
    language = _words(value.get("language")) or ""
    found.articles.append(Article(blocks, doc_id=file.stem, language=language_code(language)))
    return found


def _name(value: Any) -> str | None:
    return f"speaker {value}" if isinstance(value, int) and not isinstance(value, bool) else _words(value)


def _words(value: Any) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) else None
