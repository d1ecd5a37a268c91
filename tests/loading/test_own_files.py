"""What copmetrics writes itself is no stranger to it, wherever in the folder it lies."""

from __future__ import annotations

import json
import shutil
import zipfile

import pandas as pd
import pytest
from folders import folder, zoom
from openpyxl import load_workbook

from copmetrics.accounts.account import Account, ReportColumn, ReportTable
from copmetrics.commands.checking import check_folder
from copmetrics.commands.template import make_community
from copmetrics.community.community import load
from copmetrics.community.explain import explained
from copmetrics.framework.own_files import RESTRICTED
from copmetrics.loading.sheet_reading import SheetReading, sheets_of
from copmetrics.loading.survey import survey
from copmetrics.publishing.index_page import write_index
from copmetrics.render.printing import write_frame
from copmetrics.render.workbook import write_lists, write_workbook
from copmetrics.settings import read_settings

pytestmark = pytest.mark.slow

MEETING = {"may.csv": zoom("Asha One,asha@example.org", "Ben Two,ben@example.org")}
PEOPLE = ReportTable(
    "people",
    "Sign-in 14 May 2024",
    (ReportColumn("Name"), ReportColumn("Email")),
    (("Cy", "cy@example.org"),),
)


def looked_into(place):
    """Each sheet of a folder with what a reader makes of it: nothing is counted."""
    settings = read_settings(place)
    return [SheetReading.of(sheet, settings) for sheet in sheets_of(place)]


def strangers(place):
    return [each.sheet.file for each in looked_into(place) if not each.format]


def read(place):
    return [each.sheet.file for each in looked_into(place)]


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """A folder that `copmetrics new` made."""
    place = tmp_path_factory.mktemp("new")
    make_community(place, name="Our team", calendar="nhs")
    return place


def test_what_new_writes_is_known_blank_and_filled_in(new, tmp_path):
    shutil.copytree(new, tmp_path, dirs_exist_ok=True)
    assert strangers(tmp_path) == []
    book = load_workbook(tmp_path / "sign-in.xlsx")
    book["Events"].append(["huddle", "Huddle", pd.Timestamp("2024-05-14 13:00").to_pydatetime()])
    book["Sign-in"].append(["huddle", "Asha One", "asha@example.org", "Northmoor Hospital"])
    book.save(tmp_path / "sign-in.xlsx")
    assert strangers(tmp_path) == []
    assert len(load(tmp_path).events) == 1


def test_the_review_file_is_known(tmp_path):
    place = folder(
        tmp_path, {**MEETING, "june.csv": zoom("Asha One,asha@home.example", day="2024-06-18")}
    )
    check_folder(place, as_json=False, review=True, as_of=None)
    assert (place / "people-review.csv").exists()
    assert read(place) == ["june.csv", "may.csv"]


def test_tables_that_were_sent_to_a_file_in_the_folder_are_not_read(tmp_path):
    place = folder(tmp_path, MEETING)
    community = load(place)
    write_frame(community.indicators(only=["attendances"]), "csv", place / "i.csv")
    changes = community.changes(community.indicators(only=["attendances"]))
    write_frame(changes, "csv", place / "c.csv")
    write_frame(explained(community, "attendances", community.quarters[0]), "csv", place / "e.csv")
    assert read(place) == ["may.csv"]


@pytest.fixture
def account():
    return Account("Our team", "2024/25 Q1", "Apr to Jun 2024", "leaders", "So it was.", ())


