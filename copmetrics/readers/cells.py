"""Typing cells: one column's texts in, values of its kind out, and which cells are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from copmetrics.readers.blank_words import is_nothing, names_no_organisation, says_nothing
from copmetrics.readers.columns import Column, ColumnKind
from copmetrics.readers.datetimes import instants, moments_in
from copmetrics.readers.files import Row
from copmetrics.readers.numbers import NumberStyle
from copmetrics.readers.vocabulary import vocabulary
from copmetrics.schema import LARGEST

__all__ = [
    "SAID",
    "Typed",
    "address_in",
    "as_array",
    "cells_at",
    "chosen_signs",
    "chosen_word",
    "holds",
    "is_address",
    "typed",
]

Typed: TypeAlias = Sequence[Any]
"""The cells of a column once read: texts, numbers, or moments in UTC without its zone; `None` of each."""

POINTED: Final = NumberStyle()
_UNSEEN: Final = {
    **dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F), None),
    **dict.fromkeys((0x00A0, 0x202F, 0x2007, 0x2009), " "),
}
"""Signs without a width, which are dropped, and odd spaces, which become plain ones."""
_IN_BRACKETS: Final = re.compile(r"<([^<>@\s]+@[^<>\s]+)>\s*$")
_ADDRESS = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$")
_PLAIN_ADDRESS: Final = re.compile(r"\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)*\.\w+", re.ASCII)
"""An address around which nothing stands, as nearly all are."""
_AROUND: Final = " \t<>()[]{}\"'`.,;:\u2018\u2019\u201c\u201d\u00ab\u00bb"
SAID: Final = "said"
"""The group of an option's expression that is its word, where the expression looks at more."""
_TAKEN_BACK: Final = re.compile(
    r"(?<!\w)(?:not(?! only| just)|no(?!\.)|never|non|cannot|\w+n't|dont"
    r"|pas|sans|nicht|kein\w*|ohne|sin|n\u00e3o|sem|senza|niet|geen|zonder)(?!\w)"
)
"""Words that take back what stands beside them."""
_SPAN = r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?"
_MINUTES: Final = {"hour": 60.0, "minute": 1.0, "second": 1 / 60}
_UNITS: Final = {
    word: _MINUTES[unit] for unit, words in vocabulary("durations").items() for word in words
}
"""How many minutes each word for a unit of time stands for."""


def cells_at(
    rows: Sequence[Row], position: int | None, *, in_words: bool = False
) -> list[str | None]:
    """Take one column out of the rows; what is missing, or marked as missing, is `None`.

    `Null` and `None` may be what is meant, `in_words`: in a part of a name, or in what somebody says.
    """
    if position is None:
        return [None] * len(rows)
    said = _said_in_words if in_words else _said
    return [said(row.cells[position]) if position < len(row.cells) else None for row in rows]


@lru_cache(maxsize=100_000)  # an export repeats what it says, and a folder its exports
def _said(cell: str) -> str | None:
    tidy = _tidy(cell)
    return None if says_nothing(tidy) else tidy


@lru_cache(maxsize=100_000)
def _said_in_words(cell: str) -> str | None:
    tidy = _tidy(cell)
    return None if says_nothing(tidy, in_words=True) else tidy


def _tidy(cell: str) -> str:
    """Return a cell on one line, with plain spaces and without signs that nobody sees."""
    if cell.isascii():
        return _one_line(cell.strip())
    return _one_line(cell.translate(_UNSEEN).strip())


def is_address(cell: str) -> bool:
    """Tell whether a text is an e-mail address."""
    return _ADDRESS.match(cell) is not None


def typed(
    cells: Sequence[str | None],
    column: Column,
    *,
    day_first: bool | None,
    zone: str,
    style: NumberStyle = POINTED,
) -> tuple[Typed, list[int]]:
    """Type one column; also return which cells hold something else than was expected.

    `day_first` and `zone` are how the sheet writes its dates, `style` how its numbers. A number column
    becomes floats, a column of moments instants in UTC, without its zone, every other one texts; what
    is missing is `None` in each.
    """
    values, bad = _of_kind(cells, column, day_first, zone, style)
    if column.filled:
        bad = sorted({*bad, *(i for i, cell in enumerate(cells) if cell is None)})
    return values, bad


def holds(cells: Sequence[str | None], column: Column) -> bool:
    """Tell whether a column of cells may be this one: there is something in it, and all of its kind."""
    filled = [cell for cell in cells if cell is not None]
    if column.kind is ColumnKind.ADDRESS:
        return bool(filled) and all(map(is_address, filled))
    read = (typed(filled, column, day_first=order, zone="UTC") for order in (True, False))
    return bool(filled) and any(not bad for _, bad in read)


