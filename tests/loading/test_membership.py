"""The mailing list through time, from exports that overlap, repeat and leave things out."""

from __future__ import annotations

import pandas as pd
import pytest
from building import NOW, attendance, events, moment, values

from copmetrics.evaluation.coverage import covered
from copmetrics.evaluation.indicators import indicators
from copmetrics.loading.membership import rebuild
from copmetrics.schema import RAW, TABLES
from copmetrics.settings import Settings

pytestmark = pytest.mark.slow

JULY = moment("2025-07-01 09:00")
OCTOBER = moment("2025-10-01 09:00")


def contact(person, joined, left=None, part="subscribed", *, export="july", at=JULY, **more):
    return {
        "person": person,
        "joined_at": moment(joined),
        "left_at": moment(left),
        "part": part,
        "export": export,
        "exported_at": at,
        "source_file": f"{export}.csv",
        "source_row": 2,
        **more,
    }


def contacts(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    return RAW["contacts"].conform(frame).assign(person=frame["person"].astype("str").to_numpy())


def parts_of(**exports: tuple[str, ...]) -> pd.DataFrame:
    """The parts that each export has, each in a file of its own."""
    rows = [
        {"export": export, "part": part, "source_file": f"{export}/{part}.csv", "source_row": 1}
        for export, parts in exports.items()
        for part in parts
    ]
    return RAW["audience_parts"].conform(pd.DataFrame(rows))


def spells(*rows: dict) -> list[tuple[str, str, str | None, str | None]]:
    found = rebuild(contacts(*rows)).members.sort_values(["person", "joined_at"])
    return [
        (
            row.person,
            local(row.joined_at),
            local(row.left_at),
            None if pd.isna(row.how_left) else row.how_left,
        )
        for row in found.itertuples()
    ]


def local(instant: pd.Timestamp) -> str | None:
    return None if pd.isna(instant) else f"{instant.tz_convert('Europe/London'):%Y-%m-%d}"


def test_the_three_parts_of_one_export_are_the_list_through_time():
    assert spells(
        contact("asha", "2025-01-10"),
        contact("ben", "2025-02-10", "2025-05-05", "unsubscribed"),
        contact("cy", "2025-03-10", "2025-06-06", "cleaned"),
    ) == [
        ("asha", "2025-01-10", None, None),
        ("ben", "2025-02-10", "2025-05-05", "unsubscribed"),
        ("cy", "2025-03-10", "2025-06-06", "cleaned"),
    ]


def test_an_export_with_an_unsubscribed_part_in_which_nobody_is_is_complete():
    parts = parts_of(july=("subscribed", "unsubscribed"))
    listed = contacts(contact("asha", "2025-01-10"))
    assert rebuild(listed, parts=parts).exports["complete"].tolist() == [True]
    assert rebuild(listed, parts=parts.head(1)).exports["complete"].tolist() == [False]


def test_the_archived_left_when_their_status_changed():
    assert spells(contact("asha", "2025-01-10", "2025-05-05", "archived")) == [
        ("asha", "2025-01-10", "2025-05-05", "missing")
    ]


def test_a_later_export_tells_who_has_left_since():
    assert spells(
        contact("asha", "2025-01-10"),
        contact("asha", "2025-01-10", "2025-09-09", "unsubscribed", export="october", at=OCTOBER),
    ) == [("asha", "2025-01-10", "2025-09-09", "unsubscribed")]


def test_who_is_in_no_part_of_the_next_export_left_halfway_between_the_two():
    assert spells(
        contact("asha", "2025-01-10"),
        contact("ben", "2025-01-11"),
        contact("cy", "2025-01-12"),
        contact("asha", "2025-01-10", export="october", at=OCTOBER),
        contact("ben", "2025-01-11", export="october", at=OCTOBER),
    ) == [
        ("asha", "2025-01-10", None, None),
        ("ben", "2025-01-11", None, None),
        ("cy", "2025-01-12", "2025-08-16", "missing"),
    ]


def test_somebody_on_two_audiences_at_once_is_one_spell_on_the_list():
    rows = (
        contact("asha", "2025-01-10", "2025-03-03", "unsubscribed", audience="one"),
        contact("asha", "2025-02-02", export="october", at=OCTOBER, audience="two"),
    )
    assert spells(*rows) == [("asha", "2025-01-10", None, None)]


def test_leaving_and_joining_again_are_two_spells():
    rows = (
        contact("asha", "2025-01-10", "2025-03-03", "unsubscribed"),
        contact("asha", "2025-08-08", export="october", at=OCTOBER),
    )
    assert spells(*rows) == [
        ("asha", "2025-01-10", "2025-03-03", "unsubscribed"),
        ("asha", "2025-08-08", None, None),
    ]


def test_whoever_is_on_the_list_again_was_off_it_as_an_earlier_export_shows():
    # July's export has her unsubscribed since March, October's has her first joining date and no more
    again = spells(
        contact("asha", "2024-05-01", "2025-03-01", "unsubscribed"),
        contact("asha", "2024-05-01", export="october", at=OCTOBER),
    )
    # back halfway between 1 July 09:00 and 1 October 09:00
    assert again == [
        ("asha", "2024-05-01", "2025-03-01", "unsubscribed"),
        ("asha", "2025-08-16", None, None),
    ]
    others = [
        contact(who, "2024-06-01", export=export, at=at)
        for who in ("ben", "cy")
        for export, at in (("july", JULY), ("october", OCTOBER))
    ]
    told = spells(
        contact("asha", "2024-05-01", "2025-03-01", "unsubscribed"),
        contact(
            "asha",
            "2023-01-01",  # another joining date in the newer export: the gap is kept all the same
            export="october",
            at=OCTOBER,
            changed_at=moment("2025-09-03 10:00"),
        ),
        *others,
    )
    assert [each[1:3] for each in told if each[0] == "asha"] == [
        ("2023-01-01", "2025-03-01"),
        ("2025-09-03", None),
    ]


def test_a_contact_missing_from_one_export_and_back_in_the_next_was_away():
    january = moment("2026-01-01 09:00")
    found = spells(
        contact("asha", "2024-05-01"),
        contact("ben", "2024-05-01"),
        contact("ben", "2024-05-01", export="october", at=OCTOBER),
        contact("ben", "2024-05-01", export="january", at=january),
        contact("asha", "2024-05-01", export="january", at=january),
    )
    assert [each for each in found if each[0] == "ben"] == [("ben", "2024-05-01", None, None)]
    assert [each[1:3] for each in found if each[0] == "asha"] == [
        ("2024-05-01", "2025-08-16"),  # halfway between July and October
        ("2025-11-16", None),  # halfway between October and January
    ]


def test_leaving_twice_by_one_joining_date_are_two_spells():
    january = moment("2026-01-01 09:00")
    found = spells(
        contact("asha", "2024-05-01", "2025-03-01", "unsubscribed"),
        contact("asha", "2024-05-01", export="october", at=OCTOBER),
        contact("asha", "2024-05-01", "2025-12-01", "unsubscribed", export="january", at=january),
    )
    assert [each[1:3] for each in found] == [
        ("2024-05-01", "2025-03-01"),
        ("2025-08-16", "2025-12-01"),
    ]


def test_a_contact_without_a_joining_date_is_there_when_first_seen_and_it_is_said():
    row = contact("asha", None, changed_at=moment("2025-02-20"))
    assert spells(row) == [("asha", "2025-02-20", None, None)]
    assert rebuild(contacts(row)).notes == (
        "1 person with no joining date, counted from when they are first seen",
    )


def test_the_order_and_repetition_of_exports_change_nothing():
    rows = [
        contact("asha", "2025-01-10"),
        contact("ben", "2025-02-10"),
        contact("asha", "2025-01-10", export="october", at=OCTOBER),
        contact("ben", "2025-02-10", "2025-09-09", "unsubscribed", export="october", at=OCTOBER),
    ]
    expected = spells(*rows)
    turned = (rows[place:] + rows[:place] for place in range(len(rows)))
    for order in (each[::way] for each in turned for way in (1, -1)):
        assert spells(*order, order[0]) == expected


@pytest.mark.parametrize(
    ("parts", "basis"),
    [
        (("subscribed", "unsubscribed"), "actual"),
        (("subscribed",), "lower_bound"),
    ],
)
def test_without_the_unsubscribed_part_the_past_is_a_lower_bound(parts, basis):
    left = {"subscribed": None, "unsubscribed": "2025-06-20"}
    rebuilt = rebuild(contacts(*(contact(part, "2025-01-10", left[part], part) for part in parts)))
    tables = {name: table.empty() for name, table in TABLES.items()} | {"members": rebuilt.members}
    coverage = covered(tables, Settings(), rebuilt.exports)
    here = pd.PeriodIndex(["2026Q1"], freq="Q-MAR")
    found = indicators(tables, coverage=coverage, only=("list_members",), quarters=here, as_of=NOW)
    spring = found.iloc[0]
    assert (spring["value"], spring["basis"]) == (1, basis)


def basis_of(
    rebuilt, quarter: str, *measures: str, **more: pd.DataFrame
) -> dict[str, tuple[float | None, str]]:
    """Of some measures the value and basis in a quarter; `more` are tables beside the list's."""
    tables = {name: table.empty() for name, table in TABLES.items()} | {"members": rebuilt.members}
    tables |= more
    coverage = covered(tables, Settings(), rebuilt.exports)
    here = pd.PeriodIndex([quarter], freq="Q-MAR")
    found = indicators(tables, coverage=coverage, only=measures, quarters=here, as_of=NOW)
    told = zip(found["indicator"], found["value"], found["basis"], strict=True)
    return {name: (None if pd.isna(value) else value, basis) for name, value, basis in told}


def test_who_left_is_unknown_where_no_export_would_show_it():
    """Of April to June the export of July has who is there: nobody who left is in it, nor that none did."""
    alone = rebuild(contacts(contact("asha", "2025-01-10")))
    assert basis_of(alone, "2026Q1", "list_joined", "list_left") == {
        "list_joined": (0, "lower_bound"),
        "list_left": (None, "unknown"),
    }
    all_parts = parts_of(july=("subscribed", "unsubscribed", "cleaned"))
    nobody_left = rebuild(contacts(contact("asha", "2025-01-10")), parts=all_parts)
    assert basis_of(nobody_left, "2026Q1", "list_left") == {"list_left": (0, "actual")}


@pytest.mark.parametrize(
    ("there", "left", "listed"),
    [
        (("subscribed", "unsubscribed", "cleaned"), (1, "actual"), (1, "actual")),
        (("subscribed", "unsubscribed"), (1, "lower_bound"), (1, "lower_bound")),
        (("subscribed",), (None, "unknown"), (1, "lower_bound")),
    ],
)
def test_without_the_cleaned_at_least_so_many_left_and_were_on_the_list(there, left, listed):
    """Growth takes the union of all parts: who was cleaned in May left too, and was on the list in April."""
    gone = (contact("ben", "2025-01-10", "2025-05-09", "unsubscribed"),)
    rows = contacts(contact("asha", "2025-01-10"), *(gone if len(there) > 1 else ()))
    rebuilt = rebuild(rows, parts=parts_of(july=there))
    found = basis_of(rebuilt, "2026Q1", "list_left", "list_members")
    assert found == {"list_members": listed, "list_left": left}


def test_a_zip_has_the_cleaned_if_anybody_was():
    parts = parts_of(july=("subscribed", "unsubscribed"))
    zipped = parts.assign(source_file="july.zip/" + parts["source_file"])
    rebuilt = rebuild(contacts(contact("asha", "2025-01-10")), parts=zipped)
    assert basis_of(rebuilt, "2026Q1", "list_left") == {"list_left": (0, "actual")}


def test_who_came_and_is_not_on_a_short_list_is_an_estimate():
    """Ben may have been on it in May, and have unsubscribed since: of one stranger there may be none."""
    short = rebuild(contacts(contact("asha", "2025-01-10")))
    came = {
        "events": events(talk="2025-05-14 13:00"),
        "attendance": attendance(("talk", "asha"), ("talk", "ben")),
    }
    asked = ("attendees_not_on_list", "members_attending", "members_absent")
    assert basis_of(short, "2026Q1", *asked, **came) == {
        "attendees_not_on_list": (1, "estimate"),
        "members_attending": (1, "estimate"),
        "members_absent": (0, "lower_bound"),
    }


def test_of_tables_of_ones_own_who_left_is_known_to_the_last_change_in_them():
    """Nobody left in the quarter that begins with the newest change."""
    joined = pd.Timestamp("2026-01-01", tz="UTC")
    frame = pd.DataFrame([{"person": "asha", "joined_at": joined, "left_at": pd.NaT}])
    found = indicators({"members": frame}, only=["list_left"], as_of=moment("2026-03-01"))
    assert found[["value", "basis"]].to_numpy().tolist() == [[0.0, "so_far"]]


def test_between_two_exports_it_shows_that_somebody_left():
    """Ben is missing in October: halfway since July is in August, of July to September at least one left."""
    two = rebuild(
        contacts(
            contact("asha", "2025-01-10"),
            contact("ben", "2025-01-10"),
            contact("asha", "2025-01-10", export="october", at=OCTOBER),
        )
    )
    assert basis_of(two, "2026Q2", "list_left") == {"list_left": (1, "lower_bound")}
    assert basis_of(two, "2026Q1", "list_left") == {"list_left": (None, "unknown")}


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (
            ("subscribed",),
            "those who unsubscribed is not in the folder: who left the list does not",
        ),
        (("subscribed", "unsubscribed"), "no part of this export with cleaned addresses"),
        (("subscribed", "unsubscribed", "cleaned"), None),
    ],
)
def test_it_is_said_which_part_of_the_newest_export_is_missing(there, said):
    rows = contacts(
        contact("asha", "2025-01-10"),
        contact("asha", "2025-01-10", export="october", at=OCTOBER),
    )
    parts = parts_of(july=("subscribed",), october=there)
    notes = [each for each in rebuild(rows, parts=parts).notes if "part of this export" in each]
    assert len(notes) == (0 if said is None else 1)
    assert said is None or (notes[0].startswith("october/subscribed.csv: ") and said in notes[0])


