"""What a file that no reader knows looks like, in words of our own: none of its cells is repeated."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Final

from copmetrics.readers.cells import cells_at, is_address
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.sign_in import ELSEWHERE
from copmetrics.readers.sign_in_layout import NAMED, NEAR_TOP, layout_of, with_clear_headings
from copmetrics.readers.table_finding import opening_cell

__all__ = ["Look", "look_of"]

ENOUGH: Final = 0.6
"""So many of the rows have to be of a shape."""
LOOKED_AT: Final = 200
MANY: Final = 4
"""So many columns has a list of participants at least."""
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_COUNT: Final = re.compile(r"\d{1,4}")
_LANGUAGE: Final = (
    "in a language or a layout that copmetrics does not know yet: "
    "export it in English, or send us its headings"
)


@dataclass(frozen=True)
class Look:
    """What a file looks like."""

    says: str
    needed: bool = True
    """Whether somebody should look: it may hold what counts."""
    by_shape: bool = False
    """Whether what its rows hold is all that tells."""


@dataclass(frozen=True)
class _Signature:
    """By what a kind of file is known."""

    look: Look
    first_cell: frozenset[str]
    headings: frozenset[str]
    begins: str

    def fits(self, sheet: Sheet) -> bool:
        """Tell whether a sheet is of this kind."""
        lines = (sheet.delimiter.join(row.cells) for row in sheet.rows if not row.is_blank)
        opening = next(lines, "").strip()
        return (
            opening_cell(sheet) in self.first_cell
            or bool(self.headings and any(self.headings <= row for _, row in sheet.heading_rows))
            or bool(self.begins and re.search(self.begins, opening))
        )


PEOPLE: Final = Look(
    "a list of people that does not say that they came: if they did, call the file by its day (“sign-in "
    "14 May 2026”), or mark them in a column Attended"
)


_BARE: Final = Look(
    "a list of people without a heading over their names: write Name over them, and if they signed in "
    "call the file by it (“sign-in 14 May 2026”)"
)
_WITH_OTHERS: Final = (
    "a list of people with the column '{}' of another export: if it is that export, download it again "
    "and leave its columns as they are; if people signed in by it, call that column otherwise"
)


def look_of(sheet: Sheet) -> Look | None:
    """Return what a sheet looks like: by its headings or its beginning, else by its shape."""
    signed = (each.look for each in SIGNATURES if each.fits(sheet))
    shaped = (Look(f"{what}, {_LANGUAGE}") for what, fits in SHAPES.items() if fits(sheet))
    if (look := next(signed, None)) is not None:
        return look
    look = next(shaped, None) or _list_of_people(sheet)
    return None if look is None else replace(look, by_shape=True)


def _signature(
    said: Mapping[str, object], headings: Sequence[str], first_cell: Sequence[str]
) -> _Signature:
    advice = f": {said['advice']}" if "advice" in said else ", which is not needed"
    return _Signature(
        Look(f"{said['says']}{advice}", needed=bool(said.get("needed", True))),
        frozenset(map(heading, first_cell)),
        frozenset(map(heading, headings)),
        str(said.get("begins", "")),
    )


def _signatures() -> tuple[_Signature, ...]:
    content = files("copmetrics.readers").joinpath("look_alikes.toml").read_text(encoding="utf-8")
    return tuple(
        _signature(each, each.get("headings", ()), each.get("first_cell", ()))
        for each in tomllib.loads(content)["look"]
    )


SIGNATURES: Final = _signatures()


def _is_zoom_list(sheet: Sheet) -> bool:
    """Rows of a name, an address or none, a coming, a leaving, and minutes."""

    def stay(cells: Sequence[str]) -> bool:
        if len(cells) < 5 or not (cells[1] == "" or is_address(cells[1])):
            return False
        timed = all(_CLOCK.search(each) for each in cells[2:4])
        return bool(cells[0]) and timed and bool(_COUNT.fullmatch(cells[4]))

    return _mostly(sheet, stay)


def _is_zoom_webinar(sheet: Sheet) -> bool:
    """A lone title, and people with a yes or no before their name and a stay behind their address."""

    def stay(cells: Sequence[str]) -> bool:
        at = next(
            (place for place in (2, 4) if is_address("".join(cells[place : place + 1]))), None
        )
        if at is None or not all(cells[:at]) or " " in cells[0]:
            return False
        timed = [place for place in range(at + 1, len(cells)) if _CLOCK.search(cells[place])]
        behind = cells[timed[-1] + 1 : timed[-1] + 2] if len(timed) > 1 else []
        return any(map(_COUNT.fullmatch, behind))

    titled = next((row.filled == 1 for row in sheet.rows if not row.is_blank), False)
    return titled and any(stay([cell.strip() for cell in row.cells]) for row in _rows(sheet))


def _is_teams_list(sheet: Sheet) -> bool:
    """Rows of a name, one of a few words, and a time."""

    def action(cells: Sequence[str]) -> bool:
        return len(cells) == 3 and all(cells) and bool(_CLOCK.search(cells[2]))

    words = Counter(row.cells[1].strip() for row in _rows(sheet) if len(row.cells) == 3)
    return 0 < len(words) <= 4 and _mostly(sheet, action)


def _is_teams_report(sheet: Sheet) -> bool:
    """Numbered titles, lone on their rows: a summary, and under the second a table of many columns.

    A report has a third section only where it lists every coming and going.
    """
    rows = [row for row in sheet.rows if not row.is_blank]
    first = next((at for at, row in enumerate(rows) if _is_title(row, "1.")), None)
    second = next((at for at, row in enumerate(rows) if _is_title(row, "2.")), None)
    if first is None or second is None or not first < second < len(rows) - 1:
        return False
    summary, listed = rows[first + 1 : second], rows[second + 1]
    if not summary or any(_cells(row) > 2 for row in summary):
        return False
    third = any(_is_title(row, "3.") for row in rows)
    return _cells(listed) >= (2 if third else MANY)


def _cells(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _is_title(row: Row, number: str) -> bool:
    return row.filled == 1 and row.cells[0].strip().startswith(number)


def _list_of_people(sheet: Sheet) -> Look | None:
    """Under a heading for names, mostly two words or more, of letters; a heading may be another export's."""
    named, others = with_clear_headings(sheet), frozenset(map(heading, ELSEWHERE))
    for at, row in enumerate(named.rows[:NEAR_TOP]):
        if places := layout_of(row).places(*NAMED):
            below = named.rows[at + 1 :]
            names = [
                " ".join(filter(None, each))
                for each in zip(*(cells_at(below, at) for at in places), strict=True)
            ]
            if 2 * sum(map(_is_like_a_name, names)) <= len(list(filter(None, names))):
                break
            known = (cell for cell in row.cells if heading(cell) in others)
            shown = next(known, None)
            return PEOPLE if shown is None else Look(_WITH_OTHERS.format(" ".join(shown.split())))
    return _BARE if _is_bare_list(sheet) else None


