"""Two paragraphs of news, and the parts of a page made with them."""

from analysis.texts.segmentation.page_parts import parts

LEAD = "The lock keeper opened the gates on Tuesday and let the barges through for the first time since the frost."
NEXT = "Barges had waited above the weir for nine days, and their crews bought bread in the villages along the bank."
HEAD = "Barges move again"


def parted(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(part, text[start:end].strip()) for start, end, part in parts(text, title)]


def part_of(piece: str, text: str, title: str = "") -> str:
    """Return the part that holds the whole of a piece, or its parts where they are several."""
    at = text.index(piece)
    held = [part for start, end, part in parts(text, title) if start < at + len(piece) and at < end]
    return " ".join(dict.fromkeys(held))
