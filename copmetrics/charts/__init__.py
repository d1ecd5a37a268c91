"""Charts: one message a chart; what it says in words is made from the same numbers."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from copmetrics.accounts.account import Headline, ReportFigure
from copmetrics.charts.declaration import OnPhones
from copmetrics.charts.icons import assurance_svg, variation_svg
from copmetrics.charts.mark_places import MarkPlace, places_of
from copmetrics.charts.marking import mark
from copmetrics.charts.phone_rows import BarRow
from copmetrics.charts.phone_rows import bar_rows as rows_of
from copmetrics.charts.picture_layout import laid_out
from copmetrics.charts.registry import declared
from copmetrics.charts.small_trend import sparkline
from copmetrics.charts.style import INK, MUTED, NARROW, WIDTH, styled, wrapped
from copmetrics.charts.words import sparkline_alt_text
from copmetrics.typed_text import for_page, for_picture, prepared

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas
    from matplotlib.transforms import Bbox

__all__ = [
    "OnPhones",
    "alt_text",
    "assurance_svg",
    "bar_rows",
    "chart_marks",
    "chart_png",
    "chart_svg",
    "make_ready",
    "narrow_svg",
    "on_phones",
    "sparkline_alt_text",
    "sparkline_svg",
    "variation_svg",
    "why_not",
]

KEPT: Final = 64
"""So many pictures are kept: those of a community, which several accounts may show."""


def alt_text(figure: ReportFigure) -> str:
    """Say a chart's message, what it shows, its numbers, and the days marked in it."""
    figure = prepared(figure, for_page)
    marked = [f"Marked: {each.label}." for each in figure.marks]
    opening = f"{figure.title}. {figure.subtitle.rstrip('.')}."
    return " ".join([opening, declared(figure).alt_text(figure), *marked])


def why_not(figure: ReportFigure) -> str:
    """Return the sentence that takes a chart's place where there is nothing to draw, else nothing."""
    return declared(figure).why_not(prepared(figure, for_page))


def on_phones(figure: ReportFigure) -> OnPhones:
    """Return what somebody sees of a figure who has no room for its picture as wide as it is."""
    return declared(figure).on_phones


def chart_svg(figure: ReportFigure) -> bytes:
    """Draw a figure as SVG; the same figure gives the same bytes, and is drawn once."""
    return _drawn_once(figure, repr(figure))[0]


def bar_rows(figure: ReportFigure) -> tuple[BarRow, ...]:
    """Return the bars of a figure as rows, for whoever has no room for its picture."""
    return rows_of(prepared(figure, for_page))


def narrow_svg(figure: ReportFigure) -> bytes:
    """Draw a figure as SVG as narrow as a phone, its letters as text; drawn once too."""
    return _drawn_narrow_once(figure, repr(figure))


def chart_marks(figure: ReportFigure) -> tuple[MarkPlace, ...]:
    """Return where in the SVG picture of a figure its numbers are; nothing where there is no picture."""
    return () if why_not(figure) else _drawn_once(figure, repr(figure))[1]


@lru_cache(maxsize=KEPT)
def _drawn_once(figure: ReportFigure, _said: str) -> tuple[bytes, tuple[MarkPlace, ...]]:
    """Draw a figure. What it says is told beside it: 1 and 1.0 are the same number, not the same text."""
    with styled():
        canvas = _drawn(figure, layout=None)
        whole = laid_out(canvas)
        spans = declared(figure).marks(figure)
        marks = places_of(spans, canvas.axes[0], whole, canvas.dpi)
        return _svg(canvas, whole), marks


@lru_cache(maxsize=KEPT)
def _drawn_narrow_once(figure: ReportFigure, _said: str) -> bytes:
    with styled(letters="none"):
        canvas = _drawn(figure, layout=None, width=NARROW)
        return _svg(canvas, laid_out(canvas))


def chart_png(figure: ReportFigure) -> bytes:
    """Draw a figure as PNG with its title and subtitle, to paste elsewhere; its alternative text is
    in the file, where programs look for a description."""
    with styled():
        canvas = _drawn(figure, layout="constrained")
        figure = prepared(figure, for_picture)
        canvas.suptitle(
            wrapped(figure.title, 70), x=0.01, ha="left", color=INK, fontsize=13, fontweight="bold"
        )
        canvas.supxlabel(wrapped(figure.subtitle, 100), x=0.01, ha="left", color=MUTED, fontsize=9)
        buffer = io.BytesIO()
        told = {"Title": figure.title, "Description": alt_text(figure), "Software": None}
        canvas.savefig(buffer, format="png", dpi=200, metadata=told, bbox_inches="tight")
        return buffer.getvalue()


@cache
def make_ready() -> None:
    """Import what draws and look up its letters, so that the first picture takes no longer than others."""
    with styled():
        from matplotlib.figure import Figure as Canvas

        canvas = Canvas(figsize=(WIDTH, 1))
        canvas.subplots().set_title("0")
        _svg(canvas, laid_out(canvas))


def _drawn(
    figure: ReportFigure, *, layout: Literal["constrained"] | None, width: float = WIDTH
) -> Canvas:
    """Draw a figure in the style that is set; laid out by matplotlib when it is saved, or not yet."""
    from matplotlib.figure import Figure as Canvas

    figure = prepared(figure, for_picture)
    kind = declared(figure)
    if kind.most_series is not None and len(figure.data.columns) - 1 > kind.most_series:
        raise ValueError(
            f"figure {figure.id}: {figure.kind} tells at most {kind.most_series} series apart"
        )
    height = kind.height if width > NARROW else kind.narrow_height or kind.height
    canvas = Canvas(figsize=(width, height(figure)), layout=layout)
    axes = kind.draw(figure, canvas.subplots())
    mark(axes, figure.marks, across=kind.runs_down)
    return canvas


def sparkline_svg(headline: Headline) -> bytes:
    """Draw a headline's small trend as SVG; nothing if no two quarters are known."""
    values = [value if isinstance(value, int | float) else None for _, value in headline.trend]
    if sum(value is not None for value in values) < 2:
        return b""
    return sparkline(values, [each.place for each in headline.marks]).encode("utf-8")


def _svg(canvas: Canvas, whole: Bbox) -> bytes:
    """Write the picture without a date or a creator, which would differ from run to run."""
    buffer = io.BytesIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    canvas.savefig(buffer, format="svg", metadata=nothing, bbox_inches=whole)
    return buffer.getvalue()
