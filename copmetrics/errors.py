"""Every error that a user can meet: one family, one wording, one line each."""

from __future__ import annotations

import copyreg
import errno
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

__all__ = [
    "CellError",
    "ChoiceError",
    "CopmetricsError",
    "EngineError",
    "FileError",
    "Problems",
    "QuestionError",
    "RenderError",
    "SourceError",
    "TableError",
    "answer_line",
    "as_typed",
    "columns_line",
    "command_line",
    "command_named",
    "could_not_write",
    "files_header",
    "nearest",
    "nearest_few",
    "refuse_address",
    "table_line",
]

_TO_WRITE: Final = {
    errno.ENOENT: "Make the folder first, or choose another place.",
    errno.ENOTDIR: "Make the folder first, or choose another place.",
    errno.EISDIR: "Name a file in it.",
    errno.EACCES: "Close it in other programs, or choose another place.",
    errno.EPERM: "Close it in other programs, or choose another place.",
    errno.EROFS: "Choose another place.",
    errno.ENOSPC: "Make room there, or choose another place.",
}
"""What to do where a file could not be written, by the number of the system's error."""
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
"""How an address begins (`s3://`, `https://`); one letter and a colon are a drive of Windows."""
BY_UV: Final = "UV_RUN_RECURSION_DEPTH"
"""What `uv run` sets for the command that it starts."""
FEW: Final = 4
"""So many options that are like what was given are named where there are too many to list."""
LIKE: Final = 0.5
"""How much like it they are at the least, from 0 to 1, as difflib counts it."""
LISTED: Final = 6
"""So many answers to choose from a message lists."""


class CopmetricsError(Exception):
    """Something the user can mend. `str(error)` is the one line that says what and how.

    The others are of its kind, so that one `except` meets them all.

        >>> try:
        ...     copmetrics.load("no-such-folder")
        ... except copmetrics.CopmetricsError as error:
        ...     print(type(error).__name__)
        FileError
    """

    def __reduce__(self) -> tuple[Any, ...]:
        """Come back, from another process, with its fields, which are more than the sentence."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class FileError(CopmetricsError):
    """A file, or a folder, as a whole cannot be used.

    Fields: `file`, `what` is wrong with it, and `advice`, which may be empty.

        >>> print(errors.FileError("notes.zip", "is not a zip", advice="Export it again."))
        notes.zip: is not a zip. Export it again.
    """

    def __init__(self, file: str, what: str, *, advice: str = "") -> None:
        """Name the `file`, say `what` is wrong with it and give the `advice`."""
        self.file, self.what, self.advice = file, what, advice
        super().__init__(_sentence(f"{file}: {what}", advice))


class CellError(CopmetricsError):
    """One cell of one file holds something else than was expected there.

    Fields: `file`, `row` (as the spreadsheet shows it), `column`, `value`, `expected`, and `advice`,
    which may be empty.

        >>> print(errors.CellError(
        ...     "zoom.csv", row=3, column="Minutes", value="an hour", expected="a whole number"
        ... ))
        zoom.csv, row 3, column 'Minutes': 'an hour' is not a whole number.
    """

    def __init__(
        self, file: str, *, row: int, column: str, value: object, expected: str, advice: str = ""
    ) -> None:
        """Point at the cell: `row` is counted as the spreadsheet shows it, headings included."""
        self.file, self.row, self.column = file, row, column
        self.value, self.expected, self.advice = value, expected, advice
        where = f"{file}, row {row}, column '{column}'"
        super().__init__(_sentence(f"{where}: {_is_not(value, expected)}", advice))

    @classmethod
    def of_row(
        cls,
        told: Mapping[Any, object],
        *,
        column: str,
        value: object,
        expected: str,
        advice: str = "",
    ) -> CellError:
        """Point at a cell of a table's row, which has `source_file` and `source_row`."""
        return cls(
            str(told["source_file"]),
            row=int(str(told["source_row"])),
            column=column,
            value=value,
            expected=expected,
            advice=advice,
        )


class QuestionError(CopmetricsError):
    """The file can be read in more than one way; one line of `community.toml` settles it.

    Fields: `file`, `question`, `answers`, the lines to choose from as they stand, and `examples`,
    lines in which the community's own value is to stand in the place of the one shown.

        >>> answers = ("day_first = true", "day_first = false")
        >>> asked = errors.QuestionError("zoom.csv", question="Is 05/06 in June?", answers=answers)
        >>> asked.answers[0]
        'day_first = true'
    """

    def __init__(
        self,
        file: str,
        *,
        question: str,
        answers: Sequence[str] = (),
        examples: Sequence[str] = (),
    ) -> None:
        """Ask the `question` and give the lines to choose from, for this file's own table."""
        self.file, self.question = file, question
        self.answers, self.examples = tuple(answers), tuple(examples)
        under = f"under {files_header(file)}: {self._lines()}"
        super().__init__(f"{file}: {question} Answer in community.toml, {under}")

    def _lines(self) -> str:
        """Return the lines to choose from, of many the first few: one of them is written as it stands."""
        more = len(self.answers) - LISTED
        shown = " or ".join((*self.answers[:LISTED], *self.examples))
        return (
            f"{shown} ({more} more: {command_line('check', 'FOLDER', '--answer')} lists them)"
            if more > 0
            else shown
        )