def test_those_who_left_without_those_on_the_list_are_no_export():
    """Beside July's they would say that Asha had left too."""
    rows = contacts(
        contact("asha", "2025-01-10"),
        contact("ben", "2025-01-10", "2025-09-09", "unsubscribed", export="october", at=OCTOBER),
    )
    parts = parts_of(july=("subscribed", "unsubscribed"), october=("unsubscribed",))
    rebuilt = rebuild(rows, parts=parts)
    assert [str(each) for each in rebuilt.problems] == [
        "october/unsubscribed.csv: lists who left a mailing list, without the part of the same export "
        "with those on it. Put all parts of one export into the folder."
    ]
    assert rebuilt.members["left_at"].isna().tolist() == [True]


def test_a_list_exported_weeks_before_the_quarters_end_is_known_so_far():
    rebuilt = rebuild(
        contacts(
            contact("asha", "2025-01-10", at=moment("2025-05-15")),
            contact("ben", "2025-01-10", "2025-05-10", "unsubscribed", at=moment("2025-05-15")),
        )
    )
    tables = {name: table.empty() for name, table in TABLES.items()} | {"members": rebuilt.members}
    coverage = covered(tables, Settings(), rebuilt.exports)
    found = indicators(tables, coverage=coverage, only=("list_members",), as_of=NOW)
    spring = found.iloc[-1]
    assert (spring["basis"], spring["note"]) == (
        "so_far",
        "the newest audience export reaches to 15 May 2025",
    )
    assert values(found, "2026Q1")["list_members"] == 1


