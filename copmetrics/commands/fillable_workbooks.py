"""The workbooks that people fill in: guidance first, lists to choose from, nothing to unlearn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics.framework.cycles import CHAIN, Cycle
from copmetrics.framework.learning_activities import CLUSTERS

__all__ = ["WORKBOOKS"]

LAST = 500
"""How far down the lists to choose from reach."""
BLUE, WASH = "12436D", "F3F6F9"


@dataclass(frozen=True)
class Heading:
    """A column to fill in: its width, what to choose from, and what to write there."""

    name: str
    width: float = 20
    options: Sequence[str] = ()
    hint: str = ""
    """What the note says that shows when the pointer is held over it."""
    format: str = ""


@dataclass(frozen=True)
class Blank:
    """A sheet to fill in."""

    title: str
    headings: Sequence[Heading]


DATE, INSTANT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
CYCLES: Final = [cycle.label for cycle in Cycle]
CONSENTS: Final = ["private", "members", "sponsors", "public", "withdrawn"]
SIGNS: Final = ["positive", "negative", "mixed", "none"]
PARTS: Final = ["Reasons for taking part", "Activities and experience", "Value to me"]

EVENTS = Blank(
    "Events",
    (
        Heading("event", 30, hint="A short name of your own, such as 2026-05-14-huddle."),
        Heading("title", 40, hint="As people know it."),
        Heading("starts", 20, format=INSTANT, hint="Local time, such as 2026-05-14 13:00."),
        Heading("ends", 20, format=INSTANT, hint="Local time. It may stay empty."),
        Heading("format", 16, ("online", "face to face", "hybrid"), "Choose one."),
        Heading(
            "activity",
            32,
            [each.label for each in CLUSTERS.values()],
            "Choose one, or write your own name for it and map it in community.toml.",
        ),
        Heading("channel", 24, hint="Such as Teams, or the room."),
        Heading("host", 24, hint="Who led it, by the name that they come with."),
        Heading("cancelled", 12, ("yes",), "Yes if it did not take place."),
    ),
)
SIGN_IN = Blank(
    "Sign-in",
    (
        Heading("Event", 28, hint="The event's short name from the Events sheet."),
        Heading("Name", 28, hint="Reports never show it."),
        Heading(
            "Email",
            28,
            hint="The surest way to know that somebody came before. Reports never show it.",
        ),
        Heading("Organisation", 28, hint="Where they work."),
        Heading("Profession", 28, hint="Such as Nurse or Doctor."),
        Heading("Role", 28, hint="Such as host or speaker; empty for whoever came."),
    ),
)
STORIES = Blank(
    "Stories",
    (
        Heading("Story", 12, hint="A short name, such as S01: the Steps sheet refers to it."),
        Heading("Title", 40, hint="A line that makes one want to read it."),
        Heading(
            "Teller", 14, hint="A pseudonym, such as T01. Who it is stays in your own notebook."
        ),
        Heading("Constituency", 24, hint="Which group the teller belongs to, such as Ward nurses."),
        Heading("Collected on", 16, format=DATE, hint="The day on which it was told."),
        Heading("Collected by", 16, hint="Who collected it: initials, or a pseudonym such as VD1."),
        Heading(
            "Consent",
            16,
            CONSENTS,
            "Who may read it, as the teller said. Empty is private. Withdrawn: it vanishes from "
            "the next report.",
        ),
        Heading(
            "Event",
            28,
            hint="Where it began: the event's short name or title. Empty if it is not listed.",
        ),
        Heading("Sign", 14, SIGNS, "Value can be positive, negative, mixed, or none at all."),
    ),
)
STEPS = Blank(
    "Steps",
    (
        Heading("Story", 12, hint="Its short name from the Stories sheet."),
        Heading("Step", 8, hint="Empty: in the order of the rows."),
        Heading("Cycle", 20, CYCLES, "Which cycle of value this part speaks of."),
        Heading("What it says", 70, hint="In the teller's own words, as far as you can."),
        Heading("Status", 14, ("reported", "aspired"), "It happened, or it is hoped for."),
        Heading(
            "Follow up on", 16, format=DATE, hint="For a hope: the day on which you ask again."
        ),
        Heading("Tagged by", 16, hint="Who chose the cycle: the teller, or you."),
        Heading(
            "Cites", 30, hint="Indicators that it mentions, by name; several with a semicolon."
        ),
        Heading("Explains", 30, hint="Indicators whose change it explains."),
        Heading("Contradicts", 30, hint="Indicators that it speaks against."),
        Heading("Suggests", 30, hint="What it claims and nothing measures yet."),
    ),
)
NARRATIVES = Blank(
    "Narratives",
    (
        Heading("Narrative", 12, hint="A short name, such as N01: three lines a person."),
        Heading("Teller", 14, hint="A pseudonym, such as T01."),
        Heading("Constituency", 22, hint="Which group they belong to."),
        Heading("Consent", 14, CONSENTS, "Who may read it. Empty is private."),
        Heading("Collected on", 16, format=DATE, hint="The day on which it was told."),
        Heading("Part", 28, PARTS, "One line each: the reasons, what they did, what it is worth."),
        Heading("As a professional", 36, hint="Skills, attitude, identity, confidence."),
        Heading("My social connections", 36, hint="Number, quality, frequency."),
        Heading("My practice", 36, hint="Ideas, insights, material, procedures."),
        Heading("My ability to influence", 36, hint="Voice, contribution, status, recognition."),
    ),
)
INDICATORS = Blank(
    "Indicators",
    (
        Heading("Indicator", 40, hint="A name of its own, as reports will show it."),
        Heading("Cycle", 20, CYCLES, "Which cycle of value it would show."),
        Heading("Question", 40, hint="The question that it answers."),
        Heading("Source", 30, hint="Where the number comes from."),
        Heading("Unit", 16, hint="Such as %, people, downloads, hours, score."),
        Heading("Better", 12, ("higher", "lower", "neither"), "Which way you want it to go."),
        Heading(
            "Frequency",
            16,
            ("weekly", "monthly", "quarterly", "twice a year", "yearly"),
            "How often it is collected.",
        ),
        Heading("Collected by", 20, hint="A role, not a name."),
        Heading("Minutes", 12, hint="How long collecting it takes, each time."),
        Heading("Target", 12, hint="A number in its unit. It may stay empty."),
        Heading("Aspiration", 30, hint="What you hope for in the end, in words."),
        Heading(
            "Status",
            12,
            ("live", "planned", "retired"),
            "Planned has no readings yet; retired is shown no more. Empty is live.",
        ),
        Heading("Proposed by", 18, hint="A group or a role, not a name."),
        Heading("Agreed on", 14, hint="The day on which the community agreed to it."),
    ),
)
READINGS = Blank(
    "Readings",
    (
        Heading("Indicator", 40, hint="Its name as the Indicators sheet has it."),
        Heading("Quarter", 14, hint="Such as 2026/27-Q2."),
        Heading(
            "Value", 12, hint="For a share write 62%, or fill in the next two and leave this empty."
        ),
        Heading("Numerator", 12, hint="Of a share: how many did."),
        Heading("Denominator", 12, hint="Of a share: of how many."),
        Heading("People", 12, hint="On how many people it rests: few are withheld outside."),
        Heading("Status", 14, ("final", "provisional"), "Provisional is shown as an estimate."),
    ),
)
CONSTITUENCIES = Blank(
    "Constituencies",
    (
        Heading("Constituency", 24, hint="Who they are, such as Sponsors."),
        Heading("Needs to know", 40, hint="What they need to know."),
        Heading("Why", 30, hint="What they decide by it."),
        Heading("Can do with it", 30, hint="What they could do for the community then."),
        Heading("Cycles", 22, hint="Of which they want stories; several with a semicolon."),
        Heading("Indicators", 34, hint="That answer them, by name; several with a semicolon."),
        Heading("Form", 20, hint="How they like to be told, such as two pages."),
        Heading("Cadence", 14, hint="How often, such as quarterly."),
        Heading("Contact", 20, hint="A role, not a name."),
    ),
)
STAKEHOLDERS = Blank(
    "Stakeholders",
    (
        Heading("Stakeholder", 26, hint="A group or an organisation, not a name."),
        Heading("Expects", 40, hint="What they expect of the community."),
        Heading("Offers", 40, hint="What they offer it."),
        Heading("How we meet it", 40, hint="What the community does about it."),
    ),
)

SIGN_IN_GUIDE = (
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
STORY_GUIDE = (
    "How to collect a story",
    "",
    "Ask somebody to follow one thing from an activity of the community to what came of it. These",
    "questions help; not all need an answer, and a story may begin anywhere:",
    "",
    *(f"    {cycle.label}: {cycle.follow_up}" for cycle in (*CHAIN, Cycle.REFRAMING)),
    "",
    "Stories sheet: one line a story. Ask who may read it and write that under Consent: private (nobody",
    "else), members, sponsors (and members), public (anybody). Read it to them before it goes out.",
    "If somebody takes it back, write withdrawn: it is gone from the next report.",
    "",
    "Steps sheet: one line for each part of the story, in order, with the cycle that it speaks of.",
    "A part that has not happened yet is aspired: give the day on which you will ask again. If a part",
    "bears on something that is counted, write the indicator's name under Cites or Explains; if it",
    "goes against the numbers, under Contradicts; if nothing counts it yet, say what under Suggests.",
    "",
    "Narratives sheet: what taking part changes for one person, three lines each.",
    "",
    "An example (invented), as it stands on the two sheets:",
    "",
    "    Stories    S01 | The card by the phone | T04 | Ward nurses | 2026-06-16 | VD1 | sponsors |"
    " positive",
    "    Steps      S01 | Immediate value | Fourteen of us spent an hour with a blank card. | reported",
    "               S01 | Potential value | I took home a card that fits behind a badge. | reported"
    " | Cites: Downloads of the card",
    "               S01 | Applied value | I stuck it by the ward phone, and the night staff read it out."
    " | reported",
    "               S01 | Realised value | We hope to be rung back within a quarter of an hour. |"
    " aspired | Follow up on: 2026-12-01",
    "",
    "A story need not be a success. Nobody is named here: a teller is a pseudonym such as T01, and who",
    "that is stays in your own notebook.",
)
INDICATOR_GUIDE = (
    "How to add an indicator of your own",
    "",
    "Indicators sheet: one line each. Begin with the question; the cycle says what kind of value it",
    "would show. Say how long it takes to collect: the report sets that beside what uses it.",
    "",
    "Readings sheet: one line a quarter and indicator. A quarter without a line is unknown, not zero.",
    "For a share, give numerator and denominator where you can: then a change can be judged.",
    "",
    "Constituencies: who needs to know what, why, and what they can do with it.",
    "Stakeholders: what they expect, what they offer, and how you meet it.",
)


def _workbook(guide: Sequence[str], blanks: Sequence[Blank]) -> Workbook:
    """Make a workbook: its guidance, then its sheets."""
    book = Workbook()
    guidance = book.active
    assert isinstance(guidance, Worksheet)
    guidance.title = "Guidance"
    guidance.sheet_view.showGridLines = False
    for row, line in enumerate(guide, start=1):
        guidance.cell(row, 1, line or None)
        guidance.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    guidance["A1"].font = Font(bold=True, size=14, color=BLUE)
    _print_setup(guidance)
    guidance.column_dimensions["A"].width = 110
    for blank in blanks:
        _sheet(book, blank)
    return book


def _sheet(book: Workbook, blank: Blank) -> None:
    sheet: Worksheet = book.create_sheet(blank.title)
    for place, heading in enumerate(blank.headings, start=1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place, heading.name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BLUE)
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[letter].width = heading.width
        if heading.hint:
            cell.comment = Comment(heading.hint, "copmetrics", height=90, width=260)
        if heading.options:
            _choose(sheet, letter, heading.options)
        for row in range(2, 200):
            written = sheet.cell(row, place)
            written.alignment = Alignment(wrap_text=heading.width >= 30, vertical="top")
            if heading.format:
                written.number_format = heading.format
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _print_setup(sheet)


def _print_setup(sheet: Worksheet) -> None:
    """Print it across, as wide as one page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _choose(sheet: Worksheet, column: str, options: Sequence[str]) -> None:
    """Offer a list in a column; other words are allowed, empty cells too."""
    choice = DataValidation(
        type="list", formula1=f'"{",".join(options)}"', allow_blank=True, showErrorMessage=False
    )
    sheet.add_data_validation(choice)
    choice.add(f"{column}2:{column}{LAST}")


WORKBOOKS: Final[Mapping[str, Callable[[], Workbook]]] = {
    "sign-in.xlsx": lambda: _workbook(SIGN_IN_GUIDE, (EVENTS, SIGN_IN)),
    "stories.xlsx": lambda: _workbook(STORY_GUIDE, (STORIES, STEPS, NARRATIVES)),
    "indicators.xlsx": lambda: _workbook(
        INDICATOR_GUIDE, (INDICATORS, READINGS, CONSTITUENCIES, STAKEHOLDERS)
    ),
}
"""What `copmetrics new` writes to be filled in, by its file's name."""
