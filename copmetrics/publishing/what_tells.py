"""Imported by itself for what it imports: all that reads a community and tells of it, once for a process."""

from __future__ import annotations

import duckdb
from scipy import special
from scipy.sparse import csgraph

from copmetrics.loading import folder_reading
from copmetrics.publishing import report_run
from copmetrics.render import csv

__all__ = ["csgraph", "csv", "duckdb", "folder_reading", "report_run", "special"]
