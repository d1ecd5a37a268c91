"""Which of the two profiles an audience reads by, and whose stories it reads.

*internal*: totals are exact; people counted by organisation, profession, role and the like are withheld where
they are few. *share*: small counts of people are withheld and the others rounded.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.framework.audiences import Audience
from copmetrics.framework.stories import Consent
from copmetrics.settings import Profile, Settings

__all__ = ["consented", "profile_of"]

WIDENING: Final = (Consent.MEMBERS, Consent.SPONSORS, Consent.PUBLIC)
"""Consent by how far it goes: what sponsors may read, members may read too."""
READS: Final = {
    Audience.LEADERS: Consent.MEMBERS,
    Audience.MEMBERS: Consent.MEMBERS,
    Audience.SPONSORS: Consent.SPONSORS,
    Audience.PUBLIC: Consent.PUBLIC,
}
"""How far a story's consent must go for each audience; a private story is in no account."""


def profile_of(audience: str, settings: Settings) -> Profile:
    """Return an audience's profile: leaders see inside, everybody else what may be shared."""
    usual = Profile.INTERNAL if audience == Audience.LEADERS else Profile.SHARE
    return settings.privacy.get(audience, usual)


def consented(stories: pd.DataFrame, audience: str) -> pd.DataFrame:
    """Return the stories, or narratives, whose tellers agreed that this audience reads them."""
    needed = WIDENING.index(READS[Audience(audience)])
    return stories[stories["consent"].isin(WIDENING[needed:])]
