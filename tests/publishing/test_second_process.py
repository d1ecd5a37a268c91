"""What a second process does for a report is what this one would have done, also where it is ended."""

from __future__ import annotations

import os
import pickle
from concurrent.futures import BrokenExecutor, Executor, Future

import pytest
from sample_account import lines

from copmetrics import charts
from copmetrics.charts import meanwhile as drawing
from copmetrics.publishing import second_process
from copmetrics.publishing.second_process import finish, meanwhile


class Beside(Executor):
    """Does at once what it is handed, through pickles as a process has it; or is ended."""

    def __init__(self, *, ended=False):
        self.ended, self.did = ended, []

    def submit(self, work, *words):
        done = Future()
        if self.ended:
            done.set_exception(BrokenExecutor())
            return done
        work, words = pickle.loads(pickle.dumps((work, words)))
        self.did.append(words)
        try:
            done.set_result(work(*words))
        except Exception as error:
            done.set_exception(error)
        return done


def handed_to(beside):
    return second_process._second.set(second_process._Second(beside, has_begun=True))


@pytest.mark.parametrize("ended", [False, True])
def test_what_was_handed_over_is_done_when_it_is_finished_and_once(ended, tmp_path):
    beside = Beside(ended=ended)
    before = handed_to(beside)
    try:
        meanwhile(os.mkdir, tmp_path / "made")
        assert (tmp_path / "made").exists() is not ended
        finish()
        finish()  # made twice it would be an error
        assert (tmp_path / "made").exists()
        meanwhile(os.mkdir, tmp_path / "made")
        with pytest.raises(FileExistsError):
            finish()
    finally:
        second_process._second.reset(before)


def test_without_a_second_process_it_is_done_at_once(tmp_path):
    meanwhile(os.mkdir, tmp_path / "made")
    assert (tmp_path / "made").exists()
    finish()


@pytest.mark.parametrize("ended", [False, True])
def test_of_five_pictures_the_last_three_are_drawn_beside_us(ended):
    figures, beside = ["a", "b", "c", "d", "e"], Beside(ended=ended)
    draw = str.encode
    with drawing.drawn_beside(beside), drawing.drawn_ahead(figures, draw):
        assert [each for each in figures if drawing.beside(each) is None] == ["a", "b"]
        assert beside.did == ([] if ended else [("c",), ("d",), ("e",)])
    assert drawing.beside("c") is None
    with drawing.drawn_ahead(figures, draw):
        assert drawing.beside("c") is None


def test_the_picture_of_an_ended_process_is_drawn_here():
    figure = lines((3, 1, None, 2))
    ours = charts.chart_svg(figure)
    for ended in (False, True):
        with drawing.drawn_beside(Beside(ended=ended)), charts.drawing([figure]):
            assert drawing.beside(figure) is not None
            assert charts.chart_svg(figure) == ours
