"""What is drawn: the texts of a figure with their boxes, its bars and its points."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.views.figures.style import style


def laid_out(figure, **about):
    """Go through all that is drawn, but fill no pixel, which takes four times as long; it stands in for `svg_of`."""
    FigureCanvasAgg(figure)
    with style():
        figure.draw_without_rendering()
    return b"<svg/>"


def texts_of(figure):
    """Return every text that is drawn, with its box in pixels."""
    laid_out(figure)
    with style():
        drawn = list(figure.texts)
        for ax in axes_of(figure):
            drawn += [*ax.texts, ax.title, ax._left_title]
            if ax.axison:
                for axis in (ax.xaxis, ax.yaxis):
                    low, high = sorted(axis.get_view_interval())
                    ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
                    drawn += [axis.label, *(label for place, label in ticks if low <= place <= high)]
        drawn = [text for text in drawn if text.get_visible() and text.get_text().strip()]
        return [(text, text.get_window_extent()) for text in drawn]


def axes_of(figure):
    """Return all axes: of the figure, and those within others, each once."""

    def within(ax):
        return [ax, *(found for child in ax.child_axes for found in within(child))]

    return list(dict.fromkeys(found for ax in figure.axes for found in within(ax)))


def words_of(figure):
    return " ".join(" ".join(text.get_text().split()) for text, _ in texts_of(figure))


def bars(ax, gid=None):
    return [patch for patch in ax.patches if gid is None or patch.get_gid() == gid]


def points(ax, gid):
    return [line for line in ax.lines if line.get_gid() == gid]
