"""A network of invented communities to look at: `python benchmarks/made_network.py PLACE [COUNT]`.

Each is a folder of exports as a community has them: events, a Zoom report an event, a mailing list, campaigns
and feedback, over two years. They are of 15 to 260 people, some meet more than others, and one in ten has
not exported the last quarter. The same seed makes the same network. Nobody in it is real.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

PLACES = (
    "Alder Bay", "Bramwick", "Castle Ings", "Dunmere", "Elm Street", "Fernholt", "Greywater", "Holm Park",
    "Ivel Vale", "Juniper Hill", "Kestrel Moor", "Larkfield", "Marsh End", "Northmoor", "Oakhanger",
    "Penwick", "Quarrydale", "Redmire", "Saltby", "Thornley",
)  # fmt: skip
KINDS = {
    "sharing": ("online", 1.0),
    "inquiries": ("online", 0.7),
    "visits": ("face to face", 0.35),
    "formal": ("online", 1.6),
    "negotiating": ("online", 0.8),
}
"""Kinds of activity, each with its format, and how many it draws beside others."""
ZOOM = "Name (original name),Email,Join time,Leave time,Duration (minutes),Recording Consent\n"
LIST = "Email Address,First Name,Last Name,MEMBER_RATING,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\n"
CAMPAIGNS = (
    "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Successful Deliveries,"
    "Total Bounces,Unique Opens,Total Opens,Unique Clicks,Total Clicks,Unsubscribes,Unique Id\n"
)
EVENTS = "event,title,starts,ends,format,activity,channel,host,cancelled\n"
BEGAN, QUARTERS = pd.Timestamp("2024-07-01"), 9


def make(place: Path, name: str, dice: np.random.Generator, *, lags: bool) -> None:
    """Make one community's folder."""
    size, pull = int(np.exp(dice.uniform(np.log(15), np.log(260)))), dice.uniform(0.12, 0.4)
    opens, clicks = dice.normal(0.42, 0.06), dice.normal(0.09, 0.025)
    people = [
        f"person{at}@{dice.choice(PLACES).lower().replace(' ', '-')}.example" for at in range(size)
    ]
    keen = dice.beta(0.8, 1.6, size)
    months = [BEGAN + pd.DateOffset(months=at) for at in range(3 * QUARTERS - (3 if lags else 0))]
    told, campaigns = [EVENTS], [CAMPAIGNS]
    for at, month in enumerate(months):
        days = dice.permutation(27)  # two of one day would be asked about
        for which in range(int(dice.integers(1, 3))):
            kind = str(dice.choice(list(KINDS)))
            format_, draws = KINDS[kind]
            day = f"{month + pd.Timedelta(days=int(days[which])):%Y-%m-%d}"
            told.append(
                f"e{at}-{which},{kind.title()} {at}-{which},{day} 13:00,{day} 14:00,{format_},{kind},,,\n"
            )
            came = [
                each
                for each, p in zip(people, keen, strict=True)
                if dice.random() < pull * draws * p * 2
            ]
            lines = (
                f"{each.split('@')[0]},{each},{day} 13:00:00,{day} 14:00:00,60,No\n"
                for each in came
            )
            if came:
                (place / f"zoom {at}-{which}.csv").write_text(ZOOM + "".join(lines))
        sent = size - int(dice.integers(0, 3))
        opened = int(dice.binomial(sent, np.clip(opens + dice.normal(0, 0.03), 0.1, 0.9)))
        clicked = min(opened, int(dice.binomial(sent, np.clip(clicks, 0.01, 0.5))))
        when = f"{month + pd.Timedelta(days=9):%b %d, %Y} 09:00 am"
        campaigns.append(
            f'News {at},News,List,"{when}",Monday,{size},{sent},{size - sent},{opened},{opened},'
            f"{clicked},{clicked},0,{name[:3]}{at:04}\n"
        )
    joined = "".join(
        f"{each},Person,{at},2,{BEGAN + pd.Timedelta(days=int(dice.integers(0, 500))):%Y-%m-%d} 10:00:00,"
        f"2026-10-0{1 if not lags else 2} 08:00:00,{at},{at}\n"
        for at, each in enumerate(people)
    )
    (place / "events.csv").write_text("".join(told))
    (place / "campaigns.csv").write_text("".join(campaigns))
    (place / "subscribed_members_export_2026_10_02.csv").write_text(LIST + joined)
    (place / "community.toml").write_text(f'name = "{name}"\n')


def main(place: Path, count: int) -> None:
    """Make so many communities."""
    for at, name in enumerate(PLACES[:count]):
        folder = place / name.lower().replace(" ", "-")
        folder.mkdir(parents=True)
        make(folder, name, np.random.default_rng(at), lags=at % 10 == 4)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("place", type=Path)
    words.add_argument("count", type=int, nargs="?", default=16)
    main(**vars(words.parse_args()))
