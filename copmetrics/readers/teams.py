"""Microsoft Teams: the attendance list of 2020, and both generations of the report.

Teams writes UTF-16 with tabs, in the language of whoever downloads it; a trip through Excel makes
it UTF-8 with commas. Layout, encoding and delimiter are independent of each other.
"""

from __future__ import annotations

import pandas as pd

from copmetrics.readers.base import (
    Block,
    Context,
    Reader,
    Tables,
    address,
    duration,
    moment,
    settled_order,
    text,
)
from copmetrics.readers.datetimes import parse_moments
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.meetings import ABSENT, ATTENDED, one_session

__all__ = [
    "FIRST_JOIN",
    "IN_MEETING",
    "LAST_LEAVE",
    "TEAMS_LIST",
    "TEAMS_REPORT",
    "TEAMS_REPORT_V1",
    "UPN",
]

JOINED = frozenset(
    {
        "joined",
        "joined before",
        "ingressou",
        "entrou antes de",
        "se unió",
        "se unió antes",
        "a rejoint",
        "a rejoint avant",
        "beigetreten",
        "zuvor beigetreten",
    }
)
LEFT = frozenset({"left", "saiu", "salió", "a quitté", "verlassen"})
ENDING = "says when somebody left"

NAME = ("Name", "Full Name", "Nombre", "Nom", "Nome", "Naam")
FIRST_JOIN = (
    "First Join",
    "First Join (UTC)",
    "Join Time",
    "Erster Beitritt",
    "Beitrittszeit",
    "Hora de unión",
    "Heure d'arrivée",
    "Ora di ingresso",
    "Tijd van deelname",
)
LAST_LEAVE = (
    "Last Leave",
    "Last Leave (UTC)",
    "Leave Time",
    "Letztes Verlassen",
    "Verlassenszeit",
    "Hora de salida",
    "Heure de départ",
    "Ora di uscita",
    "Tijd van vertrek",
)
IN_MEETING = (
    "In-Meeting Duration",
    "Duration",
    "Dauer der Besprechung",
    "Dauer",
    "Duración",
    "Durée",
    "Durata",
    "Duur",
)
EMAIL = ("Email", "E-Mail", "E-mail", "Correo electrónico")
UPN = ("Participant ID (UPN)", "Teilnehmer-ID (UPN)")
ROLE = ("Role", "Rolle", "Rol", "Rôle", "Ruolo")
TITLE = ("Meeting title", "Besprechungstitel", "Título de la reunión", "Titre de la réunion")
START = ("Start time", "Meeting Start Time", "Startzeit", "Hora de inicio", "Heure de début")
END = ("End time", "Meeting End Time", "Endzeit", "Hora de finalización", "Heure de fin")

COLUMNS = {
    "name": text(*NAME),
    "joined_at": moment(*FIRST_JOIN),
    "left_at": moment(*LAST_LEAVE),
    "minutes": duration(*IN_MEETING),
    "address": address(*EMAIL),
    "upn": address(*UPN),
    "registered_address": address("Registration Email"),
    "role": text(*ROLE),
}


def _report(blocks: list[Block]) -> Tables:
    """Section 2, one row an identity; section 3 repeats everybody and is never read.

    A webinar lists who registered and never came in the same section, without a role or a time.
    """
    block = blocks[0]
    rows = block.frame
    timed = "joined_at" in block.frame and rows["joined_at"].notna().any()
    never_came = rows["role"].isna() & rows["joined_at"].isna() & rows["minutes"].isna() & timed
    attendance = rows.assign(
        address=rows["registered_address"].fillna(rows["address"]).fillna(rows["upn"]),
        status=never_came.map({True: ABSENT, False: ATTENDED}),
        registered=(rows["registered_address"].notna() | never_came).mask(
            ~(rows["registered_address"].notna() | never_came)
        ),
    )
    return one_session(
        block,
        attendance,
        kind="attendance",
        title=" ".join(block.told(*TITLE).split()),
        starts_at=block.moment(block.told(*START)),
        ends_at=block.moment(block.told(*END)),
    )


TEAMS_REPORT = Reader(
    name="Microsoft Teams attendance report",
    tells=(NAME, EMAIL, ROLE, UPN + FIRST_JOIN),
    never=("User Action", "Approval Status", "Attended", "Profession", "Event"),
    sectioned=True,
    columns=COLUMNS,
    accepts=lambda sheet: _has_sections(sheet) and not _opens_with(sheet, "meeting summary"),
    shape=_report,
)

TEAMS_REPORT_V1 = Reader(
    name="Microsoft Teams attendance report of 2021",
    tells=(NAME, FIRST_JOIN, LAST_LEAVE, EMAIL, ROLE),
    sectioned=True,
    columns=COLUMNS,
    accepts=lambda sheet: _opens_with(sheet, "meeting summary"),
    shape=_report,
)


def _has_sections(sheet: Sheet) -> bool:
    """Whether the sheet has the numbered sections of the newer report, whatever its language."""
    firsts = (row.cells[0].strip() for row in sheet.rows if row.cells)
    return any(first[:3] in ("1. ", "2. ") for first in firsts)


def _opens_with(sheet: Sheet, words: str) -> bool:
    first = next((row.cells[0] for row in sheet.rows if not row.is_blank), "")
    return heading(first) == words


def _list(sheet: Sheet, context: Context, zone: str) -> Tables:
    """One row an action; each joining makes a stay, up to the same name's next leaving."""
    rows = [row for row in sheet.rows if _action(row.cells)]
    dates = [row.cells[2].strip() for row in rows]
    order = settled_order(sheet, context, dates)
    lines = pd.DataFrame(
        {
            "name": [row.cells[0].strip() for row in rows],
            "left": [heading(row.cells[1]) in LEFT for row in rows],
            "at": parse_moments(dates, day_first=order, timezone=zone),
            "source_row": [row.number for row in rows],
        }
    )
    ordered = lines.sort_values(["name", "at", "source_row"])
    following = ordered.groupby("name")[["left", "at"]].shift(-1)
    ends = following["at"].where(following["left"].eq(True))
    attendance = ordered.assign(
        status=ATTENDED,
        joined_at=ordered["at"],
        left_at=ends,
        left_out=ordered["left"].map({True: ENDING, False: None}),
    ).sort_values("source_row")
    days = lines["at"].dt.tz_convert(context.settings.timezone).dt.strftime("%Y-%m-%d")
    session = (sheet.file + "#" + days).reindex(attendance.index)
    attendance = attendance.assign(session=session)
    begun = attendance[~attendance["left"]]
    sessions = begun.groupby("session", as_index=False).agg(
        starts_at=("joined_at", "min"), ends_at=("left_at", "max"), source_row=("source_row", "min")
    )
    return {
        "sessions": sessions.assign(kind="attendance", event=context.answers.event),
        "attendance": attendance,
    }


def _action(cells: tuple[str, ...]) -> bool:
    return len(cells) >= 3 and heading(cells[1]) in JOINED | LEFT


TEAMS_LIST = Reader(
    name="Microsoft Teams attendance list of 2020",
    columns={"name": text("Full Name"), "action": text("User Action"), "at": moment("Timestamp")},
    accepts=lambda sheet: any(_action(row.cells) for row in sheet.rows[:20]),
    from_sheet=_list,
)
