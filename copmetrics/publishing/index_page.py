"""The page that lists every report there is, by community and quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from copmetrics.atomic_write import holding_lock, replace_file, writing
from copmetrics.errors import CellError, CopmetricsError, Problems
from copmetrics.publishing.brief_writing import brief_name
from copmetrics.publishing.manifest import read_manifest
from copmetrics.render.html import environment, style

__all__ = ["Missing", "without_cells", "write_index"]

INDEX_LOCK = ".building-index.lock"
"""Who writes the index writes it alone: the last one has seen every report that was put in its place."""
FILES = {
    "report": "html",
    "workbook": "xlsx",
    "print": "pdf",
    "text": "txt",
    "Word": "docx",
}


@dataclass(frozen=True)
class _Report:
    quarter: str
    stamp: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Missing:
    """A report that could not be made."""

    community: str
    audience: str
    why: str


def write_index(reports: Path, missing: Sequence[Missing] = ()) -> Path:
    """Write `index.html` in the folder of all reports: those there, and those that could not be made."""
    with writing(reports), holding_lock(reports / INDEX_LOCK):
        replace_file(reports / "index.html", _index(reports, missing))
    return reports / "index.html"


def _index(reports: Path, missing: Sequence[Missing]) -> str:
    communities: dict[str, list[_Report]] = {}
    places = sorted([*reports.glob("*/*/"), *reports.glob("*/*/*/")])
    # the newest quarter first, and in it the quarterly report before the accounts
    for place in sorted(places, key=lambda each: each.relative_to(reports).parts[1], reverse=True):
        inside = place.relative_to(reports)
        manifest = None if inside.parts[1].startswith(".") else read_manifest(place)
        if manifest is not None:
            audience = str(manifest.get("audience", ""))
            is_brief = bool(manifest.get("is_brief"))
            name = brief_name(audience) if is_brief else audience or "quarterly"
            links = tuple(
                (title, quote(f"{inside.as_posix()}/{name}.{ending}"))
                for title, ending in FILES.items()
                if (place / f"{name}.{ending}").exists()
            )
            quarter = str(manifest["quarter"]).replace("-", " ")
            told = f"{quarter}, for {audience}" if audience else quarter
            told = f"{told}, in brief" if is_brief else told
            report = _Report(told, str(manifest["stamp"]), links)
            communities.setdefault(str(manifest["community"]), []).append(report)
    html: str = (
        environment()
        .get_template("index.html.j2")
        .render(communities=sorted(communities.items()), missing=missing, style=style())
    )
    return f"{html}\n"


def without_cells(error: CopmetricsError) -> str:
    """Return an error's line for a page that others may read: what a cell holds is not in it."""
    if isinstance(error, Problems):
        more = len(error.errors) - 1
        return without_cells(error.errors[0]) + (f" (and {more} more)" if more else "")
    if isinstance(error, CellError):
        where = f"{error.file}, row {error.row}, column '{error.column}'"
        return f"{where}: what stands there is not {error.expected}."
    return str(error)
