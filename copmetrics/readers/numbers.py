"""Numbers as they were meant: what the comma and the point in them stand for is settled once a file.

`1,5` is one and a half in Berlin and `1,500` is fifteen hundred in London. One file has one sign for its
decimals: a cell that can be read in one way settles it (`1,5`, `1.234,5`, `1,234,567`, and `£1,250`, for
nobody who writes pounds has a comma before decimals); else what the file shows of where it was written
(semicolons between its cells, dates with points); else it is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from copmetrics.readers.vocabulary import vocabulary

__all__ = [
    "Decimal",
    "NumberStyle",
    "UnsettledDecimal",
    "bare_number",
    "decimal_in",
    "is_from_workbook",
    "plain_number",
    "without_currency",
]


class Decimal(StrEnum):
    """What stands before the decimals of a number."""

    POINT = "."
    COMMA = ","


class UnsettledDecimal(Exception):
    """The numbers of a file fit both signs, or neither; `examples` are one or two of them."""

    def __init__(self, *examples: str) -> None:
        """Keep the examples."""
        self.examples = examples
        super().__init__(*examples)


_OTHER: Final = {Decimal.POINT: Decimal.COMMA, Decimal.COMMA: Decimal.POINT}
_WORDS: Final = {
    word
    for thing, words in vocabulary("number_units").items()
    if thing != "currency"
    for word in words
}
_AMOUNT: Final = re.compile(r"(-?\d[\d.,]*)\s*(%?)")
"""An amount that may be a share in per cent."""
_CURRENCY: Final = "|".join(
    map(re.escape, sorted(vocabulary("number_units")["currency"], key=len, reverse=True))
)
_MONEY: Final = (
    re.compile(rf"(?P<minus>-?)\s*(?:{_CURRENCY})\s*(?P<number>-?\d.*)", re.IGNORECASE),
    re.compile(rf"(?P<minus>)(?P<number>-?\d.*\d)\s*(?:{_CURRENCY})\.?", re.IGNORECASE),
)
"""A number with the sign or the word of a currency before it or behind it."""
_POUNDS: Final = re.compile(r"-?\s*£\s*-?[1-9]\d{0,2},\d{3}")
_BEHIND: Final = re.compile(r"(?<=\d)\s*([^\W\d_]+)\.?$")
_BETWEEN: Final = re.compile(r"(?<=\d)[ '\u2019](?=\d{3}(?!\d))")
_MINUS: Final = str.maketrans("\u2212\u2012\u2013", "---")
_ONE_WAY: Final = {
    sign: re.compile(
        rf"-?(\d{{1,3}}(\{other}\d{{3}}){{2,}}(\{sign}\d+)?"  # 1,234,567 or 1,234,567.5
        rf"|\d{{1,3}}\{other}\d{{3}}\{sign}\d+"  # 1,234.5
        rf"|\d+\{sign}(\d{{1,2}}|\d{{4,}})"  # 1.5 or 1.2345
        rf"|(0\d*|\d{{4,}})\{sign}\d{{3}})"  # 0.125 or 1234.567
    )
    for sign, other in _OTHER.items()
}
"""What can be read with one sign only."""
_OPEN: Final = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}")
"""What can be read with either: fifteen hundred or one and a half."""
_WRITTEN: Final = {
    sign: re.compile(rf"-?(\d+|\d{{1,3}}(\{other}\d{{3}})+)(\{sign}\d+)?")
    for sign, other in _OTHER.items()
}


def plain_number(cell: str) -> str:
    """Bring a cell to the form that numbers are read in: no unit, no space between thousands."""
    plain = unicodedata.normalize("NFKC", cell).translate(_MINUS).strip()
    behind = _BEHIND.search(plain)
    if behind and behind[1].casefold() in _WORDS:
        plain = plain[: behind.start()]
    return _BETWEEN.sub("", plain)


def without_currency(cell: str) -> str:
    """Return an amount of money without its currency, which its unit says; other texts as they are."""
    plain = unicodedata.normalize("NFKC", cell).translate(_MINUS).strip()
    for shape in _MONEY:
        if found := shape.fullmatch(plain):
            return found["minus"] + found["number"]
    return cell


def bare_number(cell: str) -> str:
    """Return a number without its unit, its currency or its sign for per cent."""
    return plain_number(without_currency(cell)).rstrip("% ")


def decimal_in(
    cells: Collection[str], *, whole: Collection[str] = (), comma_likely: bool = False
) -> Decimal:
    """Settle what stands before the decimals of a file's numbers.

    `whole` are the cells of columns that hold whole numbers: `1,742` people are in thousands.
    `comma_likely` tells that the file was written where decimals have a comma. Raises
    `UnsettledDecimal`.
    """
    counts = {plain_number(cell) for cell in whole}
    numbers = {bare_number(cell) for cell in cells} | counts
    found = {sign: sorted(filter(shape.fullmatch, numbers)) for sign, shape in _ONE_WAY.items()}
    found[Decimal.POINT] += sorted(filter(_POUNDS.fullmatch, cells))
    for count in sorted(counts):
        if (opened := _OPEN.fullmatch(count)) and not _has_noughts(count):
            found[_OTHER[Decimal(opened[1])]].append(count)
    if all(found.values()):
        raise UnsettledDecimal(*(examples[0] for examples in found.values()))
    shown = next((sign for sign, examples in found.items() if examples), None)
    decimal = shown or _likely(numbers, counts, comma_likely)
    if odd := [each for each in sorted(counts) if _has_noughts(each) and decimal in each]:
        raise UnsettledDecimal(odd[0])  # nobody writes a count of one as 1,000
    return decimal


def _likely(numbers: Collection[str], counts: Collection[str], comma_likely: bool) -> Decimal:
    """Settle what no number shows by itself, by where the file was written."""
    if comma_likely:
        return Decimal.COMMA
    for each in sorted(filter(_OPEN.fullmatch, numbers)):
        if each not in counts or "," not in each:
            raise UnsettledDecimal(each)
    return Decimal.POINT


def _has_noughts(count: str) -> bool:
    return _OPEN.fullmatch(count) is not None and count.endswith("000")


@dataclass(frozen=True)
class NumberStyle:
    """How a file writes its numbers."""

    decimal: Decimal = Decimal.POINT
    in_workbook: bool = False
    """Whether cells may be numbers by themselves, which come written with a point."""
    typed: frozenset[str] = frozenset()
    """Numbers that stand in a workbook as texts, and look as its own do."""

    def number(self, cell: str) -> float | None:
        """Read a number; nothing where it is none."""
        written = self._standard(plain_number(cell))
        return None if written is None else float(written)

    def sum_of_money(self, cell: str) -> float | None:
        """Read a number that may have a currency before or behind it; nothing where it is none."""
        return self.number(without_currency(cell))

    def whole(self, cell: str) -> float | None:
        """Read a whole number; nothing where it is none."""
        value = self.number(cell)
        return value if value is not None and value.is_integer() else None

    def amount(self, cell: str) -> str:
        """Write what may have a sign behind it (`62,5 %`) with a point; other texts as they are."""
        found = _AMOUNT.fullmatch(plain_number(without_currency(cell)))
        written = self._standard(found[1]) if found else None
        return cell if written is None or not found else f"{written}{found[2]}"

    def _standard(self, plain: str) -> str | None:
        """Write a plain number as every program reads it: no thousands, a point for decimals."""
        if self.in_workbook and plain not in self.typed and is_from_workbook(plain):
            return plain
        if not _WRITTEN[self.decimal].fullmatch(plain):
            return None
        return plain.replace(_OTHER[self.decimal], "").replace(self.decimal, ".")


def is_from_workbook(cell: str) -> bool:
    """Whether a cell of a workbook can have been a number by itself: `1.5`, but not `1.500`."""
    return re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", cell) is not None