class ChoiceError(CopmetricsError):
    """A word that is not one of those that can be chosen.

    Fields: `what` it should be, `value` as it was given, and `options`.

        >>> print(errors.ChoiceError("a dimension", "formt", ["format", "role"]))
        'formt' is not a dimension. Did you mean 'format'? Choose from: format, role.
    """

    def __init__(
        self,
        what: str,
        value: object,
        options: Iterable[object],
        *,
        file: str = "",
        examples: bool = False,
        advice: str = "",
    ) -> None:
        """List the `options` from the collection that was checked, and the nearest one.

        They may be `examples` of how it is written, where there are too many to list; or `advice` says
        how they are found.
        """
        self.what, self.value = what, value
        self.options = tuple(str(option) for option in options)
        choose = f"{nearest(value, self.options)}Choose from: {', '.join(self.options)}."
        advice = advice or (f"Write it as {' or '.join(self.options)}." if examples else choose)
        where = f"{file}: " if file else ""
        super().__init__(f"{where}'{_short(value)}' is not {what}. {advice}")


class DimensionError(CopmetricsError):
    """An indicator that is not told by a dimension, with the reason and what is told by it.

    Fields: `indicator`, `dimension`, `reason`, `instead` (indicators told by it), `dimensions` (what
    this indicator is told by) and `others` (other indicators that were asked for, and their reasons).

        >>> print(errors.DimensionError("gini", "event", "it is of all", instead=["events"]))
        gini is not told by event: it is of all. By event there is: events.
    """

    def __init__(
        self,
        indicator: str,
        dimension: str,
        reason: str,
        *,
        instead: Sequence[str] = (),
        dimensions: Sequence[str] = (),
        others: Mapping[str, str] | None = None,
    ) -> None:
        """Say why not, what there is instead, and which others are not told by it either."""
        self.indicator, self.dimension, self.reason = indicator, dimension, reason
        self.instead, self.dimensions = tuple(instead), tuple(dimensions)
        self.others = dict(others or {})
        said = f"{indicator} is not told by {dimension}: {reason}."
        if instead:
            said += f" By {dimension} there is: {', '.join(instead)}."
        if dimensions:
            said += f" {indicator} is told by: {', '.join(dimensions)}."
        said += "".join(f" Nor is {other}: {why}." for other, why in self.others.items())
        super().__init__(said)


class Problems(CopmetricsError):
    """Several errors met together; the first is shown, `copmetrics check` lists them all.

    Field: `errors`, one or more.

        >>> wrong = [errors.FileError("a.csv", "is empty"), errors.FileError("b.csv", "is empty")]
        >>> print(errors.Problems(wrong, "my-community"))
        a.csv: is empty. (and 1 more: copmetrics check my-community lists them)
    """

    def __init__(self, errors: Sequence[CopmetricsError], folder: str) -> None:
        """Keep all `errors`; say how many more there are and how to see them."""
        self.errors = tuple(errors)
        more = len(self.errors) - 1
        command = command_line("check", folder)
        tail = f" (and {more} more: {command} lists them)" if more else ""
        super().__init__(f"{self.errors[0]}{tail}")


class TableError(CopmetricsError):
    """A table holds something else than its schema declares: in a frame of one's own, or by our fault.

    `table`, `column`, `row` (the frame's own label), `value`, `expected` and `advice` say where.

        >>> try:
        ...     copmetrics.indicators({"members": pd.DataFrame({"person": [7]})})
        ... except errors.TableError as error:
        ...     print(error.table, error.column)
        members joined_at
    """

    def __init__(
        self,
        table: str,
        *,
        column: str,
        expected: str,
        row: object = None,
        value: object = None,
        is_cell: bool = False,
        source: str = "",
        advice: str = "",
    ) -> None:
        """Point at the cell, or at the column where `row` is not given.

        `row` is the frame's own label; of a cell of a table that has none (`is_cell`) the value is told
        without it. `source` is the line of the file that it comes from.
        """
        self.table, self.column, self.row = table, column, row
        self.value, self.expected, self.advice = value, expected, advice
        if row is None and not is_cell:
            statement = f"table '{table}', column '{column}' is not {expected}"
        else:
            whence = f" ({source})" if source else ""
            place = "" if row is None else f", row {row}"
            where = f"table '{table}'{place}{whence}, column '{column}'"
            statement = f"{where}: {_is_not(value, expected)}"
        super().__init__(_sentence(statement, advice))


class RenderError(CopmetricsError):
    """A report could not be made although its data could be read.

    It has no fields: its text says what kept it.

        >>> issubclass(errors.RenderError, copmetrics.CopmetricsError)
        True
    """


