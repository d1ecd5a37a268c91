"""The accounts: what is told of a community, a section a module."""

from __future__ import annotations

from copmetrics.accounts.account import Account
from copmetrics.accounts.audience_evidence import Value
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.commentary import commentary
from copmetrics.accounts.facts import Facts
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.privacy.profiles import profile_of
from copmetrics.settings import AUDIENCES

__all__ = ["AUDIENCES", "account", "value_for"]


def value_for(community: Community, quarter: str = "latest", audience: str = "leaders") -> Value:
    """Return the facts and stories of a quarter as an audience may see them."""
    if audience not in AUDIENCES:
        raise ChoiceError("an audience", audience, AUDIENCES)
    told_for = community.quarter(quarter)
    facts = Facts.of(community, told_for, profile_of(audience, community.settings))
    words = commentary(community.folder, told_for, audience, community.settings.calendar)
    return Value(facts, audience, words)


def account(community: Community, quarter: str = "latest", audience: str = "leaders") -> Account:
    """Return the account of a quarter for an audience."""
    return audience_account(value_for(community, quarter, audience))
