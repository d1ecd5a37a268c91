"""How a number is shown: UK English, unknown an en dash, differences with their sign."""

from __future__ import annotations

import pickle

import pytest

from copmetrics.units import (
    Unit,
    as_shown,
    join_words,
    own_unit,
    show,
    show_change,
    show_percent,
    shown_difference,
    without_noise,
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
