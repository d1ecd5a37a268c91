"""The account of a network: what communities share, put together; nobody ranked, nothing more told of anybody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from building import attendance, community, events
from lakes import begin, made_up, pack_tables, rules

from copmetrics.accounts.activities import activities_section
from copmetrics.accounts.network import NetworkKind, network_account
from copmetrics.accounts.network_changes import direction
from copmetrics.accounts.network_communities import network_communities_section
from copmetrics.accounts.network_figures import NetworkFigures
from copmetrics.accounts.network_spread import Spread
from copmetrics.accounts.network_totals import organisations_once, total, totals_told
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.people_once import _shown
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.errors import FileError
from copmetrics.evaluation.funnel import Funnel, Place
from copmetrics.evaluation.measure_queries import MODULUS
from copmetrics.framework.withheld import MARK
from copmetrics.lake.asking import Lake
from copmetrics.measures import INSIDE
from copmetrics.privacy.rounding import Rounding
from copmetrics.render.plain_text import plain_text
from copmetrics.schema import TABLES
from copmetrics.settings import Profile, Settings

NOW = pd.Timestamp("2024-10-12", tz="UTC")
SIZES = (60, 25)
"""Of made-up communities, the second of which has the calendar's quarters."""


def meeting(event: str, *people: str, firms: str = "Saltby") -> list[dict[str, str]]:
    """Lines that say that people were at an event, all of one organisation."""
    return [{"event": event, "person": each, "organisation": firms} for each in people]


def tables(held: dict[str, dict[str, str]], came: list[dict[str, str]]) -> dict[str, pd.DataFrame]:
    given = {"events": events(**held), "attendance": attendance(*came)}
    return {
        name: each.check(each.conform(given.get(name, pd.DataFrame())))
        for name, each in TABLES.items()
    }


def people(first: int, last: int) -> list[str]:
    return [f"p{at:02}" for at in range(first, last)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory) -> Path:
    """Alder, Bay and Dell share a key; Cove has five people; Elm has told nothing since spring.

    Numbers of people are multiples of 5, which rounding leaves as they are.
    """
    place = begin(tmp_path_factory.mktemp("network") / "lake")

    def packed(name: str, secret: str, held: dict[str, str], came: list[dict[str, str]]) -> None:
        at = {id: {"starts_at": when, "cluster": "visits"} for id, when in held.items()}
        settings = Settings(name=name.title())
        pack_tables(place, name, tables(at, came), settings, secret=secret, list_of=NOW)

    packed(
        "alder",
        "aa",
        {"spring": "2024-05-14 13:00", "one": "2024-07-09 13:00", "two": "2024-08-13 13:00"},
        [
            *meeting("spring", *people(0, 10)),
            *meeting("one", *people(0, 15)),
            *meeting("two", *people(5, 15), firms="Elm Street"),
        ],
    )
    packed("bay", "aa", {"one": "2024-09-10 13:00"}, meeting("one", *people(5, 25), firms="SALTBY"))
    packed("cove", "cc", {"one": "2024-09-10 13:00"}, meeting("one", *people(0, 5)))
    packed("elm", "ee", {"spring": "2024-05-14 13:00"}, meeting("spring", *people(0, 20)))
    return place


@pytest.fixture(scope="module")
def figures(lake) -> NetworkFigures:
    return NetworkFigures.of(Lake.of(lake, as_of=NOW), "Network north", unread=[("fern", "it is")])


def test_sums_are_of_those_that_tell_and_what_is_withheld_or_unknown_is_not_0(figures):
    assert str(figures.quarter) == "2025Q2"
    told = total(figures, "attendances")
    # Alder 15 + 10, Bay 20; Cove's 5 are withheld; Elm's autumn is not known
    assert (told.value, told.communities, told.withheld, told.unknown) == (45, 2, 1, 1)
    # spring is known of Alder alone: 10, and now 25
    assert (told.both, told.before, told.now, told.change) == (1, 10, 25, 15)
    counts = network_account(figures).section("in-all").blocks[1]
    row = next(each for each in counts.rows if each[0] == "Attendances at events")
    assert row[1:] == (45, 2, 1, 1, 1, 10, 25, 15)
    # where more withhold it than tell it, nothing is told of either quarter
    most_withhold = replace(told, withheld=3)
    assert (most_withhold.cell, most_withhold.compared) == (MARK, (None, None))
    assert most_withhold.change is None
    assert total(figures, "unique_attendees").value == 35
    assert total(figures, "events").value == 4
    # Saltby, in small letters or capitals, and Elm Street
    assert organisations_once(figures, figures.quarter) == 2


