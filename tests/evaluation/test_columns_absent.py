"""A table without a column: what hangs on it is unknown, and never a sure 0."""

from __future__ import annotations

import random

import pandas as pd
import pyarrow as pa
import pytest
from building import YEAR, activity, attendance, events, feedback, mailings, members, moment

import copmetrics
from copmetrics.errors import TableError
from copmetrics.evaluation.columns_absent import WHENCE
from copmetrics.schema import TABLES

NOW = {"settings": YEAR, "as_of": "2024-10-05"}
STAYS = {*WHENCE, "mailing", "event", "decided_at"}
"""Without these a table is refused (the first two bear on no number); so are visits of nobody."""
PARTS = 3
"""So many times a part of the columns is dropped."""
EVENTS = events(talk="2024-05-14 13:00", visit="2024-06-11 13:00")
CAME = attendance(("talk", "asha"), ("talk", "ben"), ("visit", "asha")).assign(
    organisation=["north", "south", "north"]
)
LIST = members(("asha", "2024-01-05", None), ("ben", "2024-01-05", "2024-05-20"))


def told(tables, *only, quarters="2024-Q2", **asked):
    """Each indicator's value, basis and note."""
    found = copmetrics.indicators(tables, only=only, quarters=quarters, **NOW, **asked)
    cells = found[["value", "basis", "note"]].astype("object").where(found["value"].notna(), None)
    return {
        name: (cells["value"][at], found["basis"][at], found["note"][at])
        for at, name in found["indicator"].items()
    }


def test_a_number_that_needs_a_column_is_unknown_without_it_and_says_so():
    whole = {"events": EVENTS, "attendance": CAME, "members": LIST}
    asked = ("attendances", "unique_attendees", "organisations_attending", "list_organisations")
    known = told({**whole, "members": LIST.assign(organisation=["north", "south"])}, *asked)
    assert [value for value, *_ in known.values()] == [3, 2, 2, 1]
    bare = {
        "events": EVENTS,
        "attendance": CAME.drop(columns=["person", "organisation"]),
        "members": LIST.drop(columns=["organisation"]),
    }
    for ways in (bare, {name: pa.Table.from_pandas(frame) for name, frame in bare.items()}):
        assert told(ways, *asked) == {
            "attendances": (3, "actual", ""),
            "unique_attendees": (None, "unknown", "the table 'attendance' has no column 'person'"),
            "organisations_attending": (
                None,
                "unknown",
                "the table 'attendance' has no column 'organisation'",
            ),
            "list_organisations": (
                None,
                "unknown",
                "the table 'members' has no column 'organisation'",
            ),
        }


def test_a_table_that_is_not_handed_stands_in_for_nothing():
    """People are numbered from who came and from who is on the list; of none of them it is told."""
    bare = {"events": EVENTS, "attendance": CAME.drop(columns="person")}
    asked = ("pairs_together", "new_attendees", "core_people", "second_event_rate")
    assert {value for value, *_ in told(bare, *asked).values()} == {None}


def test_a_list_that_does_not_say_who_left_is_as_an_export_without_the_unsubscribed():
    listed = members(("asha", "2024-01-05", None), ("ben", "2024-03-28", None))
    bare = {"members": listed.drop(columns=["left_at", "how_left"])}
    short = "rebuilt without the list of people who unsubscribed"
    assert told(bare, "list_members", "list_left", quarters="2024-Q1") == {
        "list_members": (2, "lower_bound", short),
        "list_left": (None, "unknown", "the table 'members' has no column 'left_at'"),
    }


def test_minutes_or_the_times_of_a_stay_or_the_length_of_the_event_are_enough_for_hours():
    ends = moment("2024-05-14 14:30")
    timed = events(talk={"starts_at": "2024-05-14 13:00", "ends_at": ends})
    came = attendance(("talk", "asha"))
    no_stay = {
        "events": timed,
        "attendance": came.drop(columns=["minutes", "joined_at", "left_at"]),
    }
    value, basis, _ = told(no_stay, "member_hours")["member_hours"]
    assert (value, basis) == (1.5, "estimate")
    nothing = {**no_stay, "events": timed.drop(columns="ends_at")}
    assert told(nothing, "member_hours")["member_hours"] == (
        None,
        "unknown",
        "the table 'attendance' has no column 'joined_at', 'left_at' or 'minutes'; "
        "the table 'events' has no column 'ends_at'",
    )


