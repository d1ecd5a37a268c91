"""`check` says that a report can be made only if it will be: what it reads, the report reads."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
from click.testing import CliRunner
from folders import CAMPAIGNS, EVENTS, ZOOM, folder, zoom
from telling import STEPS, story, way
from telling import STORIES as TOLD
from test_audiences import ORDER

from copmetrics.accounts.account import Account
from copmetrics.accounts.commentary import SECTIONS, commentary
from copmetrics.accounts.for_audience import account, inside_evidence
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.cli import main
from copmetrics.commands.readiness import report_line, settled
from copmetrics.community.community import load
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.loading.survey import survey
from copmetrics.quarters import Calendar

pytestmark = pytest.mark.slow

AS_OF = "2024-10-05"
GOOD = {"may.csv": zoom("Asha One,asha@example.org", "Ben Two,ben@example.org")}
REVIEW = "decision,name,other_name,address,other_address,reason,effect,person,other\n"


def checked(place, *more):
    done = CliRunner().invoke(main, ["check", str(place), "--as-of", AS_OF, *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(done, place):
    return [
        line.removeprefix("copmetrics: ")
        for line in done.stderr.replace(str(place), "FOLDER").splitlines()
    ]


NOT_READY = {
    "a section, an audience and a quarter that there are not": (
        {"commentary.md": "# Spring\nX\n\n## Storeis\nX\n# 2024/25 Q1\n## Stories (press)\n"},
        [
            "commentary.md, row 1: 'Spring' is not a quarter of this community's calendar. Write it as "
            "2017/18-Q3.",
            "commentary.md, row 4: 'Storeis' is not a section of an account. Did you mean 'stories'? "
            f"Choose from: {', '.join(SECTIONS)}.",
            "commentary.md, row 7: 'press' is not an audience. Choose from: sponsors, leaders, members, "
            "public.",
        ],
    ),
    "decisions on people in a file that is not read": (
        {"zoom/people-review (1).csv": REVIEW + "same,Asha,Asha One,,,,,p1,p2\n"},
        [
            "zoom/people-review (1).csv: is not read: decisions stand in people-review.csv, in the folder "
            "itself. Move what you decided there, as CSV, and delete this one."
        ],
    ),
    "a decision that is none, beside a cell that is none": (
        {
            "people-review.csv": REVIEW + "maybe,Asha,Asha One,,,,,p1,p2\n",
            "june.csv": ZOOM + "Asha One,,2024-06-14 13:00,2024-06-14 14:00,x,No\n",
        },
        [
            "people-review.csv, row 2, column 'decision': 'maybe' is not a decision. Write same, different "
            "or leave it empty.",
            "june.csv, row 2, column 'Duration (minutes)': 'x' is not a whole number. Mend the cell, or "
            "export the file again.",
        ],
    ),
}


@pytest.mark.parametrize("name", NOT_READY)
def test_what_no_report_would_be_made_of_is_said_by_check(name, tmp_path):
    files, expected = NOT_READY[name]
    place = folder(tmp_path, {**GOOD, **files})
    done = checked(place)
    assert told(done, place) == expected
    assert "A report can be made" not in done.stdout
    assert done.exit_code == 1


def test_nothing_that_says_when_it_was_makes_no_report(tmp_path):
    place = folder(
        tmp_path, {"organisations.csv": "variant,name\nNorthmoor Hosp,Northmoor Hospital\n"}
    )
    done = checked(place)
    assert told(done, place) == [
        "FOLDER: has no quarter yet. Put exports into it that tell when something was."
    ]
    assert done.exit_code == 1


def test_before_a_quarter_is_over_the_running_one_is_offered(tmp_path):
    place = folder(tmp_path / "our team", GOOD)
    done = CliRunner().invoke(main, ["check", str(place), "--as-of", "2024-05-20"])
    line = done.stdout.splitlines()[-1]
    assert line == (
        f"A report can be made of a quarter that is not over: copmetrics report '{place}' --quarter 2024/25-Q1"
    )
    words = shlex.split(line.split(": ", 1)[1])
    assert words[:3] == ["copmetrics", "report", str(place)]
    assert account(load(place, as_of="2024-05-20"), words[4]).so_far


def test_words_for_a_quarter_that_nobody_knows_anything_of_are_noted(tmp_path):
    words = "# 2042/43 Q1\nA slip of the pen.\n# 2024/25 Q1\nWell done.\n"
    done = checked(folder(tmp_path, {**GOOD, "commentary.md": words}))
    assert done.exit_code == 0
    assert (
        "Note: commentary.md has words for 2042/43 Q1, of which no export tells anything.\n"
        in done.stdout
    )


def test_the_editors_words_in_a_file_that_is_not_read_are_noted(tmp_path):
    place = folder(tmp_path, {**GOOD, "words/Commentary.txt": "Well done.\n"})
    note = (
        "Note: words/Commentary.txt is not read: the editor's words stand in commentary.md, as plain text, "
        "in the folder itself.\n"
    )
    assert note in checked(place).stdout
    folder(place, {"commentary.md": "Well done.\n"})
    assert note not in checked(place).stdout


def test_the_line_for_two_spellings_makes_them_one_as_it_is_printed(tmp_path):
    heads = "Sign-in {} 2024\nName,Organisation\n"
    place = folder(
        tmp_path,
        {
            "a.csv": heads.format("14 May") + 'Asha One,"Northmoor, Hospitals"\n',
            "b.csv": heads.format("18 June") + 'Ben Two,"Northmoor, Hospital"\n',
        },
    )
    advised = re.search(r"organisations\.csv \((.*)\): (.*)$", checked(place).stdout, re.MULTILINE)
    folder(place, {"organisations.csv": f"{advised[1]}\n{advised[2]}\n"})
    done = checked(place)
    assert "May be one organisation" not in done.stdout
    assert load(place).attendance["organisation"].nunique() == 1


WORDS = "Größe zählt – “danke”.\n\n# 2024/25 Q1\n## Summary (sponsors)\nFür Förderer.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_editors_words_are_read_in_whatever_encoding_they_were_saved(encoding, tmp_path):
    place = folder(tmp_path, GOOD)
    (place / "commentary.md").write_bytes(WORDS.encode(encoding))
    assert checked(place).exit_code == 0
    told = commentary(place, pd.Period("2025Q1", "Q-MAR"), "sponsors", Calendar.NHS)
    assert [each.words for each in told] == ["Größe zählt – “danke”.", "Für Förderer."]


STORIES = {
    "mailings alone": {
        "c.csv": CAMPAIGNS + 'A,S,L,"May 04, 2024 10:00 am",Sat,20,20,0,9,9,1,1,0,aa11\n'
    },
    "stories alone": {
        "stories.csv": TOLD + story("S1"),
        "steps.csv": STEPS + way("S1", "immediate"),
    },
    "an event to come": {"events.csv": EVENTS + "a,A,2025-05-14 13:00,,,,,,\n"},
    "own targets, days to begin anew and full cycles": {
        **GOOD,
        "community.toml": 'cycle_set = "full8"\n[targets]\nattendances = 3\nopen_rate = 0.5\n'
        '[privacy]\nleaders = "share"\n[rebase]\nattendances = [2024-05-01, 2030-01-01]\n',
    },
    "known to be nothing": {
        **GOOD,
        "community.toml": "[covered_to]\nmailings = 2024-09-30\nmembers = 2024-09-30\n",
    },
    "nobody in particular": {"may.csv": zoom("iPhone,", "+44 20 7946 0000,")},
}


@pytest.fixture(scope="module")
def accounts(tmp_path_factory) -> Callable[[str], dict[str, Account]]:
    """Every account of the quarter of which `check` says that a report can be made; once a folder."""

    @cache
    def told(name: str) -> dict[str, Account]:
        place = folder(tmp_path_factory.mktemp("ready"), STORIES[name])
        (place / "commentary.md").write_bytes(WORDS.encode("cp1252"))
        _, community = settled(survey(place, as_of=AS_OF))
        line = report_line(community)
        assert line.startswith("A report can be made")
        words = shlex.split(line.split(": ", 1)[1])
        quarter = words[words.index("--quarter") + 1] if "--quarter" in words else "latest"
        report = quarterly_account(inside_evidence(community, quarter))
        made = {each: account(community, quarter, each) for each in AUDIENCES}
        return {"quarterly report": report, **made}

    return told


@pytest.mark.parametrize("name", STORIES)
def test_whatever_check_calls_ready_every_account_is_made_of(name, accounts):
    for audience in AUDIENCES:
        sections = {each.id for each in accounts(name)[audience].sections if not each.appendix}
        assert sections
        coming = {"next"} if name == "an event to come" else set()  # of which members are told
        assert sections <= {*ORDER[audience], *coming}
    assert accounts(name)["quarterly report"].sections
    # control charts are for whoever sees exact numbers, and for leaders unless the community says otherwise
    leaders = {each.id for each in accounts(name)["leaders"].sections}
    assert ("trends" in leaders) is (
        'leaders = "share"' not in STORIES[name].get("community.toml", "")
    )


def test_the_editors_words_open_the_account(accounts):
    opening = accounts("nobody in particular")["sponsors"].opening
    assert [each.text for each in opening] == ["Größe zählt – “danke”.", "Für Förderer."]
