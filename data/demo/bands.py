"""Grades and pay bands: a field of the newer list, and a column of our own sign-in sheet."""

from __future__ import annotations

from demo.chance import stream
from demo.people import Person

__all__ = ["BAND_FIELD", "band_of", "listed_band"]

BAND_FIELD = "Band"
ANSWERING = 0.7
OF_PROFESSION = {
    "critical care outreach nurse": ("6", "7", "7"),
    "ward sister": ("7",),
    "staff nurse": ("5", "5", "6"),
    "physiotherapist": ("6", "7"),
    "consultant": ("Consultant",),
    "resident doctor": ("Doctor in training",),
    "healthcare assistant": ("2", "3", "3"),
    "improvement lead": ("7", "8a", "8b"),
    "pharmacist": ("7", "8a"),
    "advanced clinical practitioner": ("8a",),
    "paramedic": ("6", "6", "7"),
    "programme manager": ("8a", "8b"),
}
"""Whoever is of another profession has none: lecturers, patient partners."""
WRITTEN = ("Band {}", "{}", "band {}", "AfC Band {}")


def band_of(person: Person) -> str:
    """Return somebody's band as they write it; nothing of those who have none."""
    chance = stream("band", person.number)
    band = chance.choice(OF_PROFESSION.get(person.profession, ("",)))
    return chance.choice(WRITTEN).format(band) if band[:1].isdigit() else band


def listed_band(person: Person) -> str:
    """Return what the list has of it: most members told it when they were asked."""
    return band_of(person) if stream("band told", person.number).random() < ANSWERING else ""
