"""Small communities by hand: texts in, a folder of exports out."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

ZOOM = "Name (original name),Email,Join time,Leave time,Duration (minutes),Recording Consent\n"
AUDIENCE = "Email Address,First Name,Last Name,MEMBER_RATING,CONFIRM_TIME,{},LEID,EUID\n"
SUBSCRIBED = AUDIENCE.format("LAST_CHANGED")
UNSUBSCRIBED = AUDIENCE.format("UNSUB_TIME")
CLEANED = AUDIENCE.format("CLEAN_TIME")
CAMPAIGNS = (
    "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Successful Deliveries,"
    "Total Bounces,Unique Opens,Total Opens,Unique Clicks,Total Clicks,Unsubscribes,Unique Id\n"
)
EVENTS = "event,title,starts,ends,format,activity,channel,host,cancelled\n"
EVENTBRITE = "Order no.,Order Date,First Name,Surname,Email,Quantity,Attendee no.,Attendee Status\n"


def folder(place: Path, files: dict[str, str]) -> Path:
    """Write a community's files and return its folder."""
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return place


def zoom(*people: str, day: str = "2024-05-14", start: str = "13:00", end: str = "14:00") -> str:
    """A Zoom report of one meeting: each of `people` is `name,address` and stayed throughout."""
    rows = (f"{each},{day} {start}:00,{day} {end}:00,60,No\n" for each in people)
    return ZOOM + "".join(rows)


def workbook(**sheets) -> bytes:
    """A workbook's content: a list of rows for each sheet's name."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
