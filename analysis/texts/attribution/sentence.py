"""A sentence as the rules of indirect speech read it: its words, and which of them are in direct speech."""

from __future__ import annotations

from bisect import bisect_left

from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.paragraphs import Span

_FINAL = (".", "!", "?", "…")


class Sentence:
    """A sentence with its words, and for each word whether it is in direct speech."""

    def __init__(self, reading: ParsedText, start: int, end: int, quoted: list[Span]) -> None:
        text = reading.text
        self.text, self.start = text, start
        bare = text[max(start, end - 12) : end].rstrip().rstrip("\"'”’)]")
        if bare.endswith(_FINAL):
            self.end = max(start, end - 12) + len(bare.rstrip("".join(_FINAL)))
        else:
            self.end = end
        self.words = reading.between(start, end)
        self._starts = [word.start for word in self.words]
        self.quoted = [False] * len(self.words)
        for begin, stop in quoted:
            for i in range(self.at(begin), self.at(stop)):
                self.quoted[i] = True

    def stop_before(self, i: int) -> str:
        """Return the first mark between word `i` and the one before it."""
        gap = self.words[i].gap
        return "" if gap == " " else gap.strip(" \xa0\n")[:1]

    def edge(self, i: int) -> int:
        """Return where the word before `i` ends."""
        return self.words[i].start - len(self.words[i].gap)

    def at(self, offset: int) -> int:
        """Return the position of the first word that begins at `offset` or after it."""
        return bisect_left(self._starts, offset)
