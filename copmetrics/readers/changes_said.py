"""Who says in a feedback form that they changed something since: the question, the answer, and by whom.

Nothing here is read unless the community says in `community.toml` that the people knew of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from copmetrics.identity.names import is_nobody
from copmetrics.readers.block import Block, Line, name_on
from copmetrics.readers.cells import address_in, cells_at
from copmetrics.readers.columns import Column, text
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.form_exports import WORDS, asking, questions
from copmetrics.readers.table_finding import Span
from copmetrics.readers.vocabulary import vocabulary

__all__ = [
    "ASKED_OR_MEANT",
    "WHO",
    "asks_what_changed",
    "asks_who",
    "changes_said",
    "is_on_changes",
    "places_of_changes",
    "places_read",
]

_WORDS: Final = vocabulary("changes_said")


def _any(thing: str) -> str:
    """Return the expression for one of the words for a thing, whole words only, the longest first."""
    words = sorted({heading(each) for each in _WORDS[thing]}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"


_ASKED: Final = rf"(?=.*{_any('have')})(?=.*{_any('changed')})(?!.*{_any('would')})"
ASKED_OR_MEANT: Final = rf"(?:{_ASKED}|(?=.*{_any('meant')}))"
"""What stands ahead in a question on what somebody changed, or means to: it is none on the event."""
_ON_CHANGES: Final = re.compile(f"^{ASKED_OR_MEANT}")
_CHANGED: Final = re.compile(f"^{_ASKED}")
_GOES_ON: Final = re.compile(f"^{_any('if_so')}")
_MAY_ASK: Final = re.compile(_any("may_ask"))
_NO: Final = re.compile(rf"^(?!{_any('no_but')}){_any('no')}|^{_any('will')}|^\W*\d+\W*$")
_YES: Final = re.compile(rf"^{_any('yes')}")
_ONLY_YES: Final = re.compile(rf"^{_any('yes')}\W*$")
_YOUR_ADDRESS: Final = rf"{_any('yours')}.*{asking('address')}"

WHO: Final[dict[str, Column]] = {
    "own_name": text(pattern=asking("own_name")),
    "first_name": text(pattern=asking("first_name")),
    "surname": text(pattern=asking("surname")),
    "name": text(*WORDS["name"]),
    "own_address": text(pattern=_YOUR_ADDRESS),
    "address": text(*WORDS["address"]),
}
"""Who filled in a form: what it asks of them, and the columns of their account. An address that is asked for
without *your* may be somebody else's."""


def places_of_changes(headings: Sequence[str]) -> list[int]:
    """Return where a form asks what people changed: `If yes, what?` goes on with the question left of it."""
    found: list[int] = []
    for place, asked in enumerate(headings):
        goes_on = bool(found) and found[-1] == place - 1 and _GOES_ON.search(asked)
        if _CHANGED.search(asked) or goes_on:
            found.append(place)
    return found


def is_on_changes(question: str) -> bool:
    """Whether a question is on what somebody changed, or means to: none on the event."""
    asked = heading(question)
    return bool(_ON_CHANGES.search(asked) or _GOES_ON.search(asked) or _MAY_ASK.search(asked))


def asks_what_changed(sheet: Sheet) -> bool:
    """Whether a form asks what people changed since."""
    return bool(places_of_changes(questions(sheet)))


def asks_who(sheet: Sheet) -> bool:
    """Whether a form has a name or an address of those who filled it in, in any row."""
    asked, rows = questions(sheet), [row for row in sheet.rows if not row.is_blank][1:]
    places = [place for each in WHO.values() if (place := each.position(asked)) is not None]
    given = (cell for place in places for cell in cells_at(rows, place) if cell)
    return any(address_in(cell) or not is_nobody(cell) for cell in given)


def places_read(sheet: Sheet, span: Span) -> set[int]:
    """Return the columns of what people changed, and of whether they may be asked."""
    found = sheet.rows[span.heading_row].headings
    return {*places_of_changes(found), *_places_of_consent(found)}


def changes_said(block: Block) -> list[Line]:
    """Return a line for each answer that says that something was changed, by somebody who says who they are.

    Where the form asks whether people may be asked about it, only of those who say that they may. A line has
    `name`, `address`, `event` as the answer names it, `said` in their words if they have more than yes, and
    `answered_at`; no rating and no remark.
    """
    asked = [cells_at(block.rows, at) for at in places_of_changes(block.headings)]
    consents = [cells_at(block.rows, at) for at in _places_of_consent(block.headings)]
    found = []
    for at, line in enumerate(block.lines):
        name, address = _name(line), _address(line)
        may = all(_YES.search(heading(cells[at] or "")) for cells in consents)
        if (
            not _says_so(given := [cells[at] for cells in asked])
            or not may
            or (name is None and address is None)
        ):
            continue
        kept = {each: line[each] for each in ("source_row", "event", "answered_at")}
        found.append({**kept, "name": name, "address": address, "said": _in_words(given)})
    return found


def _places_of_consent(headings: Sequence[str]) -> list[int]:
    return [place for place, asked in enumerate(headings) if _MAY_ASK.search(asked)]


def _says_so(answers: Sequence[str | None]) -> bool:
    """Whether answers say that something was changed: not `no`, nor what somebody intends, nor nothing."""
    given = [heading(each) for each in answers if each]
    return bool(given) and not any(map(_NO.search, given))


def _in_words(answers: Sequence[str | None]) -> str | None:
    """Return what was changed, in somebody's words; nothing where they said no more than yes."""
    told = [each for each in answers if each and not _ONLY_YES.search(heading(each))]
    return "; ".join(told) or None


def _name(line: Line) -> str | None:
    """Return the name that somebody gave, else that of their account; nobody's is none."""
    given = (line["own_name"], name_on(line), line["name"])
    return next((each for each in given if each and not is_nobody(each)), None)


def _address(line: Line) -> str | None:
    """Return the address that somebody gave, else that of their account: `anonymous` is none."""
    given = (line[each] for each in ("own_address", "address"))
    return next((found for each in given if each and (found := address_in(each))), None)
