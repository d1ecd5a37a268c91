"""Which of what an account holds is the community's: as `community.toml` says, else asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from copmetrics.errors import SourceError, answer_line, nearest
from copmetrics.settings import FILE_NAME, SyncAnswers
from copmetrics.sync.declaring import Choice, Given, Row, Source

__all__ = ["chosen", "hosts"]

LISTED: Final = 12
"""So many of what there is to choose from a message lists."""


def chosen(
    rows: Sequence[dict[str, Any]], choice: Choice, *, answers: SyncAnswers, source: Source
) -> list[dict[str, Any]]:
    """Return the rows that are the community's; raises `SourceError` with the line that says which."""
    words: tuple[str, ...] = getattr(answers, choice.setting)
    if not words:
        if 0 < choice.asked_from <= len(rows):
            raise _asked(rows, choice, source)
        return list(rows)
    found = [row for row in rows if any(_is_meant(row, word, choice) for word in words)]
    for word in words:
        if not choice.within and not any(_is_meant(row, word, choice) for row in found):
            names = _names(rows, choice)
            what = f"has no {choice.what} '{word}'"
            there = f"{nearest(word, names)}There is: {_listed(names)}."
            raise SourceError(source.title, what, advice=there)
    return found


def hosts(given: Given, *, title: str) -> tuple[str, ...]:
    """Return whose meetings are looked through; raises `SourceError` with the line that says whose."""
    if not given.answers.users:
        line = answer_line("users", ["host@example.org"])
        advice = f"Say in {FILE_NAME}, under [sync.{title.lower()}]: {line}"
        raise SourceError(title, "has to know whose meetings to look through", advice=advice)
    return given.answers.users


def _is_meant(row: Row, word: str, choice: Choice) -> bool:
    held = [str(row[name] or "").casefold() for name in choice.fields]
    plain = word.casefold().strip()
    return any(plain in each if choice.within else plain == each.strip() for each in held)


def _asked(rows: Sequence[Row], choice: Choice, source: Source) -> SourceError:
    names = _names(rows, choice)
    line = answer_line(choice.setting, [names[0]])
    return SourceError(
        source.title,
        f"has {len(names)} {choice.what}{'s' if len(names) > 1 else ''}: {_listed(names)}",
        advice=f"Say in {FILE_NAME} which are the community's, under [sync.{source.name}]: {line}",
    )


def _names(rows: Sequence[Row], choice: Choice) -> list[str]:
    return list(dict.fromkeys(str(row[choice.fields[-1]] or "") for row in rows))


def _listed(names: Iterable[str]) -> str:
    quoted = [f"'{each}'" for each in names]
    more = len(quoted) - LISTED
    return ", ".join(quoted[:LISTED]) + (f" and {more} more" if more > 0 else "")
