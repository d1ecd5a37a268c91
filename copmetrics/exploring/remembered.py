"""Questions that a value detective keeps: in a file beside what they send, by the words they chose."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from copmetrics.atomic_write import replace_file, writing
from copmetrics.errors import ChoiceError, FileError

__all__ = ["KEPT_IN", "Choices", "forget", "keep", "kept"]

KEPT_IN: Final = "questions.json"


@dataclass(frozen=True)
class Choices:
    """What is chosen in the explorer. An empty quarter is the first, or the newest, that there is."""

    indicator: str
    by: tuple[str, ...] = ()
    every: str = "quarter"
    first: str = ""
    last: str = ""
    only: str = ""
    """The dimension that is filtered by; empty for none."""
    values: tuple[str | None, ...] = ()
    without: bool = False
    """Whether the values are those left out."""


def kept(place: Path) -> dict[str, Choices]:
    """Return the questions that are kept in a folder, by what they are called, the oldest first."""
    file = place / KEPT_IN
    if not file.exists():
        return {}
    try:
        return TypeAdapter(dict[str, Choices]).validate_json(file.read_bytes())
    except ValueError:
        advice = "Move it away, and remember your questions anew."
        raise FileError(str(file), "is no list of questions any more", advice=advice) from None


def keep(place: Path, name: str, chosen: Choices) -> None:
    """Keep a question; one that is called so already is replaced."""
    _write(place, {**kept(place), name: chosen})


def forget(place: Path, name: str) -> None:
    """Keep a question no more."""
    questions = kept(place)
    if name not in questions:
        raise ChoiceError("a question that is kept", name, questions)
    _write(place, {other: each for other, each in questions.items() if other != name})


def _write(place: Path, questions: dict[str, Choices]) -> None:
    told = {name: asdict(each) for name, each in questions.items()}
    with writing(place / KEPT_IN):
        place.mkdir(parents=True, exist_ok=True)
        replace_file(place / KEPT_IN, f"{json.dumps(told, ensure_ascii=False, indent=2)}\n")
