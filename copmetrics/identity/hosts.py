"""Who hosted an event, where the list of events names them: one person, or several in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from copmetrics.identity.names import machine_pattern, name_key, read_name
from copmetrics.units import join_words

__all__ = ["hosts_of", "named_hosts", "names_in", "unmet_hosts"]

COLUMNS: Final = ("event", "host", "person")
NAMED: Final = 3
"""So many events of hosts who were not found are named."""
_BETWEEN: Final = re.compile(r"\s*[;/&+|\n\r]\s*|\s+(?:and|und|et|en)\s+", re.IGNORECASE)
"""What stands between several names; a comma may also stand within one: see `_names_in`."""
_COMMA: Final = re.compile(r"\s*,\s*")


def named_hosts(events: pd.DataFrame, attended: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each host that an event names: `event`, `host`, and the `person`, if somebody is it.

    `events` has `event` and `host`, names or addresses; `attended` has `event`, `name`, `address` and
    `person`. Whoever was at the event under that very name or address is it; nobody where several were.
    """
    if events["host"].isna().all():
        return pd.DataFrame(columns=list(COLUMNS), dtype="str")
    listed = events.dropna(subset="host")
    there = attended.dropna(subset=["event", "person"])
    there = there[there["event"].isin(listed["event"])]
    shown = pd.concat([there["name"], there["address"]]).dropna().unique()
    keys = {each: _key(each) for each in shown}
    met = _by_key(there, keys)
    named = [
        (event, host, met.get(event, {}).get(_key(host)))
        for event, cell in listed[["event", "host"]].itertuples(index=False)
        for host in _names_in(cell, frozenset(met.get(event, {})))
    ]
    return pd.DataFrame(named, columns=list(COLUMNS))


def hosts_of(events: pd.DataFrame, named: pd.DataFrame) -> pd.Series:
    """Return the pseudonyms of each event's hosts, a space between, on the index of `events`."""
    if named.empty:
        return pd.Series(None, index=events.index, dtype="str")
    known = named.dropna(subset="person").sort_values("person").drop_duplicates(["event", "person"])
    return events["event"].map(known.groupby("event")["person"].agg(" ".join)).astype("str")


def unmet_hosts(
    named: pd.DataFrame, events_with_people: pd.Series, called: Mapping[str, str]
) -> list[str]:
    """Say of which events hosts are named who are not, or not for sure, among those who came to them.

    Nobody is named: the list of events does that. `called` is what each event is called, with its day.
    """
    unmet = named[named["person"].isna() & named["event"].isin(events_with_people)]
    if unmet.empty:
        return []
    count = unmet["host"].map(_key).nunique()
    hosts = "1 host" if count == 1 else f"{count} hosts"
    them = "that host" if count == 1 else "those hosts"
    events = [called[each] for each in unmet["event"].drop_duplicates()]
    more = len(events) - NAMED
    where = join_words([*events[:NAMED], *([f"{more} more"] if more > 0 else [])])
    return [
        f"{hosts} in the list of events cannot be found by name among those who came (nobody there has the "
        f"name, or several have), so nobody counts as {them} of {where}"
    ]


def _by_key(there: pd.DataFrame, keys: Mapping[str, str]) -> dict[str, dict[str, str | None]]:
    """Return who goes by each name, or address, at each event; nobody where several do."""
    met: dict[str, dict[str, str | None]] = {}
    columns = (there[each].tolist() for each in ("event", "person", "name", "address"))
    shown = zip(*columns, strict=True)
    for event, person, *said in shown:
        found = met.setdefault(event, {})
        for key in (keys[each] for each in said if isinstance(each, str)):
            found[key] = person if found.get(key, person) == person else None
    return met


def names_in(cell: str) -> list[str]:
    """Return the names of several words in a cell of hosts, whoever was there: a comma may part them."""
    parts = [each for each in _BETWEEN.split(cell.strip()) if each]
    every = [*parts, *(each for part in parts for each in _COMMA.split(part))]
    return [each for each in dict.fromkeys(every) if " " in each]


def _names_in(cell: str, known: frozenset[str]) -> Iterator[str]:
    """Part a cell into names: a comma parts two names only where the whole is nobody's at the event."""
    if _key(cell) in known:
        yield cell
        return
    for part in filter(None, _BETWEEN.split(cell.strip())):
        several = [each for each in _COMMA.split(part) if each]
        yield from several if not known.isdisjoint(map(_key, several)) else [part]


def _key(shown: str) -> str:
    """Return a name as it is compared, whichever part of it stands first; an address as it is."""
    if "@" in shown:
        return shown.strip().casefold()
    return name_key(read_name(shown, machine_pattern()).name or shown)
