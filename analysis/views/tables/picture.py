"""A figure as a notebook shows it: an image with its alt text and caption, the same bytes each time."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Picture:
    """A drawn figure with what a reader who cannot see it needs; put it last in a notebook's cell to show it.

    Parameters
    ----------
    figure
        A drawn matplotlib figure. It is drawn to SVG at once, so later changes to it do not show, and it is closed
        if pyplot holds it, so that a notebook does not show it twice.
    alt
        What the figure shows, in a sentence or two, for those who cannot see it. May not be empty.
    caption
        What stands below the figure. Shown as typed.
    name
        The figure's name in the gallery, if it has one: the book links the table behind the figure by it, and
        ``#figure-NAME`` leads to the figure.

    Raises
    ------
    ValueError
        If the alt text is empty.

    Notes
    -----
    The SVG is embedded as an image, so no script within it could run, and its letters are drawn as outlines: it looks
    the same on every machine, and its words are found by search in the alt text and caption alone.
    """

    def __init__(self, figure: Figure, *, alt: str, caption: str = "", name: str = "") -> None:
        if not alt.strip():
            raise ValueError("a picture needs alt text: say in a sentence what the figure shows")
        self.alt, self.caption, self.name = alt, caption, name
        self.svg = _svg(figure)

    def html(self) -> str:
        """Return the figure as HTML; everything that could be mark-up is escaped."""
        mark = f' id="figure-{escape(self.name)}"' if self.name else ""
        label = escape(f"Figure {self.name}".strip())
        data = b64encode(self.svg).decode("ascii")
        caption = f'<figcaption class="mathjax_ignore">{escape(self.caption)}</figcaption>'
        return (
            f'<figure class="ss"{mark}><div class="ss-wide" role="region" tabindex="0" aria-label="{label}">'
            f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}"></div>'
            f"{caption if self.caption or self.name else ''}</figure>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Return what a notebook shows: HTML, or the alt text where only plain text can be shown."""
        return {"text/html": self.html(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        """Return the alt text, marked as a figure's."""
        return f"[Figure: {self.alt}]"


def _svg(figure: Figure) -> bytes:
    import sys

    from analysis.views.figures.style import style

    drawn = BytesIO()
    with style():
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)
    return drawn.getvalue()
