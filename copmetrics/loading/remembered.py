"""What was found in a folder as tables that the cache can keep, and what was found from such tables.

Who is who is not among them: whoever asks for it reads the exports. What is wrong with a folder is not
kept either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import pandas as pd

from copmetrics.evaluation.coverage import Coverage, Remark
from copmetrics.loading.findings import Assembled, Findings
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.measures.base import Source
from copmetrics.quarters import Calendar
from copmetrics.schema import NARRATIVE_TABLES, TABLES
from copmetrics.value.indicator_register import measures_of

__all__ = ["coverage_as_said", "coverage_from", "findings_in", "frames_of"]

EXPORTS: Final = "exports"
MOMENTS: Final = "moments"
CHANGES: Final = "changes_said"
REST: Final = "rest"
"""What is no table, as JSON in one cell."""


def frames_of(found: Findings) -> dict[str, pd.DataFrame] | None:
    """Return what was found as tables; nothing if anything is wrong with the folder."""
    made = found.assembled
    if found.problems or made is None or found.moments is None:
        return None
    rest = {
        "files": [_file_as_said(each) for each in found.files],
        "notes": made.notes,
        "naming": sorted(made.naming),
        "withdrew": sorted(made.withdrew),
        "coverage": coverage_as_said(made.coverage),
    }
    return {
        **made.tables,
        **made.narrative_tables,
        EXPORTS: made.coverage.exports,
        MOMENTS: found.moments,
        CHANGES: made.changes_said,
        REST: pd.DataFrame({REST: [json.dumps(rest)]}),
    }


def findings_in(frames: Mapping[str, pd.DataFrame], *, secret: str, calendar: Calendar) -> Findings:
    """Return what was found, from the tables that were made of it."""
    rest = json.loads(frames[REST][REST].iloc[0])
    narrative = {name: frames[name] for name in NARRATIVE_TABLES}
    made = Assembled(
        tables={name: frames[name] for name in TABLES},
        coverage=coverage_from(rest["coverage"], frames[EXPORTS], calendar),
        narrative_tables=narrative,
        own=measures_of(narrative["register"]),
        notes=tuple(rest["notes"]),
        secret=secret,
        naming=frozenset(rest["naming"]),
        changes_said=frames[CHANGES],
        withdrew=frozenset(rest["withdrew"]),
    )
    return Findings(tuple(map(_file, rest["files"])), (), frames[MOMENTS], made)


def _file_as_said(file: SurveyedFile) -> dict[str, Any]:
    ends = {"first": _moment_as_said(file.first), "last": _moment_as_said(file.last)}
    return {**asdict(file), **ends}


def _file(said: Mapping[str, Any]) -> SurveyedFile:
    ends = {"first": _moment(said["first"]), "last": _moment(said["last"])}
    lists = {name: tuple(said[name]) for name in ("unused", "answers")}
    return SurveyedFile(**{**said, **ends, **lists})


def coverage_as_said(coverage: Coverage) -> dict[str, Any]:
    """Return what exports reach as JSON has it, but for the list of exports, which is a table."""
    return {
        "spans": {str(each): _ordinals(span) for each, span in coverage.spans.items()},
        "touched": _ordinals(coverage.touched),
        "recorded_to": _moment_as_said(coverage.recorded_to),
        "unplaced": {str(each): words for each, words in coverage.unplaced.items()},
        "empty_files": coverage.empty_files,
        "remarks": [
            {
                "says": each.says,
                "source": str(each.source),
                "measures": each.measures,
                "first": None if each.first is None else each.first.ordinal,
                "last": None if each.last is None else each.last.ordinal,
            }
            for each in coverage.remarks
        ],
    }


def coverage_from(said: Mapping[str, Any], exports: pd.DataFrame, calendar: Calendar) -> Coverage:
    """Return what exports reach, from what JSON said of it."""

    def quarter(ordinal: int | None) -> pd.Period | None:
        return None if ordinal is None else pd.Period(ordinal=ordinal, freq=calendar.frequency)

    return Coverage(
        spans={Source(name): frozenset(map(quarter, span)) for name, span in said["spans"].items()},
        exports=exports,
        touched=frozenset(map(quarter, said["touched"])),
        recorded_to=_moment(said["recorded_to"]),
        unplaced={Source(name): words for name, words in said["unplaced"].items()},
        empty_files=said.get("empty_files", 0),  # a lake may have been packed before
        remarks=tuple(
            Remark(
                each["says"],
                Source(each["source"]),
                quarter(each["first"]),
                quarter(each["last"]),
                tuple(each.get("measures", ())),  # likewise
            )
            for each in said["remarks"]
        ),
    )


def _ordinals(quarters: Iterable[pd.Period]) -> list[int]:
    return sorted(each.ordinal for each in quarters)


def _moment_as_said(moment: pd.Timestamp | None) -> list[str] | None:
    """Return an instant as it is written, in UTC if it is of a zone, and how finely it is known."""
    if moment is None:
        return None
    plain = moment if moment.tzinfo is None else moment.tz_convert("UTC")
    return [plain.isoformat(), moment.unit]


def _moment(said: list[str] | None) -> pd.Timestamp | None:
    return None if said is None else pd.Timestamp(said[0]).as_unit(said[1])
