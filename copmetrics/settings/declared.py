"""The keys of `community.toml`, declared: what each may be, its default and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Final, Never

from pydantic import Field, model_validator

from copmetrics.framework.audiences import AUDIENCES
from copmetrics.framework.channels import Channel
from copmetrics.framework.cycles import CycleSet
from copmetrics.framework.heard_from import HeardFrom
from copmetrics.quarters import Calendar
from copmetrics.settings.kinds import (
    BY_PATH,
    COUNT,
    FROZEN,
    NAMED_TABLE,
    ONE_TABLE,
    ADay,
    AsSaid,
    Chosen,
    Days,
    Number,
    Profile,
    Text,
    Texts,
    Whole,
    YesNo,
    check_zone,
)
from copmetrics.settings.tables import (
    Facilitation,
    FileAnswers,
    Milestone,
    Participation,
    Place,
    SpcOptions,
    SyncAnswers,
    Table,
)

__all__ = ["FILE_NAME", "RETURN_DAYS", "Settings"]

FILE_NAME: Final = "community.toml"
COVERED: Final = ("attendance", "mailings", "members", "visits")
"""Of what a community may say up to which day it knows it."""

SYNCED_FROM: Final = ("eventbrite", "mailchimp", "teams", "zoom")
"""The sources that are asked without exports."""
RETURN_DAYS: Final = 90
"""So long people have to come again, where a community does not say otherwise."""

CAME_LATER: Final = (
    "return_days",
    "facilitation",
    "channels",
    "heard_from",
    "links",
    "milestones",
)
"""Settings that were constants of the code before."""
NOT_TOLD: Final = ("sync",)
"""What no report or record says: it has hosts' addresses, and numbers hang on what was fetched alone."""

Audience = Annotated[str, Chosen.of("an audience under [privacy]", AUDIENCES)]
ProfileOfIt = Annotated[Profile, Chosen.of("a profile for {key}", Profile)]
SyncedFrom = Annotated[str, Chosen.of("a source under [sync]", SYNCED_FROM)]
Covered = Annotated[str, Chosen.of("a source under [covered_to]", COVERED)]
CoveredTo = Annotated[date, ADay("a date such as 2026-09-30, without quotes", BY_PATH)]


def _nothing() -> MappingProxyType[str, Never]:
    return MappingProxyType({})


