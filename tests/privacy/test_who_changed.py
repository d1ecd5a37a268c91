"""Who said in feedback that they changed something is in the restricted list, and follows from nothing else."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.community.community import Community
from copmetrics.facilitation import Week, lists_of_people, monday_account
from copmetrics.identity.community_key import KEY_FILE
from copmetrics.lake.hiding import COLUMNS
from copmetrics.loading.findings import Findings
from copmetrics.loading.remembered import findings_in, frames_of
from copmetrics.loading.survey import Loaded, survey
from copmetrics.schema import CHANGES_SAID, NARRATIVE_TABLES, TABLES

AS_OF = "2024-10-05"
PEOPLE = {
    "ann@north.example": "Ann Ash",
    "ben@north.example": "Ben Birch",
    "cy@south.example": "Cy Cedar",
    "dee@south.example": "Dee Date",
    "new@home.example": "Nia New",  # in no other export
}
CAME = [f"{PEOPLE[each]},{each}" for each in list(PEOPLE)[:4]]
SAID = ("The card by the phone", "Yes", "Nights: Ben Birch rings first")
ASKED = (
    "Timestamp,Email Address,Your full name,How would you rate it?,What went well?,What should change?,"
    "What have you changed since?\n"
)
KNOWN = tuple(PEOPLE)[:3]
"""Three who came."""
WITH_NEW = ("new@home.example", *KNOWN[:2])
FORM = '[files."form.csv"]\ninterview = true\n'


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("who")


def answers(who: tuple[str, ...]) -> str:
    """Five answers: three of people who changed something, in this order, then of two who did not."""
    others = [each for each in PEOPLE if each not in who]
    told = [
        f"2024-05-15 1{at}:00:00,{each},{PEOPLE[each]},{at + 1},Lunch {at},Room {at},{said}\n"
        for at, (each, said) in enumerate(zip((*who, *others), (*SAID, "No", ""), strict=True))
    ]
    return ASKED + "".join(told)


@cache  # so that each is read once
def found(place: Path, who: tuple[str, ...]) -> Loaded:
    made = folder(
        place / "-".join(each[:3] for each in who),
        {
            "zoom.csv": zoom(*CAME),
            "form.csv": answers(who),
            "community.toml": f'name = "Sepsis Circle"\n{FORM}',
            KEY_FILE: "5" * 64 + "\n",
        },
    )
    return survey(made, as_of=AS_OF)


@cache
def unrestricted(place: Path, who: tuple[str, ...]) -> str:
    """All that is not the list itself: what communities, lakes, explorers and every account are made of."""
    loaded = found(place, who)
    made = loaded.assembled
    assert made is not None
    rest = {
        each.name: getattr(made, each.name)
        for each in fields(made)
        if each.name not in ("tables", "narrative_tables", "changes_said")
    }
    frames = {**made.tables, **made.narrative_tables}
    files = [replace(each, digest="") for each in loaded.files]
    monday = monday_account(Week.of(Community.of(loaded), changes_said=made.changes_said))
    texts = [f"{name}\n{frame.to_csv()}" for name, frame in frames.items()]
    return "\n".join([*texts, str(rest), str(files), str(monday)])


def test_communities_that_differ_only_in_who_changed_something_are_the_same_but_for_the_list(place):
    every = list(itertools.permutations(PEOPLE, len(SAID)))
    one, told = found(place, KNOWN), unrestricted(place, KNOWN)
    assert "3 people said in feedback forms" in told
    for who in (WITH_NEW, Random(4).choice(every)):
        other = found(place, who)
        assert unrestricted(place, who) == told
        assert not one.assembled.changes_said.equals(other.assembled.changes_said)
        assert one.people.people.equals(other.people.people)


def test_the_list_is_in_no_table_that_communities_have_or_that_goes_into_a_lake(place):
    loaded = found(place, KNOWN)
    community = Community.of(loaded)
    everything = {
        *community.tables,
        *community.narrative_tables,
        *TABLES,
        *NARRATIVE_TABLES,
        *COLUMNS,
    }
    assert CHANGES_SAID.name not in everything
    assert SAID[0] not in unrestricted(place, KNOWN)


def test_nothing_in_the_list_leads_to_the_answer_with_its_rating(place):
    rows = found(place, KNOWN).assembled.changes_said
    assert list(rows.columns) == ["person", "event", "said", "said_on"]
    assert rows["said_on"].dt.normalize().equals(rows["said_on"])  # a day, and no minute
    assert rows["person"].is_monotonic_increasing  # not in the order of the answers


def test_what_the_cache_keeps_has_pseudonyms_and_gives_the_same_list(place):
    loaded = found(place, WITH_NEW)
    made = loaded.assembled
    moments = pd.DataFrame({"source_file": [], "moment": []})
    frames = frames_of(Findings(loaded.files, (), moments, made))
    kept = findings_in(frames, secret=made.secret, calendar=loaded.settings.calendar).assembled
    pd.testing.assert_frame_equal(kept.changes_said, made.changes_said)
    everything = "".join(frame.to_csv() for frame in frames.values())
    assert not [each for each in (*PEOPLE, "Nia New", "Ann Ash") if each in everything]


def test_by_name_who_is_in_no_other_export_is_named_too(place):
    loaded = found(place, WITH_NEW)
    week = Week.of(Community.of(loaded), changes_said=loaded.assembled.changes_said)
    named = pd.concat([loaded.people.people, loaded.people.strangers])
    rows = [row[:2] for row in lists_of_people(week, named)[-1].rows]
    assert set(rows) == {(PEOPLE[each], each) for each in WITH_NEW}
    shown = lists_of_people(week)[-1]
    assert not [
        each for each in (*PEOPLE, *PEOPLE.values()) if each in str([r[0] for r in shown.rows])
    ]
