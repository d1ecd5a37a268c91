"""What somebody may call a column of their own table that we call otherwise.

A name that is almost ours, the beginning of ours, or another word for it is asked about: what it says would
be unknown, unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from copmetrics.framework.alike_names import may_be

__all__ = ["called_otherwise"]

SHORTEST: Final = 3
"""A beginning of so many letters may stand for the whole: `org`, `left`."""
OTHER_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "action": frozenset({"event_type", "reaction"}),
    "attendee": frozenset({"participant", "user", "who"}),
    "cancelled": frozenset({"called_off"}),
    "closed_at": frozenset({"done_at", "finished_at"}),
    "delivered": frozenset({"successful_deliveries"}),
    "ends_at": frozenset({"finish", "finished_at", "until"}),
    "happened_at": frozenset({"clicked_at", "opened_at", "time", "timestamp"}),
    "host": frozenset({"organiser", "organizer"}),
    "joined_at": frozenset({"entered_at", "subscribed_at", "since", "opt_in_at", "optin_time"}),
    "left_at": frozenset(
        {"departed_at", "exit_at", "gone_at", "unsub_time", "unsubscribed", "unsubscribed_at"}
    ),
    "left_out": frozenset({"excluded", "ignored", "removed"}),
    "minutes": frozenset({"duration", "duration_minutes", "length", "mins", "time_in_session"}),
    "organisation": frozenset({"company", "employer", "institution", "organization", "trust"}),
    "person": frozenset(
        {"email", "email_address", "member", "member_id", "name", "participant", "user", "user_id"}
    ),
    "profession": frozenset({"discipline", "job", "job_title", "occupation"}),
    "rating": frozenset({"score", "stars"}),
    "recipients": frozenset({"emails_sent", "total_recipients"}),
    "registered": frozenset({"booked", "signed_up"}),
    "starts_at": frozenset({"begins_at", "date", "day", "when"}),
    "status": frozenset({"attended", "state"}),
    "url": frozenset({"link"}),
}
"""By our name: other words for the same that exports and people's own tables have."""


def called_otherwise(ours: str, others: Iterable[str]) -> str:
    """Return which of some names may stand for one of ours that is missing; empty if none does."""
    plain = {re.sub(r"[^a-z0-9]+", "_", each.lower()).strip("_"): each for each in others}
    near = may_be(ours, plain)
    begins = [each for each in plain if len(each) >= SHORTEST and ours.startswith(each)]
    known = [each for each in plain if each in OTHER_WORDS.get(ours, frozenset())]
    found = [*filter(None, [near]), *known, *begins]
    return plain[found[0]] if found else ""
