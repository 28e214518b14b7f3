#!/usr/bin/env python3
"""Measure the pages of the reader and of the explorer in Chromium: seconds, megabytes, memory; beside scattertext's.

The texts are those of `scaling.py`. The reader shows one of 5,000 words: how long is it from the start of the visit
until a switch answers, and how long does each switch take? The explorer shows 2,000 texts of about 600 words, with
20,000 terms, in four groups; scattertext's page compares the same two sides. What opens is what the browser has loaded
when the points are painted. scattertext runs in a Python of its own, and its page gets the library it wants from a
folder, for it cannot be had without a network.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from playwright.sync_api import CDPSession, Page, TimeoutError, sync_playwright  # noqa: E402

import analysis as same  # noqa: E402
from analysis.views.explorer.pages import write_explorer  # noqa: E402
from analysis.views.reader.pages import write_reader  # noqa: E402
from benchmarks.scaling import KINDS, News, write_corpus  # noqa: E402

SCATTERTEXT = """
import sys
import pandas as pd, scattertext as st
texts, page, side = sys.argv[1:4]
table = pd.read_csv(texts)
table["side"] = (table["source_type"] == side).map({True: side, False: "rest"})
table["parse"] = table["text"].map(st.whitespace_nlp_with_sentences)
corpus = st.CorpusFromParsedDocuments(table, category_col="side", parsed_col="parse").build().get_unigram_corpus()
html = st.produce_scattertext_explorer(corpus, category=side, category_name=side, not_category_name="rest",
    minimum_term_frequency=1, pmi_threshold_coefficient=0, metadata=table["doc_id"], d3_url="d3.min.js",
    d3_scale_chromatic_url="d3-scale-chromatic.min.js")
open(page, "w", encoding="utf-8").write(html)
"""
POINTS = {"Same Story": "#table [data-sort]", "scattertext": "svg circle"}
NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = """
const painted = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
const boxes = () => [...document.querySelectorAll("#controls input[type=checkbox]")];
window.usable = new Promise((done, failed) => document.addEventListener("DOMContentLoaded", async () => {
  const said = () => document.getElementById("balance").textContent;
  const before = said();
  boxes()[0].click();
  await painted();
  if (said() === before) failed(new Error("the first switch changes nothing"));
  done(performance.now() / 1000);
}));
window.each = async () => {
  const took = [];
  for (const box of boxes()) {
    const begin = performance.now();
    box.click();
    await painted();
    took.push(performance.now() - begin);
  }
  return took;
};
"""


@contextmanager
def tab(script: str = "") -> Iterator[tuple[Page, CDPSession]]:
    """Yield a page of a browser that has opened none, and what measures it; the script runs before the page's."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise SystemExit(f"no browser found; install one of {', '.join(NAMES)}")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(script)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        yield page, session
        browser.close()


def metrics(session: CDPSession) -> dict[str, float]:
    """Return seconds of the processor in all and in scripts, bytes of heap, and nodes."""
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}


def opened(name: str, page: Path, limit: int) -> tuple[float, ...] | None:
    """Open an explorer from a file; return what it takes until its points are painted; None where that is too long.

    Seconds on the clock, of the page's thread, and of these in scripts; MB loaded; MB of heap; nodes.
    """
    loaded: set[str] = set()
    with tab() as (here, session):
        here.on("requestfinished", lambda request: loaded.add(request.url))
        begin = time.monotonic()
        here.goto(page.as_uri(), wait_until="commit")
        try:
            here.locator(POINTS[name]).first.wait_for(state="attached", timeout=1000 * limit)
            here.screenshot(timeout=1000 * limit)
        except TimeoutError:
            return None
        took = time.monotonic() - begin
        session.send("HeapProfiler.collectGarbage")
        seen = metrics(session)
    files = [page.parent / url.rpartition("/")[2].partition("#")[0] for url in loaded if url.startswith("file:")]
    size = sum(file.stat().st_size for file in files) / 1e6
    return took, seen["TaskDuration"], seen["ScriptDuration"], size, seen["JSHeapUsedSize"] / 1e6, seen["Nodes"]


