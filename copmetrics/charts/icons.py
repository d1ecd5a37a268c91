"""The icons of variation and assurance: what NHS "Making Data Count" tells by them, in our own drawing.

Each state has a shape of its own (a ring, a disc, a diamond, a square, a broken ring), so that no colour is
needed to tell them apart; and the words stand beside. So the pictures are not read aloud.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.accounts.measure_icons import VariationIcon
from copmetrics.evaluation.spc import Assurance

__all__ = ["assurance_svg", "variation_svg"]

GREY, BLUE, ORANGE, PURPLE = "#595959", "#0072CE", "#B85000", "#490092"
"""Those of the points of a control chart, which pass 3:1 on white."""
RING: Final = '<circle cx="12" cy="12" r="10.5" fill="#fff" stroke="{}" stroke-width="1.5"/>'
BROKEN: Final = (
    '<circle cx="12" cy="12" r="10.5" fill="#fff" stroke="{}" stroke-width="1.5" '
    'stroke-dasharray="2.6 2.2"/>'
)
DISC: Final = '<circle cx="12" cy="12" r="11.2" fill="{}"/>'
DIAMOND: Final = '<path d="M12 0 24 12 12 24 0 12Z" fill="{}"/>'
SQUARE: Final = '<rect x="1.5" y="1.5" width="21" height="21" fill="{}"/>'
LINE: Final = (
    '<path d="{}" fill="none" stroke="{}" stroke-width="1.7" stroke-linecap="round" '
    'stroke-linejoin="round"/>'
)
LETTER: Final = (
    '<text x="{}" y="{}" font-size="{}" font-weight="bold" text-anchor="middle" '
    'font-family="Arial, Liberation Sans, sans-serif" fill="{}">{}</text>'
)
USUAL: Final = "M4.5 13 7.5 10 10.5 14 13.5 10 16.5 14 19.5 11"
NOTHING: Final = "M8 12H16"
HIGH: Final = ("M4 15.5 7 15 10.5 7", "15.8", "16.2", "H")
LOW: Final = ("M4 8.5 7 9 10.5 17", "16", "16.2", "L")
SPECIAL: Final[Mapping[VariationIcon, tuple[str, str, tuple[str, str, str, str]]]] = {
    VariationIcon.IMPROVEMENT_HIGH: (DISC, BLUE, HIGH),
    VariationIcon.IMPROVEMENT_LOW: (DISC, BLUE, LOW),
    VariationIcon.CONCERN_HIGH: (DIAMOND, ORANGE, HIGH),
    VariationIcon.CONCERN_LOW: (DIAMOND, ORANGE, LOW),
    VariationIcon.CHANGE_HIGH: (SQUARE, PURPLE, HIGH),
    VariationIcon.CHANGE_LOW: (SQUARE, PURPLE, LOW),
}
TARGETS: Final = {
    Assurance.PASSES: (DISC, BLUE, "#fff", "P"),
    Assurance.FAILS: (DIAMOND, ORANGE, "#fff", "F"),
    Assurance.INCONSISTENT: (RING, GREY, GREY, "?"),
}


def variation_svg(icon: VariationIcon) -> str:
    """Draw whether a number varies as usual: special ones have a line that leaves, and H or L."""
    if icon == VariationIcon.USUAL:
        return _svg(RING.format(GREY) + LINE.format(USUAL, GREY))
    if icon == VariationIcon.NOT_JUDGED:
        return _svg(BROKEN.format(GREY) + LINE.format(NOTHING, GREY))
    shape, colour, (way, x, y, letter) = SPECIAL[icon]
    drawn = LINE.format(way, "#fff") + LETTER.format(x, y, 11, "#fff", letter)
    return _svg(shape.format(colour) + drawn)


def assurance_svg(assurance: Assurance | None) -> str:
    """Draw whether the target will be met as things are: P passes, F fails, ? now one and now the other."""
    if assurance is None:
        return variation_svg(VariationIcon.NOT_JUDGED)
    shape, colour, ink, letter = TARGETS[assurance]
    return _svg(shape.format(colour) + LETTER.format(12, "16.4", 12.5, ink, letter))


def _svg(drawn: str) -> str:
    return (
        '<svg class="icon" xmlns="http://www.w3.org/2000/svg" width="24" height="24" '
        f'viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawn}</svg>'
    )
