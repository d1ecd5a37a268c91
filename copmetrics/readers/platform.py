"""Who visited the community's platform: a list that people keep, and the log that the platform exports.

`visits.csv` has a line a person and day. A log of deeds, as the platforms of communities in the NHS
export it for whoever administers them, has a line each time that somebody logs in or does something there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copmetrics.errors import CellError
from copmetrics.framework.platform import Deed
from copmetrics.identity.names import is_nobody
from copmetrics.readers.block import Block, Line
from copmetrics.readers.columns import address, moment, organisation, text, whole
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.table_finding import opening_headings
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["PLATFORM_LOG", "VISITS_LIST"]

ADDRESS: Final = (
    "address or pseudonym",
    "address",
    "e-mail address",
    "email",
    "e-mail",
    "user email",
)
WHO: Final = (
    "address or pseudonym",
    "pseudonym",
    "person",
    "name",
    "full name",
    "display name",
    "user",
    "user name",
    *ADDRESS,
)
DAY: Final = ("day", "date", "date and time", "time", "timestamp", "when", "date/time")
VISITS: Final = ("visits", "log-ins", "logins", "times logged in")
POSTS: Final = ("posts", "posts and replies", "contributions")
DID: Final = ("action", "activity", "event", "event type", "operation", "what")
PSEUDONYM: Final = re.compile(r"p[0-9a-f]{16}")
"""A pseudonym of ours, as lists of people without names have it."""
FAILED: Final = "the log-in failed"
LOGGED_OUT: Final = "logging out is no visit"
_DEEDS: Final = {
    Deed(deed): re.compile("|".join(words), re.IGNORECASE)
    for deed, words in vocabulary("platform_log").items()
}


def _visits(block: Block) -> Tables:
    """One row a line of the list; a line that does not say how often somebody visited is one visit."""
    return {
        "visits": [
            {**line, **_who(line), "visits": 1 if line["visits"] is None else line["visits"]}
            for line in block.lines
            if _has_day(block, line) and line["visits"] != 0
        ]
    }


def _has_day(block: Block, line: Line) -> bool:
    if line["visited_at"] is None:
        raise CellError(
            block.sheet.file,
            row=int(line["source_row"]),
            column=block.shown["visited_at"],
            value=None,
            expected="the day of the visit",
            advice="A list of visits needs the day of each.",
        )
    return True


def _log(block: Block) -> Tables:
    """One row a line of the log: log-ins and posts count one each, any other deed is a visit uncounted."""
    return {"visits": list(_deeds(block))}


def _deeds(block: Block) -> Iterator[Line]:
    for line in block.lines:
        if not _has_day(block, line):
            continue
        deed = deed_of(line["action"])
        left_out = {Deed.FAILED: FAILED, Deed.LOG_OUT: LOGGED_OUT}.get(deed) if deed else None
        yield {
            **line,
            **_who(line),
            "visits": 1.0 if deed is Deed.LOG_IN else None,
            "posts": 1.0 if deed is Deed.POST else 0.0,
            "left_out": left_out,
        }


def deed_of(action: str | None) -> Deed | None:
    """Return what a line of a log tells of; nothing where it is some other deed."""
    found = (deed for deed, words in _DEEDS.items() if action and words.search(action))
    return next(found, None)


def _who(line: Line) -> Line:
    """Return who a line is of: by address; else by a pseudonym of ours; else by name."""
    told = line["who"]
    if line["address"] is not None or told is None:
        return {"pseudonym": None, "name": told if told and "@" not in told else None}
    if PSEUDONYM.fullmatch(told):
        return {"pseudonym": told, "name": None}
    nameless = "@" in told or is_nobody(told)
    return {"pseudonym": None, "name": None if nameless else told}


def _is_visits_list(sheet: Sheet) -> bool:
    """Whether a sheet has nothing but who, when, how often and how many posts."""
    known = {heading(each) for each in (*ADDRESS, *WHO, *DAY, *VISITS, *POSTS, "organisation")}
    return set(opening_headings(sheet)) - {""} <= known


VISITS_LIST = TableReader(
    name="Visits to the platform",
    required_headings=((*ADDRESS, *WHO), DAY, VISITS),
    columns={
        "address": address(*ADDRESS),
        "who": text(*WHO),
        "organisation": organisation("organisation"),
        "visited_at": moment(*DAY),
        "visits": whole(*VISITS),
        "posts": whole(*POSTS).or_note("who posted is not known", may_be_empty=True),
    },
    accepts=_is_visits_list,
    to_raw_tables=_visits,
)


def _is_log(sheet: Sheet) -> bool:
    """Whether a column of deeds tells of somebody logging in."""
    opening = opening_headings(sheet)
    places = [at for at, each in enumerate(opening) if each in set(map(heading, DID))]
    cells = (row.cells[at] for row in sheet.rows for at in places if at < len(row.cells))
    return any(deed_of(cell) is Deed.LOG_IN for cell in cells)


PLATFORM_LOG = TableReader(
    name="Log of a platform",
    required_headings=((*ADDRESS, *WHO), DAY, DID),
    columns={
        "address": address(*ADDRESS),
        "who": text(*WHO),
        "organisation": organisation("organisation"),
        "visited_at": moment(*DAY),
        "action": text(*DID),
    },
    accepts=_is_log,
    to_raw_tables=_log,
)
