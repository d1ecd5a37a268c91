"""Charts: one message a chart; what it says in words is made from the same numbers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from copmetrics.accounts.account import Headline, ReportFigure
from copmetrics.charts.style import WIDTH, styled
from copmetrics.charts.words import alt_text, frame_of, sparkline_alt, unit_of, why_not

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

__all__ = ["alt_text", "chart_png", "chart_svg", "sparkline_alt", "sparkline_svg", "why_not"]


def chart_svg(figure: ReportFigure) -> bytes:
    """Draw a figure as SVG; the same figure gives the same bytes."""
    with styled():
        return _svg(_drawn(figure))


def chart_png(figure: ReportFigure) -> bytes:
    """Draw a figure as PNG with its title and subtitle, to paste elsewhere; its alternative text is
    in the file, where programs look for a description."""
    from copmetrics.charts.style import INK, MUTED, wrapped

    with styled():
        canvas = _drawn(figure)
        canvas.suptitle(
            wrapped(figure.title, 70), x=0.01, ha="left", color=INK, fontsize=13, fontweight="bold"
        )
        canvas.supxlabel(wrapped(figure.subtitle, 100), x=0.01, ha="left", color=MUTED, fontsize=9)
        buffer = io.BytesIO()
        told = {"Title": figure.title, "Description": alt_text(figure), "Software": None}
        canvas.savefig(buffer, format="png", dpi=200, metadata=told, bbox_inches="tight")
        return buffer.getvalue()


def _drawn(figure: ReportFigure) -> Canvas:
    """Draw a figure in the style that is set."""
    from matplotlib.figure import Figure as Canvas

    from copmetrics.charts.drawing import DRAW, height_of, mark

    data = frame_of(figure)
    canvas = Canvas(
        figsize=(WIDTH, height_of(figure.kind, data.index.nunique())), layout="constrained"
    )
    axes = DRAW[figure.kind](data, canvas.subplots(), unit_of(figure))
    mark(axes, figure.marks, across=figure.kind == "dots")
    return canvas


def sparkline_svg(headline: Headline) -> bytes:
    """Draw a headline's small trend as SVG; nothing if no two quarters are known."""
    from matplotlib.figure import Figure as Canvas

    from copmetrics.charts.drawing import sparkline

    values = [value for _, value in headline.trend]
    if sum(value is not None for value in values) < 2:
        return b""
    with styled():
        canvas = Canvas(figsize=(1.5, 0.4))
        places = [each.place for each in headline.marks]
        sparkline(values, canvas.add_axes((0.02, 0.05, 0.93, 0.9)), places)
        return _svg(canvas, tight=False)


def _svg(canvas: Canvas, *, tight: bool = True) -> bytes:
    """Write the picture without a date or a creator, which would differ from run to run."""
    buffer = io.BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    canvas.savefig(buffer, format="svg", metadata=nothing, bbox_inches="tight" if tight else None)
    return buffer.getvalue()
