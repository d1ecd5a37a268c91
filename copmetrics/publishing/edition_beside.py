"""An edition that another process tells and saves; should that be ended, this one does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from copmetrics.accounts.account import Account
from copmetrics.errors import CopmetricsError
from copmetrics.publishing.second_process import Answers, Ended

if TYPE_CHECKING:
    from copmetrics.publishing.report_run import Edition, Opening

__all__ = ["EditionBeside", "told"]


def told(place: str, opening: Opening) -> Iterator[object]:
    """Give the account of an edition whose notebook runs in `place`; then save it, before that is asked."""
    os.chdir(place)
    try:
        edition = opening.here()
        yield edition.account
        edition.save()
        yield None
    except CopmetricsError as error:
        yield CopmetricsError(str(error))  # one of another kind is made of more than its sentence


class EditionBeside:
    """The account that another process tells, and saves as soon as it has."""

    def __init__(self, answers: Answers, opening: Opening) -> None:
        """Listen to `answers`; without them the edition is opened here."""
        self._answers, self._opening = answers, opening

    @cached_property
    def account(self) -> Account:
        """The account; what shows it is imported while we wait."""
        from copmetrics.publishing import what_shows  # noqa: F401  # for what it imports

        account: Account = self._answer(lambda: self._here.account)
        return account

    def save(self) -> None:
        """See that the files beside the page are written."""
        self._answer(lambda: self._here.save())

    @cached_property
    def _here(self) -> Edition:
        return self._opening.here()

    def _answer(self, otherwise: Callable[[], Any]) -> Any:
        try:
            answer = self._answers.next()
        except Ended:
            return otherwise()
        if isinstance(answer, CopmetricsError):
            raise answer
        return answer
