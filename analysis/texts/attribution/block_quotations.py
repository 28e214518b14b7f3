"""Block quotations: paragraphs that are somebody's words without quotation marks around them."""

from __future__ import annotations

from itertools import pairwise

from analysis.texts.attribution.cue_speaker import LONGEST_CONTEXT, NEAR_COLON, last_cue
from analysis.texts.attribution.transcripts import Speech
from analysis.texts.segmentation.document import ParsedText


def block_quotations(reading: ParsedText) -> list[Speech]:
    """Return the paragraphs without quotation marks that a line with a cue and a colon announces ("He said:")."""
    found = []
    for (begin, stop), (start, end) in pairwise(reading.paragraphs):
        if reading.text[stop - 1] != ":" or not reading.text[start].isalnum():
            continue
        line = reading.between(max(begin, reading.sentence_start(stop - 1), stop - LONGEST_CONTEXT), stop)
        cue = last_cue(reading.text, line, stop, close=False)
        if cue and cue.speaker and stop - cue.cue[1] <= NEAR_COLON:
            found.append(Speech(start, end, cue.speaker, cue.cue))
    return found
