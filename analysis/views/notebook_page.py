"""A page within a notebook: HTML in a frame of its own, and beside it what is shown where frames are left out.

The frame is sandboxed and holds all that it needs, so it works wherever a notebook's HTML is shown as it is: in
JupyterLab, in the book, in a file that nbconvert wrote. Without JavaScript its page still reads. Renderers that leave
out frames (GitHub; a notebook that JupyterLab does not trust yet) leave out styles as well, and so show the rest:
marked text or a picture with a table. The frame has no access to the notebook's own address, and so can keep nothing.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

HEIGHT = 640  # pixels
ELEMENTS = Path(__file__).with_name("elements.js")  # the script that the others of a page begin from
_STYLE = (
    "<style>.ss-framed:has(> iframe) > .ss-still { display: none; } .ss-framed > iframe { border: 1px solid #888; "
    "border-radius: 4px; } @media print { .ss-framed > iframe { display: none; } "
    ".ss-framed:has(> iframe) > .ss-still { display: block; } }</style>"
)


@dataclass(frozen=True)
class Embedded:
    """A page made ready for a notebook: put it last in a cell to show it.

    Attributes
    ----------
    html
        The page in a frame, and beside it what is shown in its place where frames are left out.
    text
        The same as plain text, without what the page does.
    png
        A picture for what shows neither HTML nor plain text, such as a PDF; empty where the text says more.
    """

    html: str
    text: str
    png: bytes = b""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Return what a notebook shows: HTML; in a PDF the picture, if there is one; else the text."""
        picture = {"image/png": b64encode(self.png).decode("ascii")} if self.png else {}
        return {"text/html": self.html, **picture, "text/plain": self.text}

    def __repr__(self) -> str:
        """Return the plain text."""
        return self.text


def framed(page: str, *, title: str, still: str, height: int = HEIGHT) -> str:
    """Return a whole HTML page in a frame, on one line, as Markdown needs it.

    Parameters
    ----------
    page
        The page, with its scripts and styles in it. Nothing is fetched for it.
    title
        What the frame is called for those who do not see it.
    still
        HTML that is shown where the frame is left out, and in print.
    height
        Pixels.
    """
    # In single quotes, since a page has many double ones.
    inside = escape(page, quote=False).replace("'", "&#39;").replace("\r", "").replace("\n", "&#10;")
    on_a_line = re.sub(r"\s*[\r\n]+\s*", " ", still)
    return (
        f'<div class="ss-framed mathjax_ignore">{_STYLE}<iframe title="{escape(title)}" width="100%" height="{height}" '
        f"sandbox=\"allow-scripts allow-downloads\" srcdoc='{inside}'></iframe>"
        f'<div class="ss-still">{on_a_line}</div></div>'
    )


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a template with each ``[[name]]`` replaced; what is put in is not looked at again."""
    return re.sub(r"\[\[(\w+)\]\]", lambda found: values[found[1]], template)


def with_assets(styles: Iterable[Path], scripts: Iterable[Path]) -> dict[str, str]:
    """Return what a page needs to hold its styles and scripts: ``head``, ``end`` and the ``policy`` that allows them.

    No other script runs in the page, whatever a text says.
    """
    code = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    css = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    known = b64encode(sha256(code.encode()).digest()).decode()
    return {
        "head": f"<style>{css}</style>",
        "end": f"<script>{code}</script>\n",
        "policy": f"default-src 'none'; script-src 'sha256-{known}'; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'",
    }
