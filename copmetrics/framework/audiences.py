"""Who an account is for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["AUDIENCES", "OF_ORGANISATION", "ORGANISATIONS", "Audience"]


class Audience(StrEnum):
    """Who an account is for."""

    SPONSORS = "sponsors"
    LEADERS = "leaders"
    MEMBERS = "members"
    PUBLIC = "public"


AUDIENCES: Final = tuple(Audience)
"""Every audience, in the order in which they are listed."""
ORGANISATIONS: Final = "organisations"
"""What all member organisations are called together: each has a page of its own."""
OF_ORGANISATION: Final = "organisation:"
"""What stands before the name of one of them."""
