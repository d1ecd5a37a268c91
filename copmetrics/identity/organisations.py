"""Which organisation a person belongs to, after spelling variants are brought together.

The source's own column first, then what another source says of the same person, then the address's
domain unless many organisations share it, or one person alone has it (it may be their own), else
unknown. A domain stands for the organisation that most of its people name, so that one trust is not
counted twice, once by name and once by domain. Near misses are suggested, never joined unasked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pandas as pd

from copmetrics.framework.plain_letters import without_accents
from copmetrics.identity.known_words import known_lines

__all__ = [
    "Spellings",
    "domain_of",
    "is_institutional",
    "organisation_key",
    "organisations_by_domain",
    "shared_domains",
    "similar_organisations",
]

_SUFFIXES = re.compile(
    r"\b(nhs foundation trust|foundation nhs trust|nhs ft|nhsft|nhs trust|foundation trust"
    r"|ltd|limited|plc|llp|cic)\s*$"
)
ALIKE = 90  # per cent, of rapidfuzz's token sort ratio: about one letter in ten


class Spellings:
    """The spellings met, and the one name that stands for each.

    The community's own `organisations.csv` decides first; else, of the spellings not all in
    capitals, the one met most often (the longer one of two equally frequent). The order of the
    files does not matter.
    """

    def __init__(self, met: pd.Series, variants: Mapping[str, str]) -> None:
        """Take every spelling `met` and the community's own `variants` (variant to name)."""
        own = {organisation_key(variant): name for variant, name in variants.items()}
        own |= {organisation_key(name): name for name in variants.values()}
        counted = Counter(each.strip() for each in met.dropna())
        keys = {spelling: organisation_key(spelling) for spelling in counted if spelling}
        first: dict[str, str] = {}
        for spelling in sorted(keys, key=lambda each: _goes_first(each, counted[each])):
            first.setdefault(keys[spelling], spelling)
        self._chosen = first | own
        self._names = {spelling: self._chosen.get(key) for spelling, key in keys.items()}

    def settle(self, spelled: pd.Series) -> pd.Series:
        """Return the name that stands for each spelling; unknown stays unknown."""
        return spelled.str.strip().map(self._names).astype("str")

    def name_of(self, spelling: str) -> str | None:
        """Return the name that stands for one spelling, if it was met or listed."""
        return self._chosen.get(organisation_key(spelling))


def _goes_first(spelling: str, times: int) -> tuple[bool, int, int, str]:
    """Order the spellings of one name: not all in capitals, met often, long, by the alphabet."""
    return spelling.isupper(), -times, -len(spelling), spelling


def organisation_key(name: str) -> str:
    """Return a name as it is compared: no case, accents, punctuation or legal suffix."""
    bare = without_accents(name.casefold().replace("&", " and "))
    words = " ".join(re.sub(r"[^\w\s]", " ", re.sub(r"['’.]", "", bare)).split())
    words = words.removeprefix("the ")
    return _SUFFIXES.sub("", words).strip() or words


def shared_domains(own: tuple[str, ...]) -> frozenset[str]:
    """Return the mail domains of no one organisation: the shipped list and the community's."""
    return frozenset((*known_lines("shared_mail_domains.txt"), *(each.casefold() for each in own)))


def domain_of(addresses: pd.Series) -> pd.Series:
    """Return what stands behind the @, without case; unknown where there is no address."""
    domains = [_domain(each) if isinstance(each, str) else None for each in addresses.tolist()]
    return pd.Series(domains, addresses.index, "str", name=addresses.name)


def _domain(address: str) -> str | None:
    return address.casefold().rpartition("@")[2] or None if "@" in address else None


def is_institutional(domains: pd.Series) -> pd.Series:
    """Whether no private person can have a domain: `northmoor.nhs.uk`, `castle.ac.uk`."""
    endings = "|".join(re.escape(each) for each in known_lines("institutional_domains.txt"))
    return domains.str.contains(rf"(?:^|\.)(?:{endings})$", na=False)


def organisations_by_domain(
    addresses: pd.Series, organisations: pd.Series, *, shared: frozenset[str]
) -> pd.Series:
    """Return the organisation that each domain stands for: index domain, value name.

    The one that most different addresses of the domain name, else the domain itself. Shared
    domains are not in it.
    """
    known = pd.DataFrame(
        {
            "address": addresses.str.casefold(),
            "domain": domain_of(addresses),
            "organisation": organisations,
        }
    )
    known = known[known["address"].notna() & ~known["domain"].isin(shared)]
    domains = pd.Index(known["domain"].unique())
    named = known[known["organisation"].notna()].drop_duplicates(["address", "organisation"])
    if named.empty:
        return domains.to_series()
    most = (
        named.groupby(["domain", "organisation"], as_index=False)
        .size()
        .sort_values(["domain", "size", "organisation"], ascending=[True, False, True])
        .drop_duplicates("domain")
        .set_index("domain")["organisation"]
    )
    return most.reindex(domains).where(lambda found: found.notna(), domains.to_series())


def similar_organisations(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return pairs of names that may be one organisation, for a person to decide on.

    Pairs keep the order of the names, but a domain, which stands where nobody of it names their
    organisation, comes second.
    """
    from rapidfuzz import fuzz, process  # late: only `check` asks

    keys = [organisation_key(name) for name in names]
    joined = [_together(name, key) for name, key in zip(names, keys, strict=True)]
    by_words = process.cdist(keys, keys, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    by_letters = process.cdist(joined, joined, scorer=fuzz.ratio, score_cutoff=ALIKE)
    pairs = ((a, b) for a, b in zip(*(by_words + by_letters).nonzero(), strict=True) if a < b)
    return [
        (names[a], names[b])
        for a, b in (sorted(each, key=lambda i: _is_domain(names[i])) for each in pairs)
    ]


def _is_domain(name: str) -> bool:
    return "." in name and " " not in name


def _together(name: str, key: str) -> str:
    """Return a name as a domain would write it: `northmoor` of `Northmoor` and `northmoor.example`."""
    return name.casefold().partition(".")[0] if _is_domain(name) else key.replace(" ", "")
