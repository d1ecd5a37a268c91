"""What holds between numbers: how it is written, and that without it a withheld number would follow."""

from __future__ import annotations

import pandas as pd
import pytest
from test_privacy import NOT_TOLD, Q2, values

from copmetrics.measures import MEASURES
from copmetrics.privacy import measure_relations
from copmetrics.privacy.measure_relations import RELATIONS, Relation, Term, parse_relation
from copmetrics.privacy.shared_values import shared
from copmetrics.settings import Settings


def test_a_relation_is_read_as_terms_that_add_up_to_nothing_or_more():
    assert parse_relation(
        "mailings * before list_members >= open_rate.part - 2 * events"
    ) == Relation(
        (
            Term(1, "mailings", True, "list_members", "value"),
            Term(-1, "1", False, "open_rate", "part"),
            Term(1, "2", False, "events", "value"),
        ),
        equal=False,
    )
    assert parse_relation("events = mailings").equal


def test_a_relation_without_a_sign_is_refused():
    with pytest.raises(ValueError, match="'events and mailings' has no single = or >= in it"):
        parse_relation("events and mailings")


GROWN_LIST = pd.concat(
    [
        values(("list_members", 12), ("list_joined", 0), ("list_left", 0)),
        values(("list_members", 18), ("list_joined", 7), ("list_left", 1), quarter=Q2),
    ],
    ignore_index=True,
)
TELLING = {
    "list_members = before list_members + list_joined - list_left": GROWN_LIST,
    "unique_attendees >= organisations_attending": values(
        ("unique_attendees", 7), ("organisations_attending", 7)
    ),
    "events * unique_attendees >= attendances": values(
        ("events", 2), ("attendances", 13), ("unique_attendees", 7)
    ),
    "mailings * unique_clickers >= click_rate.part": values(
        ("mailings", 2), ("click_rate", 14, 80), ("unique_clickers", 7)
    ),
    "click_rate.part = click_to_open_rate.part": values(
        ("mailings", 2),
        ("open_rate", 30, 80),
        ("click_rate", 14, 80),
        ("click_to_open_rate", 14, 30),
        ("unique_clickers", 7),
    ),
    "most_rating * feedback_favourable.whole"
    " >= 3 * feedback_favourable.part + feedback_favourable.whole": values(
        ("feedback_rating", 13, 10), ("feedback_favourable", 1, 10)
    ),
}


@pytest.mark.parametrize("words", TELLING)
def test_without_a_relation_that_a_measure_declares_more_would_be_shown_than_may_be(
    words, monkeypatch
):
    assert any(words in measure.relations for measure in MEASURES.values())
    withheld = count_withheld(TELLING[words])
    left = tuple(each for each in RELATIONS if each != parse_relation(words))
    monkeypatch.setattr(measure_relations, "RELATIONS", left)
    assert count_withheld(TELLING[words]) < withheld


def count_withheld(frame: pd.DataFrame) -> int:
    return int(shared(frame, MEASURES, Settings(), NOT_TOLD)["status"].eq("c").sum())