def _of_kind(
    cells: Sequence[str | None],
    column: Column,
    day_first: bool | None,
    zone: str,
    style: NumberStyle,
) -> tuple[Typed, list[int]]:
    if column.kind == ColumnKind.MOMENT:
        moments = moments_in(cells, day_first=day_first, timezone=zone)
        unread = (read is None for read in moments)
        return moments, [i for i, none in enumerate(unread) if none and cells[i] is not None]
    if column.kind == ColumnKind.ADDRESS:
        return [cell and address_in(cell) for cell in cells], []
    if column.kind == ColumnKind.CHOICE:
        known = {cell: chosen_word(cell, column.options) for cell in {*cells} if cell}
        chosen = [cell and known[cell] for cell in cells]
        return chosen, [i for i, each in enumerate(chosen) if each == ""]
    if column.kind == ColumnKind.ORGANISATION:
        return [None if cell is None or names_no_organisation(cell) else cell for cell in cells], []
    if column.kind == ColumnKind.PSEUDONYM:
        return cells, [i for i, cell in enumerate(cells) if cell and "@" in cell]
    if column.kind == ColumnKind.AMOUNT:
        return [cell and style.amount(cell) for cell in cells], []
    if column.kind not in _NUMBERS:
        return cells, []
    numbers = [None if cell is None else _NUMBERS[column.kind](cell, style) for cell in cells]
    pairs = zip(cells, numbers, strict=True)
    least = float("-inf") if column.kind == ColumnKind.NUMBER else 0
    bad = [
        i
        for i, (cell, read) in enumerate(pairs)
        if cell is not None and (read is None or not least <= read <= LARGEST)
    ]
    return numbers, bad


def as_array(values: Typed, kind: ColumnKind) -> ExtensionArray | np.ndarray:
    """Return a typed column as pandas has it."""
    if kind == ColumnKind.MOMENT:
        return instants(values).array
    return np.array(values, dtype="float64") if kind in _NUMBERS else pd.array(values, dtype="str")


def address_in(cell: str) -> str | None:
    """Return an address without what stands around it: `Asha <mailto:asha@example.org>;`."""
    if _PLAIN_ADDRESS.fullmatch(cell):
        return cell
    if cell.isascii() and "@" not in cell:
        return None
    plain = unicodedata.normalize("NFKC", cell).translate(_UNSEEN)
    bracketed = _IN_BRACKETS.search(plain.strip(" .,;"))
    bare = re.sub(
        r"^mailto:", "", (bracketed[1] if bracketed else plain).strip(_AROUND), flags=re.I
    )
    bare = bare.partition("?")[0].strip(_AROUND)
    return bare if _ADDRESS.match(bare) else None


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell


def chosen_word(cell: str, options: Mapping[str, str]) -> str | None:
    """Return the first option whose pattern is in the cell; an empty text if none is, nothing of `TBC`.

    None is where a word beside it takes it back: *members, not sponsors*, *not closed*.
    """
    plain = cell.casefold().replace("\u2019", "'")
    for each, pattern in options.items():
        if found := re.search(pattern, plain):
            said = SAID if found.groupdict().get(SAID) else 0
            beside = f"{plain[: found.start(said)]} {plain[found.end(said) :]}"
            return "" if _TAKEN_BACK.search(beside) else each
    return None if is_nothing(cell) else ""


def chosen_signs(
    cells: Sequence[str | None], rows: Sequence[Row], position: int, options: Mapping[str, str]
) -> list[str | None]:
    """Return a column of a choice with the signs that are one of its words: `-` is a delta, not nothing."""
    signs = (row.cells[position].strip() if position < len(row.cells) else "" for row in rows)
    return [
        sign
        if cell is None
        and sign
        and not any(each.isalnum() for each in sign)
        and any(re.search(pattern, sign.casefold()) for pattern in options.values())
        else cell
        for cell, sign in zip(cells, signs, strict=True)
    ]


def _whole(cell: str, style: NumberStyle) -> float | None:
    return style.whole(cell)


def _number(cell: str, style: NumberStyle) -> float | None:
    return style.sum_of_money(cell)


def _minutes(cell: str, style: NumberStyle) -> float | None:
    """Read a length of time in minutes; what cannot be read is unknown, never 0."""
    if clock := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", cell):
        return int(clock[1] or 0) * 60 + int(clock[2]) + int(clock[3]) / 60
    if (bare := style.number(cell)) is not None:
        return bare
    value = cell.casefold()
    parts = re.findall(_SPAN, value)
    amounts = [style.number(amount) for amount, _ in parts]
    rest = re.sub(_SPAN, "", value).strip(" ,")
    if not parts or rest or None in amounts or any(unit not in _UNITS for _, unit in parts):
        return None
    pairs = zip(amounts, parts, strict=True)
    return sum(amount * _UNITS[unit] for amount, (_, unit) in pairs if amount is not None)


_NUMBERS: Final[Mapping[ColumnKind, Callable[[str, NumberStyle], float | None]]] = {
    ColumnKind.WHOLE: _whole,
    ColumnKind.NUMBER: _number,
    ColumnKind.DURATION: _minutes,
}
