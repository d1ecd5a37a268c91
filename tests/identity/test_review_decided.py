"""A decision on a pair is written beside it, unless it contradicts what was decided before."""

from __future__ import annotations

import pytest
from folders import folder

from copmetrics.errors import CellError
from copmetrics.identity.review import Decision, decide, decisions

HEADINGS = "decision,name,other_name,person,other\n"


def test_a_decision_stands_beside_its_pair_and_may_be_changed(tmp_path):
    place = folder(tmp_path, {"people-review.csv": f"{HEADINGS},Åsa,Asa,p1,p2\n,Ben,B.,p3,p4\n"})
    decide(place, "p1", "p2", Decision.SAME)
    assert decisions(place).same == {"p2": "p1"}
    decide(place, "p1", "p2", Decision.DIFFERENT)
    assert (decisions(place).same, decisions(place).different) == ({}, {frozenset(("p1", "p2"))})
    rows = (place / "people-review.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert rows == ["different,Åsa,Asa,p1,p2", ",Ben,B.,p3,p4"]


def test_one_that_contradicts_the_others_is_refused_and_leaves_the_file_as_it_was(tmp_path):
    said = f"{HEADINGS}same,A,B,p1,p2\nsame,B,C,p2,p3\n,A,C,p1,p3\n"
    place = folder(tmp_path, {"people-review.csv": said})
    with pytest.raises(CellError, match="they are the same"):
        decide(place, "p1", "p3", Decision.DIFFERENT)
    assert (place / "people-review.csv").read_text(encoding="utf-8-sig") == said
