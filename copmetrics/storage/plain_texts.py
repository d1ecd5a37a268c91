"""Texts kept as Python's own, where many small tables are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

__all__ = ["plain_texts"]


@contextmanager
def plain_texts() -> Iterator[None]:
    """Keep texts as Python's, unless the user has said how: a folder or a report is hundreds of small tables.

    At these Arrow's take up to four times as long; at large ones they are the quicker.
    """
    if pd.get_option("mode.string_storage") != "auto":
        yield
        return
    with pd.option_context("mode.string_storage", "python"):
        yield
