"""One of the measures in words, where there is no table: its value, how it moved, what that is worth."""

from __future__ import annotations

from copmetrics.accounts.account import Headline
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK
from copmetrics.units import as_sentence, show, show_change, show_percent

__all__ = ["change_words", "judged_words", "moved_words", "value_words"]


def change_words(row: Headline) -> str:
    """Say a value and how it moved: `277, down 15 (−5.1%) from 292`."""
    if row.value is None:
        return "not known"
    value, moved = value_words(row), moved_words(row)
    return f"{value}, {moved}" if moved else value


def value_words(row: Headline) -> str:
    """Say a value and, where it is not simply counted, what it is: `39 (lower bound)`."""
    value = show(row.value, row.unit)
    if row.value is None or row.basis == Basis.ACTUAL:
        return value
    return f"{value} ({row.basis.replace('_', ' ')})"


def moved_words(row: Headline) -> str:
    """Say how a value moved since the quarter before; nothing where there is none to compare with, or
    it is withheld itself.
    """
    if row.previous is None or row.change is None or row.value == MARK:
        return ""
    before = show(row.previous, row.unit)
    if isinstance(row.change, str):
        return f"from {before}: {'withheld' if row.change == MARK else row.change}"
    if not row.change:
        return f"no change from {before}"
    way = "up" if row.change > 0 else "down"
    amount = show_change(abs(row.change), row.unit).lstrip("+")
    percent = f" ({show_percent(row.change_percent)})" if row.change_percent is not None else ""
    return f"{way} {amount}{percent} from {before}"


def judged_words(row: Headline) -> str:
    """Say what the signs and the verdict say of a value, and what is noted beside it."""
    signs = (row.icons.words, row.icons.target) if row.icons else ()
    note = row.note if row.note not in row.verdict else ""
    return " ".join(as_sentence(each) for each in (*signs, row.verdict, note) if each)
