"""Who a pseudonym is: the only room with names and addresses.

`Directory.admit` takes rows that name people and gives rows that do not. One address is one
person in every source; with no address, the name within the organisation is. Pseudonyms are
keyed hashes: without the community's key nobody can compute them from an address.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from copmetrics.identity.meeting_names import addresses_at_meetings
from copmetrics.identity.names import Displayed, NameKind, machine_pattern, name_key, read_name
from copmetrics.identity.review import Decisions

__all__ = [
    "JOINED_AT_MEETING",
    "JOINED_BY_NAME",
    "MACHINE",
    "Certainty",
    "Directory",
    "described",
    "pseudonyms",
    "without_names",
]

JOINED_BY_NAME = "joined: the same name in one organisation, once without an address"
JOINED_AT_MEETING = "joined: the same name at one meeting, once without an address"
PAIR = ("person", "other", "name", "other_name", "address", "organisation", "reason")
"""What is said of each name that was joined to an address."""
MACHINE = "a note-taker or recorder, not a person"


class Certainty(StrEnum):
    """By what a row's person is known; the last two are nobody in particular."""

    ADDRESS = "address"
    NAME = "name"
    TELEPHONE = "telephone"
    UNNAMED = "unnamed"


def described(names: pd.Series, *, machines: tuple[str, ...]) -> pd.DataFrame:
    """Say what each displayed name stands for: columns `kind`, `name`, `organisation`, `bracket`."""
    pattern = machine_pattern(machines)
    distinct = {shown: read_name(shown, pattern) for shown in names.dropna().unique().tolist()}
    unnamed = Displayed(NameKind.UNNAMED)
    read = [distinct.get(shown, unnamed) for shown in names.tolist()]
    return pd.DataFrame(
        {
            "kind": pd.Series([str(each.kind) for each in read], dtype="str"),
            "name": pd.Series([each.name or None for each in read], dtype="str"),
            "organisation": pd.Series([each.organisation or None for each in read], dtype="str"),
            "bracket": pd.Series([each.bracket or None for each in read], dtype="str"),
        }
    ).set_index(names.index)


def without_names(words: pd.Series, people: pd.DataFrame) -> pd.Series:
    """Return words; where one is the name of somebody known, it becomes their pseudonym.

    `people` has `name` and `person`. A name that several have becomes that of the first pseudonym.
    """
    named = people.dropna(subset=["name", "person"]).sort_values("person")
    keys = named["name"].map(name_key)
    known = dict(zip(keys[::-1].tolist(), named["person"][::-1].tolist(), strict=True))
    people_of = {each: known.get(name_key(each), each) for each in words.dropna().unique()}
    return words.map(people_of).astype("str")


@dataclass(frozen=True)
class Directory:
    """The people of one community: `people` has `person`, `name`, `address`, `organisation`."""

    people: pd.DataFrame
    joined: pd.DataFrame
    """Who was joined to an address by a name alone, as a review has pairs: `person`, `other`, …"""
    addresses: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Every address of each: `person`, `address`; `people` has one of theirs."""
    hosts: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Whom the list of events names as host: `event`, `host`, as it has them."""
    strangers: pd.DataFrame = field(default_factory=pd.DataFrame)
    """Who said in a feedback form that they changed something, and is in no other export: `person`, `name`,
    `address`."""

    def person_of(self, address: str) -> str | None:
        """Return whose address it is, in any case; nothing where nobody's in the exports."""
        same = self.addresses["address"].eq(address.strip().casefold())
        return next(iter(self.addresses.loc[same, "person"]), None)

    @classmethod
    def of(
        cls, rows: pd.DataFrame, *, key: bytes, decided: Decisions
    ) -> tuple[Directory, pd.DataFrame]:
        """Give every row its person; return the directory and the pseudonyms.

        `rows` has `name`, `address`, `organisation` (as the source itself has it) and `kind`; `meeting`
        and `source_file`, where somebody was and which file says it.
        The second value has, on the same index, `person` and `certainty` (a `Certainty`). `decided`
        is what somebody said of pairs: who is one person, and who is not although the name says so.
        """
        addresses = rows["address"].str.strip().str.casefold()
        by_name = _name_within(rows)
        owned = by_name.map(_owners(addresses, by_name)).astype("str")
        met = "address:" + addresses_at_meetings(
            rows.assign(key=by_name.str.replace(r"\|.*", "", regex=True), address=addresses)
        )
        owned, met = (_unless_different(each, by_name, key, decided) for each in (owned, met))
        identity = ("address:" + addresses).fillna(owned).fillna(met).fillna("name:" + by_name)
        person = (
            pseudonyms(identity, key).map(lambda each: decided.same.get(each, each)).astype("str")
        )
        known = pd.DataFrame(
            {
                "person": person,
                "name": rows["name"],
                "address": addresses,
                "organisation": rows["organisation"],
            }
        )
        ordered = known[person.notna()].sort_values(["person", "address", "name"])
        people = ordered.groupby("person", as_index=False).first()
        named = rows.assign(by_name=by_name, person=person)[addresses.isna()]
        joined = [
            _pairs(named[at.reindex(named.index)], people, key, reason)
            for at, reason in (
                (owned.notna(), JOINED_BY_NAME),
                (met.notna() & owned.isna(), JOINED_AT_MEETING),
            )
            if at.any()
        ]
        has_both = person.notna() & addresses.notna()
        owned_by = known.loc[has_both, ["person", "address"]].drop_duplicates()
        pairs = pd.concat(joined, ignore_index=True) if joined else _no_pairs()
        found = cls(people, pairs, owned_by)
        return found, pd.DataFrame(
            {"person": person, "certainty": _certainty(identity, addresses, rows["kind"])}
        )


