"""A source's own interface asked for what its exports would hold, and written as these are.

What is fetched lies in `synced/<source>/` of the community's folder, in the vendor's own columns, so that the
readers of exports read it: there is no second road. A source is a declaration (`mailchimp.py` and its
like); what all share asks (`asking.py`), writes (`writing.py`) and puts in place (`syncing.py`).
"""

from __future__ import annotations

from copmetrics.sync.sources import SOURCES
from copmetrics.sync.syncing import SYNCED, Synced, sync_source

__all__ = ["SOURCES", "SYNCED", "Synced", "sync_source"]
