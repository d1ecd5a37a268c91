"""A community's own indicators, their readings, and who needs to know what."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.errors import CellError, ChoiceError, Problems, nearest
from copmetrics.framework.cycles import CYCLE_WORDS, Cycle, cycle_named
from copmetrics.quarters import name, parse
from copmetrics.readers.base import Block, Reader, Tables, choice, number, text, told
from copmetrics.schema import listed

__all__ = ["CONSTITUENCIES", "READINGS", "REGISTER", "STAKEHOLDERS"]

BETTER: Final = {
    "higher": r"higher|increase|up|more",
    "lower": r"lower|decrease|down|less|fewer",
    "neither": r"neither|neutral",
}
STATUS: Final = {"planned": r"plan", "retired": r"retire|stopped", "live": r"live|active"}
READING_STATUS: Final = {"provisional": r"provis|early", "final": r"final"}


def _register(blocks: list[Block]) -> Tables:
    (block,) = blocks
    return {"register": block.frame}


REGISTER = Reader(
    name="Own indicators",
    tells=(("Indicator",), ("Cycle",), ("Unit",)),
    columns={
        "label": told("Indicator", expected="the name of an indicator"),
        "cycle": choice("Cycle", options=CYCLE_WORDS, filled=True),
        "question": text("Question"),
        "source": text("Source"),
        "unit": text("Unit"),
        "better": choice("Better", options=BETTER),
        "frequency": text("Frequency"),
        "collected_by": text("Collected by", "Owner"),
        "minutes": number("Minutes", "Minutes a quarter"),
        "target": text("Target"),
        "aspiration": text("Aspiration"),
        "status": choice("Status", options=STATUS),
        "proposed_by": text("Proposed by"),
        "agreed_on": text("Agreed on"),
    },
    shape=_register,
)


def _readings(blocks: list[Block]) -> Tables:
    """One row a reading; its quarter by its name in the community's calendar."""
    (block,) = blocks
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


READINGS = Reader(
    name="Readings of own indicators",
    tells=(("Indicator",), ("Quarter",), ("Value", "Numerator")),
    never=("basis", "verdict"),
    columns={
        "indicator": told("Indicator", expected="the name of an indicator of the register"),
        "quarter": text("Quarter"),
        "value": text("Value"),
        "numerator": number("Numerator"),
        "denominator": number("Denominator"),
        "people": number("People"),
        "status": choice("Status", options=READING_STATUS),
    },
    shape=_readings,
)


def _constituencies(blocks: list[Block]) -> Tables:
    """One row a constituency; each cycle that it asks for is one that there is."""
    (block,) = blocks
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


CONSTITUENCIES = Reader(
    name="Constituencies",
    tells=(("Constituency",), ("Needs to know",)),
    columns={
        "constituency": told("Constituency", expected="who they are"),
        "needs_to_know": told("Needs to know", expected="what they need to know"),
        "why": text("Why"),
        "can_do": text("Can do with it"),
        "cycles": text("Cycles"),
        "indicators": text("Indicators"),
        "form": text("Form"),
        "cadence": text("Cadence"),
        "contact": text("Contact"),
    },
    shape=_constituencies,
)


def _stakeholders(blocks: list[Block]) -> Tables:
    (block,) = blocks
    return {"stakeholders": block.frame}


STAKEHOLDERS = Reader(
    name="Stakeholders",
    tells=(("Stakeholder",), ("Expects",), ("Offers",)),
    columns={
        "stakeholder": told("Stakeholder", expected="who they are"),
        "expects": text("Expects"),
        "offers": text("Offers"),
        "how_met": text("How we meet it"),
    },
    shape=_stakeholders,
)
