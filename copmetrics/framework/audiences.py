"""Who an account is for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["AUDIENCES", "Audience"]


class Audience(StrEnum):
    """Who an account is for."""

    SPONSORS = "sponsors"
    LEADERS = "leaders"
    MEMBERS = "members"
    PUBLIC = "public"


AUDIENCES: Final = tuple(Audience)
"""Every audience, in the order in which they are listed."""
