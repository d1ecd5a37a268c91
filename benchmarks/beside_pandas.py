"""The measures at many times the demo's size, beside plain pandas, and how their time grows."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from at_scale import EIGHT
from measured import measured
from same_numbers import assert_same
from scaled import write_nation, write_tables
from table import Line

__all__ = ["of_nation", "of_scale"]

WAYS = ("copmetrics", "pandas", "columns", "all")


def of_scale(repeat: int, *, sizes: Sequence[int] = (10, 100, 1000)) -> Iterator[Line]:
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
    """Return the median of what a way took."""
    command = [sys.executable, "benchmarks/at_scale.py", place, way, f"{place}/{way}.csv"]
    every = [json.loads(output) for output in measured(command, repeat=repeat).outputs]
    return {name: median(each[name] for each in every) for name in every[0]}


def _beside_pandas(sized: _Sized) -> Iterator[Line]:
    large = sized.times >= 1000
    memory = f"{sized.memory('copmetrics')} beside {sized.memory('pandas')}"
    eight = f"{sized.size}: eight measures ({memory}; {sized.compared} numbers the same)"
    aim = "<= 0.5, and 0.4 of its memory" if large else ""
    yield Line(eight, sized.whole("copmetrics"), "plain pandas", sized.whole("pandas"), aim)
    columns = f"pandas reading only the columns ({sized.memory('columns')})"
    yield Line(
        f"{sized.size}: the same", sized.whole("copmetrics"), columns, sized.whole("columns")
    )
    every = f"{sized.size}: all indicators ({sized.memory('all')})"
    aim = "<= 4" if large else ""
    yield Line(every, sized.whole("all"), "the eight", sized.whole("copmetrics"), aim)


def _beside_linear(sized: _Sized, before: _Sized) -> Iterator[Line]:
    """How the time grows: beside what it would be if it grew as the rows do."""
    factor = sized.times / before.times
    for name, way in (("eight measures", "copmetrics"), ("all indicators", "all")):
        beside = f"{factor:g} times what {before.times:,}x took"
        linear = factor * before.whole(way)
        yield Line(f"{sized.size}: {name}", sized.whole(way), beside, linear, "<= 1.0")


def of_nation(repeat: int, *, millions: Sequence[int] = (1, 50)) -> Iterator[Line]:
    """All indicators of one very large community, beside what they would take if they grew as the rows do."""
    took = {}
    for size in millions:
        with tempfile.TemporaryDirectory() as place:
            write_nation(Path(place), millions=size)
            took[size] = _at_scale(place, "all", repeat)
    few, many = (took[size] for size in millions)
    seconds = [each["loading"] + each["computing"] for each in (few, many)]
    what = f"{millions[1]} M actions, all indicators ({many['memory']:,.0f} MB)"
    times = millions[1] / millions[0]
    beside = f"{times:g} times what {millions[0]} M took ({few['memory']:,.0f} MB)"
    yield Line(what, seconds[1], beside, times * seconds[0], "<= 1.0, and 8 GB")
