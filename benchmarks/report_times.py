"""Reports beside the commands that a user would run by hand, and beside what they took before."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from measured import ROOT, run, turn_about
from scaled import AS_OF, DEMO
from table import Line

__all__ = ["of_audiences", "of_batch", "of_report"]

BIN = Path(sys.executable).parent
DAY = f"{AS_OF:%Y-%m-%d}"
NOTEBOOK = ROOT / "notebooks" / "quarterly.ipynb"
AUDIENCES = ("sponsors", "leaders", "members", "public")
BEFORE = "b328314"
"""The revision of 24 November 2026, of which issue 14 says what it took."""
COMMUNITIES, JOBS = 20, 2
KEPT = ("teams", "mailchimp", "organisations.csv")
"""What of the demo a community of the batch has: fifteen months of meetings, the list and its mailings."""


def of_report(repeat: int) -> Iterator[Line]:
    """The demo's report beside the same notebook run by papermill's and nbconvert's commands."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        ours, theirs = turn_about(
            repeat, lambda: _report(ROOT, DEMO, out=out), lambda: _by_hand(DEMO, out)
        )
    beside = "`papermill`, then `jupyter nbconvert`: HTML only"
    yield Line("demo report, four formats", ours, beside, theirs, "<= 0.5")


def of_audiences(repeat: int) -> Iterator[Line]:
    """Four audiences in one call, beside the same call before, and beside a call for each."""
    each = [["--audience", audience] for audience in AUDIENCES]
    together = [word for words in each for word in words]
    with tempfile.TemporaryDirectory() as place, _checked_out(BEFORE) as before:
        out = Path(place)
        ours, then, apart = turn_about(
            repeat,
            lambda: _report(ROOT, DEMO, *together, out=out),
            lambda: _report(before, DEMO, *together, out=out),
            lambda: [_report(ROOT, DEMO, *words, out=out) for words in each],
        )
    yield Line("four audiences, one call", ours, f"the same at {BEFORE}", then, "<= 0.4")
    yield Line("four audiences, one call", ours, "four calls, one after the other", apart)


def of_batch(repeat: int) -> Iterator[Line]:
    """Reports on twenty small communities, beside the commands by hand run two at a time."""
    with tempfile.TemporaryDirectory() as place:
        communities, out = _communities(Path(place) / "all"), Path(place) / "out"
        out.mkdir()
        ours, theirs = turn_about(
            repeat,
            lambda: _report(ROOT, Path(place) / "all", "--jobs", str(JOBS), out=out),
            lambda: _all_by_hand(communities, out),
        )
    rates = " beside ".join(f"{60 * COMMUNITIES / each:.1f}" for each in (ours, theirs))
    what = f"{COMMUNITIES} small communities, {JOBS} jobs ({rates} reports a minute)"
    beside = f"the two commands by hand, {JOBS} at a time"
    yield Line(what, ours, beside, theirs, "<= 0.4")


def _report(checkout: Path, folder: Path, *words: str, out: Path) -> None:
    """Make reports by the command of a checkout, with what is installed here."""
    command = [sys.executable, "-m", "copmetrics", "report", str(folder), *words]
    command += ["--as-of", DAY, "--out", str(out)]
    run(command, at=checkout, PYTHONPATH=str(checkout))


def _by_hand(folder: Path, out: Path) -> None:
    executed = out / f"{folder.name}.ipynb"
    parameters = {"folder": str(folder), "quarter": "latest", "as_of": DAY}
    told = [part for name, value in parameters.items() for part in ("-p", name, value)]
    run([str(BIN / "papermill"), str(NOTEBOOK), str(executed), *told])
    run([str(BIN / "jupyter"), "nbconvert", "--to", "html", str(executed)])


def _all_by_hand(communities: Sequence[Path], out: Path) -> None:
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(lambda each: _by_hand(each, out), communities))


def _communities(place: Path) -> list[Path]:
    """Write small communities, each a part of the demo under a name and key of its own."""
    found = [place / f"community-{number:02d}" for number in range(1, COMMUNITIES + 1)]
    for folder in found:
        folder.mkdir(parents=True)
        (folder / "community.toml").write_text(f'name = "{folder.name}"\n', encoding="utf-8")
        for name in KEPT:
            copied = shutil.copytree if (DEMO / name).is_dir() else shutil.copy
            copied(DEMO / name, folder / name)
    return found


@contextmanager
def _checked_out(revision: str) -> Iterator[Path]:
    """Give the files of an earlier revision, as long as they are needed."""
    with tempfile.TemporaryDirectory() as place:
        archive = ["git", "archive", "--format=tar", f"--output={place}/all.tar", revision]
        subprocess.run(archive, cwd=ROOT, check=True)
        shutil.unpack_archive(f"{place}/all.tar", f"{place}/all", filter="data")
        yield Path(place) / "all"
