"""Each mailing of the quarter and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from copmetrics.accounts.account import Paragraph, ReportColumn, ReportFigure, ReportTable, Section
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_among, opens_notes
from copmetrics.accounts.quarter_figures import QuarterFigures, day, known_number, known_text
from copmetrics.measures import MEASURES, open_rate_eras
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = ["mailings"]


def mailings(facts: QuarterFigures) -> Section:
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
    wide = found.pivot(index=["mailing", "title"], columns="indicator", values="value")
    sent = facts.community.mailings.groupby("mailing")["sent_at"].max()
    listed = wide.reset_index().assign(sent_at=lambda rows: rows["mailing"].map(sent))
    listed = listed.sort_values(["sent_at", "mailing"])
    measures = (
        "emails_sent",
        "emails_delivered",
        "open_rate",
        "click_rate",
        "bounce_rate",
        "unsubscribe_rate",
    )
    rows = tuple(
        (
            known_text(row["title"]),
            day(row["sent_at"], facts.community),
            *(known_number(row.get(each)) for each in measures),
        )
        for row in listed.to_dict("records")
    )
    columns = (
        ReportColumn("Mailing"),
        ReportColumn("Sent", Unit.DAY),
        *(ReportColumn(MEASURES[each].label, facts.measures[each].unit) for each in measures),
    )
    table = ReportTable(
        "mailings-table",
        f"Mailings of {label(facts.quarter)}",
        columns,
        rows,
        (MEASURES["open_rate"].caveat, MEASURES["click_rate"].caveat),
    )
    return Section("mailings", "Mailings", (_mailing_figure(facts, rows), table, *_scanners(facts)))


def _scanners(facts: QuarterFigures) -> tuple[Paragraph, ...]:
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


def _mailing_figure(facts: QuarterFigures, rows: Sequence[tuple[Any, ...]]) -> ReportFigure:
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
        tuple((f"{row[0]} ({show(row[1], Unit.DAY)[:-5]})", row[4], row[5]) for row in rows),
    )
    clicked = [row for row in rows if row[5] is not None]
    best = max(clicked, key=lambda row: row[5], default=None)
    message = (
        f"“{best[0]}” had the most clicks for its size: {show(best[5], Unit.SHARE)}"
        if best
        else "Opens and clicks of the quarter's mailings are not known"
    )
    days = [date.fromisoformat(str(row[1])) for row in rows]
    return ReportFigure(
        "mailings-figure",
        message,
        subtitle,
        ChartKind.DOTS,
        data,
        marks=marks_among("open_rate", days),
        notes=(
            *opens_notes("open_rate", days[0], days[-1]),
            open_rate_eras.here(facts.without_machine_opens("open_rate")),
        ),
    )