def many(seed):
    """Tables with something in every column, from which nothing is left out and nobody has left."""
    chance = random.Random(seed)
    people = [f"p{number}" for number in range(9)]
    of = {each: chance.choice(["north", "south", "east", "west"]) for each in people}
    held = {
        f"e{month}": {
            "starts_at": f"2024-{month:02}-14 13:00",
            "ends_at": pd.Timestamp(f"2024-{month:02}-14 14:00", tz="UTC"),
            "format": chance.choice(["online", "face to face"]),
            "host": chance.choice(people),
        }
        for month in range(1, 10)
    }
    came = [
        {
            "event": event,
            "person": each,
            "organisation": of[each],
            "profession": f"as {of[each]}",
            "role": chance.choice(["host", "guest", None]),
            "certainty": chance.choice(["name", "address"]),
            "minutes": (stay := chance.randint(10, 59)),
            "registered": chance.random() < 0.5,
            "joined_at": facts["starts_at"],
            "left_at": f"{facts['starts_at'][:-2]}{stay}",
        }
        for event, facts in held.items()
        for each in chance.sample(people, 4)
    ]
    sent = [
        {
            "sent_at": f"2024-{month:02}-02 09:00",
            "recipients": 30,
            "delivered": 28,
            "bounces": 2,
            "unique_opens": 12,
            "proxy_excluded_unique_opens": 10,
            "unique_clicks": 5,
            "unsubscribes": 1,
            "mailing": f"m{month}",
        }
        for month in range(1, 10)
    ]
    clicked = [
        (each["mailing"], who, "click", f"{each['sent_at'][:-5]}10:00", "https://a.example")
        for each in sent
        for who in chance.sample([*people, "stranger"], 3)
    ]
    days = pd.to_datetime(["2024-02-03", "2024-05-04", "2024-08-05"], utc=True)
    return {
        "events": events(**held),
        "attendance": attendance(*came),
        "members": members(*[(each, "2023-12-01", None) for each in people[:6]]).assign(
            organisation=[of[each] for each in people[:6]]
        ),
        "mailings": mailings(*sent),
        "activity": activity(*clicked),
        "feedback": feedback(*((event, chance.randint(1, 5)) for event in held)).assign(
            plus="good", delta="late", noted=False
        ),
        "visits": pd.DataFrame({"visited_at": days, "person": people[:3], "visits": 2, "posts": 1}),
        "targets": pd.DataFrame(
            {"kind": ["organisation", "profession"], "name": ["north", "as south"]}
        ),
        "agenda": pd.DataFrame(
            {"raised_at": days, "item": "x", "status": "open", "taken_by": "chair"}
        ),
        "recommendations": pd.DataFrame(
            {"raised_at": days, "recommendation": "y", "status": "adopted", "decided_at": days}
        ),
    }


def test_a_number_without_a_column_is_the_number_with_it_or_unknown():
    """Whichever column a table lacks: nothing that is told as sure is another number."""
    whole = many(seed=1)
    usual = copmetrics.indicators(whole, **NOW).set_index(["quarter", "indicator"])
    optional = {
        name: [
            each
            for each, column in table.columns.items()
            if each in whole[name] and not column.known and each not in STAYS
        ]
        for name, table in TABLES.items()
        if name in whole
    }
    unknown = 0
    for at in range(PARTS):
        dropped = {name: each[at::PARTS] for name, each in optional.items()}
        bare = {name: whole[name].drop(columns=dropped[name]) for name in whole}
        bare["visits"] = whole["visits"][["visited_at", "person"]]
        found = copmetrics.indicators(bare, **NOW).set_index(["quarter", "indicator"])
        sure = found[found["basis"].eq("actual") & usual["basis"].eq("actual")]
        # of machine opens it is said beside a value whether they are in it
        if "proxy_excluded_unique_opens" in dropped["mailings"]:
            sure = sure[~sure["machine_opens"].eq("in_it")]
        other = sure["value"].ne(usual["value"].reindex(sure.index))
        assert not other.any(), (dropped, sure[other], usual.reindex(sure[other].index))
        unknown += int((found["value"].isna() & usual["value"].notna()).sum())
    assert unknown > 100


@pytest.mark.parametrize(
    ("table", "columns", "ours", "other"),
    [
        ("members", ("person", "joined_at", "left"), "left_at", "left"),
        ("members", ("person", "joined_at", "unsubscribed_at"), "left_at", "unsubscribed_at"),
        (
            "members",
            ("person", "joined_at", "left_at", "Organization"),
            "organisation",
            "Organization",
        ),
        ("attendance", ("event", "attendee", "status", "email"), "person", "email"),
        ("attendance", ("event", "attendee", "status", "person", "left"), "left_at", "left"),
        (
            "attendance",
            ("event", "attendee", "status", "person", "Duration (minutes)"),
            "minutes",
            "Duration (minutes)",
        ),
        ("mailings", ("mailing", "sent_at", "unsubs"), "unsubscribes", "unsubs"),
    ],
)
def test_another_word_for_a_column_that_is_missing_is_asked_about(table, columns, ours, other):
    frame = pd.DataFrame({each: ["x"] for each in columns})
    for given in (frame, pa.Table.from_pandas(frame)):
        with pytest.raises(TableError) as raised:
            copmetrics.indicators({table: given})
        assert str(raised.value) == (
            f"table '{table}', column '{ours}' is not there, but one called '{other}', which nobody "
            "reads. Rename it, or leave it out."
        )
