"""Mailchimp's account export: what each recipient did with each mailing."""

from __future__ import annotations

import re
from typing import Final

from copmetrics.framework.mailings import EmailAction
from copmetrics.readers.block import Block
from copmetrics.readers.columns import address, moment, text
from copmetrics.readers.eventbrite import ORDER
from copmetrics.readers.files import Sheet
from copmetrics.readers.form_exports import questions
from copmetrics.readers.mailchimp_audience import RATING
from copmetrics.readers.reader import UTC, TableReader, Tables

__all__ = ["GRANULAR_FOLDER", "MAILCHIMP_AGGREGATE", "MAILCHIMP_GRANULAR"]


GRANULAR_FOLDER: Final = "granular_activity/"
"""Where the account export keeps opens and clicks: nothing there is a form."""


def _reference(block: Block) -> str:
    """Return which mailing it is of: as the community says, else the file's own name.

    The number in front is the campaign's web id, which no campaign report has; the rest is made
    from the title, and is what the two are joined by.
    """
    name = block.sheet.file.rpartition("/")[2].rpartition(".")[0]
    return block.context.answers.mailing or name


def _granular(block: Block) -> Tables:
    clicked = "url" in block.headings or f"{GRANULAR_FOLDER}clicks/" in block.sheet.file
    action = EmailAction.CLICK if clicked else EmailAction.OPEN
    return _activity(block, action)


def _activity(block: Block, action: EmailAction) -> Tables:
    """One row a recipient or a deed, of the mailing that the file is of."""
    of_mailing = {"mailing": _reference(block), "action": action}
    return {"activity": [{**line, **of_mailing} for line in block.lines]}


def _is_granular(sheet: Sheet) -> bool:
    """A form's answers begin with a timestamp too, but have questions beside it."""
    if GRANULAR_FOLDER in sheet.file:
        return True
    return set(questions(sheet)) <= {"timestamp", "ip", "email", "url", ""}


MAILCHIMP_GRANULAR = TableReader(
    name="Mailchimp opens and clicks",
    required_headings=(("Timestamp",), ("Email",)),
    zone=UTC,
    columns={
        "happened_at": moment("Timestamp").or_note("when emails were opened is not known"),
        "address": address("Email"),
        "url": text("Url"),
    },
    accepts=_is_granular,
    to_raw_tables=_granular,
)


def _aggregate(block: Block) -> Tables:
    return _activity(block, _action(block.sheet))


def _action(sheet: Sheet) -> EmailAction:
    # opened and not opened have the same columns: only the folder in the zip differs
    folder = sheet.file.rpartition("/")[0].rpartition("/")[2]
    return EmailAction.BOUNCED if folder == "bounces" else EmailAction(folder)


MAILCHIMP_AGGREGATE = TableReader(
    name="Mailchimp recipients who opened, did not, or bounced",
    required_headings=(("Email Address",),),
    excluding_headings=(*RATING, *ORDER),
    zone=UTC,
    columns={
        "address": address("Email Address"),
        "first_name": text("First Name"),
        "surname": text("Last Name"),
    },
    accepts=lambda sheet: bool(
        re.search(r"aggregate_activity/(opened|not_opened|bounces)/[^/]+$", sheet.file)
    ),
    to_raw_tables=_aggregate,
)
