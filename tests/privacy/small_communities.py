"""Small communities made at random: two years of events, a list, mailings, registrations and ratings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from building import activity, attendance, community, events, feedback, mailings, members

from copmetrics.community.community import Community
from copmetrics.framework import learning_activities
from copmetrics.schema import ORGANISATION_SECTORS, PERSON_BANDS

__all__ = ["few_people", "small_community", "with_sectors", "without_mailings", "without_records"]

QUARTERS = pd.period_range("2024Q4", "2026Q3", freq="Q-DEC")
PROFESSIONS = ("nurse", "doctor", "physiotherapist", "pharmacist", None)
CLUSTERS = ("sharing", "formal", "visits")


@cache
def small_community(seed: int, *, secret: str = "0a", odd: bool = False) -> Community:
    """A community of 8 to 60 people; the same for the same seed.

    An `odd` one has also callers without a name, people known by their name alone, links that a
    scanner followed and opens by machines.
    """
    chance = np.random.default_rng(seed)
    people = [f"p{number}" for number in range(chance.integers(8, 60))]
    held, came, rated = _events(chance, people)
    spells = [_spell(chance, person) for person in people if chance.random() < 0.8]
    sent, done = _mailings(chance, spells)
    if odd:
        _add_oddities(np.random.default_rng(1000 + seed), came, sent, done)
    made = community(
        {
            "events": events(**held),
            "attendance": attendance(*came),
            "members": members(*spells),
            "mailings": mailings(*sent),
            "activity": activity(*done),
            "feedback": feedback(*rated),
        }
    )
    return replace(made, secret=secret)


def with_sectors(made: Community) -> Community:
    """The same community, its organisations of two sectors but one of them, most people's bands known."""
    organisations = sorted(set(made.tables["attendance"]["organisation"].dropna()))
    people = sorted(set(made.tables["attendance"]["person"].dropna()))
    sectors = [(name, f"s{place % 2}") for place, name in enumerate(organisations[1:])]
    bands = [(name, f"Band {5 + place % 3}") for place, name in enumerate(people) if place % 7]
    told = {
        "organisation_sectors": ORGANISATION_SECTORS.conform(
            pd.DataFrame(sectors, columns=["organisation", "sector"])
        ),
        "person_bands": PERSON_BANDS.conform(pd.DataFrame(bands, columns=["person", "band"])),
    }
    return replace(made, tables={**made.tables, **told})


def few_people(seed: int) -> Community:
    """The same community, had only four of its people ever been seen."""
    known = {f"p{number}" for number in range(4)}
    return _kept(seed, lambda rows: rows["person"].isin(known), "attendance", "members", "activity")


def without_mailings(seed: int) -> Community:
    """The same community, of which nobody exported a list or a mailing."""
    return _kept(seed, lambda rows: [False] * len(rows), "members", "mailings", "activity")


def without_records(seed: int) -> Community:
    """The same community, of whose events in every third quarter nobody has a list of who came."""
    starts = small_community(seed).events.set_index("event")["starts_at"].dt.tz_localize(None)
    unknown = starts[starts.dt.to_period("Q").isin(QUARTERS[1::3])].index
    return _kept(seed, lambda rows: ~rows["event"].isin(unknown), "attendance", "feedback")


def _kept(seed: int, keep: Callable[[pd.DataFrame], object], *tables: str) -> Community:
    """A small community with some rows of some of its tables."""
    whole = small_community(seed)
    kept = {name: whole.tables[name].loc[keep(whole.tables[name])] for name in tables}
    return replace(community({**whole.tables, **kept}), secret=whole.secret)


