"""Each citation by author and year has its entry in docs/references.bib, each entry is cited, and the book links them.

Looked through are the code and its tests, the notebooks, the data (but for the texts, which others wrote), the
benchmarks, the documents, and what the tables and figures say of themselves, which is in the code. Lines are joined as
a reader joins them: a comment or a string goes on in the next line. What a citation is, `CITATION` says.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.schema import InputError
from analysis.views.book.references import (
    BIBLIOGRAPHY,
    disagreement,
    find_citations,
    fold,
    link_html,
    read_references,
    reference_parts,
    surnames,
)
from analysis.views.book.sources import TEMPLATES
from analysis.views.book.sphinx import make
from tests.pages import Page, dead_links

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").is_file())
PLACES = ("*.md", "run.py", "*/**/*.py", "*/**/*.md", "*/**/*.csv", "*/**/*.ipynb")
OTHERS = ("site", "data/raw", "figures")  # what is made, and texts by others
REFERENCES = read_references(ROOT / BIBLIOGRAPHY)

CITED = [
    ("(Clopper & Pearson 1934)", "clopper1934", ("Clopper", "Pearson")),
    ("Monroe, Colaresi & Quinn 2008", "monroe2008", ("Monroe", "Colaresi", "Quinn")),
    ("by Benjamini & Hochberg (1995).", "benjamini1995", ("Benjamini", "Hochberg")),
    ("Then Lijffijt and\nGries (2012)", "lijffijt2012", ("Lijffijt", "Gries")),
    ("Gallagher and others 2021", "gallagher2021", ("Gallagher",)),
    ("Quirk et al. 1985 (maximisers)", "quirk1985", ("Quirk",)),
    ("Gabrielatos &amp; Marchi 2011", "gabrielatos2011", ("Gabrielatos", "Marchi")),
    ("of van Rijsbergen 1979, ch. 7", "vanrijsbergen1979", ("van Rijsbergen",)),
    ("Da San Martino et al. 2019", "dasanmartino2019", ("Da San Martino",)),
    ("Institute for Propaganda Analysis 1937", "instituteforpropagandaanalysis1937", None),
    ("Spärck Jones 1972", "sparckjones1972", ("Spärck Jones",)),
    ("After Shannon's (1948)", "shannon1948", ("Shannon's",)),
    ("Under Welch (1947)", "welch1947", ("Welch",)),
    ("In that, Juilland & Chang-Rodríguez 1964", "juilland1964", ("Juilland", "Chang-Rodríguez")),
    ("Nobody & Someone (1901)", "nobody1901", ("Nobody", "Someone")),
    ("by Nobody (1901a)", "nobody1901a", ("Nobody",)),
]


def text_of(path: Path) -> str:
    """Return what a file says, its broken lines joined."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    if path.suffix == ".py":
        text = re.sub(r"\"\s*\n\s*f?\"", "", text)
        return re.sub(r"\n[ \t]*(?:# ?)?(?=\S)", " ", text)
    return re.sub(r"\n[ \t]*(?=\S)", " ", text)


def files(root: Path) -> Iterator[Path]:
    for path in sorted({path for place in PLACES for path in root.glob(place)}):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith(".") or part == "node_modules" for part in path.relative_to(root).parts)
        if not hidden and not name.startswith(OTHERS) and path.name != Path(__file__).name:
            yield path


def wrong(root: Path, entries: dict[str, dict[str, str]]) -> list[str]:
    """Return a line for each citation without its entry or with other authors, and each entry that nothing cites."""
    lines, used = [], set()
    for path in files(root):
        for citation in find_citations(text_of(path), entries):
            said = "" if citation.key in entries else "there is no such entry"
            said = said or disagreement(citation, entries[citation.key])
            lines += [f"{path.relative_to(root).as_posix()}: {citation.key}: {said}"] if said else []
            used.add(citation.key)
    return lines + [f"{BIBLIOGRAPHY}: {key}: nothing cites it" for key in entries if key not in used]


def test_every_citation_has_its_entry_and_every_entry_is_cited():
    assert wrong(ROOT, REFERENCES) == []


def test_what_is_missing_wrong_or_unused_is_found(tmp_path):
    (tmp_path / "analysis" / "deep").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "analysis" / "deep" / "a.py").write_text(
        '"""By Dunning\n(1993)."""\nx = ("Nobody "\n    "1901")\n# Rayson\n# 2000'
    )
    cells = [{"source": ["So says Gries\n", "and others (2008)."]}]
    (tmp_path / "notebooks" / "00.ipynb").write_text(json.dumps({"cells": cells}))
    (tmp_path / "data" / "raw" / "SOURCES.csv").write_text("title\nSomebody 1902\n")
    (tmp_path / "data" / "x.csv").write_text("basis\nHyland 1999 (acts); Kim et al. 1999\n")
    (tmp_path / "README.md").write_text("In 2003 and in July 2014, under 2001/29/EC and at EMNLP 2021, Frey\n\n1989.\n")
    known = {key: REFERENCES[key] for key in ("dunning1993", "gries2008", "rayson2000", "hyland1999", "lin1991")}
    assert wrong(tmp_path, known) == [
        "analysis/deep/a.py: nobody1901: there is no such entry",
        "analysis/deep/a.py: rayson2000: cited: Rayson; authors: Rayson, Garside",
        "data/x.csv: kim1999: there is no such entry",
        "notebooks/00.ipynb: gries2008: cited: Gries; authors: Gries",
        "docs/references.bib: lin1991: nothing cites it",
    ]


