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
    from pathlib import Path

    from copmetrics.loading.reading_ahead import Ahead
    from copmetrics.loading.shared_reading import Readings, Share
    from copmetrics.publishing.report_run import Edition, Opening

__all__ = ["EditionBeside", "read_for_the_other", "read_share", "told"]

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


def read_for_the_other(folder: Path, answers: Answers) -> None:
    """Read the files that the other process will ask us to read, and import what draws until it asks."""
    from copmetrics import charts
    from copmetrics.loading.reading_ahead import read_ahead

    with suppress(Exception):  # who asks reads what cannot be read, and tells why
        if (ahead := read_ahead(folder)) is not None:
            answers.put_back(ahead)
    read_share(answers, within=0)
    charts.make_ready()
    read_share(answers)


def read_share(answers: Answers, *, within: float = SOON) -> None:
    """Hand over the files that the other process asks us to read, if it asks within so many seconds.

    What else it says is left to whoever listens next, and so is what was read ahead until it asks.
    """
    from copmetrics.loading import shared_reading
    from copmetrics.loading.reading_ahead import Ahead

    ahead = None
    with suppress(Ended):  # that is met again by whoever listens next
        while answers.is_there(within):
            answer = answers.next()
            if isinstance(answer, Ahead):
                ahead = answer
            elif isinstance(answer, shared_reading.Share):
                answers.reply(_read(answer, ahead))
                return
            else:
                answers.put_back(answer)
                return
    if ahead is not None:
        answers.put_back(ahead)


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
        from copmetrics.loading.reading_ahead import Ahead

        read_share(self._answers)
        from copmetrics.publishing import what_shows  # noqa: F401  # for what it imports

        while not isinstance(answer := self._next(), Account):
            if isinstance(answer, Ahead | shared_reading.Share):
                self._answers.put_back(answer)
                read_share(self._answers)
            elif answer != READ:
                for figure in answer:
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


def _read(share: Share, ahead: Ahead | None) -> Readings | None:
    """Read what we are to read; whoever asked reads it where that fails, and tells why."""
    try:
        return share.readings() if ahead is None else ahead.readings(share)
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
