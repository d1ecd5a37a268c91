"""A folder's `community.toml`, read: the settings, or one sentence on the first line that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from copmetrics.errors import ChoiceError, CopmetricsError, FileError
from copmetrics.settings.declared import FILE_NAME, Settings
from copmetrics.settings.kinds import AsSaid
from copmetrics.settings.tables import Table
from copmetrics.settings.written_days import day_advice

__all__ = ["read_settings", "settings_in", "tables_in"]

NO_UTF8 = "Save it as UTF-8 in your editor."
NO_TOML = "Put texts in quotes and one setting on a line."
TWICE = (
    "Each [heading] and each setting stands once: write under the heading that is there, in the place "
    "of an earlier line."
)
SAID_TWICE = ("Cannot declare", "Cannot overwrite")
"""How tomllib says that a heading or a setting is there already."""


def read_settings(folder: Path) -> Settings:
    """Read a community's settings; a folder without `community.toml` has the defaults."""
    path = folder / FILE_NAME
    told = folder.resolve().name.encode("utf-8", "backslashreplace").decode("utf-8")
    name = told.replace("-", " ").replace("_", " ")
    return settings_in(_text(path) if path.exists() else "", name)


def settings_in(text: str, name: str = "") -> Settings:
    """Return the settings that a text says; `name` is the community's where it says none."""
    found = _read_toml(text)
    found.setdefault("name", name)
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        raise _told(error, found) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(FILE_NAME, f"cannot be read: {error}", advice=NO_UTF8) from None


def _read_toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        advice = (
            TWICE if any(each in str(error) for each in SAID_TWICE) else _how_written(error, text)
        )
        raise FileError(FILE_NAME, f"cannot be read: {error}", advice=advice) from None


def _how_written(error: tomllib.TOMLDecodeError, text: str) -> str:
    """Say how what stands in the line that cannot be read is written: a day otherwise than a text."""
    found = re.search(r"\(at line (\d+),", str(error))
    line = text.split("\n")[int(found[1]) - 1] if found else ""
    value = line.rpartition("=")[2].lstrip(" [")
    return day_advice(value) or NO_TOML


def _told(error: ValidationError, found: Mapping[str, object]) -> CopmetricsError:
    """Return the error of what stands first in the file."""
    wrong = error.errors(include_url=False)
    first = min(wrong, key=lambda each: _place(_keys(each, found), found))
    return _worded(first, found)


def _keys(error: ErrorDetails, found: object) -> tuple[str, ...]:
    """Return the keys that lead to what is wrong, as the file has them."""
    keys: list[str] = []
    for step in error["loc"]:
        if not isinstance(found, Mapping) or step not in found:
            break
        found = found[step]
        keys.append(str(step))
    return tuple(keys)


def _place(keys: tuple[str, ...], found: object) -> tuple[int, ...]:
    """Return where in the file the keys stand: the place of each in its table."""
    places = []
    for key in keys:
        table = _as_table(found)
        places.append(list(table).index(key))
        found = table[key]
    return tuple(places)


def _as_table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _worded(error: ErrorDetails, found: Mapping[str, object]) -> CopmetricsError:
    """Say what is wrong, and what was expected there, in one line."""
    context = error.get("ctx", {})
    keys = _keys(error, found)
    value: object = found
    for key in keys:
        value = _as_table(value)[key]
    if "key" in context:
        keys, value = (*keys, context["key"]), _as_table(value).get(context["key"])
    names = {"key": keys[-1], "parent": keys[-2] if len(keys) > 1 else ""}
    if error["type"] == "extra_forbidden":
        table = _table_of(keys[:-1])
        what = table.key_of.format_map(names)
        return ChoiceError(what, keys[-1], table.model_fields, file=FILE_NAME)
    if error["type"] == "missing":
        advice = "Write it too, or leave out the whole table."
        return FileError(FILE_NAME, f"{_path(keys)} lacks '{error['loc'][-1]}'", advice=advice)
    if "options" in context:
        said = keys[-1] if error["loc"][-1] == "[key]" else value
        return ChoiceError(
            context["what"].format_map(names), said, context["options"], file=FILE_NAME
        )
    sentence = context["sentence"].format(
        path=_path(keys),
        value=value,
        written=_written(value),
        expected=context["expected"],
        **names,
    )
    return FileError(FILE_NAME, sentence, advice=context.get("advice", ""))


def _table_of(keys: tuple[str, ...]) -> type[Table]:
    """Return the declaration of the table that the keys lead to."""
    if not keys:
        return Settings
    return next(tables_in(Settings.model_fields[keys[0]].annotation))


def tables_in(annotation: object) -> Iterator[type[Table]]:
    """Return the tables that a key's declared type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    if isinstance(annotation, AsSaid):
        yield from tables_in(annotation.table)
    for each in get_args(annotation):
        yield from tables_in(each)


def _path(keys: tuple[str, ...]) -> str:
    """Write keys as the file has them: names that a community gives in quotes."""
    first, *rest = keys
    if first in ("files", "activities") and rest:
        rest[0] = f'"{rest[0]}"'
    return ".".join((first, *rest))


def _written(value: object) -> str:
    """Write a value of the file in a line: dates as it has them."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return value.isoformat() if isinstance(value, date) else repr(value)
