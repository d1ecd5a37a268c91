"""What critical friends recommended: what was adopted in the year, and what is carried forward."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.feedback import MARKED, NAMED
from copmetrics.accounts.quarter_figures import InsideFigures, known_text
from copmetrics.quarters import label
from copmetrics.units import Unit, show
from copmetrics.value.agenda import may_be_told
from copmetrics.value.recommendations import recommendations_at

__all__ = ["decided_section", "recommendations_section"]

NOW: Final = {
    "open": "open",
    "adopted": "adopted, not done yet",
    "done": "done",
    "not_adopted": "not adopted",
}


def recommendations_section(facts: InsideFigures) -> tuple[Section, ...]:
    """Tell leaders what became of the year's recommendations, and carry forward what is not closed.

    Nothing is told of a quarter by whose end nobody had recommended anything.
    """
    rows, context = facts.community.tables["recommendations"], facts.context
    state = recommendations_at(rows, facts.quarter, timezone=context.timezone, as_of=context.as_of)
    if not len(state.of_year) + len(state.carried) + len(state.closed):
        return ()
    carried = len(state.carried)
    words = (
        f"{_of_year(len(state.of_year), len(state.adopted), label(facts.quarter))} "
        f"{Unit.RECOMMENDATIONS.of(carried)} {'is' if carried == 1 else 'are'} carried forward: "
        "open, or adopted and not done yet."
    )
    tables = (
        _table(
            facts, "recommendations-carried", "Carried forward, the oldest first", state.carried
        ),
        _table(
            facts,
            "recommendations-closed",
            f"Recommendations closed in {label(facts.quarter)}",
            state.closed,
        ),
    )
    blocks: list[ReportBlock] = [Paragraph(words), *(each for each in tables if each.rows)]
    return (Section("recommendations", "What was recommended", tuple(blocks)),)


def _of_year(made: int, adopted: int, quarter: str) -> str:
    """Say how many of a year's recommendations were adopted."""
    verb = "was" if adopted == 1 else "were"
    made_in = f"{Unit.RECOMMENDATIONS.of(made)} made in the four quarters to {quarter}"
    return f"Of {made_in}, {adopted} {verb} adopted."


def _table(facts: InsideFigures, id: str, title: str, rows: pd.DataFrame) -> ReportTable:
    titles = facts.context.events.set_index("event")["title"]
    columns = (
        ReportColumn("Recommendation"),
        ReportColumn("Made on", Unit.DAY),
        ReportColumn("At"),
        ReportColumn("Status"),
        ReportColumn("Since", Unit.DAY),
        ReportColumn("What came of it"),
        ReportColumn(NAMED),
    )
    lines: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            row["recommendation"],
            facts.context.day(row["raised_at"]),
            known_text(titles.get(row["event"])),
            NOW[row["now"]],
            None if row["now"] == "open" else facts.context.day(row["decided_at"]),
            None if row["now"] == "open" else known_text(row["outcome"]),
            MARKED if facts.community.naming & {row["recommendation"], row["outcome"]} else None,
        )
        for row in may_be_told(rows).to_dict("records")
    )
    return ReportTable(id, title, columns, lines).without_empty(NAMED)


def decided_section(evidence: AudienceEvidence) -> tuple[Section, ...]:
    """Tell members what was decided in the quarter, as far as they may read it.

    The words are those whose consent reaches them; the numbers count every recommendation.
    """
    facts = evidence.facts
    measured = ("recommendations_of_year", "recommendations_adopted")
    made, adopted = (facts.value(each) for each in measured)
    blocks: list[ReportBlock] = []
    if made and adopted is not None:
        blocks.append(Paragraph(_of_year(int(made), int(adopted), label(facts.quarter))))
    told = _decided(evidence)
    if told:
        blocks.append(Listing("Decided in the quarter", told))
    return (Section("decided", "What came of what you said", tuple(blocks)),) if blocks else ()


def _decided(evidence: AudienceEvidence) -> tuple[str, ...]:
    """List what was decided in the quarter, the first first."""
    decided, quarter = evidence.narrative_tables["decisions"], evidence.facts.quarter
    here = decided[decided["decided_on"].between(quarter.start_time, quarter.end_time)]
    return tuple(
        f"{row['text']}{_outcome(row['outcome'])} ({show(str(row['decided_on'].date()), Unit.DAY)})"
        for row in here.to_dict("records")
    )


def _outcome(outcome: object) -> str:
    return f": {outcome}" if isinstance(outcome, str) else ""
