"""Files read before they are asked for, by a process that would else wait to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from copmetrics.loading.folder_state import kept_of, state_of
from copmetrics.loading.own_files import export_paths
from copmetrics.loading.shared_reading import FEWEST, Readings, Share, shares
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.loading.survey import FOUND

__all__ = ["Ahead", "read_ahead"]


@dataclass(frozen=True)
class Ahead:
    """What was read of some files, and what the folder held before."""

    state: str
    read: Mapping[Path, list[SheetReading]]

    def readings(self, share: Share) -> Readings:
        """Return what was read of a share; it is read again where the folder held something else since."""
        is_same = share.state == self.state and self.read.keys() >= {*share.paths}
        return [self.read[path] for path in share.paths] if is_same else share.readings()


def read_ahead(folder: Path) -> Ahead | None:
    """Read what whoever shares the files of a folder leaves to the other process; it need not be asked for.

    Nothing where there is little to read, or all has been read before. Raises what reading raises.
    """
    paths, state = tuple(path.absolute() for path in export_paths(folder)), state_of(folder)
    kept = kept_of(folder, state)
    if state is None or len(paths) < FEWEST or (kept is not None and kept.has(FOUND)):
        return None
    _, theirs = shares(paths)
    read = Share(folder.absolute(), theirs).readings()
    return Ahead(state, dict(zip(theirs, read, strict=True)))
