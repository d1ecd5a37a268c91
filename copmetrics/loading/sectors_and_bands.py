"""Which sector each organisation is of, and which grade or pay band each person has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.identity.organisations import Spellings
from copmetrics.schema import ORGANISATION_SECTORS, PERSON_BANDS
from copmetrics.units import Unit, join_words

__all__ = ["bands_of", "sectors_noted", "sectors_of"]

SHOWN: Final = 6
"""So many names are shown; how many more there are is said."""
_AGENDA_FOR_CHANGE: Final = re.compile(r"(?:afc )?(?:(?:pay )?band )?([1-9]|8[abcd])")
"""An NHS pay band as people write it: `6`, `band 6`, `AfC Band 8a`."""


def sectors_of(variants: pd.DataFrame, spellings: Spellings) -> pd.DataFrame:
    """Return a row an organisation of which the community says the sector, as other tables spell it.

    Sectors that differ in letter case are one, written as the first is.
    """
    if variants["sector"].isna().all():
        return ORGANISATION_SECTORS.empty()
    said = variants.dropna(subset=["name", "sector"])
    if said.empty:
        return ORGANISATION_SECTORS.empty()
    named = [spellings.name_of(name) or name for name in said["name"]]
    settled = said.assign(organisation=named, sector=_alike(said["sector"]))
    return ORGANISATION_SECTORS.conform(settled.drop_duplicates("organisation"))


def bands_of(people: pd.DataFrame, raw: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row a person whose band is known: the one that the newest source says.

    `people` are all rows that name somebody, with their `person`, `band`, `when`, `table` and `row`. A
    band of Agenda for Change is written as one however it was typed; of others letter case does not matter.
    """
    if people["band"].isna().all():
        return PERSON_BANDS.empty()
    known = people.dropna(subset=["person", "band"])
    if known.empty:
        return PERSON_BANDS.empty()
    in_time = known.sort_values(["when", "band", "table", "row"], na_position="first")
    newest = in_time.drop_duplicates("person", keep="last")
    lines = pd.concat(
        raw[table].loc[rows["row"], ["source_file", "source_row"]].set_axis(rows.index)
        for table, rows in newest.groupby("table")
    )
    told = newest.assign(band=_alike(newest["band"].map(_written))).join(lines)
    return PERSON_BANDS.conform(told.sort_values("person"))


def sectors_noted(sectors: pd.DataFrame, people: pd.DataFrame) -> list[str]:
    """Say which organisations have a sector and are nobody's, and which have people and no sector."""
    if sectors.empty:
        return []
    met, said = set(people["organisation"].dropna()), set(sectors["organisation"])
    notes = []
    if strange := sorted(said - met):
        notes.append(
            f"organisations.csv gives a sector to {_some(strange)}: in no export is anybody of them, or "
            "their names are spelt in another way there"
        )
    if without := sorted(met - said):
        has = "has" if len(without) == 1 else "have"
        notes.append(
            f"{Unit.ORGANISATIONS.of(len(without))} {has} no sector in organisations.csv: {_some(without)}"
        )
    return notes


def _some(names: list[str]) -> str:
    """Name some, and say how many more there are."""
    more = len(names) - SHOWN
    return join_words([*names[:SHOWN], *([f"{more} more"] if more > 0 else [])])


def _written(band: str) -> str:
    words = " ".join(band.split())
    found = _AGENDA_FOR_CHANGE.fullmatch(words.casefold())
    return f"Band {found[1]}" if found else words


def _alike(words: pd.Series) -> pd.Series:
    """Write words that differ in letter case alone as the first of them, by the alphabet, is."""
    plain = words.str.split().str.join(" ")
    first = plain.sort_values().groupby(plain.str.casefold()).transform("first")
    return first.reindex(words.index)
