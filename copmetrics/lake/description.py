"""What a lake knows of a community beside its tables: its name, its rules, and what its exports reach."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pydantic import BaseModel

from copmetrics.evaluation.coverage import Coverage, Remark
from copmetrics.lake.hiding import Hiding
from copmetrics.measures.base import Source
from copmetrics.settings import Settings

__all__ = ["FILE_NAME", "Description", "described", "read_description"]

FILE_NAME: Final = "community.json"
RULES: Final = (
    "name",
    "calendar",
    "timezone",
    "registrations_count_as_attendance",
    "minimum_minutes",
    "minimum_recipients",
    "return_days",
    "covered_to",
    "participation",
)
"""The settings that numbers hang on once the exports are read."""


@dataclass(frozen=True)
class Description:
    """One community of a lake."""

    whose: str
    """A digest under the community's key: another community of this name has another."""
    state: str
    """What it was packed from, as a digest under its key: unchanged, it need not be packed again."""
    settings: Settings
    coverage: Coverage = field(repr=False)

    def written(self) -> str:
        """Return it as JSON that compares well line by line."""
        told = {
            "whose": self.whose,
            "state": self.state,
            "settings": _rules_of(self.settings),
            "coverage": _coverage_told(self.coverage),
        }
        return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def described(
    settings: Settings, coverage: Coverage, hiding: Hiding, *, whose: str, state: str
) -> Description:
    """Return what a lake is told of a community: no file's name, and no text that may name somebody."""
    kept = _hidden(_rules_of(settings), hiding)
    exports = coverage.exports.assign(
        export=[f"export {at}" for at in range(1, len(coverage.exports) + 1)],
        audience=coverage.exports["audience"].map(hiding.shown, na_action="ignore"),
    )
    shown = Coverage(
        coverage.spans,
        exports,
        coverage.touched,
        coverage.recorded_to,
        {source: hiding.shown(words) for source, words in coverage.unplaced.items()},
        tuple(
            Remark(hiding.shown(each.says), each.source, each.first, each.last)
            for each in coverage.remarks
        ),
    )
    return Description(whose, state, _settings_of(kept), shown)


def read_description(place: Path) -> Description | None:
    """Return what a folder of a lake says of its community; nothing if it is not there, or not whole."""
    try:
        told = json.loads((place / FILE_NAME).read_text(encoding="utf-8"))
        settings = _settings_of(told["settings"])
        coverage = _coverage_of(told["coverage"], settings)
        return Description(told["whose"], told["state"], settings, coverage)
    except (OSError, ValueError, KeyError):
        return None


def _hidden(told: Any, hiding: Hiding) -> Any:
    """Return what JSON holds with every text in it shown or hidden."""
    if isinstance(told, str):
        return hiding.shown(told)
    if isinstance(told, Mapping):
        return {name: _hidden(each, hiding) for name, each in told.items()}
    return [_hidden(each, hiding) for each in told] if isinstance(told, Sequence) else told


def _rules_of(settings: Settings) -> dict[str, object]:
    return {name: _plain(getattr(settings, name)) for name in RULES}


def _plain(value: object) -> object:
    """Return a setting as JSON has it."""
    if isinstance(value, BaseModel):
        return {name: _plain(each) for name, each in value}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _settings_of(told: Mapping[str, Any]) -> Settings:
    days = {name: date.fromisoformat(day) for name, day in told["covered_to"].items()}
    return Settings.model_validate({**told, "covered_to": days})


def _coverage_told(coverage: Coverage) -> dict[str, object]:
    """Return what exports reach as JSON has it: quarters by their numbers, instants as texts."""
    exports = coverage.exports.assign(
        exported_at=coverage.exports["exported_at"].map(_instant_told)
    )
    return {
        "spans": {str(source): _told(span) for source, span in coverage.spans.items()},
        "exports": exports.to_dict("records"),
        "touched": _told(coverage.touched),
        "recorded_to": _instant_told(coverage.recorded_to),
        "unplaced": {str(source): words for source, words in coverage.unplaced.items()},
        "remarks": [
            {
                "says": each.says,
                "source": str(each.source),
                "quarters": _told([one for one in (each.first, each.last) if one is not None]),
            }
            for each in coverage.remarks
        ],
    }


def _coverage_of(told: Mapping[str, Any], settings: Settings) -> Coverage:
    frequency = settings.calendar.frequency

    def quarters(numbers: Sequence[int]) -> list[pd.Period]:
        return [pd.Period(ordinal=each, freq=frequency) for each in numbers]

    columns = ["export", "audience", "exported_at", "complete"]
    exports = pd.DataFrame(told["exports"], columns=columns)
    recorded = told["recorded_to"]
    return Coverage(
        {Source(name): frozenset(quarters(span)) for name, span in told["spans"].items()},
        exports.assign(
            exported_at=pd.to_datetime(exports["exported_at"], utc=True),
            complete=exports["complete"].astype("bool"),
        ),
        frozenset(quarters(told["touched"])),
        None if recorded is None else pd.Timestamp(recorded),
        {Source(name): words for name, words in told["unplaced"].items()},
        tuple(
            Remark(each["says"], Source(each["source"]), *quarters(each["quarters"]))
            for each in told["remarks"]
        ),
    )


def _told(quarters: Any) -> list[int]:
    return [each.ordinal for each in sorted(quarters)]


def _instant_told(moment: pd.Timestamp | None) -> str | None:
    return None if moment is None or pd.isna(moment) else moment.isoformat()
