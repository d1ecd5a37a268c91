"""The workbook: real numbers, real dates, nothing that runs, the same bytes each time."""

from __future__ import annotations

import datetime
import pickle
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sample_account import ACCOUNT, FIGURES, NASTY, STORY

from copmetrics.accounts.account import Listing, ReportColumn, ReportFigure, ReportTable, Section
from copmetrics.accounts.chart_details import FunnelLine, FunnelPoint, StripRow
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.registry import CHARTS
from copmetrics.evaluation.funnel import Place
from copmetrics.render.native_charts import add_native, add_scatter
from copmetrics.render.sheets import sheets_of
from copmetrics.render.workbook import write_workbook
from copmetrics.units import Unit

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_workbook(ACCOUNT, place)
    return place


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def test_there_is_a_cover_with_a_link_to_every_sheet(book):
    assert book.sheetnames[0] == "Cover"
    links = [
        cell.hyperlink.location or cell.hyperlink.target
        for (cell,) in book["Cover"]
        if cell.hyperlink
    ]
    assert [link.lstrip("#").split("'")[1] for link in links] == book.sheetnames[1:]


def test_tabs_are_named_by_what_fits_and_cut_nowhere():
    told = Listing("Open questions", ("What?",))
    long = "control-organisations-taking-part-in-events"  # 43 letters, of 31 that a tab's name may have
    tables = tuple(ReportTable(long, "Who", (ReportColumn("Who"),), (("Ann",),)) for _ in range(2))
    sections = [
        Section("over-time", "Over time", (*tables, replace(tables[0], id="a" * 40))),
        replace(ACCOUNT.sections[0], blocks=(told, STORY)),
        Section("stories", "Stories in full", (STORY,)),
        Section("unknown", "What we do not know yet", (told,)),
        Section("headlines", "Appendix: how to read the eight measures", (told,)),
    ]
    assert [each.name for each in sheets_of(replace(ACCOUNT, sections=tuple(sections)))] == [
        "Control organisations taking",
        "Control organisations taking 2",
        f"A{'a' * 30}",
        "Stories In brief",
        "Lists In brief",
        "Stories",
        "Lists What we do not know yet",
        "Lists headlines",
    ]


def test_numbers_are_numbers_with_their_formats(book):
    sheet = book["Events"]
    row = [cell.value for cell in sheet[5]]
    assert row == [NASTY, datetime.datetime(2026, 7, 9), 1234, 0.5, 3]
    assert [cell.number_format for cell in sheet[5]][1:] == [
        "d mmm yyyy",
        "#,##0",
        "0.0%",
        "+#,##0;-#,##0;#,##0",
    ]


def test_unknown_is_an_empty_cell_and_nothing_is_a_zero(book):
    sheet = book["Events"]
    assert [cell.value for cell in sheet[6]][1:4] == [None, None, None]
    assert [cell.value for cell in sheet[7]][2:] == [0, 0, 0]


def test_a_text_that_looks_like_a_formula_is_a_text(book, path):
    cell = book["Events"]["A6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in sheets)


def test_headlines_are_counts_and_shares_each_in_its_format(book):
    sheet = book["Eight measures"]
    assert [cell.value for cell in sheet[5]][:5] == [
        "Attendances at events",
        1234,
        1000,
        234,
        0.234,
    ]
    assert (sheet["B5"].number_format, sheet["B6"].number_format) == ("#,##0", "0.0%")
    points = '0.0" points"'  # a share that rose from 42.1% to 45.2% rose by no 3.1%
    assert (sheet["D6"].value, sheet["D6"].number_format) == (3.1, f"+{points};-{points};{points}")
    assert [cell.value for cell in sheet[7]][1:6] == [None] * 5


def test_every_figure_has_a_native_chart_with_axes_that_show(book, path):
    charts = [chart for sheet in book for chart in sheet._charts]
    assert len(charts) == len(FIGURES)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/charts/chart"):
                assert b'<c:delete val="1"' not in archive.read(name)
                assert b'<delete val="1"' not in archive.read(name)


def test_points_are_a_chart_too_and_the_key_names_each():
    """Two indicators, of 15 and 60 minutes: a series each, named by the first cell of its row."""
    columns = tuple(map(ReportColumn, ("Indicator", "Minutes a quarter", "Uses")))
    data = ReportTable("cost-data", "Cost", columns, (("Audit", 15.0, 2.0), ("Views", 60.0, 0.0)))
    page = openpyxl.Workbook().active
    add_scatter(page, ReportFigure("cost", "Cost", "", ChartKind.COST, data), head_row=4)
    (chart,) = page._charts
    refs = [(each.tx.strRef.f, each.xVal.numRef.f, each.yVal.numRef.f) for each in chart.series]
    assert refs == [
        ("'Sheet'!$A$5", "'Sheet'!$B$5", "'Sheet'!$C$5"),
        ("'Sheet'!$A$6", "'Sheet'!$B$6", "'Sheet'!$C$6"),
    ]
    assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)


