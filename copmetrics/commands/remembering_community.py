"""`copmetrics memory`: one page of what a community did, told and decided, for members or for anybody."""

from __future__ import annotations

from pathlib import Path

from copmetrics.accounts.memory import memory_of
from copmetrics.atomic_write import replace_file, writing
from copmetrics.community.community import Community
from copmetrics.framework.audiences import Audience
from copmetrics.loading.survey import survey
from copmetrics.publishing.notebook_execution import check_names
from copmetrics.publishing.notebook_runner import stamped
from copmetrics.render.memory import memory_page

__all__ = ["AUDIENCES", "write_memory"]

AUDIENCES = (Audience.MEMBERS, Audience.PUBLIC)
"""Whom a memory is made for: consent decides what is in it."""
FOLDER = "memory"


def write_memory(folder: Path, *, audience: str, as_of: str, out: Path) -> Path:
    """Write the memory of a community; return its place. What was there is replaced in one step."""
    community = Community.of(survey(folder, as_of=as_of or None))
    reports = out.resolve() / folder.resolve().name
    check_names(folder.resolve(), reports)
    page = memory_page(memory_of(community, Audience(audience), stamp=stamped()))
    name = f"{audience}.html"
    place = reports / FOLDER / name
    with writing(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, page)
    return out / folder.resolve().name / FOLDER / name
