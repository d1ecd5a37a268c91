"""The editor's own words: which go into which account, and a heading that nobody knows."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.accounts.commentary import commentary
from copmetrics.errors import CopmetricsError
from copmetrics.quarters import Calendar

Q1, Q2 = pd.Period("2025Q1", freq="Q-MAR"), pd.Period("2025Q2", freq="Q-MAR")
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
    return commentary(place, quarter, audience, Calendar.NHS)


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
            "'stories'? Choose from: summary, stories, matrix, activities, plan, unknown, next.",
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
