"""Which event a title stands for, and what is said where it stands for several."""

from __future__ import annotations

from building import events

from copmetrics.value.known_events import ADVICE, KnownEvents


def said_of(title: str) -> str:
    hours = events(
        may={"starts_at": "2024-05-14 13:00", "title": "Learning hour"},
        june={"starts_at": "2024-06-11 13:00", "title": "Learning hour"},
        study={"starts_at": "2024-06-18 13:00", "title": "Study day"},
    )
    row = {"event": title, "source_file": "agenda.csv", "source_row": 2}
    return str(KnownEvents.of(hours).unknown(row, f"{ADVICE}."))


def test_a_title_of_several_events_is_not_said_to_be_unknown():
    where = "agenda.csv, row 2, column 'Event': "
    advice = "Write its short name as the list of events has it."
    assert said_of("learning hour") == (
        f"{where}'learning hour' is not the title of one event, but of 2 (may, june). {advice}"
    )
    assert said_of("lerning hour") == (
        f"{where}'lerning hour' is not an event that is known. {advice}"
    )
