"""What a lake knows of a community beside its tables: its name, its rules, and what its exports reach."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pydantic import BaseModel

from copmetrics.evaluation.coverage import Coverage
from copmetrics.lake.hiding import Hiding
from copmetrics.loading.remembered import coverage_as_said, coverage_from
from copmetrics.settings import Settings

__all__ = ["FILE_NAME", "RULES", "Description", "described", "read_description"]

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
    "small_number",
)
"""The settings that numbers, and how they are shown, hang on once the exports are read."""
INSTANTS: Final = ("exported_at", "left_since", "back_since")
"""What an audience export has an instant of."""


@dataclass(frozen=True)
class Description:
    """One community of a lake."""

    whose: str
    """A digest under the community's key: another community of this name has another."""
    state: str
    """What it was packed from, as a digest under its key: unchanged, it need not be packed again."""
    settings: Settings
    coverage: Coverage = field(repr=False)
    rounding: str = field(repr=False)
    """The secret by which its counts are rounded for those outside: neither its key nor a pseudonym follows
    from it, nor what stands for a text that is hidden."""

    def written(self) -> str:
        """Return it as JSON that compares well line by line."""
        told = {
            "whose": self.whose,
            "state": self.state,
            "settings": _rules_of(self.settings),
            "coverage": coverage_as_said(self.coverage),
            "exports": _exports_told(self.coverage.exports),
            "rounding": self.rounding,
        }
        return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def described(
    settings: Settings,
    coverage: Coverage,
    hiding: Hiding,
    *,
    whose: str,
    state: str,
    rounding: str,
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
        tuple(replace(each, says=hiding.shown(each.says)) for each in coverage.remarks),
        coverage.empty_files,
    )
    return Description(whose, state, _settings_of(kept), shown, rounding)


def read_description(place: Path) -> Description | None:
    """Return what a folder of a lake says of its community; nothing if it is not there, or not whole."""
    try:
        told = json.loads((place / FILE_NAME).read_text(encoding="utf-8"))
        settings = _settings_of(told["settings"])
        exports = _exports_of(told["exports"])
        coverage = coverage_from(told["coverage"], exports, settings.calendar)
        return Description(told["whose"], told["state"], settings, coverage, told["rounding"])
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


def _exports_told(exports: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the audience exports as JSON has them: instants as texts."""
    instants = {
        name: [None if pd.isna(each) else each.isoformat() for each in exports[name]]
        for name in INSTANTS
        if name in exports
    }
    rows: list[dict[str, Any]] = exports.assign(**instants).to_dict("records")
    return rows


def _exports_of(told: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    rows = pd.DataFrame(told, columns=["export", "audience", *INSTANTS, "complete", "cleaned"])
    return rows.assign(
        **{name: pd.to_datetime(rows[name], utc=True) for name in INSTANTS},
        complete=rows["complete"].astype("bool"),
        cleaned=rows["cleaned"].astype("boolean").fillna(True).astype("bool"),
    )
