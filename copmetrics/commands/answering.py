"""`copmetrics check --answer`: each question in turn, and the answer written into `community.toml`."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import click
import pandas as pd

from copmetrics.atomic_write import replace_file
from copmetrics.commands.answer_words import answer_words, typed_words
from copmetrics.errors import (
    CopmetricsError,
    FileError,
    QuestionError,
    answer_line,
    table_line,
)
from copmetrics.loading.survey import Loaded, survey
from copmetrics.loading.unplaced_answers import unplaced_answers
from copmetrics.loading.unread_files import leaving_out
from copmetrics.settings import FILE_NAME
from copmetrics.settings.reading import settings_in
from copmetrics.settings.writing import with_answer
from copmetrics.typed_text import for_page

__all__ = [
    "answer_questions",
    "days_line",
    "is_interactive",
    "line_of",
    "open_questions",
    "write_answer",
]

WRONG_USAGE = 2
NOBODY = (
    "there is nobody to ask: --answer needs a terminal. Write the lines that check prints instead."
)
LEAVE = "Enter leaves it open"
YES_OR_NO = ("y", "n", "yes", "no")
"""What somebody types who took a question for another; no list and no event is called so."""


def is_interactive() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def answer_questions(folder: Path, *, as_of: pd.Timestamp | None) -> None:
    """Ask every question of a folder, the new ones that an answer leads to as well.

    What is left open is not asked again.
    """
    if not is_interactive():
        click.echo(f"copmetrics: {NOBODY}", err=True)
        raise click.exceptions.Exit(WRONG_USAGE)
    left_open: set[tuple[str, str]] = set()
    while asked := open_questions(survey(folder, as_of=as_of), left_open):
        for number, question in enumerate(asked, start=1):
            click.echo(
                for_page(f"\n{number} of {len(asked)}. {question.file}: {question.question}")
            )
            if not _settled(folder, question):
                left_open.add((question.file, question.question))
    click.echo()


def open_questions(
    surveyed: Loaded, left_open: Collection[tuple[str, str]] = frozenset()
) -> list[QuestionError]:
    """Return the questions of a folder that nobody has answered or left open, each once."""
    asked = [each for each in surveyed.problems if isinstance(each, QuestionError)]
    more = (*unplaced_answers(surveyed), *leaving_out(surveyed))
    found = {(each.file, each.question): each for each in (*asked, *more)}
    return [question for key, question in found.items() if key not in left_open]


def _settled(folder: Path, question: QuestionError) -> bool:
    """Ask until an answer could be written, or none is given; tell which."""
    while line := _answer_to(question):
        try:
            write_answer(folder, question.file, line)
        except CopmetricsError as error:
            click.echo(f"copmetrics: {error}", err=True)
            continue
        click.echo(f"    written into {FILE_NAME}: {line}")
        return True
    return False


def _answer_to(question: QuestionError) -> str:
    """Return the line that somebody chose or typed; nothing if they leave the question open."""
    lines = (*question.answers, *question.examples)
    if len(question.answers) == 1 and not question.examples:
        click.echo(f"    {answer_words(lines[0])}")
        return lines[0] if click.confirm(f"    {lines[0]}?", default=False) else ""
    if len(lines) == 1:
        return _typed(lines[0])
    chosen = _chosen(lines, examples=len(question.examples))
    return _typed(chosen) if chosen in question.examples else chosen


def _chosen(lines: Sequence[str], *, examples: int) -> str:
    """Let somebody choose by number; the last lines are examples, whose value is typed next."""
    for number, line in enumerate(lines, start=1):
        own = number > len(lines) - examples
        said = typed_words(_key(line)) if own else answer_words(line)
        click.echo(f"    {number}  {said}")
        click.echo(f"       {_key(line)} = …" if own else f"       {line}")
    while said := click.prompt(f"    Number ({LEAVE})", default="", show_default=False).strip():
        if said.isdecimal() and 1 <= int(said) <= len(lines):
            return lines[int(said) - 1]
        click.echo(
            f"    '{said}' is not a number from 1 to {len(lines)}: type the one of your answer."
        )
    return ""


def _typed(example: str) -> str:
    """Let somebody type a value of the example's kind, and return the line with it."""
    key, usual = _key(example), tomllib.loads(example)[_key(example)]
    if isinstance(usual, dict):
        return _days_typed(key, usual)
    _, _, like = example.partition(" = ")
    while said := click.prompt(
        f"    {key}, such as {like} ({LEAVE})", default="", show_default=False
    ).strip():
        if line := line_of(key, said, usual):
            click.echo(f"    {answer_words(line)}")
            return line
        click.echo(f"    '{said}' is not of that kind.")
    return ""


def _days_typed(key: str, usual: Mapping[str, date]) -> str:
    """Let somebody type the day of each event, one after the other, and say yes to the line of all."""
    click.echo(f"    One day for each, such as {next(iter(usual.values()))} ({LEAVE}):")
    days: dict[str, date] = {}
    for name in usual:
        day = _day_typed(name, days)
        if day is None:
            return ""
        days[name] = day
    line = table_line(key, days)
    return line if click.confirm(f"    {line}?", default=False) else ""


def _day_typed(name: str, days: Mapping[str, date]) -> date | None:
    """Let somebody type a day that none of the events before has; nothing if they leave it open."""
    shown = for_page(name)
    while said := click.prompt(f"    {shown}", default="", show_default=False).strip():
        try:
            day = date.fromisoformat(said)
        except ValueError:
            click.echo(f"    '{said}' is no day: write it as 2026-05-14.")
            continue
        same = next((other for other, each in days.items() if each == day), None)
        if same is None:
            return day
        click.echo(f"    '{said}' is the day of '{for_page(same)}' already: each has its own.")
    return None


def days_line(key: str, said: Mapping[str, str]) -> str:
    """Return the line that gives each its day; nothing where one is none, or two are the same."""
    try:
        days = {name: date.fromisoformat(each.strip()) for name, each in said.items()}
    except ValueError:
        return ""
    return table_line(key, days) if len(set(days.values())) == len(days) else ""


def line_of(key: str, said: str, usual: object) -> str:
    """Return the line that gives the key what was said; nothing if it is not of the usual kind."""
    try:
        if isinstance(usual, date):
            return answer_line(key, date.fromisoformat(said))
        if isinstance(usual, str):
            return "" if said.casefold() in YES_OR_NO else answer_line(key, said.strip('"'))
        line = f"{key} = {said}"
        return line if isinstance(tomllib.loads(line)[key], type(usual)) else ""
    except ValueError:
        return ""


def _key(line: str) -> str:
    return line.partition(" = ")[0]


def write_answer(folder: Path, file: str, line: str) -> None:
    """Write the line under the file's table, if the settings are right with it; whole or not at all."""
    path = folder / FILE_NAME
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    written = with_answer(text, file, line)
    settings_in(written)
    try:
        replace_file(path, written)
    except OSError as error:
        advice = "Close it elsewhere."
        raise FileError(FILE_NAME, f"cannot be written: {error.strerror}", advice=advice) from None
