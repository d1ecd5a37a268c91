"""How a number is shown: UK English, unknown an en dash, differences with their sign."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.units import (
    UNKNOWN,
    Unit,
    as_shown,
    join_words,
    own_unit,
    rounded,
    show,
    show_change,
    show_percent,
    shown_difference,
    shown_percent,
    without_noise,
    workbook_format,
)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1234, Unit.PEOPLE, "1,234"),
        (0, Unit.PEOPLE, "0"),
        (None, Unit.PEOPLE, "–"),
        (float("nan"), Unit.SHARE, "–"),
        (0.452, Unit.SHARE, "45.2%"),
        (1, Unit.SHARE, "100.0%"),
        (0.0004, Unit.SHARE, "0.0%"),
        (-12, Unit.COUNT, "−12"),
        (57.5, Unit.MINUTES, "57.5"),
        (1234567.0, Unit.EMAILS, "1,234,567"),
        ("2026-09-05", Unit.DAY, "5 Sep 2026"),
        ("2026", Unit.TEXT, "2026"),
    ],
)
def test_a_value_as_a_reader_sees_it(value, unit, shown):
    assert show(value, unit) == shown


@pytest.mark.parametrize(
    ("change", "unit", "shown"),
    [
        (12, Unit.PEOPLE, "+12"),
        (-5, Unit.PEOPLE, "−5"),
        (0, Unit.PEOPLE, "no change"),
        (0.031, Unit.SHARE, "+3.1 percentage points"),
        (-0.01, Unit.SHARE, "−1.0 percentage point"),
        (0.0001, Unit.SHARE, "no change"),
        (None, Unit.SHARE, "–"),
    ],
)
def test_a_difference_has_its_sign(change, unit, shown):
    assert show_change(change, unit) == shown


@pytest.mark.parametrize(
    ("fraction", "shown"), [(0.125, "+12.5%"), (-0.2941, "−29.4%"), (None, "–"), (0.0, "+0.0%")]
)
def test_a_relative_change_is_per_cent(fraction, shown):
    assert show_percent(fraction) == shown


def test_half_way_goes_away_from_zero_as_in_a_workbook():
    # 73 of 80 are 91.25 %; Python's own rounding makes 91.2 of it, Excel and LibreOffice 91.3
    assert show(73 / 80, Unit.SHARE) == "91.3%"
    assert show(2.5, Unit.WHOLE_SHARE) == "250%"
    assert show(0.125, Unit.PART) == "13%"
    # kept as a little less than what is written: 0.285 is 28.5 % all the same
    assert show(0.285, Unit.WHOLE_SHARE) == "29%"
    assert (show(4.25, Unit.SCORE), show(-4.25, Unit.SCORE)) == ("4.3", "−4.3")
    assert show(0.285, Unit.INDEX) == "0.29"
    assert show_percent(-0.0625) == "−6.3%"
    assert (rounded(1e300, 1), rounded(float("inf"), 1)) == (1e300, float("inf"))


halving = st.sampled_from([8, 16, 40, 80, 200, 400, 1600, 2000])
"""Wholes of which many parts lie half way between two that are shown."""


@given(part=st.integers(0, 5000), whole=halving | st.integers(1, 5000))
def test_a_share_is_rounded_as_the_fraction_is_that_it_stands_for(part, whole):
    exact = Fraction(part, whole)
    for unit, steps in ((Unit.SHARE, 1000), (Unit.WHOLE_SHARE, 100)):
        nearest = floor(exact * steps + Fraction(1, 2))
        assert show(part / whole, unit) == f"{nearest * 100 / steps:,.{1 if steps > 100 else 0}f}%"


def _read(shown: str) -> Decimal:
    """What somebody reads off a page; of a change, its number with its sign."""
    number = shown.split()[0].replace(",", "").replace("−", "-").rstrip("%")
    return Decimal("0" if number == "no" else number)


numbers = st.integers(0, 40_000).map(lambda each: each / 8000) | st.floats(0, 500)


@given(new=numbers, old=numbers, unit=st.sampled_from([Unit.SHARE, Unit.SCORE, Unit.MINUTES]))
def test_a_change_is_what_a_reader_works_out_from_the_two_numbers(new, old, unit):
    told, before = show(new, unit), show(old, unit)
    change = shown_difference(new, old, unit)
    assert _read(show_change(change, unit)) == _read(told) - _read(before)
    percent = shown_percent(new, old, unit)
    if _read(before):
        of_shown = (Fraction(_read(told)) / Fraction(_read(before)) - 1) * 1000
        assert abs(_read(show_percent(percent)) * 10 - Decimal(float(of_shown))) < Decimal("0.501")
    else:
        assert show_percent(percent) == UNKNOWN


@given(
    value=numbers,
    unit=st.sampled_from([each for each in vars(Unit).values() if isinstance(each, Unit)]),
)
def test_a_workbook_shows_as_many_decimals_as_a_page(value, unit):
    if unit in (Unit.TEXT, Unit.DAY):
        return
    decimals = workbook_format(value, unit).rstrip("%").partition(".")[2]
    told = show(value, unit).rstrip("%").partition(".")[2]
    whole_hours = unit in (Unit.HOURS, Unit.MEMBER_HOURS) and not told
    assert len(told) == len(decimals) or whole_hours


def test_one_is_singular():
    assert [Unit.EVENTS.of(1), Unit.EVENTS.of(0), Unit.PEOPLE.of(1234)] == [
        "1 event",
        "0 events",
        "1,234 people",
    ]


def test_words_are_joined_as_a_sentence_does():
    assert [join_words(list(each)) for each in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("new", "old", "unit", "difference"),
    [
        (0.4776, 0.4574, Unit.SHARE, 0.021),  # 47.8% less 45.7%, not the 2.0 of all decimals
        (0.4772, 0.4575, Unit.SHARE, 0.019),
        (0.125, 0.125, Unit.SHARE, 0.0),
        (303, 252, Unit.PEOPLE, 51),
        (57.46, 49.62, Unit.MINUTES, 7.9),  # 57.5 less 49.6
        (4.42, 4.13, Unit.SCORE, 0.3),
    ],
)
def test_a_difference_is_that_of_what_is_shown(new, old, unit, difference):
    assert shown_difference(new, old, unit) == difference


@pytest.mark.parametrize("unit", [Unit.SHARE, Unit.PART, Unit.INDEX, Unit.SCORE, Unit.MINUTES])
@pytest.mark.parametrize("value", [0.0, 0.4776, 0.98765, 3.14159, 12.25, 57.46])
def test_what_is_rounded_as_it_is_shown_is_shown_the_same(value, unit):
    shown = show(as_shown(value, unit), unit)
    assert shown.removesuffix(".0") == show(value, unit).removesuffix(".0")


def test_a_file_has_no_noise_of_sums():
    assert without_noise(45.599999999997764826) == 45.6
    assert without_noise(0.1 + 0.2) == 0.3
    assert without_noise(1 / 3) == pytest.approx(1 / 3, abs=1e-12)


def test_a_unit_comes_back_from_another_process_as_itself():
    declared = [each for each in vars(Unit).values() if isinstance(each, Unit)]
    assert len(declared) > 20
    for unit in declared:
        assert pickle.loads(pickle.dumps(unit)) is unit
    own = own_unit("cups of tea")
    assert pickle.loads(pickle.dumps(own)) == own
