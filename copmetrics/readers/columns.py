"""Declaring the columns of a vendor's file: the headings of each, and what its cells are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from copmetrics.measures.base import Source
from copmetrics.readers.files import heading

__all__ = [
    "Absence",
    "Column",
    "ColumnKind",
    "IfAbsent",
    "address",
    "amount",
    "band",
    "choice",
    "duration",
    "heard_of_us",
    "left_of",
    "moment",
    "number",
    "organisation",
    "profession",
    "prose",
    "pseudonym",
    "reason_to_join",
    "required_text",
    "right_of",
    "text",
    "whole",
]

_ORGANISATION = r"\b(organi[sz]ation|company|employer|trust|hospital|workplace|where do you work)\b"
_PROFESSION = r"\b(profession|job title|job role|occupation|your role)\b"
_HEARD = (
    r"\bhow (?:did|have) you (?:first )?(?:hear|heard|learn|learnt|find out|get to know|come across)\b"
    r"|\bhow did you find us\b|\bwhere did you (?:first )?hear\b|\bhow you (?:first )?heard\b"
)
_BAND = (
    r"^(?!.*\b(?:profession|job title|job role|occupation|role)\b)"
    r".*\b(?:pay band|pay grade|afc band|band|grade|seniority)\b"
)
_REASON = r"\breasons? (for|to) join|\bwhy\b.*\bjoin|\bwhat br(ings|ought) you\b"


class ColumnKind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    PROSE = "prose"
    ADDRESS = "address"
    MOMENT = "moment"
    WHOLE = "whole"
    NUMBER = "number"
    AMOUNT = "amount"
    DURATION = "duration"
    CHOICE = "choice"
    PSEUDONYM = "pseudonym"
    ORGANISATION = "organisation"
    PROFESSION = "profession"
    BAND = "band"
    REASON = "reason"
    HEARD = "heard"


class Absence(StrEnum):
    """What follows where a column on which a number depends is not there, or is empty."""

    NOTE = "note"
    """The file is read, and what is then counted is said beside the numbers."""
    QUESTION = "question"
    """The file is not read before the community has said that it is right without."""


@dataclass(frozen=True)
class IfAbsent:
    """What follows if a table lacks a column, or has nothing in it in any row."""

    absence: Absence
    says: str
    """Of a note what is then counted, of a question what then does not show."""
    bears_on: Source | None = None
    """Whose numbers are then estimates; none where only a detail is unknown."""
    beside: tuple[str, ...] = ()
    """Headings, or labels above it, of which a table has one where the column belongs to it; any if empty.

    A column whose absence is noted belongs to it too where one that nobody reads holds what it would."""
    often_beside: tuple[str, ...] = ()
    """Headings beside which it may have been or not: it is missed there, and no number an estimate for it."""
    unless: tuple[str, ...] = ()
    """Headings that say that the file is of a layout without the column."""
    may_be_empty: bool = False
    """Whether a column with nothing in it is as right as one that is filled."""
    may_be_unread: bool = False
    """Whether it is missed only where another column, which nobody reads, may be it, whatever is in that, or
    where it is there with nothing in it."""


@dataclass(frozen=True)
class Column:
    """One column of a vendor's file: the headings it has gone by, and what its cells are."""

    headings: tuple[str, ...]
    kind: ColumnKind = ColumnKind.TEXT
    pattern: str = ""
    """A regular expression for where it has none of these: the wording of a question."""
    expected: str = ""
    """What a cell should have been, in the message on one that is something else."""
    filled: bool = False
    """Whether every row must have something in it."""
    options: Mapping[str, str] = field(default_factory=dict)
    """For a choice: each word, and the regular expression that finds it in a cell."""
    in_other_words: bool = False
    """Whether `check` says what a cell counts as that has none of these words in it."""
    right_of: tuple[str, ...] = ()
    """Headings of a column that it stands right of: what has its heading further left is another thing."""
    left_of: tuple[str, ...] = ()
    """Headings of a column that it stands left of."""
    if_absent: IfAbsent | None = None
    """What follows if it is not there; nothing if that is not said."""

    def or_note(
        self,
        says: str,
        *,
        bears_on: Source | None = None,
        beside: tuple[str, ...] = (),
        often_beside: tuple[str, ...] = (),
        unless: tuple[str, ...] = (),
        may_be_empty: bool = False,
        may_be_unread: bool = False,
    ) -> Column:
        """Say what is counted where the column is absent: `check` and the report repeat it."""
        rule = IfAbsent(
            Absence.NOTE,
            says,
            bears_on=bears_on,
            beside=beside,
            often_beside=often_beside,
            unless=unless,
            may_be_empty=may_be_empty,
            may_be_unread=may_be_unread,
        )
        return replace(self, if_absent=rule)

    def or_question(
        self,
        says: str,
        *,
        beside: tuple[str, ...] = (),
        unless: tuple[str, ...] = (),
        may_be_empty: bool = False,
    ) -> Column:
        """Say what does not show where the column is absent: the community is asked."""
        rule = IfAbsent(
            Absence.QUESTION, says, beside=beside, unless=unless, may_be_empty=may_be_empty
        )
        return replace(self, if_absent=rule)

    def position(self, found: tuple[str, ...], also: Collection[str] = ()) -> int | None:
        """Return where this column stands among a row's normalised headings.

        The first alias wins over the second; `also` are headings that the community named.
        """
        own = list(enumerate(found))[self.begins(found) : self.ends(found)]
        for alias in (*also, *self.headings):
            if places := [i for i, each in own if each == heading(alias)]:
                return places[0]
        pattern = re.compile(self.pattern) if self.pattern else None
        return next((i for i, cell in own if pattern and pattern.search(cell)), None)

    def begins(self, found: tuple[str, ...]) -> int:
        """Return the first place in which it may stand: behind what it is right of, if that is said."""
        if not self.right_of:
            return 0
        beside = set(map(heading, self.right_of))
        return next((i + 1 for i, each in enumerate(found) if each in beside), len(found))

    def ends(self, found: tuple[str, ...]) -> int:
        """Return the first place in which it may not stand: that of what it is left of, if that is said."""
        beside = set(map(heading, self.left_of))
        return next((i for i, each in enumerate(found) if each in beside), len(found))


