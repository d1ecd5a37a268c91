"""The account of one quarter for one audience, and what it is told from."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import Account
from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.editor_words import EditorWords
from copmetrics.accounts.quarter_figures import QuarterFigures, inside_figures
from copmetrics.community.community import Community, check_community
from copmetrics.errors import ChoiceError
from copmetrics.framework.audiences import AUDIENCES, Audience
from copmetrics.privacy.profiles import profile_of

__all__ = ["account", "evidence_for", "inside_evidence"]


def evidence_for(
    community: Community, quarter: str = "latest", audience: str = "leaders"
) -> AudienceEvidence:
    """Return the facts and stories of a quarter as an audience may see them."""
    if audience not in AUDIENCES:
        raise ChoiceError("an audience", audience, AUDIENCES)
    told_for = community.quarter(quarter)
    facts = QuarterFigures.of(community, told_for, profile_of(audience, community.settings))
    words = _editor_words(community, told_for, audience)
    tables = readable_by(audience, community.narrative_tables)
    return AudienceEvidence(facts, Audience(audience), tables, words)


def inside_evidence(community: Community, quarter: str = "latest") -> AudienceEvidence:
    """Return what the quarterly report is told from: exact numbers, whatever leaders are shown, and the
    stories that leaders may read."""
    told_for, reader = community.quarter(quarter), Audience.LEADERS
    words = _editor_words(community, told_for, reader)
    tables = readable_by(reader, community.narrative_tables)
    return AudienceEvidence(inside_figures(community, told_for), reader, tables, words)


def _editor_words(community: Community, quarter: pd.Period, audience: str) -> EditorWords:
    stories, calendar = community.narrative_tables["stories"], community.settings.calendar
    return EditorWords.of(community.folder, quarter, audience, calendar, stories)


def account(community: Community, quarter: str = "latest", audience: str = "leaders") -> Account:
    """Return the account of a quarter for an audience, as data: what a report shows, not how.

    What the audience may not see is not in it. For `sponsors`, `members` and `public` counts of
    people are rounded up or down to a multiple of 5 and small ones are withheld; `leaders` see exact
    numbers; `[privacy]` in `community.toml` may say otherwise. A private
    story is in no account.

    - `community`: as `copmetrics.load` gives it.
    - `quarter`: such as `2026/27-Q2`; `latest` is the last that is over.
    - `audience`: `sponsors`, `leaders`, `members` or `public`.

    **Gives** an account, frozen: `title`, `quarter` and `months` (as they are shown), `summary` (a
    paragraph), `alerts` (what to know before the numbers), and `sections` in their order, each with
    `id`, `title` and `blocks`: paragraphs, tables, figures and stories. Tables hold numbers, shares
    0 to 1; `[c]` stands for a number withheld, nothing for one that is unknown. What blocks look
    like may change.

    **Errors**: `ChoiceError` for what is no community, and for an audience that there is not; those of
    `Community.quarter`; a `CopmetricsError` for a `commentary.md` that cannot be used.

    **Source**: `docs/privacy.md` says what is withheld; the words are in `copmetrics/accounts/`.

        >>> account = copmetrics.account(community, "2026/27-Q2", "public")
        >>> account.title
        'Acute Deterioration Community of Practice: 2026/27 Q2'
        >>> [section.id for section in account.sections]
        ['brief', 'stories', 'happened', 'reach', 'data']
    """
    check_community(community)
    return audience_account(evidence_for(community, quarter, audience))
