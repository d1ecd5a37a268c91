"""Texts of one byte a sign: by which code page they read as people write."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["code_pages_of", "may_be_of_a_mac", "may_be_of_central_europe", "odd_signs"]

_WINDOWS: Final = ("cp1252", "cp1250", "cp932")
"""What Excel writes on Windows: in western Europe, in central Europe, in Japan."""
_CARONS: Final = re.compile(rb"[\x8a\x8e\x9a\x9e]")
_MAC: Final = "mac_roman"
"""What Excel writes on a Mac."""
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_OPENING: Final = "\u2018\u201a\u201c\u201e\u00ab\u00bf\u00a1"
_CLOSING: Final = "\u201d\u00bb\u2026\u00ae\u2122\u00aa\u00ba"
_APOSTROPHE: Final = "\u2019"
_DASHES: Final = "\u2013\u2014"
_INITIAL: Final = re.compile(r"(?<!\w)[A-Z]$")
_FLORIN: Final = "\u0192"
_VOWEL: Final = "aeiouyáéíóúýě"
_ELSEWHERE: Final = re.compile(
    rf"[{_VOWEL}][øæ]|ø[áéíóúý]|è[{_VOWEL}]|ñ[b-df-hj-np-tv-xz]|ã[b-df-hj-np-rtv-xz]|[aey]ò(?=\w)",
    re.IGNORECASE,
)
"""Letters where no western language has them: read so, *Dvořák* is *Dvoøák* and *Kučera* is *Kuèera*."""
_EITHER: Final = re.compile(r"[bdfmnptv]ì(?=\w)|õ(?=[^\We])", re.IGNORECASE)
"""Letters that may be of the west or of central Europe: *Mìcheal* or *Zděnek*, *Võru* or *Győr*."""
_BEHIND: Final = re.compile(r"(?:s|t|d|m|ll|re|ve|n)?(?!\w)", re.IGNORECASE)
"""What stands behind an apostrophe in English: *women's*, *nurses'*, *don't*."""
_BEFORE: Final = re.compile(
    r"(?<!\w)(?:[cdjlmnostu]|qu|jusqu|lorsqu|[dn]?all|[dn]ell|s[ul]ll|un|mc)$", re.IGNORECASE
)
"""What stands before one in French, Italian and names: *l'hôpital*, *dell'ospedale*, *d'Arcy*."""


def code_pages_of(content: bytes) -> tuple[str, ...]:
    """Return the code pages that a text may be in, the likeliest first.

    Lines that end in a carriage return alone are those of a Mac; where there is a letter with a caron that
    western Europe has not, its other letters are of central Europe.
    """
    is_mac = b"\r" in content and b"\n" not in content
    western, central, eastern = _WINDOWS
    windows = (central, western, eastern) if _CARONS.search(content) else _WINDOWS
    return (_MAC, *windows) if is_mac else (*windows, _MAC)


def odd_signs(text: str) -> int:
    """Count the signs beyond ASCII that stand where nobody writes them: `Zo\u2018 Pell`, `M\u0178ller`."""
    misplaced = len(_ELSEWHERE.findall(text))
    return misplaced + sum(_is_odd(text, match.start()) for match in _BEYOND_ASCII.finditer(text))


def may_be_of_central_europe(content: bytes, text: str) -> bool:
    """Whether a text that was read as of western Europe has letters that may as well be others."""
    western = len(text) == len(content) and text == content.decode(_WINDOWS[0], errors="replace")
    return western and _EITHER.search(text) is not None


def may_be_of_a_mac(content: bytes, text: str) -> bool:
    """Whether a text that was read as of Windows reads as well as of a Mac, and no sign of it tells which.

    On a Mac accented letters stand where Windows has quotes, dashes and a few letters of its own. Any other
    letter, and a quote or a dash where these are written, is of Windows.
    """
    if len(text) != len(content):
        return False
    as_of_mac = content.decode(_MAC)
    if text == as_of_mac or odd_signs(text) != odd_signs(as_of_mac):
        return False
    signs = [at for at, each in enumerate(text) if each > "\x7f"]
    return all(
        _is_either(text, at) and content[at] < 0xA0 and as_of_mac[at].isalpha() for at in signs
    )


def _is_either(text: str, at: int) -> bool:
    """Whether a sign of Windows may be a letter of a Mac: a letter itself, or as `D\u2019az` has it."""
    is_short = _INITIAL.search(text[max(0, at - 2) : at]) and text[at + 1 : at + 2].islower()
    return text[at].isalpha() or (text[at] == _APOSTROPHE and bool(is_short))


def _is_odd(text: str, at: int) -> bool:
    """Whether a sign is odd where it stands: a capital or a dash in a word, an opening quote after one."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign == "\ufffd" or not sign.isprintable():
        return not sign.isspace()
    if sign == _FLORIN:
        return True
    if sign.isalpha() and sign not in _CLOSING:
        return _is_odd_letter(sign, before, after)
    if sign == _APOSTROPHE:
        return before.isalpha() and not _is_apostrophe(text, at)
    if sign in _DASHES:
        return before.isalpha() and after.islower()
    if sign in _OPENING:
        return before.isalpha()
    if sign in _CLOSING:
        return before.isalpha() and after.isalpha()
    return before.isalpha() or after.isalpha()


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether something is left out where it stands between letters: `women's`, `l'eau`, `O'Neil`."""
    behind = text[at + 1 : at + 2]
    return (
        behind.isupper()
        or _BEHIND.match(text, at + 1) is not None
        or _BEFORE.search(text[max(0, at - 8) : at]) is not None
    )


def _is_odd_letter(sign: str, before: str, after: str) -> bool:
    """Whether a letter is a capital within a word, before a capital, or of another script."""
    if sign.isupper():
        return before.islower() or (before.isalpha() and after.islower())
    if sign.islower():
        return after.isupper()
    return any(each.isascii() and each.isalpha() for each in (before, after))
