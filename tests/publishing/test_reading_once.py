"""A community is read once for several reports, each of which is what it would have been alone."""

from __future__ import annotations

import json
import os
from itertools import count

import pytest
from folders import folder, zoom

from copmetrics.publishing.reading_once import once, reading_once
from copmetrics.publishing.report_run import ASSIGNMENT, open_edition

AS_OF = "2024-11-05"
PEOPLE = [f"Person {each},p{each}@{'north' if each < 12 else 'south'}.nhs.uk" for each in range(14)]


@pytest.fixture
def reading(tmp_path):
    """Reads whatever there is, and tells how often anything was read."""
    place = folder(tmp_path / "team", {"may.csv": "a", "community.toml": ""})
    numbers = count(1)

    def read(as_of=AS_OF, told=place):
        return once(str(told), as_of, lambda: next(numbers))

    return place, read


def test_a_folder_is_read_again_when_a_byte_of_it_or_the_day_or_the_folder_is_another(reading):
    place, read = reading
    with reading_once():
        assert [read(), read()] == [1, 1]
        (place / "may.csv").write_text("b")
        assert [read(), read()] == [2, 2]
        (place / "sub").mkdir()
        (place / "sub" / "commentary.md").write_text("words")
        assert read() == 3
        (place / "may.csv").rename(place / "june.csv")
        assert read() == 4
        os.utime(place / "june.csv", (0, 0))
        assert read() == 4, "times are no part of what is read"
        assert [read(""), read("")] == [5, 5]
        assert read("", place / ".." / place.name) == 6
        assert read() == 7, "the last one only is kept"


def test_each_reads_for_itself_where_reports_are_not_made_together(reading):
    _, read = reading
    assert [read(), read()] == [1, 2]
    with reading_once():
        assert [read(), read()] == [3, 3]
    with reading_once():
        assert read() == 4


def test_the_key_that_the_first_reading_makes_is_no_change_and_another_key_is(reading):
    place, _ = reading
    numbers = count(1)

    def made():
        (place / ".copmetrics-key").write_text("ab" * 32)
        (place / ".gitignore").write_text("*")
        return next(numbers)

    with reading_once():
        assert [once(str(place), "", made) for _ in range(3)] == [1, 1, 1]
        (place / ".copmetrics-key").write_text("cd" * 32)
        assert once(str(place), "", made) == 2


def test_what_was_changed_while_it_was_read_is_not_kept(reading):
    place, read = reading
    with reading_once():
        once(str(place), AS_OF, lambda: (place / "may.csv").write_text("changed"))
        assert [read(), read()] == [1, 1]
        once(str(place), "", lambda: (place / "may.csv").unlink())
        assert read("") == 2


def said(place, workspace, audience):
    """The account of an edition for an audience, of which its page is made, and every byte that it writes."""
    workspace.mkdir(parents=True)
    told = {"stamp": "a stamp", "formats": ["xlsx", "csv"], "reports": str(place.parent / "out")}
    (workspace / ASSIGNMENT).write_text(json.dumps(told), encoding="utf-8")
    where = {"workspace": str(workspace), "audience": audience}
    edition = open_edition(str(place), as_of=AS_OF, **where)
    edition.save()
    return edition.account, {path.name: path.read_bytes() for path in workspace.iterdir()}


def test_accounts_made_together_are_those_made_alone_whoever_came_first(tmp_path):
    place = folder(
        tmp_path / "team",
        {
            "may.csv": zoom(*PEOPLE),
            "july.csv": zoom(*PEOPLE[:3], day="2024-07-09"),
            "august.csv": zoom(*PEOPLE[2:9], day="2024-08-13"),
        },
    )
    orders = (("leaders", "public"), ("public", "leaders"))
    made = {}
    for order in orders:
        with reading_once():
            for audience in order:
                made[order, audience] = said(place, tmp_path / order[0] / audience, audience)
    for audience in orders[0]:
        first, second = (made[order, audience] for order in orders)
        assert first == second
    (inside, _), (shared, _) = made[orders[0], "leaders"], made[orders[0], "public"]
    assert "10 attendances: 9 people from 1 organisation" in inside.summary
    assert "met twice. An undisclosed number of people came." in shared.summary
