"""A community that several reports tell of one after the other: read once, as long as nothing in it changes.

Each report asks as if it were alone, and what it is given is what it would have read. What is worked out of
a community is kept with it, under a name that says for which quarter and profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from copmetrics.community.community import Community
from copmetrics.identity.community_key import key_there_is
from copmetrics.loading.folder_state import state_of

__all__ = ["once", "reading_once"]


@dataclass(frozen=True)
class _Read:
    """A community that was read: where, as of which day, and what the folder held."""

    told: str
    """The folder as it was told: pictures and the editor's words are looked for there."""
    place: Path
    as_of: str
    state: str
    key: bytes | None
    community: Community

    def is_of(self, told: str, as_of: str, state: str, key: bytes | None) -> bool:
        """Whether reading again would find the same."""
        asked = (told, Path(told).resolve(), as_of, state, key)
        return asked == (self.told, self.place, self.as_of, self.state, self.key)


_last: ContextVar[list[_Read] | None] = ContextVar("last community read", default=None)
"""The last one, where reports are made together; nothing where each is by itself."""


@contextmanager
def reading_once() -> Iterator[None]:
    """Until its end, keep the community that was read last for the report that comes next."""
    before = _last.set([])
    try:
        yield
    finally:
        _last.reset(before)


def once(folder: str, as_of: str, read: Callable[[], Community]) -> Community:
    """Return a community as it stood on a day: that of the report before, if it is the same in every byte.

    Today is that of the first of them, so that all accounts of one run tell of the same instant.
    """
    last, place = _last.get(), Path(folder)
    if last is None:
        return read()
    state, key = state_of(place), key_there_is(place)
    if last and state is not None and last[0].is_of(folder, as_of, state, key):
        return last[0].community
    last.clear()
    community, after = read(), key_there_is(place)
    if state is not None and state_of(place) == state and key in (None, after):
        last.append(_Read(folder, place.resolve(), as_of, state, after, community))
    return community
