"""The quarterly account: what one quarter of a community was, section by section.

Each section is a function of the same facts, so that no two of them can disagree. Sentences are
made from the numbers and never claim more than these show: nothing here says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final, TypeAlias

from copmetrics.accounts.account import Account, Section
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.brief import brief_section
from copmetrics.accounts.data_notes import data_notes
from copmetrics.accounts.events import events
from copmetrics.accounts.headlines import reading_section
from copmetrics.accounts.mailing_list import mailing_list
from copmetrics.accounts.mailings import mailings
from copmetrics.accounts.milestones import milestones_section
from copmetrics.accounts.own_indicators import own_section
from copmetrics.accounts.participation import participation_section
from copmetrics.accounts.people import people
from copmetrics.accounts.published import Manifest
from copmetrics.accounts.quarter_figures import InsideFigures
from copmetrics.accounts.restatements import restatements
from copmetrics.accounts.running_quarter import so_far_words
from copmetrics.accounts.summary import summary
from copmetrics.accounts.trends import trends
from copmetrics.accounts.withheld_key import with_keys
from copmetrics.framework.audiences import Audience
from copmetrics.quarters import label, months
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["Told", "in_order", "quarterly_account", "sections_as_told"]

Told: TypeAlias = tuple[int, tuple[Section, ...]]
"""A section, or none, or one with what belongs to it; and at which place of the account it stands."""


def _brief(evidence: AudienceEvidence) -> tuple[Section, ...]:
    return brief_section(evidence), *evidence.editor.after_brief


def _milestones(evidence: AudienceEvidence) -> tuple[Section, ...]:
    return tuple(milestones_section(evidence.facts))


def _of(
    section: Callable[[InsideFigures], Section],
) -> Callable[[AudienceEvidence], tuple[Section, ...]]:
    """Tell a section of the figures alone, with the editor's words beside it."""

    def told(evidence: AudienceEvidence) -> tuple[Section, ...]:
        facts = evidence.facts
        assert isinstance(facts, InsideFigures)
        return (with_keys(evidence.editor.beside(section(facts))),)

    return told


TRENDS, LIST, MAILINGS = _of(trends), _of(mailing_list), _of(mailings)
SECTIONS: Final = (
    _brief,
    _of(reading_section),
    _of(own_section),
    _milestones,
    TRENDS,
    _of(events),
    _of(people),
    _of(participation_section),
    LIST,
    MAILINGS,
    _of(data_notes),
)
"""The sections in the order of the account."""
FIRST: Final = (TRENDS, LIST, MAILINGS)
"""Those whose pictures need no numbers in parts: who draws need not wait for these."""


def sections_as_told(evidence: AudienceEvidence) -> Iterator[Told]:
    """Tell the sections, one after the other, those first whose pictures can be drawn first."""
    for place, tell in sorted(enumerate(SECTIONS), key=lambda each: each[1] not in FIRST):
        with plain_texts():
            told = tell(evidence)
        yield place, told


def in_order(told: Iterable[Told]) -> tuple[Section, ...]:
    """Put sections that have been told in the order of the account."""
    return tuple(chain.from_iterable(sections for _, sections in sorted(told, key=itemgetter(0))))


@plain_texts()
def quarterly_account(
    evidence: AudienceEvidence,
    *,
    published: Sequence[Manifest] = (),
    stamp: str = "",
    sections: Sequence[Section] = (),
) -> Account:
    """Put the account of one quarter together; `published` are manifests of earlier reports.

    It is told from what leaders may see. `sections` are those of the account where they have been
    told already.
    """
    facts = evidence.facts
    restated = restatements(facts, published)
    return Account(
        community=facts.context.name,
        quarter=label(facts.quarter),
        months=months(facts.quarter),
        audience=Audience.LEADERS,
        summary=summary(facts),
        opening=evidence.editor.in_brief("summary"),
        sections=tuple(sections) or in_order(sections_as_told(evidence)),
        so_far=facts.so_far,
        stamp=stamp,
        alerts=so_far_words(facts) + restated,
    )
