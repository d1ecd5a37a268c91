"""Several communities packed into one lake: each tells what became of it, and the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copmetrics.errors import CellError, CopmetricsError, FileError, Problems, QuestionError
from copmetrics.lake.packing import pack
from copmetrics.publishing.notebook_execution import ENDED
from copmetrics.publishing.workers import answers
from copmetrics.units import join_words

__all__ = ["Packed", "packed_together"]

EMPTY: Final = "no export with a row in its folder"
KINDS: Final = (
    "a cell that cannot be read",
    "a question to answer",
    "a file that cannot be used",
    EMPTY,
)
"""What may keep a community from being read, as others may know it."""

_Order = tuple[Path, Path]
"""A community's folder, and the lake it goes into."""


@dataclass(frozen=True)
class Packed:
    """What became of one community."""

    folder: Path
    was_read: bool
    """Whether it had to be read: one whose files did not change is not."""
    error: str = ""
    """Why it was not packed, with the file, row and value: for whoever may open the exports."""
    why: str = ""
    """The same for a page that others may read: what is in the way, and neither file nor cell."""


def packed_together(folders: Sequence[Path], lake: Path, *, jobs: int) -> Iterator[Packed]:
    """Pack communities into a lake and yield what became of each, as they come."""
    orders = [(folder, lake) for folder in folders]
    if jobs == 1 or len(orders) == 1:
        yield from _packed(orders)
        return
    for (folder, _), answer in answers([[each] for each in orders], _packed, jobs=jobs):
        ended = Packed(folder, False, f"{folder}: {ENDED}", "its reading was ended by the system")
        yield answer or ended


def _packed(orders: Sequence[_Order]) -> Iterable[Packed]:
    """Pack one community after the other."""
    for folder, lake in orders:
        try:
            yield Packed(folder, pack(folder, lake))
        except CopmetricsError as error:
            said = str(error)
            told = said if said.startswith(str(folder)) else f"{folder}: {said}"
            yield Packed(folder, False, told, _why(error, folder))


def _why(error: CopmetricsError, folder: Path) -> str:
    """Say what keeps a community from being read; names of files may name somebody, so none is said."""
    errors = error.errors if isinstance(error, Problems) else (error,)
    counts = Counter(_kind(each, folder) for each in errors)
    told = [
        each if counts[each] == 1 else f"{counts[each]} times {each}"
        for each in KINDS
        if counts[each]
    ]
    where = "" if set(counts) == {EMPTY} else "; copmetrics check says which"
    return f"there is {join_words(told)}{where}"


def _kind(error: CopmetricsError, folder: Path) -> str:
    cell, question, file, _ = KINDS
    if isinstance(error, FileError) and error.file == str(folder):
        return EMPTY
    if isinstance(error, CellError):
        return cell
    return question if isinstance(error, QuestionError) else file
