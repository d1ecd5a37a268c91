"""The editor's own words: which go into which account, and a heading that nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from building import community as whole_community
from building import events

from copmetrics.accounts import editor_words
from copmetrics.accounts.account import Commentary
from copmetrics.accounts.commentary import SECTIONS, commentary
from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community.community import Community
from copmetrics.errors import CopmetricsError
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.quarters import Calendar, name
from copmetrics.settings import Settings

Q1, Q2 = pd.Period("2025Q1", freq="Q-MAR"), pd.Period("2025Q2", freq="Q-MAR")
NHS = Settings()
WORDS = """\
Always so.

# 2024/25 Q1
## Stories
Of *spring*.
## Summary (sponsors)
For sponsors only.

# 2024/25 Q2
Of summer.
"""


def told(place, quarter, audience, words=WORDS):
    (place / "commentary.md").write_text(words, encoding="utf-8")
    found = commentary(place, quarter, audience, Calendar.NHS)
    return tuple((each.section, each.words) for each in found)


def test_words_go_to_their_quarter_section_and_audience(tmp_path):
    assert told(tmp_path, Q1, "members") == (("summary", "Always so."), ("stories", "Of *spring*."))
    assert told(tmp_path, Q1, "sponsors") == (
        ("summary", "Always so."),
        ("stories", "Of *spring*."),
        ("summary", "For sponsors only."),
    )
    assert told(tmp_path, Q2, "sponsors") == (("summary", "Always so."), ("summary", "Of summer."))


def test_a_community_without_a_commentary_has_none(tmp_path):
    assert commentary(tmp_path, Q1, "members", Calendar.NHS) == ()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "## Storeis\nX",
            "commentary.md, row 1: 'Storeis' is not a section of an account. Did you mean "
            "'stories'? Choose from: " + ", ".join(SECTIONS) + ".",
        ),
        (
            "## Stories (press)\nX",
            "commentary.md, row 1: 'press' is not an audience. Choose from: sponsors, "
            "leaders, members, public.",
        ),
        (
            "# Spring\nX",
            "commentary.md, row 1: 'Spring' is not a quarter of this community's calendar. "
            "Write it as 2017/18-Q3.",
        ),
    ],
)
def test_a_heading_that_nobody_knows_is_told_with_those_there_are(words, message, tmp_path):
    with pytest.raises(CopmetricsError) as raised:
        told(tmp_path, Q1, "members", words)
    assert str(raised.value) == message


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Community:
    """A community of one event, whose editor's words are those that a test writes."""
    made = whole_community({"events": events(a="2024-05-14 13:00")}, NHS)
    return replace(made, folder=tmp_path_factory.mktemp("here"))


def test_the_quarterly_report_has_the_words_for_all_and_for_leaders(here):
    """Those for sponsors are not in it, nor those of a section that it has not."""
    (here.folder / "commentary.md").write_text(
        "Always so.\n## Events\nA quiet *spring*.\n## Events (leaders)\nMore in June.\n"
        "## Summary (sponsors)\nFor sponsors.\n## Plan\nOf no quarterly report.\n",
        encoding="utf-8",
    )
    account = quarterly_account(inside_evidence(here, name(Q1)))
    assert account.opening == (Commentary("Always so."),)
    assert account.section("events").blocks[:2] == (
        Commentary("A quiet *spring*."),
        Commentary("More in June."),
    )
    others = (each for each in account.sections if each.id != "events")
    assert not any(isinstance(each, Commentary) for section in others for each in section.blocks)


@pytest.mark.slow
def test_every_section_of_every_account_can_have_words(demo_report, demo_account):
    told = {each.id for each in demo_report.sections}
    for audience in AUDIENCES:
        told |= {each.id for each in demo_account(audience).sections}
    # the whole matrix stands in the sponsors' appendix, where its words went before it; what is next stands
    # in the brief, and in a section of its own where there is more
    assert told - {"matrix-table"} | {"next"} == set(SECTIONS) - {"summary"} | {"brief"}


def test_a_report_reads_the_words_once(here, monkeypatch):
    (here.folder / "commentary.md").write_text("Once.\n## Events\nAnd here.\n", "utf-8")
    read = []
    original = editor_words.commentary
    monkeypatch.setattr(
        editor_words, "commentary", lambda *asked: read.append(asked) or original(*asked)
    )
    account = quarterly_account(inside_evidence(here, name(Q1)))
    assert account.opening == (Commentary("Once."),)
    assert account.section("events").blocks[0] == Commentary("And here.")
    assert len(read) == 1
