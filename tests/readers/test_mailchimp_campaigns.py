"""The list of campaigns is of a whole account: whose mailings count is asked where it has several lists."""

from __future__ import annotations

import pytest
from reading import read

from copmetrics.readers.mailchimp_campaigns import OTHER_LIST

HEAD = "Title,{},Send Date,Total Recipients,Unique Opens\n"
LINES = (
    'March digest,CoP,"Mar 04, 2026 10:00 am",400,196\n'
    'Car parks,Estates,"Mar 05, 2026 10:00 am",9000,3000\n'
    'April digest,CoP,"Apr 04, 2026 10:00 am",401,200\n'
)


@pytest.mark.parametrize("column", ["Audience", "List"])
def test_of_several_lists_it_is_asked_which_is_the_communitys(column, tmp_path):
    export = HEAD.format(column) + LINES
    _, reading = read(tmp_path, export, "campaigns.csv")
    (problem,) = reading.problems
    assert problem.question == "has mailings to 2 lists. Which of them is the community's?"
    assert problem.answers == (
        'audience = "CoP"  # 2 mailings',
        'audience = "Estates"  # 1 mailing',
        f'without = ["{column}"]  # all of them are',
    )
    _, reading = read(tmp_path, export, "campaigns.csv", audience="CoP")
    assert list(reading.tables["mailings"]["left_out"].fillna("")) == ["", OTHER_LIST, ""]
    _, reading = read(tmp_path, export, "campaigns.csv", without=(column,))
    assert "left_out" not in reading.tables["mailings"]


def test_mailings_to_one_list_ask_nothing(tmp_path):
    _, reading = read(tmp_path, HEAD.format("Audience") + LINES.replace("Estates", "CoP"))
    assert reading.problems == ()
