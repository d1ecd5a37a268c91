"""The page of roles has a row for every question of the reference document.

Of each question there is a key here, in the order of the document: a few words that its row has in its
first column. As many as the document asks of each role, counted by hand.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest
from test_roles import PAGE

ASKED: Final = {
    "Agenda activists": (
        *("key issues", "worth pursuing together?", "At this meeting?", "In the coming year?"),
        *(
            "group stuck?",
            "underlying assumptions",
            "could use to move forward?",
            "kind of training",
        ),
        *("How well are we doing?", "still needs to be done?", "take responsibility"),
        *("What resources are needed?",),
    ),
    "Community keepers": (
        *(
            "key constituencies?",
            "one with subgroups",
            "community boundaries",
            "newcomers find a way in?",
        ),
        *("Who is here?", "Who is not?", "right people at the meeting?", "some people missing?"),
        *("right kinds of relationships?", "trust and commitment?", "stories of practice?"),
        *("Whose voices are being heard?", "Whose are not?", "Why are voices not heard"),
        *("what can be done about it?", "issues of power", "Is language an issue?"),
    ),
    "Critical friends": (
        *(
            "should we be collecting?",
            "How? ",
            "working well?",
            "What is not?",
            "learning activities",
        ),
        *(
            "best use of our time",
            "past events",
            "consolidated and presented?",
            "Who should hear it?",
        ),
    ),
    "Social reporters": (
        *(
            "insights and stories",
            "Whose perspectives",
            "divide up the work?",
            "involve other people?",
        ),
        *(
            "final editing and production?",
            "tools do we have",
            "showcased or archived?",
            "hashtag?",
        ),
        *("level of privacy", "conversation on privacy with the wider group?"),
    ),
    "External messengers": (
        *("best reached?", "key messages", "In what languages?", "final editing and publishing?"),
        *(
            "Through which media?",
            "final draft",
            "website for external audiences?",
            "private issues",
        ),
    ),
    "Value detectives": (
        *("aware of the value?", "need to know, and why?", "What can they do with it?"),
        *(
            "What indicators",
            "How should they be monitored?",
            "What kind of data",
            "Who will collect it?",
        ),
        *("story to share?", "can the community aim to create?", "How will we know?"),
        *("want to hear in the future",),
    ),
    "Organizational brokers": (
        *("wider contexts?", "strategic argument?", "organisational resources", "kind of support?"),
        *("Who are organisational stakeholders?", "engage them?", "their expectations?"),
        *("aspirations of the community?", "do they offer?", "matched?", "Is there a contract?"),
        *("stakeholders need to know", "in what form?", "kind of input", "What recognition"),
    ),
}
COUNTED: Final = (12, 17, 9, 10, 8, 11, 15)
"""How many questions the document asks of each role, one after the other."""
WEEK: Final = {
    "every day": ("asks to join", "discussions"),
    "Monday": ("what day and time", "content of the next days"),
    "Tuesday": ("top members", "not returned", "Invite people", "announcement"),
    "Wednesday": ("newsletter",),
    "Thursday": ("Participate", "push the barrier"),
    "Friday": ("collected content", "what events, what content, discussions and messages, whom"),
}


def questions(heading: str) -> list[str]:
    """The first column of a section's table, or of the week its day and what there is to do."""
    section = PAGE.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    rows = [each.strip("| ").split(" | ") for each in section.splitlines() if each.startswith("| ")]
    return [" ".join(cells[: 2 if heading.endswith("week") else 1]) + " " for cells in rows[1:]]


def test_the_keys_are_as_many_as_the_document_asks():
    assert tuple(map(len, ASKED.values())) == COUNTED
    assert max(Counter(each for keys in ASKED.values() for each in keys).values()) == 1


@pytest.mark.parametrize("role", ASKED)
def test_each_question_of_a_role_has_its_row(role):
    asked = questions(role)
    found = {key: sum(key in each for each in asked) for key in ASKED[role]}
    assert found == dict.fromkeys(ASKED[role], 1)


@pytest.mark.parametrize("day", WEEK)
def test_each_task_of_the_week_has_its_row(day):
    tasks = [each for each in questions("A facilitator's week") if each.startswith(day)]
    assert [sum(key in each for each in tasks) for key in WEEK[day]] == [1] * len(WEEK[day])