class Settings(Table):
    """One community's settings, checked."""

    name: Text = Field(default="", description="how the report calls the community")
    calendar: Annotated[Calendar, Chosen.of("a calendar", Calendar)] = Field(
        default=Calendar.NHS,
        description='whose quarters: `"nhs"`, April to March, shown 2026/27 Q2, or `"calendar"`, January '
        "to December, 2026 Q3",
    )
    timezone: Text = Field(
        default="Europe/London",
        description="the wall clock that decides which quarter an hour belongs to, and that exports "
        "without a zone of their own are read by",
    )
    registrations_count_as_attendance: YesNo = Field(
        default=False,
        description="where nobody recorded who came, let those who registered stand in; marked as an "
        "estimate everywhere",
    )
    minimum_minutes: Annotated[int, COUNT] = Field(
        default=0, description="stays shorter than this are not attendances"
    )
    minimum_recipients: Annotated[int, COUNT] = Field(
        default=10, description="mailings to fewer are test sends and are left out"
    )
    return_days: Annotated[int, Whole(7, 730)] = Field(
        default=RETURN_DAYS,
        description="somebody came again if they were at another event within so many days",
    )
    small_number: Annotated[int, COUNT] = Field(
        default=9,
        description="counts of people from 1 to this are withheld in accounts that leave the community "
        "([privacy](privacy.md))",
    )
    small_number_internal: Annotated[int, COUNT] = Field(
        default=4,
        description="counts of people by organisation, sector, profession, band, role or `heard_from` from "
        "1 to this are withheld inside too; `0` shows all",
    )
    privacy: Annotated[Mapping[Audience, ProfileOfIt], FROZEN, ONE_TABLE] = Field(
        default_factory=_nothing,
        description="the profile of an audience, where it is not the usual one",
    )
    cycle_set: Annotated[CycleSet, Chosen.of("a set of cycles", CycleSet)] = Field(
        default=CycleSet.CORE5,
        description="which cycles of value the matrix has",
    )
    activities: Annotated[
        Mapping[str, Annotated[Mapping[str, object], AsSaid(Place), NAMED_TABLE]], FROZEN, ONE_TABLE
    ] = Field(
        default_factory=_nothing,
        description="cluster and place on the map, by an activity's name or an event's title",
    )
    channels: Annotated[
        Mapping[str, Annotated[Channel, Chosen.of("a channel for {key}", Channel)]],
        FROZEN,
        ONE_TABLE,
    ] = Field(
        default_factory=_nothing,
        description="which channel a word of events.csv stands for, be it under `channel` or `format`",
    )
    heard_from: Annotated[
        Mapping[
            str,
            Annotated[HeardFrom, Chosen.of("a way to hear of the community for {key}", HeardFrom)],
        ],
        FROZEN,
        ONE_TABLE,
    ] = Field(
        default_factory=_nothing,
        description="what people's answers stand for on how they first heard of the community",
    )
    links: Annotated[Mapping[str, Text], FROZEN, ONE_TABLE] = Field(
        default_factory=_nothing,
        description="to which topic links of mailings lead with a word in them; several with a semicolon",
    )
    shared_mail_domains: Texts = Field(
        default=(),
        description="domains that do not tell an organisation, beside the shipped list (nhs.net, "
        "gmail.com and the like)",
    )
    machines: Texts = Field(
        default=(),
        description="words in the names of note-takers and recorders, beside the shipped list",
    )
    organisation_columns: Texts = Field(
        default=(), description="headings of your forms' questions that ask for the organisation"
    )
    profession_columns: Texts = Field(
        default=(), description="headings of your forms' questions that ask for the profession"
    )
    band_columns: Texts = Field(
        default=(),
        description="headings of your forms' questions that ask for the grade or pay band, beside such as "
        "*Band* or *What grade are you?*",
    )
    reason_columns: Texts = Field(
        default=(),
        description="headings of your forms' questions that ask why people join, beside such as *Reason "
        "for joining* or *Why do you want to join?* ([facilitators](facilitating.md))",
    )
    heard_columns: Texts = Field(
        default=(),
        description="headings of your forms' questions that ask how people heard of the community, "
        "beside such as *How did you hear about us?*",
    )
    covered_to: Annotated[Mapping[Covered, CoveredTo], FROZEN, ONE_TABLE] = Field(
        default_factory=_nothing,
        description="up to which day it is known that nothing more happened",
    )
    participation: Annotated[Participation, ONE_TABLE] = Field(
        default=Participation(),
        description="where one level of taking part ends and the next begins",
    )
    facilitation: Annotated[Facilitation, ONE_TABLE] = Field(
        default=Facilitation(),
        description="how far Monday's page looks back, and what it tells nothing of",
    )
    targets: Annotated[Mapping[str, Number], FROZEN, ONE_TABLE] = Field(
        default_factory=_nothing,
        description="what an indicator is to reach, by its id; shares are written 0 to 1",
    )
    milestones: Annotated[Mapping[str, Annotated[Milestone, NAMED_TABLE]], FROZEN, ONE_TABLE] = (
        Field(
            default_factory=_nothing,
            description="to which value an indicator is to have come by which day, by its id",
        )
    )
    rebase: Annotated[Mapping[str, Days], FROZEN, ONE_TABLE] = Field(
        default_factory=_nothing,
        description="the days on which an indicator's control chart begins anew, by its id",
    )
    spc: Annotated[SpcOptions, ONE_TABLE] = Field(
        default=SpcOptions(), description="how control charts judge"
    )
    files: Annotated[Mapping[str, Annotated[FileAnswers, NAMED_TABLE]], FROZEN, ONE_TABLE] = Field(
        default_factory=_nothing,
        description="what an export leaves open, by its path inside the folder",
    )

    sync: Annotated[Mapping[SyncedFrom, Annotated[SyncAnswers, NAMED_TABLE]], FROZEN, ONE_TABLE] = (
        Field(
            default_factory=_nothing,
            description="what `copmetrics sync` fetches, by source ([sync](sync.md))",
        )
    )

    @model_validator(mode="after")
    def _known_zone(self) -> Settings:
        check_zone(self.timezone)
        return self

    def told(self) -> Iterator[tuple[str, object]]:
        """Return what a report and its record say of the settings, by name.

        Of those that came later nothing is said while they are the usual ones, so that the records of
        reports made before and after can be compared.
        """
        for name, value in self:
            if name in NOT_TOLD:
                continue
            usual = type(self).model_fields[name].get_default(call_default_factory=True)
            if name not in CAME_LATER or value != usual:
                yield name, value

    def answers(self, file: str) -> FileAnswers:
        """Return what the community says of one file (its path inside the folder, with `/`)."""
        return self.files.get(file, FileAnswers())
