"""How every chart looks: colours that pass 3:1 on white, shapes that differ too, quiet axes.

The palette is the Government Analysis Function's; a test computes its contrast.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from logging import LogRecord, getLogger
from typing import Final, Literal

__all__ = [
    "GRID",
    "INK",
    "LABELS",
    "MARKERS",
    "MUTED",
    "PALETTE",
    "SHADES",
    "SMALL",
    "WASH",
    "few_quarter_labels",
    "quarter_labels",
    "styled",
    "unsaid",
    "wrapped",
]

PALETTE: Final = ("#12436D", "#F46A25", "#801650", "#28A197")
LABELS: Final = ("#12436D", "#A8420E", "#801650", "#19675F")
"""The same colours dark enough for text: 4.5:1 on white."""
MARKERS: Final = ("o", "s", "^", "D")
SHADES: Final = ("", "///", "---", "xxx")
INK: Final = "#1D2429"
MUTED: Final = "#505A5F"
GRID: Final = "#D8DDE0"
WASH: Final = "#E9EEF3"
WIDTH: Final = 7.4
"""Inches; a page shows them as 52 letters' heights, and so a point as 1.5 pixels."""
NARROW: Final = 3.2
"""Inches of a picture for phones, on which its letters are as large as the text beside it."""
SMALL: Final = 9
"""Points of the smallest letters: 14 pixels on a page."""
FEW_APART: Final = 0.27
"""Of the axis of a narrow picture: so far apart are its quarters that are named."""

_SETTINGS: Final[dict[str, object]] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["Arial", "Liberation Sans", "Helvetica", "DejaVu Sans"],
    "font.size": 10.5,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.grid.axis": "y",
    "axes.grid": True,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.bottom": False,
    "ytick.left": False,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": MUTED,
    "hatch.linewidth": 0.6,
    "lines.linewidth": 2.2,
    "lines.markersize": 6.5,
    "lines.solid_capstyle": "round",
    "text.parse_math": False,  # a dollar is a dollar
    "svg.hashsalt": "copmetrics",
    "figure.facecolor": "white",
    "patch.edgecolor": "white",
    "patch.force_edgecolor": True,
}


@contextmanager
def styled(*, letters: Literal["path", "none"] = "path") -> Iterator[None]:
    """Draw in our style; nobody else's settings are touched.

    In SVG, letters are drawn as paths, the same everywhere, or are letters, which is shorter.
    """
    import_matplotlib()
    from matplotlib import style

    settings = {**_SETTINGS, "svg.fonttype": letters}
    with style.context(["default", settings]), warnings.catch_warnings():
        # a letter that no font of this computer has is drawn as a box; table and words have it
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        # names too wide to leave room are drawn over the edge, which grows with them
        warnings.filterwarnings("ignore", message="constrained_layout not applied")
        yield


def import_matplotlib() -> None:
    """Import matplotlib although `MPLBACKEND` may name a backend that there is not; ours go to files.

    One that there is stays chosen for the charts of whoever works here.
    """
    if "matplotlib" in sys.modules:
        return
    named = os.environ.pop("MPLBACKEND", None)
    with unsaid("Matplotlib is building the font cache"):
        import matplotlib
        import matplotlib.font_manager

    if named is not None:
        os.environ["MPLBACKEND"] = named
        with suppress(ValueError):
            matplotlib.rcParams["backend"] = named


@contextmanager
def unsaid(beginning: str) -> Iterator[None]:
    """Leave out what matplotlib's fonts say that begins so; a schedule would mail it to somebody."""
    logger = getLogger("matplotlib.font_manager")

    def is_said(record: LogRecord) -> bool:
        return not record.getMessage().startswith(beginning)

    logger.addFilter(is_said)
    try:
        yield
    finally:
        logger.removeFilter(is_said)


def wrapped(text: str, width: int, *, most: int | None = None) -> str:
    """Break a long label into lines, at the `most` so many: what is left is an ellipsis."""
    from textwrap import wrap

    return "\n".join(wrap(text, width, max_lines=most, placeholder=" …")) or text


def quarter_labels(quarters: Iterable[object]) -> list[str]:
    """Name each quarter, and its year where a new one begins."""
    labels = []
    before = ""
    for quarter in map(str, quarters):
        year, _, number = quarter.rpartition(" ")
        labels.append(number if year == before else f"{number}\n{year}")
        before = year
    return labels


def few_quarter_labels(quarters: Iterable[object], places: Sequence[float]) -> list[str]:
    """Name the last quarter, and the first of each year as far as there is room between them."""
    labels: list[str] = []
    free = float("inf")
    room = FEW_APART * (places[-1] - places[0])
    named = zip(places, map(str, quarters), quarter_labels(quarters), strict=True)
    for place, quarter, label in reversed(list(named)):
        is_named = place <= free and (not labels or "\n" in label)
        year, _, number = quarter.rpartition(" ")
        labels.append(f"{number}\n{year}" if is_named else "")
        free = place - room if is_named else free
    return labels[::-1]
