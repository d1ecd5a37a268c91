"""How many stays are too short to count, by the community's own rule."""

from __future__ import annotations

from dataclasses import replace

from copmetrics.community.community import Community

__all__ = ["short_stays"]


def short_stays(community: Community) -> list[str]:
    """Say how many of those who were at an event stayed for less than `minimum_minutes`."""
    minutes = community.settings.minimum_minutes
    if not minutes:
        return []
    any_length = community.settings.model_copy(update={"minimum_minutes": 0})
    every = replace(community, settings=any_length)
    count = len(every.facts("attendances")) - len(community.facts("attendances"))
    stays = "1 stay" if count == 1 else f"{count} stays"
    why = f"shorter than {minutes} min (minimum_minutes in community.toml)"
    return [f"not counted: {stays} {why}"] if count else []
