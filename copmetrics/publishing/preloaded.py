"""Imported by itself for what it imports: all that a report needs, once for the processes that make them."""

from __future__ import annotations

import nbconvert
import papermill

from copmetrics import charts
from copmetrics.publishing import own_engine, page_writing, report_run
from copmetrics.render import csv, workbook

__all__ = ["csv", "nbconvert", "own_engine", "page_writing", "papermill", "report_run", "workbook"]

charts.make_ready()
