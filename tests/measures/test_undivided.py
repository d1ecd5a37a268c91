"""Measures that nothing parts are asked of models without texts: they tell the same as the facts do."""

from __future__ import annotations

import dataclasses

import pytest
from pandas.testing import assert_frame_equal

from copmetrics.evaluation.measure_queries import cell_keys_of, people_of, values_of
from copmetrics.measures import ALL
from copmetrics.measures.base import Measures

UNDIVIDED = [each for each in ALL if each.undivided]


@pytest.mark.parametrize("family", UNDIVIDED, ids=lambda family: family.undivided)
@pytest.mark.parametrize("asked", [values_of, people_of, cell_keys_of])
def test_without_texts_a_measure_is_what_its_facts_tell(demo, family: Measures, asked):
    space, whole = demo.evaluation._space, dataclasses.replace(family, undivided="")
    assert whole.asked_of(()) == family.fact != family.asked_of(())
    assert_frame_equal(
        asked(space, family, family.declared, (), {}),
        asked(space, whole, family.declared, (), {}),
        check_exact=True,
    )


def test_by_a_dimension_the_facts_are_asked():
    for family in UNDIVIDED:
        for dimension in family.dimensions:
            assert family.asked_of((dimension,)) == family.fact_by((dimension,)) != family.undivided
