"""What people do on a community's platform, as its log of deeds has it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Deed"]


class Deed(StrEnum):
    """What a line of a log tells of: anything else that somebody did there is a visit too."""

    LOG_IN = "log in"
    POST = "post"
    LOG_OUT = "log out"
    FAILED = "failed"
