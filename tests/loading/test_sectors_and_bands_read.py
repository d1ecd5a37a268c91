"""Sectors come from organisations.csv, bands from whatever asks people for them."""

from __future__ import annotations

import pytest
from folders import folder
from reading import read

from copmetrics.community.community import load

LIST = (
    "variant,name,sector\nNorth Hosp,North Trust,Acute\n,South Trust,acute\n,Hope,Voluntary\n"
    "North Infirmary,North Trust,\n"
)
SHEET = """Name,Email,Organisation,Job title,Grade
Asha One,asha@north.example,North Hosp,Nurse,6
Ben Two,ben@south.example,South Trust,Doctor,Consultant
Cy Three,cy@hope.example,HOPE,Volunteer,
Dee Four,dee@new.example,New Ltd,Nurse,afc band 8a
"""
EARLIER = "Name,Email,Organisation,Band\nAsha One,asha@north.example,North Trust,Band 5\n"
JOINED = (
    "Timestamp,Email Address,Why would you like to join our community?,What pay band are you?,Job title and band\n"
    "30/04/2024 09:00:00,cy@hope.example,To learn,CONSULTANT,Lead\n"
)
FILES = {
    "events.csv": "event,title,starts\nmay,May,2024-05-14 13:00\napril,April,2024-04-16 13:00\n",
    "organisations.csv": LIST,
    "signed in.csv": SHEET,
    "earlier.csv": EARLIER,
    "joined.csv": JOINED,
    "community.toml": (
        'calendar = "calendar"\n[files."signed in.csv"]\nevent = "may"\n[files."earlier.csv"]\nevent = "april"\n'
    ),
}


def test_organisations_are_of_the_sector_that_the_list_gives_them_and_people_of_their_newest_band(
    tmp_path,
):
    made = load(folder(tmp_path, FILES), as_of="2024-10-05")
    sectors = made.tables["organisation_sectors"]
    assert dict(zip(sectors["organisation"], sectors["sector"], strict=True)) == {
        "North Trust": "Acute",
        "South Trust": "Acute",
        "Hope": "Voluntary",
    }
    found = made.indicators("band", only="unique_attendees", quarters=["2024-Q2"])
    assert dict(zip(found["band"].fillna("none"), found["value"], strict=True)) == {
        "Band 6": 1,
        "Band 8a": 1,
        "CONSULTANT": 2,
    }
    by_sector = made.indicators("sector", only="unique_attendees", quarters=["2024-Q2"])
    assert dict(zip(by_sector["sector"].fillna("none"), by_sector["value"], strict=True)) == {
        "Acute": 2,
        "Voluntary": 1,
        "none": 1,
    }
    assert "1 organisation has no sector in organisations.csv: New Ltd" in made.notes


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            "N,North,acute\n,north,Community\n",
            "row 3, column 'sector': 'Community' is not the sector that this organisation has further up. "
            "An organisation is of one sector; it is enough to write it once.",
        ),
        (
            "N,,acute\n",
            "row 2, column 'name': it is empty, and should be the name of the organisation that is of this "
            "sector. Give it its name, or leave its sector empty.",
        ),
    ],
)
def test_a_sector_that_contradicts_or_is_nobodys_is_pointed_at(tmp_path, rows, says):
    _, reading = read(tmp_path, f"variant,name,sector\n{rows}", name="organisations.csv")
    assert [str(each) for each in reading.problems] == [f"organisations.csv, {says}"]
