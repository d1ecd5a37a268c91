"""Every kind of chart, once: whoever draws, says or tables a figure asks here what its kind is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.bars import PARTED_BARS, RANKED_BARS
from copmetrics.charts.control import CONTROL
from copmetrics.charts.declaration import ChartDeclaration
from copmetrics.charts.dots import DOTS
from copmetrics.charts.flows import FLOWS
from copmetrics.charts.lines import LINES
from copmetrics.charts.months import COLUMNS
from copmetrics.charts.network_charts import FUNNEL, STRIP
from copmetrics.charts.scatter_charts import ACTIVITY_MAP, COST
from copmetrics.charts.story_paths import PATHS
from copmetrics.charts.time_slots import SLOTS

__all__ = ["CHARTS", "declared"]

CHARTS: Final[Mapping[ChartKind, ChartDeclaration]] = MappingProxyType(
    {
        each.kind: each
        for each in (
            LINES,
            COLUMNS,
            PARTED_BARS,
            RANKED_BARS,
            DOTS,
            FLOWS,
            CONTROL,
            PATHS,
            ACTIVITY_MAP,
            COST,
            SLOTS,
            STRIP,
            FUNNEL,
        )
    }
)


def declared(figure: ReportFigure) -> ChartDeclaration:
    """Return what a figure's kind of chart is."""
    return CHARTS[figure.kind]
