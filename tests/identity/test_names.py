"""What a displayed name stands for, and which organisation a spelling or an address belongs to."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.identity.names import NameKind, machine_pattern, name_key, read_name
from copmetrics.identity.organisations import (
    Spellings,
    organisation_key,
    organisations_by_domain,
    shared_domains,
    similar_organisations,
)

MACHINES = machine_pattern(("Ward recorder",))


@pytest.mark.parametrize(
    ("shown", "kind", "name", "organisation"),
    [
        ("Asha One", NameKind.PERSON, "Asha One", ""),
        (
            "ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)",
            NameKind.PERSON,
            "Asha One",
            "EXAMPLE HOSPITALS NHS TRUST",
        ),
        ("O'NEIL, Zoë", NameKind.PERSON, "Zoë O'Neil", ""),
        ("Ben Two (Guest)", NameKind.PERSON, "Ben Two", ""),
        ("Cy Three (Unverified)", NameKind.PERSON, "Cy Three", ""),
        ("Ben (Ben Two)", NameKind.PERSON, "Ben Two", ""),
        ("Dee Four (Example ICB)", NameKind.PERSON, "Dee Four", "Example ICB"),
        ("iPhone (Dee Four)", NameKind.PERSON, "Dee Four", ""),
        ("iPhone", NameKind.UNNAMED, "", ""),
        ("Dee's iPad", NameKind.UNNAMED, "", ""),
        ("Zoom user", NameKind.UNNAMED, "", ""),
        ("Asha One - iPad", NameKind.PERSON, "Asha One", ""),
        ("iPad - Asha One", NameKind.PERSON, "Asha One", ""),
        ("One, Asha - Meeting Room 2", NameKind.PERSON, "Asha One", ""),
        ("Asha One / Ben Two", NameKind.PERSON, "Asha One / Ben Two", ""),
        ("Asha One - Matron", NameKind.PERSON, "Asha One - Matron", ""),
        ("Meeting Room 3 - Saltby", NameKind.ROOM, "", ""),
        ("Saltby - Meeting Room", NameKind.ROOM, "", ""),
        ("Northmoor Boardroom 2", NameKind.ROOM, "", ""),
        ("Teams Room Northmoor", NameKind.ROOM, "", ""),
        ("020 7946 0000", NameKind.TELEPHONE, "02079460000", ""),
        ("+44 7700 *****23", NameKind.TELEPHONE, "447700*****23", ""),
        ("Otter.ai", NameKind.MACHINE, "Otter.ai", ""),
        ("Copilot", NameKind.MACHINE, "Copilot", ""),
        ("Asha Copilot", NameKind.PERSON, "Asha Copilot", ""),
        ("read.ai notes (Unverified)", NameKind.MACHINE, "read.ai notes (Unverified)", ""),
        ("Dee Four (Guest) (Unverified)", NameKind.PERSON, "Dee Four", ""),
        ("Dee Four (External)", NameKind.PERSON, "Dee Four", ""),
        ("Zoom AI Companion", NameKind.MACHINE, "Zoom AI Companion", ""),
        ("Magic Notes", NameKind.MACHINE, "Magic Notes", ""),
        ("Asha's Notetaker (Otter.ai)", NameKind.MACHINE, "Asha's Notetaker (Otter.ai)", ""),
        ("ward RECORDER 2", NameKind.MACHINE, "ward RECORDER 2", ""),
    ],
)
def test_what_a_displayed_name_stands_for(shown, kind, name, organisation):
    found = read_name(shown, MACHINES)
    assert (found.kind, found.name, found.organisation) == (kind, name, organisation)


@pytest.mark.parametrize("name", ["Zoë O'Neil", "zoe oneil", "Dr. Zoe O’Neil", " ZOË  O'NEIL "])
def test_names_are_compared_without_case_accents_titles_and_apostrophes(name):
    assert name_key(name) == "zoe oneil"


@pytest.mark.parametrize(
    "name",
    [
        "Northmoor Hospitals",
        "NORTHMOOR HOSPITALS NHS FOUNDATION TRUST",
        "Northmoor Hospitals NHS FT",
        "The Northmoor Hospitals",
        "northmoor  hospitals nhs trust",
        "Northmoor Hospitals N.H.S. Trust",
    ],
)
def test_legal_endings_case_and_points_make_no_other_organisation(name):
    assert organisation_key(name) == "northmoor hospitals"


def test_a_name_that_is_nothing_but_an_ending_stays():
    assert organisation_key("NHS Trust") == "nhs trust"


def test_the_spelling_met_most_often_stands_for_the_others_capitals_last():
    met = pd.Series(
        ["NORTHMOOR HOSPITALS"] * 3
        + ["Northmoor Hospitals NHS FT", "Northmoor Hospitals"]
        + ["Northmoor Hospitals NHS FT", None, ""]
    )
    settled = Spellings(met, {}).settle(met)
    assert settled.tolist()[:6] == ["Northmoor Hospitals NHS FT"] * 6
    assert settled.isna().tolist() == [False] * 6 + [True, True]


def test_the_communitys_own_list_decides_first_and_names_what_no_rule_joins():
    met = pd.Series(["Northmoor Hosp", "Northmoor Hospitals NHS Trust", "Saltby"])
    own = {"northmoor hosp": "Northmoor Hospitals"}
    assert Spellings(met, own).settle(met).tolist() == ["Northmoor Hospitals"] * 2 + ["Saltby"]


def test_near_misses_are_pairs_to_ask_about_and_others_are_not():
    names = ("Northmoor Hospital", "Northmoor Hospitals", "Saltby General", "Castle Ings")
    assert similar_organisations(names) == [("Northmoor Hospital", "Northmoor Hospitals")]


def test_a_domain_that_reads_like_a_name_is_a_pair_to_ask_about():
    names = ("North Trust", "northtrust.example", "southtrust.example")
    assert similar_organisations(names) == [("North Trust", "northtrust.example")]


def test_a_domain_stands_for_what_most_of_its_people_name_and_shared_ones_for_nobody():
    addresses = pd.Series(
        [
            "a@one.example",
            "b@one.example",
            "c@one.example",
            "d@nhs.net",
            "e@own.example",
            "f@other.example",
            None,
        ]
    )
    named = pd.Series(["One Trust", "One Trust", "Elsewhere", "Two Trust", "X", None, "Y"])
    found = organisations_by_domain(addresses, named, shared=shared_domains(("own.example",)))
    assert found.to_dict() == {"one.example": "One Trust", "other.example": "other.example"}


def test_the_shipped_list_of_shared_domains_has_the_usual_ones():
    assert {"nhs.net", "gmail.com", "outlook.com", "hotmail.co.uk"} <= shared_domains(())
