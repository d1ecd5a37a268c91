"""Which part of the audience each contact of a Mailchimp export is in, and when those who left did.

An export has a file for each part, told apart by its columns; or it has one with a `Status`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from copmetrics.errors import CellError
from copmetrics.framework.mailings import ContactPart
from copmetrics.readers.block import Block, Line
from copmetrics.readers.cells import cells_at
from copmetrics.readers.files import Sheet, heading

__all__ = [
    "ADDRESS",
    "KEPT_BY_HAND",
    "NEVER_OPTED_IN",
    "NOT_CONFIRMED",
    "STATUS",
    "left_at",
    "part_of_file",
    "parts_in",
    "parts_there",
    "tells_of_subscriptions",
    "why_left_out",
]

NEVER_OPTED_IN: Final = "never opted in"
NOT_CONFIRMED: Final = "signed up and did not confirm"
_PENDING: Final = "pending"
_STATUSES: Final[Mapping[str, ContactPart]] = {
    "subscribed": ContactPart.SUBSCRIBED,
    "unsubscribed": ContactPart.UNSUBSCRIBED,
    "cleaned": ContactPart.CLEANED,
    "archived": ContactPart.ARCHIVED,
    "nonsubscribed": ContactPart.NONSUBSCRIBED,
    "non-subscribed": ContactPart.NONSUBSCRIBED,
    "non subscribed": ContactPart.NONSUBSCRIBED,
    "transactional": ContactPart.NONSUBSCRIBED,
    _PENDING: ContactPart.NONSUBSCRIBED,
}
_OF_A_LIST: Final = frozenset({"subscribed", "unsubscribed", "cleaned"})
"""Statuses that nobody has but on a mailing list."""
ADDRESS: Final = ("Email Address", "Email")
STATUS: Final = ("Status", "Email Marketing Status")
_LEFT: Final = (ContactPart.UNSUBSCRIBED, ContactPart.CLEANED, ContactPart.ARCHIVED)
_WHOLE: Final = (ContactPart.SUBSCRIBED, ContactPart.UNSUBSCRIBED, ContactPart.CLEANED)
"""The parts of which an export tells who was on the list."""
_TIMES: Final[Mapping[ContactPart, str]] = {
    ContactPart.UNSUBSCRIBED: "unsub_time",
    ContactPart.CLEANED: "clean_time",
}
"""The column that a part has in the place of LAST_CHANGED."""
KEPT_BY_HAND: Final = ("OPTIN_TIME", "UNSUB_TIME")
"""Columns of an audience that two of a list kept by hand stand for: when people joined, when they left."""
_PREFIX: Final = re.compile(r"(subscribed|unsubscribed|cleaned|nonsubscribed)_")


def tells_of_subscriptions(sheet: Sheet) -> bool:
    """Whether a list of addresses has a column of nothing but what Mailchimp says of its contacts."""
    addresses, statuses = set(map(heading, ADDRESS)), set(map(heading, STATUS))
    for place, found in sheet.heading_rows:
        if addresses.isdisjoint(found) or statuses.isdisjoint(found):
            continue
        at = next(i for i, each in enumerate(sheet.rows[place].headings) if each in statuses)
        said = {cell.casefold() for cell in cells_at(sheet.rows[place + 1 :], at) if cell}
        return bool(said & _OF_A_LIST) and said <= set(_STATUSES)
    return False


def parts_in(block: Block) -> list[str]:
    """Tell the part of each contact: as `Status` says, else as the file's columns and name do."""
    said = _said(block)
    if not _has_statuses(said) and _is_kept_by_hand(block):
        left = (each is not None for each in block.values["unsubscribed_at"])
        return [str(ContactPart.UNSUBSCRIBED if each else ContactPart.SUBSCRIBED) for each in left]
    if not _has_statuses(said):
        return [str(part_of_file(block))] * len(said)
    _check_statuses(block, said)
    return [str(_STATUSES[each]) for each in said]


