#!/usr/bin/env python3
"""Measure the explorer's page in Chromium: seconds to open, megabytes, memory; beside scattertext's page of its terms.

The texts are those of `scaling.py`: 2,000 of about 600 words, with 20,000 terms, in four groups; the same two sides are
compared in both pages. What opens is what the browser has loaded when the points are drawn. scattertext runs in a
Python of its own, and its page gets the library it wants from a folder, for it cannot be had without a network.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from playwright.sync_api import TimeoutError, sync_playwright  # noqa: E402

import analysis as same  # noqa: E402
from analysis.views.explorer.pages import write_explorer  # noqa: E402
from benchmarks.scaling import write_corpus  # noqa: E402

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


LIMIT = 120  # seconds


def opened(name: str, page: Path) -> tuple[float, float, int, float, float] | None:
    """Open a page from a file; return what it takes until its points are painted; None where it is longer than `LIMIT`.

    Seconds on the clock and of the processor (the page's own thread), bytes loaded, MB of heap, and nodes.
    """
    loaded: set[str] = set()
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = chromium.new_page(viewport={"width": 1280, "height": 900})
        tab.on("requestfinished", lambda request: loaded.add(request.url))
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        begin = time.monotonic()
        tab.goto(page.as_uri(), wait_until="commit")
        try:
            tab.locator(POINTS[name]).first.wait_for(state="attached", timeout=1000 * LIMIT)
            tab.screenshot(timeout=1000 * LIMIT)
        except TimeoutError:
            return None
        took = time.monotonic() - begin
        session.send("HeapProfiler.collectGarbage")
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        chromium.close()
    here = [page.parent / url.rpartition("/")[2].partition("#")[0] for url in loaded if url.startswith("file:")]
    return (
        took,
        metrics["TaskDuration"],
        sum(file.stat().st_size for file in here),
        metrics["JSHeapUsedSize"] / 1e6,
        metrics["Nodes"],
    )


def main() -> None:
    """Write both pages and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--scattertext", metavar="PYTHON", help="a Python that has scattertext")
    parser.add_argument("--d3", type=Path, metavar="FOLDER", help="d3.min.js (4) and d3-scale-chromatic.min.js are in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts.csv")
        write_corpus(texts, given.texts)
        story = same.read_story(texts, target="advocacy")
        story.counts  # noqa: B018  # reading is not what is measured
        begin = time.process_time()
        pages = {"Same Story": write_explorer(story, Path(folder, "explorer"))}
        made = {"Same Story": time.process_time() - begin}
        if given.scattertext:
            pages["scattertext"] = Path(folder, "scattertext", "index.html")
            shutil.copytree(given.d3, pages["scattertext"].parent)
            begin = time.monotonic()
            command = [given.scattertext, "-c", SCATTERTEXT, str(texts), str(pages["scattertext"]), "advocacy"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            made["scattertext"] = time.monotonic() - begin
        print(f"{len(story.counts.terms):,} terms, {given.texts:,} texts\n")
        print(
            "| page | seconds to make | MB in all | MB that open | seconds to open | processor | MB of heap | nodes |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for name, page in pages.items():
            runs = [run for run in (opened(name, page) for _ in range(3)) if run is not None]
            whole = sum(file.stat().st_size for file in page.parent.iterdir()) / 1e6
            row = f"| {name} | {made[name]:.0f} | {whole:.1f} |"
            if len(runs) < 3:
                print(f"{row} | more than {LIMIT} | | | |", flush=True)
                continue
            took, used, size, heap, nodes = (statistics.median(column) for column in zip(*runs, strict=True))
            print(f"{row} {size / 1e6:.1f} | {took:.1f} | {used:.1f} | {heap:.0f} | {nodes:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
