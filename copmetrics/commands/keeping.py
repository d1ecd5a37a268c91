"""`copmetrics cache`: where what was read is kept, how much it is, and how it goes."""

from __future__ import annotations

from copmetrics.storage.cache import LARGEST, OFF, VARIABLE, users_cache

__all__ = ["cache_lines", "cleared"]

MEGABYTE = 1_000_000


def cache_lines() -> list[str]:
    """Say where the cache is, how much is in it, and how it is emptied or left out."""
    cache = users_cache()
    if cache.place is None:
        return [f"Nothing is kept: {VARIABLE} is {OFF}."]
    sizes = cache.sizes()
    return [
        str(cache.place),
        f"    {_pieces(len(sizes))}, {_megabytes(sum(sizes))} of at most {LARGEST // MEGABYTE} MB",
        "To empty it: copmetrics cache clear",
        f"To keep nothing, or elsewhere: {VARIABLE}={OFF}, or a folder",
    ]


def cleared() -> str:
    """Empty the cache, and say how much went."""
    cache = users_cache()
    if cache.place is None:
        return f"Nothing is kept: {VARIABLE} is {OFF}."
    return f"{cache.place}: {_pieces(cache.clear())} gone"


def _pieces(count: int) -> str:
    return "1 piece" if count == 1 else f"{count} pieces"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
