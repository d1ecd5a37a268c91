"""What a report was made from and what it said, kept beside it, and what a later one restates.

The manifest holds the inputs' hashes, the settings, the versions and the figures. When the same
quarter is rendered again with other figures, those published first are kept, so that a report can
say: 143 when published, 146 as now known.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import cast

import pandas as pd
from pydantic import BaseModel

from copmetrics.accounts.account_context import keyed_fingerprint
from copmetrics.accounts.published import InputFile, Manifest, PublishedFigures
from copmetrics.accounts.quarter_icons import QUARTERS
from copmetrics.accounts.restatements import figures_of, restated
from copmetrics.atomic_write import writing
from copmetrics.community.community import Community
from copmetrics.measures import HEADLINES
from copmetrics.quarters import name, slug, span
from copmetrics.settings import Settings

__all__ = [
    "FILE_NAME",
    "manifest_of",
    "published_before",
    "report_folder",
    "write_manifest",
]

FILE_NAME = "manifest.json"
SHARED_SETTINGS = (
    "name",
    "calendar",
    "timezone",
    "registrations_count_as_attendance",
    "minimum_minutes",
    "minimum_recipients",
    "return_days",
    "small_number",
    "cycle_set",
)
PACKAGES = ("copmetrics", "duckdb", "matplotlib", "nbconvert", "openpyxl", "pandas", "papermill")


def manifest_of(
    community: Community,
    quarter: pd.Period,
    values: pd.DataFrame,
    *,
    stamp: str,
    earlier: Manifest | None = None,
    audience: str = "",
    shared: bool = False,
    is_brief: bool = False,
) -> Manifest:
    """Return the manifest of one report; `earlier` is the one it takes the place of.

    One that is `shared` names no files and counts no rows: those are counts of people too. Of settings it
    has those that say how numbers were made, and no list of words: these may name somebody.
    """
    figures = figures_of(values[values["quarter"] == quarter])
    inputs: list[InputFile] = [
        {"fingerprint": keyed_fingerprint(community.secret, each.digest), "format": each.format}
        if shared
        else {"file": each.file, "sha256": each.digest, "format": each.format, "rows": each.rows}
        for each in community.files
        if each.format
    ]
    settings = _plain(community.settings)
    manifest: Manifest = {
        "community": community.settings.name,
        "quarter": name(quarter),
        "audience": audience,
        "shared": shared,
        "stamp": stamp,
        "inputs": inputs,
        "settings": {
            key: settings[key] for key in settings if not shared or key in SHARED_SETTINGS
        },
        "versions": {"python": platform.python_version()}
        | {each: version(each) for each in PACKAGES},
        "figures": figures,
        "published": _published(figures, earlier),
    }
    if not shared:
        manifest["history"] = _history(values, quarter)
    return {**manifest, "is_brief": True} if is_brief else manifest


def _history(values: pd.DataFrame, quarter: pd.Period) -> dict[str, dict[str, float | None]]:
    """Return the measures of the first page in the quarters that its small trends have."""
    told = values[values["indicator"].isin(HEADLINES)]
    first = max(quarter - QUARTERS + 1, told["quarter"].min())
    return {name(each): figures_of(told[told["quarter"] == each]) for each in span(first, quarter)}


def write_manifest(manifest: Mapping[str, object], path: Path) -> None:
    """Write a manifest as JSON that compares well line by line."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    with writing(path):
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a report's folder, if there is a whole one."""
    try:
        found = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and "figures" in found
    return cast("Manifest", found) if whole else None


def report_folder(reports: Path, quarter: pd.Period, audience: str = "") -> Path:
    """Return where a community's report on a quarter goes, an audience's in a folder of its own."""
    return reports / slug(quarter) / audience


def published_before(
    reports: Path, quarters: Iterable[pd.Period], audience: str = ""
) -> list[Manifest]:
    """Return the manifests of a community's reports on these quarters to one audience."""
    read = (read_manifest(report_folder(reports, quarter, audience)) for quarter in quarters)
    return [each for each in read if each is not None]


def _published(
    figures: Mapping[str, float | None],
    earlier: Manifest | None,
) -> list[PublishedFigures]:
    """Keep what was published first, once the figures have moved away from it."""
    if earlier is None:
        return []
    if earlier["published"]:
        return list(earlier["published"])
    if not restated(earlier["figures"], figures):
        return []
    return [
        {
            "stamp": earlier["stamp"],
            "inputs": earlier["inputs"],
            "settings": earlier["settings"],
            "figures": earlier["figures"],
        }
    ]


def _plain(settings: Settings) -> dict[str, object]:
    """Turn the settings into what JSON can hold."""

    def plain(value: object) -> object:
        if isinstance(value, BaseModel):
            return {name: plain(each) for name, each in value}
        if isinstance(value, Mapping):
            return {key: plain(each) for key, each in sorted(value.items())}
        if isinstance(value, tuple):
            return [plain(each) for each in value]
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in settings.told()}
