"""What an open engine is to whoever asks it, whichever engine it is; and which names may stand in SQL.

A `Workspace` holds a community's tables, the quarters and the rules. Questions are SQL texts,
answered as pandas frames; the models that a question names are run when it is asked, each once,
after those that they name themselves. What is put into SQL text beside the models and the declared
measures is checked to be a plain name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol, Self

import pandas as pd

from copmetrics.errors import ChoiceError

__all__ = ["Workspace", "plain_name", "plain_secret", "plain_secrets"]


class Workspace(Protocol):
    """Tables in, questions answered; `opening.open_workspace` opens one."""

    def ask(self, question: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Answer one SQL question, its rows ordered by all columns, from the first on."""

    def ask_once(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question with few rows, such as the measures of a quarter, and keep the answer."""

    def has_none(self, name: str) -> bool:
        """Whether a model is known to have no row, without it being asked for any."""

    def expect(self, facts: Iterable[str]) -> None:
        """Say which facts alone will be asked for: what few of them read need not be kept."""

    def close(self) -> None:
        """Give the engine's memory back."""

    def __enter__(self) -> Self:
        """Use the workspace in a `with` block, which closes it."""

    def __exit__(self, *_: object) -> None:
        """Close it."""


def plain_name(name: str) -> str:
    """Return the name if it is safe to stand in SQL text."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ChoiceError("a plain lower-case name", name, ("letters", "digits", "underscores"))
    return name


def plain_secrets(secrets: Mapping[str, str]) -> tuple[str, str]:
    """Return whose secrets there are, and these in the same order, each as a list in SQL text."""
    for whose in secrets:
        if not re.fullmatch(r"[0-9a-z-]+", whose):
            raise ValueError(f"{whose!r} is not of plain letters, digits and hyphens")
    names, known = secrets.keys(), map(plain_secret, secrets.values())
    return ", ".join(f"'{each}'" for each in names), ", ".join(f"'{each}'" for each in known)


def plain_secret(secret: str) -> str:
    """Return the secret if it is safe to stand in SQL text; the message does not tell it."""
    if not re.fullmatch(r"[0-9a-z]*", secret):
        raise ValueError("the secret is not of plain letters and digits")
    return secret
