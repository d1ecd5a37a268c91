"""What is worked out when it is first asked for: whoever needs none of it does not wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from copmetrics.storage.plain_texts import plain_texts

__all__ = ["WhenAsked"]

Key = TypeVar("Key")
Value = TypeVar("Value", covariant=True)


class WhenAsked(Mapping[Key, Value]):
    """A mapping that is worked out, all of it, when anything of it is first asked for."""

    def __init__(self, work_out: Callable[[], Mapping[Key, Value]]) -> None:
        """Keep what works it out; nothing is asked yet."""
        self._work_out = work_out

    def __getitem__(self, key: Key) -> Value:
        """Return what stands under a key; raises `KeyError` where nothing does."""
        return self._found[key]

    def __iter__(self) -> Iterator[Key]:
        """Go through the keys."""
        return iter(self._found)

    def __len__(self) -> int:
        """Say how many there are."""
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[Key, Value]:
        with plain_texts():
            return self._work_out()
