"""The kinds of charts that an account may ask for; `charts/` declares what each of them is."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ChartKind"]


class ChartKind(StrEnum):
    """How the numbers of a figure are drawn."""

    LINES = "lines"
    PARTED_BARS = "parted_bars"
    FLOWS = "flows"
    RANKED_BARS = "ranked_bars"
    DOTS = "dots"
    COLUMNS = "columns"
    PATHS = "paths"
    ACTIVITY_MAP = "activity_map"
    COST = "cost"
    SLOTS = "slots"
    XMR = "xmr"
    STRIP = "strip"
    FUNNEL = "funnel"
