"""The words of a community's learning agenda: what an item is, and how far it has come."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["AgendaStatus", "ItemKind"]


class ItemKind(StrEnum):
    """What an item of the learning agenda is."""

    QUESTION = "question"
    CHALLENGE = "challenge"
    OPPORTUNITY = "opportunity"
    RESOURCE = "resource"


class AgendaStatus(StrEnum):
    """How far an item of the learning agenda has come."""

    PARKED = "parked"
    DONE = "done"
    OPEN = "open"
