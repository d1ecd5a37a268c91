"""`copmetrics cache`: where what was read is kept, how much it is, and how it goes."""

from __future__ import annotations

from typing import Final

from copmetrics.storage.cache import LARGEST, OFF, VARIABLE, is_cache_on, users_cache

__all__ = ["cache_lines", "cleared"]

MEGABYTE = 1_000_000
ENCRYPTING_ARROW: Final = "25"
"""The first pyarrow that encrypts with a key of one's own."""


def cache_lines() -> list[str]:
    """Say where the cache is, how much is in it, and how it is emptied or left out."""
    cache = users_cache()
    if cache.place is None:
        return [_nothing_kept()]
    sizes = cache.sizes()
    return [
        *_without_encryption(),
        str(cache.place),
        f"    {_pieces(len(sizes))}, {_megabytes(sum(sizes))} of at most {LARGEST // MEGABYTE} MB",
        "To empty it: copmetrics cache clear",
        f"To keep nothing, or elsewhere: {VARIABLE}={OFF}, or a folder",
    ]


def cleared() -> str:
    """Empty the cache, and say how much went."""
    cache = users_cache()
    if cache.place is None:
        return _nothing_kept()
    return f"{cache.place}: {_pieces(cache.clear())} gone"


def _nothing_kept() -> str:
    if not is_cache_on():
        return f"Nothing is kept: {VARIABLE} is {OFF}."
    return f"Nothing is kept: you have no home folder. Name a place: {VARIABLE}=FOLDER"


def _without_encryption() -> list[str]:
    """Say that nothing new is kept where it could not be sealed."""
    import pyarrow as pa
    from pyarrow.parquet import encryption

    if hasattr(encryption, "create_encryption_properties"):
        return []
    return [
        f"Nothing is kept: pyarrow {pa.__version__} cannot seal it. "
        f"Install pyarrow {ENCRYPTING_ARROW} or newer."
    ]


def _pieces(count: int) -> str:
    return "1 piece" if count == 1 else f"{count} pieces"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
