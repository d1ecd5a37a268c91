"""An answer, written into a `community.toml`: its comments and its layout stay as somebody made them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from copmetrics.errors import FileError, files_header
from copmetrics.settings.declared import FILE_NAME

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

__all__ = ["with_answer"]

FILES: Final = "files"


def with_answer(text: str, file: str, line: str) -> str:
    """Return the settings with a line under the table of a file, in the place of one that says else.

    What stands in the text beside it is kept to the letter. A text in which that cannot be done is
    refused, with the line to write by hand.
    """
    wanted = _meant(text, file, line)
    for way in (_under_header, _appended, _edited):
        written = way(text, file, line)
        if _meaning(written) == wanted:
            return _line_ends_of(text, written)
    advice = f"Write it by hand, under {files_header(file)}: {line}"
    raise FileError(FILE_NAME, "is laid out so that the answer finds no place in it", advice=advice)


def _meant(text: str, file: str, line: str) -> dict[str, object]:
    """Return what the settings are to say afterwards."""
    found = tomllib.loads(text)
    said = found.setdefault(FILES, {}).setdefault(file, {})
    for key, value in tomllib.loads(line).items():
        said[key] = _joined(said.get(key), value)
    return found


def _joined(old: object, new: object) -> object:
    """Return a value in the place of another; what is a list or a table is added to."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **new}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *(each for each in new if each not in old)]
    return new


def _meaning(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _under_header(text: str, file: str, line: str) -> str:
    """Put the line under the header of the file's table, where that stands on a line of its own.

    tomlkit would put it at the table's end, below a comment that is on the next table.
    """
    lines = text.splitlines(keepends=True)
    wanted: dict[str, object] = {FILES: {file: {}}}
    heads = (each for each in range(len(lines)) if _meaning(lines[each]) == wanted)
    under = next((each + 1 for each in heads if lines[each].lstrip().startswith("[")), None)
    if under is None:
        return ""
    return "".join([*lines[:under], f"{line}\n", *lines[under:]])


def _edited(text: str, file: str, line: str) -> str:
    """Set the key in its table, in the place of what it said and however the table is laid out."""
    import tomlkit  # late: only an answer needs it
    from tomlkit.exceptions import TOMLKitError

    settings = tomlkit.parse(text)
    key, value = next(iter(tomlkit.parse(f"{line}\n").items()))
    try:
        table = _table_of(settings, file)
        if isinstance(value, dict) and key in table:
            table[key].update(value)
        elif isinstance(value, list) and key in table:
            table[key].extend(each for each in value if each not in table[key])
        else:
            table[key] = value
    except (TOMLKitError, AttributeError, TypeError, ValueError):
        return ""  # a layout that it does not follow
    return settings.as_string()


def _table_of(settings: TOMLDocument, file: str) -> Any:
    from tomlkit import inline_table, table
    from tomlkit.items import InlineTable

    if FILES not in settings:
        settings.append(FILES, table(is_super_table=True))
    files: Any = settings[FILES]
    if file not in files:
        files.append(file, inline_table() if isinstance(files, InlineTable) else table())
    return files[file]


def _appended(text: str, file: str, line: str) -> str:
    """Put the header and the line at the end."""
    table = f"{files_header(file)}\n{line}\n"
    return f"{text.rstrip()}\n\n{table}" if text.strip() else table


def _line_ends_of(text: str, written: str) -> str:
    """End the lines as the text does: Windows' way if any of its lines ends so."""
    plain = written.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in text else plain
