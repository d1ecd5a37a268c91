"""Whoever the raw tables name becomes a pseudonym of a known organisation, the same in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import pandas as pd

from copmetrics.identity.directory import MACHINE, described
from copmetrics.identity.names import NameKind
from copmetrics.identity.organisations import (
    Spellings,
    domain_of,
    is_institutional,
    organisation_key,
    organisations_by_domain,
    shared_domains,
)
from copmetrics.readers.blank_words import names_no_organisation
from copmetrics.schema import RAW
from copmetrics.settings import Settings
from copmetrics.units import Unit

__all__ = [
    "identified",
    "known_of_each",
    "own_domains_noted",
    "people_in",
    "settled_stories",
    "settled_targets",
    "spellings_of",
    "with_organisations",
]

IDENTITY = ("name", "person", "certainty", "organisation", "profession")
"""What is known of who a row is of, once its name and address are taken away."""

NAMING: Final = ("attendance", "contacts", "activity", "stories", "reasons", "agenda", "visits")
"""The tables whose rows name somebody."""


def people_in(raw: Mapping[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """Put all rows that name somebody under one another: `table` and `row` say where they stand."""
    columns = ["name", "address", "organisation", "profession", "band"]
    parts = []
    for table in [each for each in NAMING if len(raw[each])] or NAMING[:1]:
        rows = raw[table].reindex(columns=columns)
        when = raw[table].get("joined_at", pd.Series(pd.NaT, index=rows.index))
        parts.append(rows.assign(table=table, row=rows.index, when=when))
    rows = pd.concat(parts, ignore_index=True).astype(dict.fromkeys(columns, "str"))
    shown = described(rows["name"], machines=settings.machines)
    is_room = shown["kind"].eq(NameKind.ROOM)
    rows = rows.assign(address=rows["address"].mask(is_room & rows["table"].eq("attendance")))
    kind = (
        shown["kind"]
        .mask(rows["address"].notna() & shown["kind"].ne(NameKind.MACHINE), NameKind.PERSON)
        .mask(is_room & rows["address"].isna(), NameKind.UNNAMED)
    )
    none = shown["organisation"].map(names_no_organisation, na_action="ignore").eq(True)
    told = rows["organisation"].fillna(shown["organisation"].mask(none))
    return rows.assign(
        kind=kind,
        name=shown["name"].where(kind.ne(NameKind.UNNAMED)),
        organisation=told.fillna(_known_elsewhere(shown["bracket"], told, raw["variants"])),
    )


def _known_elsewhere(brackets: pd.Series, told: pd.Series, variants: pd.DataFrame) -> pd.Series:
    """Return the brackets that are an organisation, for some source says so in its own column."""
    if brackets.isna().all():
        return brackets
    named = pd.concat([told, variants["variant"], variants["name"]]).dropna().unique()
    known = {organisation_key(name) for name in named}
    keys = {each: organisation_key(each) for each in brackets.dropna().unique()}
    return brackets.where(brackets.map(keys).isin(known))


def spellings_of(people: pd.DataFrame, variants: pd.DataFrame) -> Spellings:
    """Return how each organisation is written; `variants` are the community's own decisions.

    A name that has a sector there and no other spelling is written so too.
    """
    itself = variants["name"].where(variants["sector"].notna())
    spelt = variants["variant"].fillna(itself).fillna("")
    own = dict(zip(spelt, variants["name"].fillna(""), strict=True))
    return Spellings(people["organisation"], {k: v for k, v in own.items() if k and v})


def with_organisations(
    people: pd.DataFrame, spellings: Spellings, settings: Settings
) -> pd.DataFrame:
    """Add `stated`, what the source itself says, and `domain`, what the address's domain does."""
    stated = spellings.settle(people["organisation"])
    shared = shared_domains(settings.shared_mail_domains)
    by_domain = organisations_by_domain(people["address"], stated, shared=shared)
    by_domain = by_domain.map(lambda name: spellings.name_of(name) or name)
    domain = domain_of(people["address"]).map(by_domain).astype("str")
    return people.assign(stated=stated, domain=domain)