def _is_bare_list(sheet: Sheet) -> bool:
    """Whether most rows are one name with capitals, or one address, and nothing else."""
    cells = [" ".join("".join(row.cells).split()) for row in sheet.rows if row.filled == 1]
    rows = sum(not row.is_blank for row in sheet.rows)
    bare = [re.sub(r"^\d+[.)]\s*|\s*\([^)]*\)$", "", cell) for cell in cells]
    told = sum(is_address(each) or _is_capitalised(each) for each in bare)
    return rows > 1 and told >= ENOUGH * rows


def _is_capitalised(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= MANY and all(word[0].isupper() for word in words)


def _is_like_a_name(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][^\d_@]*\s[^\d_@]+", text))


def _mostly(sheet: Sheet, fits: Callable[[Sequence[str]], bool]) -> bool:
    rows = _rows(sheet)
    fitting = sum(fits([cell.strip() for cell in row.cells]) for row in rows)
    return fitting > 0 and fitting >= ENOUGH * (len(rows) - 1)


def _rows(sheet: Sheet) -> list[Row]:
    return [row for row in sheet.rows[:LOOKED_AT] if row.filled > 1]


SHAPES: Final[Mapping[str, Callable[[Sheet], bool]]] = {
    "a report of Teams": _is_teams_report,
    "Zoom's list of participants": _is_zoom_list,
    "Zoom's report of a webinar": _is_zoom_webinar,
    "the attendance list of Teams": _is_teams_list,
}
"""Known exports that show in what their rows hold, whatever their headings are called."""
