"""A folder that several commands are asked of: it is read once, and each is handed what was read."""

from __future__ import annotations

from functools import cache

import pytest

from copmetrics.community import community as reading
from copmetrics.community.community import Community
from copmetrics.publishing import report_run


def read_once_for_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each folder once for all reports: each is handed the community with what was worked out of it."""
    monkeypatch.setattr(report_run, "load", cache(report_run.load))


def hand_out(read: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give this community to whatever loads its folder on its day; any other is an error."""

    def handed(folder, *, as_of=None):
        assert (folder, as_of) == (read.folder, read.as_of)
        return read

    monkeypatch.setattr(reading, "load", handed)
