"""The accounts: what is told of a community, a section a module."""

from __future__ import annotations

from copmetrics.accounts.for_audience import evidence_for
from copmetrics.framework.audiences import AUDIENCES

__all__ = ["AUDIENCES", "evidence_for"]
