"""What recipients do with a mailing, and the parts of a mailing list."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ContactPart", "EmailAction", "HowLeft"]


class EmailAction(StrEnum):
    """What somebody did with an email, or what became of it."""

    OPEN = "open"
    """One opening, with its time."""
    CLICK = "click"
    OPENED = "opened"
    """They opened it; how often and when is unknown."""
    NOT_OPENED = "not_opened"
    BOUNCED = "bounced"


class ContactPart(StrEnum):
    """Which part of a mailing list a contact is in; only the subscribed are members."""

    SUBSCRIBED = "subscribed"
    NONSUBSCRIBED = "nonsubscribed"
    """They never opted in: they bought a ticket, say."""
    UNSUBSCRIBED = "unsubscribed"
    CLEANED = "cleaned"
    """Their address bounced until the vendor took it off."""
    ARCHIVED = "archived"
    """Whoever keeps the list took them off it."""


class HowLeft(StrEnum):
    """How somebody left a mailing list; keys, not what is shown."""

    UNSUBSCRIBED = "unsubscribed"
    CLEANED = "cleaned"
    """Their address bounced until the vendor took it off."""
    MISSING = "missing"
    """They are in no newer export: archived or deleted, which few exports say."""
