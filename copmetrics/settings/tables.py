"""The tables of `community.toml`: `[files."..."]`, `[activities."..."]`, `[participation]` and others.

A description stands in the page of settings as a comment, and in an editor beside the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from copmetrics.framework.learning_activities import CLUSTERS, LIMIT, PLACES
from copmetrics.settings.kinds import (
    BY_KEY,
    BY_PATH,
    COUNT,
    FROZEN,
    NAMED_TABLE,
    ONE_TABLE,
    ADay,
    Chosen,
    Day,
    Said,
    Text,
    Texts,
    Whole,
    Within,
    YesNo,
    check_zone,
    unexpected,
)

__all__ = [
    "Facilitation",
    "FileAnswers",
    "Milestone",
    "Participation",
    "Place",
    "SpcOptions",
    "SyncAnswers",
    "Table",
]

DECIMAL_SIGNS: Final = (",", ".")
SHORTEST_RUN: Final = 5
"""Fewer points in a row than this are met by chance too often to mean anything."""

MARKS: Final = ("came", "absent")
"""What a mark on a sign-in sheet may mean."""

Count = Annotated[int, COUNT]
Mark = Annotated[str, Chosen.of("what a mark means", MARKS)]
Threshold = Annotated[int, Whole(1, sentence=BY_PATH)]
OnMap = Annotated[float, Within(f"between -{LIMIT} and {LIMIT}", BY_PATH, -LIMIT, LIMIT)]


class Table(BaseModel):
    """One table of the file: nothing in it is converted, changed or unknown."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    key_of: ClassVar[str] = "a setting"
    """What a key of it is called where it has no such key."""


class FileAnswers(Table):
    """What `[files."name"]` says of one export that the export itself leaves open."""

    day_first: YesNo | None = Field(default=None, description="05/06/2026 is 5 June")
    decimal: Annotated[str, Chosen.of("a sign before decimals", DECIMAL_SIGNS)] | None = Field(
        default=None, description="what stands before the decimals of its numbers"
    )
    timezone: Text | None = Field(default=None, description="times in it are by this clock")
    event: Text | None = Field(default=None, description="which line of events.csv it is of")
    starts: Day | None = Field(
        default=None, description="the day its event was, where there is no events.csv"
    )
    title: Text | None = Field(
        default=None, description="what its event was called, where the file does not say"
    )
    attended: YesNo | None = Field(
        default=None, description="everybody that it lists came, but who it says did not"
    )
    marks: Annotated[Mapping[str, Mark], FROZEN, NAMED_TABLE] = Field(
        default_factory=lambda: MappingProxyType({}),
        description="what a mark of its own means, `came` or `absent`; `empty` is an empty cell",
    )
    days: Annotated[Mapping[str, Day], FROZEN, NAMED_TABLE] = Field(
        default_factory=lambda: MappingProxyType({}),
        description="the day of each event that a column is headed by",
    )
    year: Annotated[int, Whole(1990, 2100, sentence=BY_KEY)] | None = Field(
        default=None, description="the year of its first day, where its days have none"
    )
    each_day: YesNo = Field(
        default=False,
        description="each day on which its form was answered was a meeting of its own",
    )
    mailing: Text | None = Field(default=None, description="its Unique Id in the list of campaigns")
    audience: Text | None = Field(
        default=None,
        description="which list it is of, if there are several; people on both count once",
    )
    nobody_cleaned: YesNo = Field(
        default=False,
        description="its export has no file of cleaned addresses, since there are none",
    )
    columns: Annotated[Mapping[Text, Text], FROZEN, ONE_TABLE] = Field(
        default_factory=lambda: MappingProxyType[str, str]({}),
        description="headings that copmetrics knows, each with the one that stands for it in the file",
    )
    without: Texts = Field(
        default=(),
        description="columns that nobody is asked for again: the file lacks them, and what they tell is not "
        "known; or, of a sign-in sheet, they do not say who came",
    )
    day_is_right: YesNo = Field(
        default=False,
        description="its day is right, though its lines are of months before or after, or the day of "
        "the week beside it is another's",
    )
    impossible_as_unknown: YesNo = Field(
        default=False,
        description="its dates before 1990 and its counts and lengths below zero stand for none",
    )
    scale: Count | None = Field(default=None, description="its ratings go from 1 to this")
    interview: YesNo = Field(
        default=False,
        description="people knew that who says in it that they changed something may be asked for a story",
    )
    ignore: YesNo = Field(default=False, description="leave the file out")

    @model_validator(mode="after")
    def _known_zone(self) -> FileAnswers:
        check_zone(self.timezone)
        return self


class Place(Table):
    """What `[activities."name"]` says of a kind of activity: its cluster and its place on the map."""

    key_of = "a setting of '{parent}'"

    cluster: Annotated[str, Chosen.of("a cluster for '{parent}'", CLUSTERS)] | None = Field(
        default=None, description="what kind of learning activity"
    )
    inside_outside: Annotated[str, Chosen.of("a inside_outside for '{parent}'", PLACES)] | None = (
        Field(default=None, description="where the sources are")
    )
    from_with: OnMap | None = Field(
        default=None, description="learning from one another -2, learning with one another 2"
    )
    informal_formal: OnMap | None = Field(default=None, description="informal -2, formal 2")


