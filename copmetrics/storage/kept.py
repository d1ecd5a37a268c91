"""What is kept of a community's folder in one state: tables by what they are, sealed by its own key."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copmetrics.storage.cache import Cache

if TYPE_CHECKING:  # late: what was said before is said again without pandas
    import pandas as pd
    import pyarrow as pa

__all__ = ["Kept"]


@dataclass(frozen=True)
class Kept:
    """The pieces of one state of one folder: another state, program or key has others."""

    cache: Cache
    key: bytes = field(repr=False)
    """It follows from the community's key, and seals what is kept."""
    state: str
    """What the files, and the program that reads them, are."""

    def get(self, what: str) -> dict[str, pd.DataFrame] | None:
        """Return the frames that were kept under a name; nothing if they are not there, or not whole."""
        tables = self.tables(what)
        if tables is None:
            return None
        from copmetrics.storage.parquet_tables import frame_of

        return {name: frame_of(table) for name, table in tables.items()}

    def has(self, what: str) -> bool:
        """Whether anything is kept under a name."""
        return self.cache.get(self._owner, self._name(what)) is not None

    def put(self, what: str, frames: Mapping[str, pd.DataFrame]) -> None:
        """Keep frames under a name; what Parquet cannot hold, a text that is no Unicode, is not kept."""
        if self.cache.place is None:
            return
        from copmetrics.storage.parquet_tables import table_of

        with suppress(ValueError):
            self.put_tables(what, {name: table_of(frame) for name, frame in frames.items()})

    def tables(self, what: str) -> dict[str, pa.Table] | None:
        """Return the tables that were kept under a name, as Arrow's."""
        piece = self.cache.get(self._owner, self._name(what))
        if piece is None:
            return None
        from copmetrics.storage.sealing import (
            unsealed,
        )  # late: where nothing is kept, it is not needed

        return unsealed(piece, self.key, self._name(what))

    def put_tables(self, what: str, tables: Mapping[str, pa.Table]) -> None:
        """Keep tables of Arrow's under a name."""
        with suppress(ImportError):  # an Arrow without encryption
            from copmetrics.storage.sealing import sealed

            piece = sealed(tables, self.key, self._name(what))
            self.cache.put(self._owner, self._name(what), piece)

    @property
    def _owner(self) -> str:
        return self._digest("whose")

    def _name(self, what: str) -> str:
        return self._digest(f"{what}\n{self.state}")

    def _digest(self, text: str) -> str:
        """Return a digest under the key: nobody can try guesses against it."""
        return hmac.digest(self.key, text.encode(), "sha256").hex()[:32]
