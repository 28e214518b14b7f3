"""WebVTT and SubRip: the captions of a film or broadcast, as the running text of what is said."""

from __future__ import annotations

import re

from analysis.schema import InputError, listed
from analysis.texts.intake.article import Article, LeftOut, Options, Reading
from analysis.texts.intake.caption_cues import Captions, captions_of, times_of
from analysis.texts.intake.caption_tags import HAS_WORD_TIMES, pieces_of
from analysis.texts.intake.caption_turns import turns_of
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.rolling_captions import Shown, unrolled

_HEADER = re.compile(r"WEBVTT(?:[ \t][^\n]*)?\r?(?:\n|$)")
_ENDINGS = (".srt", ".vtt")
_NO_WORDS = re.compile(r"\S+#xywh=\d+,\d+,\d+,\d+|\{.*\}")
_FEWEST = 2  # times in a file whose name does not say what it is


def recognises(file: File) -> bool:
    """Tell WebVTT by its first line, and SubRip by times that begin it, after a number at most, and come again.

    A text that mentions times does not begin with them. A name that says so is believed where there are any times.
    """
    head = file.head
    if _HEADER.match(head) and ("-->" in head or head.split("\n", 1)[0].strip() == "WEBVTT"):
        return True
    if ":" not in head or not (">" in head or file.ending in _ENDINGS):
        return False
    lines = [line for line in re.split(r"[\r\n]+", head) if line.strip()]
    times = list(times_of(lines))
    begins = bool(times) and (times[0] == 0 or (times[0] == 1 and lines[0].strip().isdigit()))
    return bool(times) and (file.ending in _ENDINGS or (begins and len(times) >= _FEWEST))


def read(file: File, options: Options) -> Reading:
    """Return what is said in a file as one article.

    Captions are joined, a paragraph for each turn (`turns_of`), those that roll without what they repeat (`unrolled`).
    What is no text is in the notes, and so is damage, with the numbers of the lines; its words are kept.

    Raises
    ------
    InputError
        If the file has no caption with words in it.
    """
    found = captions_of(file.text, is_webvtt=file.ending == ".vtt")
    shown = [Shown(cue.start, cue.end, pieces_of(cue.lines)) for cue in found.cues]
    said = [" ".join(piece.text for piece in one.pieces) for one in shown if one.pieces]
    if all(_NO_WORDS.fullmatch(text) for text in said):
        why = ", but pictures or data for its times" if said else ""
        raise InputError(f"{file.name}: holds no captions{why}; give the captions of this video")
    timed_words = any(HAS_WORD_TIMES.search(line) for cue in found.cues for line in cue.lines)
    captions, repeated = unrolled(shown, timed_words=timed_words)
    found.omitted["repeated lines of rolling captions"] += repeated
    article = Article(turns_of(captions), doc_id=file.stem, language=language_code(found.header.get("language", "")))
    if kind := found.header.get("kind"):
        article.more["caption_kind"] = kind
    left_out = [LeftOut(f"line {line}", text[:200], "comes before the first caption") for line, text in found.before]
    return Reading("WebVTT" if found.is_webvtt else "SubRip", [article], left_out, notes=_notes(found))


def _notes(found: Captions) -> list[str]:
    """Return what to tell about a file: what is no part of its text, and what is damaged."""
    omitted = ", ".join(f"{name} ({n:,})" if name[-1] != "”" else name for name, n in found.omitted.items() if n)
    notes = [f"no part of the text: {omitted}"] if omitted else []
    for fault, lines in found.damaged.items():
        where = f"line{'s' * (len(lines) > 1)} {listed(lines)}"
        notes.append(f"damaged captions, whose words are kept: {fault}, {where}")
    return notes
