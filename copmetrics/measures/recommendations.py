"""What was recommended, and what became of it."""

from __future__ import annotations

from copmetrics.measures.base import About, Better, Measures, Source
from copmetrics.measures.tallies import tally
from copmetrics.units import Unit

__all__ = ["RECOMMENDATIONS"]

RECOMMENDATIONS = Measures(
    fact="recommendations_made",
    about=About.AGENDA,
    source=Source.RECOMMENDATIONS,
    key=("source_file", "source_row"),
    rows="rows_recommendations_made",
    dimensions=("topic",),
    by_month=False,
    declared=(
        tally(
            id="recommendations_made",
            label="Recommendations made",
            unit=Unit.RECOMMENDATIONS,
            meaning="Recommendations that critical friends made in the quarter.",
            counts="made = 1",
            otherwise="was made in an earlier quarter",
        ),
        tally(
            id="recommendations_of_year",
            label="Recommendations made in the year",
            unit=Unit.RECOMMENDATIONS,
            meaning="Recommendations made in the quarter or in the three before it.",
            counts="of_year = 1",
            otherwise="was made more than four quarters ago",
        ),
        tally(
            id="recommendations_adopted",
            label="Recommendations of the year that were adopted",
            unit=Unit.RECOMMENDATIONS,
            meaning="Of the recommendations made in the quarter or the three before it, those that were "
            "adopted, or done, by the quarter's end.",
            better=Better.HIGHER,
            counts="of_year = 1 and adopted = 1",
            otherwise="was made more than four quarters ago, or not adopted by the quarter's end",
        ),
        tally(
            id="recommendations_carried",
            label="Recommendations carried forward",
            unit=Unit.RECOMMENDATIONS,
            meaning="Recommendations, whenever they were made, that were not closed by the quarter's end: "
            "open, or adopted and not done yet.",
            only_grows=False,
            counts="carried = 1",
            otherwise="was done, or not adopted, by the quarter's end",
        ),
    ),
)
