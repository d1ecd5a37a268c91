"""The quarterly account: what one quarter of a community was, section by section.

Each section is a function of the same facts, so that no two of them can disagree. Sentences are
made from the numbers and never claim more than these show: nothing here says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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

__all__ = ["quarterly_account", "quarterly_sections"]

SECTIONS = (
    reading_section,
    own_section,
    trends,
    events,
    people,
    participation_section,
    mailing_list,
    mailings,
    data_notes,
)


def quarterly_sections(evidence: AudienceEvidence) -> Iterator[Section]:
    """Tell the sections of the account, one after the other, the first page first."""
    facts = evidence.facts
    assert isinstance(facts, InsideFigures)
    with plain_texts():
        first = brief_section(evidence)
    yield first
    yield from evidence.editor.after_brief
    for section in SECTIONS:
        with plain_texts():
            told = with_keys(evidence.editor.beside(section(facts)))
        yield told
        if section is own_section:
            yield from milestones_section(facts)


@plain_texts()
def quarterly_account(
    evidence: AudienceEvidence,
    *,
    published: Sequence[Manifest] = (),
    stamp: str = "",
    sections: Iterable[Section] = (),
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
        sections=tuple(sections) or tuple(quarterly_sections(evidence)),
        so_far=facts.so_far,
        stamp=stamp,
        alerts=so_far_words(facts) + restated,
    )
