"""How fast copmetrics is, each figure beside what a user would do instead, in the same run.

    uv run python benchmarks/run.py
    uv run python benchmarks/run.py --only scale --sizes 10,100

The figures of one machine say little; the ratios say more. README.md has those of ours.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial

import click
from beside_pandas import of_nation, of_scale
from folder_times import of_start, of_unchanged
from measured import measured
from report_times import of_audiences, of_batch, of_report
from table import HEAD, Line

PYTHON = sys.executable


def of_exploring(repeat: int) -> Iterator[Line]:
    """The longest wait for an answer in the explorer, beside one regrouping in plain pandas."""
    for times, aim in ((1, "< 0.3 s"), (100, "< 2 s")):
        done = measured([PYTHON, "benchmarks/explored.py", str(times)], repeat=repeat)
        runs = [json.loads(each) for each in done.outputs]
        ours = min(max(each["ours"]) for each in runs)
        theirs = min(each["theirs"] for each in runs)
        beside = "one regrouping in pandas, no picture"
        yield Line(f"explorer, longest of six answers, demo x{times}", ours, beside, theirs, aim)


def of_changes(repeat: int) -> Iterator[Line]:
    """The changes of twice as many quarters, in CPU seconds: as long again, if it grows linearly."""
    done = measured([PYTHON, "benchmarks/changes_growth.py"], repeat=repeat)
    runs = [json.loads(each) for each in done.outputs]
    few, many = (min(each[quarters] for each in runs) for quarters in ("59", "118"))
    yield Line("changes, 118 quarters", many, "twice what 59 quarters took", 2 * few, "<= 1.2")


PARTS = {
    "start": of_start,
    "unchanged": of_unchanged,
    "report": of_report,
    "audiences": of_audiences,
    "batch": of_batch,
    "exploring": of_exploring,
    "changes": of_changes,
    "scale": of_scale,
    "nation": of_nation,
}
"""What is measured, part by part: given how often, the lines of the table."""


@click.command()
@click.option("--only", type=click.Choice([*PARTS]), help="One part only.")
@click.option("--sizes", default="10,100,1000", show_default=True, help="Times the demo's size.")
@click.option("--repeat", default=3, show_default=True, help="The median of how many.")
def main(only: str | None, sizes: str, repeat: int) -> None:
    """Measure, and print a table in Markdown."""
    click.echo(HEAD)
    larger = [int(each) for each in sizes.split(",")]
    for name, part in {**PARTS, "scale": partial(of_scale, sizes=larger)}.items():
        if only in (None, name):
            for line in part(repeat):
                click.echo(line)


if __name__ == "__main__":
    main()
