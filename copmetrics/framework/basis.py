"""How sure a value is."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Basis"]


class Basis(StrEnum):
    """How sure a value is."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    SO_FAR = "so_far"
    LOWER_BOUND = "lower_bound"
    UNKNOWN = "unknown"
