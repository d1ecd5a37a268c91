"""Who filled in a form, by what they wrote of themselves: somebody who is known already, or somebody new.

Other sources become pseudonyms together, and what one says of somebody bears on the rest. Here nothing does:
who is on the mailing list, came or told a story is the same, whoever filled in this form.
"""

from __future__ import annotations

import pandas as pd

from copmetrics.identity.directory import Directory, pseudonyms
from copmetrics.identity.names import name_key

__all__ = ["people_of_forms"]


def people_of_forms(
    rows: pd.DataFrame, directory: Directory, people: pd.DataFrame, *, key: bytes
) -> tuple[pd.Series, pd.DataFrame]:
    """Return the pseudonym of each row, and those who are in no other source: `person`, `name`, `address`.

    `rows` has `name` and `address`, one of them known in each; `people` every other row that names
    somebody, with `name` and `person`. An address is whose it is in any source. Without one, a name is of the
    one person who has it; of a name that several have, or nobody, it is not known whose it is.
    """
    addresses = rows["address"].str.strip().str.casefold()
    owners = directory.addresses.drop_duplicates("address").set_index("address")["person"]
    names = rows["name"].map(name_key, na_action="ignore").astype("str")
    by_name = names.map(_alone_in_name(people)).mask(addresses.notna())
    known = addresses.map(owners).astype("str").fillna(by_name.astype("str"))
    person = known.fillna(pseudonyms(("address:" + addresses).fillna("form:" + names), key))
    strangers = rows.assign(person=person, address=addresses)[known.isna()]
    columns = ["person", "name", "address"]
    return person, strangers[columns].groupby("person", as_index=False).first()[columns]


def _alone_in_name(people: pd.DataFrame) -> dict[str, str]:
    """Return whose each name is, as names are compared, where just one person is called so."""
    named = people[["name", "person"]].dropna()
    keyed = named.assign(key=named["name"].map(name_key)).drop_duplicates(["key", "person"])
    alone = keyed[~keyed["key"].duplicated(keep=False)]
    return dict(zip(alone["key"], alone["person"], strict=True))
