"""The lines of Python that make the same picture, to paste into a cell of one's own."""

from __future__ import annotations

from pathlib import Path

from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit
from copmetrics.exploring.questions import Question

__all__ = ["lines_of_python"]


def lines_of_python(community: Community, asked: Question) -> str:
    """Return three lines that load the community and draw what was asked, as it stands now."""
    place = Path(community.folder).resolve().as_posix()
    given = [repr(asked.indicator)]
    given += [f"by={list(asked.by)!r}"] if asked.by else []
    given += [f"first={asked.first!r}, last={asked.last!r}"]
    given += (
        [f"where={ {name: list(kept) for name, kept in asked.where.items()}!r}"]
        if asked.where
        else []
    )
    given += [f"every={str(asked.every)!r}"] if asked.every != PointUnit.QUARTER else []
    return (
        "import copmetrics\n"
        f"community = copmetrics.load({place!r})\n"
        f"copmetrics.picture(community, {', '.join(given)})"
    )