def test_a_report_made_inside_the_folder_is_not_read_again(account, tmp_path):
    """Its sheets look like sign-in sheets and mailing lists to the readers."""
    place = folder(tmp_path, {**MEETING, "reports/us/2024-25-Q1/indicators.csv": "quarter\n1\n"})
    report = place / "reports" / "us" / "2024-25-Q1"
    manifest = {
        "community": "us",
        "quarter": "2024/25-Q1",
        "audience": "",
        "stamp": "",
        "figures": {},
    }
    (report / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    write_lists([PEOPLE], report / "quarterly.xlsx")
    write_index(place / "reports")
    assert read(place) == ["may.csv"]


@pytest.mark.parametrize("creator", ["<dc:creator>copmetrics</dc:creator>", None])
def test_whoever_wrote_the_xml_of_our_workbooks_they_are_known_as_ours(creator, tmp_path):
    """With lxml there the name of a workbook's maker has its namespace beside it, without it not."""
    place = folder(tmp_path, MEETING)
    write_lists([PEOPLE], place / "people.xlsx")
    if creator is not None:
        parts = {"docProps/core.xml": f"<cp:coreProperties>{creator}</cp:coreProperties>"}
        rewritten(place / "people.xlsx", parts)
    assert read(place) == ["may.csv"]


def rewritten(path, parts) -> None:
    """Put other texts in place of some parts of a workbook."""
    with zipfile.ZipFile(path) as book:
        texts = {each: book.read(each) for each in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in {**texts, **parts}.items():
            book.writestr(name, text)


def test_a_workbook_of_ours_that_was_moved_among_the_exports_is_not_read(account, tmp_path):
    place = folder(tmp_path, MEETING)
    write_workbook(account, place / "quarterly.xlsx")
    write_lists([PEOPLE], place / "people.xlsx")
    assert read(place) == ["may.csv"]


def test_lists_of_people_are_no_sign_in(tmp_path):
    place = folder(
        tmp_path, {**MEETING, "private/list.csv": "Sign-in 14 May 2024\nName\nCy Three\n"}
    )
    assert read(place) == ["may.csv", "private/list.csv"]
    folder(place, {"private/.gitignore": f"{RESTRICTED}\n*\n"})
    assert read(place) == ["may.csv"]


def test_a_table_that_only_begins_like_ours_is_listed(tmp_path):
    place = folder(tmp_path, {**MEETING, "staff.csv": "quarter,ward,staff\n1,A,2\n"})
    assert strangers(place) == ["staff.csv"]


def test_the_guidance_is_ours_whatever_a_community_wrote_on_it_but_a_table_there_is_not(
    new, tmp_path
):
    shutil.copy(new / "stories.xlsx", tmp_path)
    book = load_workbook(tmp_path / "stories.xlsx")
    book["Guidance"]["A1"] = "Stories of our team"
    book.save(tmp_path / "stories.xlsx")
    assert strangers(tmp_path) == []
    book["Guidance"]["B1"] = "By whom"
    book.save(tmp_path / "stories.xlsx")
    assert strangers(tmp_path) == ["stories.xlsx [Guidance]"]


def test_a_list_of_events_that_is_not_read_says_which_columns_it_lacks(tmp_path):
    place = folder(tmp_path, {**MEETING, "events.csv": "day,title,kind\n2024-05-14,Huddle,x\n"})
    (problem,) = survey(place).problems
    assert problem.question == (
        "is not read, for it has no columns event and starts; it has 'day' and 'kind'. Mend its first row; or "
        "is it to be left out?"
    )


def test_a_row_that_reads_as_headings_of_people_is_a_row_of_the_list_it_stands_in(tmp_path):
    files = {
        "messages.csv": "Told on,Constituency,What was told,Form,Told by\n2026-08-01,Board,Plan,e-mail,chair\n",
        "agenda.csv": "Raised on,Item,Kind,Status\n2026-07-02,Name and Email,question,open\n2026-07-03,Email,question,open\n",
    }
    read = survey(folder(tmp_path, files), as_of=pd.Timestamp("2026-10-05", tz="UTC"))
    assert {each.file: each.format for each in read.files} == {
        "agenda.csv": "Learning agenda",
        "messages.csv": "Messages told",
    }


def test_what_stands_below_a_blank_row_may_be_a_list_of_its_own(tmp_path):
    both = "Raised on,Item,Kind,Status\n2026-07-02,Plan,question,open\n\nName,Email,Came\nAsha,asha@example.org,yes\n"
    (asked,) = survey(
        folder(tmp_path, {"both.csv": both}), as_of=pd.Timestamp("2026-10-05", tz="UTC")
    ).problems
    assert "at once" in str(asked)
