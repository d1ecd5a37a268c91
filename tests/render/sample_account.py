"""An account by hand, with everything that is hard to render in it."""

from __future__ import annotations

from dataclasses import replace

from copmetrics.accounts.account import (
    Account,
    Cards,
    Headline,
    Headlines,
    Listing,
    MeasureCard,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.measure_icons import MeasureIcons, VariationIcon
from copmetrics.accounts.story_blocks import Passage, Station, Story, StoryStep
from copmetrics.evaluation.spc import Assurance
from copmetrics.units import Unit

NASTY = "<script>alert('x')</script> & =1+1"
QUARTERS = ("2025/26 Q3", "2025/26 Q4", "2026/27 Q1", "2026/27 Q2")


def lines(values, id="lines", unit=Unit.PEOPLE, name="People") -> ReportFigure:
    rows = tuple(zip(QUARTERS, values, strict=False))
    data = ReportTable(
        f"{id}-data", "People by quarter", (ReportColumn("Quarter"), ReportColumn(name, unit)), rows
    )
    return ReportFigure(id, "People doubled", "People by quarter", "lines", data)


def figure(kind, rows, *names, id=None, unit=Unit.PEOPLE) -> ReportFigure:
    columns = (ReportColumn("What"), *(ReportColumn(name, unit) for name in names))
    data = ReportTable(f"{id or kind}-data", f"Data of {kind}", columns, tuple(rows))
    return ReportFigure(id or kind, f"The message of {kind}", f"What {kind} shows", kind, data)


FIGURES = (
    lines((10, None, 15, 20)),
    figure("parted_bars", ((NASTY, 3, 4), ("A quiet one", None, None)), "New", "Returning"),
    figure("flows", (("2026/27 Q1", 5, -2), ("2026/27 Q2", 7, 0)), "Joined", "Left"),
    figure(
        "ranked_bars", (("Northmoor Hospitals NHS Foundation Trust", 21), ("Other", 2)), "People"
    ),
    figure(
        "dots",
        (("Bulletin", 0.471, 0.088), ("Note", 0.432, None)),
        "Opened",
        "Clicked",
        unit=Unit.SHARE,
    ),
)

HEADLINE = Headline(
    indicator="attendances",
    label="Attendances at events",
    unit=Unit.ATTENDANCES,
    value=1234.0,
    previous=1000.0,
    change=234.0,
    change_percent=0.234,
    year_ago=None,
    verdict="the highest of the last 5 quarters",
    basis="lower_bound",
    note="no attendance record for 1 of 8 events",
    trend=tuple(zip(QUARTERS, (900.0, None, 1000.0, 1234.0), strict=True)),
    card=MeasureCard("Each person at each event.", coverage="All of it.", caveat="None."),
    icons=MeasureIcons(
        VariationIcon.IMPROVEMENT_HIGH,
        "Improvement: above the upper limit",
        Assurance.FAILS,
        "Target 2,000: as things are, no quarter will meet it.",
    ),
)
RATE = replace(
    HEADLINE,
    indicator="open_rate",
    label="Emails opened",
    unit=Unit.SHARE,
    value=0.452,
    previous=0.421,
    change=0.031,
    change_percent=None,
    year_ago=0.5,
    verdict="up",
    basis="actual",
    note="",
    trend=tuple(zip(QUARTERS, (None, None, 0.421, 0.452), strict=True)),
    card=MeasureCard("Of all delivered.", "452 opened", "1,000 delivered"),
    icons=MeasureIcons(VariationIcon.NOT_JUDGED, "Too few quarters to judge (2; it takes 7)"),
)
UNKNOWN = replace(
    HEADLINE,
    indicator="emails_sent",
    label="Emails sent",
    unit=Unit.EMAILS,
    value=None,
    previous=None,
    change=None,
    change_percent=None,
    verdict="not comparable: no mailing export is in the folder",
    basis="unknown",
    note="no mailing export is in the folder",
    icons=None,
    trend=tuple((each, None) for each in QUARTERS),
)
HEADLINES = Headlines(
    "eight-measures",
    "The eight measures",
    QUARTERS[3],
    QUARTERS[2],
    "2025/26 Q2",
    (HEADLINE, RATE, UNKNOWN),
    cards=True,
    notes=("How to read the signs.",),
)
STORY = Story(
    f"The story of {NASTY}",
    "Told by a nurse.",
    (
        StoryStep("Immediate value", Passage("We met.")),
        StoryStep(
            "Applied value",
            Passage("We tried it.", stations=(Station("People", Unit.PEOPLE, 12.0, 3.0, "cites"),)),
        ),
        StoryStep("Realised value", Passage("It will help.", hoped=True)),
    ),
)
EVENTS = ReportTable(
    "events-table",
    "Events",
    (
        ReportColumn("Event"),
        ReportColumn("Date", Unit.DAY),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn("Share", Unit.SHARE),
        ReportColumn("Change", Unit.PEOPLE, signed=True),
    ),
    (
        (NASTY, "2026-07-09", 1234, 0.5, 3),
        ("=HYPERLINK(1)", None, None, None, -2),
        ("Fête", "2026-09-01", 0, 0.0, 0),
    ),
    ("A note.",),
)

ACCOUNT = Account(
    community=f"Community of {NASTY}",
    quarter=QUARTERS[3],
    months="Jul to Sep 2026",
    audience="leaders",
    summary="The community held 8 events.",
    so_far=True,
    stamp="Made on a day",
    alerts=("This quarter is not over.",),
    sections=(
        Section("brief", "In brief", (HEADLINES, STORY, Listing("What is next", ("A meeting.",)))),
        Section(
            "headlines",
            "How to read the eight measures",
            (Paragraph("Seven numbers."), Cards("cards", "What each number is", HEADLINES.rows)),
        ),
        Section("pictures", "Pictures", FIGURES),
        Section("events", "Events", (EVENTS,)),
    ),
)
