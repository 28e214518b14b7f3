"""Captions to the turns of those who speak, a paragraph each; what nobody says is kept beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.texts.intake.article import Block
from analysis.texts.intake.caption_tags import Piece
from analysis.texts.intake.sound_descriptions import ENDS, parted, whole_brackets
from analysis.texts.intake.speaker_signs import Signs, opening_of, segments, signs_of

UNIDENTIFIED = "unidentified speaker"


def turns_of(captions: Iterable[Sequence[Piece]]) -> list[Block]:
    """Return what is said in captions, a block for each turn, and what they describe as blocks of furniture.

    A voice tag, and any of the signs of `signs_of`, begins a turn. Its speaker is the name that is given, without the
    colon or brackets, or `UNIDENTIFIED` behind arrows or a dash without a name: the words are not those of whoever
    spoke before. Words without any sign of who speaks are in blocks without a kind.

    Notes
    -----
    Misleads where captions name only some of those who speak, though they begin with a name.
    """
    whole = [whole_brackets(list(one)) for one in captions]
    turns = _Turns(signs_of(whole))
    for pieces in whole:
        turns.read(pieces)
    return [Block(" ".join(parts), kind, speaker) for parts, kind, speaker in turns.found]


class _Turns:
    """What has been read of captions: blocks in their parts, with kind and speaker, and who has the floor."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        self.found: list[tuple[list[str], str, str]] = []
        self.speaker: str | None = None
        self.kind = ""  # of the sign that gave the floor: voice, arrows, dash, label
        self.is_new = False  # whether what follows begins a block, whoever speaks
        self.said = self.aside = ""  # the last words, and what is in brackets with the last name
        self.goes_on = False  # whether something was said in this caption
        self.has_dashes = False  # whether it is an exchange

    def read(self, pieces: Sequence[Piece]) -> None:
        """Read a caption; a name that does not hold loses the floor once its sentence ends."""
        self.goes_on = False
        self.has_dashes = sum(opening_of(piece.text).mark == "dash" for piece in pieces) > 1
        for piece in pieces:
            self._read(piece)
        if self.kind in ("label", "dash") and not self.signs.holds and ENDS.search(self.said):
            self.speaker, self.kind = None, ""

    def _read(self, piece: Piece) -> None:
        if piece.voice is not None:
            self._give(piece.voice, "voice")
            self._say(piece.text)
            return
        if self.kind == "voice":
            self.speaker, self.kind = None, ""
        for segment in segments(piece.text):
            self._say(segment[self._open(segment) :])

    def _open(self, line: str) -> int:
        """Give the floor to whom a line names or marks for certain, and return where what is said begins."""
        sign = opening_of(line)
        is_free = not self.said or bool(ENDS.search(self.said))
        if sign.mark == "dash":
            is_sure = self.has_dashes or (is_free and bool(sign.name or self.signs.dashes))
        else:
            is_wrapped = self.goes_on and not is_free and sign.name not in self.signs.names
            is_sure = bool(sign.mark) or (self.signs.are_name(sign) and not is_wrapped)
        if not is_sure:
            return 0
        is_told = (sign.name, sign.aside) == (self.speaker, self.aside)
        self._give(sign.name, sign.mark if sign.mark == "arrows" or not sign.name else "label")
        self._describe("" if is_told else sign.aside)
        self.aside = sign.aside
        return sign.end

    def _give(self, name: str, kind: str) -> None:
        self.is_new |= not name or name != self.speaker
        self.speaker, self.kind = name or UNIDENTIFIED, kind

    def _describe(self, text: str) -> None:
        if text:
            self.found.append(([text], "furniture", ""))
            self.is_new = True

    def _say(self, line: str) -> None:
        for number, part in enumerate(parted(line)):
            if not part.is_said:
                self._describe(part.text)
                continue
            text = part.text[self._open(part.text) :] if number and self.kind != "voice" else part.text
            if not text:
                continue
            whose = ("turn" if self.speaker else "", self.speaker or "")
            if self.found and not self.is_new and self.found[-1][1:] == whose:
                self.found[-1][0].append(text)
            else:
                self.found.append(([text], *whose))
            self.said, self.is_new, self.goes_on = text, False, True
