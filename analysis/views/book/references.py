"""The references: each work cited as author and year has its entry on one page, and each citation leads to it.

Citations are plain words, "Dunning 1993", because docstrings, notebooks and word lists are read outside the book too.
Here they are found by `CITATION`, and matched with the entries of ``docs/references.bib`` by their key: the surname of
the first author and the year, in small letters without accents, as `dunning1993`. The book links them when its pages
are written; ``tests/views/test_references.py`` finds them in the same way in every file.

Sphinx's own extension for BibTeX links by roles (``{cite}``) that only Sphinx can read, so only the printing of the
list would be left for it to do, and that is `reference_parts`.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from analysis.schema import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

BIBLIOGRAPHY = "docs/references.bib"
PAGE = "references"

# A surname begins with a capital and has a small letter (so "EMNLP 2021" is none); it may hold several words and what
# joins them ("Da San Martino", "van Dijk", "Institute for Propaganda Analysis").
_BEFORE = r"(?:(?:van|von|der|den|de|da|di)\ )*"
_WORD = r"\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*"
_NAME = rf"{_BEFORE}{_WORD}(?:\s(?:(?:for|of)\ )?{_BEFORE}{_WORD}){{0,4}}"
_AND = r",?\s(?:and|&|&amp;)\s"
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_YEARS = rf"{_YEAR}(?:[,;]\s{_YEAR})*"  # (2008, 2020)
_ONE_WORD = rf"(?<![\w'’-]){_BEFORE}{_WORD}"
CITATION = regex.compile(
    rf"""
    (?<![\w'’-])
    (?P<authors>{_NAME}(?:,\s(?!and\b){_NAME})*(?:{_AND}(?!others\b){_NAME})?)   # Monroe, Colaresi & Quinn
    (?P<others>,?\set\ al\.?|\sand\ others)?                                     # or: Gallagher and others
    ,?\s(?:\((?P<years>{_YEARS})\)?|(?P<years>{_YEARS}))                         # (2008), or 2008
    (?![\w/-])
    """,
    regex.VERBOSE,
)
"""A citation by author and year, in text whose lines are joined by a single space or line break."""

# Words that come before a year and are no author; a sentence that begins with one of them cites what follows.
_NO_AUTHOR = frozenset(
    "copyright januar februar marz mai juni juli oktober dezember "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "spring summer autumn fall winter in since by until from after before on see".split()
)
_UNLINKED = ("a", "button", "code", "kbd", "pre", "script", "style", "svg", "title")
_FIELD = regex.compile(r"\s+(\w+) = \{(.*)\},")
_ENTRY = regex.compile(r"@(\w+)\{([a-z]+\d{4}[a-z]?),")


class Citation(NamedTuple):
    """One citation.

    Attributes
    ----------
    start, end
        Where it begins and ends in the text. Of several years behind one name, the later ones begin at the year.
    key
        The key of its entry, or the key that an entry would need.
    authors
        The names as cited.
    others
        Whether "et al." or "and others" follows them.
    """

    start: int
    end: int
    key: str
    authors: tuple[str, ...]
    others: bool


def read_references(path: str | Path) -> dict[str, dict[str, str]]:
    """Return the entries of a BibTeX file, sorted by author and year: fields by name, and ``type``, under each key.

    One plain form is read: UTF-8 without LaTeX, ``@type{key,`` on a line, then one ``name = {value},`` a line, then
    ``}``. Lines between entries that are empty or begin with ``%`` are passed over.

    Raises
    ------
    InputError
        If a line has another form, a key occurs twice, or an entry lacks author, title or year.
    """
    entries: dict[str, dict[str, str]] = {}
    fields: dict[str, str] | None = None
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{Path(path).name}, line {number}"
        if fields is None:
            if not line.strip() or line.startswith("%"):
                continue
            begun = _ENTRY.fullmatch(line)
            if not begun or begun[2] in entries:
                wrong = f"a second {begun[2]}" if begun else f"no entry begins like this: {line}"
                raise InputError(f"{where}: {wrong}")
            fields = entries[begun[2]] = {"type": begun[1].lower()}
        elif line == "}":
            missing = [name for name in ("author", "title", "year") if not fields.get(name)]
            if missing:
                raise InputError(f"{where}: the entry that ends here has no {', '.join(missing)}")
            fields = None
        else:
            field = _FIELD.fullmatch(line)
            if not field or field[1] in fields:
                raise InputError(f"{where}: no new field of the form “name = {{value}},”: {line.strip()}")
            fields[field[1]] = field[2]
    if fields is not None:
        raise InputError(f"{Path(path).name}: its last entry does not end")
    return dict(sorted(entries.items(), key=lambda entry: (fold(entry[1]["author"]), entry[1]["year"])))


def fold(name: str) -> str:
    """Return a name in small letters, without accents and anything that is not a letter: the form in keys."""
    plain = unicodedata.normalize("NFKD", regex.sub(r"['’]s$", "", name))
    return "".join(letter for letter in plain.lower() if letter.isascii() and letter.isalpha())


def surnames(author: str) -> list[str]:
    """Return the surnames of an entry's field ``author``; an institution is in braces."""
    return [name.split(",")[0].strip("{} ") for name in author.split(" and ")]


def find_citations(text: str, known: Collection[str] = ()) -> Iterator[Citation]:
    """Yield the citations of a text, in order.

    A capital letter does not tell whether a word is a name: "Under Welch (1947)". So words are left off at the front
    until a key is among the `known` ones; where none is, the key is made of all the words but those that never are
    authors (months, "In", "After").

    Parameters
    ----------
    text
        Plain text; ``&amp;`` may stand for ``&``.
    known
        The keys that have an entry.
    """
    for found in CITATION.finditer(text):
        years = [(year.start(), year.end(), year[0]) for year in regex.finditer(_YEAR, found["years"])]
        offset, named = found.start("years"), found["authors"]
        # Where the first author may begin: at any name before the first "and".
        lead = [word.start() for word in regex.finditer(_ONE_WORD, regex.split(_AND, named)[0])]
        lead = [start for start in lead if fold(regex.split(r"[\s,]", named[start:])[0]) not in _NO_AUTHOR]
        choices = [(start, regex.split(rf"{_AND}|,\s", named[start:])) for start in lead]
        if not choices:
            continue
        right = (choice for choice in choices if fold(choice[1][0]) + years[0][2] in known)
        start, authors = next(right, choices[0])
        for number, (begin, end, year) in enumerate(years, start=1):
            yield Citation(
                found.start() + start if number == 1 else offset + begin,
                found.end() if number == len(years) else offset + end,
                fold(authors[0]) + year,
                tuple(authors),
                bool(found["others"]),
            )


def disagreement(citation: Citation, entry: Mapping[str, str]) -> str:
    """Return what is wrong with a citation, given the entry of its key; nothing where the authors agree."""
    theirs = surnames(entry["author"])
    cited = [fold(name) for name in citation.authors]
    agree = all(name.endswith(fold(surname)) for name, surname in zip(cited, theirs, strict=False))
    enough = len(cited) < len(theirs) if citation.others else len(cited) == len(theirs)
    return "" if agree and enough else f"cited: {', '.join(citation.authors)}; authors: {', '.join(theirs)}"


def reference_parts(entry: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return an entry as shown: pieces of text, each with its kind, "text", "emphasis" or "link"."""

    def people(field: str, turned: int) -> str:
        """Return the names, those from `turned` on as they are spoken: only what is sorted by begins with a surname."""
        names = [name.strip("{} ") for name in entry[field].split(" and ")]
        names[turned:] = [" ".join(reversed(name.split(", ", 1))) for name in names[turned:]]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    whole = entry["type"] in {"book", "phdthesis", "techreport"}
    parts = [("text", f"{people('author', 1)} ({entry['year']}). "), ("emphasis" if whole else "text", entry["title"])]
    if "journal" in entry:
        number = f"({entry['number']})" if "number" in entry else ""
        pages = f", {entry['pages']}" if "pages" in entry else ""
        parts += [("text", ". "), ("emphasis", entry["journal"]), ("text", f" {entry['volume']}{number}{pages}")]
    if "booktitle" in entry:
        editors = f"{people('editor', 0)} (ed{'s' * (' and ' in entry['editor'])}.), " if "editor" in entry else ""
        pages = f", {entry['pages']}" if "pages" in entry else ""
        parts += [("text", f". In {editors}"), ("emphasis", entry["booktitle"]), ("text", pages)]
    if "edition" in entry:
        parts.append(("text", f", {entry['edition']} edition"))
    if entry["type"] == "phdthesis":
        parts.append(("text", ". Doctoral thesis"))
    place = [entry[name] for name in ("address", "publisher", "institution", "school", "howpublished") if name in entry]
    if place:
        parts.append(("text", f". {': '.join(place)}"))
    parts += [("text", f". {entry['note']}")] if "note" in entry else []
    parts.append(("text", "."))
    address = f"https://doi.org/{entry['doi']}" if "doi" in entry else entry.get("url", "")
    return parts + ([("text", " "), ("link", address)] if address else [])


def link_html(html: str, known: Collection[str], page: str) -> str:
    """Return HTML with each citation in its text as a link to the entry on `page`; links and code stay as they are."""
    made, inside = [], 0
    for piece in regex.split(r"(<[^>]*>)", html):
        tag = regex.match(r"<(/?)(\w+)", piece)
        if tag and tag[2].lower() in _UNLINKED and not piece.endswith("/>"):
            inside += -1 if tag[1] else 1
        if tag or inside > 0:
            made.append(piece)
            continue
        done = 0
        for citation in find_citations(piece, known):
            if citation.key in known:
                made.append(piece[done : citation.start])
                words = piece[citation.start : citation.end]
                made.append(f'<a class="reference internal" href="{page}#{citation.key}">{words}</a>')
                done = citation.end
        made.append(piece[done:])
    return "".join(made)


def link_text(text: str, known: Collection[str], page: str) -> list[nodes.Node]:
    """Return text as nodes, each citation a link to the entry on `page`; one node where there is none."""
    from docutils import nodes

    made: list[nodes.Node] = []
    done = 0
    for citation in find_citations(text, known):
        if citation.key in known:
            made += [nodes.Text(text[done : citation.start])] if citation.start > done else []
            words = text[citation.start : citation.end]
            made.append(nodes.reference("", words, internal=True, refuri=f"{page}#{citation.key}"))
            done = citation.end
    return made + ([nodes.Text(text[done:])] if done < len(text) or not made else [])


def add_references(app: Sphinx) -> None:
    """Add to Sphinx the directive ``references``, which shows every entry, and the links to them from every page."""
    from docutils import nodes
    from sphinx.transforms.post_transforms import SphinxPostTransform
    from sphinx.util.docutils import SphinxDirective

    file = Path(app.srcdir) / BIBLIOGRAPHY
    entries = read_references(file) if file.is_file() else {}

    class References(SphinxDirective):
        def run(self) -> list[nodes.Node]:
            if not entries:
                raise self.error(f"there is no {BIBLIOGRAPHY}")
            listed = nodes.bullet_list(classes=["ss-references"])
            for key, entry in entries.items():
                shown = nodes.paragraph()
                for kind, text in reference_parts(entry):
                    made = {"text": nodes.Text, "emphasis": lambda text: nodes.emphasis("", text)}
                    shown += made[kind](text) if kind in made else nodes.reference("", text, refuri=text)
                listed += nodes.list_item("", shown, ids=[key])
            return [listed]

    class Links(SphinxPostTransform):
        default_priority = 400  # after the outputs of a notebook have become nodes
        formats = ("html",)

        def run(self, **_: Any) -> None:
            here = self.env.docname
            if here == PAGE or PAGE not in self.env.found_docs:
                return
            page = app.builder.get_relative_uri(here, PAGE)
            kept = (nodes.reference, nodes.literal, nodes.title, nodes.FixedTextElement, nodes.raw, nodes.math)
            for parent in {id(text.parent): text.parent for text in self.document.findall(nodes.Text)}.values():
                above, inside = parent, False
                while above is not None:
                    inside, above = inside or isinstance(above, kept), above.parent
                if inside:
                    continue
                made: list[nodes.Node] = []
                # A line break in Markdown parts a text in three, and a citation may hold one.
                for words, run in groupby(parent.children, lambda node: isinstance(node, nodes.Text)):
                    together = list(run)
                    made += link_text("".join(map(str, together)), entries, page) if words else together
                parent.children = []
                parent.extend(made)
            for raw in list(self.document.findall(nodes.raw)):
                if "html" in raw.get("format", "").split():
                    html = link_html(raw.astext(), entries, page)
                    raw.children = [nodes.Text(html)]

    app.add_directive("references", References)
    app.add_post_transform(Links)
