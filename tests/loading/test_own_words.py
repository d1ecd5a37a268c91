"""What a community's own logs say in other words than ours is said, and so is a file that is an output."""

from __future__ import annotations

from folders import folder

from copmetrics.loading.survey import survey

FILES = {
    "agenda.csv": (
        "Raised on,Item,Kind,Status\n2024-05-14,A card,Idea,open\n2024-05-14,A bed,needs,Later on\n"
        "2024-05-14,A room,Opportunities,parked\n2024-05-14,A day,,\n"
    ),
    "outputs.csv": (
        "Date,Title,Kind,Link or file\n2024-05-14,The wall,Poster,wall/./notes.png\n"
        "2024-05-14,The day,slides,https://example.org/s\n"
    ),
    "remarks.csv": "Event,Plus or delta,Remark\nmay,+,The card\nmay,Delta,The room\n",
    "events.csv": "event,title,starts\nmay,May,2024-05-14 13:00\n",
    "wall/other.png": "\x89PNG\r\n\x1a\n",
    "wall/notes.png": "\x89PNG\r\n\x1a\n",
}


def test_a_word_that_counts_as_another_and_a_file_that_is_an_output_are_said(tmp_path):
    found = survey(folder(tmp_path, FILES), as_of="2024-10-05")
    assert found.problems == ()
    files = {each.file: each for each in found.files}
    assert files["agenda.csv"].note == (
        "in the column 'Kind' 'Idea' counts as opportunity and 'needs' counts as resource; "
        "in the column 'Status' 'Later on' counts as parked"
    )
    assert files["outputs.csv"].note == "in the column 'Kind' 'Poster' counts as document"
    assert files["remarks.csv"].note == ""
    told = files["wall/notes.png"]
    assert (told.note, told.missed) == ("it is an output, as outputs.csv says", False)
    assert files["wall/other.png"].missed
