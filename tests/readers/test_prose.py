"""Stories in prose: what is wrong is pointed at by the row that an editor shows."""

from __future__ import annotations

from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.readers.prose import TAGGED_PROSE
from copmetrics.settings import FileAnswers, Settings

STORY = """

Title: The bleep that was answered
Consent: everybody's aunt

At the huddle a nurse told us. (Immediate value)
I took their card home. (Portable value)
Nobody knows what came of it.
"""


def test_every_problem_names_the_row_counted_from_the_top_of_the_file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    (sheet,) = sheets_in(path, file="story.txt", known=KNOWN_HEADINGS)
    assert TAGGED_PROSE.claims(sheet)
    reading = TAGGED_PROSE.read(sheet, Context(Settings(), FileAnswers()))
    assert [(each.row, each.column) for each in reading.problems] == [
        (4, "Consent"),
        (7, "tag"),
        (8, "story"),
    ]
