"""An apostrophe before a number, a sign or a name is no part of it."""

from __future__ import annotations

import pytest

from copmetrics.readers.guarded_cells import unguarded

GUARDED = {
    "'07:30": "07:30",
    "'+44 7700 900123": "+44 7700 900123",
    "'=1+1": "=1+1",
    "'Ann Lee": "Ann Lee",
    "'Ann O'Neil": "Ann O'Neil",
    "'McKay": "McKay",
    "'Élodie": "Élodie",
    "'y": "y",
    '="007"': "007",
}


@pytest.mark.parametrize("cell", GUARDED)
def test_a_guard_before_a_cell_is_no_part_of_it(cell):
    assert unguarded(cell) == GUARDED[cell]


@pytest.mark.parametrize(
    "cell",
    [
        "'t Hart",
        "'s-Gravesande",
        "'Great' was the word",
        "'No', she said",
        "'",
        "",
        "=A1",
        "O'Dell",
    ],
)
def test_an_apostrophe_that_is_part_of_a_name_or_a_quotation_stays(cell):
    assert unguarded(cell) == cell
