"""`copmetrics new`: a community's folder, its settings explained, and a sign-in sheet to fill in."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics.errors import FileError
from copmetrics.settings import FILE_NAME

__all__ = ["ACTIVITIES", "EVENT_COLUMNS", "SIGN_IN_COLUMNS", "make_community"]

EVENT_COLUMNS = (
    "event", "title", "starts", "ends", "format", "activity", "channel", "host", "cancelled",
)  # fmt: skip
SIGN_IN_COLUMNS = ("Event", "Name", "Email", "Organisation", "Profession", "Role")
FORMATS = ("online", "face to face", "hybrid")
ACTIVITIES = (
    "sharing", "productive inquiries", "negotiating shared understanding", "producing assets",
    "creating standards", "formal access to knowledge", "visits",
)  # fmt: skip
GUIDANCE = (
    "How to fill in this workbook",
    "",
    "Events: one line an event. `event` is a short name of your own, such as 2026-05-14-huddle;",
    "`starts` and `ends` are local times such as 2026-05-14 13:00. Put yes under `cancelled` if",
    "it did not take place. Format and activity have lists to choose from; both may stay empty.",
    "",
    "Sign-in: one line a person and event. Event is the short name from the Events sheet. An",
    "e-mail address is the surest way to know that somebody came before; a name will do.",
    "",
    "Save it in this folder, beside the exports from Zoom, Teams, Eventbrite and Mailchimp.",
    "copmetrics recognises files by what is in them: they may have any name.",
)
SETTINGS = """# What copmetrics should know about this community. Every line is optional.
name = "{name}"
calendar = "{calendar}"            # nhs: April to March; calendar: January to December
timezone = "Europe/London"

# registrations_count_as_attendance = true   # where nobody records who came; marked as an estimate
# minimum_minutes = 5                        # shorter stays are not attendances
# minimum_recipients = 10                    # mailings to fewer are tests
# shared_mail_domains = ["example.org"]      # addresses there do not tell the organisation
# machines = ["Our recorder"]                # names of note-takers that join meetings
# organisation_columns = ["Where are you based?"]
# profession_columns = ["What do you do?"]

# When an export leaves something open, copmetrics asks, and the answer goes here:
# [files."zoom/participants_81234567890.csv"]
# day_first = true               # 05/06/2026 is 5 June
# event = "2026-05-14-huddle"    # which event of the Events sheet
# starts = 2026-05-14            # or when it was
# timezone = "UTC"
# ignore = true                  # leave the file out

# If nothing happened lately, so that no export reaches the quarter:
# [covered_to]
# mailings = 2026-06-30
"""
IGNORED = (
    "# never leave this folder by git: they tell who is who\n.copmetrics-key\npeople-review.csv\n"
)


def make_community(folder: Path, *, name: str, calendar: str) -> tuple[Path, ...]:
    """Make a community's folder and return what was written; nothing there is ever overwritten."""
    if (folder / FILE_NAME).exists():
        advice = "Edit that file, or name another folder."
        raise FileError(str(folder), f"has a {FILE_NAME} already", advice=advice)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(str(folder), f"cannot be made: {error.strerror}") from None
    shown = (name or folder.resolve().name.replace("-", " ")).replace("\\", "").replace('"', "'")
    texts = {
        FILE_NAME: SETTINGS.format(name=shown, calendar=calendar),
        "organisations.csv": "variant,name\n",
        ".gitignore": IGNORED,
    }
    written = [folder / FILE_NAME, folder / "organisations.csv", folder / "sign-in.xlsx"]
    for file, text in texts.items():
        if not (folder / file).exists():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    if not (folder / "sign-in.xlsx").exists():
        _sign_in_workbook().save(folder / "sign-in.xlsx")
    return tuple(written)


def _sign_in_workbook() -> Workbook:
    """Make the workbook: guidance, events and sign-in, with lists to choose from."""
    book = Workbook()
    guidance = book.active
    assert isinstance(guidance, Worksheet)
    guidance.title = "Guidance"
    for row, line in enumerate(GUIDANCE, start=1):
        guidance.cell(row, 1, line)
    guidance["A1"].font = Font(bold=True, size=14)
    guidance.column_dimensions["A"].width = 100
    events = _sheet(book, "Events", EVENT_COLUMNS)
    _choose(events, "E", FORMATS)
    _choose(events, "F", ACTIVITIES)
    _choose(events, "I", ("yes",))
    for column in "CD":
        for row in range(2, 200):
            events[f"{column}{row}"].number_format = "yyyy-mm-dd hh:mm"
    _sheet(book, "Sign-in", SIGN_IN_COLUMNS)
    return book


def _sheet(book: Workbook, title: str, columns: tuple[str, ...]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="12436D")
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[cell.column_letter].width = 26
    sheet.freeze_panes = "A2"
    return sheet


def _choose(sheet: Worksheet, column: str, options: tuple[str, ...]) -> None:
    """Offer a list in a column; other words are allowed, empty cells too."""
    choice = DataValidation(
        type="list", formula1=f'"{",".join(options)}"', allow_blank=True, showErrorMessage=False
    )
    sheet.add_data_validation(choice)
    choice.add(f"{column}2:{column}500")
