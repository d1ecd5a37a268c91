"""What a report said when it was published, as the manifest beside it keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict

__all__ = ["InputFile", "Manifest", "PublishedFigures"]


class InputFile(TypedDict):
    """One file that a report was made from; one that is shared names none and counts no rows.

    Its digest stands in a report that stays inside only; one that is shared has a keyed fingerprint.
    """

    format: str
    sha256: NotRequired[str]
    fingerprint: NotRequired[str]
    file: NotRequired[str]
    rows: NotRequired[int]


class PublishedFigures(TypedDict):
    """The figures of one publication, and what they were made from."""

    stamp: str
    inputs: list[InputFile]
    settings: Mapping[str, object]
    figures: dict[str, float | None]


class Manifest(PublishedFigures):
    """A report's manifest; `published` has what was said first, once the figures have moved."""

    community: str
    quarter: str
    audience: str
    is_brief: NotRequired[bool]
    """Whether it is of the first page alone; it is left out where it is not."""
    shared: NotRequired[bool]
    """Whether it may leave the community; older manifests do not say."""
    versions: dict[str, str]
    history: NotRequired[dict[str, dict[str, float | None]]]
    """By quarter, none left out, the measures of the first page as known when it was made, its own the last.

    It is left out of one that may leave the community, which has the quarter's own figures alone.
    """
    published: list[PublishedFigures]
