"""Imported by itself for what it imports: all that a report needs, once for the processes that make them."""

from __future__ import annotations

from copmetrics.publishing import what_shows, what_tells
from copmetrics.render import workbook

__all__ = ["what_shows", "what_tells", "workbook"]
