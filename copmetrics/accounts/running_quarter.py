"""What every account says of a quarter that is not over."""

from __future__ import annotations

__all__ = ["SO_FAR"]

SO_FAR = (
    "This quarter is not over. Every figure is so far, and stands beside the same number of days "
    "of the quarter before."
)
