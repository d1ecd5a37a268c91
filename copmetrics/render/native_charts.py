"""A workbook's own charts, drawn by Excel from the cells beside them."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumVal, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel, XYSeries
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics.accounts.account import ReportFigure
from copmetrics.charts.declaration import (
    BarShape,
    Dash,
    Native,
    NativeChart,
    NativeColours,
    NativePoints,
    NativeScatter,
    PointSeries,
)
from copmetrics.charts.style import MUTED, PALETTE
from copmetrics.units import Unit

__all__ = ["add_chart", "add_colours", "add_native", "add_points", "add_scatter"]

WIDTH_CM, HEIGHT_CM = 22.0, 10.5
POINTS = ("circle", "square", "triangle", "diamond")
"""The shapes of points, taken in turn, and anew for every turn of the colours."""
LEAST, MOST = "FFFFFF", "7FB2DD"
"""The colours of the smallest and the largest number; the ink of all cells can be read on both."""


def add_native(
    page: Worksheet,
    figure: ReportFigure,
    native: Native,
    *,
    head_row: int,
) -> None:
    """Draw beside a figure's table what Excel can draw of it; nothing where it can draw nothing."""
    if isinstance(native, NativeChart):
        add_chart(page, figure, native, head_row=head_row)
    elif isinstance(native, NativeScatter):
        add_scatter(page, figure, head_row=head_row)
    elif isinstance(native, NativePoints):
        add_points(page, figure, native, head_row=head_row)
    elif isinstance(native, NativeColours):
        add_colours(page, figure, native, head_row=head_row)


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
        _as_points(series, shape, colour)
        chart.series.append(series)
    across, up = (each.label for each in figure.data.columns[1:3])
    _place(page, figure, chart, (across, up), head_row=head_row)


def add_points(
    page: Worksheet, figure: ReportFigure, native: NativePoints, *, head_row: int
) -> None:
    """Put a native chart of points and lines beside the table: their numbers are in the chart itself."""
    chart = ScatterChart()
    chart.style, chart.scatterStyle = 13, "lineMarker"
    turn = 0
    drawn = native.series(figure)
    # LibreOffice draws no series before a longer one: all are as long, with nothing at their ends
    longest = max(len(each.across) for each in drawn)
    for each in drawn:
        series = _own_numbers(each, len(chart.series), longest)
        colour = (each.colour or PALETTE[turn % len(PALETTE)]).lstrip("#")
        if each.dash is None:
            _as_points(series, POINTS[turn // len(PALETTE) % len(POINTS)], colour)
            turn += not each.colour
        else:
            _as_line(series, each.dash, colour)
        chart.series.append(series)
    _place(page, figure, chart, native.axes(figure), head_row=head_row)


def add_colours(
    page: Worksheet, figure: ReportFigure, native: NativeColours, *, head_row: int
) -> None:
    """Colour the numbers of one column by their size, and those anew that somebody changes."""
    letter = get_column_letter(native.column)
    cells = f"{letter}{head_row + 1}:{letter}{head_row + len(figure.data.rows)}"
    scale = ColorScaleRule(
        start_type="num", start_value=0, start_color=LEAST, end_type="max", end_color=MOST
    )
    page.conditional_formatting.add(cells, scale)


def _own_numbers(told: PointSeries, place: int, length: int) -> XYSeries:
    """Return a series whose numbers are its own and not those of cells."""
    across, up = (
        NumData(ptCount=length, pt=[NumVal(idx=at, v=each) for at, each in enumerate(numbers)])
        for numbers in (told.across, told.up)
    )
    return XYSeries(
        idx=place,
        order=place,
        tx=SeriesLabel(v=told.name),
        xVal=AxDataSource(numLit=across),
        yVal=NumDataSource(numLit=up),
        spPr=GraphicalProperties(),
    )


def _as_points(series: Series, shape: str, colour: str) -> None:
    series.marker = Marker(shape, size=9, spPr=GraphicalProperties(solidFill=colour))
    series.graphicalProperties.line.noFill = True


def _as_line(series: Series, dash: Dash, colour: str) -> None:
    series.marker = Marker("none")
    series.smooth = False
    series.graphicalProperties.line = LineProperties(solidFill=colour, w=15875, prstDash=str(dash))


def _place(
    page: Worksheet,
    figure: ReportFigure,
    chart: ScatterChart,
    axes: tuple[str, str],
    *,
    head_row: int,
) -> None:
    """Give a chart of points its message, its key and axes that show, and put it beside the table."""
    chart.title = figure.title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    chart.legend.position = "r"
    units = {each.label: each.unit for each in figure.data.columns}
    for axis, title in zip((chart.x_axis, chart.y_axis), axes, strict=True):
        axis.delete = not title
        axis.title = title or None
        axis.majorGridlines = axis.majorGridlines if title else None
        if title in units:
            axis.number_format = "0%" if units[title] is Unit.WHOLE_SHARE else "#,##0"
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
