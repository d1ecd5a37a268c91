"""An answer to a feedback form counts once, in however many exports of the form it stands."""

from __future__ import annotations

import pandas as pd

from copmetrics.loading.feedback_once import ANSWERED_AGAIN, SENT_AGAIN, feedback_once

FIRST = [("12:00:05", 4, "Good pace"), ("12:01:00", 2, None), ("12:01:30", 2, None)]


def answers(*files):
    rows = [
        {
            "source_file": f"{number}.csv",
            "answered_at": pd.Timestamp(f"2026-05-14 {at}", tz="UTC"),
            "rating": float(rating),
            "plus": plus,
        }
        for number, rows in enumerate(files)
        for at, rating, plus in rows
    ]
    frame = pd.DataFrame(rows, columns=["source_file", "answered_at", "rating", "plus"])
    texts = {"event": None, "delta": None, "left_out": None, "plus": frame["plus"]}
    return frame.assign(
        **{name: pd.Series(each, index=frame.index, dtype="str") for name, each in texts.items()}
    )


def reasons(*files):
    found = feedback_once(answers(*files))
    return [list(own) for _, own in found["left_out"].groupby(found["source_file"])]


def test_a_newer_export_of_the_form_tells_what_the_older_one_did():
    newer = [
        ("12:00:00", 4, "Good pace"),
        ("12:01:00", 2, None),
        ("12:01:00", 5, None),
    ]  # one edited
    newer += [("12:05:00", 3, None)]
    assert reasons(FIRST, newer)[0] == [ANSWERED_AGAIN] * 3
    assert pd.isna(reasons(FIRST, newer)[1]).all()
    assert pd.isna(reasons(newer, FIRST)[1]).sum() == 0


def test_two_forms_answered_at_once_are_two():
    other = [
        ("12:00:05", 5, "Lunch"),
        ("12:01:00", 2, None),
        ("12:03:00", 3, None),
        ("12:04:00", 3, None),
    ]
    assert all(pd.isna(each).all() for each in reasons(FIRST, other))


def test_words_sent_twice_within_a_minute_are_one_answer_and_a_rating_alone_is_two():
    words = "The talk on escalation was great"
    twice = [("12:00:00", 4, words), ("12:00:03", 4, words), ("12:02:00", 4, words)]
    (found,) = reasons(twice)
    assert [each == SENT_AGAIN for each in found] == [False, True, False]
    (found,) = reasons([("12:00:00", 4, "Great talk"), ("12:00:03", 4, "Great talk")])
    assert pd.isna(found).all()


def test_of_which_event_an_answer_is_may_be_said_of_the_older_export_alone():
    told = answers(FIRST, [*FIRST, ("12:09:00", 1, None)])
    older = told["source_file"].eq("0.csv")
    found = feedback_once(told.assign(event=pd.Series("huddle", index=told.index).where(older)))
    assert list(found.loc[~older, "event"][:3]) == ["huddle"] * 3
