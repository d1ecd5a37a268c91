"""What every engine's workspace does alike: models are made once, in order, and short answers kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

import pandas as pd

from copmetrics.engine.models import Model, models, named_in, seldom_read

__all__ = ["BaseWorkspace"]


class BaseWorkspace(ABC):
    """A workspace whose engine makes a model and answers a text when it is told to."""

    dialect: ClassVar[str]
    """What `sqlglot` calls the SQL that the engine reads."""

    def __init__(self, each: str = "") -> None:
        """Begin with no model made, and nothing asked.

        With `each`, a column of every table, all is asked for each of its values: see `for_each`.
        """
        self._each = each
        self._made: set[str] = set()
        self._seldom: frozenset[str] = frozenset()
        self._answers: dict[tuple[object, ...], pd.DataFrame] = {}

    @abstractmethod
    def close(self) -> None:
        """Give the engine's memory back."""

    @abstractmethod
    def _create(self, model: Model) -> None:
        """Make a model; those that it names have been made."""

    @abstractmethod
    def _answer(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question whose models have been made, its rows ordered by all columns."""

    def expect(self, facts: Iterable[str]) -> None:
        """Say which facts alone will be asked for: what few of them read need not be kept."""
        self._seldom = seldom_read(facts)

    def _keeps(self, model: Model) -> bool:
        """Whether a model is to be worked out once, and stay."""
        return model.kept > 0 and model.name not in self._seldom

    def ask(self, question: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Answer one SQL question, once the models that it names have been run.

        The rows come ordered by all columns, from the first on: threads finish in any order, and
        what is computed or written from an answer must not hang on it.
        """
        for model in named_in(question):
            self._make(model)
        return self._answer(question, parameters or {})

    def ask_once(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question with few rows, such as the measures of a quarter, and keep the answer."""
        asked = (question, *parameters.items())
        if asked not in self._answers:
            self._answers[asked] = self.ask(question, parameters)
        return self._answers[asked].copy()

    def has_none(self, name: str) -> bool:
        """Whether a model is known to have no row, without it being asked for any."""
        return False

    def _text(self, text: str) -> str:
        """Return a model or a question as it is asked: of one, or for each of many."""
        if not self._each:
            return text
        from copmetrics.engine.for_each import for_each  # late: only lakes hold many

        return for_each(text, self._each, dialect=self.dialect)

    def _make(self, name: str) -> None:
        """Make a model, and before it those that it names, unless they have been."""
        if name in self._made:
            return
        model = models()[name]
        if not self._is_there(model):
            for each in named_in(model.text):
                self._make(each)
            self._create(model)
        self._made.add(name)

    def _is_there(self, model: Model) -> bool:
        """Whether a model need not be made; all need it where an engine does not say otherwise."""
        return False

    def __enter__(self) -> Self:
        """Use the workspace in a `with` block, which closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