def text(*headings: str, pattern: str = "") -> Column:
    """Declare a column of plain text."""
    return Column(headings, pattern=pattern)


def prose(*headings: str) -> Column:
    """Declare a column of what people say at length: `None` is an answer in it."""
    return Column(headings, ColumnKind.PROSE)


def required_text(*headings: str, expected: str, pattern: str = "") -> Column:
    """Declare a column of plain text that no row may leave empty."""
    return Column(headings, filled=True, expected=expected, pattern=pattern)


def address(*headings: str) -> Column:
    """Declare a column of e-mail addresses; a text that is none is unknown, not an error."""
    return Column(headings, ColumnKind.ADDRESS)


def moment(*headings: str) -> Column:
    """Declare a column of dates and times, instants in UTC once read."""
    return Column(headings, ColumnKind.MOMENT, expected="a date and time that copmetrics knows")


def whole(*headings: str) -> Column:
    """Declare a column of whole numbers, thousands separators allowed."""
    return Column(headings, ColumnKind.WHOLE, expected="a whole number")


def number(*headings: str) -> Column:
    """Declare a column of numbers."""
    return Column(headings, ColumnKind.NUMBER, expected="a number")


def amount(*headings: str) -> Column:
    """Declare a column of texts that are numbers or shares in per cent: `62.5`, `62.5%` once read."""
    return Column(headings, ColumnKind.AMOUNT, expected="a number")


def duration(*headings: str) -> Column:
    """Declare a column of spans such as `1h 27m 51s` or `1:27:51`, in minutes once read."""
    return Column(headings, ColumnKind.DURATION, expected="a length of time such as 1h 20m")


def right_of(headings: tuple[str, ...], column: Column) -> Column:
    """Declare that a column stands right of another: further left its heading is of another thing."""
    return replace(column, right_of=headings)


def left_of(headings: tuple[str, ...], column: Column) -> Column:
    """Declare that a column stands left of another: further right its heading is of another thing."""
    return replace(column, left_of=headings)


def choice(
    *headings: str,
    options: Mapping[str, str],
    filled: bool = False,
    pattern: str = "",
    in_other_words: bool = False,
) -> Column:
    """Declare a column of words from a list; each option with the expression that finds it."""
    listed = ", ".join(str(each) for each in options)
    return Column(
        headings,
        ColumnKind.CHOICE,
        options=options,
        filled=filled,
        pattern=pattern,
        in_other_words=in_other_words,
        expected=f"one of {listed}",
    )


def pseudonym(*headings: str) -> Column:
    """Declare a column of pseudonyms: an address there would name somebody."""
    return Column(headings, ColumnKind.PSEUDONYM, expected="a pseudonym such as T4")


def organisation(*headings: str) -> Column:
    """Declare where an organisation may be named; a custom question is found by its wording."""
    return Column(headings, ColumnKind.ORGANISATION, pattern=_ORGANISATION)


def profession(*headings: str) -> Column:
    """Declare where a profession may be named; a custom question is found by its wording."""
    return Column(headings, ColumnKind.PROFESSION, pattern=_PROFESSION)


def band(*headings: str) -> Column:
    """Declare where a grade or pay band may stand; a custom question is found by its wording.

    One question for both, *Job title and band*, is one for the profession.
    """
    return Column(headings, ColumnKind.BAND, pattern=_BAND)


def reason_to_join(*headings: str) -> Column:
    """Declare where people may say why they join; a custom question is found by its wording."""
    return Column(headings, ColumnKind.REASON, pattern=_REASON)


def heard_of_us() -> Column:
    """Declare where people may say how they heard of the community; a question is found by its wording."""
    return Column((), ColumnKind.HEARD, pattern=_HEARD)
