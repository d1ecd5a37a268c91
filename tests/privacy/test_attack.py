"""The attacks: what a reader of all that is shared, who has not the key, can find out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from adding_up import numbers, sums
from attacker import RELATIONS, Attack, attack_on, terms, told
from building import attendance, community, events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_communities import QUARTERS, small_community

from copmetrics.accounts.part_tables import Part, part_tables
from copmetrics.measures import INSIDE, MEASURES
from copmetrics.privacy.rounding import BASE, Rounding
from copmetrics.settings import Profile

A, B, C = ("a",), ("b",), ("c",)


def test_the_attacker_finds_what_follows():
    # seven and one: two numbers up to 9 whose difference is at least 8 can be 9 and 1 only
    attack = Attack(9)
    attack.sees(A, None, 9, few=True)
    attack.sees(B, None, 1, few=True)
    attack.adds({A: 1, B: -1}, 8, 8)
    assert attack.found() == attack.near() == {A: (9, 9), B: (1, 1)}


def test_the_attacker_does_not_find_what_does_not_follow():
    # 12, shown as 10, of which 10 are shown as 10: 10 to 14 less 10 to 14, so 1 to 4 are left of the 2
    attack = Attack(9)
    attack.sees(A, 10, 12, few=False)
    attack.sees(B, 10, 10, few=False)
    attack.sees(C, None, 2, few=True)
    attack.adds({A: 1, B: -1, C: -1}, 0, 0)
    assert attack.found() == {C: (1, 4)}
    assert attack.near() == {}


def test_the_attacker_searches_for_a_number_that_it_met_at_neighbouring_values_only():
    # two numbers up to 9 that are 17 or 18 together are 8 or 9 each; the third may be any
    attack = Attack(9)
    attack.sees(A, None, 8, few=True)
    attack.sees(B, None, 9, few=True)
    attack.sees(C, None, 5, few=True)
    attack.adds({A: 1, B: 1}, 17, 18)
    attack.adds({A: 1, C: -1}, 0, 8)
    assert attack.found() == {A: (8, 9), B: (8, 9), C: (1, 9)}
    assert attack.near() == {A: (8, 9), B: (8, 9)}


def test_the_attacker_is_told_only_what_is_so():
    attack = Attack(9)
    attack.sees(A, None, 3, few=True)
    attack.sees(B, None, 4, few=True)
    attack.adds({A: 1, B: -1}, 0, 0)
    assert attack.holds == []


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "odd"), [(2, True), (3, False)])
def test_no_small_number_follows_from_all_that_is_shared_of_two_years(seed, odd):
    """Bounds by integer programming over all tables; benchmarks/attacked.py has more communities."""
    attack = attack_on(small_community(seed, odd=odd), QUARTERS)
    assert len(attack.small_numbers()) > 100
    assert list(told(attack.near())) == []


def test_few_do_not_follow_from_the_table_of_a_year_nor_from_that_of_months():
    """28 came in February and 4 in May: the year less February is May, and May is all of its quarter."""
    held = {"winter": ("2026-02-10 13:00", 28), "spring": ("2026-05-12 13:00", 4)}
    tables = {
        "events": events(
            **{each: {"starts_at": start, "cluster": "talks"} for each, (start, _) in held.items()}
        ),
        "attendance": attendance(
            *[(each, f"p{number}") for each, (_, size) in held.items() for number in range(size)]
        ),
    }
    made = replace(community(tables), secret="0a")
    parts = part_tables(made, pd.Period("2026Q2", freq="Q-DEC"), Profile.SHARE)
    months = parts[Part.MONTHS].set_index("quarter")
    assert months.at[pd.Period("2026-05", freq="M"), "status"] == "c"
    year = parts[Part.ACTIVITIES].set_index("indicator").at["attendances", "value"]
    winter = months.at[pd.Period("2026-02", freq="M"), "value"]
    assert (year % BASE, winter % BASE) == (0, 0)
    rounding = Rounding(9, "0a")
    (low, high), (least, most) = (rounding.bounds(float(each)) for each in (year, winter))
    left = {
        few
        for few in range(1, 10)
        for many in range(int(least), int(most) + 1)
        if low <= many + few <= high
    }
    assert 4 in left
    assert len(left) > 2


def known(names: list[str]) -> np.ndarray:
    """The sums that the attacker is told of, a row each; `before ` is the quarter before."""
    here = QUARTERS[1]
    rows = [
        {each.replace(".whole", f".{part}"): sign for part, sign in (("part", 1), ("rest", 1))}
        | {each: -1}
        for each in names
        if each.endswith(".whole")
    ]
    for words in RELATIONS:
        if " = " in words and " * " not in words:
            rows.append(
                {
                    f"{'before ' * (quarter < here)}{id}{half and '.'}{half}": times
                    for (quarter, id, half), times in terms(words, here, {}).items()
                }
            )
    return pd.DataFrame(rows).reindex(columns=names).fillna(0).to_numpy()


@pytest.mark.slow
@pytest.mark.parametrize("odd", [False, True])
def test_the_attacker_is_told_of_all_that_a_search_finds_to_add_up(odd):
    """Who declares a measure need not say what it adds up with; what does so in all is found."""
    made = []
    for seed in (2, 3, 5):
        shown = [id for id in MEASURES if id not in INSIDE]
        exact = numbers(small_community(seed, odd=odd).indicators(only=shown), "quarter")
        before = exact.set_axis(exact.index + 1)
        made.append(exact.join(before.add_prefix("before ")))
    table = pd.concat(made)
    names = sorted(set(table))
    told_of = known(names)
    rank = np.linalg.matrix_rank(told_of)
    found = [each for each in sums(table) if not all(name.startswith("before") for name in each)]
    assert {"new_attendees": 1, "returning_attendees": 1, "unique_attendees": -1} in found
    news = [
        each
        for each in found
        if np.linalg.matrix_rank(np.vstack([told_of, [each.get(name, 0) for name in names]])) > rank
    ]
    assert list(map(str, news)) == []


TRUTHS = np.meshgrid(*[np.arange(46)] * 3, indexing="ij")
"""Every number of new, retained and reactivated people."""


def parts(new, retained, reactivated):
    """The parts of those who came, each with whether it is withheld, as measures/retention.py declares."""
    returning = retained + reactivated
    counts = {"new": new, "retained": retained, "reactivated": reactivated, "returning": returning}
    few = {name: (count > 0) & (count <= 9) for name, count in counts.items()}
    any_few = np.logical_or.reduce(list(few.values()))
    hidden = {
        name: few[name] | any_few & (counts[name] > 0) for name in ("retained", "reactivated")
    }
    hidden["new"] = few["new"] | few["returning"] & (new > 0)
    hidden["returning"] = few["returning"]
    everybody = new + returning
    counts["all"], hidden["all"] = everybody, (everybody > 0) & (everybody <= 9)
    return counts, hidden


@given(new=st.integers(0, 30), retained=st.integers(0, 30), reactivated=st.integers(0, 30))
@example(new=1, retained=21, reactivated=1)
@example(new=21, retained=1, reactivated=1)
@example(new=1, retained=11, reactivated=11)
@settings(max_examples=60)
def test_enumerating_all_truths_leaves_more_than_two_for_each_part_that_is_withheld(
    new, retained, reactivated
):
    """People who came, in three parts and their sums: every truth that could be shown the same."""
    rounding = Rounding(9, "0a")
    truth = (new, retained, reactivated)
    counts, hidden = parts(*map(np.array, truth))
    could, would_hide = parts(*TRUTHS)
    left = np.logical_and.reduce([would_hide[name] == hidden[name] for name in counts])
    for name, count in counts.items():
        if not hidden[name]:
            low, high = rounding.bounds(rounding.rounded(float(count), f"{name} of {truth}"))
            left &= (could[name] >= low) & (could[name] <= high)
    assert left[truth]
    for name, count in counts.items():
        if hidden[name] and count <= 9:
            assert len(np.unique(could[name][left])) > 2, (name, truth)


TALK = {"events": events(talk="2026-02-10 13:00")}
SAME = ("unique_attendees", "new_attendees", "attendances", "attendees_per_event")


def cell_keys(people: list[str]) -> pd.DataFrame:
    """The cell keys of a community whose one event these people were at."""
    tables = {**TALK, "attendance": attendance(*[("talk", each) for each in people])}
    return replace(community(tables), secret="0a").cell_keys(only=SAME)


def test_a_quarter_published_again_without_one_person_tells_hardly_more():
    """23 people; then one withdraws. The two publications leave at least three counts for them."""
    everybody = [f"p{number}" for number in range(23)]
    rounding = Rounding(9, "0a")
    first = rounding.rounded(23, cell_keys(everybody)["key"].iloc[0])
    for gone in everybody[:3]:
        others = cell_keys([each for each in everybody if each != gone])
        second = rounding.rounded(22, others["key"].iloc[0])
        left = set(range(int(first) - 4, int(first) + 5))
        left &= {count + 1 for count in range(int(second) - 4, int(second) + 5)}
        assert 23 in left
        assert len(left) >= 3


def test_the_same_people_have_the_same_cell_key_in_every_table():
    keys = cell_keys([f"p{number}" for number in range(23)])
    assert keys["indicator"].nunique() == 4
    assert keys["key"].nunique() == 1


def test_one_person_more_or_another_secret_makes_another_cell_key():
    some = cell_keys(["asha", "bo"])["key"].iloc[0]
    assert cell_keys(["asha", "bo", "cat"])["key"].iloc[0] != some
    other = community({**TALK, "attendance": attendance(("talk", "asha"), ("talk", "bo"))})
    assert other.cell_keys(only=SAME)["key"].iloc[0] != some
