"""The accounts: what is told of a community, a section a module."""

from __future__ import annotations

from copmetrics.accounts.for_audience import account, value_for
from copmetrics.settings import AUDIENCES

__all__ = ["AUDIENCES", "account", "value_for"]
