"""Channels: what a community's own words stand for, and what is said of those that stand for nothing yet."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.framework.channels import Channel, with_channels
from copmetrics.loading.channels import channels_noted

DECLARED = {"Zoom": Channel.VIDEO, "St-Mary's ward": Channel.VISIT}


def settled(declared: dict[str, Channel], *written: tuple[str | None, str | None]):
    """What becomes of events with these channels and formats, and which words were unclear."""
    events = pd.DataFrame(written, columns=["channel", "format"], dtype="str")
    found, unclear = with_channels(events, declared)
    return [None if pd.isna(each) else each for each in found["channel"]], unclear


@pytest.mark.parametrize(
    ("channel", "format_", "stands_for"),
    [
        ("Zoom", "online", "video"),
        ("ZOOM ", None, "video"),
        ("st mary's ward", "face to face", "visit"),  # the channel comes before the format
        ("Education Centre", "Face-to-face", "face to face"),
        (None, "phone", "phone"),
        (None, None, None),
    ],
)
def test_a_word_stands_for_the_channel_that_is_declared_and_nothing_known_stays_unknown(
    channel, format_, stands_for
):
    assert settled(DECLARED, (channel, format_)) == ([stands_for], ())


def test_a_word_that_is_not_declared_is_other_and_is_asked_about_never_guessed():
    found, unclear = settled(DECLARED, ("Zoom webinar", "online"), ("Teams", None))
    assert found == ["other", "other"]
    assert unclear == ("Teams", "Zoom webinar")
    (said,) = channels_noted(unclear)
    assert said == (
        "events by 'Teams' and 'Zoom webinar' count as channel 'other': say what each stands for under "
        '[channels] in community.toml, as in "Teams" = "video" (face to face, video, phone, tweetchat, '
        "visit, forum, other)"
    )


def test_of_a_community_that_declares_nothing_channels_stay_as_they_were_written():
    assert settled({}, ("Zoom", "online"), ("Teams", None)) == (["Zoom", "Teams"], ())
    assert channels_noted(()) == ()
