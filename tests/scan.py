"""Find what a built page would ask another server for: `python tests/scan.py site`.

A link that a reader may click (<a href>) is no request. Everything that a browser fetches on its own is: scripts,
pictures, styles, fonts, frames, and calls from a script to an address that is written out in it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

OUTSIDE = r"(?:(?:https?|wss?|ftp):)?//"
FETCHED = {"src", "srcset", "imagesrcset", "poster", "data", "background", "manifest", "action", "formaction", "ping"}
CLICKED = {"a", "area"}
CSS = re.compile(rf"(?:url\(\s*['\"]?|@import\s+['\"])\s*{OUTSIDE}[^'\")\s]*", re.IGNORECASE)
JS = re.compile(
    rf"""(?:\b(?:fetch|import|importScripts|Worker|SharedWorker|WebSocket|EventSource|sendBeacon)\s*\(\s*
          |\.open\s*\(\s*["'`]\w+["'`]\s*,\s* | \.src\s*=\s* | \b(?:import|from)\s*)
        ["'`]{OUTSIDE}[^"'`\s]*""",
    re.VERBOSE,
)


class Page(HTMLParser):
    """Collects the requests of one page in `found`, as (line, what)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.inside = ""

    def note(self, what: str, line: int = 0) -> None:
        self.found.append((self.getpos()[0] + line, what))

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "script":  # what is typed as data, such as JSON, is not run
            self.inside = "js" if values.get("type", "module") in ("", "module", "text/javascript") else "data"
        elif tag == "style":
            self.inside = "css"
        for name, value in values.items():
            self.look_at(tag, name, value)

    handle_startendtag = handle_starttag

    def look_at(self, tag: str, name: str, value: str) -> None:
        fetched = name in FETCHED or (name in ("href", "xlink:href") and tag not in CLICKED)
        for address in re.split(r",\s+" if "srcset" in name else r"$^", value) if fetched else []:
            if re.match(OUTSIDE, re.sub(r"[\t\r\n]", "", address).strip().replace("\\", "/"), re.IGNORECASE):
                self.note(f"<{tag} {name}={address.strip()}>")
        if name == "srcdoc":
            inner = Page()
            inner.feed(value)
            self.found += [(self.getpos()[0], what) for _, what in inner.found]
        elif name == "style":
            for what in in_css(value):
                self.note(what[1])
        elif (
            tag == "meta" and name == "content" and re.match(rf"\s*\d+\s*;\s*url=['\"]?{OUTSIDE}", value, re.IGNORECASE)
        ):
            self.note(f"<meta {value}>")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.inside = ""

    def handle_data(self, data):
        look = {"js": in_js, "css": in_css}.get(self.inside)
        for line, what in look(data) if look else ():
            self.note(what, line - 1)


def in_css(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of each request in a style sheet; comments are left out."""
    bare = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.DOTALL)
    yield from ((bare.count("\n", 0, hit.start()) + 1, hit.group()) for hit in CSS.finditer(bare))


def in_js(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of each request in a script."""
    yield from ((text.count("\n", 0, hit.start()) + 1, hit.group()) for hit in JS.finditer(text))


def in_page(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of each request in an HTML page or an SVG drawing."""
    page = Page()
    page.feed(text)
    page.close()
    yield from page.found


LOOK = {".html": in_page, ".htm": in_page, ".svg": in_page, ".css": in_css, ".js": in_js, ".mjs": in_js}


def outside_requests(site: Path) -> list[str]:
    """Return one line `file:line: what` for each request to another server, in all files of a folder."""
    files = sorted(file for file in Path(site).rglob("*") if file.suffix.lower() in LOOK)
    return [
        f"{file.relative_to(site)}:{line}: {what}"
        for file in files
        for line, what in LOOK[file.suffix.lower()](file.read_text("utf-8"))
    ]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    pages = len(list(folder.rglob("*.html")))
    requests = outside_requests(folder)
    print(*requests, f"{folder}: {pages} pages, {len(requests)} outside requests", sep="\n")
    sys.exit(bool(requests) or not pages)
