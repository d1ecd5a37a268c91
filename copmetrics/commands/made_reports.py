"""Which reports of a community there are, the newest first, with what each said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copmetrics.commands.facilitating import MONDAY
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.publishing.brief_writing import BRIEFS
from copmetrics.publishing.facilitator_run import PAGE
from copmetrics.publishing.manifest import read_manifest

__all__ = ["MadePage", "made_for", "mondays_of"]

QUARTERLY: Final = "quarterly"
ORDER: Final = (QUARTERLY, *map(str, AUDIENCES), *BRIEFS)
"""In which those of one quarter are listed."""
ENDINGS: Final = ("html", "docx", "txt", "xlsx", "pdf")


@dataclass(frozen=True)
class MadePage:
    """A page that was made, and the files beside it."""

    when: str
    """The quarter, or of Monday's page the day."""
    name: str
    """What its files are called, without their endings: `quarterly`, an audience, `brief` and the like."""
    stamp: str
    files: tuple[Path, ...]
    figures: Mapping[str, float | None]
    """What it said of its quarter, by indicator."""


def made_for(community: Path, reports: Path) -> list[MadePage]:
    """Return every report of a community that stands in the folder of all reports."""
    place = reports / community.resolve().name
    found = [_page(each) for each in (*place.glob("*/"), *place.glob("*/*/"))]
    known = [each for each in found if each is not None]
    known.sort(key=lambda each: ORDER.index(each.name))
    return sorted(known, key=lambda each: each.when, reverse=True)


def mondays_of(community: Path, reports: Path) -> list[Path]:
    """Return the community's Monday pages, the newest first."""
    place = reports / community.resolve().name / MONDAY
    return sorted(place.glob(f"*/{PAGE}.html"), reverse=True)


def _page(folder: Path) -> MadePage | None:
    manifest = None if folder.name.startswith(".") else read_manifest(folder)
    if manifest is None:
        return None
    audience = str(manifest.get("audience", ""))
    name = folder.name if folder.name in BRIEFS else audience or QUARTERLY
    files = tuple(each for end in ENDINGS if (each := folder / f"{name}.{end}").exists())
    quarter = str(manifest["quarter"])
    return MadePage(quarter, name, str(manifest["stamp"]), files, manifest["figures"])