def test_people_are_counted_once_across_communities_that_share_a_key(figures):
    # Alder's 15 are p00 to p14, Bay's 20 are p05 to p24: 25 different people
    assert figures.once.groups == (frozenset({"alder", "bay"}),)
    assert figures.once.here == (25,)
    assert figures.once.before == (None,)  # Bay's spring is not known


def test_what_changed_is_said_of_so_many_communities(figures):
    rows = figures.changes[figures.changes["indicator"].eq("attendances")].to_dict("records")
    ways = {row["community"]: str(direction(row)) for row in rows}
    assert ways == {
        "alder": "higher",
        "bay": "not compared",
        "cove": "not compared",
        "elm": "not compared",
    }


def test_the_account_says_who_is_not_in_it_and_ranks_nobody(figures):
    account = network_account(figures)
    assert account.title == "Network north: 2024/25 Q2"
    assert account.summary == (
        "In 2024/25 Q2 3 communities tell what they did; 1 community has nothing of that quarter yet and "
        "1 community could not be read. Together they had 4 events, about 45 attendances and about 35 "
        "people, from 2 organisations by name. Of 1 community that can be set beside 2024/25 Q1, 1 had more "
        "attendances and 0 fewer; 0 had no clear difference. People are counted once in each community; 2 communities share a key by choice, and across these people can be counted once."
    )
    first = account.section("in-all").blocks
    assert [each.items for each in first[-2:]] == [
        ("fern: it is",),
        (
            "Alder: the mailing list and mailings",
            "Bay: the mailing list and mailings",
            "Cove: the mailing list and mailings",
            "Elm: events, who came, the mailing list and mailings",
        ),
    ]
    (_, table) = account.section("communities").blocks
    assert [row[:3] for row in table.rows] == [
        ("Alder", 25, 15),
        ("Bay", 20, 20),
        ("Cove", MARK, MARK),
        ("Elm", None, None),
    ]
    (_, kinds, strip) = account.section("activities").blocks
    # a year of visits: Alder's 3 events, Bay's 1, Cove's 1, Elm's 1
    assert kinds.rows[0][:5] == ("Visits", 4, 6, 75, 15)  # Alder 35, Bay 20, Elm 20; of 5 events
    assert [each.values for each in strip.details] == [(35 / 3, 20, 20)]


def test_the_brief_and_the_account_for_the_public_name_no_community_and_tell_the_same(figures):
    whole = network_account(figures)
    for kind, section in ((NetworkKind.BRIEF, "brief"), (NetworkKind.PUBLIC, "in-all")):
        account = network_account(figures, kind=kind)
        assert account.summary == whole.summary
        for name in ("Alder", "Bay", "Cove", "Dell", "Elm:", "fern"):
            assert name not in repr(account.sections)
        blocks = account.section(section).blocks
        (lacking,) = (each for each in blocks if getattr(each, "title", "").startswith("Not known"))
        assert lacking.items == (
            "1 community: events.",
            "1 community: who came.",
            "4 communities: the mailing list.",
            "4 communities: mailings.",
            "1 community could not be read.",
        )
    brief = network_account(figures, kind=NetworkKind.BRIEF).section("brief").blocks
    # Alder's 10 in spring became 25: higher in one of the two that tell 45 together
    assert brief[0].rows[0] == ("Attendances at events", 45, 2, 1, 0, 0)
    assert (
        "- Attendances at events: 45 in 2024/25 Q2, 2 communities in it, higher: 1, "
        in plain_text(network_account(figures, kind=NetworkKind.BRIEF))
    )
    told = totals_told(figures).set_index("indicator").loc["attendances"]
    assert list(told[["value", "communities", "withheld", "of_these_before", "of_these_now"]]) == [
        45, 2, 1, 10, 25,
    ]  # fmt: skip


