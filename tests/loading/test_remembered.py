"""What was found once of the very same files is found again without reading them, and is the same."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace

import pandas as pd
import pytest
from folders import CAMPAIGNS, SUBSCRIBED, folder, zoom
from hypothesis import given, settings
from hypothesis import strategies as st
from same_frames import assert_same_frame

from copmetrics.commands import checking
from copmetrics.commands.checking import check_folder
from copmetrics.commands.remembered_answers import explanation, indicator_values
from copmetrics.commands.where_asked import WhereAsked
from copmetrics.community.community import Community, load
from copmetrics.community.explain import explained
from copmetrics.errors import Problems
from copmetrics.identity.names import name_key
from copmetrics.loading import folder_reading
from copmetrics.loading.folder_state import kept_of, state_of
from copmetrics.loading.rows_to_come import moments_in, rows_to_come
from copmetrics.loading.survey import Loaded, survey
from copmetrics.schema import RAW
from copmetrics.storage.cache import Cache

AS_OF = pd.Timestamp("2026-10-05", tz="UTC")
ONE_MEETING = {
    "zoom.csv": zoom("Asha Rao,asha.rao@tidewell.example", "Bo Lee,bo@lee.example"),
    "mailchimp/subscribed.csv": f"{SUBSCRIBED}asha.rao@tidewell.example,Asha,Rao,2,2024-01-02 10:00:00,"
    "2024-01-02 10:00:00,1,2\n",
    "campaigns.csv": f"{CAMPAIGNS}News,News,All,2024-05-02 10:00:00,Thursday,2,2,0,1,1,0,0,0,a1\n",
}
WRITTEN = {
    *(
        "title",
        "subject",
        "plus",
        "delta",
        "reason",
        "text",
        "began",
        "claim",
        "question",
        "source",
    ),
    *(
        "constituency",
        "collected_by",
        "tagged_by",
        "proposed_by",
        "contact",
        "why",
        "needs_to_know",
    ),
    *(
        "can_do",
        "expects",
        "offers",
        "how_met",
        "releases",
        "what",
        "told_by",
        "stakeholder",
        "source_file",
        "label",
        "form",
        "cadence",
    ),
    *("professional", "connections", "practice", "influence", "agreed_on", "aspiration", "rest"),
}
"""Columns with words of the community's own, which may name anybody."""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of this test's own."""
    monkeypatch.setenv("COPMETRICS_CACHE", str(tmp_path / "kept"))
    return Cache(tmp_path / "kept")


@pytest.fixture
def no_reading(monkeypatch):
    """From now on whoever reads a file fails."""

    def switch():
        def refused(*_):
            raise AssertionError("the files were read again")

        monkeypatch.setattr(folder_reading, "read_folder", refused)

    return switch


@pytest.fixture
def times_read(monkeypatch):
    """How often a folder was read."""
    original, read = folder_reading.read_folder, []

    def counted(*told):
        read.append(told)
        return original(*told)

    monkeypatch.setattr(folder_reading, "read_folder", counted)
    return read


def same(found: object, expected: object) -> None:
    """Two things are the same, frames to the last cell and kind."""
    assert type(found) is type(expected)
    match expected:
        case pd.DataFrame():
            assert_same_frame(found, expected)
        case dict():
            assert list(found) == list(expected)
            for name, each in expected.items():
                same(found[name], each)
        case frozenset():
            assert found == expected
        case _:
            assert found == expected
            assert repr(found) == repr(expected)


def same_loaded(found: Loaded, expected: Loaded) -> None:
    """What was found is the same, but for who is who, which is asked of the files."""
    assert found.directory is None
    for part in ("folder", "settings", "as_of", "files", "problems"):
        same(getattr(found, part), getattr(expected, part))
    for part in fields(expected.assembled):
        one, other = getattr(found.assembled, part.name), getattr(expected.assembled, part.name)
        if part.name == "coverage":
            for each in fields(other):
                same(getattr(one, each.name), getattr(other, each.name))
        elif part.name != "naming":
            same(one, other)
    assert found.assembled.naming == expected.assembled.naming


def printed(capsys, place, monkeypatch, read: Loaded | None, **more) -> tuple[str, str]:
    with monkeypatch.context() as patch:
        if read is not None:
            patch.setattr(checking, "survey", lambda *_, **__: read)
        check_folder(place, review=False, as_of=read.as_of if read else AS_OF, **more)
    told = capsys.readouterr()
    return told.out, told.err


@pytest.mark.slow
def test_the_demo_is_found_again_as_it_was_read(
    demo_survey, demo_cache, demo_folder, demo, monkeypatch, no_reading, capsys
):
    no_reading()
    monkeypatch.setenv("COPMETRICS_CACHE", str(demo_cache))
    found = survey(demo_folder, as_of=demo_survey.as_of)
    same_loaded(found, demo_survey)
    for as_json in (False, True):
        expected = printed(capsys, demo_folder, monkeypatch, demo_survey, as_json=as_json)
        assert len(expected[0]) > 3000
        assert printed(capsys, demo_folder, monkeypatch, found, as_json=as_json) == expected
    filling, community = Community.of(demo_survey), Community.of(found)
    nothing = WhereAsked.of(())
    for some, by in (
        (["unique_attendees", "list_members", "open_rate"], []),
        (["attendances"], ["format"]),
    ):
        expected = indicator_values(filling, by, nothing, some, None)
        same(expected, demo.indicators_unchecked(by, only=some).drop(columns="machine_opens"))
        with monkeypatch.context() as patch:
            patch.setattr(Community, "_evaluation_of", None)  # whoever asks an engine fails
            same(indicator_values(community, by, nothing, some, None), expected)
    quarter = demo.quarter()
    expected = explanation(filling, "unique_attendees", quarter)
    same(expected[0], explained(demo, "unique_attendees", quarter))
    monkeypatch.setattr(Community, "_evaluation_of", None)
    assert explanation(community, "unique_attendees", quarter)[1] == expected[1]
    same(explanation(community, "unique_attendees", quarter)[0], expected[0])


@pytest.mark.slow
def test_no_byte_of_the_cache_names_anybody(demo_survey, demo_cache):
    people = demo_survey.people.people
    known = {*people["address"].dropna(), *people["name"].dropna()}
    known |= {each.partition("@")[0] for each in people["address"].dropna()}
    for name in people["name"].dropna():
        first, *_, last = [*name.split(), ""]
        known |= {f"{first} {last}", f"{last}, {first}", f"{last} {first}", f"{first}.{last}"}
    stripped = {each.casefold().strip() for each in known}
    words = {each for each in stripped if len(each) > 4}  # four letters come about by chance
    assert len(words) > 1000
    pieces = [path.read_bytes() for path in demo_cache.iterdir()]
    assert sum(map(len, pieces)) > 100_000
    for piece in pieces:
        text = piece.decode("latin-1").casefold()
        wide = piece.decode("utf-16-le", errors="ignore").casefold()
        assert [each for each in words if each in text or each in wide] == []


@pytest.mark.slow
def test_even_with_the_key_nobody_is_in_it_but_in_what_the_community_wrote(
    demo_survey, demo_folder, demo_cache, monkeypatch
):
    monkeypatch.setenv("COPMETRICS_CACHE", str(demo_cache))
    frames = kept_of(demo_folder, state_of(demo_folder)).get("found")
    people = demo_survey.people.people
    names = {name_key(each) for each in people["name"].dropna() if " " in each}
    addresses = set(people["address"].dropna())
    seen = 0
    for table, frame in frames.items():
        for column in frame.columns.difference([*WRITTEN]):
            cells = [str(each) for each in frame[column].dropna().unique()]
            seen += len(cells)
            assert not any("@" in each for each in cells), (table, column)
            assert not names & {name_key(each) for each in cells}, (table, column)
    assert seen > 1000
    written = " ".join(frame.to_csv() for frame in frames.values())
    assert [each for each in addresses if each in written] == []


def test_it_is_read_once_and_anew_when_anything_has_changed(tmp_path, cache, times_read):
    place = folder(tmp_path / "tidewell", ONE_MEETING)
    first = survey(place, as_of=AS_OF)
    assert not first.problems
    again = survey(place, as_of=AS_OF)
    assert len(times_read) == 1
    same_loaded(again, first)
    same(again.people.people, first.people.people)
    assert len(times_read) == 2, "who is who is asked of the files"
    day_before = survey(place, as_of="2024-05-13")
    assert len(times_read) == 2, "the present is no part of what is kept"
    assert [each.note for each in day_before.files if each.file == "zoom.csv"] == [
        "2 rows dated after 12 May 2024, which do not count yet"
    ]
    (place / "commentary.md").write_text("Words of the editor's.")
    survey(place, as_of=AS_OF)
    assert len(times_read) == 3, "a file more"
    (place / "commentary.md").write_text("Other words of the editor's.")
    survey(place, as_of=AS_OF)
    assert len(times_read) == 3, "they are no export"
    (place / "community.toml").write_text("minimum_minutes = 5\n")
    assert survey(place, as_of=AS_OF).settings.minimum_minutes == 5
    assert len(times_read) == 4
    folder(place, {"zoom.csv": ONE_MEETING["zoom.csv"].replace("Bo Lee", "Bo Leo")})
    assert "Bo Leo" in set(survey(place, as_of=AS_OF).people.people["name"])
    assert len(times_read) == 5


def test_a_piece_that_is_not_whole_is_made_anew(tmp_path, cache, times_read):
    place = folder(tmp_path / "tidewell", {"zoom.csv": ONE_MEETING["zoom.csv"]})
    first = survey(place, as_of=AS_OF)
    (piece,) = cache.place.iterdir()
    whole = piece.read_bytes()
    for number, broken in enumerate(
        (b"", whole[:-1], whole[:100], whole[:200] + b"x" + whole[201:], b"PK", whole * 2), start=2
    ):
        piece.write_bytes(broken)
        found = survey(place, as_of=AS_OF)
        assert len(times_read) == number
        same(found.assembled.tables["attendance"], first.assembled.tables["attendance"])
        again = survey(place, as_of=AS_OF)
        assert len(times_read) == number, "it is whole again"
    same_loaded(again, first)


def test_what_is_asked_or_wrong_is_asked_each_time(tmp_path, cache, times_read):
    wrong = zoom("Asha Rao,asha.rao@tidewell.example").replace(",60,", ",half an hour,")
    place = folder(tmp_path / "tidewell", {"zoom.csv": wrong})
    told = [str(each) for each in survey(place, as_of=AS_OF).problems]
    assert len(told) == 1
    assert [str(each) for each in survey(place, as_of=AS_OF).problems] == told
    with pytest.raises(Problems, match="half an hour"):
        load(place)
    assert len(times_read) == 3
    assert cache.sizes() == []


def test_a_cache_that_cannot_be_used_is_in_nobodys_way(tmp_path, monkeypatch, times_read):
    place = folder(tmp_path / "tidewell", {"zoom.csv": ONE_MEETING["zoom.csv"]})
    taken = folder(tmp_path, {"taken": "a file"}) / "taken"
    for variable in (str(taken), "off"):
        monkeypatch.setenv("COPMETRICS_CACHE", variable)
        assert not survey(place).problems
        assert not survey(place).problems
    assert len(times_read) == 4


def test_another_key_or_program_finds_nothing(tmp_path, cache, times_read, monkeypatch):
    place = folder(tmp_path / "tidewell", {"zoom.csv": ONE_MEETING["zoom.csv"]})
    first = survey(place, as_of=AS_OF)
    (place / ".copmetrics-key").unlink()
    second = survey(place, as_of=AS_OF)
    assert len(times_read) == 2
    assert set(first.people.people["person"]) & set(second.people.people["person"]) == set()
    monkeypatch.setattr("copmetrics.loading.folder_state.program", lambda: "a newer one")
    survey(place, as_of=AS_OF)
    assert len(times_read) == 3


NAMES = st.sampled_from(
    ["a.csv", "b.csv", "in/a.csv", "in/b.csv", "community.toml", "people-review.csv"]
)


@settings(max_examples=60)
@given(files=st.dictionaries(NAMES, st.binary(max_size=3)), data=st.data())
def test_every_change_of_a_folder_changes_its_state(files, data, tmp_path_factory):
    place = tmp_path_factory.mktemp("state")

    def write(contents):
        shutil.rmtree(place)
        place.mkdir()
        for name, content in contents.items():
            (place / name).parent.mkdir(exist_ok=True)
            (place / name).write_bytes(content)
        return state_of(place)

    others = data.draw(st.dictionaries(NAMES, st.binary(max_size=3)))
    assert (write(files) == write(others)) == (files == others)
    assert write(files) == write(files)


def test_the_state_says_what_reading_looks_at_and_no_more(tmp_path):
    place = folder(tmp_path / "tidewell", {"zoom.csv": "a", "reports/manifest.json": "b"})
    states = [state_of(place)]

    def changed(files) -> bool:
        folder(place, files)
        states.append(state_of(place))
        return states[-1] != states[-2]

    assert changed({"zoom.csv": "b"})
    assert changed({".hidden": "a"}), "its name may tell of a community"
    assert not changed({".hidden": "b"})
    assert changed({"commentary.md": "a"})
    assert not changed({"commentary.md": "b"})
    assert changed({"in/commentary.md": "a"})
    assert changed({"in/commentary.md": "b"}), "it is no words of this folder's"
    assert not changed({".copmetrics-key": "a", ".gitignore": "b"})
    assert changed({"reports/manifest.json": '{"community": 1, "stamp": 2}'}), "now it is a report"
    assert not changed({"reports/manifest.json": '{"community": 2, "stamp": 2}'})
    (place / "empty").mkdir()
    assert state_of(place) != states[-1]
    (place / "link.csv").symlink_to(place / "zoom.csv")
    assert state_of(place) is None, "a link may lead anywhere"


def test_of_a_row_in_several_tables_or_with_several_times_the_latest_counts():
    def rows(name, **columns):
        return RAW[name].conform(pd.DataFrame({**columns}))

    raw = {name: table.empty() for name, table in RAW.items()}
    raw["sessions"] = rows("sessions", session=["s", "t"], day=pd.to_datetime(["2024-05-02", None]))
    raw["attendance"] = rows(
        "attendance",
        session=["s", "s", "t"],
        joined_at=pd.to_datetime([None, "2024-05-01 10:00", None], utc=True),
        source_file=["sheet"] * 3,
        source_row=[2, 3, 4],
    )
    raw["activity"] = rows(
        "activity",
        happened_at=pd.to_datetime(["2024-05-01", "2024-05-03"], utc=True),
        source_file=["clicks"] * 2,
        source_row=[2, 2],
    )
    moments = moments_in(raw)
    told = {
        day: rows_to_come(moments, pd.Timestamp(day, tz="UTC"))
        for day in ("2024-04-30", "2024-05-01 12:00", "2024-05-02", "2024-05-03")
    }
    later, one = "which do not count yet", "which does not count yet"
    assert told == {
        "2024-04-30": {
            "sheet": f"2 rows dated after 30 Apr 2024, {later}",
            "clicks": f"1 row dated after 30 Apr 2024, {one}",
        },
        "2024-05-01 12:00": {
            "sheet": f"1 row dated after 1 May 2024, {one}",
            "clicks": f"1 row dated after 1 May 2024, {one}",
        },
        "2024-05-02": {"clicks": f"1 row dated after 2 May 2024, {one}"},
        "2024-05-03": {},
    }


def test_numbers_are_the_same_while_no_day_ends_and_no_event_begins(tmp_path, cache, monkeypatch):
    meetings = {
        f"zoom {day}.csv": zoom(
            "Asha Rao,asha.rao@tidewell.example", day=f"2024-05-{day}", start="13:00", end="14:00"
        )
        for day in ("14", "21")
    }
    place = folder(tmp_path / "tidewell", meetings)

    def asked(as_of: str) -> pd.DataFrame:
        found = replace(survey(place, as_of=pd.Timestamp(as_of, tz="Europe/London")), kept=None)
        return Community.of(found).indicators()

    def asks_anew(as_of: str) -> bool:
        """Whether at that instant an answer of another one is of no use."""
        at = Community.of(survey(place, as_of=pd.Timestamp(as_of, tz="Europe/London")))
        worked_out = []
        at.remembered("how many", lambda: worked_out.append(as_of) or {})
        return bool(worked_out)

    for morning, evening in (
        ("2024-07-02 00:01", "2024-07-02 23:59"),
        ("2024-06-02 09:00", "2024-06-02 21:00"),
    ):
        same(asked(evening), asked(morning))
        assert asks_anew(morning)
        assert not asks_anew(evening)
    assert asks_anew("2024-07-01 23:59"), "the quarter is not over"
    assert asks_anew("2024-05-21 12:59"), "the meeting has not begun"
    assert asks_anew("2024-05-21 12:58"), "there are records of later"
    assert asks_anew("2024-05-21 13:00"), "it begins"
    assert asks_anew("2024-05-21 13:01"), "and now it is the last of which there are records"
    assert not asks_anew("2024-05-21 23:00")
