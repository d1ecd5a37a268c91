"""What stands in the folder of all reports: each community's editions, by quarter and audience.

It is read from the manifests and from the names of folders; nothing is worked out anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pandas as pd

from copmetrics.accounts.published import Manifest
from copmetrics.framework.audiences import OF_ORGANISATION, ORGANISATIONS, Audience
from copmetrics.publishing.brief_writing import BRIEFS, brief_name
from copmetrics.publishing.manifest import FILE_NAME, read_manifest
from copmetrics.quarters import Calendar, label, parse, span

__all__ = [
    "QUARTERLY",
    "Community",
    "Edition",
    "Link",
    "NetworkEdition",
    "OrganisationPage",
    "communities_there",
    "community_there",
    "for_whom",
    "networks_there",
]

FILES: Final = {"report": "html", "workbook": "xlsx", "print": "pdf", "text": "txt", "Word": "docx"}
QUARTERLY: Final = "quarterly"
"""What the files of the quarterly report are called."""
_INSIDE: Final = ("", Audience.LEADERS)
"""Whose editions stay inside where a manifest, which an earlier version wrote, does not say."""
_MONDAYS: Final = "monday/*/facilitator.html"
_NETWORKS: Final = ("*/network/*/network.json", "*/network/*/*/network.json")
_OF_NETWORK: Final = {"": "", "public": "for the public", "brief": "in brief"}
"""What is told of a network, by the kind that its manifest has."""


@dataclass(frozen=True)
class Link:
    """A file that can be opened, by what it is."""

    title: str
    path: Path
    address: str
    """As a link from the folder of all reports has it."""

    @classmethod
    def of(cls, title: str, path: Path, reports: Path) -> Link:
        """Link to a file somewhere in the folder of all reports."""
        return cls(title, path, quote(path.relative_to(reports).as_posix()))


@dataclass(frozen=True)
class Edition:
    """A report on a quarter for an audience, and the figures that it was made with."""

    quarter: pd.Period
    audience: str
    """Nothing is the quarterly report."""
    is_brief: bool
    """Whether it is the first page alone."""
    shared: bool
    """Whether its small numbers are withheld, so that it may leave the community."""
    stamp: str
    made: float
    """When its manifest was written, in seconds since 1970."""
    links: tuple[Link, ...]
    figures: Mapping[str, float | None]
    history: tuple[Mapping[str, float | None], ...] = ()
    """The measures of the first page quarter by quarter, its own the last; none where it does not tell."""

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        return brief_name(self.audience) if self.is_brief else self.audience or QUARTERLY

    @property
    def title(self) -> str:
        """What it is called among those of its quarter."""
        if not self.audience:
            return "brief" if self.is_brief else "quarterly report"
        return f"brief {for_whom(self.audience)}" if self.is_brief else for_whom(self.audience)


@dataclass(frozen=True)
class OrganisationPage:
    """The page of a member organisation on a quarter, to be handed to it."""

    community: str
    """What the community was called then."""
    quarter: pd.Period
    name: str
    stamp: str
    made: float
    """When its manifest was written, in seconds since 1970."""
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Community:
    """What was made of one community, newest quarter first."""

    name: str
    folder: str
    editions: tuple[Edition, ...]
    mondays: tuple[Link, ...]
    pages: tuple[OrganisationPage, ...] = ()
    """By quarter, and in it by name."""

    @property
    def pages_by_quarter(self) -> list[tuple[str, tuple[OrganisationPage, ...]]]:
        """Each quarter with the pages of member organisations."""
        return [
            (label(quarter), tuple(pages))
            for quarter, pages in groupby(self.pages, key=lambda each: each.quarter)
        ]

    @property
    def quarters(self) -> list[tuple[str, tuple[Edition, ...], tuple[Edition, ...]]]:
        """Each quarter with the editions that stay inside, and those that may be shared."""
        return [
            (
                label(quarter),
                tuple(each for each in editions if not each.shared),
                tuple(each for each in editions if each.shared),
            )
            for quarter, group in groupby(self.editions, key=lambda each: each.quarter)
            if (editions := list(group))
        ]

    @property
    def newest(self) -> Edition | None:
        """The first that a newcomer reads: of the last quarter, the quarterly report before the others."""
        return self.editions[0] if self.editions else None

    def series(self, indicator: str) -> list[float | None]:
        """Return what a measure was from the first quarter to the last, as the newest edition has it.

        Where that tells of its own quarter alone, the others are as their editions have them: unknown where
        there is none, and of a quarter that has several that of the first, what stays inside before the rest.
        """
        if self.newest is None:
            return []
        if self.newest.history:
            return [each.get(indicator) for each in self.newest.history]
        told = {each.quarter: each.figures.get(indicator) for each in reversed(self.editions)}
        return [told.get(each) for each in span(min(told), max(told))]


@dataclass(frozen=True)
class NetworkEdition:
    """A report of a network on a quarter."""

    name: str
    quarter: str
    kind: str
    """Nothing is the whole report."""
    communities: int
    unread: int
    stamp: str
    links: tuple[Link, ...]


def networks_there(reports: Path) -> list[NetworkEdition]:
    """Return the reports of networks in the folder of all reports: by name, the newest quarter first."""
    found = [
        each
        for pattern in _NETWORKS
        for path in reports.glob(pattern)
        if _is_ours(path.parent) and (each := _network(path, reports)) is not None
    ]
    found.sort(key=lambda each: each.kind)
    found.sort(key=lambda each: each.quarter, reverse=True)
    return sorted(found, key=lambda each: each.name.casefold())


def _network(path: Path, reports: Path) -> NetworkEdition | None:
    """Return a report of a network by what stands beside it; nothing where that cannot be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        kind = str(told["kind"])
        return NetworkEdition(
            str(told["network"]),
            str(told["quarter"]).replace("-", " "),
            _OF_NETWORK[kind],
            int(told["communities"]),
            int(told["unread"]),
            str(told["stamp"]),
            _links(path.with_name(kind or path.stem), reports),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _links(stem: Path, reports: Path) -> tuple[Link, ...]:
    """Return the files of a report that can be opened; `stem` is their path without an ending."""
    return tuple(
        Link.of(title, file, reports)
        for title, ending in FILES.items()
        if (file := stem.with_name(f"{stem.name}.{ending}")).exists()
    )


def for_whom(audience: str) -> str:
    """Say for whom an edition is: `for sponsors`, `for the public`."""
    return f"for {'the ' if audience == Audience.PUBLIC else ''}{audience}"


def communities_there(reports: Path) -> list[Community]:
    """Return what there is of every community in the folder of all reports, by name."""
    found = [
        community_there(place)
        for place in sorted(reports.iterdir())
        if place.is_dir() and _is_ours(place)
    ]
    there = sorted(
        (each for each in found if each.editions or each.mondays or each.pages),
        key=lambda each: (each.name.casefold(), each.folder),
    )
    often = Counter(each.name.casefold() for each in there)
    return [_told_apart(each) if often[each.name.casefold()] > 1 else each for each in there]


def _told_apart(community: Community) -> Community:
    """Return a community of whose name there are others, called by its folder too."""
    return replace(community, name=f"{community.name} ({community.folder})")


def _is_ours(place: Path) -> bool:
    return not place.name.startswith(".")


def community_there(place: Path) -> Community:
    """Return what there is of the community whose reports stand in a folder of that of all reports."""
    told = [*_editions(place)]
    # the newest quarter first; in it the quarterly report, then what stays inside
    told.sort(key=lambda each: (each[1].shared, each[1].is_brief, each[1].audience))
    told.sort(key=lambda each: (each[1].quarter.freqstr, each[1].quarter.ordinal), reverse=True)
    pages = _organisations(place)
    called = [*(name for name, _ in told), *(each.community for each in pages), place.name]
    mondays = tuple(
        Link.of(page.parent.name, page, place.parent)
        for page in sorted(place.glob(_MONDAYS), reverse=True)
    )
    editions = tuple(edition for _, edition in told)
    return Community(called[0], place.name, editions, mondays, pages)


def _organisations(place: Path) -> tuple[OrganisationPage, ...]:
    """Return the pages of a community's member organisations, the newest quarter first."""
    found = [
        OrganisationPage(
            str(manifest["community"]),
            _quarter(manifest),
            str(manifest["audience"]).removeprefix(OF_ORGANISATION),
            str(manifest["stamp"]),
            (folder / FILE_NAME).stat().st_mtime,
            _links(folder / OF_ORGANISATION.rstrip(":"), place.parent),
        )
        for folder in place.glob(f"*/{ORGANISATIONS}/*")
        if _is_ours(folder) and (manifest := read_manifest(folder)) is not None
    ]
    found.sort(key=lambda each: each.name.casefold())
    found.sort(key=lambda each: (each.quarter.freqstr, each.quarter.ordinal), reverse=True)
    return tuple(found)


def _quarter(manifest: Manifest) -> pd.Period:
    """Return the quarter of a manifest, by the calendar that its name is of."""
    written = str(manifest["quarter"])
    return parse(written, Calendar.NHS if "/" in written else Calendar.CALENDAR)


def _editions(place: Path) -> Iterator[tuple[str, Edition]]:
    """Go through a community's editions, each with the name that the community had then."""
    for path in (*place.glob(f"*/{FILE_NAME}"), *place.glob(f"*/*/{FILE_NAME}")):
        manifest = None if not _is_ours(path.parent) else read_manifest(path.parent)
        if manifest is not None:
            yield str(manifest["community"]), _edition(path, manifest, place.parent)


def _edition(path: Path, manifest: Manifest, reports: Path) -> Edition:
    audience = str(manifest.get("audience", ""))
    is_brief = path.parent.name in BRIEFS
    made = Edition(
        quarter=_quarter(manifest),
        audience=audience,
        is_brief=is_brief,
        shared=bool(manifest.get("shared", audience not in _INSIDE)),
        stamp=str(manifest["stamp"]),
        made=path.stat().st_mtime,
        links=(),
        figures=manifest["figures"],
        history=tuple(manifest.get("history", {}).values()),
    )
    return replace(made, links=_links(path.with_name(made.name), reports))
