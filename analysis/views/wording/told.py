"""Sentences in place of a figure or a table: what a notebook shows of `wording.questions`, or why it shows nothing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from analysis.views.tables.phrases import visible


@dataclass(frozen=True)
class Told:
    """Sentences to be read: HTML in a notebook or on a page, plain text elsewhere. Everything is shown as typed.

    Attributes
    ----------
    sentences
        Each makes a paragraph; there is at least one.

    Examples
    --------
    >>> import analysis as same
    >>> same.Told(("Nobody is quoted in these texts.",))
    Nobody is quoted in these texts.
    """

    sentences: tuple[str, ...]

    def html(self) -> str:
        """Return the sentences as HTML: everything that could be mark-up is escaped."""
        lines = "".join(f"<p>{escape(visible(one))}</p>" for one in self.sentences)
        return f'<div class="ss-told mathjax_ignore">{lines}</div>'

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return self.html()

    def __repr__(self) -> str:
        """Return the sentences, a line each."""
        return "\n".join(map(visible, self.sentences))