def known_of_each(people: pd.DataFrame) -> pd.DataFrame:
    """Settle each row's organisation and profession: what it says itself, else what another
    source says of the same person, else (for the organisation) the address's domain, unless it may
    be the person's own."""
    stated = _from_others(people.assign(organisation=people["stated"]), "organisation")
    return people.assign(
        organisation=stated.fillna(people["domain"].mask(_of_one_person(people))),
        profession=_from_others(people, "profession"),
    )


def own_domains_noted(people: pd.DataFrame) -> list[str]:
    """Say how many people's organisation is unknown since nobody else writes from their domain."""
    unknown = people["organisation"].isna() & _of_one_person(people)
    count = people.loc[unknown, "person"].nunique()
    what = "the only one at a mail domain that may be their own: it is counted as no organisation"
    if not count:
        return []
    verb = "is" if count == 1 else "are each"
    name_it = "if it is one, give it its name in organisations.csv"
    return [f"{Unit.PEOPLE.of(count)} {verb} {what} ({name_it})"]


def _of_one_person(people: pd.DataFrame) -> pd.Series:
    """Whether a row's domain is that of one person, and nothing says that it is an organisation's."""
    domain = domain_of(people["address"])
    one = people["person"].groupby(domain).transform("nunique").reindex(people.index).le(1)
    return one & people["domain"].eq(domain) & ~is_institutional(domain)


def _from_others(people: pd.DataFrame, fact: str) -> pd.Series:
    """Where a row does not tell a fact of its person, take what the newest other source says."""
    known = people[people[fact].notna() & people["person"].notna()]
    if known.empty:
        return people[fact].astype("str")
    in_time = known.sort_values(["when", fact], na_position="first")
    newest = in_time.drop_duplicates("person", keep="last").set_index("person")[fact]
    return people[fact].astype("str").fillna(people["person"].map(newest).astype("str"))


def identified(rows: pd.DataFrame, people: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return the rows of a raw table with pseudonyms in the place of names and addresses."""
    if rows.empty:
        return _nobody(table).copy()
    who = people[people["table"].eq(table)].set_index("row")
    machine = who["kind"].eq(NameKind.MACHINE)
    return rows.drop(columns=["address"]).assign(
        name=who["name"].where(who["kind"].eq(NameKind.TELEPHONE)),
        person=who["person"].mask(machine),
        certainty=who["certainty"],
        organisation=who["organisation"],
        profession=who["profession"],
        left_out=rows["left_out"].mask(rows["left_out"].isna() & machine, MACHINE),
    )


@cache
def _nobody(table: str) -> pd.DataFrame:
    """Return a raw table in which nobody is, made once of each."""
    nothing = pd.Series(dtype="str")
    bare = RAW[table].empty().drop(columns="address")
    return bare.assign(**dict.fromkeys(IDENTITY, nothing))


def settled_stories(stories: pd.DataFrame, spellings: Spellings) -> pd.DataFrame:
    """Write the organisation of each story, where it says one, as the other sources do."""
    said = stories["of_organisation"].map(
        lambda name: spellings.name_of(name) or name, na_action="ignore"
    )
    return stories.assign(of_organisation=said.astype("str"))


def settled_targets(listed: pd.DataFrame, spellings: Spellings) -> pd.DataFrame:
    """Write each organisation to be reached as the other sources do; each is there once, in any case."""
    names = [
        (kind == "organisation" and spellings.name_of(name)) or name
        for kind, name in zip(listed["kind"], listed["name"], strict=True)
    ]
    settled = listed.assign(name=pd.Series(names, index=listed.index, dtype="str"))
    same = settled.assign(name=settled["name"].str.casefold()).duplicated(["kind", "name"])
    return settled[~same]