def test_of_many_communities_the_table_is_folded_and_each_is_judged_once(figures, monkeypatch):
    one = figures.members[0]
    many = replace(figures, members=(one,) * 31)
    for those, is_folded in ((many, True), (figures, False)):
        words, table = network_communities_section(those).blocks
        assert table.folded is is_folded
        assert ("Ctrl+F" in words.text) is is_folded
        assert len(table.rows) == len(those.members)
    judged = []
    monkeypatch.setattr(Funnel, "place", lambda *args: judged.append(args) or Place.WITHIN)
    made = Funnel(0.5, 1.0, False)
    told = Spread("return_rate", figures.quarter, {"a": 0.5}, {"a": 60.0}, made, {}, 0)
    assert told.places is told.places
    assert len(judged) == 1


def test_what_few_people_came_to_however_often_is_told_nowhere(tmp_path):
    """Gamma is six people, of whom five were at each of five visits: 25 attendances, 5 an event."""
    place = begin(tmp_path / "lake")
    months = ("2023-11", "2024-02", "2024-05", "2024-07", "2024-09")
    made = {}
    for name, size, absent in (("gamma", 6, 1), ("wide", 10, 0)):
        held = {f"v{at}": f"{month}-09 13:00" for at, month in enumerate(months)}
        came = [
            line
            for at, event in enumerate(held)
            for line in meeting(event, *people(0, size)[: size - absent - (at == 4)])
        ]
        came += meeting("v4", f"p{size - 1:02}")  # the sixth came once, to the last, for another
        told = {"cluster": "visits", "inside_outside": "inside"}
        given = tables({id: {"starts_at": when, **told} for id, when in held.items()}, came)
        given["feedback"] = TABLES["feedback"].conform(
            pd.DataFrame({"event": ["v4"] * 10, "rating": 4.0, "source_row": range(2, 12)})
        )
        made[name] = given
        settings = Settings(name=name.title())
        pack_tables(place, name, given, settings, secret="ab", list_of=NOW)
    figures = NetworkFigures.of(Lake.of(place, as_of=NOW), "Network")
    account = network_account(figures)
    (_, kinds, strip) = account.section("activities").blocks
    # Gamma's 25 are of few; Wide's are 50, a multiple of 5, at 5 events
    assert kinds.rows[0][1:5] == (2, 10, 50, 10)
    assert kinds.rows[0][-2:] == (4, 1)
    assert [each.values for each in strip.details] == [(10,)]
    assert [row[0] for row in strip.data.rows] == ["Visits: Wide"]
    for name, came, mean, rating in (("gamma", MARK, MARK, MARK), ("wide", 50, 10, 4)):
        alone = community(made[name], Settings(name=name), as_of=NOW)
        own = QuarterFigures.of(alone, alone.quarter(), Profile.SHARE)
        table = next(each for each in activities_section(own).blocks if hasattr(each, "rows"))
        assert table.rows[0][1:4] == (5, came, mean)
        assert table.rows[0][6] == rating
    assert figures.cells("attendances")["gamma"] == MARK
    assert figures.cells("unique_attendees")["gamma"] == MARK
    assert figures.cells("attendees_per_event")["gamma"] == MARK


@pytest.fixture(scope="module")
def larger(tmp_path_factory) -> Lake:
    """Two made-up communities, by two kinds of rules."""
    place = begin(tmp_path_factory.mktemp("larger") / "lake")
    for seed, size in enumerate(SIZES):
        made = made_up(seed, size=size, held=14)
        made["events"] = made["events"].assign(cluster="visits")
        pack_tables(place, f"made-{seed}", made, rules(seed), secret=f"{seed:04x}", list_of=NOW)
    return Lake.of(place, as_of=NOW)


