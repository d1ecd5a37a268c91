"""What the value of a setting may be, and the sentence for one that is something else.

Pydantic checks the values, strictly: `true` is no number and a number no text. Its error carries what
was expected and in which sentence that is said; `reading` fills in where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from copmetrics.settings.written_days import as_toml

__all__ = [
    "BY_KEY",
    "BY_PATH",
    "COUNT",
    "FROZEN",
    "NAMED_TABLE",
    "NOT_EXPECTED",
    "ONE_TABLE",
    "ADay",
    "AsSaid",
    "Chosen",
    "Day",
    "Days",
    "Number",
    "Profile",
    "Said",
    "Text",
    "Texts",
    "Whole",
    "Within",
    "YesNo",
    "check_zone",
    "unexpected",
]

NOT_EXPECTED: Final = "setting_not_expected"
"""The type of the errors that this module raises."""
BY_KEY: Final = "{key} = {written} is not {expected}"
BY_PATH: Final = "{path} = {written} is not {expected}"
PATH_ALONE: Final = "{path} is not {expected}"
A_TABLE: Final = "a table of its own"


class Profile(StrEnum):
    """How much of small numbers an account may show: see `privacy`."""

    INTERNAL = "internal"
    SHARE = "share"


def unexpected(expected: str, sentence: str = BY_KEY, **more: object) -> PydanticCustomError:
    """Return the error of a value that is not what was expected.

    `more` may hold the `key` that it is of, where that is not the one that was checked, and `advice`.
    """
    context = {"expected": expected, "sentence": sentence, **more}
    return PydanticCustomError(NOT_EXPECTED, "is not {expected}", context)


@dataclass(frozen=True)
class Said:
    """A kind of value, and the sentence for what is none."""

    expected: str
    sentence: str = BY_KEY

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic check the value, and say what was expected."""
        return core_schema.no_info_wrap_validator_function(
            self._checked, self._kind(source, handler)
        )

    def _kind(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)

    def _expected(self, value: object) -> str:
        return self.expected

    def _checked(self, value: object, check: ValidatorFunctionWrapHandler) -> object:
        try:
            return check(value)
        except ValidationError:
            said = {"advice": advice} if (advice := self._advice(value)) else {}
            raise unexpected(self._expected(value), self.sentence, **said) from None

    def _advice(self, value: object) -> str:
        """Say what to do about a value that is none of the kind, where more can be said than what it is."""
        return ""


class ADay(Said):
    """A date of TOML; of one that is written in another way it is said which it is, where that is sure."""

    def _advice(self, value: object) -> str:
        meant = as_toml(value)
        return "" if meant is None else f"Write {meant}."


@dataclass(frozen=True, init=False)
class Whole(Said):
    """A whole number with a least one, and perhaps a most."""

    least: int = 0
    most: int | None = None

    def __init__(self, least: int, most: int | None = None, sentence: str = BY_KEY) -> None:
        """Take the bounds, both of which are still in."""
        said = f", {least} or more" if most is None else f" from {least} to {most}"
        for name, value in (
            ("expected", f"a whole number{said}"),
            ("sentence", sentence),
            ("least", least),
            ("most", most),
        ):
            object.__setattr__(self, name, value)

    def _kind(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.int_schema(strict=True, ge=self.least, le=self.most)

    def _expected(self, value: object) -> str:
        counts = type(value) is int and value >= 0
        return self.expected if counts or self.most is not None else COUNT.expected


@dataclass(frozen=True)
class Within(Said):
    """A number from one bound to another, both still in."""

    least: float = 0
    most: float = 1

    def _kind(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.float_schema(strict=True, ge=self.least, le=self.most)

    def _expected(self, value: object) -> str:
        return self.expected if type(value) in (int, float) else "a number"


@dataclass(frozen=True)
class Chosen:
    """One of several words; `what` says of what, and may name the `key` and its `parent`."""

    what: str
    options: tuple[str, ...]

    @classmethod
    def of(cls, what: str, options: Iterable[str]) -> Chosen:
        """Take the words from the collection that has them."""
        return cls(what, tuple(str(each) for each in options))

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check the word before the type that it stands for is made of it."""
        made = source if isinstance(source, type) and issubclass(source, StrEnum) else str
        return core_schema.no_info_plain_validator_function(
            lambda value: made(self._checked(value))
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """List the words for editors."""
        return {"type": "string", "enum": list(self.options)}

    def _checked(self, value: object) -> str:
        if value not in self.options:
            context = {"what": self.what, "options": self.options}
            raise PydanticCustomError(NOT_EXPECTED, "is not {what}", context)
        return str(value)


COUNT: Final = Whole(0)
"""How many: a whole number that may be 0."""


@dataclass(frozen=True)
class AsSaid:
    """A table that is kept as it was said, without what was not, once `table` finds it right."""

    table: type[BaseModel]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check by the declaration of the table."""
        return core_schema.no_info_wrap_validator_function(
            self._checked, handler.generate_schema(self.table)
        )

    def _checked(
        self, value: Mapping[str, object], check: ValidatorFunctionWrapHandler
    ) -> Mapping[str, object]:
        check(value)
        return MappingProxyType(dict(value))


def _table(sentence: str) -> BeforeValidator:
    """Refuse what is no table before its keys are looked at."""

    def checked(value: object) -> object:
        if not isinstance(value, Mapping | BaseModel):
            raise unexpected(A_TABLE, sentence)
        return value

    return BeforeValidator(checked)


def check_zone(timezone: str | None) -> None:
    """Refuse a time zone that the tz database does not have."""
    try:
        ZoneInfo(timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        advice = "Write it as the tz database has it, for example Europe/London."
        raise unexpected("a known time zone", key="timezone", advice=advice) from None


ONE_TABLE: Final = _table(BY_PATH)
NAMED_TABLE: Final = _table(PATH_ALONE)
FROZEN: Final = AfterValidator(MappingProxyType)
"""What makes a table that nobody can change of the one that was checked."""

Text = Annotated[str, Said("text in quotes")]
YesNo = Annotated[bool, Said("true or false")]
Number = Annotated[float, Said("a number", BY_PATH)]
Texts = Annotated[tuple[str, ...], Field(strict=False), Said("a list of texts")]
Day = Annotated[date, ADay("a date such as 2026-09-30, without quotes")]
Days = Annotated[
    tuple[date, ...],
    Field(strict=False),
    AfterValidator(lambda days: tuple(sorted(days))),
    Said("a list of dates such as [2026-04-01], without quotes", BY_PATH),
]