def parts_there(block: Block, parts: Sequence[str]) -> list[str]:
    """Tell which parts a file has, also where nobody is in them.

    A file with statuses has all of them, if one of its contacts has left: else it may be a choice of them.
    """
    if _is_kept_by_hand(block):
        return sorted(_WHOLE)
    found = set(parts) or {str(part_of_file(block))}
    if _has_statuses(_said(block)):
        found |= set(_WHOLE if found & set(_LEFT) else (ContactPart.SUBSCRIBED,))
    return sorted(found)


def left_at(block: Block, parts: Sequence[str]) -> list[datetime | None]:
    """Tell when each of those who left did; where only a status says so, at their last change."""
    return [_left_at(block, line, part) for line, part in zip(block.lines, parts, strict=True)]


def _left_at(block: Block, line: Line, part: str) -> datetime | None:
    if part not in _LEFT:
        return None
    times = (line[each] for each in ("unsubscribed_at", "cleaned_at", "changed_at"))
    left = next((each for each in times if each is not None), None)
    if left is None:
        raise CellError(
            block.sheet.file,
            row=line["source_row"],
            column="CLEAN_TIME" if part == ContactPart.CLEANED else "UNSUB_TIME",
            value=None,
            expected="the time at which they left the list",
            advice="Export the audience again.",
        )
    return left


def why_left_out(block: Block, parts: Sequence[str]) -> list[str | None]:
    """Say why contacts who are no members do not count; nothing for the others."""
    reasons = (NOT_CONFIRMED if each == _PENDING else NEVER_OPTED_IN for each in _said(block))
    pairs = zip(parts, reasons, strict=True)
    return [why if part == ContactPart.NONSUBSCRIBED else None for part, why in pairs]


def _has_statuses(said: Sequence[str]) -> bool:
    """Whether a column `Status` is Mailchimp's, and not a field that is called so."""
    return not _STATUSES.keys().isdisjoint(said)


def _said(block: Block) -> list[str]:
    return [(each or "").casefold() for each in block.values["status"]]


def _is_kept_by_hand(block: Block) -> bool:
    """Whether the community says which column of its own list has when people left: others are on it."""
    named = set(map(heading, block.context.answers.columns))
    return named.issuperset(map(heading, KEPT_BY_HAND))


def _check_statuses(block: Block, said: Sequence[str]) -> None:
    """Raise an error on the first status that is none of Mailchimp's, where others are."""
    for row, status, plain in zip(block.rows, block.values["status"], said, strict=True):
        if plain not in _STATUSES:
            raise CellError(
                block.sheet.file,
                row=row.number,
                column="Status",
                value=status,
                expected=f"one of Mailchimp's ({', '.join(_STATUSES)})",
                advice="Export the audience again.",
            )


def part_of_file(block: Block) -> ContactPart:
    """Tell the part that a whole file is, by the column that only that part has."""
    named = _PREFIX.match(block.sheet.file.rpartition("/")[2])
    for part, column in _TIMES.items():
        if column in block.headings and _is_of_part(block, part, named):
            return part
    # subscribed and nonsubscribed contacts have the same columns: only the file's name differs
    folder = block.sheet.file.rpartition("/")[0].rpartition("/")[2]
    not_subscribed = (named and named[1] == ContactPart.NONSUBSCRIBED) or folder == "transactional"
    return ContactPart.NONSUBSCRIBED if not_subscribed else ContactPart.SUBSCRIBED


def _is_of_part(block: Block, part: ContactPart, named: re.Match[str] | None) -> bool:
    """Whether a file with a part's column is that part, not one with a field that is called so.

    A part that people left has its column in the place of LAST_CHANGED; a field has it beside.
    """
    if "last_changed" not in block.headings:
        return True
    column = "unsubscribed_at" if part is ContactPart.UNSUBSCRIBED else "cleaned_at"
    cells = zip(block.rows, block.values[column], strict=True)
    filled = next(((row, each) for row, each in cells if each is not None), None)
    if named or filled is None:
        return named is not None and named[1] == part
    row, value = filled
    raise CellError(
        block.sheet.file,
        row=row.number,
        column=_TIMES[part].upper(),
        value=value.replace(tzinfo=UTC),
        expected="empty, as in a part of an audience that has LAST_CHANGED as well",
        advice="Give the file the name that Mailchimp gave it, such as subscribed_email_audience_export.csv.",
    )
