"""What people said of events afterwards, in feedback forms."""

from __future__ import annotations

from copmetrics.measures.base import About, Better, Measure, Measures, Source, mean, share
from copmetrics.measures.counted import Counted
from copmetrics.measures.tallies import tally
from copmetrics.units import Unit

__all__ = ["FEEDBACK", "REMARKS"]

FEW_ANSWER = (
    "Those who answer are not a sample of those who came: read it with the count beside it."
)

FEEDBACK = Measures(
    fact="event_feedback",
    about=About.EVENTS,
    source=Source.FEEDBACK,
    key=("source_file", "source_row"),
    rows="rows_event_feedback",
    dimensions=("event", "title", "format", "activity", "channel", "cluster", "topic"),
    record_key="record_key(event)",
    declared=(
        mean(
            id="feedback_rating",
            label="Rating of events by those who answered",
            amount="rating",
            meaning="The mean of all ratings given after the quarter's events, from 1 to 5; other "
            "scales are brought to that one.",
            words=("added up over all ratings", "ratings given"),
            counted=Counted.ANSWERS,
            otherwise="gave no rating",
            caveat=FEW_ANSWER,
        ),
        share(
            id="feedback_favourable",
            label="Ratings of 4 or 5",
            numerator="count(case when rating >= 4 then 1 end)",
            denominator="count(rating)",
            meaning="Of the ratings given after the quarter's events, the share that was 4 or 5 "
            "out of 5.",
            words=("ratings of 4 or 5", "ratings given"),
            counted=Counted.ANSWERS,
            better=Better.HIGHER,
            counts="rating >= 4",
            out_of="rating is not null",
            otherwise="rated it lower, or gave no rating",
            caveat=FEW_ANSWER,
        ),
        Measure(
            id="feedback_answers",
            label="Answers to feedback forms",
            expression="count(*)",
            unit=Unit.ANSWERS,
            meaning="Feedback forms filled in after the quarter's events.",
            counted=Counted.ANSWERS,
            better=Better.HIGHER,
        ),
    ),
)

REMARKS = Measures(
    fact="event_remarks",
    about=About.EVENTS,
    source=Source.REMARKS,
    key=("source_file", "source_row", "kind"),
    rows="rows_event_remarks",
    dimensions=(
        "event",
        "title",
        "format",
        "activity",
        "channel",
        "cluster",
        "topic",
        "small_group",
    ),
    inside=True,
    declared=(
        tally(
            id="plus_remarks",
            label="Remarks on what went well",
            unit=Unit.REMARKS,
            meaning="What people wrote of the quarter's events as going well: in a form, or on a note that "
            "somebody wrote down.",
            counts="kind = 'plus'",
            otherwise="says what to change",
            caveat=FEW_ANSWER,
        ),
        tally(
            id="delta_remarks",
            label="Remarks on what to change",
            unit=Unit.REMARKS,
            meaning="What people wrote of the quarter's events as to be changed: in a form, or on a note "
            "that somebody wrote down.",
            counts="kind = 'delta'",
            otherwise="says what went well",
            caveat=FEW_ANSWER,
        ),
    ),
)
