"""Mailchimp: the parts of an audience export, loose or in their zip."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from copmetrics.errors import FileError, QuestionError, answer_line
from copmetrics.framework.mailings import ContactPart, EmailAction
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line, name_on
from copmetrics.readers.columns import (
    ColumnKind,
    address,
    band,
    heard_of_us,
    moment,
    organisation,
    profession,
    reason_to_join,
    text,
    whole,
)
from copmetrics.readers.files import Sheet
from copmetrics.readers.mailchimp_parts import (
    ADDRESS,
    STATUS,
    left_at,
    parts_in,
    parts_there,
    tells_of_subscriptions,
    why_left_out,
)
from copmetrics.readers.reader import UTC, TableReader, Tables
from copmetrics.readers.table_finding import HeadingRule

__all__ = ["MAILCHIMP_AUDIENCE", "MAILCHIMP_RECIPIENTS", "RATING"]

_PART_OF_AUDIENCE = re.compile(r"(^|_)(segment|tag)(s|ged|ed)?_")
LIST_OF_ACCOUNT: Final = re.compile(
    r"(?P<account>.+)/lists/[a-z_]+/[a-z]+_(?P<list>\d+_[^/]+)\.csv$", re.IGNORECASE
)
"""Where the export of a whole account keeps a part of one of its lists."""
_HASH = re.compile(r"_export_([0-9a-f]{10})\.")

LAST_CHANGED = moment("LAST_CHANGED", "Last Changed")
RATING: Final = ("MEMBER_RATING", "LEID")
"""Headings that only the parts of an audience export have."""
CONTACT = {
    "address": address(*ADDRESS),
    "first_name": text("First Name", "FNAME"),
    "surname": text("Last Name", "LNAME"),
    "full_name": text("Name", "Full Name"),
    "organisation": organisation("Organisation", "Organization", "Company"),
    "profession": profession("Job Title", "Profession"),
    "band": band("Band", "Pay Band", "Grade"),
    "reason": reason_to_join(),
    "heard_from": heard_of_us(),
    "signed_up_by": text("SOURCE"),
    "status": text(*STATUS).or_question(
        "who unsubscribed, or was cleaned, does not show",
        beside=(*STATUS, "FNAME", "LNAME"),
        unless=("UNSUB_TIME", "CLEAN_TIME"),
    ),
    "opted_in_at": moment("OPTIN_TIME").or_note(
        "who never confirmed counts from when they are first seen",
        bears_on=Source.MEMBERS,
        beside=("OPTIN_IP", "CONFIRM_IP", "TAGS"),
        may_be_empty=True,
    ),
    "confirmed_at": moment("CONFIRM_TIME").or_note(
        "people count from OPTIN_TIME, or from when they are first seen",
        bears_on=Source.MEMBERS,
        beside=("CONFIRM_IP", "OPTIN_TIME"),
    ),
    "changed_at": LAST_CHANGED.or_question(
        "whether its contacts are still on the list does not show",
        unless=("UNSUB_TIME", "CLEAN_TIME", *STATUS),
        may_be_empty=True,
    ),
    "unsubscribed_at": moment("UNSUB_TIME").or_question(
        "when people unsubscribed, or that they did, does not show",
        beside=("UNSUB_CAMPAIGN_TITLE", "UNSUB_CAMPAIGN_ID", "UNSUB_REASON"),
        may_be_empty=True,
    ),
    "cleaned_at": moment("CLEAN_TIME").or_question(
        "when addresses were cleaned, or that they were, does not show",
        beside=("CLEAN_CAMPAIGN_TITLE", "CLEAN_CAMPAIGN_ID"),
        may_be_empty=True,
    ),
}
OF_AUDIENCE: Final = (*RATING, "OPTIN_TIME")
REQUIRED: Final = (ADDRESS, OF_AUDIENCE)


def _audience(block: Block) -> Tables:
    """One row a contact; which part of the audience it is stands in the columns."""
    _check_whole(block)
    parts = parts_in(block)
    export = _export(block.sheet.file, block.context.answers.audience)
    told = zip(parts, left_at(block, parts), why_left_out(block, parts), strict=True)
    exported_at = _exported_at(block)
    contacts = [
        {
            **line,
            "name": _name(line),
            "joined_at": line["confirmed_at"] or line["opted_in_at"],
            "left_at": left,
            "part": part,
            "export": export,
            "exported_at": exported_at,
            "audience": block.context.answers.audience,
            "left_out": why,
        }
        for line, (part, left, why) in zip(block.lines, told, strict=True)
    ]
    of_export = {"export": export, "source_row": block.heading_row}
    stated = [ContactPart.CLEANED] if block.context.answers.nobody_cleaned else []
    there = [
        {"part": each, **of_export} for each in dict.fromkeys((*parts_there(block, parts), *stated))
    ]
    return {"contacts": contacts, "audience_parts": there}


def _is_of_audience(sheet: Sheet) -> bool:
    """Whether the sheet has the columns of an audience export, whatever `Status` says in it."""
    return bool(HeadingRule(REQUIRED, ()).places(sheet))


def _check_whole(block: Block) -> None:
    """Ask about a file that, by its name, is a segment: who is not in it has not left the list."""
    name = block.sheet.file.rpartition("/")[2]
    if _PART_OF_AUDIENCE.search(name) and block.context.answers.audience is None:
        raise QuestionError(
            block.sheet.file,
            question="holds a segment of an audience, by its name. Is it the whole list?",
            answers=("ignore = true",),
            examples=(answer_line("audience", "our list", says="what you call the list"),),
        )


def _name(line: Line) -> str | None:
    return name_on(line) or line["full_name"]


def _export(file: str, audience: str | None) -> str:
    """Name the export that a part belongs to: its list in an account, its zip, or what loose parts share.

    Loose parts may lie beside those of another list that the community named.
    """
    if listed := LIST_OF_ACCOUNT.match(file):
        return f"{listed['account']}/lists/{listed['list']}"
    if ".zip/" in file:
        return file.split(".zip/")[0] + ".zip"
    folder, _, name = file.rpartition("/")
    shared = _HASH.search(name)
    if shared:
        return f"{folder}/{shared[1]}"
    return " of ".join(filter(None, (folder or ".", audience)))


def _exported_at(block: Block) -> datetime | None:
    """When the export was made: as its zip says, else at the last change in it."""
    if block.sheet.made_at is not None:
        local = block.sheet.made_at.tz_localize(block.context.settings.timezone, ambiguous=True)
        return local.tz_convert(None)
    moments = (
        each
        for name, column in block.columns.items()
        if column.kind is ColumnKind.MOMENT
        for each in block.values[name]
    )
    newest: datetime | None = max(filter(None, moments), default=None)
    if newest is None and block.rows:
        raise FileError(
            block.sheet.file,
            "has no date in it that says when its contacts were on the list",
            advice="Put the zip into the folder as Mailchimp gave it.",
        )
    return newest


MAILCHIMP_AUDIENCE = TableReader(
    name="Mailchimp audience export",
    has_full_rows=True,
    required_headings=(ADDRESS, (*OF_AUDIENCE, *STATUS)),
    excluding_headings=("Opens", "Clicks"),
    zone=UTC,
    columns=CONTACT,
    accepts=lambda sheet: _is_of_audience(sheet) or tells_of_subscriptions(sheet),
    to_raw_tables=_audience,
)


def _recipients(block: Block) -> Tables:
    """The recipients of one mailing, with their opens or clicks; the file does not say which."""
    mailing = block.context.answers.mailing
    if mailing is None:
        raise QuestionError(
            block.sheet.file,
            question="lists the recipients of which mailing? The file does not say.",
            examples=(answer_line("mailing", "a1b2c3d4e5", says="its Unique Id in campaigns.csv"),),
        )
    counted = "clicks" if "clicks" in block.headings else "opens"
    done = EmailAction.CLICK if counted == "clicks" else EmailAction.OPENED
    return {
        "activity": [
            {
                **line,
                "name": _name(line),
                "mailing": mailing,
                "action": done if (line[counted] or 0) > 0 else EmailAction.NOT_OPENED,
                "happened_at": None,
            }
            for line in block.lines
        ]
    }


OPENS: Final = whole("Opens").or_note(
    "nobody counts as having opened", bears_on=Source.ACTIVITY, beside=("Opens",)
)
CLICKS: Final = whole("Clicks").or_note(
    "nobody counts as having clicked", bears_on=Source.ACTIVITY, beside=("Clicks",)
)

MAILCHIMP_RECIPIENTS = TableReader(
    name="Mailchimp recipients of one mailing",
    has_full_rows=True,
    required_headings=(*REQUIRED, ("Opens", "Clicks")),
    zone=UTC,
    columns={
        **CONTACT,
        "opted_in_at": moment("OPTIN_TIME"),
        "confirmed_at": moment("CONFIRM_TIME"),
        "changed_at": LAST_CHANGED,
        "opens": OPENS,
        "clicks": CLICKS,
    },
    to_raw_tables=_recipients,
)