def natively(kind: ChartKind, columns: tuple, rows: tuple, details: tuple = ()) -> Worksheet:
    """A sheet with what Excel draws of a figure, as a workbook that was saved has it."""
    data = ReportTable("data", "Data", tuple(ReportColumn(*each) for each in columns), rows)
    page = openpyxl.Workbook().active
    figure = ReportFigure("drawn", "Drawn", "", kind, data, details=details)
    add_native(page, figure, CHARTS[kind].native, head_row=4)
    return page


def drawn_series(page: Worksheet) -> list[tuple[str, list[float], list[float]]]:
    """What is drawn: each series by its name, with what is across and what is up."""
    (chart,) = page._charts
    numbers = [(each.xVal.numLit.pt, each.yVal.numLit.pt) for each in chart.series]
    return [
        (each.tx.v, [float(at.v) for at in across], [round(float(at.v), 2) for at in up])
        for each, (across, up) in zip(chart.series, numbers, strict=True)
    ]


def test_a_strip_has_a_series_a_row_the_first_uppermost_and_a_line_at_its_middle():
    rows = (("Visits: North", 4.0), ("Visits: South", 12.0), ("Talks: North", 30.0))
    details = (StripRow("Visits", (4.0, 12.0), 8.0), StripRow("Talks", (30.0,), 30.0))
    page = natively(ChartKind.STRIP, (("Kind",), ("Attendances an event",)), rows, details)
    assert drawn_series(page) == [
        ("Visits", [4, 12], [2, 2]),
        ("Visits, the middle one", [8, 8], [1.68, 2.32]),
        ("Talks", [30], [1]),
        ("Talks, the middle one", [30, 30], [0.68, 1.32]),
    ]


def test_a_funnel_has_its_limits_and_names_who_is_beyond_them():
    points = (
        FunnelPoint("North", 100, 0.5, Place.WITHIN),
        FunnelPoint("South", 400, 0.9, Place.BEYOND),
    )
    ends = ((100, (0.4, 0.6), (0.35, 0.65)), (400, (0.45, 0.55), (0.425, 0.575)))
    lines = tuple(FunnelLine(whole, 0.5, inner, outer, None) for whole, inner, outer in ends)
    columns = (("Community",), ("Open rate", Unit.WHOLE_SHARE), ("Of how many", Unit.COUNT))
    page = natively(ChartKind.FUNNEL, columns, (("North", 0.5, 100.0),), (*lines, *points))
    assert drawn_series(page) == [
        ("All together", [100, 400], [0.5, 0.5]),
        ("95 in 100, from", [100, 400], [0.4, 0.45]),
        ("95 in 100, to", [100, 400], [0.6, 0.55]),
        ("998 in 1,000, from", [100, 400], [0.35, 0.42]),
        ("998 in 1,000, to", [100, 400], [0.65, 0.57]),
        ("within the limits", [100], [0.5]),
        ("South", [400], [0.9]),
    ]
    (chart,) = page._charts
    formats = [each.number_format.formatCode for each in (chart.x_axis, chart.y_axis)]
    assert formats == ["#,##0", "0%"]


def test_a_week_is_coloured_by_its_numbers_from_nothing_to_the_most():
    rows = (("Tuesday", "12:00", 27.0), ("Thursday", "09:00", 68.0))
    page = natively(ChartKind.SLOTS, (("Day",), ("From",), ("People", Unit.PEOPLE)), rows)
    ((cells, (rule,)),) = [(str(each.sqref), each.rules) for each in page.conditional_formatting]
    assert (cells, [each.type for each in rule.colorScale.cfvo]) == ("C5:C6", ["num", "max"])
    assert page._charts == []


def test_no_cells_are_merged(book):
    assert [sheet.title for sheet in book if sheet.merged_cells.ranges] == []


def test_the_same_account_gives_the_same_bytes(path, tmp_path):
    write_workbook(pickle.loads(pickle.dumps(ACCOUNT)), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(path, tmp_path):
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "book.pdf").stat().st_size > 10_000
