"""A workbook's own charts, drawn by Excel from the cells beside them."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics.accounts.account import ReportFigure
from copmetrics.charts.style import PALETTE
from copmetrics.units import Unit

__all__ = ["add_chart", "is_native"]

WIDTH_CM, HEIGHT_CM = 22.0, 10.5


def is_native(figure: ReportFigure) -> bool:
    """Whether a workbook draws this kind of chart itself; of the others it has the table."""
    return figure.kind not in ("paths", "activity_map", "cost", "slots", "xmr")


def add_chart(page: Worksheet, figure: ReportFigure, *, head_row: int) -> None:
    """Put a figure's native chart beside its table."""
    chart = _chart(figure)
    rows, series = len(figure.data.rows), len(figure.data.columns) - 1
    values = Reference(
        page, min_col=2, max_col=1 + series, min_row=head_row, max_row=head_row + rows
    )
    names = Reference(page, min_col=1, min_row=head_row + 1, max_row=head_row + rows)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(names)
    _dress(chart, figure)
    page.add_chart(chart, f"{get_column_letter(series + 3)}{head_row}")


def _chart(figure: ReportFigure) -> ChartBase:
    if figure.kind == "lines":
        return LineChart()
    chart = BarChart()
    chart.type = "col" if figure.kind in ("flows", "columns") else "bar"
    stacked = figure.kind in ("flows", "parted_bars")
    chart.grouping = "stacked" if stacked else "clustered"
    chart.overlap = 100 if stacked else -10
    chart.gapWidth = 60
    return chart


def _dress(chart: ChartBase, figure: ReportFigure) -> None:
    """Give the chart its message, size, colours and axes that show."""
    chart.title = figure.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    chart.legend.position = "t"
    chart.layout = Layout(manualLayout=ManualLayout(x=0.02, y=0.2, w=0.95, h=0.75))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0%" if figure.data.columns[1].unit is Unit.SHARE else "#,##0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D8DDE0"))
    chart.x_axis.tickLblPos = "low"
    if figure.kind not in ("lines", "flows", "columns"):
        chart.x_axis.scaling.orientation = "maxMin"
    for series, colour in zip(chart.series, PALETTE, strict=False):
        plain = colour.lstrip("#")
        if isinstance(chart, LineChart):
            series.graphicalProperties.line.solidFill = plain
            series.marker.symbol = "circle"
            series.marker.graphicalProperties = GraphicalProperties(solidFill=plain)
            series.smooth = False
        else:
            series.graphicalProperties.solidFill = plain
    if figure.kind in ("ranked_bars", "dots"):
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False
        )
        chart.legend = None if figure.kind == "ranked_bars" else chart.legend
