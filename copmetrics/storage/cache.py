"""The cache: pieces by name in a folder of the user's own, the least recently used of which go first.

It is never needed: what it cannot read or write is worked out again, and nobody hears of it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import replace_bytes, writing

__all__ = ["OFF", "VARIABLE", "Cache", "is_cache_on", "users_cache"]

VARIABLE: Final = "COPMETRICS_CACHE"
"""The environment variable that says where it is."""
OFF: Final = "off"
LARGEST: Final = 512_000_000
"""So many bytes all pieces have together."""
MOST: Final = 24
"""So many pieces are kept of one community."""
LONGEST: Final = 90 * 24 * 60 * 60
"""A piece that nobody used for so many seconds goes."""
ENDING: Final = ".kept"
ALONE, ALONE_IN = 0o600, 0o700
"""Only whoever made a piece may read it, and open its folder."""


@dataclass(frozen=True)
class Cache:
    """Pieces, each in a file `<owner>-<name>.kept`; without a place there are none, and none is kept."""

    place: Path | None

    def get(self, owner: str, name: str) -> bytes | None:
        """Return a piece; nothing if there is none that can be read."""
        if self.place is None:
            return None
        path = self._path(self.place, owner, name)
        try:
            piece = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # somebody else's, or a disk that may only be read
            os.utime(path)
        return piece

    def put(self, owner: str, name: str, piece: bytes) -> None:
        """Keep a piece, if it can be written, and let go what is too much with it."""
        if self.place is None or len(piece) > LARGEST:
            return
        with suppress(OSError):
            self.place.mkdir(mode=ALONE_IN, parents=True, exist_ok=True)
            self.place.chmod(ALONE_IN)
            replace_bytes(self._path(self.place, owner, name), piece, mode=ALONE)
        self._make_room(owner)

    def drop(self, owner: str, name: str) -> None:
        """Let a piece go, if it is there."""
        if self.place is not None:
            with suppress(OSError):
                self._path(self.place, owner, name).unlink()

    def clear(self) -> int:
        """Let every piece go, and return how many there were. One that cannot go is an error."""
        pieces = self._pieces()
        for path in pieces:
            with writing(path):
                path.unlink(missing_ok=True)
        return len(pieces)

    def sizes(self) -> list[int]:
        """Return how many bytes each piece has."""
        return [size for _, size, _ in self._by_use()]

    @staticmethod
    def _path(place: Path, owner: str, name: str) -> Path:
        return place / f"{owner}-{name}{ENDING}"

    def _pieces(self) -> list[Path]:
        return [] if self.place is None else sorted(self.place.glob(f"*{ENDING}"))

    def _by_use(self) -> list[tuple[float, int, Path]]:
        """Return when each piece was used last, how large it is and where, the newest first."""
        return sorted(self._told(), reverse=True)

    def _told(self) -> Iterator[tuple[float, int, Path]]:
        for path in self._pieces():
            with suppress(OSError):  # another run let it go
                told = path.stat()
                yield told.st_mtime, told.st_size, path

    def _make_room(self, owner: str) -> None:
        """Let go what nobody used for long, and the least recently used of what is too much."""
        together = own = 0
        for used, size, path in self._by_use():
            together += size
            own += path.name.startswith(f"{owner}-")
            many = own > MOST and path.name.startswith(f"{owner}-")
            if together > LARGEST or many or used < time.time() - LONGEST:
                with suppress(OSError):
                    path.unlink()


def is_cache_on() -> bool:
    """Whether anything is kept."""
    return os.environ.get(VARIABLE, "").casefold() != OFF


def users_cache() -> Cache:
    """Return the cache of whoever runs this: in their cache folder, or where `COPMETRICS_CACHE` says."""
    if not is_cache_on():
        return Cache(None)
    said = os.environ.get(VARIABLE, "")
    if said:
        return Cache(Path(said))
    from platformdirs import user_cache_path  # late: nobody needs it who says where

    place = user_cache_path("copmetrics", appauthor=False)
    return Cache(place if place.is_absolute() else None)  # a service may have no home
