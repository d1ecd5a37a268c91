"""An edition that another process tells and saves; should that be ended, this one does."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Final

from copmetrics.accounts.account import Account, ReportFigure
from copmetrics.errors import CopmetricsError
from copmetrics.publishing.second_process import Answers, Ended

if TYPE_CHECKING:
    from copmetrics.loading.shared_reading import Readings, Share
    from copmetrics.publishing.report_run import Edition, Opening

__all__ = ["EditionBeside", "read_share", "told"]

READ: Final = "read"
"""What is said when a community has been read."""
SOON: Final = 0.3  # seconds


def told(asker: Connection, place: str, opening: Opening) -> None:
    """Tell the account of an edition whose notebook runs in `place`; then save it, before that is asked.

    Who asked may be asked to read some of the files. It is told when all are read, then of figures as soon as
    there are any, so that it can draw them, then the account, and at last that it is saved.
    """
    from copmetrics.loading.shared_reading import read_by_two

    def begin(share: Share) -> Callable[[], Readings | None]:
        asker.send(share)
        return asker.recv

    os.chdir(place)
    try:
        with read_by_two(begin):
            edition = opening.here()
        asker.send(READ)
        for section in edition.tell():
            asker.send(tuple(each for each in section.blocks if isinstance(each, ReportFigure)))
        asker.send(edition.account)
        edition.save()
        asker.send(None)
    except CopmetricsError as error:
        asker.send(error)


def read_share(answers: Answers) -> None:
    """Read the files that the other process asks us to read, if it asks soon.

    What else it says is left to whoever listens next.
    """
    from copmetrics.loading import shared_reading

    if not answers.is_there(SOON):
        return
    with suppress(Ended):  # that is met again by whoever listens next
        answer = answers.next()
        if isinstance(answer, shared_reading.Share):
            answers.reply(_read(answer))
        else:
            answers.put_back(answer)


class EditionBeside:
    """The account that another process tells, and saves as soon as it has."""

    def __init__(self, answers: Answers, opening: Opening) -> None:
        """Listen to `answers`; without them the edition is opened here."""
        self._answers, self._opening = answers, opening

    @cached_property
    def account(self) -> Account:
        """The account; while we wait we read, import what shows it, and draw what is told already."""
        return self._or_here(self._account, lambda: self._here.account)

    def save(self) -> None:
        """See that the files beside the page are written."""
        self._or_here(self._next, lambda: self._here.save())

    def _account(self) -> Account:
        from copmetrics.loading import shared_reading

        read_share(self._answers)
        from copmetrics.publishing import what_shows  # noqa: F401  # for what it imports

        while not isinstance(answer := self._next(), Account):
            if isinstance(answer, shared_reading.Share):
                self._answers.reply(_read(answer))
                continue
            for figure in () if answer == READ else answer:
                _draw(figure)
        return answer

    @cached_property
    def _here(self) -> Edition:
        return self._opening.here()

    def _next(self) -> Any:
        """Return the next answer; raise what was refused."""
        answer = self._answers.next()
        if isinstance(answer, CopmetricsError):
            raise answer
        return answer

    @staticmethod
    def _or_here(beside: Callable[[], Any], here: Callable[[], Any]) -> Any:
        try:
            return beside()
        except Ended:
            return here()


def _read(share: Share) -> Readings | None:
    """Read what we are to read; whoever asked reads it where that fails, and tells why."""
    try:
        return share.readings()
    except Exception:
        return None


def _draw(figure: ReportFigure) -> None:
    """Draw a figure that will be shown: it is then there."""
    from copmetrics import charts

    if charts.why_not(figure):
        return
    charts.chart_svg(figure)
    if charts.on_phones(figure) is charts.OnPhones.NARROW:
        charts.narrow_svg(figure)
