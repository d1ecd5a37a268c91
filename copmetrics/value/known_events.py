"""Which event somebody means who writes its short name, or its title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, nearest

__all__ = ["ADVICE", "KnownEvents"]

ADVICE: Final = "Write its short name as the list of events has it"
SHOWN: Final = 3
"""So many short names are shown of events of one title."""


@dataclass(frozen=True)
class KnownEvents:
    """The events of a community, by short name and by title, whatever the case of the letters."""

    names: tuple[str, ...]
    by_name: Mapping[str, list[str]]
    by_title: Mapping[str, list[str]]

    @classmethod
    def of(cls, events: pd.DataFrame) -> KnownEvents:
        """Take events as tables have them: `event` and `title`."""
        return cls(
            tuple(events["event"].tolist()), _called(events, "event"), _called(events, "title")
        )

    def find(self, said: str) -> str | None:
        """Return the event of that short name, else the one that alone has that title."""
        plain = said.strip().casefold()
        found = self.by_name.get(plain) or self.by_title.get(plain, [])
        return found[0] if len(found) == 1 else None

    def unknown(self, row: Mapping[str, object], advice: str) -> CellError:
        """Return the error of a row that names no event, or a title of several: what to do."""
        said = str(row["event"])
        several = self.by_title.get(said.strip().casefold(), [])
        if len(several) > 1:
            examples = ", ".join(several[:SHOWN]) + (", …" if len(several) > SHOWN else "")
            expected = f"the title of one event, but of {len(several)} ({examples})"
            return self._error(row, expected, advice)
        return self._error(row, "an event that is known", f"{nearest(said, self.names)}{advice}")

    @staticmethod
    def _error(row: Mapping[str, object], expected: str, advice: str) -> CellError:
        return CellError.of_row(
            row,
            column="Event",
            value=str(row["event"]),
            expected=expected,
            advice=advice,
        )


def _called(events: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """Return the events that each word of a column is of."""
    called: dict[str, list[str]] = {}
    known = events[events[column].notna()]
    for event, name in zip(known["event"], known[column].str.casefold(), strict=True):
        called.setdefault(name, []).append(event)
    return called