@pytest.mark.parametrize(("text", "key", "authors"), CITED)
def test_a_citation_is_found_whole(text, key, authors):
    (citation,) = find_citations(text, REFERENCES)
    assert citation.key == key
    assert authors is None or citation.authors == authors
    assert text[citation.start : citation.end].startswith(citation.authors[0])
    assert text[citation.start : citation.end].strip(")")[-4:] in key or key.endswith("a")
    assert key not in REFERENCES or disagreement(citation, REFERENCES[key]) == ""


def test_each_of_several_years_is_a_citation():
    text = "as Gries (2008, 2020) has it"
    first, second = find_citations(text, REFERENCES)
    assert (text[first.start : first.end], text[second.start : second.end]) == ("Gries (2008", "2020)")
    assert (first.key, second.key) == ("gries2008", "gries2020")


@pytest.mark.parametrize(
    "text", ["In 2003", "July 2014", "LREC 2018", "rate 1993", "MT19937", "Bill 2001/29", "Su 2101"]
)
def test_a_date_or_a_number_is_no_citation(text):
    assert list(find_citations(text, REFERENCES)) == []


def test_keys_follow_from_author_and_year():
    for key, entry in REFERENCES.items():
        assert key.startswith(fold(surnames(entry["author"])[0]) + entry["year"])


def test_entries_are_sorted_by_author_and_year():
    assert list(REFERENCES).index("gries2008") + 1 == list(REFERENCES).index("gries2020")
    names = [fold(surnames(entry["author"])[0]) for entry in REFERENCES.values()]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a1999,\n  author = {A, B.},\n  year = {1999},\n}\n", "line 4: the entry that ends here has no title"),
        ("@book{a1999,\n  author = {A, B.}\n}\n", "line 2: no new field"),
        ("@book{a1999,\n  year = {1999},\n  year = {1999},\n", "line 3: no new field"),
        ("@book{A1999,\n", "line 1: no entry begins like this"),
        ("@book{a1999,\n", "does not end"),
        (2 * "@book{a1999,\n  author = {A},\n  title = {T},\n  year = {1999},\n}\n", "line 6: a second a1999"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path, text, message):
    file = tmp_path / "x.bib"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_references(file)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        (
            "monroe2008",
            "Monroe, Burt L., Michael P. Colaresi and Kevin M. Quinn (2008). Fightin’ words: lexical feature selection "
            "and evaluation for identifying the content of political conflict. *Political Analysis* 16(4), 372–403. "
            "<https://doi.org/10.1093/pan/mpn018>",
        ),
        (
            "hooper1975",
            "Hooper, Joan B. (1975). On assertive predicates. In John P. Kimball (ed.), *Syntax and Semantics 4*, "
            "91–124. New York: Academic Press.",
        ),
        ("cochran1977", "Cochran, William G. (1977). *Sampling Techniques*, 3rd edition. New York: Wiley."),
    ],
)
def test_an_entry_is_shown_in_full(key, shown):
    marks = {"text": ("", ""), "emphasis": ("*", "*"), "link": ("<", ">")}
    assert "".join(text.join(marks[kind]) for kind, text in reference_parts(REFERENCES[key])) == shown


def test_citations_in_html_are_linked_but_for_links_and_code():
    html = '<p title="Gries 2008">(Gries 2008) <b>Gries\n(2008)</b> Nobody 1901 <a href="x">Gries 2008</a>'
    made = link_html(f"{html}<code>Gries 2008</code></p><script>'Gries 2008'</script>", REFERENCES, "r.html")
    link = '<a class="reference internal" href="r.html#gries2008">'
    assert made == (
        f'<p title="Gries 2008">({link}Gries 2008</a>) <b>{link}Gries\n(2008)</a></b> Nobody 1901 '
        "<a href=\"x\">Gries 2008</a><code>Gries 2008</code></p><script>'Gries 2008'</script>"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "in" / "docs").mkdir(parents=True)
    (folder / "in" / "data").mkdir()
    (folder / "in" / BIBLIOGRAPHY).write_bytes((ROOT / BIBLIOGRAPHY).read_bytes())
    (folder / "in" / "references.md").write_bytes((TEMPLATES / "references.md").read_bytes())
    raw = "```{raw} html\n<figcaption>after Evert 2022</figcaption>\n```"
    prose = "# Gries 2008\n\nSee *also*\nLijffijt and\nGries (2012), `Lin 1991`, [Lin 1991](../index.md), Doe 1901.\n\n"
    (folder / "in" / "data" / "README.md").write_text(prose + raw + "\n", encoding="utf-8")
    toctree = "```{toctree}\ndata/README\nreferences\n```\n"
    (folder / "in" / "index.md").write_text(f"# Home\n\nAs Dunning (1993).\n\n{toctree}", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # MyST uses what Sphinx will give up
        assert make(folder / "in", folder / "out", folder / "work") == []
    return folder / "out"


def test_each_entry_has_its_anchor_on_the_page(site):
    page = Page((site / "references.html").read_text(encoding="utf-8"))
    assert set(REFERENCES) <= page.ids
    assert all("".join(text for _, text in reference_parts(entry)) in page.shown for entry in REFERENCES.values())


def test_pages_link_their_citations_to_the_anchors(site):
    assert list(dead_links(site)) == []
    home = Page((site / "index.html").read_text(encoding="utf-8"))
    below = Page((site / "data" / "README.html").read_text(encoding="utf-8"))
    assert [link for link in home.links if "references.html#" in link] == ["references.html#dunning1993"]
    assert [link for link in below.links if "references.html#" in link] == [
        "../references.html#lijffijt2012",
        "../references.html#evert2022",
    ]