def test_nothing_is_told_of_a_community_that_its_own_shared_account_does_not_tell(larger):
    """So whoever holds both learns nothing from the one beside the other."""
    told = NetworkFigures.of(larger, "Network")
    assert str(told.quarter) == "2025Q2"  # one has the calendar's quarters
    for seed, size in enumerate(SIZES):
        made = made_up(seed, size=size, held=14)
        made["events"] = made["events"].assign(cluster="visits")
        alone = community(made, rules(seed), as_of=NOW)
        alone = alone.__class__(**{**vars(alone), "secret": f"{seed:04x}"})
        quarter = alone.quarter()
        own = QuarterFigures.of(alone, quarter, Profile.SHARE)

        def of_it(frame: pd.DataFrame, seed: int = seed) -> pd.DataFrame:
            kept = frame[frame["community"].eq(f"made-{seed}")]
            return kept.drop(columns=["community", "quarter"]).reset_index(drop=True)

        values = own.values[~own.values["indicator"].isin(INSIDE)]
        values = values[values["quarter"] <= quarter]
        parts = own.parts[Part.ACTIVITIES]
        here = own.changes[own.changes["quarter"].eq(quarter)]
        here = here[~here["indicator"].isin(INSIDE)]
        for found, expected in (
            (of_it(told.values), values),
            (of_it(told.changes), here),
            (of_it(told.activities), parts),
            (of_it(told.organisations), own.parts[Part.NAMED]),
        ):
            expected = expected.drop(columns="quarter").reset_index(drop=True)
            pd.testing.assert_frame_equal(found[list(expected)], expected, check_dtype=False)
            assert len(expected)


def test_from_people_counted_once_nobody_learns_how_few_are_in_two_communities():
    """An attacker who knows the rule and all that is shown, of communities made at random."""
    dice = np.random.default_rng(7)
    attacked = 0
    for turn in range(500):
        rounding = Rounding(9, f"secret{turn}")
        keys = pd.Series(dice.integers(0, 2**40, 60))
        # what is shown as [c], or rounded down from the last number that may be, is where little is left
        alone, both = dice.choice([2, 9, 9, 14, 19, 21], 3), int(dice.choice([0, 0, 1, 7]))
        sets, at = [], both
        for count in alone:
            sets.append([*range(both), *range(at, at + count)])
            at += count
        shown = [
            MARK
            if rounding.hides(len(each))
            else rounding.rounded(len(each), int(keys.reindex(each, fill_value=1).sum() % MODULUS))
            for each in sets
        ]
        everybody = [each for one in sets for each in one]
        came = pd.DataFrame(
            {
                "person": [str(each) for each in everybody],
                "record_key": [int(keys.get(each, 1)) for each in everybody],
            }
        )
        told = _shown(came, rounding, shown)
        ends = [(1, 9) if each == MARK else rounding.bounds(each) for each in shown]
        once = (1, 9) if told == MARK else rounding.bounds(told)
        true = len(set(everybody))
        assert once[0] <= true <= once[1]  # it is true
        again = (
            max(sum(low for low, _ in ends) - once[1], 0),
            sum(high for _, high in ends) - once[0],
        )
        if true:
            attacked += 1
            assert again[1] - again[0] >= 2
        for place, (low, high) in enumerate(ends):
            others = sum(most for at, (_, most) in enumerate(ends) if at != place)
            least = max(low, once[0] - others)
            if shown[place] == MARK:
                assert min(high, once[1]) - least >= 2
    assert attacked > 400


def test_a_quarter_that_is_not_over_is_refused_and_one_that_half_lack_is_not_the_latest(lake):
    there = Lake.of(lake, as_of=NOW)
    with pytest.raises(FileError, match=r"^--quarter 2024/25-Q3: is not over yet\."):
        NetworkFigures.of(there, "Network", quarter="2024/25-Q3")
    before = NetworkFigures.of(there, "Network", quarter="2024/25-Q1")
    assert total(before, "attendances").communities == 2  # Alder and Elm


def test_what_a_lake_cannot_read_is_named_and_the_others_go_on(lake, tmp_path):
    place = begin(tmp_path / "lake")
    for each in ("alder", "elm"):
        (place / f"community={each}").symlink_to(lake / f"community={each}")
    (place / "community=torn").mkdir()
    with pytest.raises(FileError, match="torn"):
        Lake.of(place, as_of=NOW)
    told = Lake.of(place, as_of=NOW, others_go_on=True)
    assert list(told.communities) == ["alder", "elm"]
    assert list(told.unread) == ["torn"]
