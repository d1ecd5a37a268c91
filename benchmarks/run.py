"""How fast copmetrics is, each figure beside what a user would do instead, in the same run.

    uv run python benchmarks/run.py
    uv run python benchmarks/run.py --only scale --sizes 10,100

The figures of one machine say little; the ratios say more. README.md has those of ours.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import pandas as pd
from at_scale import EIGHT
from measured import measured
from scaled import AS_OF, DEMO, write_tables

PYTHON = sys.executable
BIN = Path(sys.executable).parent
DAY = f"{AS_OF:%Y-%m-%d}"


@dataclass(frozen=True)
class Line:
    """One line of the table: what was done, ours, what it is beside, theirs, and what we aim at."""

    what: str
    ours: float
    beside: str
    theirs: float
    aim: str

    def __str__(self) -> str:
        """Write the line as Markdown."""
        ratio = self.ours / self.theirs
        return (
            f"| {self.what} | {self.ours:.2f} s | {self.beside} | {self.theirs:.2f} s "
            f"| {ratio:.2f} | {self.aim} |"
        )


def of_report(repeat: int) -> Iterator[Line]:
    """The demo's report beside the same notebook run by papermill's and nbconvert's commands."""
    with tempfile.TemporaryDirectory() as place:
        ours = measured(
            [str(BIN / "copmetrics"), "report", str(DEMO), "--as-of", DAY, "--out", place],
            repeat=repeat,
        )
        executed = f"{place}/by-hand.ipynb"
        parameters = {"folder": str(DEMO), "quarter": "latest", "as_of": DAY}
        told = [part for name, value in parameters.items() for part in ("-p", name, value)]
        notebook = "notebooks/quarterly.ipynb"
        run = measured([str(BIN / "papermill"), notebook, executed, *told], repeat=repeat)
        page = measured(
            [str(BIN / "jupyter"), "nbconvert", "--to", "html", executed], repeat=repeat
        )
    theirs = run.seconds + page.seconds
    yield Line("demo report, four formats", ours.seconds,
               "`papermill`, then `jupyter nbconvert`: HTML only", theirs, "< 1.0")  # fmt: skip


def of_scale(repeat: int, sizes: list[int]) -> Iterator[Line]:
    """Loading and the eight measures, and all of them, beside plain pandas; the numbers are compared."""
    before: dict[str, tuple[int, float]] = {}
    for times in sizes:
        with tempfile.TemporaryDirectory() as place:
            rows = write_tables(Path(place), times=times)
            ours = _at_scale(place, "copmetrics", repeat)
            theirs = _at_scale(place, "pandas", repeat)
            every = _at_scale(place, "all", repeat)
            _assert_same(Path(place))
        size = f"{times:,}x ({sum(rows.values()):,} rows)"
        pandas = "plain pandas, the eight"
        memory = f"{ours['memory']:,.0f} MB beside {theirs['memory']:,.0f} MB"
        aim = "< 1.0" if times == 1000 else ""
        yield Line(f"{size}: eight measures ({memory})", _whole(ours), pandas, _whole(theirs), aim)
        yield Line(f"{size}: all indicators", _whole(every), pandas, _whole(theirs), "")
        for name, took in (("eight measures", ours), ("all indicators", every)):
            if name in before:
                less, seconds = before[name]
                linear = seconds * times / less
                yield Line(f"{size}: {name}", _whole(took), f"{times // less} times what {less:,}x took",
                           linear, "<= 1.0")  # fmt: skip
            before[name] = (times, _whole(took))


def of_start(repeat: int) -> Iterator[Line]:
    """What a user waits for before anything happens."""
    ours = measured([PYTHON, "-c", "import copmetrics"], repeat=repeat)
    theirs = measured([PYTHON, "-c", "import pandas"], repeat=repeat)
    yield Line("`import copmetrics`", ours.seconds, "`import pandas`", theirs.seconds, "< 0.3 s")
    ours = measured([str(BIN / "copmetrics"), "check", str(DEMO)], repeat=repeat)
    theirs = measured([PYTHON, "benchmarks/open_exports.py", str(DEMO)], repeat=repeat)
    yield Line("`copmetrics check`, demo", ours.seconds, "pandas opening the same files, no more",
               theirs.seconds, "< 1.5 s")  # fmt: skip


def _at_scale(place: str, way: str, repeat: int) -> dict[str, float]:
    command = [PYTHON, "benchmarks/at_scale.py", place, way, f"{place}/{way}.csv"]
    best = min((json.loads(measured(command, repeat=1).output) for _ in range(repeat)), key=_whole)
    return dict(best)


def _whole(took: dict[str, float]) -> float:
    return took["loading"] + took["computing"]


def _assert_same(place: Path) -> None:
    """Stop if a number of copmetrics is not the one that plain pandas has."""
    ours, theirs = (pd.read_csv(place / f"{way}.csv") for way in ("copmetrics", "pandas"))
    both = ours.merge(theirs, on=["quarter", "indicator"], suffixes=("", "_pandas"))
    known = both[both["value"].notna() & both["indicator"].isin(EIGHT)]
    assert len(known) > 60, "too few values to compare"
    np.testing.assert_allclose(known["value"], known["value_pandas"], rtol=1e-9)


@click.command()
@click.option("--only", type=click.Choice(["report", "scale", "start"]), help="One part only.")
@click.option("--sizes", default="10,100,1000", show_default=True, help="Times the demo's size.")
@click.option("--repeat", default=3, show_default=True, help="Best of how many.")
def main(only: str | None, sizes: str, repeat: int) -> None:
    """Measure, and print a table in Markdown."""
    click.echo("| what | copmetrics | beside | that | ratio | aim |\n|---|---:|---|---:|---:|---|")
    parts = {
        "start": lambda: of_start(repeat),
        "report": lambda: of_report(repeat),
        "scale": lambda: of_scale(repeat, [int(each) for each in sizes.split(",")]),
    }
    for name, part in parts.items():
        if only in (None, name):
            for line in part():
                click.echo(line)


if __name__ == "__main__":
    main()
