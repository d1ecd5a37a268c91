"""The lists that a community keeps: its events, spellings and sectors of organisations, whom to reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.learning_activities import CLUSTER_WORDS, LIMIT, PLACES
from copmetrics.identity.organisations import organisation_key
from copmetrics.readers.block import Block
from copmetrics.readers.column_notes import ColumnNotes, Note
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.columns import choice, moment, number, required_text, text
from copmetrics.readers.context import Context
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import NOT_NEEDED_BY_HAND, TableReader, Tables, rows_as
from copmetrics.readers.row_numbers import rows_named
from copmetrics.readers.table_finding import opening_headings

__all__ = ["EVENTS_LIST", "ORGANISATION_VARIANTS", "TARGETS_LIST"]

KINDS = {"organisation": r"^organi[sz]ation", "profession": r"^profession"}
LONGEST: Final = pd.Timedelta(days=31)
"""An event that lasts for longer has a slip in its dates."""
YES: Final = frozenset(
    {"yes", "y", "true", "1", "x", "cancelled", "canceled", "postponed", "called off"}
)
NO: Final = frozenset(
    {
        "no",
        "n",
        "false",
        "0",
        "held",
        "took place",
        "went ahead",
        "confirmed",
        "completed",
        "planned",
    }
)
"""What may stand under *cancelled*, or under *status*, of an event that was not held, and of one that was."""
_CANCELLED: Final = r"(?:cancelled|canceled|postponed)"
_CALLED_CANCELLED: Final = re.compile(
    rf"^{_CANCELLED}\s*[:–—-]\s|[(\[]\s*{_CANCELLED}\b[^)\]]*[)\]]|[:–—-]\s*{_CANCELLED}\W*$",
    re.IGNORECASE,
)
"""A title that says of its event that it was not held: *Cancelled: huddle*; not *Cancelled operations*."""


def _events(block: Block) -> Tables:
    """One row an event: a name of its own, when it was, and what no export has of it."""
    rows = block.frame
    for row in rows[rows["event"].isna() | rows["starts_at"].isna()].itertuples():
        column = "event" if pd.isna(row.event) else "starts"
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column=column,
            value=None,
            expected="a name for the event" if column == "event" else "a date and time",
            advice="Every event needs both.",
        )
    _check_places(block)
    _check_times(block)
    _check_names(block)
    sessions = rows.assign(
        session=block.sheet.file + "#" + rows["source_row"].astype("str"),
        cancelled=_cancelled(block),
        kind=SessionKind.LISTED,
    )
    return {"sessions": sessions}


def _check_times(block: Block) -> None:
    """No event ends before it begins, or lasts for longer than a month."""
    rows = block.frame
    lasted = rows["ends_at"] - rows["starts_at"]
    for row in rows[lasted.lt(pd.Timedelta(0)) | lasted.gt(LONGEST)].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column=block.shown["ends_at"],
            value=block.rows[row.Index].cells[_place(block, "ends_at")],
            expected="an end after the event's beginning, and within a month",
            advice="Mend it, or leave it empty; of an end after midnight write the day too.",
        )


def _place(block: Block, name: str) -> int:
    return block.headings.index(heading(block.shown[name]))


def _check_names(block: Block) -> None:
    """A name is one event's: of two that differ the second would be lost."""
    named = block.frame.assign(event=block.frame["event"].str.casefold())
    told = named.drop_duplicates(["event", "title", "starts_at"])
    for row in told[told["event"].duplicated()].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column=block.shown["event"],
            value=block.frame["event"][row.Index],
            expected="a name that no event further up has",
            advice="Give each event a name of its own.",
        )


def _check_places(block: Block) -> None:
    """The two dimensions go from -2 to 2."""
    for column in ("from_with", "informal_formal"):
        for row in block.frame[block.frame[column].abs() > LIMIT].to_dict("records"):
            raise CellError(
                block.sheet.file,
                row=int(row["source_row"]),
                column=column,
                value=row[column],
                expected=f"between -{LIMIT} and {LIMIT}",
                advice="from_with: learning from one another -2, with one another 2; informal_formal: "
                "informal -2, formal 2.",
            )


def _cancelled(block: Block) -> pd.Series:
    answers = block.frame["cancelled"].str.casefold()
    for row in block.frame[answers.notna() & ~answers.isin(YES | NO)].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column=block.shown["cancelled"],
            value=row.cancelled,
            expected="yes or no",
            advice="Leave it empty for an event that was held.",
        )
    called = block.frame["title"].str.contains(_CALLED_CANCELLED).fillna(False).astype(bool)
    for row in block.frame[called & answers.isna()].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column=block.shown["title"],
            value=row.title,
            expected="what an event that was held is called",
            advice="Write yes under 'cancelled' if it was not, and no if it was.",
        )
    return answers.isin(YES).astype("boolean")


