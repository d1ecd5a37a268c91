"""The best day and hour: by attendance per event offered, and by opens and clicks.

A slot is a weekday and an hour on the community's wall clock, whatever UTC says. A community that
only ever meets on Wednesday at 10:00 will find Wednesday at 10:00, so each slot says of how many
it tells, and of fewer than `few` it tells nothing.
"""

from __future__ import annotations

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL

__all__ = ["best", "event_slots", "mailing_slots", "reaction_slots", "slot_of"]

SLOT = ["day", "hour"]


def slot_of(moments: pd.Series, *, timezone: str) -> pd.DataFrame:
    """Return the weekday (0 is Monday) and the hour of each instant by the wall clock."""
    local = pd.to_datetime(moments, utc=True).dt.tz_convert(timezone)
    return pd.DataFrame({"day": local.dt.day_of_week, "hour": local.dt.hour})


def event_slots(events: pd.DataFrame, *, timezone: str, few: int = USUAL.few) -> pd.DataFrame:
    """Return `day`, `hour`, `value`, `n`, `kind`: the median attendance of the events in each slot.

    A slot is that of an event's beginning; `kind` is their learning activity, where all have one.

    Events whose hour, or whose attendance, no source knows are left out.
    """
    known = events[events["time_known"].fillna(False).astype(bool) & events["attendances"].notna()]
    placed = known.join(slot_of(known["starts_at"], timezone=timezone))
    found = placed.groupby(SLOT, as_index=False).agg(
        value=("attendances", "median"), n=("attendances", "size"), kind=("activity", _the_one)
    )
    return _few_unknown(found, few, "value")


def mailing_slots(mailings: pd.DataFrame, *, timezone: str, few: int = USUAL.few) -> pd.DataFrame:
    """Return `day`, `hour`, `opened`, `clicked`, `n` of the mailings sent in each slot.

    Shares are of their delivered emails together. Mailings that no source tells the opens, clicks
    or delivered emails of are left out.
    """
    counts = ["delivered", "unique_opens", "unique_clicks"]
    known = mailings.dropna(subset=counts)
    placed = known.join(slot_of(known["sent_at"], timezone=timezone))
    sums = placed.groupby(SLOT, as_index=False)[counts].sum()
    sizes = placed.groupby(SLOT, as_index=False).size()["size"]
    delivered = sums["delivered"].where(sums["delivered"] > 0)
    found = sums[SLOT].assign(
        opened=sums["unique_opens"] / delivered, clicked=sums["unique_clicks"] / delivered, n=sizes
    )
    return _few_unknown(found, few, "opened", "clicked")


def reaction_slots(
    clicks: pd.DataFrame, *, timezone: str, until: pd.Timestamp, few: int = USUAL.few
) -> pd.DataFrame:
    """Return `day`, `hour`, `value`, `n`: how many different people clicked a link in each slot."""
    timed = clicks[clicks["happened_at"] < until]
    placed = timed.join(slot_of(timed["happened_at"], timezone=timezone))
    found = placed.groupby(SLOT, as_index=False).agg(n=("person", "nunique"))
    return _few_unknown(found.assign(value=found["n"].astype("float64")), few, "value")


def best(slots: pd.DataFrame, value: str = "value") -> pd.DataFrame:
    """Return the slots that are told, the best first; of equal ones that told of more."""
    known = slots.dropna(subset=value)
    return known.sort_values([value, "n", *SLOT], ascending=[False, False, True, True])


def _the_one(values: pd.Series) -> str | None:
    """Return what all of them are, if they are alike."""
    return str(values.iloc[0]) if values.notna().all() and values.nunique() == 1 else None


def _few_unknown(slots: pd.DataFrame, few: int, *values: str) -> pd.DataFrame:
    told = {each: slots[each].astype("float64").where(slots["n"] >= few) for each in values}
    return slots.assign(**told)
