"""Workers answer whole orders, are renewed, and fail alone; a community is parted only where it must be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from squares import DEADLY, squares

from copmetrics.publishing import workers
from copmetrics.publishing.notebook_runner import ReportRequest, by_community
from copmetrics.publishing.workers import answers


@pytest.fixture(autouse=True)
def light(monkeypatch):
    monkeypatch.setattr(workers, "PRELOADED", "os")


def test_an_order_is_answered_by_one_worker_and_one_that_dies_fails_what_it_had_in_hand(
    monkeypatch,
):
    orders = [[1, 2, 3], [4], [5, DEADLY, 6], [7], [8, 9]]
    given = dict(answers(orders, squares, jobs=2))
    assert {number: each and each[0] for number, each in given.items()} == {
        **{number: number**2 for number in range(1, 10)},
        DEADLY: None,
        6: None,
    }
    workers_of = [{given[each][1] for each in order if given[each]} for order in orders]
    assert all(len(each) == 1 for each in workers_of)
    assert 2 <= len(set.union(*workers_of)) <= 3, "two, and perhaps one in the place of the dead"
    monkeypatch.setattr(workers, "RENEWED_AFTER", 2)
    renewed = [each[1] for _, each in answers([[1, 2], [3], [4], [5]], squares, jobs=1)]
    assert [renewed.index(each) for each in renewed] == [0, 0, 2, 2, 4]


def test_whoever_stops_listening_stops_the_workers():
    given = answers([[1], [2]], squares, jobs=1)
    _, (_, process) = next(given)
    given.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_requests_of_one_community_stay_together_unless_there_are_more_workers(tmp_path):
    asked = {
        place: [
            ReportRequest(Path(place), tmp_path, audience=each)
            for each in ("sponsors", "leaders", "members")
        ]
        for place in ("one", "other")
    }
    requests = [each for pair in zip(*asked.values(), strict=True) for each in pair]
    one, other = (tuple(each) for each in asked.values())
    assert by_community(requests, 1) == by_community(requests, 2) == [one, other]
    assert by_community(requests, 3) == [(one[1],), (one[0], one[2]), other]
    assert by_community(requests, 9) == [
        (place[each],) for place in (one, other) for each in (1, 0, 2)
    ]
    assert by_community([one[0], one[0]], 2) == [(one[0],)]
    assert by_community([], 2) == []
    earlier = ReportRequest(Path("one"), tmp_path, as_of="2026-01-01")
    assert by_community([one[0], earlier], 1) == [(one[0],), (earlier,)]