def switched(page: Path) -> tuple[float, ...]:
    """Open a page of the reader and use each switch once.

    Returns seconds until the first has answered, on the clock and of the page's thread; milliseconds of the slowest, of
    one on average, and of the page's thread for one on average.
    """
    with tab(SWITCHES) as (here, session):
        here.goto(page.as_uri())
        usable = here.evaluate("window.usable")
        opening = metrics(session)["TaskDuration"]
        each = here.evaluate("window.each()")
        thread = 1000 * (metrics(session)["TaskDuration"] - opening)
    return usable, opening, max(each), statistics.mean(each), thread / len(each)


def print_table(heads: list[str], rows: list[list[str]]) -> None:
    """Print a Markdown table whose first column is text."""
    for row in [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]:
        print(f"| {' | '.join(row)} |", flush=True)


def measure_reader(folder: Path, words: int, runs: int) -> None:
    """Write a text of so many words and three short ones with the passages that it takes over; measure its page."""
    texts, news = folder / "long.csv", News(0)
    with texts.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["doc_id", "text", "source_type"])
        for kind in KINDS:
            rows.writerow([kind, news.article(words if kind == KINDS[-1] else 600), kind])
    pages = write_reader(same.read_story(texts, target=KINDS[0]), folder / "reader")
    page = folder / "reader" / pages[-1].file
    usable, opening, *switch = map(statistics.median, zip(*[switched(page) for _ in range(runs)], strict=True))
    heads = ["the reader", "kB of the page", "seconds until a switch answers", "processor", "ms of the slowest switch"]
    row = [f"{words:,} words", f"{page.stat().st_size / 1000:.0f}", f"{usable:.2f}", f"{opening:.2f}"]
    print_table([*heads, "of a switch", "processor, ms"], [[*row, *(f"{one:.0f}" for one in switch)]])


def measure_explorer(folder: Path, given: argparse.Namespace) -> None:
    """Write the explorer of many texts, and scattertext's page where that is there; measure both."""
    texts = folder / "texts.csv"
    write_corpus(texts, given.texts)
    story = same.read_story(texts, target="advocacy")
    story.counts  # noqa: B018  # reading is not what is measured
    begin = time.process_time()
    pages = {"Same Story": write_explorer(story, folder / "explorer")}
    made = {"Same Story": time.process_time() - begin}
    if given.scattertext:
        pages["scattertext"] = folder / "scattertext" / "index.html"
        shutil.copytree(given.d3, pages["scattertext"].parent, ignore=shutil.ignore_patterns("*.html"))
        begin = time.monotonic()
        command = [given.scattertext, "-c", SCATTERTEXT, str(texts), str(pages["scattertext"]), "advocacy"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        made["scattertext"] = time.monotonic() - begin
    heads = ["the explorer", "seconds to make", "MB in all", "seconds to open", "processor", "of it scripts"]
    rows = []
    for name, page in pages.items():
        row = [name, f"{made[name]:.0f}", f"{sum(file.stat().st_size for file in page.parent.iterdir()) / 1e6:.1f}"]
        runs: list[tuple[float, ...]] = []
        while len(runs) < given.runs and (run := opened(name, page, given.limit)) is not None:
            runs.append(run)
        if len(runs) < given.runs:
            rows.append([*row, f"more than {given.limit}", *[""] * 5])
            continue
        *seconds, size, heap, nodes = map(statistics.median, zip(*runs, strict=True))
        rows.append([*row, *(f"{one:.2f}" for one in seconds), f"{size:.1f}", f"{heap:.0f}", f"{nodes:,.0f}"])
    print(f"\n{len(story.counts.terms):,} terms, {given.texts:,} texts\n")
    print_table([*heads, "MB that open", "MB of heap", "nodes"], rows)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=2000, help="of the explorer; 0 leaves it out")
    parser.add_argument("--words", type=int, default=5000, help="of the reader's text; 0 leaves it out")
    parser.add_argument("--runs", type=int, default=5, help="medians are of so many visits, each of a new browser")
    parser.add_argument("--limit", type=int, default=120, help="seconds that a page may take to open")
    parser.add_argument("--scattertext", metavar="PYTHON", help="a Python that has scattertext")
    parser.add_argument("--d3", type=Path, metavar="FOLDER", help="d3.min.js (4) and d3-scale-chromatic.min.js are in")
    given = parser.parse_args()
    if given.scattertext and not given.d3:
        parser.error("--scattertext: its page needs --d3, too")
    with tempfile.TemporaryDirectory() as folder:
        if given.words:
            measure_reader(Path(folder), given.words, given.runs)
        if given.texts:
            measure_explorer(Path(folder), given)


if __name__ == "__main__":
    main()
