"""What a source is: its key, its lists and how these are asked for, and the files that are made of them.

    MAILCHIMP = Source(name="mailchimp", secrets=(API_KEY,), listings=(AUDIENCES, MEMBERS, ...), ...)

A *listing* is one list that the interface gives page by page, asked for once, or once for each row of another
listing (`of`). A *file* is what an export of the same would be: its columns, each with how its cell follows
from a row. A row that was asked for on behalf of another has that one under `of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from copmetrics.settings import SyncAnswers

__all__ = [
    "FOUND",
    "NOT_THERE",
    "OF",
    "Choice",
    "File",
    "Given",
    "Keys",
    "Listing",
    "Row",
    "Secret",
    "Source",
    "Value",
]

NOT_THERE: Final[Mapping[str, object]] = {"status_code": 404}
"""The answer that a source has no such thing, for what it lists and may no longer have."""
OF: Final = "of"
"""Under what a row has the one that it was asked for on behalf of."""
FOUND: Final = "found"
"""Under what a line that is written has the rows of the listings before it, to look something up in."""

Row: TypeAlias = Mapping[str, Any]
Value: TypeAlias = Callable[[Row], object]
"""From a row to a cell: text, a number, or `None` for what is not known."""
Keys: TypeAlias = Mapping[str, str]
"""Secrets by the names of their environment variables."""


@dataclass(frozen=True)
class Secret:
    """A key, by the name that it has in the environment and in the keyring."""

    name: str
    says: str
    """What it is, and where it is made."""
    is_like: str = r"\S+"
    """A pattern of what it looks like; another is refused before anything is asked."""


@dataclass(frozen=True)
class Given:
    """What is known before anything is asked: what the community says, until when, and since when."""

    answers: SyncAnswers
    now: datetime
    since: datetime | None = None
    """When the last whole run began, if the source `forgets` and the same was asked for."""


@dataclass(frozen=True, kw_only=True)
class File:
    """One file for each row that its listing is asked for on behalf of, as an export would be."""

    path: str
    """Where it stands, with fields of that row in braces; what follows a `.zip/` is in the zip."""
    columns: Mapping[str, Value]
    above: Callable[[Row], Iterable[Sequence[object]]] = lambda row: ()
    """The lines that stand above the table, from the row that it is of."""
    lines: Callable[[Row], Iterable[Row]] = lambda row: (row,)
    """The lines that a row becomes: none, one, or one for each thing that it tells of."""
    besides: Callable[[Row, Sequence[Row]], Iterable[Row]] = lambda row, rows: ()
    """Lines beside those of its rows, from the row that it is of and these: who is in another list alone."""
    more: Callable[[Row], Mapping[str, object]] = lambda row: {}
    """Cells under headings that the community itself chose, such as those of its questions."""
    if_empty: bool = True
    """Whether it is written without a line too: that nobody is in it is known, and not only not told."""


@dataclass(frozen=True)
class Choice:
    """Which rows of a listing are the community's, as a setting under `[sync.<source>]` says."""

    setting: str
    fields: tuple[str, ...]
    """In which of a row's fields one of the setting's words stands."""
    what: str
    """What they are, for whoever is asked."""
    within: bool = False
    """Whether a word may stand anywhere in the field; else it is the whole of it."""
    asked_from: int = 2
    """With so many rows the setting is asked for where it says nothing; with 0 never, and all count."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list of the interface, asked for page by page."""

    name: str
    path: str = ""
    """With fields of the row that it is asked for on behalf of in braces.

    Empty for what is not asked for: what is `given`, or those rows of another listing that count.
    """
    params: Mapping[str, object] = field(default_factory=dict)
    rows: str = "$"
    """Where a page has its rows (JSONPath)."""
    paginator: Mapping[str, object] | None = None
    """How its pages follow one another, where not as the source's do: a paginator of dlt's `rest_api`."""
    of: str = ""
    """The listing for each of whose rows it is asked for."""
    each: Callable[[Row], Iterable[Row]] | None = None
    """The rows that one of those becomes, for a listing that is not asked for: what it holds a list of."""
    given: Callable[[Given], Sequence[Row]] | None = None
    """Rows that are known before anything is asked, such as months to ask for."""
    known: Callable[[Row], Row | None] = lambda row: None
    """The one row that is all of it, where that follows from the row asked for: then nothing is asked."""
    adds: Mapping[str, Value] = field(default_factory=dict)
    """Fields that follow from a row's others."""
    counts: Callable[[Row], bool] = lambda row: True
    """Whether a row is of what the community counts."""
    distinct_by: str = ""
    """The field of which several rows may have the same value: of these the first alone is taken."""
    among: str = ""
    """The listing to whose rows it is kept, by their `id`."""
    choice: Choice | None = None
    none_if: tuple[Mapping[str, object], ...] = ()
    """Answers that mean that there is nothing, as dlt's `response_actions` have them."""
    files: tuple[File, ...] = ()
    looked_into: bool = False
    """Whether files of other listings take something from its files: their lines are then read again."""
    settled_by: str = ""
    """The field of the row asked for with the moment from which on its list changes less and less."""
    settles_after: timedelta = timedelta()
    """So long after that it changes no more: what was fetched later is not asked for again."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One vendor's interface."""

    name: str
    title: str
    secrets: tuple[Secret, ...]
    base_url: Callable[[Keys], str]
    auth: Callable[[Keys, str], object]
    """How it is told who asks, as dlt's `rest_api` declares it, from the keys and `login_url`."""
    listings: tuple[Listing, ...]
    paginator: Mapping[str, object]
    refusals: Mapping[int | str, str]
    """What to do about an answer that refuses, by its status or by the vendor's word for it."""
    told: Mapping[str, str]
    """What is said of it at the end: the listing whose rows are counted, and what these are."""
    no_right: tuple[str, ...] = ()
    """The vendor's words for a right that the key lacks, where it does not answer with 403."""
    login_url: str = ""
    """Where keys become the token that is good for an hour, for sources that have such."""
    forgets: bool = False
    """Whether it gives only the last months: what was fetched earlier stays, and is not asked for again."""
