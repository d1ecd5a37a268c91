"""Who may be one person: what each decision does to this quarter's headlines, before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.identity.directory import JOINED_AT_MEETING, JOINED_BY_NAME, Certainty
from copmetrics.identity.review import join_people
from copmetrics.quarters import label

__all__ = ["unique_people", "with_effects"]

HEADLINES: Final = ("attendances", "unique attendees", "organisations", "new")
KEYS: Final = ["event", "attendee"]


def with_effects(community: Community, suggestions: pd.DataFrame) -> pd.DataFrame:
    """Add `as_same` and `as_different` to each suggestion: the headlines now, and with that decision."""
    lines, quarter = _lines(community), _this_quarter(community)
    now = _headlines(lines, quarter)
    as_is = _words(quarter, now, now)
    told = []
    for pair in suggestions.to_dict("records"):
        is_joined = pair["reason"] in (JOINED_AT_MEETING, JOINED_BY_NAME)
        other_way = _apart(lines, pair) if is_joined else _together(lines, pair)
        moved = _words(quarter, now, _headlines(other_way, quarter))
        told.append((as_is, moved) if is_joined else (moved, as_is))
    effects = pd.DataFrame(told, columns=["as_same", "as_different"], index=suggestions.index)
    return suggestions.join(effects)


def unique_people(community: Community, pairs: pd.DataFrame) -> tuple[int, int]:
    """Count the different people who ever attended, as now and with the pairs joined."""
    came = community.evaluation.ask("select distinct person from person_events")
    same = dict(zip(pairs["other"], pairs["person"], strict=True))
    return came["person"].nunique(), join_people(came, same)["person"].nunique()


def _lines(community: Community) -> pd.DataFrame:
    """Return the lines of those who were at an event, with its quarter and start."""
    facts = community.facts("attendances")[[*KEYS, "quarter", "starts_at"]]
    rows = community.attendance[community.attendance["left_out"].isna()]
    return rows[[*KEYS, "person", "organisation", "certainty"]].merge(facts, on=KEYS)


def _this_quarter(community: Community) -> pd.Period:
    """Return the last quarter that is over and has anything in it; else the newest there is."""
    touched = [each for each in community.quarters if each in community.coverage.touched]
    over = [each for each in touched if each.end_time.tz_localize("UTC") < community.as_of]
    return (over or touched)[-1]


def _together(lines: pd.DataFrame, pair: Mapping[str, object]) -> pd.DataFrame:
    """Return the lines as they would be if two people were one, of whichever organisation is known."""
    joined = join_people(lines, {str(pair["other"]): str(pair["person"])})
    of_both = joined["person"].eq(pair["person"])
    known = joined.loc[of_both].sort_values("starts_at")["organisation"].dropna()
    filled = joined["organisation"].fillna(known.iloc[-1]) if len(known) else joined["organisation"]
    return joined.assign(organisation=joined["organisation"].mask(of_both, filled))


def _apart(lines: pd.DataFrame, pair: Mapping[str, object]) -> pd.DataFrame:
    """Return the lines as they would be if whoever is known by that name only were somebody else."""
    named = lines["person"].eq(pair["person"]) & lines["certainty"].eq(Certainty.NAME)
    within = lines["organisation"].eq(pair["organisation"])
    there = named & within if pair["reason"] == JOINED_BY_NAME else named
    return lines.assign(
        person=lines["person"].mask(there, str(pair["other"])),
        attendee=lines["attendee"].mask(there, str(pair["other"])),
    )


def _headlines(lines: pd.DataFrame, quarter: pd.Period) -> tuple[int, ...]:
    """Count attendances, different people and organisations of a quarter, and who came first in it."""
    here = lines[lines["quarter"].eq(quarter)]
    first = lines.dropna(subset="person").sort_values(["starts_at", "event"])
    new = first.drop_duplicates("person")["quarter"].eq(quarter)
    return (
        len(here.drop_duplicates(KEYS)),
        here["person"].nunique(),
        here["organisation"].nunique(),
        int(new.sum()),
    )


def _words(quarter: pd.Period, now: tuple[int, ...], then: tuple[int, ...]) -> str:
    """Word the headlines of a quarter, each as it is and, where it moves, as it would be."""
    moves = [
        f"{word} {before}" + (f" to {after}" if after != before else "")
        for word, before, after in zip(HEADLINES, now, then, strict=True)
    ]
    return f"{label(quarter)}: {', '.join(moves)}"
