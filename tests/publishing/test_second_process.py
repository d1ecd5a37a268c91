"""What a second process does for a report is what this one would have done, also where it is ended."""

from __future__ import annotations

import multiprocessing
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from IPython.core.interactiveshell import InteractiveShell

from copmetrics.errors import ChoiceError, CopmetricsError, FileError
from copmetrics.publishing import second_process
from copmetrics.publishing.edition_beside import EditionBeside, told
from copmetrics.publishing.second_process import Answers, answers_to, hand_over, with_second_process


@dataclass
class Opened:
    """An edition that was opened, as often as it was, or could not be."""

    place: object
    refused: CopmetricsError | None = None
    opened: int = 0

    def here(self):
        self.opened += 1
        return self

    @property
    def account(self):
        if self.refused:
            raise self.refused
        return "the account"

    def save(self):
        (self.place / "saved").touch()


def beside(*given, opening):
    """An edition whose answers are these, through pickles as a process gives them, and no more."""
    ours, its = multiprocessing.Pipe()
    for each in given:
        its.send(each)
    its.close()
    return EditionBeside(Answers(ours), opening)


@contextmanager
def handed_to():
    """A process that listens, and does nothing."""
    ours, its = multiprocessing.Pipe()
    before = second_process._second.set(second_process._Second(ours))
    try:
        yield its
    finally:
        second_process._second.reset(before)


@pytest.fixture
def opening(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Opened(tmp_path)


def test_the_other_process_saves_before_it_is_asked(opening, tmp_path):
    answers = told(str(tmp_path), opening)
    assert next(answers) == "the account"
    assert not (tmp_path / "saved").exists()
    assert next(answers) is None
    assert (tmp_path / "saved").exists()


def test_what_the_other_process_told_is_not_told_again(opening, tmp_path):
    edition = beside("the account", None, opening=opening)
    assert (edition.account, edition.account) == ("the account", "the account")
    edition.save()
    assert (opening.opened, (tmp_path / "saved").exists()) == (0, False)


@pytest.mark.parametrize("given", [(), ("the account",)])
def test_what_an_ended_process_did_not_do_is_done_here(given, opening, tmp_path):
    edition = beside(*given, opening=opening)
    assert edition.account == "the account"
    edition.save()
    assert (opening.opened, (tmp_path / "saved").exists()) == (1, True)


REFUSALS = (
    FileError("may.csv", "is empty", advice="Export it again."),
    ChoiceError("an audience", "nobody", ("leaders", "public")),
)


@pytest.mark.parametrize("refused", REFUSALS)
def test_what_the_user_has_to_mend_is_said_in_the_same_words(refused, opening, tmp_path):
    opening.refused = refused
    edition = beside(*told(str(tmp_path), opening), opening=opening)
    opening.opened = 0
    with pytest.raises(CopmetricsError) as caught:
        _ = edition.account
    assert (str(caught.value), opening.opened) == (str(refused), 0)


def test_only_what_was_ordered_is_answered_and_one_order_is_all():
    assert answers_to(print, 1) is None
    with handed_to() as its:
        assert answers_to(print, 1) is None
        hand_over(print, 1)
        hand_over(print, 2)
        assert its.recv() == (print, 1)
        assert not its.poll()
        assert answers_to(print, 2) is None
        assert answers_to(print, 1) is not None


def test_a_notebook_that_calls_us_has_no_second_process():
    InteractiveShell.instance()
    try:
        with with_second_process():
            assert second_process._second.get() is None
    finally:
        InteractiveShell.clear_instance()
