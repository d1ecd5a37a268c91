"""What the marks on a sign-in sheet mean: by the community's word, the sheet's own legend, or custom.

A column that tells whether people came is read or asked about, never passed over. An empty cell among
ticks says that somebody did not come; what it says where only absences are noted is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from copmetrics.errors import CellError, QuestionError, table_line
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.phrases import Phrases
from copmetrics.readers.row_numbers import rows_named
from copmetrics.readers.sign_in_words import (
    AWAY_ANYWHERE,
    AWAY_WORDS,
    CAME_WORDS,
    INTENT_WORDS,
    LETTERS_FOR_YES,
    NO_TICKS,
    TICKS,
    WORDS,
    is_invitees,
)

__all__ = [
    "EMPTY",
    "IN_ROW",
    "MarkMeaning",
    "Marks",
    "are_codes",
    "are_ticks",
    "legend_in",
    "looks_like_attendance",
    "may_say_yes_or_no",
    "turns_ticks",
]

CROSS, NO = "x", "n"
CODES: Final = frozenset(("l", "e", "a"))
EMPTY = "empty"
"""How `community.toml` calls an empty cell."""
IN_ROW: Final = "row {}"
"""How `community.toml` calls a remark in the place of a mark: a text of more than a word is not repeated."""
SHORT, LONGEST_NUMBER, LONGEST_WORD = 3, 5, 20
_LEGEND = re.compile(
    r"(?<![\w])([^\s\w]|\w{1,3})(?:\s*(?:or|/|,|and)\s*([^\s\w]|\w{1,3}))?\s*[=:–-]\s*([^\W\d_][^=:;,.|]*)"
)
_LABEL = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, WORDS['others']))})\s*:", re.IGNORECASE)
_TICKS_TOLD = Phrases(WORDS["speaks_of_ticks"])
_AWAY, _CAME = Phrases(AWAY_WORDS), Phrases(CAME_WORDS)
_AWAY_TOLD = Phrases((*WORDS["speaks_of_staying_away"], *AWAY_WORDS))
_MOMENT = re.compile(r"\d{1,2}[:.]\d{2}\b|^\d{1,2} ?[ap]m$|^\d{4}-\d{2}-\d{2}")
_CAPITALISED = re.compile(r"[A-Z][a-z]+")
"""Letters as a name has them: `Kit`."""
_NUMBER = re.compile(r"\d+([.,]\d+)?%?")
_ENDS_A_WORD = re.compile(r"\b(?!\w)")


class MarkMeaning(StrEnum):
    """What one cell tells of whether somebody came."""

    CAME = "came"
    AWAY = "absent"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Marks:
    """How the marks of one sheet are to be read."""

    sheet: Sheet
    context: Context
    legend: Mapping[str, MarkMeaning]
    turned: bool = False
    """Whether the sheet speaks of ticks and of staying away in one breath: ticks may be those who did."""
    seen: frozenset[str] = frozenset()
    """What stands in any cell of the people, as marks are compared."""

    @cached_property
    def said(self) -> dict[str, MarkMeaning]:
        """What the community says that each mark means."""
        return {
            heading(mark): MarkMeaning(what) for mark, what in self.context.answers.marks.items()
        }

    def told(self, cell: str | None) -> MarkMeaning | None:
        """Return what a cell tells; nothing where no word or mark of it is known."""
        if cell is None or not cell.strip():
            return self.said.get(EMPTY, MarkMeaning.NOTHING)
        plain = heading(cell).strip(" .!*")
        for known in (self.said, self.legend, _CUSTOM):
            if (found := known.get(plain)) is not None:
                return found
        if _MOMENT.search(plain):
            return MarkMeaning.CAME
        return self._by_its_beginning(plain)

    def _by_its_beginning(self, plain: str) -> MarkMeaning | None:
        """Read `no - apologies` and `present (late)`; what says both is not understood."""
        begun = [
            word
            for word in _LONGEST_FIRST
            if plain.startswith(word) and _ENDS_A_WORD.match(plain, len(word))
        ]
        if not begun:
            return None
        rest = plain.removeprefix(begun[0])
        other = CAME_WORDS if _CUSTOM[begun[0]] is MarkMeaning.AWAY else AWAY_WORDS
        standing = (word for word in other if word in rest)
        contrary = any(re.search(rf"\b{re.escape(word)}\b", rest) for word in standing)
        return None if contrary else _CUSTOM[begun[0]]

    def read(
        self, cells: Sequence[str | None], rows: Sequence[Row], column: str
    ) -> list[MarkMeaning]:
        """Return what each cell of a column tells; asks what an unknown mark means."""
        doubtful = self._doubtful(cells)
        found = [
            None
            if cell and heading(cell) in doubtful
            else self.told(cell) or self.said.get(IN_ROW.format(row.number))
            for cell, row in zip(cells, rows, strict=True)
        ]
        unknown = [
            (str(cell), row) for told, cell, row in zip(found, cells, rows, strict=True) if not told
        ]
        remarks = [
            row.number
            for cell, row in unknown
            if heading(cell) not in doubtful and not _is_mark(cell, cells)
        ]
        self.ask_of_remarks(remarks, column)
        for cell, row in unknown:
            self._refuse(cell, row, column)
        return [told or MarkMeaning.NOTHING for told in found]

    def _doubtful(self, cells: Sequence[str | None]) -> frozenset[str]:
        """Return the marks that may say either: a cross beside ticks, letters without their pair, intents.

        L, E and A are codes of coming beside a P or a tick, and of shifts without.
        """
        marks = {heading(cell) for cell in cells if cell}
        ticked = marks & TICKS
        known = {*self.said, *self.legend}
        if self.turned:
            return frozenset(ticked - known)
        crossed = {CROSS} if len(ticked) > 1 else set()
        letters = set() if NO in self.seen else LETTERS_FOR_YES & marks
        codes = set() if self.seen & _CLEAR else CODES & marks
        return frozenset((crossed | letters | codes | INTENT_WORDS & marks) - known)

    def _refuse(self, cell: str, row: Row, column: str) -> None:
        if _NUMBER.fullmatch(cell.strip()):
            raise CellError(
                self.sheet.file,
                row=row.number,
                column=column,
                value=cell,
                expected="a tick (x, y, 1) or empty",
                advice="Tick those who were there.",
            )
        raise QuestionError(
            self.sheet.file,
            question=f"what does '{cell}' in row {row.number}, column '{column}', mean?",
            answers=self.lines(cell),
        )

    def ask_of_remarks(self, rows: Sequence[int], column: str) -> None:
        """Ask what texts say that are more than a mark, by their rows: they may name somebody."""
        if not rows:
            return
        came = "did that person come" if len(rows) == 1 else "did those people come"
        raise QuestionError(
            self.sheet.file,
            question=f"{came} of whom there is a remark in column '{column}', {rows_named(rows)}?",
            answers=self.lines(*(IN_ROW.format(number) for number in rows)),
        )

    def lines(self, *marks: str) -> list[str]:
        """Return the two lines that say what marks mean, beside what has been said of others."""
        said = self.context.answers.marks
        return [
            table_line("marks", {**said, **dict.fromkeys(marks, str(each))})
            for each in (MarkMeaning.CAME, MarkMeaning.AWAY)
        ]

    def settled(self, told: Sequence[MarkMeaning], column: str) -> list[AttendanceStatus]:
        """Say of each row whether it came, where empty cells are to be understood too.

        Beside somebody marked as there, an empty cell is somebody who was not. Where nobody is, it is asked.
        """
        if MarkMeaning.CAME not in told and MarkMeaning.NOTHING in told:
            raise QuestionError(
                self.sheet.file,
                question=f"what does an empty cell in column '{column}' mean? Nobody is marked as there.",
                answers=self.lines(EMPTY),
            )
        return [
            AttendanceStatus.ATTENDED if each is MarkMeaning.CAME else AttendanceStatus.ABSENT
            for each in told
        ]


_CUSTOM = {
    **dict.fromkeys((*CAME_WORDS, *TICKS, *map(heading, WORDS["yes_like"])), MarkMeaning.CAME),
    **dict.fromkeys((*AWAY_WORDS, *NO_TICKS, *map(heading, WORDS["no_like"])), MarkMeaning.AWAY),
}
_YES_OR_NO = frozenset((*_CUSTOM, *map(heading, WORDS["like_either"])))
_CLEAR = CAME_WORDS | TICKS - CODES - LETTERS_FOR_YES
_LONGEST_FIRST = sorted((word for word in _CUSTOM if len(word) > 1), key=len, reverse=True)


def _is_mark(cell: str, cells: Sequence[str | None]) -> bool:
    """Whether an unknown text may be repeated: a mark or a number, or one word that stands there again.

    What is longer may say more of somebody than whether they came.
    """
    plain = cell.strip()
    if _NUMBER.fullmatch(plain):
        return len(plain) <= LONGEST_NUMBER
    again = [heading(each) for each in cells if each].count(heading(cell)) > 1
    is_word = len(plain) <= LONGEST_WORD and not re.search(r"[\d@]", plain)
    is_sign = len(plain) <= SHORT and not _CAPITALISED.fullmatch(plain)
    return is_sign or (is_word and (again or (" " not in plain and plain.islower())))


def legend_in(rows: Sequence[Row]) -> dict[str, MarkMeaning]:
    """Return what the sheet itself says of its marks: `X = apologies`, `P - present`."""
    found: dict[str, MarkMeaning] = {}
    for row in rows:
        text = _LABEL.sub("", " | ".join(cell for cell in row.cells if cell.strip()))
        for first, second, meaning in _LEGEND.findall(text):
            told = _meaning(meaning)
            if told is not None:
                found |= {heading(mark): told for mark in (first, second) if mark}
    return found


def turns_ticks(rows: Sequence[Row]) -> bool:
    """Whether a line speaks of ticks and of staying away: `Please tick if you did NOT attend`."""
    texts = (heading(" ".join(cell for cell in row.cells if cell.strip())) for row in rows)
    return any(_TICKS_TOLD.search(text) and _AWAY_TOLD.search(text) for text in texts)


def _meaning(text: str) -> MarkMeaning | None:
    """Return what the words behind a mark say; a word of absence says more than one of presence."""
    plain = heading(text)
    if _AWAY.search(plain):
        return MarkMeaning.AWAY
    return MarkMeaning.CAME if _CAME.search(plain) else None


def looks_like_attendance(cells: Sequence[str | None]) -> bool:
    """Whether the cells of a column whose heading says nothing tell of who was not there."""
    words = {heading(cell).strip(" .!*") for cell in cells if cell}
    codes = {"p", "a"} <= words and all(len(word) < 3 for word in words)
    return codes or (bool(words & AWAY_ANYWHERE) and not is_invitees(cells))


def are_codes(cells: Sequence[str | None]) -> bool:
    """Whether a column holds codes of one or two letters, of presence and of absence among them."""
    words = {heading(cell) for cell in cells if cell}
    return {"p", "a"} <= words and all(len(word) < 3 for word in words)


def may_say_yes_or_no(cells: Sequence[str | None]) -> bool:
    """Whether all that stands in a column are ticks, codes, or words that people say yes or no by."""
    words = {heading(cell).strip(" .!*?") for cell in cells if cell}
    return bool(words) and all(word in _YES_OR_NO or _is_sign(word) for word in words)


def _is_sign(word: str) -> bool:
    """Whether a text is a sign or two and neither letter nor number: a tick of whatever kind."""
    return 0 < len(word) < 3 and not any(each.isalnum() for each in word)


def are_ticks(cells: Sequence[str | None]) -> bool:
    """Whether a column holds ticks and empty cells, and no word for no."""
    words = {heading(cell) for cell in cells if cell}
    return bool(words) and words <= TICKS - {"y", "yes", "true", "p", "l"} and None in cells
