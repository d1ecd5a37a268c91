"""Sectors and bands: looked up by the organisation and by the person, and told like both."""

from __future__ import annotations

from functools import cache

import pandas as pd
from building import attendance, community, events

from copmetrics.community.explain import explained
from copmetrics.measures import ALL
from copmetrics.schema import ORGANISATION_SECTORS, PERSON_BANDS

Q2 = pd.PeriodIndex(["2026Q2"], freq="Q-DEC")
SECTORS = {"North Trust": "acute", "South Trust": "acute", "Hope": "voluntary"}
BANDS = {"asha": "Band 6", "bo": "Band 8a", "dee": "Band 6"}
CAME = (
    ("asha", "North Trust"),
    ("bo", "South Trust"),
    ("cy", "Hope"),
    ("dee", "Nowhere Ltd"),  # nobody says of which sector it is
    ("eli", None),
)


@cache
def of_five():
    """One event: two of the acute sector, one voluntary, two of whom no sector is known."""
    rows = [{"event": "talk", "person": who, "organisation": where} for who, where in CAME]
    return community(
        {
            "events": events(talk={"starts_at": "2026-05-14 13:00", "topic": "rounds"}),
            "attendance": attendance(*rows, {"event": "talk", "person": None}),
            "event_topics": pd.DataFrame({"event": ["talk"], "topic": ["rounds"]}),
            "organisation_sectors": ORGANISATION_SECTORS.conform(
                pd.DataFrame(SECTORS.items(), columns=["organisation", "sector"])
            ),
            "person_bands": PERSON_BANDS.conform(
                pd.DataFrame(BANDS.items(), columns=["person", "band"])
            ),
        }
    )


def counted(by, only="unique_attendees", **where):
    """How many people are of each, the unknown ones under `None`."""
    found = of_five().indicators(by=by, only=only, quarters=Q2, where=where)
    named = found[by if isinstance(by, str) else list(by)].astype(object)
    keys = named.where(named.notna(), None)
    each = keys if isinstance(by, str) else keys.itertuples(index=False, name=None)
    return dict(zip(each, found["value"], strict=True))


def test_people_are_of_their_organisations_sector_and_of_their_own_band():
    assert counted("sector") == {"acute": 2, "voluntary": 1, None: 2}
    assert counted("band") == {"Band 6": 2, "Band 8a": 1, None: 2}
    assert counted("band", "attendances") == {"Band 6": 2, "Band 8a": 1, None: 3}
    assert counted(("sector", "band")) == {
        ("acute", "Band 6"): 1,
        ("acute", "Band 8a"): 1,
        ("voluntary", None): 1,
        (None, "Band 6"): 1,
        (None, None): 1,
    }


def test_how_many_sectors_came_together_is_unknown_where_nobody_says_them():
    # acute and voluntary; of two people no sector is known
    found = of_five().indicators(only=["sectors_per_event", "organisations_per_event"], quarters=Q2)
    assert found["value"].tolist() == [4, 2]
    alone = community(
        {
            "events": events(talk="2026-05-14 13:00"),
            "attendance": attendance({"event": "talk", "person": "asha", "organisation": "Hope"}),
        }
    )
    (row,) = alone.indicators(only="sectors_per_event", quarters=Q2).to_dict("records")
    assert row["basis"] == "unknown"
    assert row["note"] == "nobody says of which sector the organisations are"


def test_they_choose_too_and_go_with_topics():
    assert counted("band", sector=["acute"]) == {"Band 6": 1, "Band 8a": 1}
    assert counted("sector", topic=["rounds"], band=[None]) == {"voluntary": 1, None: 1}
    assert counted(("topic", "sector"))["rounds", "acute"] == 2


def test_explain_shows_the_rows_of_a_sector_and_of_a_band():
    for indicator in (
        "unique_attendees",
        "new_attendees",
    ):  # told by its own fact, and by a finer one
        found = explained(
            of_five(), indicator, Q2[0], where={"sector": ["acute"], "format": [None]}
        )
        assert list(found["person"]) == ["asha", "bo"]
    assert list(
        explained(of_five(), "new_attendees", Q2[0], where={"band": ["Band 8a"]})["row"]
    ) == [3]


def test_whatever_is_told_by_organisation_and_profession_is_told_by_sector_and_band():
    told = [
        measure.id
        for family in ALL
        for measure in family
        if "organisation" in family.dimensions_of(measure)
    ]
    assert len(told) > 30
    found = of_five().indicators(by=("sector", "band"), only=told, quarters=Q2)
    assert set(found.columns) >= {"sector", "band"}