def test_on_which_side_of_a_quarters_end_somebody_left_is_not_known_between_two_exports_around_it():
    """Ben is there on 1 July and missing on 1 January: he left in either of two quarters, or on 30 September.

    Of the quarter before, of those who joined, and of who was there at the end of December all is known.
    """
    january, every = moment("2026-01-01 09:00"), ("subscribed", "unsubscribed", "cleaned")
    both = (contact("asha", "2025-01-10"), contact("ben", "2025-01-10"))
    later = contact("asha", "2025-01-10", export="january", at=january)
    rebuilt = rebuild(contacts(*both, later), parts=parts_of(july=every, january=every))
    told = {
        quarter: basis_of(rebuilt, quarter, "list_members", "list_left", "list_joined")
        for quarter in ("2026Q1", "2026Q2", "2026Q3")
    }
    none_joined = {"list_joined": (0, "actual")}
    assert told == {
        "2026Q1": {"list_members": (2, "actual"), "list_left": (0, "actual"), **none_joined},
        "2026Q2": {"list_members": (2, "estimate"), "list_left": (0, "estimate"), **none_joined},
        "2026Q3": {"list_members": (1, "actual"), "list_left": (1, "estimate"), **none_joined},
    }


def test_who_left_and_came_back_within_the_exports_of_two_quarters_is_known_by_quarter():
    """Cy is missing in October alone: she left between July and October, and was back by January."""
    january, every = moment("2026-01-01 09:00"), ("subscribed", "unsubscribed", "cleaned")
    made = {"july": JULY, "october": OCTOBER, "january": january}
    rows = [contact("asha", "2025-01-10", export=name, at=at) for name, at in made.items()]
    rows += [
        contact("cy", "2025-01-10", export=each, at=made[each]) for each in ("july", "january")
    ]
    rebuilt = rebuild(contacts(*rows), parts=parts_of(**dict.fromkeys(made, every)))
    asked = ("list_members", "list_left", "list_joined")
    known = [basis_of(rebuilt, quarter, *asked) for quarter in ("2026Q2", "2026Q3")]
    assert known == [
        {"list_members": (1, "actual"), "list_joined": (0, "actual"), "list_left": (1, "actual")},
        {"list_members": (2, "actual"), "list_joined": (1, "actual"), "list_left": (0, "actual")},
    ]
    since = rebuilt.exports.set_index("export")[["left_since", "back_since"]]
    assert (since.loc["october", "left_since"], since.loc["january", "back_since"]) == (
        JULY,
        OCTOBER,
    )
    assert since.notna().sum().sum() == 2
