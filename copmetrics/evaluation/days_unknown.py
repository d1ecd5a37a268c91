"""Numbers of a mailing list that hang on the day on which somebody left it, somewhere between two exports.

Those are the few contacts who were archived: who unsubscribed has a day. Such a number is an estimate, and
yet of the whole list: it is set beside others, as one without a part of the list is not.
"""

from __future__ import annotations

import re
from typing import Final

from copmetrics.framework.basis import Basis
from copmetrics.schema import IndicatorRow

__all__ = ["JOINED_BY", "basis_compared", "is_of_all", "when_unknown"]

JOINED_BY: Final = "; "
"""What stands between several notes on one value."""
_SAYS: Final = "when some {did} the list between the exports of {first} and {last} is not known"
_SAID: Final = re.compile(_SAYS.format(did=".+", first=".+", last=".+"))


def when_unknown(did: str, first: str, last: str) -> str:
    """Say between which exports some `left` the list, or `came back to` it, on a day that nobody knows."""
    return _SAYS.format(did=did, first=first, last=last)


def basis_compared(basis: str, note: str) -> str:
    """Return by which basis a value is set beside others: an estimate for want of such days is actual."""
    if basis == Basis.ESTIMATE and all(map(_SAID.fullmatch, note.split(JOINED_BY))):
        return str(Basis.ACTUAL)
    return str(basis)


def is_of_all(row: IndicatorRow) -> bool:
    """Whether a value counts all that there is, but for such days."""
    if row["basis"] != Basis.ESTIMATE:
        return row["basis"] == Basis.ACTUAL
    return basis_compared(row["basis"], row["note"]) == Basis.ACTUAL
