"""The report of a gathered corpus: one page that shows what was given, read and left out, and what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

import pandas as pd

from analysis.texts.intake.alike import grouped
from analysis.texts.intake.gather import Gathered
from analysis.texts.intake.overview import Oddity, by_outlet_and_month, drawn, oddities, pieces
from analysis.views.plain_page import plain_page
from analysis.views.tables.display import show
from analysis.views.tables.phrases import counted, label, visible

MOST_FILES = 30  # in a table of single files
MOST_TEXTS = 12  # named for one oddity
MOST_LEFT = 200  # named for one reason
LONGEST = 5000  # characters that are shown of a text
WORDS = {"quote": "block quotation", "turn": "turn", "headline": "headline or subhead"}


def accounted(gathered: Gathered) -> str:
    """Return in one line how many articles were announced, read and left out, and why.

    Where some files alone announce a number, theirs is told apart.
    """
    files, left = gathered.files, gathered.left_out
    n = len(gathered.documents)
    reasons = sorted(grouped(left["why"].tolist()), key=lambda group: -len(group[1]))
    why = [f"{len(group):,} {reason.partition('; ')[0]}" for reason, group in reasons[:4]]  # without what to do
    if len(reasons) > 4:
        why.append(f"{sum(len(group) for _, group in reasons[4:]):,} for other reasons")
    out = f"{len(left):,} left out" + (f" ({'; '.join(why)})" if why else "")
    telling = files[files["announced"].notna()]
    announced = int(telling["announced"].sum())
    if telling.empty:
        return f"{n:,} read, {out}"
    if telling["found"].sum() == n:
        return f"{announced:,} announced, {n:,} read, {out}"
    return (
        f"{n:,} read, {out}; {counted(len(telling), 'file')} announced {announced:,}: {telling['found'].sum():,} read"
    )


_BETWEEN = {
    "outlets": "between outlets",
    "editions": "between editions of one outlet",
    "versions": "versions of one story",
    "one outlet": "in one outlet",
    "": "of outlets that are not known",
}


def repeated(pairs: pd.DataFrame) -> str:
    """Return in one line how many pairs of texts repeat each other, word for word or nearly, and between what.

    >>> repeated(pd.DataFrame({"kind": ["exact", "near"], "between": ["outlets", "outlets"]}))
    '2 pairs of texts repeat each other (1 word for word; 2 between outlets)'
    """
    exact = int(pairs["kind"].eq("exact").sum())
    found = pairs["between"].value_counts()
    told = [f"{exact:,} word for word"] * bool(exact)
    told += [f"{found[name]:,} {words}" for name, words in _BETWEEN.items() if name in found]
    many = "pair of texts repeats" if len(pairs) == 1 else "pairs of texts repeat"
    return f"{len(pairs):,} {many} each other ({'; '.join(told)})"


def corpus_report(gathered: Gathered, names: Sequence[str]) -> str:
    """Return the report as a page that loads nothing and runs nothing.

    Parameters
    ----------
    gathered
        What `gather` returns.
    names
        The file of each text, from the folder of the page on.
    """
    documents = gathered.documents
    sections = [
        ("odd", "What looks odd", _odd(documents, names)),
        ("given", "What was given", _given(gathered.files)),
        ("when", "Texts by outlet and month", _when(documents)),
        ("texts", "Texts to look at", _texts(documents, names)),
        ("left", "What was left out", _left(gathered.left_out)),
        ("notes", "What was mended and noted", _list(gathered.notes) or "<p>Nothing.</p>"),
    ]
    return plain_page("What was gathered", f"{visible(accounted(gathered))}.", sections, style=_STYLE)


def _shown(thing: object) -> str:
    return escape(visible(thing))


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_shown(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _named(row: dict[str, str], name: str) -> str:
    """Return a link to a text, by its headline where it has one."""
    return f'<a href="{quote(name)}">{escape(label(row["title"] or row["doc_id"], 70))}</a>'


def _odd(documents: pd.DataFrame, names: Sequence[str]) -> str:
    found = oddities(documents)
    if not found:
        return "<p>Nothing.</p>"
    rows = documents.fillna("").to_dict("records")
    return "".join(_oddity(one, rows, names) for one in found)


def _oddity(one: Oddity, rows: list[dict[str, str]], names: Sequence[str]) -> str:
    head = f"<strong>{counted(len(one.texts), 'text')} {_shown(one.what)}</strong>: {_shown(one.advice)}."
    if len(one.texts) == len(rows) > 1:
        return f"<p>{head} All are.</p>" if one.seen[0] != "not known" else f"<p>{head}</p>"
    listed = list(zip(one.texts, one.seen, strict=True))[:MOST_TEXTS]
    items = "".join(f"<li>{_named(rows[k], names[k])} ({_shown(label(seen, 80))})</li>" for k, seen in listed)
    more = f"<li>and {len(one.texts) - MOST_TEXTS:,} more</li>" if len(one.texts) > MOST_TEXTS else ""
    return f"<details><summary>{head}</summary><ul>{items}{more}</ul></details>"


def _given(files: pd.DataFrame) -> str:
    told = files.assign(kind=files["kind"].replace("", "not read"), announced=files["announced"])
    heads = {"taken_from": "file", "announced": "announced", "found": "read", "left_out": "left out", "kind": "kind"}
    columns = ["taken_from", "kind", "announced", "found", "left_out"]
    if len(told) <= MOST_FILES:
        return show(told, caption="Each file", limit=None, columns=columns, labels=heads)._repr_html_()
    kinds = told.groupby("kind", sort=True)[["announced", "found", "left_out"]].sum(min_count=1).reset_index()
    kinds.insert(1, "files", told.groupby("kind", sort=True).size().to_numpy())
    some = told[told["left_out"].gt(0) | told["announced"].ne(told["found"] + told["left_out"]).fillna(False)]
    tables = [show(kinds, caption="Files of each kind", limit=None, labels=heads)._repr_html_()]
    if len(some):
        caption = "Files of which something was left out"
        tables.append(show(some, caption=caption, limit=MOST_FILES, columns=columns, labels=heads)._repr_html_())
    return "".join(tables) + f'<p>All {len(told):,} are in <a href="files.csv">files.csv</a>.</p>'


def _when(documents: pd.DataFrame) -> str:
    table = by_outlet_and_month(documents)
    return show(table, caption="How many texts", limit=None, labels={name: name for name in table})._repr_html_()


def _texts(documents: pd.DataFrame, names: Sequence[str]) -> str:
    rows = documents.fillna("").to_dict("records")
    chosen = drawn(documents)
    about = "Three texts, drawn by chance" if len(rows) > len(chosen) else "All texts"
    told = (
        f"<p>{about}, with their parts as <em>voices</em> takes them: is each text whole, is nothing in it that is not "
        "its own, and are captions and bylines told from the body?</p>"
    )
    return told + "".join(_text(rows[k], names[k]) for k in chosen)


def _text(row: dict[str, str], name: str) -> str:
    facts = [row["outlet"], row["date"], row.get("byline"), f"from {row['taken_from']}", row.get("taken_place")]
    left, shown = LONGEST, []
    for piece in pieces(row["text"], row["title"], row.get("layout", "")):
        if left <= 0:
            break
        word = WORDS.get(piece.kind, piece.kind) + (f" of {piece.speaker}" if piece.speaker else "")
        word += ", as the file says" if piece.is_known else ""
        paragraphs = [one.strip() for one in piece.text[:left].split("\n\n") if one.strip()]
        body = "".join(f"<p>{_shown(one)}</p>" for one in paragraphs)
        shown.append(f'<div class="part {piece.kind}"><p class="word">{_shown(word)}</p>{body}</div>')
        left -= len(piece.text)
    rest = f'<p class="quiet">{counted(-left, "more character")} not shown.</p>' if left < 0 else ""
    parts = "".join(shown)
    about = " · ".join(_shown(label(fact)) for fact in facts if fact)
    return f'<article><h3>{_named(row, name)}</h3><p class="quiet">{about}</p>{parts}{rest}</article>'


def _left(left: pd.DataFrame) -> str:
    if left.empty:
        return "<p>Nothing.</p>"
    rows = left.sort_values("is_error", ascending=False, kind="stable").to_dict("records")
    html = []
    for reason, group in grouped([row["why"] for row in rows]):
        broken = "could not be read: " if rows[group[0]]["is_error"] else ""
        items = "".join(f"<li>{_entry(rows[k], reason)}</li>" for k in group[:MOST_LEFT])
        more = f"<li>and {len(group) - MOST_LEFT:,} more</li>" if len(group) > MOST_LEFT else ""
        head = f"<strong>{len(group):,}</strong> {broken}{_shown(reason)}"
        opened = " open" if len(group) <= MOST_TEXTS else ""
        html.append(f"<details{opened}><summary>{head}</summary><ul>{items}{more}</ul></details>")
    return "".join(html) + '<p>All are in <a href="left-out.csv">left-out.csv</a>.</p>'


def _entry(row: dict[str, str], reason: str) -> str:
    place = ", ".join(filter(None, (row["taken_from"], row["taken_place"])))
    title = f": {label(row['title'], 90)}" if row["title"] else ""
    why = "" if row["why"] == reason else f" ({row['why']})"
    return _shown(f"{place}{title}{why}")


_STYLE = """.part { border-left: .4rem solid var(--edge); padding: .1rem 0 .1rem .75rem; margin: .5rem 0; }
.part p { margin: .25rem 0 .5rem; white-space: pre-line; }
.part .word { margin: 0; font-size: .8rem; font-weight: bold; color: var(--quiet); }
.body { --edge: #767676; } .headline { --edge: #b8860b; } .byline { --edge: #0072b2; } .caption { --edge: #009e73; }
.furniture { --edge: #9a5fb4; } .comment { --edge: #cc79a7; } .quote { --edge: #d55e00; } .turn { --edge: #d55e00; }
"""
