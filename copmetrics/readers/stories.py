"""Value-creation stories as our workbook has them: stories, their steps, personal narratives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.framework.cycles import CYCLE_WORDS
from copmetrics.framework.stories import Consent, NarrativePart, Sign, StepStatus
from copmetrics.readers.cells import SAID
from copmetrics.readers.columns import choice, moment, number, prose, pseudonym, required_text, text
from copmetrics.readers.reader import TableReader, rows_as
from copmetrics.readers.story_words import or_in_other_words

__all__ = [
    "CONDITION",
    "CONSENT",
    "NARRATIVES",
    "PARTS",
    "SIGNS",
    "STATUSES",
    "STORIES",
    "STORY_STEPS",
]

CONDITION: Final = (
    r"\?|(?<!\w)(?:if|unless|until|once|after|but|except\w*|exclud\w*|apart from|without|await\w*|pending"
    r"|refus\w*|declin\w*|den(?:y|ied)|tbc|to be \w+)(?!\w)"
)
"""What makes a consent less than one: a condition, an exception, a question."""


def _plainly(level: str) -> str:
    """Return the expression for a level of consent beside which no condition stands."""
    return rf"^(?!.*(?:{CONDITION})).*?(?P<{SAID}>{level})"


_PRIVATE: Final = or_in_other_words(r"private|nobody|not share|not (be )?public", "private")
CONSENT: Final[Mapping[str, str]] = {
    Consent.WITHDRAWN: or_in_other_words(r"withdr", "withdrawn"),
    Consent.PRIVATE: rf"^.*(?:{_PRIVATE}).*$",
    Consent.PUBLIC: _plainly(or_in_other_words(r"\bpublic(?:ly)?\b|anybody|anyone", "public")),
    Consent.SPONSORS: _plainly(or_in_other_words(r"sponsor|funder", "sponsors")),
    Consent.MEMBERS: _plainly(or_in_other_words(r"member", "members")),
}
"""Who may read a story, each with the expression that finds it in a cell or an answer.

What is no plain consent is none: *not for publication* and *public if nobody is named* are asked about.
"""

STATUSES: Final[Mapping[str, str]] = {
    StepStatus.ASPIRED: r"aspir|hope|future|not yet",
    StepStatus.REPORTED: r"\breport|\bhappened",
}
SIGNS: Final[Mapping[str, str]] = {
    Sign.MIXED: or_in_other_words(r"mixed|both", "mixed"),
    Sign.NONE: or_in_other_words(r"^none|^null|no difference|neutral", "none"),
    Sign.NEGATIVE: or_in_other_words(r"negative|bad|worse", "bad"),
    Sign.POSITIVE: or_in_other_words(r"positive|good|better", "good"),
}
PARTS: Final[Mapping[str, str]] = {
    NarrativePart.REASONS: r"reason|why",
    NarrativePart.ACTIVITIES: r"activit|what i did|experience",
    NarrativePart.VALUE: r"value|outcome",
}
"""The rows of a personal narrative, each with the expression that finds it."""

LINKS: Final = {
    each: text(each.capitalize(), pattern=rf"^{each}\b")
    for each in ("cites", "explains", "contradicts", "suggests")
}


STORIES = TableReader(
    name="Stories",
    required_headings=(("Story",), ("Title",), ("Consent",)),
    columns={
        "story": required_text("Story", expected="a short name for the story, such as S01"),
        "title": required_text("Title", expected="a title"),
        "teller": pseudonym("Teller"),
        "constituency": text("Constituency"),
        "of_organisation": text("Organisation", "Organization"),
        "collected_on": moment("Collected on"),
        "collected_by": text("Collected by"),
        "consent": choice("Consent", options=CONSENT).or_note("nobody else may read its stories"),
        "event": text("Event"),
        "sign": choice("Sign", options=SIGNS).or_note("how stories went, all in all, is not known"),
        "topic": text("Topic", "Topics"),
        "tell": text("Tell"),
    },
    to_raw_tables=rows_as("stories"),
)

STORY_STEPS = TableReader(
    name="Story steps",
    required_headings=(("Story",), ("Cycle",), ("What it says",)),
    columns={
        "story": required_text("Story", expected="the short name of a story"),
        "step": number("Step"),
        "cycle": choice("Cycle", options=CYCLE_WORDS, filled=True),
        "text": required_text("What it says", expected="what the story says at this step"),
        "status": choice("Status", options=STATUSES),
        "follow_up_on": moment("Follow up on"),
        "tagged_by": text("Tagged by"),
        **LINKS,
    },
    to_raw_tables=rows_as("segments"),
)

NARRATIVES = TableReader(
    name="Personal value narratives",
    required_headings=(("Narrative",), ("Part",), ("As a professional",)),
    columns={
        "narrative": required_text(
            "Narrative", expected="a short name for the narrative, such as N01"
        ),
        "teller": pseudonym("Teller"),
        "constituency": text("Constituency"),
        "consent": choice("Consent", options=CONSENT),
        "collected_on": moment("Collected on"),
        "part": choice("Part", options=PARTS, filled=True),
        "professional": prose("As a professional"),
        "connections": prose("My social connections"),
        "practice": prose("My practice"),
        "influence": prose("My ability to influence"),
    },
    to_raw_tables=rows_as("narratives"),
)
