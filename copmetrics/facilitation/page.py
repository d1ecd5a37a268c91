"""Monday's page as data: what to do today on top, then what each of it rests on."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.account import Account, Listing, Paragraph, Section
from copmetrics.facilitation.page_agenda import agenda_blocks, take_words
from copmetrics.facilitation.page_coming import bring_words, coming_section, next_words
from copmetrics.facilitation.page_content import links_section, unused_section
from copmetrics.facilitation.page_people import (
    ask_section,
    joiners_section,
    missing_section,
    no_list,
    outside_section,
    quiet_section,
)
from copmetrics.facilitation.page_slots import slots_section
from copmetrics.facilitation.page_worked import worked_section
from copmetrics.facilitation.time_slots import best, event_slots
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import (
    as_far_words,
    in_words,
    most_words,
    on_day,
    past_year_words,
)
from copmetrics.identity.directory import Certainty
from copmetrics.storage.plain_texts import plain_texts
from copmetrics.units import Unit, join_words

__all__ = ["KIND", "monday_account"]

KIND = "Monday's page"
TIED: Final = 2
"""So many links that were clicked alike are named."""
SECTIONS = (
    coming_section,
    worked_section,
    slots_section,
    joiners_section,
    ask_section,
    quiet_section,
    outside_section,
    missing_section,
    links_section,
    unused_section,
)


@plain_texts()
def monday_account(week: Week, *, stamp: str = "") -> Account:
    """Put Monday's page together; nobody is on it, neither by name nor by pseudonym."""
    return Account(
        community=week.community.settings.name,
        quarter=f"Week to {on_day(week.until, week)}",
        months=f"from {on_day(week.since, week)}",
        audience="facilitators",
        summary=_happened(week),
        sections=(
            _today(week),
            *(section(week) for section in SECTIONS),
            _rests_on(week),
        ),
        stamp=stamp,
        kind=KIND,
    )


def _happened(week: Week) -> str:
    """Say in a sentence or two what happened in these days."""
    span = f"Since {on_day(week.since, week)}"
    events = week.events[week.events["starts_at"] >= week.since]
    mailings = week.mailings["opened"]
    mailings = mailings[mailings["sent_at"] >= week.since]
    told = [
        Unit.EVENTS.of(len(events)) + " held" if len(events) else "no event in the exports",
        Unit.MAILINGS.of(len(mailings)) + " sent" if len(mailings) else "no mailing in the exports",
    ]
    if week.joiners.known:
        told.append(f"{Unit.PEOPLE.of(len(week.joiners.people))} joined the list")
    else:
        told.append("who joined is not known")
    return f"{span}: {', '.join(told)}."


def _today(week: Week) -> Section:
    items = (
        bring_words(week),
        next_words(week),
        _welcome(week),
        _ask(week),
        _write(week),
        _invite(week),
        take_words(week),
        _pass_on(week),
        _plan(week),
        _tell(week),
    )
    said = tuple(each for each in items if each)
    listing = Listing(
        "In this order, as far as ten minutes go", said, "The exports tell of nothing to do."
    )
    return Section("today", "Today", (listing, *agenda_blocks(week)))


def _welcome(week: Week) -> str:
    found = week.joiners
    if not found.known or found.people.empty:
        return ""
    why = f"; {found.gave_reason} of them said why they came" if found.gave_reason else ""
    return f"Welcome {Unit.PEOPLE.of(len(found.people))} who joined the list{why}."


def _ask(week: Week) -> str:
    count = len(week.to_ask)
    if not count:
        return ""
    if count == 1:
        return "Put a question to the one person listed who takes part often."
    return f"Put a question to one of the {Unit.PEOPLE.of(count)} listed who take part often."


def _write(week: Week) -> str:
    count = len(week.not_returned)
    if not count:
        return ""
    far = as_far_words(week)
    if count == 1:
        return f"Write to the one person who has not returned for a while{far}."
    return f"Write to a few of the {Unit.PEOPLE.of(count)} who have not returned for a while{far}."


def _invite(week: Week) -> str:
    """Tell whom to invite; who is known by name alone may be on the list under an address."""
    never = week.not_on_list[week.not_on_list["left_at"].isna()]
    by_name = int(never["certainty"].eq(Certainty.NAME).sum())
    sure, past = len(never) - by_name, past_year_words(week)
    said = []
    if sure:
        said += [
            f"Invite {Unit.PEOPLE.of(sure)} who came in the {past} and {'was' if sure == 1 else 'were'} "
            "never on the list."
        ]
    if by_name:
        said += [
            f"Look whether {Unit.PEOPLE.of(by_name)} who came in the {past}, known by name alone, may "
            "be on the list under an address, and invite whoever is not."
        ]
    return " ".join(said)


def _pass_on(week: Week) -> str:
    if week.links.empty or week.links["people"].iloc[0] < week.rules.few:
        return ""
    many = week.links["people"].iloc[0]
    most = list(week.links.loc[week.links["people"].eq(many), "link"])
    each, more = (" each", len(most) - TIED) if len(most) > 1 else ("", 0)
    named = join_words([*most[:TIED], *([f"{more} more"] if more > 0 else [])])
    return f"Pass on what was clicked most: {named} ({Unit.PEOPLE.of(many)}{each})."


def _plan(week: Week) -> str:
    found = best(event_slots(week.frames["events"], timezone=week.timezone, few=week.rules.few))
    if len(found) < 2:
        return ""
    return (
        f"Planning an event? Of the {len(found)} slots with {in_words(week.rules.few)} events or more, "
        f"{most_words(found)}."
    )


def _tell(week: Week) -> str:
    """Say who is to be told something: constituencies that have not heard for two quarters."""
    if not week.unheard:
        return ""
    named = join_words(
        [
            each.constituency
            if each.last_at is None
            else f"{each.constituency} (last on {on_day(each.last_at, week)})"
            for each in week.unheard
        ]
    )
    return f"Tell something to who has not heard for two quarters: {named}."


def _rests_on(week: Week) -> Section:
    """Say how far the exports reach: what is not in them is not known."""
    visits = week.frames["events"]["starts_at"].max()
    sent = week.frames["mailings"]["sent_at"].max()
    listed = week.community.coverage.exports["exported_at"].max()
    told = [
        _reach("event", visits, week),
        _reach("mailing", sent, week),
        f"The last date in the newest export of the mailing list is {on_day(listed, week)}."
        if pd.notna(listed)
        else f"{no_list(week)}.",
    ]
    words = " ".join(told)
    return Section(
        "rests-on",
        "How far the exports reach",
        (
            Paragraph(
                f"{words} What happened after these days, or is in no export, is not known here."
            ),
        ),
    )


def _reach(what: str, last: pd.Timestamp, week: Week) -> str:
    if pd.isna(last):
        return f"No {what} is in the exports."
    return f"The last {what} in the exports is of {on_day(last, week)}."