def _certainty(identity: pd.Series, addresses: pd.Series, kinds: pd.Series) -> pd.Series:
    """Return by what each row's person is known: an address, a name, or nothing but a telephone."""
    known = pd.Series(Certainty.NAME, index=identity.index, dtype="str").mask(
        addresses.notna(), Certainty.ADDRESS
    )
    telephone = kinds.eq(NameKind.TELEPHONE)
    unknown = telephone.map({True: Certainty.TELEPHONE, False: Certainty.UNNAMED})
    return known.where(identity.notna(), unknown)


def _name_within(rows: pd.DataFrame) -> pd.Series:
    """Return `name|organisation` for rows that name a person, comparable; else unknown."""
    keys = {name: name_key(name) for name in rows["name"].dropna().unique()}
    named = rows["name"].map(keys).astype("str")
    named = named.where(rows["kind"].eq(NameKind.PERSON) & named.ne(""))
    return named + "|" + rows["organisation"].fillna("").str.casefold()


def _owners(addresses: pd.Series, by_name: pd.Series) -> Mapping[str, str]:
    """Return whose address a name within a known organisation is, where just one is."""
    is_known = addresses.notna() & by_name.notna() & ~by_name.str.endswith("|", na=True)
    both = pd.DataFrame({"address": addresses[is_known], "by_name": by_name[is_known]})
    both = both.drop_duplicates()
    alone = both[~both["by_name"].duplicated(keep=False)].set_index("by_name")
    return dict("address:" + alone["address"])


def _unless_different(
    owned: pd.Series, by_name: pd.Series, key: bytes, decided: Decisions
) -> pd.Series:
    """Keep whose a row's address would be, unless somebody said that the name is another person's."""
    if not decided.different:
        return owned
    person, other = pseudonyms(owned, key), pseudonyms("name:" + by_name, key)
    chosen = person.map(lambda each: decided.same.get(each, each), na_action="ignore")
    apart = [
        bool({frozenset((one, name)), frozenset((own, name))} & decided.different)
        for one, own, name in zip(person, chosen, other, strict=True)
    ]
    return owned.mask(pd.Series(apart, index=owned.index, dtype="bool"))


def _pairs(rows: pd.DataFrame, people: pd.DataFrame, key: bytes, reason: str) -> pd.DataFrame:
    """Return a row for each name that was joined to an address, as a review has it."""
    once = rows.drop_duplicates(["by_name", "person"])
    known = people.set_index("person").reindex(once["person"])
    told = {
        "person": once["person"].to_numpy(),
        "other": pseudonyms("name:" + once["by_name"], key).to_numpy(),
        "name": known["name"].to_numpy(),
        "other_name": once["name"].to_numpy(),
        "address": known["address"].to_numpy(),
        "organisation": once["organisation"].to_numpy(),
        "reason": reason,
    }
    return pd.DataFrame(told, columns=list(PAIR))


def _no_pairs() -> pd.DataFrame:
    return pd.DataFrame(columns=list(PAIR), dtype="str")


def pseudonyms(identity: pd.Series, key: bytes) -> pd.Series:
    """Return the keyed hash of each identity: an address, or a name, by what it is."""
    hashed = {
        each: "p" + hmac.digest(key, each.encode(), "sha256").hex()[:16]
        for each in identity.dropna().unique()
    }
    return identity.map(hashed).astype("str")
