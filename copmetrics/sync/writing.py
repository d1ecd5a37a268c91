"""What was fetched, as files: the columns of an export, in the folder that is being built."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from copmetrics.render.csv import guarded_cell
from copmetrics.sync.declaring import File, Row

__all__ = ["lines_in", "pack_zips", "path_of", "write_file"]

ZIP: Final = ".zip"


def path_of(file: File, parent: Row) -> str:
    """Return where a file stands in the source's folder; no field of the row leads out of it."""
    named = {name: quote(str(value), safe=" ") for name, value in parent.items()}
    return file.path.format_map({name: text.lstrip(".") for name, text in named.items()})


def write_file(file: File, rows: Sequence[Row], parent: Row, place: Path) -> None:
    """Write the lines of one file, whole or not at all; no spreadsheet runs what stands in it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerows(map(guarded_cell, line) for line in file.above(parent))
    cells = [_cells(file, row) for row in rows]
    headings = list(dict.fromkeys((*file.columns, *(name for row in cells for name in row))))
    lines.writerow(map(guarded_cell, headings))
    lines.writerows([guarded_cell(row.get(name)) for name in headings] for row in cells)
    part = place.with_name(f".{place.name}")
    part.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    part.replace(place)


def lines_in(place: Path) -> list[dict[str, str]]:
    """Return the lines of a file that was written; none of one that was not."""
    if not place.is_file():
        return []
    with place.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _cells(file: File, row: Row) -> dict[str, object]:
    own = {name: value(row) for name, value in file.columns.items()}
    asked = {name: value for name, value in file.more(row).items() if name not in own}
    return own | asked


def pack_zips(folder: Path, *, made_at: datetime, zone: str) -> None:
    """Make zips of the folders that are called so: when an export was made stands in nothing else."""
    local = made_at.astimezone(ZoneInfo(zone)).timetuple()[:6]
    for inside in sorted(folder.glob(f"*{ZIP}")):
        if inside.is_dir():
            built = inside.with_name(f".{inside.name}")
            with zipfile.ZipFile(built, "w", zipfile.ZIP_DEFLATED) as packed:
                for path in _files(inside):
                    named = zipfile.ZipInfo(path.relative_to(inside).as_posix(), local)
                    named.compress_type = zipfile.ZIP_DEFLATED
                    packed.writestr(named, path.read_bytes())
            for path in _files(inside):
                path.unlink()
            inside.rmdir()
            built.replace(inside)


def _files(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))
