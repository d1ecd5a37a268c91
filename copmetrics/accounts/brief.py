"""The brief: the page that every report begins with, and that stands alone.

What it says is told elsewhere in `accounts/`; here it is chosen and kept to the length of one page of A4.
After the quarter in three sentences, which are the account's summary, come the eight measures, one story,
what is not known, and what is next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from copmetrics.accounts.account import Listing, Paragraph, ReportBlock, Section
from copmetrics.accounts.audience_evidence import WITH_MEASURES, AudienceEvidence
from copmetrics.accounts.headlines import eight_measures
from copmetrics.accounts.rounded_words import about_the_numbers
from copmetrics.accounts.stories import first_story
from copmetrics.accounts.thanks import what_is_next
from copmetrics.accounts.unknowns import open_questions

__all__ = ["ID", "LETTERS", "brief_alone", "brief_section", "cut_short"]

ID: Final = "brief"
MOST, BESIDE_WORDS = 3, 2
"""So many questions, and so much of what is next, has the page room for; beside the editor's words fewer."""
MANY: Final = 3
"""So many targets told of take the room of one of them."""
LETTERS: Final = 120
"""So many letters of each."""


@dataclass(frozen=True)
class _Opened:
    """A list of which the first page has the beginning: of what, and what it says where there is nothing."""

    place: str
    title: str
    nothing: str
    one: str
    several: str


QUESTIONS: Final = _Opened(
    "unknown",
    "What we do not know yet",
    "No question is open.",
    "open question",
    "open questions",
)
COMING: Final = _Opened("next", "What is next", "Nothing is listed yet.", "to come", "to come")


def brief_section(evidence: AudienceEvidence, *, cards: bool = True) -> Section:
    """Tell what stands on the first page under its summary; a measure leads to its card, if it has one."""
    measured = evidence.audience in WITH_MEASURES
    measures = (eight_measures(evidence.facts, cards=cards),) if measured else ()
    story = first_story(evidence)
    questions = open_questions(evidence, of_measures=measured)
    blocks: tuple[ReportBlock, ...] = (
        *measures,
        *((story,) if story else ()),
        *_told(evidence, QUESTIONS, questions),
        *_told(evidence, COMING, what_is_next(evidence)),
    )
    return Section(ID, "In brief", blocks)


def _told(
    evidence: AudienceEvidence, opened: _Opened, items: tuple[str, ...]
) -> Iterator[ReportBlock]:
    """List the first of some sentences, and how many more there are; then the editor's words."""
    words = evidence.editor.in_brief(opened.place)
    most = (BESIDE_WORDS if words else MOST) - (evidence.targets >= MANY)
    told = [cut_short(each) for each in items[:most]]
    left = len(items) - most
    more = [f"And {left} more {opened.one if left == 1 else opened.several}."] if left > 0 else []
    outside_nothing = opened is COMING and evidence.facts.is_shared
    instead = "" if words or outside_nothing else opened.nothing
    yield Listing(opened.title, (*told, *more), instead)
    yield from words


def cut_short(words: str) -> str:
    """Cut a text at a word, but not within the title in quotes that it ends with."""
    title_begins = words.rfind(" '") if words.rstrip(")").endswith("'") else -1
    if len(words) <= LETTERS or 0 <= title_begins < LETTERS:
        return words
    return f"{words[:LETTERS].rsplit(' ', 1)[0]} …"


def brief_alone(evidence: AudienceEvidence) -> Section:
    """Tell the first page as a report of its own: it leads to nothing further on."""
    page = brief_section(evidence, cards=False)
    measured = evidence.audience in WITH_MEASURES
    about = () if measured else (Paragraph(about_the_numbers(evidence.facts)),)
    return replace(page, blocks=(*page.blocks, *about))
