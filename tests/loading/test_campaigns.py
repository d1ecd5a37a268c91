"""Reactions go to the mailing that they are of, also where several have one title."""

from __future__ import annotations

import pandas as pd
import pytest
from building import mailings, moment

from copmetrics.loading.campaigns import (
    BEFORE_SENT,
    SHARED_TITLE,
    UNKNOWN_MAILING,
    place_activity,
)
from copmetrics.schema import RAW

NEWS = mailings(
    {"mailing": "jan", "title": "News", "sent_at": "2026-01-10 09:00", "recipients": 30},
    {"mailing": "feb", "title": "News", "sent_at": "2026-02-10 09:00", "recipients": 40},
    {"mailing": "other", "title": "Other", "sent_at": "2026-03-10 09:00", "recipients": 40},
)


def placed(*rows: tuple[str, str, str | None], sent: pd.DataFrame = NEWS) -> dict[str, str | None]:
    """Each row is (file, person, when); say to which mailing each file's rows went, or why to none."""
    frame = pd.DataFrame(rows, columns=["mailing", "person", "happened_at"])
    told = frame.assign(
        happened_at=pd.to_datetime([moment(each) for each in frame["happened_at"]], utc=True),
        action="opened",
        left_out=pd.Series(None, index=frame.index, dtype="str"),
    )
    found = place_activity(told, sent)
    went = found["mailing"].where(found["mailing"].notna(), found["left_out"])
    return dict(zip(frame["mailing"], went, strict=True))


def test_lists_of_recipients_without_times_go_to_their_own_mailing_by_the_vendors_numbers():
    found = placed(("12_news", "ann", None), ("7_news", "bo", None), ("13_other", "cy", None))
    assert found == {"7_news": "jan", "12_news": "feb", "13_other": "other"}


def test_the_first_reaction_tells_where_there_is_one():
    found = placed(("7_news", "ann", "2026-01-10 10:00"), ("12_news", "ann", "2026-02-11 10:00"))
    assert found == {"7_news": "jan", "12_news": "feb"}


def test_two_numbers_are_never_taken_for_one_mailing():
    # whoever opened January's first did so in March: by the time alone both would be February's
    found = placed(("7_news", "ann", "2026-03-01 10:00"), ("12_news", "bo", "2026-02-11 10:00"))
    assert found == {"7_news": "jan", "12_news": "feb"}


@pytest.mark.parametrize(
    "rows",
    [
        [("7_news", "ann", None)],  # one list, two mailings
        [("news", "ann", None), ("news-2", "ann", None)],  # no number
        [("7_news", "ann", None), ("12_news", "bo", None), ("15_news", "bo", None)],
        # the second number would be February's, and was opened in January
        [("7_news", "ann", None), ("12_news", "bo", "2026-01-11 10:00")],
        # more people than January's mailing had recipients
        [*(("7_news", f"p{each}", None) for each in range(31)), ("12_news", "bo", None)],
    ],
)
def test_what_does_not_show_is_left_out_with_its_reason_and_put_to_neither(rows):
    left = {SHARED_TITLE, UNKNOWN_MAILING}
    assert set(placed(*rows).values()) <= left
    assert SHARED_TITLE in set(placed(*rows).values())


def test_a_title_that_no_report_lists_is_said_to_be_of_none():
    assert placed(("9_else", "ann", None)) == {"9_else": UNKNOWN_MAILING}


def test_the_communitys_own_answer_names_the_mailing():
    assert placed(("jan", "ann", None), ("7_news", "ann", None))["jan"] == "jan"


def test_the_raw_table_that_it_is_made_for_has_these_columns():
    assert {"mailing", "happened_at", "left_out"} <= set(RAW["activity"].columns)


def test_what_is_dated_before_its_mailing_was_sent_is_left_out_by_that_reason():
    # Other was sent on 10 March at nine: the evening before may be another clock
    told = pd.DataFrame(
        [
            ("other", "ann", "2026-03-08 10:00"),
            ("other", "bo", "2026-03-09 20:00"),
            ("other", "cy", "2026-03-11 10:00"),
            ("other", "dee", None),
        ],
        columns=["mailing", "person", "happened_at"],
    )
    at = pd.to_datetime([moment(each) for each in told["happened_at"]], utc=True)
    nothing = pd.Series(None, index=told.index, dtype="str")
    found = place_activity(told.assign(happened_at=at, action="opened", left_out=nothing), NEWS)
    assert found["mailing"].tolist() == ["other"] * 4
    assert found["left_out"].fillna("").tolist() == [BEFORE_SENT, "", "", ""]
    assert placed(("13_other", "ann", "2026-03-01 10:00")) == {"13_other": BEFORE_SENT}
    assert placed(("13_more", "ann", "2026-03-01 10:00")) == {"13_more": UNKNOWN_MAILING}
