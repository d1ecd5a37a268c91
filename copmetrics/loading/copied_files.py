"""A file downloaded again beside an older one: what was answered of that one is not asked anew.

A browser calls it `attendance (1).csv`, a file manager `attendance - Copy.csv`. A copy, byte for byte, is
answered as the other is. One that only has the same headings may be of another meeting: what is said of how
the older one is written holds of it too; what is said of its meeting is offered, never taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias

from copmetrics.errors import CopmetricsError, QuestionError, answer_line
from copmetrics.loading.sheet_reading import SheetReading, answers_of
from copmetrics.readers import READERS
from copmetrics.settings import FileAnswers, Settings

__all__ = ["answered_as_copies", "noted_as_copies", "offers_of_copies"]

_COPY: Final = "(?:copy|kopie|copie|copia)"
_BEFORE: Final = re.compile(rf"\A{_COPY} (?:of|von|de|di) ", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf"(?:(?: -)? {_COPY}(?: \d+)?| ?\(\d+\))+(?=\.[^.]*\Z|\Z)", re.IGNORECASE
)
"""What browsers and file managers put before and behind a name that is taken."""
WRITTEN: Final = frozenset({"columns", "day_first", "decimal", "timezone", "without", "scale"})
"""What is said of how a file is written: it holds of a newer file of the same export."""
LIKE: Final = "read as community.toml says of {other}"

Said: TypeAlias = Mapping[str, object]


def answered_as_copies(
    settings: Settings, read: Sequence[SheetReading]
) -> tuple[Settings, list[SheetReading]]:
    """Return settings in which copies are answered as what they are called a copy of, and the files so read.

    Of a file of other content only how it is written is taken, and only where it can be read so.
    """
    found, taken = {each.sheet.file: each for each in read}, dict[str, FileAnswers]()
    for each, other, said in _pairs(settings, read):
        is_same = each.sheet.digest == other.sheet.digest
        known = said if is_same else {key: said[key] for key in said.keys() & WRITTEN}
        if not known:
            continue
        file = each.sheet.file
        answers = answers_of(file, settings).model_copy(update=known)
        told = settings.model_copy(update={"files": {**settings.files, file: answers}})
        again = each.again(told)
        if is_same or _is_read_alike(again, each, other):
            taken[file], found[file] = answers, again
    if not taken:
        return settings, list(read)
    told = settings.model_copy(update={"files": {**settings.files, **taken}})
    return told, list(found.values())


def noted_as_copies(
    settings: Settings, told: Settings, read: Sequence[SheetReading]
) -> list[SheetReading]:
    """Say of which file the answers were taken; `told` are the settings with those of copies."""
    others = {each.sheet.file: other.sheet.file for each, other, _ in _pairs(settings, read)}
    taken = {file for file in others if told.files.get(file) != settings.files.get(file)}
    return [
        replace(each, note=LIKE.format(other=others[each.sheet.file]))
        if each.sheet.file in taken and not each.note
        else each
        for each in read
    ]


def offers_of_copies(
    settings: Settings, read: Sequence[SheetReading]
) -> Callable[[CopmetricsError], CopmetricsError]:
    """Return what puts answers given of another file among those to choose from, where a copy is asked of."""
    pairs = {
        each.sheet.file: (other.sheet.file, said)
        for each, other, said in _pairs(settings, read)
        if each.format and each.format == other.format
    }

    def offered(problem: CopmetricsError) -> CopmetricsError:
        if not isinstance(problem, QuestionError) or problem.file not in pairs:
            return problem
        return _with_answers(problem, *pairs[problem.file])

    return offered


def _pairs(
    settings: Settings, read: Sequence[SheetReading]
) -> Iterator[tuple[SheetReading, SheetReading, Said]]:
    """Go through the files that are called copies: each, the one it is of, and what is said of that alone.

    One that is left out tells nothing of the other: it may be left out because the other is there.
    """
    families: dict[str, list[SheetReading]] = defaultdict(list)
    for each in read if settings.files else ():
        families[_original(each.sheet.file)].append(each)
    for family in families.values():
        if len(family) < 2:
            continue
        said = {each.sheet.file: _said(answers_of(each.sheet.file, settings)) for each in family}
        told = [each for each in family if said[each.sheet.file]]
        for each in family:
            own = said[each.sheet.file]
            others = [
                one for one in told if one is not each and "ignore" not in said[one.sheet.file]
            ]
            alike = [one for one in others if one.sheet.digest == each.sheet.digest]
            for other in (alike or others)[:1]:
                unsaid = said[other.sheet.file].keys() - own.keys()
                if unsaid and "ignore" not in own:
                    yield each, other, {key: said[other.sheet.file][key] for key in unsaid}


def _original(file: str) -> str:
    """Return what a file would be called if it were no copy; a sheet of a workbook keeps its own name."""
    whole, bracket, sheet = file.rpartition(" [") if file.endswith("]") else (file, "", "")
    parts = (_BEHIND.sub("", _BEFORE.sub("", part)) for part in whole.split("/"))
    return "/".join(parts) + bracket + sheet


def _said(answers: FileAnswers) -> Said:
    return {name: getattr(answers, name) for name in answers.model_fields_set}


def _is_read_alike(again: SheetReading, before: SheetReading, other: SheetReading) -> bool:
    """Whether a file has the headings of another, and is read, or asked of, under its answers."""
    if not again.format or _headings(again) != _headings(other):
        return False
    asks = all(isinstance(each, QuestionError) for each in again.reading.problems)
    was_open = bool(before.reading.problems) or not before.format
    return asks and (was_open or not again.reading.problems)


def _headings(each: SheetReading) -> tuple[str, ...] | None:
    reader = next((reader for reader in READERS if reader.name == each.format), None)
    place = None if reader is None else reader.begins_at(each.sheet)
    return None if place is None else each.sheet.rows[place].headings


def _with_answers(problem: QuestionError, other: str, said: Said) -> QuestionError:
    asked = {line.partition(" = ")[0] for line in (*problem.answers, *problem.examples)}
    known = {line.partition("  #")[0] for line in problem.answers}
    lines = (
        answer_line(key, value, says=f"as {other}")
        for key, value in said.items()
        if key in asked and isinstance(value, bool | int | str | date)
    )
    new = [line for line in lines if line.partition("  #")[0] not in known]
    return QuestionError(
        problem.file,
        question=problem.question,
        answers=(*new, *problem.answers),
        examples=problem.examples,
    )
