"""What somebody typed, prepared for each kind of page, so that nothing in it breaks one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["for_cell", "for_page", "for_picture", "is_web_link", "prepared"]

T = TypeVar("T")
LONGEST_CELL: Final = 32_767
"""Units of UTF-16 that Excel holds in a cell."""
_BREAKS: Final = dict.fromkeys([*b"\x0b\x0c\x1c\x1d\x1e", 0x85, 0x2028, 0x2029], "\n")
"""Line breaks of other programs: Word's is a vertical tab."""
_CONTROL: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF])
"""What XML cannot hold, and no reader can see."""
_TURNED: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the direction of all that follows; that of each letter stays its own."""
_HALVES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_PREPARED: Final = {**_HALVES, **_CONTROL, **_TURNED, **_BREAKS, 9: "\t", 10: "\n", 13: None}
_GAPS = re.compile(r"[\s\x00-\x1f\x7f\\<>\"]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def for_page(text: str) -> str:
    """Return a text as a page, a csv file or a terminal holds it: what cannot be seen is not in it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PREPARED)


def for_cell(text: str) -> str:
    """Return a text as a cell of a workbook holds it: what Excel would take for a sign of its own is none."""
    plain = _ESCAPED.sub("_x005F_", for_page(text))
    if len(plain.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return plain
    cut = plain.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore")
    return f"{cut}…"


def for_picture(text: str) -> str:
    """Return a text as a picture shows it; matplotlib leaves out a name that begins with a line."""
    plain = for_page(text).replace("\t", " ")
    return f"\u200b{plain}" if plain.startswith("_") else plain


def is_web_link(text: str) -> bool:
    """Whether a text is a whole address on the web, which a page may link to: http or https, and no other."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not _GAPS.search(text)
    except ValueError:
        return False


def prepared(told: T, prepare: Callable[[str], str]) -> T:
    """Return an account, or a part of one, with every text in it prepared; keys and numbers stay."""
    return cast("T", _prepared(told, prepare))


def _prepared(told: object, prepare: Callable[[str], str]) -> object:
    if type(told) is str:  # a word that decides is a `StrEnum`
        return prepare(told)
    if type(told) is tuple:
        return tuple(_prepared(each, prepare) for each in told)
    if is_dataclass(told) and not isinstance(told, type):
        return _part(told, prepare)
    return told


def _part(told: DataclassInstance, prepare: Callable[[str], str]) -> object:
    """Return a part that has changed anew, and else the same one: a unit is known by being itself."""
    found = {each.name: getattr(told, each.name) for each in fields(told)}
    new = {name: _prepared(value, prepare) for name, value in found.items()}
    changed = {name: value for name, value in new.items() if value != found[name]}
    return replace(told, **changed) if changed else told
