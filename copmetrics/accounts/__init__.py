"""The accounts: what is told of a community, a section a module."""

from __future__ import annotations

from copmetrics.account import Account
from copmetrics.accounts.facts import Facts
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community import Community
from copmetrics.errors import ChoiceError

__all__ = ["AUDIENCES", "account"]

AUDIENCES = ("leaders",)
"""Who an account can be for; the value detectives' issue adds sponsors, members and the public."""


def account(community: Community, quarter: str = "latest", audience: str = "leaders") -> Account:
    """Return the account of a quarter for an audience."""
    if audience not in AUDIENCES:
        raise ChoiceError("an audience", audience, AUDIENCES)
    return quarterly_account(Facts.of(community, community.quarter(quarter)))
