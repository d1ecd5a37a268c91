"""What came out of meetings: slides, recordings, photographs, posts and documents."""

from __future__ import annotations

from copmetrics.measures.attendance import PLACE, TOPIC
from copmetrics.measures.base import About, Better, Measures, Source
from copmetrics.measures.tallies import tally
from copmetrics.units import Unit

__all__ = ["OUTPUTS"]

OUTPUTS = Measures(
    fact="outputs_made",
    about=About.AGENDA,
    source=Source.OUTPUTS,
    key=("source_file", "source_row"),
    rows="rows_outputs_made",
    dimensions=("kind", *PLACE, TOPIC),
    declared=(
        tally(
            id="outputs_made",
            label="Outputs kept",
            unit=Unit.OUTPUTS,
            meaning="Slides, recordings, photographs, posts and documents of the quarter on the list of "
            "outputs, whoever may see them; those withdrawn are not in it. By event and its dimensions, each "
            "is where the event is that it came out of.",
            better=Better.HIGHER,
            caveat="What is kept is not yet of use to anybody: stories tell what came of it.",
        ),
    ),
)
