"""Each mailing of the quarter and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copmetrics.accounts.account import Paragraph, ReportColumn, ReportFigure, ReportTable, Section
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_among, opens_notes
from copmetrics.accounts.quarter_figures import InsideFigures, known_number, known_text
from copmetrics.accounts.report_cell import ReportCell
from copmetrics.measures import MEASURES, open_rate_eras
from copmetrics.quarters import label
from copmetrics.units import Unit, as_shown, join_words, show

__all__ = ["mailings"]


MEASURED = (
    "emails_sent",
    "emails_delivered",
    "open_rate",
    "click_rate",
    "bounce_rate",
    "unsubscribe_rate",
)


@dataclass(frozen=True)
class MailingLine:
    """One mailing as the table has it: its measures by their ids, unknown where nothing tells."""

    title: str | None
    day: str | None
    values: Mapping[str, float | None]

    @property
    def name(self) -> str:
        """What it is called in the chart."""
        return f"{self.title} ({show(self.day, Unit.DAY)[:-5]})"

    @property
    def cells(self) -> tuple[ReportCell, ...]:
        """Its row of the table."""
        return (self.title, self.day, *self.values.values())


def mailings(facts: InsideFigures) -> Section:
    """Tell of each mailing how many it went to, and what they did with it."""
    here = pd.PeriodIndex([facts.quarter])
    found = facts.community.indicators(by=("mailing", "title"), quarters=here)
    if found.empty:
        words = (
            "No mailing was sent."
            if facts.value("mailings") == 0
            else f"Not known: {facts.why('mailings')}."
        )
        return Section("mailings", "Mailings", (Paragraph(words),))
    lines = _lines(facts, found)
    columns = (
        ReportColumn("Mailing"),
        ReportColumn("Sent", Unit.DAY),
        *(ReportColumn(MEASURES[each].label, facts.measures[each].unit) for each in MEASURED),
    )
    table = ReportTable(
        "mailings-table",
        f"Mailings of {label(facts.quarter)}",
        columns,
        tuple(each.cells for each in lines),
        (MEASURES["open_rate"].caveat, MEASURES["click_rate"].caveat),
    )
    return Section(
        "mailings", "Mailings", (_mailing_figure(facts, lines), table, *_scanners(facts))
    )


def _lines(facts: InsideFigures, found: pd.DataFrame) -> tuple[MailingLine, ...]:
    """Return what is told of each mailing, in the order in which they were sent."""
    wide = found.pivot(index=["mailing", "title"], columns="indicator", values="value")
    sent = facts.community.mailings.groupby("mailing")["sent_at"].max()
    listed = wide.reset_index().assign(sent_at=lambda rows: rows["mailing"].map(sent))
    return tuple(
        MailingLine(
            known_text(row["title"]),
            facts.context.day(row["sent_at"]),
            {each: known_number(row.get(each)) for each in MEASURED},
        )
        for row in listed.sort_values(["sent_at", "mailing"]).to_dict("records")
    )


def _scanners(facts: InsideFigures) -> tuple[Paragraph, ...]:
    """Say how many clicks look like a security scanner's, where activity per recipient tells."""
    scanned = facts.value("suspected_scanner_clicks")
    if scanned is None:
        return ()
    with_, without = facts.said("unique_clickers"), facts.value("unique_clickers_without_scanners")
    rates = [
        show(facts.value(each), Unit.SHARE)
        for each in ("recipient_click_rate", "recipient_click_rate_without_scanners")
    ]
    if not scanned:
        return (Paragraph("No email was clicked the way a security scanner does."),)
    return (
        Paragraph(
            f"Of {Unit.EMAILS.of(scanned)} every link was followed within a minute of the send, which "
            f"is what a security scanner does. With them {with_} clicked, without them "
            f"{show(without, Unit.PEOPLE)}; the share of recipients who clicked is {rates[0]} with "
            f"and {rates[1]} without. Nothing is deleted: the other figures have them in."
        ),
    )


def _most_clicked(lines: Sequence[MailingLine]) -> str:
    """Say which mailing had the most clicks for its size; what is shown alike is a tie."""
    rates = [(each.title, each.values["click_rate"]) for each in lines]
    clicked = [(title, as_shown(rate, Unit.SHARE)) for title, rate in rates if rate is not None]
    if not clicked:
        return "Clicks of the quarter's mailings are not known"
    most = max(rate for _, rate in clicked)
    if not most:
        return "Hardly anybody clicked a link in the quarter's mailings"
    best = [f"“{title}”" for title, rate in clicked if rate == most]
    each_of = " each" if len(best) > 1 else ""
    return f"{join_words(best)} had the most clicks for the size: {show(most, Unit.SHARE)}{each_of}"


def _mailing_figure(facts: InsideFigures, lines: Sequence[MailingLine]) -> ReportFigure:
    subtitle = (
        f"Share of delivered emails opened and clicked, each mailing of {label(facts.quarter)}"
    )
    data = ReportTable(
        "mailings-figure-data",
        subtitle,
        (
            ReportColumn("Mailing"),
            ReportColumn("Opened", Unit.SHARE),
            ReportColumn("Link clicked", Unit.SHARE),
        ),
        tuple((each.name, each.values["open_rate"], each.values["click_rate"]) for each in lines),
    )
    message = _most_clicked(lines)
    days = [date.fromisoformat(str(each.day)) for each in lines]
    return ReportFigure(
        "mailings-figure",
        message,
        subtitle,
        ChartKind.DOTS,
        data,
        marks=marks_among("open_rate", days),
        notes=(
            *opens_notes("open_rate", days[0], days[-1]),
            open_rate_eras.machine_opens_words(facts.without_machine_opens("open_rate")),
        ),
    )
