"""Our rounding beside `cell-key-perturbation` of the Office for National Statistics, on the same people.

Its own p-table rounds to the nearest 5 whatever the key; given one by our rule it is to give what we give.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pandas as pd
import pytest
from building import attendance, community, events
from cell_key_perturbation.create_perturbed_table import create_perturbed_table
from cell_key_perturbation.utils.generate_test_ptable import generate_ptable_10_5_rule

from copmetrics.accounts.part_tables import as_shared
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind

SECRET = "0a"
NINE = Rounding(9, SECRET)
CAME = {
    "talks": range(23),
    "visits": range(10, 24),
    "huddles": range(30, 39),
    "walks": range(5, 16),
}
"""23 people came to talks, 14 to visits, of whom 13 were at talks too; 9 and 11 to the others."""


def perturbed(people: pd.DataFrame, ptable: pd.DataFrame) -> dict[str, int | None]:
    """What the package makes of people by cluster: the number shown, or nothing."""
    told = create_perturbed_table(people, ptable, [], ["cluster"], "record_key")
    return {
        cluster: None if pd.isna(count) else int(count)
        for cluster, count in zip(told["cluster"], told["count"], strict=True)
    }


def test_the_same_records_and_keys_are_shown_the_same_by_both(capsys):
    rows = [(cluster, f"p{number}") for cluster, numbers in CAME.items() for number in numbers]
    held = events(**{each: {"starts_at": "2026-05-12 13:00", "cluster": each} for each in CAME})
    # one who came twice to the talks, by two lines, is one record
    made = replace(
        community({"events": held, "attendance": attendance(*rows, ("talks", "p3"))}), secret=SECRET
    )
    asked = {"by": ("cluster",), "only": ("unique_attendees",)}
    behind = Behind(made.people_behind(**asked), made.cell_keys(**asked))
    ours = as_shared(made.indicators(**asked), made, behind).set_index("cluster")["value"]

    people = pd.DataFrame(rows, columns=["cluster", "person"]).assign(
        record_key=lambda each: each["person"].map(record_key)
    )
    cells = people.groupby("cluster")["record_key"].agg(["size", "sum"])
    table = [
        (size, total, NINE.rounded(size, total) - size if size > 9 else -size)
        for size, total in cells.itertuples(index=False)
    ]
    # the largest key of a p-table is what cell keys are counted round by: no sum here reaches it
    table.append((1, 2**59 - 1, -1))
    ptable = pd.DataFrame(table, columns=["pcv", "ckey", "pvalue"]).astype("int64")
    theirs = perturbed(people, ptable)
    assert {each: None if pd.isna(count) else int(count) for each, count in ours.items()} == theirs
    assert theirs["huddles"] is None
    assert theirs["talks"] in (20, 25)
    assert "Input validation completed" in capsys.readouterr().out


def record_key(person: str) -> int:
    """The record key of somebody, worked out beside the engine: 40 bits of a digest with the secret."""
    return int(sha256(f"{SECRET}{person}".encode()).hexdigest()[:10], 16)


@pytest.fixture(scope="module")
def ten_five() -> pd.DataFrame:
    """The package's own table: 10 and more to the nearest 5."""
    return generate_ptable_10_5_rule()


@pytest.mark.parametrize("count", [9, 10, 11, 12, 13, 14, 15, 248, 749])
def test_where_its_own_table_rounds_to_the_nearest_ours_goes_to_either_side(
    count, ten_five, capsys
):
    people = pd.DataFrame({"cluster": "talks", "record_key": range(count)})
    people["record_key"] %= 256
    (nearest,) = perturbed(people, ten_five).values()
    ours = {None if NINE.hides(count) else NINE.rounded(count, key) for key in range(60)}
    below = 5 * (count // 5)
    assert nearest in ours
    assert ours == ({None} if count < 10 else {below, below + 5 if count % 5 else below})
    assert "Input validation completed" in capsys.readouterr().out
