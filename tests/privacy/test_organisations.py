"""The organisations' pages: what somebody learns who holds all of them, and what else is shared."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from attacker import Attack, attack_on, told
from building import attendance, community, events
from narrated import shared_figures_of
from small_communities import QUARTERS, small_community, with_sectors

from copmetrics.accounts import organisation as pages
from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.organisation import organisation_account, organisation_figures
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.framework.audiences import Audience
from copmetrics.measures import HEADLINES
from copmetrics.privacy import shared_values
from copmetrics.quarters import span

LAST = QUARTERS[-1]
YEAR = span(LAST - 4, LAST)


def public(made: Community) -> AudienceEvidence:
    """What the public may read of the last quarter, of the numbers that a page tells beside its own."""
    facts = shared_figures_of(made, LAST, (*HEADLINES, "unique_attendees"))
    return AudienceEvidence(
        facts, Audience.PUBLIC, readable_by(Audience.PUBLIC, made.narrative_tables)
    )


def with_larger(made: Community, many: int) -> Community:
    """The same community, its people of so few organisations that some have ten and more."""
    tables = {
        name: made.tables[name].assign(organisation=_among(made.tables[name]["organisation"], many))
        for name in ("attendance", "members")
    }
    return replace(made, tables={**made.tables, **tables})


def _among(organisations: pd.Series, many: int) -> pd.Series:
    return organisations.map(lambda each: f"o{int(each[1:]) % many}", na_action="ignore").astype(
        "str"
    )


def add_pages(attack: Attack, made: Community) -> None:
    """Give the attacker the pages of all organisations of one quarter, and all that holds between them."""
    figures = organisation_figures(made, LAST)
    for indicator, total in (
        ("unique_attendees", "unique_attendees"),
        ("attendances", "attendances"),
        ("list_members", "list_members"),
    ):
        exact = made.indicators(by="organisation", only=indicator, quarters=YEAR)
        shown = figures.quarters.set_index(["indicator", "quarter", "organisation"])["value"]
        for quarter in YEAR:
            cells = {}
            for row in exact[exact["quarter"].eq(quarter)].to_dict("records"):
                key = ("page", indicator, quarter, str(row["organisation"]))
                named = isinstance(row["organisation"], str)
                seen = shown.get((indicator, quarter, row["organisation"])) if named else None
                few = named and 0 < row["value"] <= attack.small
                attack.sees(key, seen, row["value"], few=few)
                cells[key] = 1
            attack.adds({**cells, (quarter, total, ""): -1}, 0, 0)
            attack.adds({**cells, (quarter, total, ""): -1}, 0, np.inf)
    held = made.indicators(only="events", quarters=YEAR).set_index("quarter")["value"]
    for quarter in YEAR:
        for key in [
            each for each in attack.true if each[:3] == ("page", "unique_attendees", quarter)
        ]:
            came = ("page", "attendances", *key[2:])
            attack.adds({came: 1, key: -1}, 0, np.inf)
            attack.adds({key: held[quarter], came: -1}, 0, np.inf)
    for dimension, table in (("cluster", figures.activities), ("profession", figures.professions)):
        exact = made.indicators(
            by=["organisation", dimension], only="attendances", quarters=YEAR[1:]
        )
        truth = exact.groupby(["organisation", dimension], dropna=False)["value"].sum()
        shown = table.set_index(["organisation", dimension])["value"]
        for (organisation, kind), count in truth.items():
            if isinstance(organisation, str):
                seen = shown.get((organisation, kind)) if isinstance(kind, str) else None
                key = ("year", dimension, organisation, str(kind))
                attack.sees(key, seen, count, few=0 < count <= attack.small)
        for name in {each for each, _ in truth.index if isinstance(each, str)}:
            parts = [each for each in attack.true if each[:3] == ("year", dimension, name)]
            quarters = [("page", "attendances", each, name) for each in YEAR[1:]]
            there = [each for each in quarters if each in attack.true]
            attack.adds({**dict.fromkeys(parts, 1), **dict.fromkeys(there, -1)}, 0, 0)


def add_sectors(attack: Attack, made: Community) -> None:
    """Tell the attacker that the people of a sector are those of its organisations' pages."""
    listed = made.tables["organisation_sectors"]
    sector_of = dict(zip(listed["organisation"], listed["sector"], strict=True))
    for quarter in YEAR:
        cells = [each for each in attack.true if each[:3] == ("page", "unique_attendees", quarter)]
        for sector in {"nan", *sector_of.values()}:
            here = {each: 1 for each in cells if sector_of.get(each[3], "nan") == sector}
            whole = ("parted", quarter, "unique_attendees", "sector", sector)
            attack.adds({**here, whole: -1}, 0, 0)
            attack.adds({**here, whole: -1}, 0, np.inf)


