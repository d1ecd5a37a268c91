"""The measures at many times the demo's size, beside plain pandas, and how their time grows."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from at_scale import EIGHT
from measured import measured
from same_numbers import assert_same
from scaled import write_tables
from table import Line

__all__ = ["of_scale"]

WAYS = ("copmetrics", "pandas", "all")


def of_scale(repeat: int, sizes: Sequence[int]) -> Iterator[Line]:
    """Loading and the eight measures, and all of them, beside plain pandas; the numbers are compared."""
    before: _Sized | None = None
    for times in sorted(sizes):
        sized = _sized(times, repeat)
        yield from _beside_pandas(sized)
        if before is not None:
            yield from _beside_linear(sized, before)
        before = sized


@dataclass(frozen=True)
class _Sized:
    """What each way took of a community so many times the demo: seconds, and megabytes at most."""

    times: int
    rows: int
    took: Mapping[str, Mapping[str, float]]
    compared: int
    """How many numbers of the two ways were seen to be the same."""

    @property
    def size(self) -> str:
        """Say how large it is."""
        return f"{self.times:,}x ({self.rows:,} rows)"

    def whole(self, way: str) -> float:
        """Return the seconds of loading and computing together."""
        return self.took[way]["loading"] + self.took[way]["computing"]

    def memory(self, way: str) -> str:
        """Say the most memory that a way came to need."""
        return f"{self.took[way]['memory']:,.0f} MB"


def _sized(times: int, repeat: int) -> _Sized:
    with tempfile.TemporaryDirectory() as place:
        rows = sum(write_tables(Path(place), times=times).values())
        took = {way: _at_scale(place, way, repeat) for way in WAYS}
        return _Sized(times, rows, took, assert_same(Path(place), indicators=EIGHT))


def _at_scale(place: str, way: str, repeat: int) -> dict[str, float]:
    command = [sys.executable, "benchmarks/at_scale.py", place, way, f"{place}/{way}.csv"]
    every = [json.loads(output) for output in measured(command, repeat=repeat).outputs]
    return dict(min(every, key=lambda took: took["loading"] + took["computing"]))


def _beside_pandas(sized: _Sized) -> Iterator[Line]:
    ours, theirs = sized.took["copmetrics"], sized.took["pandas"]
    memory = f"{sized.memory('copmetrics')} beside {sized.memory('pandas')}"
    eight = f"{sized.size}: eight measures ({memory}; {sized.compared} numbers the same)"
    every = f"{sized.size}: all indicators ({sized.memory('all')})"
    pandas, part = "plain pandas, the eight", "of that, computing"
    aim = "< 1.0" if sized.times >= 1000 else ""
    yield Line(eight, sized.whole("copmetrics"), pandas, sized.whole("pandas"), aim)
    yield Line(f"{sized.size}: {part}", ours["computing"], part, theirs["computing"])
    yield Line(every, sized.whole("all"), pandas, sized.whole("pandas"))


def _beside_linear(sized: _Sized, before: _Sized) -> Iterator[Line]:
    """How the time grows: beside what it would be if it grew as the rows do."""
    factor = sized.times / before.times
    for name, way in (("eight measures", "copmetrics"), ("all indicators", "all")):
        beside = f"{factor:g} times what {before.times:,}x took"
        linear = factor * before.whole(way)
        yield Line(f"{sized.size}: {name}", sized.whole(way), beside, linear, "<= 1.0")
