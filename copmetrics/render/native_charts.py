"""A workbook's own charts, drawn by Excel from the cells beside them."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics.accounts.account import ReportFigure
from copmetrics.charts.declaration import BarShape, NativeChart
from copmetrics.charts.style import MUTED, PALETTE
from copmetrics.units import Unit

__all__ = ["add_chart", "add_scatter"]

WIDTH_CM, HEIGHT_CM = 22.0, 10.5
POINTS = ("circle", "square", "triangle", "diamond")
"""The shapes of points, taken in turn, and anew for every turn of the colours."""


def add_chart(page: Worksheet, figure: ReportFigure, native: NativeChart, *, head_row: int) -> None:
    """Put a figure's native chart beside its table."""
    chart = _chart(native)
    rows, series = len(figure.data.rows), _series(figure)
    values = Reference(
        page, min_col=2, max_col=1 + series, min_row=head_row, max_row=head_row + rows
    )
    names = Reference(page, min_col=1, min_row=head_row + 1, max_row=head_row + rows)
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(names)
    _dress(chart, figure, native)
    page.add_chart(chart, f"{get_column_letter(len(figure.data.columns) + 2)}{head_row}")


def add_scatter(page: Worksheet, figure: ReportFigure, *, head_row: int) -> None:
    """Put a native chart of points beside their table: a row a series, so that the key names each."""
    chart = ScatterChart()
    chart.style, chart.scatterStyle = 13, "lineMarker"
    for place, row in enumerate(range(head_row + 1, head_row + 1 + len(figure.data.rows))):
        across, up = (Reference(page, min_col=at, min_row=row) for at in (2, 3))
        series = SeriesFactory(up, across)
        series.tx = SeriesLabel(strRef=StrRef(f"{quote_sheetname(page.title)}!$A${row}"))
        colour = PALETTE[place % len(PALETTE)].lstrip("#")
        shape = POINTS[place // len(PALETTE) % len(POINTS)]
        series.marker = Marker(shape, size=9, spPr=GraphicalProperties(solidFill=colour))
        series.graphicalProperties.line.noFill = True
        chart.series.append(series)
    chart.title = figure.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    chart.legend.position = "r"
    chart.x_axis.title, chart.y_axis.title = (each.label for each in figure.data.columns[1:3])
    chart.x_axis.delete = chart.y_axis.delete = False
    page.add_chart(chart, f"{get_column_letter(len(figure.data.columns) + 2)}{head_row}")


def _series(figure: ReportFigure) -> int:
    """Return how many columns of numbers follow the first one: a control chart has words behind them."""
    units = [column.unit for column in figure.data.columns[1:]]
    return units.index(Unit.TEXT) if Unit.TEXT in units else len(units)


def _chart(native: NativeChart) -> ChartBase:
    if native.shape is BarShape.LINE:
        return LineChart()
    chart = BarChart()
    chart.type = str(native.shape)
    chart.grouping = "stacked" if native.stacked else "clustered"
    chart.overlap = 100 if native.stacked else -10
    chart.gapWidth = 60
    return chart


def _dress(chart: ChartBase, figure: ReportFigure, native: NativeChart) -> None:
    """Give the chart its message, size, colours and axes that show."""
    chart.title = figure.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    chart.legend.position = "t"
    chart.layout = Layout(manualLayout=ManualLayout(x=0.02, y=0.2, w=0.95, h=0.75))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0%" if figure.data.columns[1].unit is Unit.SHARE else "#,##0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D8DDE0"))
    chart.x_axis.tickLblPos = "low"
    if native.shape is BarShape.BAR:
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
    if native.lines_beside:
        _judge(chart, figure)
    if native.numbered:
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False
        )
    if not native.key:
        chart.legend = None


def _judge(chart: ChartBase, figure: ReportFigure) -> None:
    """Show the first series among what it is judged by; the verdict, which is long, stands over the table."""
    chart.title = figure.data.columns[1].label
    chart.legend.position = "b"
    chart.layout = None
    mean, *limits = chart.series[1:]
    _beside(mean, "solid")
    for series in limits:
        _beside(series, "dash")


def _beside(series: Series, dash: str) -> None:
    """Draw a series as what others are judged by: a thin line without points."""
    series.marker.symbol = "none"
    series.graphicalProperties.line = LineProperties(
        solidFill=MUTED.lstrip("#"), w=12700, prstDash=dash
    )
