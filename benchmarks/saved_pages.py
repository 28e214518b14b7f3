#!/usr/bin/env python3
"""Compare libraries that find the text of a saved page, and the suite, on pages whose text is known.

The folder holds pages, ``NAME.html``, and beside each what is known of it, ``NAME.json``: ``body`` and, where known,
``title`` and ``date`` (an ISO 8601 day). The score is F1 over words, each counted as often as it occurs, and precision
and recall beside it: means over pages. A headline is right if its words are; a date if the day is. Seconds are of the
processor. Of the libraries those are tried that are installed; nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


class Found(NamedTuple):
    """What a library found on a page; empty where it looks for no such thing."""

    body: str
    title: str = ""
    date: str = ""


def samestory(page: bytes) -> Found:
    """Return what `gather` finds; a page that it takes for none has no text."""
    from analysis.texts.intake import saved_page
    from analysis.texts.intake.article import Options
    from analysis.texts.intake.files import File

    articles = saved_page.read(File("page.html", page), Options(truncated=True)).articles
    if not articles:
        return Found("")
    return Found("\n".join(block.text for block in articles[0].blocks), articles[0].title, articles[0].date)


def trafilatura(page: bytes) -> Found:
    """Return what trafilatura finds with its own metadata."""
    from trafilatura import bare_extraction

    found = bare_extraction(page, with_metadata=True, include_comments=False, deduplicate=False)
    return Found(found.text or "", found.title or "", found.date or "") if found else Found("")


def newspaper4k(page: bytes) -> Found:
    """Return what newspaper4k finds; without `fetch_images` it would fetch every picture."""
    from newspaper import Article

    article = Article("https://page.example/", fetch_images=False)
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    return Found(article.text, article.title, str(article.publish_date or "")[:10])


def resiliparse(page: bytes) -> Found:
    """Return the main content that resiliparse finds."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(page.decode("utf-8", "replace"))
    return Found(extract_plain_text(tree, main_content=True), tree.title or "")


def readability_lxml(page: bytes) -> Found:
    """Return the text of the summary that readability makes."""
    from lxml import html
    from readability import Document

    document = Document(page.decode("utf-8", "replace"))
    return Found(html.fromstring(document.summary()).text_content(), document.short_title() or "")


def justext(page: bytes) -> Found:
    """Return the paragraphs that jusText takes for text in English."""
    import justext as library

    paragraphs = library.justext(page, library.get_stoplist("English"))
    return Found("\n".join(one.text for one in paragraphs if not one.is_boilerplate))


# Each with the package that it needs.
LIBRARIES: list[tuple[str, Callable[[bytes], Found]]] = [
    ("samestory", samestory),
    ("trafilatura", trafilatura),
    ("newspaper4k", newspaper4k),
    ("resiliparse", resiliparse),
    ("readability-lxml", readability_lxml),
    ("jusText", justext),
]


def scores(found: str, known: str) -> tuple[float, float, float]:
    """Return F1, precision and recall over words."""
    there, wanted = (Counter(re.findall(r"\w+", text.lower())) for text in (found, known))
    shared = (there & wanted).total()
    if not shared:
        return 0.0, 0.0, 0.0
    return 2 * shared / (there.total() + wanted.total()), shared / there.total(), shared / wanted.total()


def main() -> None:
    """Print a row for each library that is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="Pages, NAME.html, and what is known of them, NAME.json.")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="Name the N worst pages of the suite.")
    given = parser.parse_args()
    pages = [
        (one.name, one.read_bytes(), json.loads(one.with_suffix(".json").read_text()))
        for one in sorted(given.folder.glob("*.html"))
    ]
    if not pages:
        sys.exit(f"{given.folder}: holds no NAME.html with a NAME.json beside it")
    print(f"{len(pages)} pages, Python {platform.python_version()}")
    print(f"{'':26}    F1  precision  recall  headline   date  s/page")
    for name, read in LIBRARIES:
        try:
            label = f"{name} {version(name)}"
        except PackageNotFoundError:
            print(f"{name:26}  not installed")
            continue
        rows, worst, seconds = [], [], 0.0
        for file, page, known in pages:
            begin = time.process_time()
            found = read(page)
            seconds += time.process_time() - begin
            rows.append((*scores(found.body, known["body"]), *_same(found, known)))
            worst.append((rows[-1][0], file))
        known_only = [[one for one in column if one is not None] for column in zip(*rows, strict=True)]
        means = [sum(column) / len(column) if column else float("nan") for column in known_only]
        print(
            "{:26} {:5.3f}      {:5.3f}   {:5.3f}     {:5.3f}  {:5.3f}  {:6.3f}".format(
                label, *means, seconds / len(pages)
            )
        )
        if name == "samestory":
            for score, file in sorted(worst)[: given.worst]:
                print(f"  {score:.3f}  {file}")


def _same(found: Found, known: dict[str, str]) -> tuple[bool | None, bool | None]:
    """Tell whether headline and day are right; None where they are not known."""
    titles = [re.findall(r"\w+", str(title or "").lower()) for title in (found.title, known.get("title"))]
    same_day = found.date == known["date"] if known.get("date") else None
    return titles[0] == titles[1] if titles[1] else None, same_day


if __name__ == "__main__":
    main()
