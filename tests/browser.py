"""A browser for the tests of pages: Chromium, driven by Playwright; what leaves the machine is counted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
IN_PAGE = (Path(__file__).parent / "in_page.mjs").read_text(encoding="utf-8").replace("export ", "")


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Yield a running Chromium; where there is none the test is skipped and says so, but not in CI.

    It does not outlive a module: while Playwright runs, nothing else in the process can start an event loop.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        found = None
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no browser to test pages in; install chromium and playwright")
        pytest.skip("no browser to test pages in: install chromium and playwright")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()


class Visit:
    """A page opened from a file, with what went wrong on it and what it asked of others."""

    def __init__(self, chromium, folder, **options) -> None:
        self.context = chromium.new_context(accept_downloads=True, **options)
        self.folder, self.asked, self.errors = folder, [], []
        self.context.on("request", self._note)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))

    def _note(self, request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.asked.append(request.url)

    def open(self, name):
        """Open a page and return it; `name` may end in a query and a hash."""
        self.page.goto((self.folder.as_uri()) + "/" + name)
        return self.page

    def ask(self, name, *arguments):
        """Return what a function of `in_page.mjs` says of the page."""
        return self.page.evaluate(f"(given) => {{ {IN_PAGE}; return {name}(...given); }}", list(arguments))

    def close(self) -> None:
        """End the visit: nothing went wrong, and nobody was asked for anything."""
        self.context.close()
        assert not self.asked and not self.errors
