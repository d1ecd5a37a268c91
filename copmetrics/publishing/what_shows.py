"""Imported by itself for what it imports and looks up: all that shows an account, once for a process."""

from __future__ import annotations

import papermill

from copmetrics import charts
from copmetrics.publishing import own_engine, page_writing
from copmetrics.render import html

__all__ = ["own_engine", "page_writing", "papermill"]

charts.make_ready()
html.make_ready()
