"""What to pass on and what to try: links most clicked and activities not used lately."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import Listing, Paragraph, ReportColumn, ReportTable, Section
from copmetrics.facilitation.latest_vs_median import months_before
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import months_words, on_day, past_words
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.units import Unit

__all__ = ["links_section", "unused_section"]


def links_section(week: Week) -> Section:
    """Tell which links most people clicked, and of how many mailings that is known."""
    title, rules = "Links most clicked", week.rules
    past = f"past {months_words(rules.months)}"
    found = week.links[week.links["people"] >= rules.few]
    if found.empty:
        words = (
            f"No export tells of a link that {rules.few} people clicked in the {past}. "
            "Mailchimp's account export tells who clicked which (Account, Data management, Export data)."
        )
        return Section("links", title, (Paragraph(words),))
    rows = tuple(
        (row["link"], row["people"], row["clicks"], row["mailings"])
        for row in found.head(rules.links).to_dict("records")
    )
    sent = week.frames["mailings"]
    recent = sent[sent["sent_at"] >= months_before(week.until, rules.months)]
    known = recent["mailing"].isin(week.community.activity["mailing"]).sum()
    note = (
        f"Clicks are known of {Unit.MAILINGS.of(int(known))} of the {len(recent)} sent in the {past}; "
        f"suspected scanners are left out. Links of fewer than {rules.few} people are not "
        "told, nor those for leaving the list or reading it in a browser."
    )
    columns = (
        ReportColumn("Link"),
        ReportColumn("People", Unit.PEOPLE),
        ReportColumn("Clicks", Unit.COUNT),
        ReportColumn("Mailings", Unit.MAILINGS),
    )
    table = ReportTable(
        "links-table", "By how many different people clicked them", columns, rows, (note,)
    )
    return Section("links", title, (table,))


def unused_section(week: Week) -> Section:
    """List learning activities not used lately, as ideas."""
    title = "Learning activities not used lately"
    if week.frames["events"]["cluster"].isna().all():
        words = (
            "Which kinds of learning activity the events were is not said: a column cluster in "
            "events.csv says it, or [activities] in community.toml."
        )
        return Section("unused", title, (Paragraph(words),))
    items = tuple(
        f"{cluster.label}: {cluster.examples} ({_when(last, week)})"
        for cluster, last in zip(
            map(CLUSTERS.__getitem__, week.unused["cluster"]), week.unused["last_at"], strict=True
        )
    )
    listing = Listing(
        "Ideas, not gaps",
        items,
        f"Every kind was used in the {past_words(week, moment=week.events_known_to)}; many do well "
        "with a few.",
    )
    return Section("unused", title, (listing,))


def _when(last: pd.Timestamp, week: Week) -> str:
    return "not used so far" if pd.isna(last) else f"last on {on_day(last, week)}"