class Participation(Table):
    """What `[participation]` says: where one level of taking part ends and the next begins.

    The defaults are this project's choice, not the literature's; `models/levels.sql` uses them.
    """

    window_quarters: Threshold = Field(
        default=4, description="how far a level looks back, this quarter included"
    )
    core_hosting_quarters: Threshold = Field(
        default=2, description="core: hosted in so many quarters"
    )
    core_quarters: Threshold = Field(default=3, description="core: or came in so many quarters")
    core_attended: Threshold = Field(default=4, description="core: and so often")
    core_share: Annotated[float, Within("a number from 0 to 1", BY_PATH, 0, 1)] = Field(
        default=0.5, description="core: and to this share of what they could have been at"
    )
    active_quarters: Threshold = Field(default=2, description="active: came in so many quarters")
    active_attended: Threshold = Field(default=2, description="active: and so often")
    dormant_quarters: Threshold = Field(
        default=2,
        description="whole quarters on the list before somebody who does nothing is dormant",
    )
    newcomer_quarters: Threshold = Field(
        default=2,
        description="quarters after their first in which new people may come a second time",
    )
    largest_meeting: Threshold = Field(
        default=60, description="larger events make no pairs: not everybody meets everybody there"
    )
    hosting_roles: Texts = Field(
        default=(
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
        ),
        description="roles of people who host",
    )
    guest_roles: Texts = Field(
        default=("guest", "external guest", "external"),
        description="roles of people who are guests only",
    )
    online_formats: Texts = Field(
        default=("online", "virtual", "webinar", "video", "phone", "telephone", "tweetchat"),
        description="formats of events that are online",
    )
    in_person_formats: Texts = Field(
        default=("face to face", "in person", "visit"),
        description="formats of events that are in person",
    )
    broadcast_formats: Texts = Field(
        default=("webinar", "broadcast"),
        description="formats of events at which people do not meet one another",
    )


class Facilitation(Table):
    """What `[facilitation]` says of Monday's page: how far it looks back, and what it tells nothing of."""

    days: Annotated[int, Whole(1, 366, BY_PATH)] = Field(
        default=7, description="how many days it looks back on, where --since says nothing"
    )
    months: Annotated[int, Whole(1, 120, BY_PATH)] = Field(
        default=12, description="how far back medians, links, hosts and who is missing go"
    )
    few: Annotated[int, Whole(2, 100, BY_PATH)] = Field(
        default=3, description="of fewer events, mailings or people no median, slot or link is told"
    )
    quiet_quarters: Annotated[int, Whole(1, 40, BY_PATH)] = Field(
        default=2,
        description="not returned: at nothing in so many quarters, the last recorded one included",
    )
    came_quarters: Annotated[int, Whole(1, 40, BY_PATH)] = Field(
        default=4, description="not returned: and at something in so many before those"
    )
    ask_quarters: Annotated[int, Whole(1, 40, BY_PATH)] = Field(
        default=3,
        description="who is active is asked if they came in so many quarters of the window",
    )
    links: Annotated[int, Whole(1, 100, BY_PATH)] = Field(
        default=10, description="how many links it lists"
    )
    export_days: Annotated[int, Whole(1, 366, BY_PATH)] = Field(
        default=14,
        description="exports that are older than so many days are asked for anew, first of all",
    )


class Milestone(Table):
    """What `[milestones.name]` says: to which value an indicator is to have come, and by which day."""

    key_of = "a setting of the milestone '{parent}'"

    value: Annotated[float, Said("a number", BY_PATH)] = Field(
        description="what the indicator is to have come to; shares are written 0 to 1"
    )
    by: Annotated[date, ADay("a date such as 2027-03-31, without quotes", BY_PATH)] = Field(
        description="the day by which"
    )


class SpcOptions(Table):
    """What `[spc]` says of how control charts judge: see `spc`."""

    run: Count = Field(
        default=7,
        description=f"so many points in a row are a trend, or a shift; {SHORTEST_RUN} or more",
        json_schema_extra={"minimum": SHORTEST_RUN},
    )
    screen: YesNo = Field(default=True, description="false: accidental moves count in the limits")

    @model_validator(mode="after")
    def _long_enough(self) -> SpcOptions:
        if self.run < SHORTEST_RUN:
            expected = f"a whole number, {SHORTEST_RUN} or more"
            raise unexpected(expected, BY_PATH, key="run", value=self.run)
        return self


class SyncAnswers(Table):
    """What `[sync.<source>]` says: what of a source's account is the community's, and so is fetched."""

    audiences: Texts = Field(
        default=(),
        description="of Mailchimp: the audiences, by id or name; of several you are asked",
    )
    organisations: Texts = Field(
        default=(), description="of Eventbrite: the organisations, by id or name"
    )
    users: Texts = Field(
        default=(),
        description="of Zoom and Teams: whose meetings are looked through, by address; of Teams also by ID",
    )
    titles: Texts = Field(
        default=(),
        description="of Eventbrite, Zoom and Teams: words; only what has one of them in its title is fetched",
    )
