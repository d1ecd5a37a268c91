"""Suspected scanner clicks, at the edges: flagged, never deleted, and unknown where nobody can tell."""

from __future__ import annotations

import pandas as pd
import pytest
from building import NOW, activity, mailings, values

from copmetrics.evaluation.indicators import indicators

pytestmark = pytest.mark.slow

SENT = {"mailing": "m", "sent_at": "2026-07-02 10:00", "recipients": 20, "delivered": 20}
HUMAN = ("m", "asha", "click", "2026-07-02 14:00:00", "a")


def clicks(
    person: str | None, *told: tuple[str | None, str | None], mailing: str = "m"
) -> list[tuple]:
    """Each is (time of the day, link)."""
    return [
        (mailing, person, "click", None if at is None else f"2026-07-02 {at}", link)
        for at, link in told
    ]


COUNTED = ("unique_clickers", "unique_clickers_without_scanners", "suspected_scanner_clicks")
RATES = ("recipient_click_rate", "recipient_click_rate_without_scanners")


def found(*rows: tuple) -> dict[str, float | None]:
    story = {"mailings": mailings(SENT, {**SENT, "mailing": "n"}), "activity": activity(*rows)}
    return values(indicators(story, as_of=NOW, only=(*COUNTED, *RATES)), "2027Q2")


def told(*rows: tuple) -> tuple[float | None, ...]:
    """Clickers, clickers without scanners, and suspects."""
    of = found(*rows)
    return tuple(of[each] for each in COUNTED)


SCAN = clicks("bot", ("10:00:05", "a"), ("10:00:06", "b"), ("10:01:00", "c"))


def test_every_link_of_three_within_a_minute_is_suspected_and_still_counted():
    assert told(HUMAN, *SCAN) == (2, 1, 1)


def test_two_links_are_not_suspected():
    assert told(*clicks("bot", ("10:00:05", "a"), ("10:00:06", "b"))) == (1, 1, 0)


def test_one_link_clicked_three_times_is_not_suspected():
    three = [(f"10:00:0{each}", "a") for each in range(3)]
    assert told(*clicks("bot", *three)) == (1, 1, 0)


def test_the_sixtieth_second_counts_and_the_sixty_first_does_not():
    late = clicks("bot", ("10:00:05", "a"), ("10:00:06", "b"), ("10:01:01", "c"))
    assert told(*SCAN) == (1, 0, 1)
    assert told(*late) == (1, 1, 0)


def test_a_minute_before_the_send_is_as_near_and_an_hour_before_is_a_clock_gone_wrong():
    early = clicks("bot", ("09:59:00", "a"), ("09:59:30", "b"), ("09:59:40", "c"))
    wrong = clicks("bot", ("09:00:05", "a"), ("09:00:06", "b"), ("09:00:07", "c"))
    assert told(*early) == (1, 0, 1)
    assert told(*wrong) == (1, 1, 0)


def test_not_all_links_that_anybody_clicked_are_not_suspected():
    assert told(*SCAN, ("m", "asha", "click", "2026-07-02 14:00:00", "d")) == (2, 2, 0)


def test_the_links_of_another_mailing_do_not_matter():
    assert told(*SCAN, ("n", "asha", "click", "2026-07-02 14:00:00", "d")) == (2, 1, 1)


def test_somebody_who_clicks_again_after_the_minute_is_a_person_too():
    assert told(*SCAN, *clicks("bot", ("11:00:00", "a"))) == (1, 1, 1)


def test_a_suspect_in_one_mailing_who_clicked_in_another_is_a_person_of_the_quarter():
    assert told(*SCAN, ("n", "bot", "click", "2026-07-03 09:00:00", "a")) == (1, 1, 1)


@pytest.mark.parametrize("row", [(None, "a"), ("14:00:00", None)])
def test_a_click_without_a_time_or_a_link_makes_it_unknown_and_not_zero(row):
    assert told(*clicks("asha", row)) == (1, None, None)


def test_a_link_that_is_not_known_may_be_the_one_that_a_suspect_did_not_click():
    assert told(*SCAN, *clicks(None, ("14:00:00", None))) == (1, None, None)


def test_unknown_in_one_mailing_says_nothing_of_the_others():
    rows = [*clicks("asha", (None, "a")), *clicks("ben", ("14:00:00", "a"), mailing="n")]
    story = {"mailings": mailings(SENT, {**SENT, "mailing": "n"}), "activity": activity(*rows)}
    by = indicators(story, by=("mailing",), only=("unique_clickers_without_scanners",), as_of=NOW)
    assert [None if pd.isna(each) else each for each in by["value"]] == [None, 1]


def test_why_it_is_unknown_is_told():
    story = {"mailings": mailings(SENT), "activity": activity(*clicks("asha", (None, "a")))}
    row = indicators(story, only=("suspected_scanner_clicks",), as_of=NOW).iloc[0]
    assert (row["basis"], row["note"]) == ("unknown", "the exports do not say")


def test_nobody_clicked_is_none_and_not_unknown():
    assert told(("m", "asha", "open"), ("m", "ben", "not_opened")) == (0, 0, 0)


def test_the_click_rate_of_recipients_is_with_and_without_suspects_of_all_of_them():
    rows = [
        HUMAN,
        *SCAN,
        ("m", "cy", "not_opened"),
        ("m", "dee", "opened"),
        ("m", "eve", "bounced"),
    ]
    of = found(*rows)
    assert of["recipient_click_rate"] == pytest.approx(2 / 4)
    assert of["recipient_click_rate_without_scanners"] == pytest.approx(1 / 4)


def test_without_a_list_of_those_who_did_not_open_it_there_is_no_rate_of_recipients():
    of = found(HUMAN, *SCAN, ("m", "dee", "opened"))
    assert of["recipient_click_rate"] is None
    assert of["recipient_click_rate_without_scanners"] is None
    assert of["unique_clickers"] == 2