@pytest.mark.slow
def test_who_holds_all_pages_and_what_else_is_shared_finds_no_small_number():
    """Sectors and bands too: the pages of a sector's organisations add up to it."""
    made = with_sectors(with_larger(small_community(7), 3))
    attack = attack_on(made, YEAR)
    alone = len(attack.small_numbers())
    add_pages(attack, made)
    assert len(attack.small_numbers()) > alone + 20
    known = len(attack.holds)
    add_sectors(attack, made)
    assert len(attack.holds) > known + 10
    shown = [
        key for key in attack.true if key[0] == "page" and attack.bounds[key][0] > attack.small
    ]
    assert len(shown) > 10
    assert list(told(attack.near())) == []


@cache
def nine_and_thirty_one() -> Community:
    """Two events in one quarter: nine of one organisation came to both, and 31 of another."""
    tables = {
        "events": events(one="2026-07-14 13:00", two="2026-09-08 13:00"),
        "attendance": attendance(
            *(
                {"event": event, "person": f"p{n}", "organisation": "Small" if n < 9 else "Large"}
                for event in ("one", "two")
                for n in range(40)
            )
        ),
    }
    return replace(community(tables), secret="0a")


def test_of_few_who_came_their_attendances_are_withheld_too_or_how_many_they_are_would_follow(
    monkeypatch,
):
    """18 attendances, shown as 20 or 15, at two events are of eight people at least, and nine are few."""
    made = nine_and_thirty_one()
    key = ("page", "unique_attendees", LAST, "Small")

    def left() -> tuple[int, int]:
        attack = attack_on(made, YEAR[-1:])  # there is nothing before it
        add_pages(attack, made)
        return attack.left(key)

    assert left() == (4, 9)
    monkeypatch.setattr(shared_values, "_of_few", lambda *_: False)
    monkeypatch.setattr(pages, "_few_withheld", lambda values: values)
    assert left() == (8, 9)


def years_of_one(cluster: str | None = None, **came: list[tuple[str, int]]) -> Community:
    """Six events of one kind in one quarter; of each profession so many people, who came so many times."""
    held = [f"e{n}" for n in range(6)]
    people = [
        (f"{profession} {place}", profession, times)
        for profession, groups in came.items()
        for place, times in enumerate(times for many, times in groups for _ in range(many))
    ]
    tables = {
        "events": events(
            **{
                each: {"starts_at": f"2026-07-{14 + n} 13:00", "cluster": cluster}
                for n, each in enumerate(held)
            }
        ),
        "attendance": attendance(
            *(
                {"event": event, "person": who, "profession": profession, "organisation": "One"}
                for who, profession, times in people
                for event in held[:times]
            )
        ),
    }
    return replace(community(tables), secret="0a")


def told_by_profession(made: Community) -> dict[str, float]:
    """What the page of the organisation tells of each profession, where it tells of it."""
    rows = organisation_figures(made, LAST).professions
    return dict(rows.dropna(subset="value")[["profession", "value"]].itertuples(index=False))


def test_attendances_of_few_people_are_withheld_however_many_they_are():
    # two people came six times each, nine came six times each: 12 and 54 attendances
    made = years_of_one(two=[(2, 6)], nine=[(9, 6)], ten=[(10, 1)], more=[(30, 1)])
    assert told_by_profession(made) == {"ten": 10, "more": 30}


