#!/usr/bin/env python3
"""Measure how well libraries read the text of PDF files whose text is known.

In the folder, NAME.txt beside NAME.pdf is what a person reads in it. Measured are words: the mean F1 of those found,
and the share of the known ones that come out in their order (longest common subsequence), which columns that are read
across, running headers and drop caps make small. Libraries that are not installed are passed over.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

Reader = Callable[[bytes], str]


def ours(data: bytes) -> str:
    """Return the text that `gather` makes of a PDF."""
    from analysis.texts.intake import pdf
    from analysis.texts.intake.article import Options
    from analysis.texts.intake.files import File

    (article,) = pdf.read(File("measured.pdf", data), Options()).articles
    return "\n".join(block.text for block in article.blocks)


def by_pypdf(data: bytes) -> str:
    """Return the text in the order of the file."""
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pypdf_layout(data: bytes) -> str:
    """Return the text as it is placed on the page."""
    import pypdf

    return "\n".join(page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pdfplumber(data: bytes) -> str:
    """Return the text by the place of each letter."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pages:
        return "\n".join(page.extract_text() or "" for page in pages.pages)


def by_pdfplumber_flow(data: bytes) -> str:
    """Return the text in the order of the file."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pages:
        return "\n".join(page.extract_text(use_text_flow=True) or "" for page in pages.pages)


def by_pdfminer(data: bytes) -> str:
    """Return the text in the order that the library takes for that of reading."""
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


def by_pdfium(data: bytes) -> str:
    """Return the text as the browser's own library has it."""
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


READERS: dict[str, tuple[str, Reader]] = {
    "gather": ("pypdf", ours),
    "pypdf": ("pypdf", by_pypdf),
    "pypdf, layout": ("pypdf", by_pypdf_layout),
    "pdfplumber": ("pdfplumber", by_pdfplumber),
    "pdfplumber, text flow": ("pdfplumber", by_pdfplumber_flow),
    "pdfminer.six": ("pdfminer", by_pdfminer),
    "pypdfium2": ("pypdfium2", by_pdfium),
}


def score(found: str, known: str) -> tuple[float, float]:
    """Return the F1 of words, and the share of the known ones that come in their order."""
    from rapidfuzz.distance import LCSseq

    a, b = re.findall(r"\w+", found), re.findall(r"\w+", known)
    both = (Counter(a) & Counter(b)).total()
    return 2 * both / max(1, len(a) + len(b)), LCSseq.similarity(a, b) / max(1, len(b))


def main() -> None:
    """Print a line for each library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder with NAME.pdf and NAME.txt")
    files = sorted(file for file in parser.parse_args().folder.glob("*.pdf") if file.with_suffix(".txt").exists())
    print(f"{len(files)} files")
    print(f"{'':24}{'F1':>7}{'in order':>10}{'lowest':>8}{'ms a file':>11}")
    for name, (package, reader) in READERS.items():
        if not find_spec(package):
            continue
        scores = []
        begin = time.process_time()
        for file in files:
            scores.append(score(reader(file.read_bytes()), file.with_suffix(".txt").read_text(encoding="utf-8")))
        took = time.process_time() - begin
        f1, order = (sum(values) / len(scores) for values in zip(*scores, strict=True))
        lowest = min(order for _, order in scores)
        print(f"{name:24}{f1:7.3f}{order:10.3f}{lowest:8.3f}{1000 * took / len(files):11.0f}")


if __name__ == "__main__":
    main()
