"""A member's own record: of their rows alone, for them alone."""

from __future__ import annotations

import random
import re
import stat
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from folders import EVENTS, ZOOM, folder

from copmetrics.cli import main
from copmetrics.community.community import Community
from copmetrics.facilitation.statement import Member, own_events, statement
from copmetrics.identity.directory import Directory
from copmetrics.loading.assembling import assembled
from copmetrics.loading.shared_reading import sheet_readings
from copmetrics.loading.sheet_reading import raw_tables, settled_again, without_repeats
from copmetrics.loading.survey import Loaded, survey

AS_OF = "2026-10-05"
LISTED = (
    "huddle,Monthly huddle,2026-05-12 12:30,2026-05-12 13:15,online,sharing,,Asha Rao,\n"
    "day,Study day with Dr Cy Doe and Ben Cole,2026-06-11 09:30,2026-06-11 16:00,face to face,"
    "formal access to knowledge,,Ben Cole,\n"
    "walk,Ward walk,2026-07-01 10:00,,face to face,visits,,,\n"
)
SIGNED = "Name,Email,Organisation\n"
STORY = (
    '"Timestamp","Email Address","Give your story a short title.","What did you take part in, and what was it like?",'
    '"What did you do with it?","Which group are you in?","Who may read your story?"\n'
)


def files(*, others: bool) -> dict[str, str]:
    """Asha, and beside her others (Ben, Cy and a namesake in another trust) or none."""
    mine = "Asha Rao,asha@one.example,One Trust\n"
    ours = "Ben Cole,ben@two.example,Two Trust\nCy Doe,cy@two.example,Two Trust\n" if others else ""
    zoom = (
        "Asha Rao,asha@one.example,05/12/2026 12:30:00 PM,05/12/2026 01:00:00 PM,30,No\n"
        + "Ben Cole,ben@two.example,05/12/2026 12:30:00 PM,05/12/2026 01:15:00 PM,45,No\n" * others
        + "Asha Rao,rao@three.example,05/12/2026 12:30:00 PM,05/12/2026 01:15:00 PM,45,No\n"
        * others
    )
    told = '"2026/06/20 1:02:03 PM GMT+1","{}","{}","A huddle","I rang sooner","Nurses","{}"\n'
    mine_told = told.format("asha@one.example", "The call", "Nobody: please keep it private")
    theirs = told.format("ben@two.example", "The other call", "Anybody: it may be public")
    return {
        "events.csv": EVENTS + LISTED,
        "zoom.csv": ZOOM + zoom,
        "sign-in 2026-06-11.csv": f"Study day with Dr Cy Doe and Ben Cole,11 June 2026,\n{SIGNED}{mine}{ours}",
        "sign-in 2026-07-01.csv": f"Ward walk,1 July 2026,\n{SIGNED}{mine}Asha Rao,,One Trust\n",
        "sign-in 2026-09-01.csv": f"Ward round,1 September 2026,\n{SIGNED}Asha Rao,,One Trust\n",
        "told.csv": STORY + mine_told + (theirs if others else ""),
    }


def run(place: Path, *words: str) -> Result:
    asked = ("statement", str(place), "--as-of", AS_OF, "--out", str(place.parent / "out"), *words)
    return CliRunner().invoke(main, asked)


def written(place: Path, *words: str) -> dict[str, str]:
    """What the files of a record say, by their endings."""
    done = run(place, *words)
    assert done.exit_code == 0, done.stderr
    paths = map(Path, done.stdout.splitlines())
    return {each.suffix: each.read_text(encoding="utf-8") for each in paths}


@pytest.fixture(scope="module", autouse=True)
def at_one_moment():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("all") / "cop", files(others=True))


@pytest.fixture(scope="module")
def asha(place: Path) -> dict[str, str]:
    return written(place, "--person", "asha@one.example")


