"""What a user writes against the public names: checked by mypy, strictly, and never run.

Each `type: ignore` must be needed (mypy says so if one is not): these are mistakes that it finds.
"""

from __future__ import annotations

from typing import assert_type

import pandas as pd

import copmetrics
from copmetrics import CopmetricsError, errors
from copmetrics.accounts.account import Account
from copmetrics.exploring.pictures import Picture


def a_quarters_numbers(folder: str) -> None:
    """Use each public name once, as its type says."""
    community = copmetrics.load(folder, as_of="2026-10-05")
    assert_type(community, copmetrics.Community)
    assert_type(community.quarter(), pd.Period)
    values = community.indicators(by=["organisation"], only=["unique_attendees"])
    assert_type(copmetrics.changes(community.indicators()), pd.DataFrame)
    assert_type(copmetrics.indicators(community.tables, settings=community.settings), pd.DataFrame)
    assert_type(values, pd.DataFrame)
    account = copmetrics.account(community, "2026/27-Q2", "sponsors")
    assert_type(account, Account)
    assert_type(account.summary, str)
    assert_type(copmetrics.picture(community, "attendances", by="format"), Picture)
    assert_type(copmetrics.__version__, str)


def what_is_wrong(folder: str) -> str:
    """Say what a cell that cannot be read holds, and where."""
    try:
        copmetrics.load(folder)
    except errors.CellError as error:
        assert_type(error.row, int)
        return error.column
    except CopmetricsError as error:
        return str(error)
    return ""


def mistakes(community: copmetrics.Community) -> None:
    """Each is refused."""
    copmetrics.lode("a-folder")  # type: ignore[attr-defined]
    copmetrics.load(5)  # type: ignore[arg-type]
    copmetrics.account(community, audience=None)  # type: ignore[arg-type]
    community.facts()  # type: ignore[call-arg]
    community.attendences  # type: ignore[attr-defined]  # noqa: B018
