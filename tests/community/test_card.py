"""A community at a glance, in a terminal and in a notebook."""

from __future__ import annotations

from building import NOW, YEAR, attendance, events, members
from building import community as whole_community
from same_frames import assert_same_frame

from copmetrics.community.explain import explained


def made():
    """Two events in May and June 2024; ann came to both, somebody unnamed to the first."""
    tables = {
        "events": events(a="2024-05-14 13:00", b="2024-06-14 13:00"),
        "attendance": attendance(("a", "ann"), ("a", None), ("b", "ann")),
        "members": members(("ann", "2024-05-01", None), ("ben", "2024-05-01", "2024-06-01")),
    }
    named = YEAR.model_copy(update={"name": "A community"})
    return whole_community(tables, named, as_of=NOW)


def test_it_says_in_ten_lines_what_there_is_and_what_can_be_asked():
    first, *lines = repr(made()).splitlines()
    told = {each[:11].strip(): each[11:].strip() for each in lines}
    assert first == "A community"
    assert list(told.items())[1:-1] == [
        ("quarters", "2024 Q2 to 2024 Q2: 1"),
        ("files", "0"),
        ("events", "2"),
        ("attendance", "3 lines, 1 person known"),
        ("members", "2 lines, 2 people known"),
        ("mailings", "0"),
        ("stories", "0, and 0 indicators of its own"),
    ]
    assert told["from"].startswith("., as of ")
    assert "copmetrics.account(community)" in told["ask"]
    assert len(lines) == 9


def test_a_notebook_shows_the_same_and_nothing_that_a_file_brought_as_markup():
    here = made()
    settings = here.settings.model_copy(update={"name": "<b>Wards</b>"})
    shown = whole_community(dict(here.tables), settings, as_of=NOW)._repr_html_()
    assert "<table" in shown
    assert "3 lines" in shown
    assert "<b>Wards" not in shown
    assert "&lt;b&gt;Wards" in shown


def test_its_secret_is_in_neither():
    here = made()
    assert here.secret not in repr(here) + here._repr_html_()


def test_it_explains_a_number_as_the_command_does(demo):
    found = demo.explain("attendances", where={"format": ["online"]})
    expected = explained(demo, "attendances", demo.quarter("latest"), where={"format": ["online"]})
    assert found.equals(expected)
    assert len(found) > 10


def test_one_name_is_asked_for_as_it_is_and_quarters_as_a_list():
    here = made()
    quarter = here.quarter("2024-Q2")
    plain = here.indicators(by="event", only="attendances", quarters=[quarter])
    listed = here.indicators(by=["event"], only=["attendances"], quarters=here.quarters)
    assert plain["value"].tolist() == [2, 1]
    assert_same_frame(plain, listed)
    assert here.indicators(only="attendances", quarters=[]).empty
