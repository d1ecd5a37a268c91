"""The accounts: what is told of a community, a section a module."""

from __future__ import annotations

from copmetrics.accounts.account import Account
from copmetrics.accounts.audience_evidence import Value
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.commentary import commentary
from copmetrics.accounts.facts import Facts
from copmetrics.accounts.for_audience import account, value_for
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.privacy.profiles import profile_of
from copmetrics.settings import AUDIENCES

__all__ = ["AUDIENCES", "account", "value_for"]
