"""The quarterly account: what one quarter of a community was, section by section.

Each section is a function of the same facts, so that no two of them can disagree. Sentences are
made from the numbers and never claim more than these show: nothing here says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copmetrics.accounts.account import Account, Section
from copmetrics.accounts.data_notes import data_notes
from copmetrics.accounts.editor_words import EditorWords
from copmetrics.accounts.events import events
from copmetrics.accounts.headlines import headlines
from copmetrics.accounts.mailing_list import mailing_list
from copmetrics.accounts.mailings import mailings
from copmetrics.accounts.own_indicators import own_section
from copmetrics.accounts.participation import participation_section
from copmetrics.accounts.people import people
from copmetrics.accounts.published import Manifest
from copmetrics.accounts.quarter_figures import InsideFigures
from copmetrics.accounts.restatements import restatements
from copmetrics.accounts.running_quarter import SO_FAR
from copmetrics.accounts.summary import summary
from copmetrics.accounts.trends import trends
from copmetrics.framework.audiences import Audience
from copmetrics.quarters import label, months
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["quarterly_account", "quarterly_sections"]

SECTIONS = (
    headlines,
    own_section,
    trends,
    events,
    people,
    participation_section,
    mailing_list,
    mailings,
    data_notes,
)


def quarterly_sections(facts: InsideFigures) -> Iterator[Section]:
    """Tell the sections of the account, one after the other."""
    words = _words(facts)
    for section in SECTIONS:
        with plain_texts():
            told = words.beside(section(facts))
        yield told


def _words(facts: InsideFigures) -> EditorWords:
    """Return the editor's words: the report is read inside, as the leaders' account is."""
    here = facts.community
    return EditorWords.of(here.folder, facts.quarter, Audience.LEADERS, here.settings.calendar)


@plain_texts()
def quarterly_account(
    facts: InsideFigures,
    *,
    published: Sequence[Manifest] = (),
    stamp: str = "",
    sections: Iterable[Section] = (),
) -> Account:
    """Put the account of one quarter together; `published` are manifests of earlier reports.

    `sections` are those of the account where they have been told already.
    """
    restated = restatements(facts, published)
    return Account(
        community=facts.context.name,
        quarter=label(facts.quarter),
        months=months(facts.quarter),
        audience=Audience.LEADERS,
        summary=summary(facts),
        opening=_words(facts).about("summary"),
        sections=tuple(sections) or tuple(quarterly_sections(facts)),
        so_far=facts.so_far,
        stamp=stamp,
        alerts=((SO_FAR,) if facts.so_far else ()) + restated,
    )
