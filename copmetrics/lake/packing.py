"""A community into a lake: read once, written whole or not at all, and not read again while unchanged."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import building, replace_file, swap_in, writing
from copmetrics.errors import FileError, Problems
from copmetrics.framework.short_names import short_name
from copmetrics.identity.community_key import community_key
from copmetrics.identity.names_in_text import KnownNames
from copmetrics.lake.description import FILE_NAME, RULES, described, read_description
from copmetrics.lake.hiding import COLUMNS, Hiding
from copmetrics.lake.mark import LAKE_FILE, is_lake
from copmetrics.lake.packed_tables import KEY, write_tables
from copmetrics.loading.communities import communities_below
from copmetrics.loading.folder_state import state_of
from copmetrics.loading.survey import survey
from copmetrics.measures.base import Source
from copmetrics.storage.program import program

__all__ = ["begin_lake", "check_lake", "folders_to_pack", "lake_mark", "pack"]

VERSION: Final = 4
"""Of how a lake is laid out; which columns it has, and which rules, tells `lake_mark` by itself."""


def lake_mark() -> dict[str, object]:
    """Return by what a lake of this program is known: its version, and a digest of what it has a place for.

    So nobody has to think of the version who adds a table, a column, a rule or a source.
    """
    has = {
        "tables": {name: dict(columns) for name, columns in COLUMNS.items()},
        "rules": RULES,
        "sources": list(Source),
    }
    digest = hashlib.sha256(json.dumps(has, sort_keys=True).encode()).hexdigest()
    return {"version": VERSION, "has": digest[:12]}


def check_lake(place: Path) -> None:
    """Raise an error where a lake is of another version than this program writes and reads."""
    try:
        told = json.loads((place / LAKE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    if told != lake_mark():
        what = "is a lake that another version of copmetrics packed, with other tables"
        advice = "Pack the communities anew into another folder."
        raise FileError(str(place), what, advice=advice)


def begin_lake(place: Path) -> None:
    """Make a folder a lake, or see that it is one of this version."""
    if is_lake(place):
        check_lake(place)
        return
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        advice = "Name a new folder, or an empty one."
        raise FileError(str(place), "is no lake, and is not empty", advice=advice)
    with writing(place):
        replace_file(place / LAKE_FILE, json.dumps(lake_mark()) + "\n")


def folders_to_pack(folders: Sequence[Path]) -> list[Path]:
    """Return the communities that folders are, or hold; two that a lake would call alike are an error."""
    found = [each.resolve() for folder in folders for each in _below(folder)]
    names: dict[str, Path] = {}
    for folder in dict.fromkeys(found):
        name = name_in_lake(folder)
        if name in names:
            what = f"would be called '{name}' in the lake, as {names[name]} is"
            raise FileError(str(folder), what, advice="Rename one of the two folders.")
        names[name] = folder
    return list(names.values())


def _below(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FileError(str(folder), "is not a folder", advice="Name the folder with the exports.")
    return communities_below(folder)


def name_in_lake(folder: Path) -> str:
    """Return what a lake calls a community: its folder's name, as every engine reads it for text."""
    return short_name(folder.resolve().name)


def pack(folder: Path, lake: Path) -> bool:
    """Pack one community into a lake; tell whether it had to be read.

    Nothing is there of it before all is, and what was packed of it before stays until then.
    """
    place = lake / f"{KEY}={name_in_lake(folder)}"
    key = community_key(folder)
    inputs = state_of(folder)
    whose = _digest(key, "whose")
    state = "" if inputs is None else _digest(key, f"{VERSION} {program()} {inputs}")
    before = read_description(place)
    if before is not None and before.whose != whose:
        what = f"is called as another community is in {lake}"
        raise FileError(
            str(folder), what, advice="Rename the folder, or pack it into another lake."
        )
    if before is not None and state and before.state == state:
        return False
    loaded = survey(folder)
    if loaded.problems or loaded.assembled is None:
        raise Problems(loaded.problems, str(folder))
    made, people = loaded.assembled, loaded.people
    assert people is not None  # they were read for the tables
    # what hides texts does not follow from the secret of rounding, which is in the lake
    hiding = Hiding(KnownNames.of(people.people["name"].dropna()), _digest(key, "texts"))
    told = described(
        loaded.settings,
        made.coverage,
        hiding,
        whose=whose,
        state=state,
        rounding=made.secret,
    )
    with building(lake) as built, writing(place):
        write_tables(made.tables, hiding, built)
        (built / FILE_NAME).write_text(told.written(), encoding="utf-8", newline="\n")
        swap_in(built, place)
    return True


def _digest(key: bytes, text: str) -> str:
    """Return a digest under a community's key: nobody can try guesses against it."""
    return hmac.digest(key, f"a lake: {text}".encode(), "sha256").hex()[:32]
