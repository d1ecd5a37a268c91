"""From a row of an interface to the cells of an export: fields by their paths, moments by their clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import reduce
from typing import Any

from copmetrics.sync.declaring import Row, Value

__all__ = ["at", "labels_above", "moment", "moment_at", "word"]


def at(path: str) -> Value:
    """Declare a cell that is a field: `clicks.unique_subscriber_clicks`; nothing where it is not there."""
    steps = path.split(".")

    def cell(row: Row) -> object:
        return reduce(_step, steps, row)

    return cell


def _step(inner: Any, step: str) -> Any:
    return inner.get(step) if isinstance(inner, Mapping) else None


def moment(path: str) -> Value:
    """Declare a cell that is a moment, told with its clock, so that no reader has to assume one."""
    field = at(path)

    def cell(row: Row) -> object:
        found = moment_at(field(row))
        return None if found is None else found.isoformat(sep=" ", timespec="seconds")

    return cell


def moment_at(text: object) -> datetime | None:
    """Return the moment that an interface writes (ISO 8601, with its clock); nothing for what is none."""
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


def word(path: str, words: Mapping[object, str], *, other: str = "") -> Value:
    """Declare a cell that is the export's word for what the interface has in a field."""
    field = at(path)

    def cell(row: Row) -> object:
        return words.get(field(row), other)

    return cell


def labels_above(columns: Mapping[str, Value]) -> Callable[[Row], list[list[object]]]:
    """Declare the lines above a table: labels side by side, under each its value, and a blank one."""

    def lines(row: Row) -> list[list[object]]:
        return [list(columns), [value(row) for value in columns.values()], []]

    return lines
