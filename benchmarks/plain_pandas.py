"""The eight measures as somebody would write them in a notebook, with nothing but pandas.

The alternative that copmetrics is measured against, and a second opinion on its numbers. It does what
the definitions ask for and no more: no `explain`, no reasons, no dimensions.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

__all__ = ["eight_measures"]

TEST_SENDS = 10


def eight_measures(tables: Mapping[str, pd.DataFrame], *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return a row per NHS quarter and measure: its value, its change, and that change in per cent."""
    events = tables["events"]
    events = events[
        ~events["cancelled"].fillna(False).astype(bool) & (events["starts_at"] <= as_of)
    ]
    events = events.assign(quarter=_quarter(events["starts_at"]))
    measures = pd.concat(
        [_attended(events, tables["attendance"]), _sent(tables["mailings"])], axis=1
    )
    everything = pd.period_range(*_span(tables, as_of), freq="Q-MAR")
    listed = _listed(tables["members"], everything)
    found = measures.reindex(everything).join(listed)
    found = found.rename_axis(index="quarter", columns="indicator")
    change = found.diff()
    tables_of = {"value": found, "change": change, "change_percent": change / found.shift()}
    return pd.DataFrame({name: each.stack() for name, each in tables_of.items()}).reset_index()


def _quarter(moments: pd.Series) -> pd.Series:
    local = moments.dt.tz_convert("Europe/London").dt.tz_localize(None)
    return local.dt.to_period("Q-MAR")


def _span(tables: Mapping[str, pd.DataFrame], as_of: pd.Timestamp) -> tuple[pd.Period, pd.Period]:
    columns = (("events", "starts_at"), ("mailings", "sent_at"), ("members", "joined_at"))
    quarters = [_quarter(tables[table][column].dropna()) for table, column in columns]
    last = _quarter(pd.Series([as_of])).iloc[0]
    return min(each.min() for each in quarters), last


def _attended(events: pd.DataFrame, attendance: pd.DataFrame) -> pd.DataFrame:
    came = attendance[attendance["status"].eq("attended") & attendance["left_out"].isna()]
    pairs = came[["event", "attendee"]].drop_duplicates()
    pairs = pairs.merge(events[["event", "quarter"]], on="event")
    return pd.DataFrame(
        {
            "attendances": pairs.groupby("quarter").size(),
            "events": events.groupby("quarter")["event"].nunique(),
        }
    )


def _sent(mailings: pd.DataFrame) -> pd.DataFrame:
    kept = mailings[mailings["left_out"].isna()]
    exported = kept.groupby("source_file")["sent_at"].transform("max")
    newest = (
        kept.assign(exported=exported)
        .sort_values(["exported", "opens", "unique_opens", "unique_clicks"], ascending=False)
        .drop_duplicates("mailing")
    )
    real = newest[newest["recipients"] >= TEST_SENDS]
    sums = real.groupby(_quarter(real["sent_at"]))[
        ["recipients", "delivered", "unique_opens", "unique_clicks"]
    ].sum()
    return pd.DataFrame(
        {
            "emails_sent": sums["recipients"],
            "open_rate": sums["unique_opens"] / sums["delivered"],
            "click_rate": sums["unique_clicks"] / sums["delivered"],
        }
    )


def _listed(members: pd.DataFrame, quarters: pd.PeriodIndex) -> pd.DataFrame:
    members = members[members["left_out"].isna()]
    rows = []
    for quarter in quarters:
        end = (quarter + 1).start_time.tz_localize("Europe/London")
        here = members[
            (members["joined_at"] < end)
            & ~(members["left_at"].notna() & (members["left_at"] < end))
        ]
        rows.append((here["person"].nunique(), here["organisation"].nunique()))
    columns = ["list_members", "list_organisations"]
    return pd.DataFrame(rows, index=quarters, columns=columns)
