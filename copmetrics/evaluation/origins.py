"""Where those who came are from: of whom nobody knows the organisation or the profession, quarter by quarter.

Such a person may be of an organisation that is said to be absent, or of a profession that is to be reached.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from copmetrics.engine.workspace import Workspace

__all__ = ["Origins"]


class Origins:
    """What is known of where people are from; each question is asked of the engine once."""

    def __init__(self, space: Workspace) -> None:
        """Take what will be asked."""
        self._space = space

    def unknown(self, quarter: pd.Period, kind: str) -> bool:
        """Whether somebody came whose `organisation`, or `profession`, is not known."""
        return (quarter.ordinal, kind) in self._unknown

    def missed(self, quarter: pd.Period) -> list[str]:
        """Return of which kinds some that are to be reached did not come, and of somebody it is not known."""
        return [
            kind
            for at, kind in self._missed
            if at == quarter.ordinal and (at, kind) in self._unknown
        ]

    @cached_property
    def _unknown(self) -> frozenset[tuple[int, str]]:
        told = self._space.ask(
            "select quarter, count(*) - count(organisation) as organisation, "
            "count(*) - count(profession) as profession from event_people group by quarter"
        )
        unknown = told.melt(id_vars="quarter").query("value > 0")
        return frozenset(zip(unknown["quarter"].astype(int), unknown["variable"], strict=True))

    @cached_property
    def _missed(self) -> list[tuple[int, str]]:
        told = self._space.ask(
            "select quarter, kind from target_reach where attended = 0 group by quarter, kind"
        )
        return sorted(zip(told["quarter"].astype(int), told["kind"], strict=True))
