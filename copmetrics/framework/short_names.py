"""A text as the name of a folder or file that copmetrics makes: small letters, digits and hyphens.

Every system can hold it, and whoever reads it aloud says what was meant.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

from copmetrics.framework.plain_letters import without_accents

__all__ = ["RESERVED", "hyphened", "short_name", "short_names"]

RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names of devices on Windows, where no file can be called so, whatever its ending."""
LONGEST: Final = 80
"""So many letters at the most: with those of its folders Windows opens no more than 260."""


def hyphened(text: str) -> str:
    """Return a text in small letters of English and digits, a hyphen for all that is between them.

    Accents and apostrophes are left out. Several texts may come to the same, and one to nothing.
    """
    bare = re.sub("['’]", "", without_accents(text.casefold()))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def short_name(text: str) -> str:
    """Return a text as a name: never empty, never one of Windows' own.

    Where letters are lost, as of another alphabet, or cut off at the end, a digest of the whole stands at
    its end. Texts that differ in capitals, accents or punctuation alone have one name: see `short_names`.
    """
    plain = hyphened(text)
    is_whole = 0 < len(plain) <= LONGEST and plain not in RESERVED and not _loses_letters(text)
    return plain if is_whole else _with_digest(plain, text)


def short_names(texts: Iterable[str]) -> dict[str, str]:
    """Return the names of several texts, each its own: those that would have one name have a digest each."""
    names = {text: short_name(text) for text in texts}
    often = Counter(names.values())
    return {
        text: name if often[name] == 1 else _with_digest(name, text) for text, name in names.items()
    }


def _loses_letters(text: str) -> bool:
    return any(each.isalnum() and not each.isascii() for each in without_accents(text.casefold()))


def _with_digest(plain: str, text: str) -> str:
    """Put a digest behind a name; it is the same however accents are encoded."""
    told = hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"))
    cut = plain[: LONGEST - 9].strip("-")
    return f"{cut}-{told.hexdigest()[:8]}".strip("-")
