"""The charts of an account as files of their own, for slides: sharp at any size (svg), or to paste (png)."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from copmetrics.accounts.account import Account, ReportFigure

__all__ = ["FOLDER", "FORMATS", "write_charts"]

FORMATS: Final = ("svg", "png")
FOLDER: Final = "charts"


def write_charts(account: Account, workspace: Path, formats: Collection[str]) -> None:
    """Write each chart in the formats asked for, called as it is in the address of the page."""
    from copmetrics import charts

    drawing = {"svg": charts.chart_svg, "png": charts.chart_png}
    wanted = [each for each in FORMATS if each in formats]
    drawn = [each for each in _figures(account) if not charts.why_not(each)]
    if not (wanted and drawn):
        return
    folder = workspace / FOLDER
    folder.mkdir()
    for figure in drawn:
        for ending in wanted:
            (folder / f"{figure.id}.{ending}").write_bytes(drawing[ending](figure))


def _figures(account: Account) -> list[ReportFigure]:
    blocks = (block for section in account.sections for block in section.blocks)
    return [each for each in blocks if isinstance(each, ReportFigure)]
