"""`community.toml`: what a community says about itself. Every key is optional."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from copmetrics.errors import ChoiceError, FileError
from copmetrics.framework.cycles import CycleSet
from copmetrics.framework.learning_activities import CLUSTERS, LIMIT, PLACES
from copmetrics.quarters import Calendar

__all__ = [
    "AUDIENCES",
    "FILE_NAME",
    "FileAnswers",
    "Participation",
    "Profile",
    "Settings",
    "SpcOptions",
    "read_settings",
]

FILE_NAME = "community.toml"


class Profile(StrEnum):
    """How much of small numbers an account may show: see `privacy`."""

    INTERNAL = "internal"
    SHARE = "share"


AUDIENCES = ("sponsors", "leaders", "members", "public")
"""Who an account can be for."""


@dataclass(frozen=True)
class FileAnswers:
    """What `[files."name"]` says of one export that the export itself leaves open."""

    day_first: bool | None = None
    timezone: str | None = None
    event: str | None = None
    starts: date | None = None
    mailing: str | None = None
    audience: str | None = None
    scale: int | None = None
    """How many steps a feedback form's rating has, where its question does not say."""
    ignore: bool = False


@dataclass(frozen=True)
class Participation:
    """What `[participation]` says: where one level of taking part ends and the next begins.

    The defaults are this project's choice, not the literature's; `models/levels.sql` uses them.
    """

    window_quarters: int = 4
    """How many quarters a level looks back over, the quarter itself included."""
    core_hosting_quarters: int = 2
    core_quarters: int = 3
    core_attended: int = 4
    core_share: float = 0.5
    """Of the events that somebody could have been at."""
    active_quarters: int = 2
    active_attended: int = 2
    dormant_quarters: int = 2
    """Whole quarters on the list before somebody who does nothing is dormant."""
    newcomer_quarters: int = 2
    """Quarters after their first that new people have for a second event."""
    largest_meeting: int = 60
    """At larger events not everybody meets everybody."""
    hosting_roles: tuple[str, ...] = (
        "organiser",
        "organizer",
        "co organiser",
        "co organizer",
        "host",
        "co host",
        "chair",
        "facilitator",
        "speaker",
        "panelist",
        "panellist",
    )
    guest_roles: tuple[str, ...] = ("guest", "external guest", "external")
    online_formats: tuple[str, ...] = (
        "online",
        "virtual",
        "webinar",
        "video",
        "phone",
        "telephone",
        "tweetchat",
    )
    in_person_formats: tuple[str, ...] = ("face to face", "in person", "visit")
    broadcast_formats: tuple[str, ...] = ("webinar", "broadcast")


@dataclass(frozen=True)
class SpcOptions:
    """What `[spc]` says of how control charts judge: see `spc`."""

    run: int = 7
    """So many points in a row make a trend or a shift."""
    screen: bool = True
    """Whether accidental moves are left out of the limits."""


@dataclass(frozen=True)
class Settings:
    """One community's settings, checked."""

    name: str = ""
    calendar: Calendar = Calendar.NHS
    timezone: str = "Europe/London"
    registrations_count_as_attendance: bool = False
    minimum_minutes: int = 0
    minimum_recipients: int = 10
    small_number: int = 7
    small_number_internal: int = 4
    privacy: Mapping[str, Profile] = field(default_factory=lambda: MappingProxyType({}))
    """The profile of an audience, where it is not the usual one."""
    cycle_set: CycleSet = CycleSet.CORE5
    activities: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Cluster and place on the map, by an activity's name or an event's title."""
    shared_mail_domains: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    organisation_columns: tuple[str, ...] = ()
    profession_columns: tuple[str, ...] = ()
    reason_columns: tuple[str, ...] = ()
    covered_to: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    participation: Participation = Participation()
    targets: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    rebase: Mapping[str, tuple[date, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The days on which an indicator's control chart begins anew, by the indicator's id."""
    spc: SpcOptions = SpcOptions()
    files: Mapping[str, FileAnswers] = field(default_factory=lambda: MappingProxyType({}))

    def answers(self, file: str) -> FileAnswers:
        """Return what the community says of one file (its path inside the folder, with `/`)."""
        return self.files.get(file, FileAnswers())


WORDS_OF_PARTICIPATION = (
    "hosting_roles",
    "guest_roles",
    "online_formats",
    "in_person_formats",
    "broadcast_formats",
)
COVERED = ("attendance", "mailings", "members")
_EXPECTED = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number, 0 or more",
    float: "a number",
    tuple: "a list of texts",
    date: "a date such as 2026-09-30, without quotes",
    Mapping: "a table of its own",
}
SHORTEST_RUN = 5
"""Fewer points in a row than this are met by chance too often to mean anything."""


def read_settings(folder: Path) -> Settings:
    """Read a community's settings; a folder without `community.toml` has the defaults."""
    path = folder / FILE_NAME
    found = _read_toml(path) if path.exists() else {}
    values = {key: _value(Settings, key, value) for key, value in found.items()}
    values.setdefault("name", folder.resolve().name.replace("-", " ").replace("_", " "))
    _check_zone(values.get("timezone"))
    return Settings(**values)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        advice = "Put texts in quotes and one setting on a line; docs/settings.md has examples."
        raise FileError(FILE_NAME, f"cannot be read: {error}", advice=advice) from None


