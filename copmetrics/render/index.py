"""The page that lists every report there is, by community and quarter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from copmetrics.atomic import replace_file
from copmetrics.manifest import read_manifest
from copmetrics.render.html import environment, style

__all__ = ["write_index"]

FILES = {"report": "quarterly.html", "workbook": "quarterly.xlsx", "print": "quarterly.pdf"}


@dataclass(frozen=True)
class _Report:
    quarter: str
    stamp: str
    links: tuple[tuple[str, str], ...]


def write_index(reports: Path) -> Path:
    """Write `index.html` in the folder of all reports, from the manifests found there."""
    communities: dict[str, list[_Report]] = {}
    for place in sorted(reports.glob("*/*/"), reverse=True):
        manifest = None if place.name.startswith(".") else read_manifest(place)
        if manifest is not None:
            links = tuple(
                (title, quote(f"{place.parent.name}/{place.name}/{file}"))
                for title, file in FILES.items()
                if (place / file).exists()
            )
            quarter = str(manifest["quarter"]).replace("-", " ")
            report = _Report(quarter, str(manifest["stamp"]), links)
            communities.setdefault(str(manifest["community"]), []).append(report)
    html = (
        environment()
        .get_template("index.html.j2")
        .render(communities=sorted(communities.items()), style=style())
    )
    replace_file(reports / "index.html", f"{html}\n")
    return reports / "index.html"