def test_where_one_part_alone_is_of_few_the_next_fewest_people_are_withheld_too():
    # of 92 attendances, 50 and 30 shown would leave about 12 for the two people
    made = years_of_one(two=[(2, 6)], ten=[(10, 3)], more=[(50, 1)])
    assert told_by_profession(made) == {"more": 50}
    assert told_by_profession(years_of_one(ten=[(10, 3)], more=[(50, 1)])) == {
        "ten": 30,
        "more": 50,
    }


def test_a_split_of_which_nothing_is_told_says_so():
    by_kind, by_profession = splits(years_of_one("formal", two=[(2, 6)], nine=[(9, 6)]))
    assert by_kind.startswith("By kind of activity: Formal access to knowledge (")
    assert by_kind.endswith(("(65).", "(70)."))
    assert by_profession == (
        "By profession: none is shown: each part is of few of your people, is not known, or would tell of a part that is of few."
    )
    assert splits(years_of_one(two=[(2, 6)], nine=[(9, 6)])) == ()


def test_nobody_came_in_a_quarter_of_which_it_is_told_who_did_and_what_is_not_told_is_unknown():
    """Forty of *Large* came in spring and summer, forty of *Gone* in spring alone; winter has no record."""
    came = [("spring", "Large"), ("spring", "Gone"), ("summer", "Large")]
    tables = {
        "events": events(
            winter="2026-02-10 13:00", spring="2026-05-12 13:00", summer="2026-07-14 13:00"
        ),
        "attendance": attendance(
            *(
                {"event": event, "person": f"{organisation} {n}", "organisation": organisation}
                for event, organisation in came
                for n in range(40)
            )
        ),
    }
    made = replace(community(tables), secret="0a")
    evidence, figures = public(made), organisation_figures(made, LAST)
    people, _ = organisation_account(evidence, figures, "Gone").section("people").blocks
    rows = {row[0]: row[1:3] for row in people.rows}
    assert rows["2026 Q3"] == (0.0, 0.0)
    assert rows["2026 Q1"] == (None, None)
    assert None not in rows["2026 Q2"]


def splits(made: Community) -> tuple[str, ...]:
    """What the page of the one organisation says of its attendances in four quarters."""
    evidence, figures = public(made), organisation_figures(made, LAST)
    _, listed = organisation_account(evidence, figures, "One").section("people").blocks
    return listed.items


def test_attendances_of_nobody_in_particular_are_withheld():
    held = [f"e{n}" for n in range(12)]
    tables = {
        "events": events(**{each: f"2026-07-{14 + n} 13:00" for n, each in enumerate(held)}),
        "attendance": attendance(
            *({"event": each, "person": None, "organisation": "One"} for each in held)
        ),
    }
    rows = organisation_figures(replace(community(tables), secret="0a"), LAST)
    came = rows.quarters[rows.quarters["indicator"].eq("attendances")]
    assert len(came) == 1
    assert came["value"].isna().all()


def test_a_page_has_numbers_as_all_that_is_shared_and_of_few_only_that_they_were_few():
    made = nine_and_thirty_one()
    evidence, figures = public(made), organisation_figures(made, LAST)
    small = organisation_account(evidence, figures, "SMALL")
    assert small.summary == (
        "A few people from Small came to events of the community in 2026 Q3, of about 40 people in all."
    )
    people, _ = small.section("people").blocks
    assert people.rows[0] == ("2026 Q3", "[c]", "[c]", None)
    large = organisation_account(evidence, figures, "Large")
    people, _ = large.section("people").blocks
    _, came, attended, _ = people.rows[0]
    assert came in (30, 35)
    assert attended in (60, 65)
    assert large.summary.startswith(f"About {came:g} people from Large came")
    with pytest.raises(ChoiceError, match="'Nowhere' is not an organisation that came in the year"):
        organisation_account(evidence, figures, "Nowhere")
