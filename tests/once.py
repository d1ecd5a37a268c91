"""What takes long is made once for all workers of a run: by the one that comes first, for the others in a file."""

from __future__ import annotations

import copyreg
import os
import pickle
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pytest
from filelock import FileLock

from copmetrics.units import Unit

__all__ = ["made_once", "place_of_all"]

Made = TypeVar("Made")


def place_of_all(places: pytest.TempPathFactory) -> Path:
    """The folder of this run that all its workers see."""
    own = places.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(place: Path, make: Callable[[], Made]) -> Made:
    """What `make` gives, which is kept in the file `place`; whoever comes later reads it there."""
    with FileLock(place.with_suffix(".lock")):
        if not place.exists():
            place.write_bytes(pickle.dumps(make()))
    return pickle.loads(place.read_bytes())


def _unit(unit: Unit) -> tuple[object, ...]:
    """A unit is known by being itself: one of ours is kept as its name."""
    for name, ours in vars(Unit).items():
        if ours is unit:
            return getattr, (Unit, name)
    return Unit, astuple(unit)


def _read_only(whole: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(whole)


copyreg.pickle(Unit, _unit)
copyreg.pickle(MappingProxyType, lambda proxy: (_read_only, (dict(proxy),)))
