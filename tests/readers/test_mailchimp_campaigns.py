"""The list of campaigns is of a whole account: whose mailings count is asked where it has several lists."""

from __future__ import annotations

import pytest
from reading import read

from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.readers.mailchimp_campaigns import MAILCHIMP_CAMPAIGNS, OTHER_LIST
from copmetrics.settings import FileAnswers, Settings

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


def test_lists_that_sync_fetches_are_the_communitys(tmp_path):
    path = tmp_path / "campaigns.csv"
    path.write_text(HEAD.format("Audience") + LINES, encoding="utf-8")
    settings = Settings.model_validate({"sync": {"mailchimp": {"audiences": ("CoP", "Estates")}}})
    (sheet,) = sheets_in(path, file="campaigns.csv", known=KNOWN_HEADINGS)
    reading = MAILCHIMP_CAMPAIGNS.read(sheet, Context(settings, FileAnswers()))
    assert reading.problems == ()
    assert reading.tables["mailings"]["left_out"].isna().all()