EVENTS_LIST = TableReader(
    name="Events list",
    has_totals=True,
    not_needed=NOT_NEEDED_BY_HAND,
    required_headings=(("event",), ("title",), ("starts",)),
    columns={
        "event": text("event"),
        "title": text("title"),
        "starts_at": moment("starts"),
        "ends_at": moment("ends").or_note("how long events were is not known", may_be_empty=True),
        "format": text("format"),
        "activity": text("activity"),
        "channel": text("channel"),
        "host": text("host"),
        "cancelled": text("cancelled", "canceled", "status").or_note(
            "no event counts as cancelled", may_be_empty=True
        ),
        "cluster": choice("cluster", options=CLUSTER_WORDS),
        "topic": text("topic", "topics"),
        "from_with": number("from_with", "learning from (-2) to with (2)"),
        "informal_formal": number("informal_formal", "informal (-2) to formal (2)"),
        "inside_outside": choice("inside_outside", options=PLACES),
    },
    to_raw_tables=_events,
)


def _has_only(sheet: Sheet, *headings: str) -> bool:
    """Whether a sheet's first row that is not blank has these headings, and no others."""
    return set(opening_headings(sheet)) - {""} == set(headings)


def _variants(block: Block) -> Tables:
    """One row a spelling, or an organisation with its sector.

    A spelling that is given two names would have either, whichever came last.
    """
    rows = block.frame
    known = rows.dropna(subset=["variant", "name"])
    key = known["variant"].map(organisation_key)
    first = known["name"].groupby(key).transform("first")
    for row in known[known["name"].map(organisation_key).ne(first.map(organisation_key))].to_dict(
        "records"
    ):
        raise CellError(
            block.sheet.file,
            row=int(row["source_row"]),
            column=block.shown["name"],
            value=row["name"],
            expected="the name that this spelling has further up",
            advice="Give each spelling one name; letter case does not matter.",
        )
    _check_sectors(block)
    return {"variants": rows}


def _check_sectors(block: Block) -> None:
    """An organisation is of one sector, in all its rows that say so."""
    if "sector" not in block.shown:
        return
    rows = block.frame.dropna(subset="sector")
    for row in rows[rows["name"].isna()].to_dict("records"):
        raise CellError(
            block.sheet.file,
            row=int(row["source_row"]),
            column=block.shown["name"],
            value=None,
            expected="the name of the organisation that is of this sector",
            advice="Give it its name, or leave its sector empty.",
        )
    first = rows["sector"].groupby(rows["name"].map(organisation_key)).transform("first")
    for row in rows[rows["sector"].str.casefold().ne(first.str.casefold())].to_dict("records"):
        raise CellError(
            block.sheet.file,
            row=int(row["source_row"]),
            column=block.shown["sector"],
            value=row["sector"],
            expected="the sector that this organisation has further up",
            advice="An organisation is of one sector; it is enough to write it once.",
        )


@dataclass(frozen=True, kw_only=True)
class VariantsReader(TableReader):
    """The community's own list of spellings."""

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say too which rows say nothing, for they lack a spelling or its name: a remark, say."""
        told = super().told(sheet, context)
        lacking = [
            row.number
            for span in self.spans(sheet)
            for row in rows_under(sheet, span)
            if row.filled == 1
        ]
        if not lacking:
            return told
        lack = "lacks" if len(lacking) == 1 else "lack"
        note = Note(f"{rows_named(lacking)} {lack} a spelling or its name: nothing is joined by it")
        return replace(told, notes=(*told.notes, note))


ORGANISATION_VARIANTS = VariantsReader(
    name="Organisation names",
    required_headings=(("variant",), ("name",)),
    columns={"variant": text("variant"), "name": text("name"), "sector": text("sector")},
    accepts=lambda sheet: (
        _has_only(sheet, "variant", "name") or _has_only(sheet, "variant", "name", "sector")
    ),
    to_raw_tables=_variants,
)


TARGETS_LIST = TableReader(
    name="Whom the community wants to reach",
    required_headings=(("kind",), ("name",)),
    columns={
        "kind": choice("kind", options=KINDS, filled=True),
        "name": required_text("name", expected="the name of an organisation or profession"),
    },
    accepts=lambda sheet: _has_only(sheet, "kind", "name"),
    to_raw_tables=rows_as("targets"),
)
