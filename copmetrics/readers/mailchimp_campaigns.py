"""Mailchimp: the report of all campaigns, and the report of a single one."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, QuestionError, answer_line
from copmetrics.readers.block import Block
from copmetrics.readers.columns import moment, text, whole
from copmetrics.readers.context import Context, settled_order
from copmetrics.readers.datetimes import parse_moment
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.reader import SheetReader, TableReader, Tables
from copmetrics.units import Unit

__all__ = ["MAILCHIMP_CAMPAIGN", "MAILCHIMP_CAMPAIGNS"]


OTHER_LIST: Final = "to a list that is not the community's"


def _campaigns(block: Block) -> Tables:
    """One row a mailing; of an account with several lists it is asked whose mailings count.

    Those that `[sync.mailchimp]` names are the community's too.
    """
    rows, answers = block.frame, block.context.answers
    lists = rows["audience"].value_counts()
    shown = block.shown.get("audience", "")
    if len(lists) < 2 or heading(shown) in map(heading, answers.without):
        return {"mailings": rows}
    fetched = block.context.settings.sync.get("mailchimp")
    ours = {answers.audience, *(fetched.audiences if fetched is not None else ())}
    if ours.isdisjoint(lists.index):
        raise QuestionError(
            block.sheet.file,
            question=f"has mailings to {len(lists)} lists. Which of them is the community's?",
            answers=(
                *(
                    answer_line("audience", str(each), says=Unit.MAILINGS.of(int(count)))
                    for each, count in lists.items()
                ),
                answer_line("without", (*answers.without, shown), says="all of them are"),
            ),
        )
    others = rows["audience"].notna() & ~rows["audience"].isin(ours)
    why = pd.Series(OTHER_LIST, index=rows.index, dtype="str").where(others)
    return {"mailings": rows.assign(left_out=why)}


MAILCHIMP_CAMPAIGNS = TableReader(
    name="Mailchimp campaigns report",
    has_full_rows=True,
    required_headings=(
        ("Send Date", "Send Weekday"),
        ("Total Recipients", "Successful Deliveries"),
        ("Unique Opens", "Total Opens", "Unique Clicks", "Total Clicks", "Unsubscribes"),
    ),
    excluding_headings=("Placed Order Rate", "Campaign Name"),  # Klaviyo has the same columns
    columns={
        "mailing": text("Unique Id").or_note("mailings are told apart by title and day"),
        "title": text("Title"),
        "subject": text("Subject"),
        "audience": text("Audience", "List"),
        "sent_at": moment("Send Date").or_question("when each mailing was sent does not show"),
        "recipients": whole("Total Recipients").or_note("how many emails were sent is not known"),
        "delivered": whole("Successful Deliveries").or_note(
            "how many emails were delivered is not known"
        ),
        "soft_bounces": whole("Soft Bounces"),
        "hard_bounces": whole("Hard Bounces"),
        "bounces": whole("Total Bounces").or_note("how many emails bounced is not known"),
        "unique_opens": whole("Unique Opens").or_note("how many people opened is not known"),
        # no export of Mailchimp's own has it: `copmetrics sync` writes it
        "proxy_excluded_unique_opens": whole("Proxy Excluded Unique Opens"),
        "opens": whole("Total Opens").or_note("how often emails were opened is not known"),
        "unique_clicks": whole("Unique Clicks").or_note("how many people clicked is not known"),
        "clicks": whole("Total Clicks").or_note("how often links were clicked is not known"),
        "unsubscribes": whole("Unsubscribes").or_note("how many people unsubscribed is not known"),
    },
    to_raw_tables=_campaigns,
)

TEXTS = {"title": "Title", "subject": "Subject Line", "sent_at": "Delivery Date/Time"}
COUNTS = {
    "recipients": "Total Recipients",
    "delivered": "Successful Deliveries",
    "bounces": "Bounces",
    "unique_opens": "Recipients Who Opened",
    "opens": "Total Opens",
    "unique_clicks": "Recipients Who Clicked",
    "clicks": "Total Clicks",
    "unsubscribes": "Total Unsubs",
}


def _campaign(sheet: Sheet, context: Context, zone: str) -> Tables:
    """Labels and values down the page; of an A/B campaign the overall figures, not its halves."""
    stated = _labelled_rows(sheet)
    found: dict[str, object] = {
        name: stated[label].cells[1].strip() for name, label in TEXTS.items() if label in stated
    }
    found |= {name: _count(sheet, stated.get(label)) for name, label in COUNTS.items()}
    sent = str(found.get("sent_at", ""))
    order = settled_order(sheet, context, [sent])
    found["sent_at"] = parse_moment(sent, day_first=order, timezone=zone)
    if pd.isna(found["sent_at"]):
        row = stated.get("Delivery Date/Time")
        raise CellError(
            sheet.file,
            row=row.number if row else 1,
            column="Delivery Date/Time",
            value=sent,
            expected="a date and time that copmetrics knows",
            advice="Export the report again.",
        )
    found["mailing"] = context.answers.mailing
    found["source_row"] = 1
    return {"mailings": pd.DataFrame([found])}


def _labelled_rows(sheet: Sheet) -> dict[str, Row]:
    """Return the row of each label, those under "Overall Stats" where there are several."""
    labels = {heading(label): label for label in (*TEXTS.values(), *COUNTS.values())}
    found: dict[str, Row] = {}
    overall = True
    for row in sheet.rows:
        first = row.headings[0] if row.cells else ""
        if first.startswith("combination"):
            overall = False
        overall = overall or first == "overall stats"
        if overall and first in labels and len(row.cells) > 1:
            found.setdefault(labels[first], row)
    return found


def _count(sheet: Sheet, row: Row | None) -> float | None:
    """Read a count such as `1,742` or `350 (35.18%)`."""
    if row is None or not row.cells[1].strip():
        return None
    found = re.fullmatch(r"([\d,]+)(?:\s*\([\d.,]+%\))?", row.cells[1].strip())
    if found is None:
        raise CellError(
            sheet.file,
            row=row.number,
            column=row.cells[0].strip().rstrip(":"),
            value=row.cells[1],
            expected="a count such as 350 (35.18%)",
            advice="Export the report again.",
        )
    return float(found[1].replace(",", ""))


MAILCHIMP_CAMPAIGN = SheetReader(
    name="Mailchimp report of one campaign",
    first_cell=("email campaign report", "campaign report"),
    labels=(*TEXTS.values(), *COUNTS.values()),
    recognises=lambda sheet: "Title" in _labelled_rows(sheet),
    to_raw_tables=_campaign,
)
