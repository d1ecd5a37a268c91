"""Sectors and bands as those who lead a community see them: in the explorer and in the leaders' account."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from building import attendance, community, events

from copmetrics.accounts.account import Section
from copmetrics.accounts.quarter_figures import inside_figures
from copmetrics.accounts.sectors_and_bands import sectors_and_bands
from copmetrics.accounts.withheld_key import KEY, with_keys
from copmetrics.community.community import Community
from copmetrics.exploring.questions import question
from copmetrics.exploring.small_group_filter import values_inside
from copmetrics.schema import ORGANISATION_SECTORS, PERSON_BANDS
from copmetrics.settings import Settings

CAME = {"acute": {"A": 3, "B": 9, "C": 30}, "community": {"D": 2, "E": 8, "F": 20}}
OF_WHICH = {name: sector for sector, parts in CAME.items() for name in parts}
LAST = "2026-Q2"


@pytest.fixture(scope="module")
def made() -> Community:
    """72 people of six organisations, three in each of two sectors; of 8 people the band is known."""
    people = [
        (f"{name}{n}", name)
        for parts in CAME.values()
        for name, many in parts.items()
        for n in range(many)
    ]
    rows = [
        {"event": "talk", "person": who, "organisation": name, "profession": "nurse"}
        for who, name in people
    ]
    sectors = pd.DataFrame(OF_WHICH.items(), columns=["organisation", "sector"])
    bands = pd.DataFrame(
        {"person": [f"C{n}" for n in range(8)], "band": ["Band 6"] * 6 + ["Band 8a"] * 2}
    )
    return community(
        {
            "events": events(talk="2026-05-14 13:00"),
            "attendance": attendance(*rows),
            "organisation_sectors": ORGANISATION_SECTORS.conform(sectors),
            "person_bands": PERSON_BANDS.conform(bands),
        }
    )


def seen(made: Community, by: str | list[str], **where: object) -> dict[object, float | None]:
    asked = question(made, "unique_attendees", by=by, where=where, first=LAST, last=LAST)
    values = values_inside(made, asked)
    names = values[asked.by[0]].astype(object)
    return {
        None if pd.isna(name) else name: None if pd.isna(value) else value
        for name, value in zip(names, values["value"], strict=True)
    }


def test_organisations_are_withheld_so_that_none_follows_from_its_sector(made):
    # by the table of organisations alone A and D would be enough; C and F would be told from their sectors
    assert seen(made, "organisation") == {
        "A": None,
        "B": None,
        "C": 30,
        "D": None,
        "E": None,
        "F": 20,
    }
    assert seen(made, "sector") == {"acute": 42, "community": 30}
    assert seen(made, "organisation", sector=["acute"]) == {"A": None, "B": None, "C": 30}
    assert seen(made, ["organisation", "sector"])["B"] is None
    plain = replace(
        made, tables={**made.tables, "organisation_sectors": ORGANISATION_SECTORS.empty()}
    )
    assert seen(plain, "organisation") == {"A": None, "B": 9, "C": 30, "D": None, "E": 8, "F": 20}


def test_a_filter_that_would_tell_an_organisation_from_its_sector_is_withheld(made):
    assert seen(made, "format", organisation=["A", "C"]) == {None: None}
    assert seen(made, "format", sector=["acute"]) == {None: 42}


def test_neither_a_sector_nor_a_band_is_told_beside_another_that_tells_people_apart(made):
    assert seen(made, ["sector", "profession"]) == {"acute": None, "community": None}
    assert seen(made, "profession", band=["Band 6"]) == {"nurse": None}
    assert seen(made, "sector", organisation=["C"]) == {"acute": None}
    all_shown = replace(
        made, settings=Settings(calendar=made.settings.calendar, small_number_internal=0)
    )
    assert seen(all_shown, ["sector", "profession"]) == {"acute": 42, "community": 30}


def test_leaders_read_who_came_by_sector_and_by_band(made):
    sectors, bands = sectors_and_bands(inside_figures(made, made.quarter(LAST)))
    assert [row[:2] for row in sectors.rows] == [("acute", 42), ("community", 30)]
    # 2 people of band 8a are withheld, and the 6 of band 6 with them
    assert [row[:2] for row in bands.rows] == [
        ("Band 6", "[c]"),
        ("Band 8a", "[c]"),
        ("not known", 64),
    ]
    assert sectors.title.endswith("2026 Q2, by sector of organisation")
    told = with_keys(Section("people", "People", (sectors, bands)))
    assert [KEY in each.notes for each in told.blocks] == [False, True]


def test_where_nobody_keeps_sectors_or_bands_nothing_is_said_of_them(made):
    none = {
        "organisation_sectors": ORGANISATION_SECTORS.empty(),
        "person_bands": PERSON_BANDS.empty(),
    }
    plain = replace(made, tables={**made.tables, **none})
    assert list(sectors_and_bands(inside_figures(plain, plain.quarter(LAST)))) == []
