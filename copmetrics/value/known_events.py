"""Which event somebody means who writes its short name, or its title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, nearest

__all__ = ["ADVICE", "KnownEvents"]

ADVICE: Final = "Write its short name as the list of events has it"


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
        """Return the error of a row that names no event: `event`, where it stands, and what to do."""
        said = str(row["event"])
        return CellError(
            str(row["source_file"]),
            row=int(str(row["source_row"])),
            column="Event",
            value=said,
            expected="an event that is known",
            advice=f"{nearest(said, self.names)}{advice}",
        )


def _called(events: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """Return the events that each word of a column is of."""
    called: dict[str, list[str]] = {}
    known = events[events[column].notna()]
    for event, name in zip(known["event"], known[column].str.casefold(), strict=True):
        called.setdefault(name, []).append(event)
    return called
