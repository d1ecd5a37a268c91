"""A story that two exports of a form have is told once."""

from __future__ import annotations

import pandas as pd

from copmetrics.loading.stories_once import TOLD_AGAIN, stories_once

STORIES = [
    # file, row, told at, words, who may read it
    ("old.csv", 2, "12:00", "a poster", "members"),
    ("old.csv", 3, "12:05", "a card", "members"),
    ("new.csv", 2, "12:00", "a poster", "private"),
    ("new.csv", 3, "12:05", "a card", "withdrawn"),
    ("new.csv", 4, "13:00", "a poster", "members"),
]


def raw(rows):
    frame = pd.DataFrame(
        rows, columns=["source_file", "source_row", "collected_on", "text", "consent"]
    )
    frame = frame.assign(
        story=frame["source_file"] + "#" + frame["source_row"].astype(str),
        collected_on=pd.to_datetime("2026-05-14 " + frame["collected_on"], utc=True),
        left_out=pd.Series(None, index=frame.index, dtype="str"),
        step=1.0,
    )
    return {
        "stories": frame.drop(columns=["text", "step"]),
        "segments": frame[["story", "step", "text"]],
    }


def test_a_story_counts_once_as_the_newer_export_has_it_and_withdrawn_in_either_is_withdrawn():
    found = stories_once(raw(STORIES))
    told = found["stories"].set_index("story")
    assert list(told.index[told["left_out"].eq(TOLD_AGAIN)]) == ["old.csv#2", "old.csv#3"]
    assert told["consent"]["new.csv#2"] == "private"
    assert set(found["segments"]["story"]) == {"new.csv#2", "new.csv#3", "new.csv#4"}
    swapped = [
        (file, row, at, words, {"withdrawn": "members"}.get(may, may))
        for file, row, at, words, may in STORIES
    ]
    swapped[1] = (*swapped[1][:4], "withdrawn")
    assert (
        stories_once(raw(swapped))["stories"].set_index("story")["consent"]["new.csv#3"]
        == "withdrawn"
    )


def test_two_stories_in_one_file_are_two():
    assert stories_once(raw([STORIES[0], STORIES[0]]))["stories"]["left_out"].isna().all()