def test_a_record_has_the_events_their_hours_what_was_hosted_and_own_stories(asha):
    assert asha[".txt"].split("It rests on")[0] == (
        "cop\n"
        "A member's own record: Asha Rao, to 5 Oct 2026\n"
        "\n"
        # half an hour of the huddle; the study day's 9:30 to 16:00; of the walk there is no end
        "3 events, 1 of them as host: 0.5 hours recorded; 6.5 hours estimated from the events' length; "
        "of 1 event it is not known how long.\n"
        "\n"
        "EVENTS, IN THE ORDER OF THEIR DAYS\n"
        "- 12 May 2026: Monthly huddle, sharing, host, 0.5 hours, recorded\n"
        "- 11 Jun 2026: Study day with [name left out] and [name left out], formal access to knowledge, "
        "6.5 hours, estimate: the event's length\n"
        "- 1 Jul 2026: Ward walk, visits, not known\n"
        "\n"
        "A STORY: The call\n"
        "Immediate value: A huddle\n"
        "Applied value: I rang sooner\n"
        "Collected on 20 Jun 2026; nobody else reads it.\n"
        "\n"
    )


def test_who_else_was_there_changes_no_byte_and_two_records_tell_nothing_of_a_third(
    asha, place, tmp_path
):
    """The same name in another trust, hosts, those who came and told stories: all taken away."""
    alone = folder(tmp_path / "cop", files(others=False))
    (alone / ".copmetrics-key").write_bytes((place / ".copmetrics-key").read_bytes())
    assert written(alone, "--person", "asha@one.example") == asha
    ben = written(place, "--person", "ben@two.example")
    held = "".join((*asha.values(), *ben.values()))
    for third in ("Cy", "Doe", "cy@two", "rao@three", "Three"):
        assert not re.search(rf"\b{third}\b", held), third
    assert "Cole" not in "".join(asha.values())
    assert not re.search("Asha|The call|asha", "".join(ben.values()))


def test_a_line_with_a_name_alone_is_left_out_unless_asked_for_and_then_marked(place):
    said = run(place, "--person", "ASHA@one.example", "--since", "2026-07-01").stderr
    assert said == (
        "copmetrics: 1 event at which this name signed in without an address, left out: --by-name adds "
        "them, marked.\n"
    )
    told = written(place, "--person", "asha@one.example", "--by-name", "--since", "2026-07-01")
    assert (
        "- 1 Jul 2026: Ward walk, visits, not known\n- 1 Sep 2026: Ward round *, not known"
        in told[".txt"]
    )
    assert "huddle," not in told[".txt"]


def test_nobody_of_that_address_is_one_line_that_names_nobody_else(place):
    done = run(place, "--person", "ash@one.example")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"copmetrics: --person ash@one.example: is nobody's address in the exports of {place}. "
        "Write it as it stands there; whoever signed in without an address is found by none.\n"
    )
    assert run(place, "--person", "Asha").stderr == (
        "copmetrics: --person Asha: is not an address. Name the address that they write or sign in with.\n"
    )


