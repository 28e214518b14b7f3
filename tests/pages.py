"""Look through finished pages for dead links, images without words, and formulas that need a script."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LEADS = {"href", "src"}


class Page(HTMLParser):
    """What a page shows and where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.wordless: list[str] = []
        self.tags: list[str] = []
        self.scripts: list[str] = []
        self.shown = ""
        self._script = self._data = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.links += [value for name, value in values.items() if name in LEADS]
        self.ids |= {value for name, value in values.items() if name in {"id", "name"}}
        if tag == "img" and not values.get("alt", "").strip():
            self.wordless.append(values.get("src", "")[:60])
        data = tag == "script" and values.get("type") == "application/json"  # a block that no browser runs
        self._script = tag in {"script", "style"} and not data
        self._data = data

    def handle_endtag(self, tag: str) -> None:
        self._script = self._data = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts.append(data)
        elif not self._data:
            self.shown += data


def pages(folder: Path) -> dict[Path, Page]:
    """Return every page of a folder, read."""
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.resolve().rglob("*.html"))}


def dead_links(folder: Path) -> Iterator[str]:
    """Yield a line for each link, download, image or script within a folder that leads nowhere."""
    read = pages(folder)
    for path, page in read.items():
        where = path.relative_to(folder.resolve()).as_posix()
        for address in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_relative_to(folder.resolve()) or not target.is_file():
                yield f"{where}: {address} leads to no file"
            elif parts.fragment and target in read and unquote(parts.fragment) not in read[target].ids:
                yield f"{where}: {address} leads to no place on that page"


def wordless_images(folder: Path) -> Iterator[str]:
    """Yield a line for each image without alt text."""
    for path, page in pages(folder).items():
        yield from (f"{path.relative_to(folder.resolve()).as_posix()}: {source}" for source in page.wordless)
