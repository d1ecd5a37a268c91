"""What people said of events afterwards, in feedback forms."""

from __future__ import annotations

from copmetrics.measures.base import Better, Measure, Measures, Source, mean, share
from copmetrics.units import Unit

__all__ = ["FEEDBACK"]

FEW_ANSWER = (
    "Those who answer are not a sample of those who came: read it with the count beside it."
)

FEEDBACK = Measures(
    fact="event_feedback",
    source=Source.FEEDBACK,
    key=("source_file", "source_row"),
    rows="rows_event_feedback",
    dimensions=("event", "title", "format", "activity", "channel", "cluster"),
    declared=(
        mean(
            "feedback_rating",
            "Rating of events by those who answered",
            "rating",
            meaning="The mean of all ratings given after the quarter's events, from 1 to 5; other "
            "scales are brought to that one.",
            words=("added up over all ratings", "ratings given"),
            otherwise="gave no rating",
            caveat=FEW_ANSWER,
        ),
        share(
            "feedback_favourable",
            "Ratings of 4 or 5",
            "count(case when rating >= 4 then 1 end)",
            "count(rating)",
            meaning="Of the ratings given after the quarter's events, the share that was 4 or 5 "
            "out of 5.",
            words=("ratings of 4 or 5", "ratings given"),
            better=Better.HIGHER,
            counts="rating >= 4",
            otherwise="rated it lower, or gave no rating",
            caveat=FEW_ANSWER,
        ),
        Measure(
            "feedback_answers",
            "Answers to feedback forms",
            "count(*)",
            Unit.ANSWERS,
            "Feedback forms filled in after the quarter's events.",
            better=Better.HIGHER,
        ),
    ),
)
