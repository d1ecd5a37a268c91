"""The learning agenda counted: what is raised, closed, open and waiting, by hand."""

from __future__ import annotations

import pandas as pd
from building import YEAR, community, events, moment, values

from copmetrics.schema import AGENDA
from copmetrics.settings import Settings
from copmetrics.value.agenda import agenda_at, topics_that_came_back

COUNTED = ("agenda_raised", "agenda_closed", "agenda_open", "agenda_waiting", "agenda_untaken")
NIGHTS, CARDS = "Nights", "Cards"


def items(*rows: tuple[str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Each row is (raised, closed, topic, taken by)."""
    told = [
        {
            "raised_at": moment(raised),
            "item": f"item {place}",
            "topic": topic,
            "taken_by": taken,
            "status": "done" if closed else "open",
            "closed_at": moment(closed),
            "source_file": "agenda.csv",
            "source_row": place,
        }
        for place, (raised, closed, topic, taken) in enumerate(rows, start=2)
    ]
    return AGENDA.check(AGENDA.conform(pd.DataFrame(told)))


KEPT = items(
    ("2024-01-15", "2024-08-20", NIGHTS, "outreach leads"),
    ("2024-03-31 23:59", None, CARDS, None),
    ("2024-05-14", None, NIGHTS, None),
    ("2024-06-30 23:59", "2024-07-01", CARDS, "p1"),
    ("2024-09-02", None, None, "p1"),
    ("2024-12-01", None, NIGHTS, None),  # a day that has not come
)
TOLD = community(
    {"events": events(talk="2024-01-10 12:00"), "agenda": KEPT},
    as_of=pd.Timestamp("2024-10-05", tz="UTC"),
)


def counts(quarter: str) -> dict[str, float | None]:
    return values(TOLD.indicators(only=COUNTED), quarter)


def test_an_item_stands_from_the_quarter_it_was_raised_in_to_that_it_was_closed_in():
    assert counts("2024Q1") == dict(zip(COUNTED, (2, 0, 2, 0, 1), strict=True))
    assert counts("2024Q2") == dict(zip(COUNTED, (2, 0, 4, 0, 2), strict=True))
    # both of the first quarter are two quarters old now; one of them was closed, and one of June
    assert counts("2024Q3") == dict(zip(COUNTED, (1, 2, 3, 1, 2), strict=True))


def test_it_is_told_by_topic_like_any_other_and_inside_only():
    by_topic = TOLD.indicators(by="topic", only="agenda_open", quarters=["2024-Q3"])
    told = by_topic.assign(topic=by_topic["topic"].fillna("not said")).set_index("topic")["value"]
    assert told.to_dict() == {CARDS: 1, NIGHTS: 1, "not said": 1}


def test_the_account_tells_the_same_as_the_measures():
    for quarter in TOLD.quarters:
        state = agenda_at(KEPT, quarter, timezone="Europe/London", as_of=TOLD.as_of)
        waiting = int(state.standing["waits"].sum())
        told = (state.raised, state.closed, state.standing)
        found = (*map(len, told), waiting, len(state.untaken))
        assert dict(zip(COUNTED, found, strict=True)) == counts(str(quarter))


def test_the_first_days_of_a_quarter_tell_the_same_as_the_account_of_the_last_one():
    """On 5 October the item of May has stood through one whole quarter; that of March through two."""
    state = agenda_at(KEPT, pd.Period("2024Q4"), timezone="Europe/London", as_of=TOLD.as_of)
    waiting = state.standing[state.standing["waits"]]
    assert waiting["item"].tolist() == ["item 3"]
    assert waiting["days"].tolist() == [188]  # 31 March to 5 October, whatever the hour
    assert counts("2024Q4")["agenda_waiting"] == 1


def test_a_topic_comes_back_that_was_raised_in_two_quarters():
    settings: Settings = YEAR
    back = topics_that_came_back(
        KEPT, TOLD.quarter("2024-Q3"), calendar=settings.calendar, timezone="Europe/London"
    )
    told = back[["topic", "items", "quarters", "standing"]].to_numpy().tolist()
    assert told == [[CARDS, 2, 2, 1], [NIGHTS, 2, 2, 1]]
