"""What a community keeper asks of how people take part, answered in a sentence each."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import (
    Listing,
)
from copmetrics.accounts.few_people import in_people
from copmetrics.accounts.quarter_figures import InsideFigures
from copmetrics.accounts.wanted import recognition_words, silent_words
from copmetrics.evaluation.participation import (
    connected_share,
    pairs_together,
)
from copmetrics.framework.basis import Basis
from copmetrics.quarters import label
from copmetrics.units import Unit, capitalised, show

__all__ = ["answers"]

LARGE = "Broadcasts and events of more than {} people are left out."
MEETING = "Being at the same event is an opportunity to meet, not a relationship."


def answers(facts: InsideFigures) -> Listing:
    """Answer in a sentence each what a community keeper asks."""
    said = (
        _second(facts),
        _way_in(facts),
        _hosting(facts),
        silent_words(facts),
        recognition_words(facts),
        _mixing(facts),
        _absent(facts),
        _reached(facts),
        _both_ways(facts),
        _on_platform(facts),
        _meeting(facts),
    )
    return Listing("What else is known", tuple(each for each in said if each))


def _second(facts: InsideFigures) -> str:
    """Newcomers of the last quarter whose second events can be known."""
    for quarter in reversed(facts.recent):
        rate, days = (
            facts.value(each, quarter) for each in ("second_event_rate", "days_to_second_event")
        )
        if rate is not None:
            later = "to a second event in that quarter or the two after"
            few = in_people(
                facts.by_key[quarter, "second_event_rate"],
                _new_in(quarter),
                f"came {later}",
                f"did not come {later}",
            )
            if few:
                return f"{capitalised(few)}."
            after = f", half of them within {Unit.DAYS.of(days)}" if days is not None else ""
            return f"Of those who were new in {label(quarter)}, {show(rate, Unit.SHARE)} came {later}{after}."
    return ""


def _way_in(facts: InsideFigures) -> str:
    """How new people find their way in: whom they met at their first event, and with whom they came."""
    core, colleague = (
        facts.value(each) for each in ("first_contact_with_core", "came_with_colleague")
    )
    if core is None:
        return ""
    first = "of the core at their first event"
    met = in_people(
        facts.by_key[facts.quarter, "first_contact_with_core"],
        _new_in(facts.quarter),
        f"met somebody {first}",
        f"met nobody {first}",
    ) or (
        f"of those who were new in {label(facts.quarter)}, {show(core, Unit.SHARE)} met somebody {first}"
    )
    beside = f"; {_with_colleague(facts, colleague)}" if colleague is not None else ""
    return f"{capitalised(met)}{beside}."


def _with_colleague(facts: InsideFigures, share: float) -> str:
    with_one = "with a colleague"
    return (
        in_people(
            facts.by_key[facts.quarter, "came_with_colleague"],
            ("of them whose organisation is known", "of them whose organisation is known"),
            f"came {with_one}",
            f"did not come {with_one}",
        )
        or f"{show(share, Unit.SHARE)} of those whose organisation is known came {with_one}"
    )


def _new_in(quarter: pd.Period) -> tuple[str, str]:
    return (f"who was new in {label(quarter)}", f"who were new in {label(quarter)}")


def _hosting(facts: InsideFigures) -> str:
    hosts, half = facts.value("hosts"), facts.value("hosts_for_half")
    if hosts is None or half is None:
        return ""
    if hosts == 1:
        return "1 person hosted in the year."
    return (
        f"{Unit.PEOPLE.of(hosts).capitalize()} hosted in the year, and {show(half, Unit.PEOPLE)} of "
        "them did half of it."
    )


def _mixing(facts: InsideFigures) -> str:
    """Say how organisations mix, of the people whose organisation is known.

    Of one event chance would make what is there: those who came to it are all who could be dealt out.
    """
    organisations = facts.value("organisations_per_event")
    share, chance = (
        facts.value(each) for each in ("cross_organisation_share", "cross_organisation_expected")
    )
    if organisations is None or share is None or chance is None:
        return ""
    of_one = facts.value("events") == 1
    brought = (
        f"The one event brought {show(organisations, Unit.COUNT)} known "
        f"{'organisation' if organisations == 1 else 'organisations'} together"
        if of_one
        else f"The median event brought {show(organisations, Unit.DECIMAL)} known organisations together"
    )
    pairs = "of people of known organisations at an event"
    if not share and not chance:
        by_chance = "" if of_one else ", and by chance none would"
        return f"{brought}; no pair {pairs} came from two{by_chance}."
    by_chance = "" if of_one else f", where chance would make {show(chance, Unit.PAIR_SHARE)}"
    return (
        f"{brought}; {show(share, Unit.PAIR_SHARE)} of the pairs {pairs} came from two{by_chance}."
    )


def _absent(facts: InsideFigures) -> str:
    came, unlisted = facts.value("members_attending"), facts.value("attendees_not_on_list")
    absent = facts.value("organisations_absent")
    if came is None or unlisted is None or absent is None:
        return ""
    nobody = (
        f"from {Unit.ORGANISATIONS.of(absent)} on the list nobody is known to have come"
        if absent
        else "from every organisation on the list somebody came"
    )
    listed = facts.by_key[facts.quarter, "members_attending"]
    few = in_people(listed, ("on the mailing list",) * 2, "came", "did not come")
    share = capitalised(few) or f"{show(came, Unit.SHARE)} of the people on the mailing list came"
    return (
        f"{share}; {Unit.PEOPLE.of(unlisted)} who came {'is' if unlisted == 1 else 'are'} not on it; "
        f"{nobody}."
    )


def _reached(facts: InsideFigures) -> str:
    row = facts.by_key.get((facts.quarter, "targets_reached"))
    if row is None or pd.isna(row["value"]):
        return ""
    of = f"{show(row['numerator'], Unit.COUNT)} of {show(row['denominator'], Unit.COUNT)}"
    are = "is" if row["numerator"] == 1 else "are"
    return (
        f"Of the organisations and professions that the community wants to reach, {of} {are} known to have "
        "come."
    )


def _both_ways(facts: InsideFigures) -> str:
    """Say of whom the share is: of other events it is not known whether they were online or face to face."""
    rate = facts.value("both_ways_rate")
    if rate is None:
        return ""
    row = facts.by_key[facts.quarter, "both_ways_rate"]
    known = "in the year to an event known to be online or face to face"
    rests = f" ({row['note']})" if row["note"] else ""
    few = in_people(row, (f"who came {known}",) * 2, "came to both kinds", "came to one kind only")
    least = facts.hedge("both_ways_rate")
    return (
        f"Of {Unit.PEOPLE.of(row['denominator'])} who came {known}, {least}{show(rate, Unit.SHARE)} came "
        f"to both kinds{rests}."
        if not few
        else f"{capitalised(few)}{rests}."
    )


def _on_platform(facts: InsideFigures) -> str:
    """Who visited the community's platform; nothing where no export tells of one."""
    visited, often, posted = (
        facts.value(each)
        for each in ("active_on_platform", "logged_in_fortnightly", "posted_on_platform")
    )
    if visited is None:
        return ""
    told = f"{Unit.PEOPLE.of(visited).capitalize()} visited the community's platform"
    if often is not None:
        told += f", {show(often, Unit.PEOPLE)} of them in every fortnight"
    return told + (f"; {Unit.PEOPLE.of(posted)} posted there." if posted is not None else ".")


def _meeting(facts: InsideFigures) -> str:
    pairs, new = facts.value("pairs_together"), facts.value("new_pairs")
    here = pairs_together(facts.community.facts("quarter_pairs"), pd.PeriodIndex([facts.quarter]))
    connected = connected_share(here)
    if not pairs or new is None or connected is None:
        return ""
    estimate = facts.by_key[facts.quarter, "new_pairs"]["basis"] == Basis.ESTIMATE
    as_far = ", as far as the records tell" if estimate else ""
    return (
        f"{Unit.PAIRS.of(pairs)} of people {'was' if pairs == 1 else 'were'} at the same event, "
        f"{show(new, Unit.PAIRS)} of them for "
        f"the first time{as_far}; "
        f"{show(connected, Unit.PART)} of the people in these pairs are linked through them. "
        f"{LARGE.format(facts.community.settings.participation.largest_meeting)} "
        f"{MEETING}"
    )
