"""Files that are not read and could be left out: each asked about, by the line that leaves it out."""

from __future__ import annotations

from collections import defaultdict

from copmetrics.errors import CellError, CopmetricsError, FileError, QuestionError
from copmetrics.loading.survey import Loaded

__all__ = ["leaving_out"]

LEAVE_OUT = ("ignore = true",)


def leaving_out(found: Loaded) -> list[QuestionError]:
    """Ask of each file that cannot be read, or that nobody knows, whether it is to be left out.

    A file that has a question of its own is asked that first.
    """
    wrong: dict[str, list[CopmetricsError]] = defaultdict(list)
    for each in found.problems:
        if isinstance(each, FileError | CellError | QuestionError):
            wrong[each.file].append(each)
    asked = []
    for file in found.files:
        problems = wrong[file.file]
        if any(isinstance(each, QuestionError) for each in problems):
            continue
        if problems:
            asked.append(_asked(file.file, f"{_first_of(problems)} Mend it, or is it"))
        elif file.missed:
            said = f"{file.note} Or is it" if file.answers else f"{file.note}. Is it"
            asked.append(_asked(file.file, f"is not read: {said}", file.answers))
    return asked


def _asked(file: str, what: str, answers: tuple[str, ...] = ()) -> QuestionError:
    return QuestionError(file, question=f"{what} to be left out?", answers=(*answers, *LEAVE_OUT))


def _first_of(problems: list[CopmetricsError]) -> str:
    """Say the first thing that is wrong with a file, without its name, and how many more there are."""
    file = str(getattr(problems[0], "file", ""))
    said = str(problems[0]).removeprefix(file).lstrip(":, ")
    return f"{said} (and {len(problems) - 1} more)" if len(problems) > 1 else said
