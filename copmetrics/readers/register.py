"""A community's own indicators, their readings, and who needs to know what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, ChoiceError, Problems, nearest
from copmetrics.framework.cycles import CYCLE_WORDS, Cycle, cycle_named
from copmetrics.framework.own_indicators import IndicatorStatus, ReadingStatus
from copmetrics.measures.base import Better
from copmetrics.quarters import name, parse
from copmetrics.readers.block import Block
from copmetrics.readers.columns import amount, choice, number, pseudonym, required_text, text
from copmetrics.readers.logs import a_day
from copmetrics.readers.reader import TableReader, Tables, rows_as
from copmetrics.schema import listed

__all__ = ["CONSTITUENCIES", "MESSAGES", "READINGS", "REGISTER", "STAKEHOLDERS"]

BETTER: Final[Mapping[str, str]] = {
    Better.HIGHER: r"higher|increase|\bup\b|\bmore\b",
    Better.LOWER: r"lower|decrease|\bdown\b|\bless\b|fewer",
    Better.NEITHER: r"neither|neutral",
}
STATUS: Final[Mapping[str, str]] = {
    IndicatorStatus.PLANNED: r"plan",
    IndicatorStatus.RETIRED: r"retire|stopped",
    IndicatorStatus.LIVE: r"\blive\b|\bactive\b",
}
READING_STATUS: Final[Mapping[str, str]] = {
    ReadingStatus.PROVISIONAL: r"provis|early",
    ReadingStatus.FINAL: r"final",
}


REGISTER = TableReader(
    name="Own indicators",
    required_headings=(("Indicator",), ("Cycle",), ("Unit",)),
    columns={
        "label": required_text("Indicator", expected="the name of an indicator"),
        "cycle": choice("Cycle", options=CYCLE_WORDS, filled=True),
        "question": text("Question"),
        "source": text("Source"),
        "unit": text("Unit"),
        "better": choice("Better", options=BETTER),
        "frequency": text("Frequency"),
        "collected_by": text("Collected by", "Owner"),
        "minutes": number("Minutes", "Minutes a quarter"),
        "target": amount("Target"),
        "aspiration": text("Aspiration"),
        "status": choice("Status", options=STATUS),
        "proposed_by": text("Proposed by"),
        "agreed_on": text("Agreed on"),
    },
    to_raw_tables=rows_as("register"),
)


def _readings(block: Block) -> Tables:
    """One row a reading; its quarter by its name in the community's calendar."""
    calendar = block.context.settings.calendar
    found, problems = [], []
    for row in block.frame.to_dict("records"):
        try:
            found.append(name(parse(str(row["quarter"]), calendar)))
        except ChoiceError as error:
            problems.append(
                CellError(
                    block.sheet.file,
                    row=int(row["source_row"]),
                    column="Quarter",
                    value=None if pd.isna(row["quarter"]) else row["quarter"],
                    expected=error.what,
                    advice=f"Write it as {error.options[0]}.",
                )
            )
    if problems:
        raise Problems(problems, block.sheet.file)
    return {"readings": block.frame.assign(quarter=found)}


READINGS = TableReader(
    name="Readings of own indicators",
    required_headings=(("Indicator",), ("Quarter",), ("Value", "Numerator")),
    excluding_headings=("basis", "verdict"),
    columns={
        "indicator": required_text(
            "Indicator", expected="the name of an indicator of the register"
        ),
        "quarter": text("Quarter"),
        "value": amount("Value").or_note("only readings with their two counts are known"),
        "numerator": number("Numerator").or_note(
            "readings have the value that stands there", beside=("Denominator",)
        ),
        "denominator": number("Denominator").or_note(
            "readings have the value that stands there", beside=("Numerator",)
        ),
        "people": number("People"),
        "status": choice("Status", options=READING_STATUS),
    },
    to_raw_tables=_readings,
)


def _constituencies(block: Block) -> Tables:
    """One row a constituency; each cycle that it asks for is one that there is."""
    problems = [
        CellError(
            block.sheet.file,
            row=int(row["source_row"]),
            column="Cycles",
            value=said,
            expected=f"one of {', '.join(Cycle)}",
            advice=f"{nearest(said.casefold(), Cycle)}Write one of these; several with a semicolon.",
        )
        for row in block.frame.to_dict("records")
        for said in listed(row["cycles"])
        if cycle_named(said) is None
    ]
    if problems:
        raise Problems(problems, block.sheet.file)
    return {"constituencies": block.frame}


CONSTITUENCIES = TableReader(
    name="Constituencies",
    required_headings=(("Constituency",), ("Needs to know",)),
    columns={
        "constituency": required_text("Constituency", expected="who they are"),
        "needs_to_know": required_text("Needs to know", expected="what they need to know"),
        "why": text("Why"),
        "can_do": text("Can do with it"),
        "cycles": text("Cycles"),
        "indicators": text("Indicators"),
        "form": text("Form"),
        "cadence": text("Cadence"),
        "contact": text("Contact"),
    },
    to_raw_tables=_constituencies,
)


MESSAGES = TableReader(
    name="Messages told",
    required_headings=(("Told on",), ("Constituency",), ("What was told",)),
    columns={
        "told_at": a_day("Told on"),
        "constituency": required_text("Constituency", expected="whom it was told to"),
        "what": required_text("What was told", expected="what was told, in a line"),
        "form": text("Form"),
        "told_by": pseudonym("Told by"),
    },
    to_raw_tables=rows_as("messages"),
)


STAKEHOLDERS = TableReader(
    name="Stakeholders",
    required_headings=(("Stakeholder",), ("Expects",), ("Offers",)),
    columns={
        "stakeholder": required_text("Stakeholder", expected="who they are"),
        "expects": text("Expects"),
        "offers": text("Offers"),
        "how_met": text("How we meet it"),
        "releases": text("Releases time"),
    },
    to_raw_tables=rows_as("stakeholders"),
)
