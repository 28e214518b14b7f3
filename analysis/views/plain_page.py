"""A page in one file that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

ICON = "data:image/svg+xml," + quote(Path(__file__).with_name("icon.svg").read_text(encoding="utf-8").strip())
"""The picture in the tab of a page, in the page itself: a browser that finds none asks the server for one."""


def plain_page(title: str, lead: str, sections: Sequence[tuple[str, str, str]], *, style: str = "") -> str:
    """Return a page as HTML.

    Parameters
    ----------
    title, lead
        The heading, and a sentence below it, as text.
    sections
        ``name, title, html`` of each; the table of contents leads to them.
    style
        Further rules of its style.
    """
    contents = "".join(f'<li><a href="#{name}">{escape(heading)}</a></li>' for name, heading, _ in sections)
    parts = {
        "title": escape(title),
        "icon": ICON,
        "lead": escape(lead),
        "style": style,
        "contents": f'<nav aria-label="On this page"><ul>{contents}</ul></nav>',
        "body": "\n".join(
            f'<section id="{name}"><h2>{escape(heading)}</h2>\n{html}</section>' for name, heading, html in sections
        ),
    }
    first, *rest = _PAGE.split("[[")
    return first + "".join(parts[name] + after for name, _, after in (part.partition("]]") for part in rest))


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>[[title]]</title>
<link rel="icon" href="[[icon]]">
<style>
:root { --paper: #fff; --ink: #1a1a1a; --quiet: #555; --rule: #d0d0d0; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e8e8; --quiet: #b0b0b0; --rule: #44484d; --link: #8ab8f5; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: 1rem; }
.lead { font-size: 1.25rem; }
.quiet { color: var(--quiet); font-size: .9rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
summary { cursor: pointer; padding: .25rem 0; }
.ss-table { overflow-x: auto; margin: 1rem 0; overflow-wrap: normal; }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding-bottom: .25rem; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
.ss-n, .ss-s { font-variant-numeric: tabular-nums; white-space: nowrap; }
[[style]]</style>
</head>
<body>
<header><h1>[[title]]</h1>
<p class="lead">[[lead]]</p>
[[contents]]</header>
<main>
[[body]]
</main>
</body>
</html>
"""
