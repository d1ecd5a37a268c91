"""Reports as they stand in the folder of all reports: a manifest and an empty page each, by hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

from copmetrics.publishing.brief_writing import brief_name

__all__ = ["edition"]


def edition(
    reports: Path, folder: str, quarter: str, audience: str = "", *, made: int = 0, **told: object
) -> None:
    """One edition of a community's report, made so many seconds after another; figures as they are `told`."""
    name = brief_name(audience) if told.get("is_brief") else audience
    place = reports / folder / quarter.replace("/", "-") / name
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name or 'quarterly'}.html").write_text("<html>", encoding="utf-8")
    manifest = {
        "community": folder.title(),
        "quarter": quarter,
        "audience": audience,
        "stamp": f"Made at {made}",
        "figures": told.pop("figures", {}),
        **told,
    }
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    os.utime(place / "manifest.json", (1_000_000 + made, 1_000_000 + made))
