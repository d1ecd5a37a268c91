"""The accounts: what is told of a community, a section a module."""

from __future__ import annotations

from copmetrics.accounts.for_audience import account, evidence_for
from copmetrics.framework.audiences import AUDIENCES

__all__ = ["AUDIENCES", "account", "evidence_for"]
