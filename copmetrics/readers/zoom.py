"""Zoom: the participants of a meeting in each layout, and the list of many meetings with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from copmetrics.errors import QuestionError, answer_line
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line
from copmetrics.readers.columns import (
    Column,
    address,
    choice,
    left_of,
    moment,
    right_of,
    text,
    whole,
)
from copmetrics.readers.files import heading
from copmetrics.readers.meetings import SessionKind, is_cut_short, one_session
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.vocabulary import vocabulary

__all__ = [
    "ZOOM_MEETING_LIST",
    "ZOOM_NAME",
    "ZOOM_PARTICIPANTS",
    "ZOOM_WORDS",
    "any_of",
    "yes_or_no",
]

ZOOM_WORDS: Final = vocabulary("zoom")
WORDS: Final = ZOOM_WORDS
ZOOM_NAME: Final = WORDS["name"]
_LABELS: Final = frozenset(
    heading(word) for thing in ("topic", "number", "start", "end") for word in WORDS[thing]
)
"""What stands above the table of a meeting."""
HISTORY: Final = ("Has Zoom Rooms?", *WORDS["created_at"])
"""Headings of the list of many meetings, which repeats the meeting beside each person."""
NO_STAY = "without when or how long, as a total or a remark is"
WAITING_ROOM = "only in the waiting room"
FOOTER: Final = "Zoom Report"
"""How the line begins that Zoom writes under its tables."""


def any_of(*things: str) -> str:
    """Return the pattern of a cell that is one of the words for these things, in any language."""
    return f"^(?:{_alternatives(*things)})$"


def _alternatives(*things: str) -> str:
    return "|".join(re.escape(word.casefold()) for thing in things for word in WORDS[thing])


def yes_or_no(*headings: str) -> Column:
    """Declare a column of yes and no, in the languages of Zoom."""
    return choice(*headings, options={"yes": any_of("yes"), "no": any_of("no")})


HOST_MARK: Final = re.compile(rf"\s*\((?:{_alternatives('host')})\)\s*$", re.IGNORECASE)


_ADDRESS: Final = re.compile(r"[^\s()<>,;]+@[^\s()<>,;]+")


def _host_above(block: Block) -> frozenset[str]:
    """Return the address of whose meeting it was, as the lines above the table have it."""
    told = f"{block.text_under(*WORDS['address'])} {block.text_under(*WORDS['host'])}"
    return frozenset(_ADDRESS.findall(told.casefold()))


def _people(lines: Sequence[Line], hosts: frozenset[str] = frozenset()) -> list[Line]:
    """Say of each line who was there and as what: Zoom marks hosts behind their name, or names one above."""
    some_stayed = any(map(_has_stay, lines))
    return [
        {
            **line,
            "name": HOST_MARK.sub("", line["name"] or "") or None,
            "role": "Host" if _is_host(line, hosts) else None,
            "status": AttendanceStatus.ATTENDED,
            "left_out": _why_left_out(line, some_stayed),
        }
        for line in lines
    ]


def _is_host(line: Line, hosts: frozenset[str]) -> bool:
    address = (line["address"] or "").strip().casefold()
    return address in hosts or HOST_MARK.search(line["name"] or "") is not None


def _why_left_out(line: Line, some_stayed: bool) -> str | None:
    if some_stayed and not _has_stay(line):
        return NO_STAY
    return WAITING_ROOM if line["waiting"] == "yes" else None


def _has_stay(line: Line) -> bool:
    """Tell whether a line says when somebody came, or for how long."""
    return line["joined_at"] is not None or line["minutes"] is not None


def _participants(block: Block) -> Tables:
    """One row a join; in the layout of unique users one row a person, with the total."""
    return one_session(
        block,
        _people(block.lines, _host_above(block)),
        kind=SessionKind.ATTENDANCE,
        native_id=_stated(block, "number"),
        title=_stated(block, "topic"),
        starts_at=block.moment_under(*WORDS["start"]),
        ends_at=block.moment_under(*WORDS["end"]),
    )


def _stated(block: Block, thing: str) -> str:
    """Return what the lines above say under a label, or beside it where several stand in a column."""
    under = block.text_under(*WORDS[thing])
    return block.text_beside(*WORDS[thing]) if heading(under) in _LABELS else under


COLUMNS: Final = {
    "name": text(*ZOOM_NAME).or_note("people are told apart by address alone"),
    "address": address(*WORDS["address"]).or_note(
        "people are told apart by name alone", may_be_empty=True
    ),
    "joined_at": moment(*WORDS["joined_at"]).or_note(
        "when people came is not known", unless=WORDS["total_minutes"]
    ),
    "left_at": moment(*WORDS["left_at"]).or_note(
        "when people left is not known", beside=WORDS["joined_at"]
    ),
    "minutes": whole(*WORDS["minutes"], *WORDS["total_minutes"]).or_note(
        "how long people stayed is worked out from their coming and going"
    ),
    # reports have had it since about 2021, always beside the answer to the disclaimer
    "waiting": yes_or_no(*WORDS["waiting"]).or_note(
        "who was only in the waiting room counts as having come",
        bears_on=Source.ATTENDANCE,
        beside=WORDS["disclaimer"],
        often_beside=WORDS["guest"],
        unless=WORDS["total_minutes"],
    ),
}

ZOOM_PARTICIPANTS = TableReader(
    name="Zoom meeting participants",
    has_full_rows=True,
    footer=FOOTER,
    required_headings=(ZOOM_NAME, WORDS["minutes"] + WORDS["total_minutes"]),
    excluding_headings=HISTORY,
    columns=COLUMNS,
    to_raw_tables=_participants,
)


def _ask_if_cut_short(block: Block, numbers: Iterable[str]) -> None:
    """Ask of a list that a spreadsheet has saved whether its meetings are told apart by their start alone."""
    shown = block.shown.get("number", "")
    told = heading(shown) in set(map(heading, block.context.answers.without))
    if not told and any(map(is_cut_short, numbers)):
        raise QuestionError(
            block.sheet.file,
            question="has meeting numbers that a spreadsheet cut short. Export it again; or are meetings "
            "that began together one?",
            answers=[
                answer_line("without", (*block.context.answers.without, shown), says="they are one")
            ],
        )


def _is_its_host(line: Line) -> bool:
    """Tell whether a line is of whoever its meeting is said to be of: by address, else by name."""
    address, host = line["address"], line["host_address"]
    if address is not None and host is not None:
        return bool(address.casefold() == host.casefold())
    name, host = line["name"], line["host_name"]
    return name is not None and host is not None and bool(name.casefold() == host.casefold())


def _meetings(block: Block) -> Tables:
    """One row a join, with the meeting beside it: many meetings in one file, each an event."""
    attendance = [_of_meeting(line, block.sheet.file) for line in _people(block.lines)]
    _ask_if_cut_short(block, (line["native_id"] for line in attendance))
    meetings: dict[str, list[Line]] = {}
    for line in attendance:
        meetings.setdefault(line["session"], []).append(line)
    return {
        "sessions": [_meeting(block, meetings[each]) for each in sorted(meetings)],
        "attendance": attendance,
    }


def _of_meeting(line: Line, file: str) -> Line:
    """Add to a line of which meeting it is."""
    number = (line["number"] or "").replace(" ", "")
    start, joined = line["starts_at"], line["joined_at"]
    day = "" if joined is None else f"{joined:%Y-%m-%d}"
    begun = day if start is None else f"{start:%Y-%m-%d %H:%M:%S}"
    role = "Host" if _is_its_host(line) else line["role"]
    return {**line, "role": role, "session": f"{file}#{number} {begun}", "native_id": number}


def _meeting(block: Block, lines: Sequence[Line]) -> Line:
    """Return what the lines of one meeting say of it: of each thing the first that is known."""
    title, start, end = (
        next((line[each] for line in lines if line[each] is not None), None)
        for each in ("topic", "starts_at", "ends_at")
    )
    joined = (line["joined_at"] for line in lines if line["joined_at"] is not None)
    first = lines[0]
    return {
        **{each: first[each] for each in ("session", "native_id", "source_row")},
        "title": title,
        "starts_at": min(joined, default=None) if start is None else start,
        "ends_at": end,
        "start_from_stays": start is None,
        "event": block.context.answers.event,
        "kind": SessionKind.ATTENDANCE,
    }


ZOOM_MEETING_LIST = TableReader(
    name="Zoom list of meetings with their participants",
    has_full_rows=True,
    footer=FOOTER,
    required_headings=(ZOOM_NAME, WORDS["topic"], HISTORY, WORDS["joined_at"]),
    columns={
        **COLUMNS,
        # the host's address and the meeting's length stand under the same headings, further left
        "address": right_of(ZOOM_NAME, COLUMNS["address"]),
        "minutes": right_of(ZOOM_NAME, COLUMNS["minutes"]),
        "host_address": left_of(ZOOM_NAME, address(*WORDS["host_address"], *WORDS["address"])),
        "host_name": left_of(ZOOM_NAME, text(*WORDS["host_name"])).or_note(
            "who hosted is known only by a mark behind the name", unless=WORDS["host_address"]
        ),
        "topic": text(*WORDS["topic"]),
        "number": text(*WORDS["number"]).or_note(
            "meetings that began together count as one", bears_on=Source.EVENTS
        ),
        "starts_at": moment(*WORDS["start"]).or_note(
            "meetings of one number on one day count as one", bears_on=Source.EVENTS
        ),
        "ends_at": moment(*WORDS["end"]).or_note("how long meetings were is not known"),
    },
    to_raw_tables=_meetings,
)
