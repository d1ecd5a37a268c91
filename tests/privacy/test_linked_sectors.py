"""Organisations and sectors told beside one another: what somebody learns who holds both tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from attacker import Attack, told

from copmetrics.privacy.cross_tabs import UNKNOWN, parts_to_withhold
from copmetrics.privacy.linked_sectors import withheld_organisations, withheld_sectors

FEW = 4


def tables(**sectors: tuple[int, ...]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """People by organisation (`acute 0`, `acute 1` ...) and by sector, and which is of which."""
    rows = [
        {"quarter": 1, "organisation": f"{sector} {n}", "sector": sector, "people": float(people)}
        for sector, parts in sectors.items()
        for n, people in enumerate(parts)
    ]
    frame = pd.DataFrame(rows)
    whole = frame.groupby(["quarter", "sector"], as_index=False)["people"].sum()
    return frame.drop(columns="sector"), whole, frame[["organisation", "sector"]]


def withheld(**sectors: tuple[int, ...]) -> tuple[list[str], list[str]]:
    """Which organisations and sectors are withheld."""
    given = in_numbers(tables(**sectors))
    return (
        sorted(withheld_organisations(*given, FEW)),
        sorted(withheld_sectors(*given, FEW)),
    )


def in_numbers(given) -> list[dict[str, object]]:
    """The three tables as the two rules take them: each names what stands in its second column."""
    columns = (["organisation", "people"], ["sector", "people"], ["organisation", "sector"])
    return [
        dict(frame[names].itertuples(index=False))
        for frame, names in zip(given, columns, strict=True)
    ]


def test_each_sector_that_is_shown_keeps_its_withheld_organisations_apart():
    # 3 and 2 are withheld; but in its sector each would be what the sector is less the others
    assert withheld(acute=(3, 9, 30), community=(2, 8, 20)) == (
        ["acute 0", "acute 1", "community 0", "community 1"],
        [],
    )


def test_where_all_of_a_sector_is_few_another_sector_is_withheld_with_it_and_one_of_its_organisations():
    # of 61 in all less 40 shown, hospices are 3: so the next smallest sector is withheld, and its smallest part
    assert withheld(hospice=(3,), acute=(20, 20), community=(8, 10)) == (
        ["community 0", "hospice 0"],
        ["community", "hospice"],
    )


def test_two_sectors_of_one_person_each_take_a_third():
    # two of two in all would be one each
    assert withheld(hospice=(1,), voluntary=(1,), acute=(20, 20)) == (
        ["acute 0", "hospice 0", "voluntary 0"],
        ["acute", "hospice", "voluntary"],
    )


def test_three_organisations_of_one_or_two_are_withheld_with_their_sector_up_to_six():
    # who guesses that a sector of three is withheld for it has 3 or 4 would know that none of them has 3
    assert withheld(small=(2, 2, 2), acute=(20, 20), large=(40,))[1] == ["acute", "small"]
    assert withheld(small=(3, 2, 2), acute=(20, 20), large=(40,)) == (
        ["small 0", "small 1", "small 2"],
        [],
    )


def test_without_few_nothing_is_withheld_and_it_can_be_switched_off():
    assert withheld(acute=(5, 9), community=(20,)) == ([], [])
    given = in_numbers(tables(hospice=(1,), acute=(20, 20)))
    assert not withheld_organisations(*given, 0)
    assert not withheld_sectors(*given, 0)


class Inside(Attack):
    """Whoever sees exact numbers, and guesses right why each of the others is withheld."""

    def __init__(self) -> None:
        super().__init__(FEW)
        self.guessed: dict[object, float] = {}

    def cell(self, key, true: float, *, shown: bool, least: int = 1, few: float = FEW) -> None:
        """Take one number: exact, or from its least to what is few, or more than that."""
        self.true[key] = true
        self.guessed[key] = few
        hidden = (least, few) if true <= few else (few + 1, np.inf)
        self.bounds[key] = (true, true) if shown else hidden

    def _few(self, key) -> float:
        return self.guessed.get(key, FEW)


def attack_on_tables(given, organisations: set[str], sectors: set[str]) -> Inside:
    """Give the attacker both tables and the total, with all that adds up."""
    by_organisation, by_sector, listed = given
    parts = by_organisation.merge(listed)
    attack = Inside()
    for row in parts.to_dict("records"):
        name = row["organisation"]
        attack.cell(("organisation", name), row["people"], shown=name not in organisations)
    for row in by_sector.to_dict("records"):
        own = parts.loc[parts["sector"].eq(row["sector"]), "organisation"]
        key = ("sector", row["sector"])
        few = max(FEW, len(own) + FEW - 1)
        shown = row["sector"] not in sectors
        attack.cell(key, row["people"], shown=shown, least=len(own), few=few)
        attack.adds({**{("organisation", each): 1 for each in own}, key: -1}, 0, 0)
    attack.cell(("all",), parts["people"].sum(), shown=True)
    attack.adds({**{("sector", each): 1 for each in by_sector["sector"]}, ("all",): -1}, 0, 0)
    return attack


def made_at_random(seed: int):
    """One to five sectors of one to six organisations, most of which are small."""
    chance = np.random.default_rng(seed)
    sectors = {
        f"s{n}": tuple(1 + chance.geometric(0.25, chance.integers(1, 7)) - 1)
        for n in range(chance.integers(1, 6))
    }
    return tables(**sectors)


def left_over(given, organisations: set[str], sectors: set[str]) -> list[str]:
    """What the attacker finds; nothing where all is withheld, for then the total alone says it."""
    attack = attack_on_tables(given, organisations, sectors)
    return list(told(attack.near()))


def test_who_holds_both_tables_and_the_total_finds_no_few_people():
    """Of thirty communities made at random; and what the rule for one table alone gives away."""
    found, alone, few = [], 0, 0
    for seed in range(30):
        given = made_at_random(seed)
        organisations = withheld_organisations(*in_numbers(given), FEW)
        sectors = withheld_sectors(*in_numbers(given), FEW)
        if len(organisations) == len(given[0]) and len(sectors) == len(given[1]):
            continue
        few += int(given[0]["people"].le(FEW).sum())
        found += left_over(given, organisations, sectors)
        each = {
            name: set(parts_to_withhold(people, FEW, left=3))
            for name, people in zip(("organisation", "sector"), in_numbers(given), strict=False)
        }
        alone += seed < 5 and len(left_over(given, each["organisation"], each["sector"]))
    assert found == []
    assert few > 100
    assert alone > 2


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_more_is_withheld_of_organisations_whose_sector_is_not_known_than_of_one_table(seed):
    people, *_ = in_numbers(made_at_random(seed))
    found = withheld_organisations(people, {UNKNOWN: sum(people.values())}, {}, FEW)
    assert found == set(parts_to_withhold(people, FEW, left=3))