def test_a_record_is_for_whoever_ran_it_alone_and_git_never_takes_it(asha, place):
    private = place.parent / "out" / "cop" / "private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    kept = {each.name: stat.S_IMODE(each.stat().st_mode) for each in private.glob("statement-*")}
    assert set(kept.values()) == {0o600}
    assert not any("asha" in each for each in kept)
    assert "*" in (private / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {each.name for each in private.parent.iterdir()} == {"private"}


@pytest.mark.slow
def test_of_the_demo_whoever_is_taken_out_of_the_exports_nobodys_record_changes(
    demo_survey: Loaded, demo: Community
):
    """Of a host and of somebody whom some lists know by name alone: all the others away, or half of them."""
    folder_, settings = demo_survey.folder, demo_survey.settings
    raw = raw_tables(settled_again(without_repeats(sheet_readings(folder_, settings)), settings))
    directory = assembled(folder_, settings, raw).directory
    addresses = directory.people.set_index("person")["address"]
    lines = demo.attendance[demo.attendance["left_out"].isna()]
    came = lines[lines["certainty"].eq("address") & lines["status"].eq("attended")]["person"]
    two = (
        min(set(directory.joined["person"]) & set(came)),
        min(" ".join(demo.events["host"].dropna()).split()),
    )
    own = {person: record(demo, directory, addresses[person]) for person in two}
    everybody = sorted(addresses.dropna())
    half = random.Random(7).sample(everybody, len(everybody) // 2)
    for others, asked in (([], two[:1]), (half, two)):
        keep = {*others, *(addresses[person] for person in asked)}
        made = assembled(folder_, settings, {each: _of(raw[each], keep) for each in raw})
        few = Community.of(Loaded(folder_, settings, demo.as_of, (), (), made.made, made.directory))
        assert len(few.attendance) < len(demo.attendance)
        for person in asked:
            assert record(few, made.directory, addresses[person]) == own[person]


def _of(table: pd.DataFrame, keep: set[str]) -> pd.DataFrame:
    """Only the rows of these addresses, and those of nobody in particular; as they are where none is named."""
    if not {"address", "name"} <= set(table):
        return table
    nobody = table["address"].isna() & table["name"].isna()
    return table[table["address"].str.casefold().isin(keep) | nobody].reset_index(drop=True)


def record(community: Community, directory: Directory, address: str) -> str:
    member = Member.of(directory, address)
    came = own_events(community, member)
    assert len(came)
    return str(statement(community, member, came))


def test_a_record_from_a_day_to_come_is_refused(place):
    said = run(place, "--person", "asha@one.example", "--since", "2999-01-01").stderr
    assert said == (
        "copmetrics: --since 2999-01-01: is not before the day of the record. Name an earlier day: the record is of "
        "the events from that day on.\n"
    )


HEADER = (
    "Topic,Meeting ID,Start Time,End Time,Duration (Minutes)\n"
    "Night call,912 3456 7890,{day} 10:00:00,{day} 11:30:00,90\n\n"
)
"""What Zoom writes above the people, if it is asked to: it states when the meeting began and ended."""


def stays_by_chance(chance: random.Random, day: str, kept: list[str], header: bool) -> str:
    """A meeting at ten, in which everybody of `kept` and a host stayed as long as they liked."""
    rows = [f"Hal Host,hal@h.example,{day} 10:05:00,{day} 10:50:00,45,No\n"]
    for who in PEOPLE:
        came, stayed = chance.randrange(-20, 30), chance.randrange(1, 200)
        start = pd.Timestamp(f"{day} 10:00") + pd.Timedelta(minutes=came)
        end = start + pd.Timedelta(minutes=stayed)
        shown = ",".join(f"{each:%Y-%m-%d %H:%M:%S}" for each in (start, end))
        there = chance.random() < 0.6
        rows.append(f"{who},{shown},{stayed},No\n" if there and who in kept else "")
    return (HEADER.format(day=day) if header else "") + ZOOM + "".join(rows)


PEOPLE = [f"P{letter} Q{letter},{letter}@{letter}.example" for letter in "abcdef"]


def by_chance(seed: int, kept: list[str]) -> dict[str, str]:
    """Eight meetings: in the list or not, with an end or without, Zoom's with a header or without; and signed in."""
    chance, listed, made = random.Random(seed), EVENTS, {}
    for number in range(8):
        day = pd.Timestamp("2026-05-04") + pd.Timedelta(days=7 * number)
        in_list, has_end, has_header = (bool(number & bit) for bit in (1, 2, 4))
        if in_list:
            end = f"{day:%Y-%m-%d} 11:00" if has_end else ""
            listed += f"e{number},Call {number},{day:%Y-%m-%d} 10:00,{end},online,sharing,,,\n"
        made[f"zoom {number}.csv"] = stays_by_chance(chance, f"{day:%Y-%m-%d}", kept, has_header)
        signed = [each for each in PEOPLE if chance.random() < 0.6 and each in kept]
        rows = "".join(f"{each},Trust\n" for each in signed)
        title = f"Call {number}" if in_list else ""
        made[f"sign-in {number}.csv"] = f"{title},{day:%d %B %Y},\n{SIGNED}{rows}"
    return {**made, "events.csv": listed}


def test_of_meetings_with_a_stated_end_or_without_nobody_taken_away_changes_a_record(tmp_path):
    """Whoever stays till noon is in nobody else's record, though the event's end is worked out from it.

    A host stays in each export: one that nobody is left in is no sign of a meeting.
    """
    two = PEOPLE[:2]
    told: dict[str, set[str]] = {who: set() for who in two}
    for number, kept in enumerate((PEOPLE, two)):
        place = folder(tmp_path / str(number) / "cop", by_chance(1881, kept))
        (place / ".copmetrics-key").write_text("0" * 64)
        found = survey(place, as_of=AS_OF)
        community = Community.of(found)
        for who in two:
            told[who].add(record(community, found.people, who.rpartition(",")[2]))
    for who in two:
        (one,) = told[who]
        assert "estimate: the event's length" in one
        assert "not known" in one