def _events(chance, people):
    keen = chance.beta(0.8, 2.5, len(people))
    held, came, rated = {}, [], []
    for quarter in QUARTERS:
        for number in range(chance.integers(1, 4)):
            name = f"e{quarter}{number}".lower()
            start = quarter.start_time + pd.Timedelta(days=int(chance.integers(0, 85)), hours=10)
            held[name] = {
                "starts_at": f"{start:%Y-%m-%d %H:%M}",
                **kind(str(chance.choice(CLUSTERS))),
                "format": "online",
            }
            for place, person in enumerate(people):
                there = chance.random() < keen[place]
                if not there and chance.random() > 0.15:
                    continue
                who = {
                    "event": name,
                    "person": person,
                    "organisation": f"o{place % 7}" if place % 5 else None,
                    "profession": PROFESSIONS[place % 5],
                    "registered": bool(chance.random() < 0.7) or not there,
                    "status": "attended" if there else "absent",
                }
                came.append(who)
                if there and chance.random() < 0.6:
                    rated.append((name, int(chance.choice([2, 3, 4, 5], p=[0.1, 0.1, 0.4, 0.4]))))
    return held, came, rated


def kind(cluster: str) -> dict[str, object]:
    """What is known of an event by its kind of activity."""
    ours = learning_activities.CLUSTERS[cluster]
    return {each: getattr(ours, each, cluster) for each in learning_activities.FACTS}


def _spell(chance, person):
    joined = QUARTERS[0].start_time + pd.Timedelta(days=int(chance.integers(-300, 720)))
    left = joined + pd.Timedelta(days=int(chance.integers(30, 900)))
    gone = chance.random() < 0.3 and left < pd.Timestamp("2026-09-01")
    number = int(person[1:])
    return {
        "person": person,
        "joined_at": f"{joined:%Y-%m-%d %H:%M}",
        "left_at": f"{left:%Y-%m-%d %H:%M}" if gone else None,
        "organisation": f"o{number % 7}" if number % 5 else None,
    }


def _mailings(chance, spells):
    sent, done = [], []
    for quarter in QUARTERS:
        for number in range(chance.integers(1, 3)):
            day = f"{quarter.start_time + pd.Timedelta(days=20 + 30 * number, hours=9):%Y-%m-%d %H:%M}"
            on_it = [
                each["person"]
                for each in spells
                if each["joined_at"] <= day and (each["left_at"] or "9") > day
            ]
            bounced = int(chance.random() < 0.4)
            opened = [each for each in on_it[bounced:] if chance.random() < 0.5]
            clicked = [each for each in opened if chance.random() < 0.4]
            name = f"m{quarter}{number}"
            sent.append(
                {
                    "mailing": name,
                    "sent_at": day,
                    "recipients": float(len(on_it)),
                    "delivered": float(len(on_it) - bounced),
                    "bounces": float(bounced),
                    "unique_opens": float(len(opened)),
                    "unique_clicks": float(len(clicked)),
                    "unsubscribes": float(chance.random() < 0.3),
                }
            )
            done += [(name, each, "opened" if each in opened else "not_opened") for each in on_it]
            late = f"{pd.Timestamp(day) + pd.Timedelta(hours=3):%Y-%m-%d %H:%M}"
            done += [(name, each, "click", late, "a") for each in clicked]
    return sent, done


def _add_oddities(chance, came, sent, done):
    """Add what makes numbers differ that are else the same."""
    for event in sorted({each["event"] for each in came}):
        callers = int(chance.integers(0, 3))
        came += [
            {"event": event, "person": None, "attendee": f"{event}{n}"} for n in range(callers)
        ]
    for each in came:
        if each["person"] and int(each["person"][1:]) % 6 == 0:
            each["certainty"] = "name"
    for mailing in sent:
        opens = mailing["unique_opens"]
        machines = min(float(chance.integers(0, 5)), mailing["delivered"] - opens)
        mailing["reported_opens"] = opens + machines
        clicked = [
            each[1] for each in done if each[:1] == (mailing["mailing"],) and "click" in each
        ]
        early = f"{pd.Timestamp(mailing['sent_at']) + pd.Timedelta(seconds=20):%Y-%m-%d %H:%M:%S}"
        for person in clicked[: int(chance.integers(0, 3))]:
            done[:] = [each for each in done if each[:3] != (mailing["mailing"], person, "click")]
            done += [(mailing["mailing"], person, "click", early, link) for link in "abc"]
