"""What critical friends write down: remarks on events, as on post-it notes, and recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.errors import CellError, Problems
from copmetrics.framework.feedback import RecommendationStatus, RemarkKind
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block
from copmetrics.readers.columns import choice, moment, required_text, text
from copmetrics.readers.logs import a_day, several_topics, wrong_closing
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.stories import CONSENT

__all__ = ["RECOMMENDATIONS", "REMARKS"]

KINDS: Final[Mapping[str, str]] = {
    RemarkKind.PLUS: r"^\+$|plus|well|good|keep",
    RemarkKind.DELTA: r"^(-|–|−|δ|∆)$|delta|minus|change|improve|better",
}
STATUSES: Final[Mapping[str, str]] = {
    RecommendationStatus.NOT_ADOPTED: r"\bnot\b|reject|declin",
    RecommendationStatus.ADOPTED: r"adopt|accept",
    RecommendationStatus.DONE: r"done|closed",
    RecommendationStatus.OPEN: r"open",
}


def _remarks(block: Block) -> Tables:
    """One row a remark: the same table as the answers to forms, without a rating."""
    found = [
        {
            "source_row": line["source_row"],
            "event": line["event"],
            str(line["kind"]): line["text"],
            "small_group": line["small_group"],
            "noted": True,
        }
        for line in block.lines
    ]
    every = ("plus", "delta")
    return {"feedback": [{**dict.fromkeys(every), **each} for each in found]}


REMARKS = TableReader(
    name="Remarks on events",
    tells_of=(Source.REMARKS,),
    required_headings=(("Event",), ("Plus or delta",), ("Remark",)),
    columns={
        "event": required_text("Event", expected="the event that it is of"),
        "kind": choice("Plus or delta", options=KINDS, filled=True, in_other_words=True),
        "text": required_text("Remark", expected="what somebody wrote"),
        "small_group": text("Small group"),
    },
    to_raw_tables=_remarks,
)


def _recommendations(block: Block) -> Tables:
    """One row a recommendation; one without a status is open, or was adopted on the day that it has."""
    problems: list[CellError] = []
    found = []
    for place, line in enumerate(block.lines):
        decided = line["closed_at"] is not None
        usual = RecommendationStatus.ADOPTED if decided else RecommendationStatus.OPEN
        status = line["status"] or usual
        problems += wrong_closing(block, place, is_closed=status != RecommendationStatus.OPEN)
        problems += several_topics(block, place)
        found.append({**line, "status": status, "decided_at": line["closed_at"]})
    if problems:
        raise Problems(problems, block.sheet.file)
    return {"recommendations": found}


RECOMMENDATIONS = TableReader(
    name="Recommendations",
    required_headings=(("Raised on",), ("Recommendation",), ("Status",)),
    columns={
        "raised_at": a_day("Raised on"),
        "recommendation": required_text("Recommendation", expected="what is recommended"),
        "event": text("Event"),
        "topic": text("Topic"),
        "status": choice("Status", options=STATUSES, in_other_words=True),
        "closed_at": moment("Since"),
        "outcome": text("What came of it"),
        "consent": choice("Consent", options=CONSENT),
    },
    to_raw_tables=_recommendations,
)
