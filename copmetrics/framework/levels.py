"""How much somebody takes part in a community: the levels of participation."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Level"]


class Level(StrEnum):
    """How much somebody takes part, from the innermost to the outermost."""

    CORE = "core"
    ACTIVE = "active"
    OCCASIONAL = "occasional"
    PERIPHERAL = "peripheral"
    QUIET = "quiet"
    """Peripheral or dormant, and no export tells which."""
    DORMANT = "dormant"
    TRANSACTIONAL = "transactional"
