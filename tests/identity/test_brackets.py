"""Brackets after a displayed name: a person is never an organisation, nor an organisation a person."""

from __future__ import annotations

import pytest
from folders import folder
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.community.community import load
from copmetrics.identity.names import NameKind, is_nobody, machine_pattern, read_name

MACHINES = machine_pattern()
PEOPLE = ("Asha One", "Zoë O'Two", "Ben Three-Four", "Jean de la Cinq", "Łucja Six")
PLACES = (
    "Northmoor Hospitals NHS Trust",
    "Saltby Heart and Stroke Charity",
    "University of Castle Ings",
    "Friends of Saltby Hospice",
    "Klinikum Nordmoor",
)
PRONOUNS = (
    *("she/her", "she / her", "(they/them)", "he, him", "He/Him/His", "they | them", "She & They"),
    *("any pronouns", "s/he", "sie/ihr", "elle / lui", "ella/elle", "él", "lei/lui", "ela/dela"),
    *("zij/haar", "ona/jej", "hon/henne", "hän", "hi/ei"),
)
REMARKS = (
    *("Guest", "External", "host, me", "Gast", "Invité", "Chair", "Vice-Chair", "notes"),
    *("taking notes", "iPhone", "work mobile", "020 7946 0000", "2"),
)
UNTELLABLE = ("Critical Care", "Ward 7", "Northmoor", "Hearts and Minds", "Nurse", "ED")


def read(shown: str) -> tuple[NameKind, str, str]:
    found = read_name(shown, MACHINES)
    return found.kind, found.name, found.organisation


@pytest.mark.parametrize(
    ("shown", "name", "organisation"),
    [
        ("NEWBY, Jo (Jo Penrose)", "Jo Newby", ""),
        ("Jo (Jo Penrose, she/her)", "Jo Penrose", ""),
        ("Joanna (Jo) Penrose", "Joanna Penrose", ""),
        ("iPhone (Jo Penrose)", "Jo Penrose", ""),
        ("iPad von Jo (PENROSE, Jo)", "Jo Penrose", ""),
        ("+44 7700 900123 (Jo Penrose)", "Jo Penrose", ""),
        ("Northmoor Hospital (Jo Penrose)", "Jo Penrose", "Northmoor Hospital"),
        ("Jo Penrose (she/her, Northmoor Hospital)", "Jo Penrose", "Northmoor Hospital"),
        ("Jo Penrose (Chair, Northmoor Hospital)", "Jo Penrose", "Northmoor Hospital"),
        ("Jo Penrose (Northmoor Hospital) [she/her]", "Jo Penrose", "Northmoor Hospital"),
        ("Jo Penrose - Northmoor Hospital", "Jo Penrose", "Northmoor Hospital"),
        ("Jo Penrose, Northmoor Hospital", "Jo Penrose", "Northmoor Hospital"),
        ("Jo Penrose, RN", "Jo Penrose", ""),
        ("Jo Penrose she/her", "Jo Penrose", ""),
        ("Jo Penrose (she/her", "Jo Penrose", ""),
        ("PENROSE, Jo (PUBLIC HEALTH NORTHMOOR)", "Jo Penrose", "PUBLIC HEALTH NORTHMOOR"),
        ("Charity Penrose", "Charity Penrose", ""),
    ],
)
def test_what_brackets_and_what_stands_beside_a_name_say(shown, name, organisation):
    assert read(shown) == (NameKind.PERSON, name, organisation)


@given(st.sampled_from(PEOPLE), st.lists(st.sampled_from(PRONOUNS + REMARKS), max_size=3))
def test_pronouns_tasks_and_remarks_change_nothing_of_who_somebody_is(name, said):
    shown = name + "".join(f" ({each})" for each in said)
    assert read(shown) == (NameKind.PERSON, name, "")


@given(st.sampled_from(PEOPLE), st.sampled_from(PLACES), st.sampled_from(PRONOUNS), st.booleans())
def test_an_organisation_in_brackets_is_where_somebody_works_in_any_order(name, place, said, first):
    both = (said, place) if first else (place, said)
    shown = name + "".join(f" ({each})" for each in both)
    assert read(shown) == (NameKind.PERSON, name, place)


@given(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_a_persons_other_name_is_never_an_organisation(name, other):
    assert read(f"{name} ({other})") == (NameKind.PERSON, name, "")
    assert read(f"iPhone ({other})") == (NameKind.PERSON, other, "")


@given(st.sampled_from(PEOPLE), st.sampled_from(UNTELLABLE))
def test_what_cannot_be_told_is_neither_an_organisation_nor_somebodys_name(name, said):
    assert read(f"{name} ({said})") == (NameKind.PERSON, name, "")


@pytest.mark.parametrize("place", PLACES)
def test_an_organisation_that_joins_is_nobody_in_particular(place):
    assert read(place) == (NameKind.UNNAMED, "", place)
    assert read(f"iPad ({place})") == (NameKind.UNNAMED, "", place)


def test_a_lone_first_name_keeps_what_tells_it_from_another():
    assert read("Ann (Northmoor)")[1] != read("Ann (Saltby)")[1]


@pytest.mark.parametrize(
    "shown",
    [
        *("Anonymous", "anonym", "Anonyme", "Anónimo", "anonimo", "Anoniem", "Anônimo", "Nimetön"),
        *("Guest 3", "Gast", "Participante 2", "Teilnehmer", "Zoom-Benutzer", "Call-In User_1"),
        *("iPhone", "Zoë’s iPad", "iPhone de Zoë", "Samsung SM-G991B", "DESKTOP-7K2", "Galaxy S21"),
    ],
)
def test_whoever_gives_no_name_is_nobody_in_any_language(shown):
    assert is_nobody(shown)
    assert read(shown) == (NameKind.UNNAMED, "", "")


def test_a_bracket_is_an_organisation_where_another_source_names_it_so(tmp_path):
    zoom = "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n" + "".join(
        f"{name},,2024-05-14 13:00:00,2024-05-14 14:00:00,60,Yes\n"
        for name in ("Asha One (Hearts & Minds)", "Ben Two (Critical Care)")
    )
    paper = "Sign-in 18 June 2024\nName,Organisation\nCy Three,Hearts and Minds\n"
    community = load(folder(tmp_path, {"zoom.csv": zoom, "june.csv": paper}), as_of="2024-10-05")
    told = community.attendance.sort_values("source_row")["organisation"]
    assert sorted(told.dropna().unique()) == ["Hearts and Minds"]
    assert told.isna().sum() == 1  # nobody says of Ben's ward that it is an organisation


def test_a_story_told_anonymously_has_no_teller_in_any_language(tmp_path):
    form = (
        "ID,Start time,Completion time,Email,Name,Give your story a short title.,"
        '"What did you take part in, and what was it like?",Who may read your story?\n'
        "1,2024-05-14 12:50,2024-05-14 13:02,anonym,Anonym,Tea,A huddle,Anybody\n"
        "2,2024-05-15 12:50,2024-05-15 13:05,,Anónimo,Cake,A huddle,Anybody\n"
        "3,2024-05-16 12:50,2024-05-16 13:08,asha@example.org,Asha One,Scones,A huddle,Anybody\n"
    )
    told = load(folder(tmp_path, {"stories.csv": form}), as_of="2024-10-05").stories
    assert told.set_index("title")["teller"].notna().to_dict() == {
        "Tea": False,
        "Cake": False,
        "Scones": True,
    }
