"""The book: built from a scratch checkout of two hostile texts and one notebook that shows them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.schema import InputError
from analysis.views.book import build as book
from analysis.views.book.build import SITE, build, fingerprints, resolve_site
from analysis.views.book.cache import lock
from analysis.views.book.execute import BuildError
from analysis.views.book.sources import BESIDE
from analysis.views.marked_folder import MARK
from tests.faults import disk
from tests.pages import Page, dead_links, pages, wordless_images
from tests.processes import is_running, wait_for_end
from tests.scan import outside_requests

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "<script>alert(1)</script> </script> {{ x }} {% y %} &amp; & $x$ _e_ :role:`x` <!-- c --> \"quoted\" 'so'"
PROSE = "<script>alert(1)</script> {{ x }} {% y %} & and <b>so on</b>"  # in prose the other signs are Markdown

CELLS = [
    f"# Is this {PROSE}?\n\nA rate is $r = \\frac{{n}}{{N}}$.\n\n$$G^2 = 2 \\sum_i O_i \\ln \\frac{{O_i}}{{E_i}}$$",
    f"Typed: {PROSE}. [The data](../data/README.md), [a file](../data/raw/SOURCES.csv), [home](../index.md).",
    "!import analysis as same\ndocuments = same.read_corpus()",
    "!same.show(documents[['doc_id', 'title', 'text']], caption=documents['text'][0], limit=1)",
    "!print(documents['text'][0])",
    "!documents['text'][0]",
    "!import warnings\nwarnings.warn('names a path')\ndocuments[['text']]",
    "!import matplotlib.pyplot as plt\nfigure, ax = plt.subplots()\n"
    "ax.set_title(documents['text'][0], parse_math=False)\n"
    "same.Picture(figure, alt=documents['text'][0], caption=documents['text'][0], name='hostile')",
    "!assert len(documents) == 2",
]


def notebook(path: Path, *cells: str) -> None:
    made = [new_code_cell(cell[1:]) if cell.startswith("!") else new_markdown_cell(cell) for cell in cells]
    nbformat.write(new_notebook(cells=made), path)


def checkout(root: Path) -> Path:
    """Make a scratch checkout: our modules and word lists, two hostile texts, one notebook."""
    root.mkdir()
    # With what is compiled, which takes each program a second, but not what another process is just writing.
    shutil.copytree(ROOT / "analysis", root / "analysis", ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("raw"))
    (root / "docs").mkdir()
    for name in (*BESIDE, "docs/what-it-costs.md"):  # to which README leads
        shutil.copy(ROOT / name, root / name)
    (root / "data" / "raw").mkdir()
    rows = []
    long = "The boats came in at noon. " * 20  # enough for what a figure of every shipped corpus shows
    for kind in ("advocacy", "newswire"):
        text = f"{HOSTILE} He said: \u201cthe regime lies {HOSTILE.replace(chr(34), '')}\u201d. The {kind} ends."
        text += "\n\n" + long
        (root / "data" / "raw" / f"{kind}.txt").write_text(text, encoding="utf-8")
        sum_ = hashlib.sha256(text.encode()).hexdigest()
        rows.append((f"{kind} {HOSTILE}", f"{kind}.txt", sum_, kind, HOSTILE, "2014-07"))
    sources = pd.DataFrame(rows, columns=["doc_id", "file", "sha256", "source_type", "title", "date"])
    sources.to_csv(root / "data" / "raw" / "SOURCES.csv", index=False)
    (root / "data" / "README.md").write_text("# The data\n\nTwo [texts](raw/SOURCES.csv).\n", encoding="utf-8")
    (root / "notebooks").mkdir()
    notebook(root / "notebooks" / "00-hostile.ipynb", *CELLS)
    return root


def bytes_of(site: Path, start: str = "") -> dict[str, str]:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {start + path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    return checkout(folder / "here")


@pytest.fixture(scope="session")
def site(scratch):
    made = build(scratch / "site", progress=False, _root=scratch)
    assert made.executed == ("00-hostile.ipynb",)
    assert made.made
    assert made.warnings == ()
    return scratch / "site"


@pytest.fixture
def page(site):
    return Page((site / "notebooks" / "00-hostile.html").read_text(encoding="utf-8"))


@pytest.fixture
def broken(scratch, site, tmp_path):
    """A copy of the scratch checkout with its site, to be spoilt."""
    return Path(shutil.copytree(scratch, tmp_path / "broken"))


def test_nothing_asks_anybody(site):
    assert outside_requests(site) == []
    assert not [path for path in site.rglob("*") if path.suffix in {".woff", ".woff2", ".ttf", ".map"}]
    assert "SHOW_SEARCH_SUMMARY: false" in (site / "_static" / "documentation_options.js").read_text()


def test_every_link_leads_somewhere(site):
    assert list(dead_links(site)) == []
    assert "data/README.html" in {path.relative_to(site).as_posix() for path in pages(site)}


def test_a_dead_link_and_a_wordless_image_would_be_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<a href="b.html">b</a><a href="#no">no</a><img src="data:,x"><img alt=" " src="#">'
    )
    assert len(list(dead_links(tmp_path))) == 2
    assert len(list(wordless_images(tmp_path))) == 2


def test_every_image_has_words(site):
    assert list(wordless_images(site)) == []


def test_formulas_are_mathml(site, page):
    html = (site / "notebooks" / "00-hostile.html").read_text(encoding="utf-8")
    assert page.tags.count("math") == 2
    assert page.tags.count("mfrac") == 2
    assert re.search(r'<math alttext="r = \\frac\{n\}\{N\}"[^>]*display="inline"', html)
    assert "MathJax" not in html
    assert "tex-" not in html


def test_hostile_text_shows_as_typed(page):
    shown = " ".join(page.shown.split())
    # caption and cell of the table, two cells of which are titles and ids; printed; as a value; by pandas; figure
    assert shown.count(HOSTILE) >= 6
    assert shown.count(PROSE) >= 3  # heading, sentence, contents
    assert not any("alert" in script for script in page.scripts)


def test_hostile_text_is_no_script_on_any_page(site):
    for path, page in pages(site).items():
        assert not any("alert(1)" in script for script in page.scripts), path
    # The index holds titles as typed; Sphinx' own script escapes them where it shows them.
    assert "linkEl.innerHTML = _escapeHTML(title);" in (site / "_static" / "searchtools.js").read_text(encoding="utf-8")


def test_pages_hold_no_warning_and_no_path(site, scratch):
    for path in site.rglob("*"):
        if path.suffix in {".html", ".js", ".json", ".csv", ".css"}:
            text = path.read_text(encoding="utf-8")
            assert str(scratch.parent) not in text, path
            assert "names a path" not in text or path.suffix != ".html" or "UserWarning" not in text, path


def test_the_tables_are_there_and_described(site):
    described = Page((site / "tables.html").read_text(encoding="utf-8"))
    tables = sorted((site / "tables").glob("*.csv"))
    assert {f"tables/{path.name}" for path in tables} <= set(described.links)
    assert {"terms.csv", "keyness.csv", "voices.csv", "markers.csv"} <= {path.name for path in tables}
    segments = pd.read_csv(site / "tables" / "voices.csv", keep_default_na=False)
    assert "".join(segments["text"][segments["doc_id"] == segments["doc_id"][0]]).startswith(HOSTILE)


def test_the_record_hashes_what_went_in_and_what_is_offered(site, scratch):
    record = json.loads((site / "record.json").read_text(encoding="utf-8"))
    assert {one["path"]: one["sha256"] for one in record["outputs"]} == bytes_of(site / "tables", start="tables/")
    inputs = {one["path"]: one["sha256"] for one in record["inputs"]}
    assert {"data/raw/advocacy.txt", "data/raw/newswire.txt", "notebooks/00-hostile.ipynb"} <= set(inputs)
    assert inputs == {path: hashlib.sha256((scratch / path).read_bytes()).hexdigest() for path in inputs}
    for name in ("tables.html", "cite.html"):
        assert "record.json" in Page((site / name).read_text(encoding="utf-8")).links


def test_a_second_build_does_nothing(scratch, site):
    before = {path: path.stat().st_mtime_ns for path in scratch.rglob("*")}
    again = build(site, progress=False, _root=scratch)
    assert (again.made, again.executed) == (False, ())
    assert {path: path.stat().st_mtime_ns for path in scratch.rglob("*")} == before


@pytest.mark.parametrize("force", [False, True])
def test_what_somebody_put_into_the_site_is_named_and_stays(broken, force):
    (broken / "site" / ".DS_Store").write_text("Finder was here")
    assert resolve_site(broken / "site", broken) == broken / "site"
    (broken / "site" / "index.html").write_text("mine now")
    (broken / "site" / "tables" / "notes").mkdir()
    (broken / "site" / "tables" / "notes" / "mine.txt").write_text("years of work")
    (broken / "site" / "figures").symlink_to(broken / "data")
    before = bytes_of(broken)
    with pytest.raises(InputError) as error:
        build(broken / "site", force=force, progress=False, _root=broken)
    name = broken / "site" / "figures"
    assert str(error.value) == f"{name} (and 2 more): was put there or changed by somebody; move it away or delete it"
    assert bytes_of(broken) == before


def test_a_site_whose_mark_is_damaged_is_not_taken_for_ours(broken):
    for text in ("{", "[1]", '{"about": 1, "key": 1, "files": 1}', "[" * 100_000):
        (broken / "site" / MARK).write_text(text)
        with pytest.raises(InputError, match="not a site of Same Story"):
            resolve_site(broken / "site", broken)


def test_what_changes_decides_what_is_run(broken):
    first, second = (broken / "notebooks" / name for name in ("00-hostile.ipynb", "01-other.ipynb"))
    notebook(second, "# Other", "!1 + 1")
    before = fingerprints(broken)
    notebook(second, "# Other", "!1 + 2")
    edited = fingerprints(broken)
    assert edited.notebooks[first] == before.notebooks[first]
    assert edited.notebooks[second] != before.notebooks[second]
    assert edited.tables == before.tables
    with (broken / "data" / "raw" / "SOURCES.csv").open("a") as file:
        file.write("\n")
    other = fingerprints(broken)
    assert other.notebooks[first] != edited.notebooks[first]
    assert other.notebooks[second] != edited.notebooks[second]
    assert other.tables != edited.tables
    assert len({before.book, edited.book, other.book}) == 3


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("!raise KeyError('regime')", "00-hostile.ipynb, cell 2: KeyError: 'regime'"),
        ("!x = 1\nassert x == 2", "00-hostile.ipynb, cell 2: AssertionError: assert x == 2"),
        ("!import os\nos._exit(3)", "00-hostile.ipynb, cell 2: Python died while it ran"),
        (
            "!import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
            "00-hostile.ipynb, cell 2: shows an image without alt text; use analysis.Picture",
        ),
    ],
)
def test_a_failing_notebook_leaves_the_old_site(broken, cell, line):
    before = bytes_of(broken / "site")
    notebook(broken / "notebooks" / "00-hostile.ipynb", "# Broken", cell)
    with pytest.raises(BuildError) as error:
        build(broken / "site", progress=False, _root=broken)
    assert str(error.value) == line
    assert bytes_of(broken / "site") == before
    assert sorted(path.name for path in broken.iterdir() if "same-story" in path.name) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the test cannot see which processes there are")
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_build_that_is_stopped_leaves_the_old_site_and_no_kernel(broken, name):
    before = bytes_of(broken / "site")
    sign = broken / "running"
    stuck = f"!import os, time\nopen({str(sign)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    notebook(broken / "notebooks" / "00-hostile.ipynb", "# Stuck", stuck)
    call = f"from analysis.views.book.build import build; build({str(broken / 'site')!r}, progress=False)"
    running = subprocess.Popen(
        [sys.executable, "-c", call], cwd=broken, env=os.environ | {"PYTHONPATH": str(broken)}, stderr=subprocess.PIPE
    )
    while not (sign.exists() and sign.read_text()):
        assert running.poll() is None, running.stderr.read().decode()
        time.sleep(0.05)
    running.send_signal(signal.Signals[name])
    said = running.communicate()[1].decode()
    assert bytes_of(broken / "site") == before
    assert not list(broken.glob(".site*"))
    if name == "SIGINT":
        assert said.rstrip().endswith("KeyboardInterrupt")
        assert not list((broken / ".cache" / "book").glob("work-*"))
        assert not is_running(int(sign.read_text()))
    else:
        wait_for_end(int(sign.read_text()))


def remount(place, size):
    subprocess.run(["mount", "-o", f"remount,size={size}", place], check=True)


def test_a_full_disk_is_told_and_a_gone_page_is_made_again_without_running_a_notebook(broken):
    """That a build from nothing gives the same bytes is tried in `.ci/run`, with the whole book."""
    before = bytes_of(broken / "site")
    with disk("100m") as place:
        shutil.copytree(broken / "site", place / "site")
        (place / "site" / "index.html").unlink()
        spoilt = bytes_of(place / "site")
        space = os.statvfs(place)
        remount(place, (space.f_blocks - space.f_bfree) * space.f_frsize + 200_000)
        with pytest.raises(BuildError) as error:
            build(place / "site", progress=False, _root=broken)
        assert str(error.value).startswith(f"{place / 'site'}: cannot be made")
        assert str(error.value).endswith(": the disk is full; free some space or name another folder")
        assert sorted(os.listdir(place)) == ["old.csv", "site"] and bytes_of(place / "site") == spoilt
        remount(place, "100m")
        again = build(place / "site", progress=False, _root=broken)
        assert (again.made, again.executed) == (True, ())
        assert bytes_of(place / "site") == before
        assert sorted(os.listdir(place)) == ["old.csv", "site"]


def test_by_force_nothing_of_the_cache_is_used_though_the_site_is_whole(broken, monkeypatch):
    class Begun(Exception):
        pass

    def begin(root, prints, entries, env, jobs, *others):
        raise Begun(prints.notebooks.keys(), entries.places, jobs)

    monkeypatch.setattr(book, "_make", begin)
    assert not build(broken / "site", progress=False, _root=broken).made
    with pytest.raises(Begun) as begun:
        build(broken / "site", jobs=1, force=True, progress=False, _root=broken)
    notebooks, places, jobs = begun.value.args
    assert ([path.name for path in notebooks], places, jobs) == (["00-hostile.ipynb"], {}, 1)


def test_a_full_disk_for_the_cache_is_told_and_nothing_is_left_there(broken):
    before = bytes_of(broken / "site")
    (broken / "site" / "index.html").unlink()
    shutil.rmtree(broken / ".cache")
    with disk("300k") as place:
        (broken / ".cache").symlink_to(place)
        with pytest.raises((BuildError, InputError), match="the disk is full; free some space") as error:
            build(broken / "site", progress=False, _root=broken)
        assert "\n" not in str(error.value) and ".cache" in str(error.value)
        assert bytes_of(broken / "site") == {name: before[name] for name in before if name != "index.html"}
        assert not list((place / "book").glob("work-*"))


def test_a_folder_that_is_not_ours_is_refused(tmp_path, scratch):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    with pytest.raises(InputError, match="not a site of Same Story"):
        build(tmp_path / "thesis", progress=False, _root=scratch)
    with pytest.raises(InputError, match="is a file"):
        build(tmp_path / "thesis" / "chapter.txt", progress=False, _root=scratch)
    with pytest.raises(InputError, match="there is no folder"):
        build(tmp_path / "no" / "where", progress=False, _root=scratch)
    (tmp_path / "link").symlink_to(scratch)
    with pytest.raises(InputError, match=f"is a link to {scratch}"):
        build(tmp_path / "link", progress=False, _root=scratch)
    with pytest.raises(InputError, match="at least 1 notebook"):
        build(tmp_path / "new", jobs=0, progress=False, _root=scratch)
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == "years of work"
    assert not (tmp_path / "new").exists()


def test_two_builds_at_a_time_are_refused(broken):
    (broken / "site" / "index.html").unlink()
    before = bytes_of(broken)
    with lock(broken / ".cache" / "book"), pytest.raises(InputError, match="another build"):
        build(broken / "site", progress=False, _root=broken)
    assert bytes_of(broken) == before
    with lock(broken / ".cache" / "book"):
        pass  # let go of when the first has ended


def test_bad_input_is_told_in_one_line(broken):
    before = bytes_of(broken / "site")
    (broken / "data" / "raw" / "advocacy.txt").write_text("changed")
    notebook(broken / "notebooks" / "00-hostile.ipynb", "# Nothing")
    with pytest.raises(InputError, match=r"advocacy\.txt"):
        build(broken / "site", progress=False, _root=broken)
    assert bytes_of(broken / "site") == before


def test_the_pages_link_notebooks_that_are_there():
    pages = [
        path.read_text(encoding="utf-8") for path in (ROOT / "analysis" / "views" / "book" / "templates").glob("*.md")
    ]
    linked = [name for page in pages for name in re.findall(r"\]\((notebooks/[^)]+)\)", page)]
    assert len(linked) >= 2 and [name for name in linked if not (ROOT / name).is_file()] == []


def test_the_seal_names_no_machine(site):
    sealed = json.loads((site / MARK).read_text())
    assert set(sealed) == {"about", "key", "files"}
    assert sealed["about"] == SITE
    assert set(sealed["files"]) == set(bytes_of(site)) - {MARK}
