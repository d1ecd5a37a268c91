"""A report of a network, by its number of communities: `python benchmarks/network_times.py [COUNT] [PLACE]`.

The communities are invented (`tests/lake/lakes.py`) and lie in a lake, which PLACE keeps to look at. Beside
the report stands what somebody would write instead: the eight measures in plain pandas, of one community
after the other, added up; nothing withheld, no funnel, no page.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests" / "lake"), str(ROOT / "benchmarks")]

from lakes import begin, made_up, pack_tables  # noqa: E402
from made_network import PLACES  # noqa: E402
from measured import surroundings  # noqa: E402
from plain_pandas import eight_measures  # noqa: E402

from copmetrics.settings import Settings  # noqa: E402

NOW = pd.Timestamp("2024-10-12", tz="UTC")
KINDS = ("sharing", "inquiries", "visits", "formal", "negotiating")
SURROUNDINGS = (
    "",
    " North",
    " South",
    " Coast",
    " Children's",
    " Mental Health",
    " Nights",
    " Ward",
)


def make(lake: Path, count: int) -> None:
    """Make a lake of so many communities, of 12 to 250 people; what each is hangs on its place alone."""
    begin(lake)
    for at in range(count):
        dice = np.random.default_rng(at)
        tables = made_up(at, size=int(np.exp(dice.uniform(np.log(12), np.log(250)))), held=14)
        kinds = dice.choice(KINDS, len(tables["events"]))
        tables["events"] = tables["events"].assign(cluster=kinds)
        called = f"{PLACES[at % len(PLACES)]}{SURROUNDINGS[at // len(PLACES) % len(SURROUNDINGS)]}"
        again = at // (len(PLACES) * len(SURROUNDINGS))
        name = f"{called} {again + 1}" if again else called
        short = name.lower().replace(" ", "-").replace("'", "")
        pack_tables(lake, short, tables, Settings(name=name), secret=f"{at:04x}", list_of=NOW)


def plainly(lake: Path) -> None:
    """Add up the eight measures of each community, as plain pandas has them."""
    each = []
    for folder in sorted(lake.glob("community=*")):
        tables = {table.stem: _in_utc(pd.read_parquet(table)) for table in folder.glob("*.parquet")}
        each.append(eight_measures(tables, as_of=NOW).assign(community=folder.name))
    told = pd.concat(each)
    print(told.groupby(["quarter", "indicator"])["value"].agg(["sum", "count"]))


def _in_utc(packed: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its moments as instants: a lake keeps them without their zone."""
    moments = packed.select_dtypes("datetime").columns
    return packed.assign(**{each: packed[each].dt.tz_localize("UTC") for each in moments})


def took(command: list[str], place: Path) -> str:
    """Run a command and say what it took: seconds, seconds of processors, and its largest process."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=place, env=surroundings())
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:.1f} s, {cpu:.1f} CPU s, {after.ru_maxrss / 1024:.0f} MB"


def main(count: int, place: Path) -> None:
    """Measure the plain way first: memory is the most that any command needed so far."""
    lake = place / f"lake-{count}"
    if not lake.exists():
        make(lake, count)
    plain = [sys.executable, __file__, "plainly", str(lake)]
    print("plain pandas:", took(plain, place))
    report = ["report", str(lake), "--network", "--as-of", f"{NOW:%Y-%m-%d}", "--formats", "html"]
    print("the report:", took([sys.executable, "-m", "copmetrics", *report], place))


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["plainly"]:
        plainly(Path(words[1]))
    elif words[1:]:
        main(int(words[0]), Path(words[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(int(words[0]) if words else 200, Path(made))
