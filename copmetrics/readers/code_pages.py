"""Texts of one byte a sign: by which code page they read as people write."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["code_pages_of", "odd_signs"]

_WINDOWS: Final = ("cp1252", "cp1250", "cp932")
"""What Excel writes on Windows: in western Europe, in central Europe, in Japan."""
_MAC: Final = "mac_roman"
"""What Excel writes on a Mac."""
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_OPENING: Final = "\u2018\u201a\u201c\u201e\u00ab\u00bf\u00a1"
_CLOSING: Final = "\u2019\u201d\u00bb\u2026\u00ae\u2122\u00aa\u00ba"
_DASHES: Final = "\u2013\u2014"


def code_pages_of(content: bytes) -> tuple[str, ...]:
    """Return the code pages that a text may be in, the likeliest first.

    Lines that end in a carriage return alone are those of a Mac.
    """
    is_mac = b"\r" in content and b"\n" not in content
    return (_MAC, *_WINDOWS) if is_mac else (*_WINDOWS, _MAC)


def odd_signs(text: str) -> int:
    """Count the signs beyond ASCII that stand where nobody writes them: `Zo\u2018 Pell`, `M\u0178ller`."""
    found = (match.start() for match in _BEYOND_ASCII.finditer(text))
    return sum(_is_odd(text[at], text[at - 1 : at], text[at + 1 : at + 2]) for at in found)


def _is_odd(sign: str, before: str, after: str) -> bool:
    """Whether a sign is odd where it stands: a capital or a dash in a word, an opening quote after one."""
    if sign == "\ufffd" or not sign.isprintable():
        return not sign.isspace()
    if sign.isalpha():
        return _is_odd_letter(sign, before, after)
    if sign in _DASHES:
        return before.isalpha() and after.islower()
    if sign in _OPENING:
        return before.isalpha()
    return sign not in _CLOSING and (before.isalpha() or after.isalpha())


def _is_odd_letter(sign: str, before: str, after: str) -> bool:
    """Whether a letter is a capital within a word, before a capital, or of another script."""
    if sign.isupper():
        return before.islower() or (before.isalpha() and after.islower())
    if sign.islower():
        return after.isupper()
    return any(each.isascii() and each.isalpha() for each in (before, after))
