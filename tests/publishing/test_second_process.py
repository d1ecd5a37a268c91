"""What a second process does for a report is what this one would have done, also where it is ended."""

from __future__ import annotations

import multiprocessing
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from IPython.core.interactiveshell import InteractiveShell
from sample_account import lines

from copmetrics import charts
from copmetrics.accounts.account import Account, Paragraph, Section
from copmetrics.errors import ChoiceError, CopmetricsError, FileError
from copmetrics.loading.reading_ahead import Ahead
from copmetrics.loading.shared_reading import Share
from copmetrics.publishing import second_process
from copmetrics.publishing.edition_beside import EditionBeside, read_for_the_other, read_share, told
from copmetrics.publishing.second_process import Answers, answers_to, hand_over, with_second_process

ACCOUNT = Account("cop", "2026/27 Q2", "Jul to Sep 2026", "leaders", "One.", ())


@dataclass
class Opened:
    """An edition that was opened, as often as it was, or could not be."""

    place: object
    refused: CopmetricsError | None = None
    opened: int = 0

    def here(self):
        self.opened += 1
        return self

    def tell(self):
        return iter((Section("events", "Events", (Paragraph("One."),)),))

    @property
    def account(self):
        if self.refused:
            raise self.refused
        return ACCOUNT

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


def all_told(place, opening):
    """What the other process says, one thing after the other."""
    ours, its = multiprocessing.Pipe()
    told(its, str(place), opening)
    its.close()
    said = []
    with suppress(EOFError):
        while True:
            said.append(ours.recv())
    return said


def test_the_other_process_says_what_is_read_and_told_and_saves_before_it_is_asked(opening):
    assert all_told(opening.place, opening) == ["read", (), ACCOUNT, None]
    assert (opening.place / "saved").exists()


def test_what_the_other_process_told_is_not_told_again(opening):
    edition = beside("read", (), ACCOUNT, None, opening=opening)
    assert (edition.account, edition.account) == (ACCOUNT, ACCOUNT)
    edition.save()
    assert (opening.opened, (opening.place / "saved").exists()) == (0, False)


@pytest.mark.parametrize("given", [(), ("read",), ("read", (), ACCOUNT)])
def test_what_an_ended_process_did_not_do_is_done_here(given, opening):
    edition = beside(*given, opening=opening)
    assert edition.account == ACCOUNT
    edition.save()
    assert (opening.opened, (opening.place / "saved").exists()) == (1, True)


def test_a_figure_is_drawn_before_the_account_is_told(opening, monkeypatch):
    figures, drawn = (lines((3, 1, None, 2)), lines((None, None))), []
    monkeypatch.setattr(charts, "chart_svg", drawn.append)
    assert beside("read", figures, ACCOUNT, opening=opening).account == ACCOUNT
    assert drawn == [figures[0]], "of the other there is nothing to draw"


def test_a_share_of_the_files_is_read_here_and_not_where_that_fails(opening, tmp_path):
    """Where the settings of a folder cannot be read, no file of it can be."""
    (tmp_path / "may.csv").write_text("a,b\n1,2\n")
    ours, its = multiprocessing.Pipe()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "community.toml").write_text("name =")
    read = []
    for share in (Share(tmp_path, (tmp_path / "may.csv",)), Share(tmp_path / "broken", ())):
        edition = EditionBeside(Answers(ours), opening)
        for each in (share, "read", ACCOUNT):
            its.send(each)
        assert edition.account == ACCOUNT
        read.append(its.recv())
    ((sheet,),), nothing = read
    assert (sheet.sheet.file, sheet.format, nothing) == ("may.csv", "", None)


def test_what_is_asked_first_is_done_first_and_the_rest_is_left_to_whoever_listens(opening):
    ours, its = multiprocessing.Pipe()
    answers = Answers(ours)
    its.send(Share(opening.place, ()))
    read_share(answers)
    assert its.recv() == []
    for each in ("read", ACCOUNT):
        its.send(each)
    read_share(answers)
    assert EditionBeside(answers, opening).account == ACCOUNT
    its.close()
    read_share(answers)
    assert EditionBeside(answers, opening).account == ACCOUNT, "it is told here, of an ended one"
    assert opening.opened == 1


def test_what_was_read_ahead_is_kept_until_it_is_asked_for(opening):
    """First nobody asks; then the notebook listens, and the other process asks late."""
    ours, its = multiprocessing.Pipe()
    answers, place = Answers(ours), opening.place
    answers.put_back(Ahead("as it is", {place / "may.csv": ["of May"]}))
    read_share(answers, within=0)
    for each in (Share(place, (place / "may.csv",), "as it is"), "read", ACCOUNT):
        its.send(each)
    assert EditionBeside(answers, opening).account == ACCOUNT
    assert its.recv() == [["of May"]]


def test_of_what_the_other_process_knows_nothing_is_read_ahead(opening):
    """It has read before, and says at once that all is read."""
    ours, its = multiprocessing.Pipe()
    answers = Answers(ours)
    for each in ("read", ACCOUNT):
        its.send(each)
    read_for_the_other(opening.place, answers)
    assert EditionBeside(answers, opening).account == ACCOUNT
    assert not its.poll()


REFUSALS = (
    FileError("may.csv", "is empty", advice="Export it again."),
    ChoiceError("an audience", "nobody", ("leaders", "public")),
)


@pytest.mark.parametrize("refused", REFUSALS)
def test_what_the_user_has_to_mend_is_said_in_the_same_words(refused, opening):
    opening.refused = refused
    edition = beside(*all_told(opening.place, opening), opening=opening)
    opening.opened = 0
    with pytest.raises(type(refused)) as caught:
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
