"""Lakes of made-up communities: their tables are made at random, and packed without exports."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from copmetrics.evaluation.coverage import covered
from copmetrics.identity.names_in_text import KnownNames
from copmetrics.lake.description import FILE_NAME, described
from copmetrics.lake.hiding import Hiding
from copmetrics.lake.mark import LAKE_FILE
from copmetrics.lake.packed_tables import KEY, write_tables
from copmetrics.lake.packing import lake_mark
from copmetrics.schema import TABLES
from copmetrics.settings import Settings

NOBODY = KnownNames.of([])
BEGAN = pd.Timestamp("2024-04-01", tz="UTC")
LIST_OF = BEGAN + pd.Timedelta(days=170)


def made_up(seed: int, *, size: int = 12, held: int = 9) -> dict[str, pd.DataFrame]:
    """The tables of a community of a dozen people and nine events in half a year, a mailing a month."""
    dice = np.random.default_rng(seed)
    people = [f"p{seed:03}{each:02}" for each in range(size)]
    firms = dice.choice(["Saltby", "Castle Ings", "Elm Street"], len(people))

    def firm(each: int) -> str | None:
        return None if each == 3 else str(firms[each])

    starts = (
        BEGAN + pd.to_timedelta(np.sort(dice.integers(0, 180, held)), "D") + pd.Timedelta(hours=11)
    )
    events = pd.DataFrame(
        {
            "event": [f"e{at}" for at in range(held)],
            "title": [f"Huddle {at % 4}" for at in range(held)],
            "starts_at": starts,
            "time_known": True,
            "format": dice.choice(["online", "face-to-face", "webinar", None], held),
            "activity": dice.choice(["huddle", "visit"], held),
            "cancelled": dice.random(held) < 0.1,
            "host": people[0],
        }
    )
    rows = []
    for at, start in enumerate(starts):
        for each in np.flatnonzero(dice.random(size) < 0.5):
            joined = start + pd.Timedelta(minutes=int(dice.integers(0, 9)))
            rows.append(
                {
                    "event": f"e{at}",
                    "attendee": people[each],
                    "person": people[each],
                    "certainty": "address",
                    "organisation": firm(each),
                    "profession": "nurse" if each % 3 else None,
                    "role": "co-host" if each == 0 else None,
                    "status": str(dice.choice(["attended", "attended", "registered", "absent"])),
                    "registered": bool(dice.random() < 0.6),
                    "joined_at": joined,
                    "left_at": joined + pd.Timedelta(minutes=int(dice.integers(5, 70))),
                    "minutes": float(dice.integers(5, 70)) if dice.random() < 0.8 else None,
                    "source_file": f"zoom {at}.csv",
                    "source_row": len(rows) + 2,
                }
            )
        rows.append({**rows[-1], "left_out": "the same line twice"})
    sent = [BEGAN + pd.DateOffset(months=each, days=9) for each in range(6)]
    mailings = pd.DataFrame(
        {
            "mailing": [f"m{at}" for at in range(6)],
            "title": [f"Newsletter {at}" for at in range(6)],
            "sent_at": sent,
            "recipients": 12.0,
            "delivered": 12.0 - dice.integers(0, 3, 6),
            "unique_opens": 5.0 + dice.integers(0, 4, 6),
            "unique_clicks": 0.0 + dice.integers(0, 4, 6),
            "source_file": "campaigns.csv",
            "source_row": range(2, 8),
        }
    )
    activity = pd.DataFrame(
        [
            {
                "mailing": f"m{at}",
                "person": each,
                "action": str(dice.choice(["open", "click", "not_opened"])),
                "happened_at": when + pd.Timedelta(seconds=int(dice.integers(5, 9000))),
                "url": "https://example.org/card",
            }
            for at, when in enumerate(sent[:4])
            for each in people[:8]
        ]
    )
    members = pd.DataFrame(
        {
            "person": people,
            "audience": "list",
            "organisation": [firm(each) for each in range(size)],
            "joined_at": BEGAN - pd.to_timedelta(dice.integers(-90, 400, size), "D"),
        }
    )
    feedback = pd.DataFrame(
        {
            "event": [f"e{at}" for at in dice.integers(0, held, 6)],
            "rating": dice.integers(1, 6, 6).astype("float64"),
            "plus": "so glad that Asha Marker came",
            "source_file": "form.csv",
            "source_row": range(2, 8),
        }
    )
    targets = pd.DataFrame({"kind": ["organisation"], "name": ["SALTBY"]})
    agenda = pd.DataFrame(
        {
            "raised_at": [BEGAN + pd.DateOffset(months=each) for each in range(5)],
            "item": "what Asha Marker wants",
            "kind": ["question", "resource", None, "challenge", "question"],
            "topic": ["Nights", "Cards", None, "Nights", "Cards"],
            "taken_by": [None, "p1", None, "outreach leads", None],
            "status": ["open", "parked", "open", "done", "open"],
            "closed_at": [BEGAN + pd.DateOffset(months=5) if at == 3 else None for at in range(5)],
            "source_file": "agenda.csv",
            "source_row": range(2, 7),
        }
    )
    topics = pd.DataFrame(
        {
            "event": [f"e{at % held}" for at in range(held)],
            "topic": ["Nights" if at % 2 else "Cards" for at in range(held)],
        }
    )
    decided = ["open", "adopted", "done", "not_adopted"]
    recommendations = pd.DataFrame(
        {
            "raised_at": [BEGAN + pd.DateOffset(months=each) for each in range(4)],
            "recommendation": "ask Asha Marker",
            "topic": ["Nights", None, "Cards", "Nights"],
            "status": decided,
            "decided_at": [
                None if each == "open" else BEGAN + pd.DateOffset(months=5) for each in decided
            ],
            "source_file": "made.csv",
            "source_row": range(2, 6),
        }
    )
    outputs = pd.DataFrame(
        {
            "shared_at": [BEGAN + pd.DateOffset(months=each) for each in range(3)],
            "title": "the card of Asha Marker",
            "event": ["e0", None, "e0"],
            "kind": ["slides", "photograph", "document"],
            "place": "https://example.org/asha-marker",
            "shared_by": "SR1",
            "source_file": "outputs.csv",
            "source_row": range(2, 5),
        }
    )
    given = {
        "events": events,
        "attendance": pd.DataFrame(rows),
        "members": members,
        "mailings": mailings,
        "activity": activity,
        "feedback": feedback,
        "visits": pd.DataFrame(),
        "targets": targets,
        "agenda": agenda,
        "recommendations": recommendations,
        "outputs": outputs,
        "event_topics": topics,
        "link_topics": pd.DataFrame(),
        "first_heard": pd.DataFrame(),
        "organisation_sectors": pd.DataFrame(),
        "person_bands": pd.DataFrame(),
    }
    return {name: TABLES[name].check(TABLES[name].conform(each)) for name, each in given.items()}


def rules(seed: int) -> Settings:
    """The settings of a made-up community: each third has some of its own."""
    said = (
        {},
        {"calendar": "calendar", "minimum_minutes": 20, "return_days": 40},
        {"registrations_count_as_attendance": True, "participation": {"window_quarters": 2}},
    )
    return Settings.model_validate({"name": f"Community {seed}", **said[seed % 3]})


def begin(place: Path) -> Path:
    """An empty lake."""
    place.mkdir(parents=True)
    (place / LAKE_FILE).write_text(json.dumps(lake_mark()))
    return place


def pack_made_up(lake: Path, seed: int, **sizes: int) -> str:
    """Put a made-up community into a lake; the name that it has there."""
    name = f"made-{seed}"
    pack_tables(lake, name, made_up(seed, **sizes), rules(seed), secret=f"{seed:04x}")
    return name


def pack_tables(
    lake: Path,
    name: str,
    tables: dict[str, pd.DataFrame],
    settings: Settings,
    *,
    secret: str,
    list_of: pd.Timestamp = LIST_OF,
) -> None:
    """Put a community of these tables into a lake; one with the same secret shares its key."""
    exports = pd.DataFrame(
        {
            "export": ["audience.zip"],
            "audience": ["list"],
            "exported_at": [list_of],
            "complete": [True],
        }
    )
    hiding = Hiding(NOBODY, "ab")
    known = covered(tables, settings, exports)
    told = described(settings, known, hiding, whose=secret, state="", rounding=secret)
    folder = lake / f"{KEY}={name}"
    folder.mkdir()
    write_tables(tables, hiding, folder)
    (folder / FILE_NAME).write_text(told.written(), encoding="utf-8")