class EngineError(CopmetricsError):
    """The engine that was chosen is not there, or cannot answer.

    It has no fields: its text says what it cannot do, and of what.

        >>> print(errors.EngineError("Spark is not installed", advice="Leave --engine out."))
        Spark is not installed. Leave --engine out.
    """

    def __init__(self, what: str, *, advice: str = "") -> None:
        """Say `what` is wrong and give the `advice`."""
        super().__init__(_sentence(what, advice))


class SourceError(CopmetricsError):
    """A source that was asked for data does not give it.

    Fields: `source`, `what` it says or lacks, and `advice`, which may be empty.

        >>> print(errors.SourceError("Mailchimp", "has a fault of its own (500)", advice="Try later."))
        Mailchimp: has a fault of its own (500). Try later.
    """

    def __init__(self, source: str, what: str, *, advice: str = "") -> None:
        """Name the `source`, say `what` is wrong and give the `advice`."""
        self.source, self.what, self.advice = source, what, advice
        super().__init__(_sentence(f"{source}: {what}", advice))


def could_not_write(place: object, error: OSError) -> FileError:
    """Return what the system says of a place that cannot be written, with what to do about it."""
    what = f"cannot be written: {error.strerror or error}"
    return FileError(str(place), what, advice=_TO_WRITE.get(error.errno or 0, ""))


def refuse_address(path: str | os.PathLike[str]) -> None:
    """Raise for what is an address of something elsewhere, where a folder or a file is to be named."""
    if _ADDRESS.match(os.fspath(path)):
        what = "is an address, not a folder or file of this computer"
        raise FileError(str(path), what, advice="Fetch it first, and name the copy.")


def as_typed(path: object) -> str:
    """Return a path as a command line takes it: in quotation marks where it must be."""
    windows = sys.platform == "win32"
    return subprocess.list2cmdline([str(path)]) if windows else shlex.quote(str(path))


def command_line(command: str, folder: object, *options: str) -> str:
    """Return the line that somebody types to run a command on a folder, as they started this one."""
    return " ".join((command_named(command), as_typed(folder), *options))


def command_named(command: str) -> str:
    """Return how a command is called that is named without a folder.

    Whoever runs us by `uv run` has no `copmetrics` on their path.
    """
    program = ("uv", "run", "copmetrics") if BY_UV in os.environ else ("copmetrics",)
    return " ".join((*program, command))


def files_header(file: str) -> str:
    """Return the line of `community.toml` under which what is said of a file stands."""
    return f"[files.{_in_quotes(file)}]"


def answer_line(key: str, value: bool | int | str | date | Sequence[str], *, says: str = "") -> str:
    """Return the line of `community.toml` that gives a key its value; `says` is a remark behind it."""
    written = value.isoformat() if isinstance(value, date) else _in_quotes(value)
    return f"{key} = {written}" + (f"  # {' '.join(says.split())}" if says else "")


def table_line(key: str, pairs: Mapping[str, str | date]) -> str:
    """Return the line of `community.toml` that gives a key several values, by name."""
    written = (answer_line(_in_quotes(name), value) for name, value in pairs.items())
    return f"{key} = {{ {', '.join(written)} }}"


def columns_line(columns: Mapping[str, str], *, says: str = "") -> str:
    """Return the line of `community.toml` that says which of a file's headings stand for known ones."""
    pairs = (f"{_in_quotes(known)} = {_in_quotes(own)}" for known, own in columns.items())
    return f"columns = {{{', '.join(pairs)}}}" + (f"  # {says}" if says else "")


def _in_quotes(value: bool | int | str | Sequence[str]) -> str:
    """Write a value as TOML has it: as JSON does, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def nearest(value: object, options: Iterable[str]) -> str:
    """Ask whether the option most like `value` was meant, in whatever case; nothing if none is like it."""
    known = list(options)
    folded = {each.casefold(): each for each in reversed(known)}
    near = get_close_matches(str(value), known, n=1) or [
        folded[each] for each in get_close_matches(str(value).casefold(), folded, n=1)
    ]
    return f"Did you mean '{near[0]}'? " if near else ""


def nearest_few(value: object, options: Iterable[str]) -> str:
    """Return what to do where no indicator is called so: the few that are like it, and where all are."""
    known = list(options)
    likely = nearest(value, known)
    near = get_close_matches(str(value).casefold(), known, n=FEW, cutoff=LIKE)
    others = [each for each in near if f"'{each}'" not in likely]
    like = f"{'Or' if likely else 'Most like it:'} {', '.join(others)}? " if others else ""
    return f"{likely}{like}{command_line('indicators', 'FOLDER')} lists them all."


def _sentence(statement: str, advice: str) -> str:
    return f"{statement}. {advice}".strip()


def _is_not(value: object, expected: str) -> str:
    """Say that a cell holds something else than was expected, or nothing where something was."""
    if _is_unknown(value):
        return f"it is empty, and should be {expected}"
    return f"'{_short(value)}' is not {expected}"


def _is_unknown(value: object) -> bool:
    return value == "" if isinstance(value, str) else str(value) in ("None", "nan", "NaT", "<NA>")


def _short(value: object, limit: int = 60) -> str:
    """Put a value on one line, cut where a message would be lost in it."""
    text = " ".join(str(value).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