def _value(owner: type, key: str, value: Any) -> Any:
    """Check one setting against the declaration of its dataclass and return it ready to use."""
    declared = {each.name: str(each.type) for each in dataclasses.fields(owner)}
    if key not in declared:
        raise ChoiceError("a setting", key, declared, file=FILE_NAME)
    if key == "calendar":
        return _one_of("a calendar", value, Calendar)
    if key == "cycle_set":
        return _one_of("a set of cycles", value, CycleSet)
    if key == "privacy":
        return _mapping(key, value, _profile)
    if key == "activities":
        return _mapping(key, value, _activity)
    if owner is Participation and key not in WORDS_OF_PARTICIPATION:
        return _threshold(key, value)
    if key == "participation":
        return Participation(
            **_mapping(key, value, lambda name, each: _value(Participation, name, each))
        )
    if key == "files":
        return _mapping(key, value, _answers)
    if key == "covered_to":
        return _mapping(key, value, _covered)
    if key == "targets":
        return _mapping(key, value, lambda name, target: _typed(f"targets.{name}", target, float))
    if key == "rebase":
        return _mapping(key, value, _days)
    if key == "spc":
        return _spc(value)
    return _typed(key, value, _kind(declared[key]))


def _threshold(key: str, value: Any) -> Any:
    """Check a threshold of `[participation]`: a share of a whole, or how many, which is one or more."""
    if key == "core_share":
        found = _typed(f"participation.{key}", value, float)
        if not 0 <= found <= 1:
            raise FileError(
                FILE_NAME, f"participation.{key} = {value!r} is not a number from 0 to 1"
            )
        return found
    if _typed(f"participation.{key}", value, int) < 1:
        what = f"participation.{key} = {value!r} is not a whole number, 1 or more"
        raise FileError(FILE_NAME, what)
    return value


def _kind(declared: str) -> type:
    kinds = {
        "bool": bool,
        "str": str,
        "int": int,
        "float": float,
        "date": date,
        "tuple": tuple,
    }
    return next(kind for word, kind in kinds.items() if declared.startswith(word))


def _typed(key: str, value: Any, kind: type) -> Any:
    """Return the value if it is of the kind; `true` is no number and a number no text."""
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    negative = kind is int and isinstance(value, int) and value < 0
    if type(value) is not kind or negative:
        raise FileError(FILE_NAME, f"{key} = {value!r} is not {_EXPECTED[kind]}")
    return value


def _one_of(what: str, value: Any, options: type[StrEnum]) -> Any:
    if value not in tuple(options):
        raise ChoiceError(what, value, options, file=FILE_NAME)
    return options(value)


def _profile(audience: str, value: Any) -> Profile:
    if audience not in AUDIENCES:
        raise ChoiceError("an audience under [privacy]", audience, AUDIENCES, file=FILE_NAME)
    found: Profile = _one_of(f"a profile for {audience}", value, Profile)
    return found


def _activity(name: str, value: Any) -> Mapping[str, Any]:
    """Check what `[activities."name"]` says: its cluster and its place on the map."""
    if not isinstance(value, dict):
        raise FileError(FILE_NAME, f'activities."{name}" is not {_EXPECTED[Mapping]}')
    choices: dict[str, tuple[str, ...]] = {
        "cluster": tuple(CLUSTERS),
        "inside_outside": tuple(PLACES),
    }
    for key, said in value.items():
        if key in choices:
            if said not in choices[key]:
                raise ChoiceError(f"a {key} for '{name}'", said, choices[key], file=FILE_NAME)
        elif key not in ("from_with", "informal_formal"):
            known = (*choices, "from_with", "informal_formal")
            raise ChoiceError(f"a setting of '{name}'", key, known, file=FILE_NAME)
        elif abs(_typed(f'activities."{name}".{key}', said, float)) > LIMIT:
            what = f'activities."{name}".{key} = {said} is not between -{LIMIT} and {LIMIT}'
            raise FileError(FILE_NAME, what)
    return MappingProxyType(dict(value))


def _mapping(key: str, value: Any, check: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise FileError(FILE_NAME, f"{key} = {value!r} is not {_EXPECTED[Mapping]}")
    return MappingProxyType({name: check(name, each) for name, each in value.items()})


def _answers(file: str, value: Any) -> FileAnswers:
    if not isinstance(value, dict):
        raise FileError(FILE_NAME, f'files."{file}" is not {_EXPECTED[Mapping]}')
    answers = {key: _value(FileAnswers, key, each) for key, each in value.items()}
    _check_zone(answers.get("timezone"))
    return FileAnswers(**answers)


def _days(indicator: str, value: Any) -> tuple[date, ...]:
    """Check the days on which a control chart begins anew."""
    expected = "a list of dates such as [2026-04-01], without quotes"
    if not isinstance(value, list) or any(type(each) is not date for each in value):
        raise FileError(FILE_NAME, f"rebase.{indicator} = {_written(value)} is not {expected}")
    return tuple(sorted(value))


def _written(value: Any) -> str:
    """Write a value of the file in a line: dates as it has them."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return value.isoformat() if isinstance(value, date) else repr(value)


def _spc(value: Any) -> SpcOptions:
    if not isinstance(value, dict):
        raise FileError(FILE_NAME, f"spc = {value!r} is not {_EXPECTED[Mapping]}")
    options = SpcOptions(**{key: _value(SpcOptions, key, each) for key, each in value.items()})
    if options.run < SHORTEST_RUN:
        what = f"spc.run = {options.run} is not a whole number, {SHORTEST_RUN} or more"
        raise FileError(FILE_NAME, what)
    return options


def _covered(source: str, value: Any) -> date:
    if source not in COVERED:
        raise ChoiceError("a source under [covered_to]", source, COVERED, file=FILE_NAME)
    checked: date = _typed(f"covered_to.{source}", value, date)
    return checked


def _check_zone(timezone: str | None) -> None:
    try:
        ZoneInfo(timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        advice = "Write it as the tz database has it, for example Europe/London."
        what = f"timezone = {timezone!r} is not a known time zone"
        raise FileError(FILE_NAME, what, advice=advice) from None
