"""Every error that a user can meet: one family, one wording, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

__all__ = [
    "CellError",
    "ChoiceError",
    "CopmetricsError",
    "FileError",
    "Problems",
    "QuestionError",
    "RenderError",
    "TableError",
    "nearest",
]


class CopmetricsError(Exception):
    """Something the user can mend. `str(error)` is the one line that says what and how."""


class FileError(CopmetricsError):
    """A file, or a folder, as a whole cannot be used."""

    def __init__(self, file: str, what: str, *, advice: str = "") -> None:
        """Name the `file`, say `what` is wrong with it and give the `advice`."""
        self.file, self.what, self.advice = file, what, advice
        super().__init__(_sentence(f"{file}: {what}", advice))


class CellError(CopmetricsError):
    """One cell of one file holds something else than was expected there."""

    def __init__(
        self, file: str, *, row: int, column: str, value: object, expected: str, advice: str = ""
    ) -> None:
        """Point at the cell: `row` is counted as the spreadsheet shows it, headings included."""
        self.file, self.row, self.column = file, row, column
        self.value, self.expected, self.advice = value, expected, advice
        shown = "nothing" if value is None or value == "" else f"'{_short(value)}'"
        where = f"{file}, row {row}, column '{column}'"
        super().__init__(_sentence(f"{where}: {shown} is not {expected}", advice))


class QuestionError(CopmetricsError):
    """The file can be read in more than one way; one line of `community.toml` settles it."""

    def __init__(self, file: str, *, question: str, answers: Sequence[str]) -> None:
        """Ask the `question` and give the lines to choose from, for this file's own table."""
        self.file, self.question, self.answers = file, question, tuple(answers)
        lines = " or ".join(answers)
        super().__init__(
            f'{file}: {question} Answer in community.toml, under [files."{file}"]: {lines}'
        )


class ChoiceError(CopmetricsError):
    """A word that is not one of those that can be chosen."""

    def __init__(
        self, what: str, value: object, options: Iterable[object], *, file: str = ""
    ) -> None:
        """List the `options` from the collection that was checked, and the nearest one."""
        self.what, self.value = what, value
        self.options = tuple(str(option) for option in options)
        hint = nearest(value, self.options)
        where = f"{file}: " if file else ""
        super().__init__(
            f"{where}'{_short(value)}' is not {what}. {hint}Choose from: {', '.join(self.options)}."
        )


class Problems(CopmetricsError):
    """Several errors met together; the first is shown, `check` lists them all."""

    def __init__(self, errors: Sequence[CopmetricsError], folder: str) -> None:
        """Keep all `errors`; say how many more there are and how to see them."""
        self.errors = tuple(errors)
        more = len(self.errors) - 1
        tail = f" (and {more} more: copmetrics check {folder} lists them)" if more else ""
        super().__init__(f"{self.errors[0]}{tail}")


class TableError(CopmetricsError):
    """A table holds something else than its schema declares: in a frame of one's own, or by our fault."""

    def __init__(
        self,
        table: str,
        *,
        column: str,
        expected: str,
        row: object = None,
        value: object = None,
        source: str = "",
        advice: str = "",
    ) -> None:
        """Point at the cell, or at the column where `row` is not given.

        `row` is the frame's own label; `source` is the line of the file that it comes from.
        """
        self.table, self.column, self.row = table, column, row
        self.value, self.expected, self.advice = value, expected, advice
        if row is None:
            statement = f"table '{table}', column '{column}' is not {expected}"
        else:
            whence = f" ({source})" if source else ""
            shown = "nothing" if _is_unknown(value) else f"'{_short(value)}'"
            where = f"table '{table}', row {row}{whence}, column '{column}'"
            statement = f"{where}: {shown} is not {expected}"
        super().__init__(_sentence(statement, advice))


class RenderError(CopmetricsError):
    """A report could not be made although its data could be read."""


def nearest(value: object, options: Iterable[str]) -> str:
    """Ask whether the option most like `value` was meant; nothing if none is like it."""
    near = get_close_matches(str(value), list(options), n=1)
    return f"Did you mean '{near[0]}'? " if near else ""


def _sentence(statement: str, advice: str) -> str:
    return f"{statement}. {advice}".strip()


def _is_unknown(value: object) -> bool:
    return value is None or str(value) in ("nan", "NaT", "<NA>")


def _short(value: object, limit: int = 60) -> str:
    """Put a value on one line, cut where a message would be lost in it."""
    text = " ".join(str(value).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
