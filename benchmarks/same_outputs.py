"""Whether two revisions of copmetrics say the same, byte for byte, of the demo community.

    uv run python benchmarks/same_outputs.py make before        # at the one revision
    uv run python benchmarks/same_outputs.py make after         # at the other
    uv run python benchmarks/same_outputs.py compare before after

`make` runs every command of the checkout that it stands in on a fixed day, with a fixed stamp.
`compare` leaves out of account what differs between any two runs (how long each cell of a notebook
took, when a zip archive's members were written), and the code of a kept notebook: of it, what its cells
show. It exits with 1 where anything else differs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parent.parent
AS_OF = ("--as-of", "2026-10-05")
FOLDER = "acute-deterioration"
AUDIENCES = ("sponsors", "leaders", "members", "public")
DIMENSIONS = ("organisation", "profession", "activity")
EXPLAINED = (
    "attendances",
    "events",
    "list_members",
    "open_rate",
    "unique_clickers",
    "feedback_rating",
    "core_people",
    "pairs_together",
    "organisations_absent",
    "second_event_rate",
    "hosts",
)
"""One indicator of each fact."""
TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?")
FIXED_KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"


@click.group()
def main() -> None:
    """Make every output of the demo, or compare two makings."""


@main.command()
@click.argument("place", type=click.Path(path_type=Path))
def make(place: Path) -> None:
    """Run every command on a copy of the demo, and keep what each wrote or printed in PLACE."""
    place.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "data" / FOLDER, Path(scratch) / FOLDER)
        (Path(scratch) / FOLDER / ".copmetrics-key").write_text(FIXED_KEY, encoding="utf-8")
        commands = _commands()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: _run(name, commands[name], place, Path(scratch)), commands))
        shutil.copytree(Path(scratch) / "reports", place / "reports")


def _commands() -> dict[str, list[str]]:
    """Return what is run, by the name under which what it prints is kept."""
    tables = {
        f"{name}.csv": [name, FOLDER, *AS_OF, "--format", "csv"]
        for name in ("indicators", "changes")
    }
    parted = {
        f"indicators-by-{each}.csv": ["indicators", FOLDER, "--by", each, *AS_OF, "--format", "csv"]
        for each in DIMENSIONS
    }
    return {
        "check.txt": ["check", FOLDER, *AS_OF],
        "check.json": ["check", FOLDER, "--json", *AS_OF],
        **tables,
        **parted,
        **{
            f"explain-{each}.csv": ["explain", each, FOLDER, *AS_OF, "--format", "csv"]
            for each in EXPLAINED
        },
        "report.txt": ["report", FOLDER, *AS_OF],
        "audiences.txt": [
            "report",
            FOLDER,
            *(word for each in AUDIENCES for word in ("--audience", each)),
            *AS_OF,
        ],
        "facilitate.txt": ["facilitate", FOLDER, "--as-of", "2026-09-28", "--with-names"],
    }


def _run(name: str, words: list[str], place: Path, scratch: Path) -> None:
    done = _copmetrics(words, scratch)
    told = f"{done.stdout}\n--- stderr, and the exit code\n{done.stderr}\n{done.returncode}\n"
    (place / name).write_text(told, encoding="utf-8")
    click.echo(f"{done.returncode} {' '.join(words)}")


def _copmetrics(words: list[str], scratch: Path) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "copmetrics", *words],
        cwd=scratch,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


@main.command()
@click.argument("before", type=click.Path(path_type=Path, exists=True))
@click.argument("after", type=click.Path(path_type=Path, exists=True))
def compare(before: Path, after: Path) -> None:
    """Say which files of BEFORE and AFTER differ."""
    names = sorted({path.relative_to(top) for top in (before, after) for path in top.rglob("*.*")})
    files = [name for name in names if not (before / name).is_dir()]
    differing = [name for name in files if _plain(before / name) != _plain(after / name)]
    for name in differing:
        click.echo(f"differs: {name}")
    click.echo(f"{len(files) - len(differing)} of {len(files)} files are the same")
    sys.exit(1 if differing else 0)


def _plain(path: Path) -> object:
    """Return what a file says, without the times that differ between any two runs."""
    if not path.exists():
        return None
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return {
                name: TIMES.sub("", archive.read(name).decode("utf-8", "replace"))
                for name in archive.namelist()
            }
    if path.suffix == ".ipynb":
        return _shown(json.loads(path.read_text(encoding="utf-8")))
    return path.read_bytes()


def _shown(notebook: dict[str, Any]) -> list[object]:
    """Return what the cells of a notebook show, one after the other, whatever they are parted into."""
    outputs = [each for cell in notebook["cells"] for each in cell.get("outputs", [])]
    return [each.get("data", each.get("text", each)) for each in outputs]


if __name__ == "__main__":
    main()
