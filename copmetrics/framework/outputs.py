"""The words of what comes out of a community's meetings."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["OutputKind"]


class OutputKind(StrEnum):
    """What came out of a meeting, or of the time between two."""

    SLIDES = "slides"
    RECORDING = "recording"
    PHOTOGRAPH = "photograph"
    POST = "post"
    DOCUMENT = "document"
