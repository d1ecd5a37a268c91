"""The learning agenda as it is read: who takes an item is nobody by name, and what is wrong is pointed at."""

from __future__ import annotations

import pytest
from folders import folder, zoom

from copmetrics.community.community import load
from copmetrics.errors import Problems
from copmetrics.loading.survey import survey

HEADINGS = "Raised on,Item,Kind,Topic,Taken by,Event,Status,Closed on,Outcome\n"
EVENTS = "event,title,starts\nhuddle,The May huddle,2024-05-14 13:00\n"
AS_OF = "2024-10-05"
MEND = "Mend the cell, or export the file again."


def agenda(place, *lines: str, **files: str):
    told = {f"{name}.csv": text for name, text in files.items()}
    text = HEADINGS + "".join(f"{line}\n" for line in lines)
    return folder(place, {"events.csv": EVENTS, "agenda.csv": text, **told})


def test_whoever_takes_an_item_is_a_role_or_a_pseudonym(tmp_path):
    place = agenda(
        tmp_path,
        "2024-05-14,One,,,Outreach leads,huddle,,,",
        "2024-05-14,Two,,,ASHA@example.org,the MAY huddle,,,",
        "2024-05-14,Three,,,Asha One,,,,",
        "2024-05-14,Four,,,,,,,",
        zoom=zoom("Asha One,asha@example.org"),
    )
    community = load(place, as_of=AS_OF)
    items = community.tables["agenda"]
    (asha,) = community.attendance["person"]
    assert items["taken_by"].fillna("nobody").tolist() == ["Outreach leads", asha, asha, "nobody"]
    assert items["event"].fillna("none").tolist() == ["huddle", "huddle", "none", "none"]
    assert "asha@" not in items.to_csv()


def test_an_item_that_stands_in_two_files_is_said_of_both(tmp_path):
    form = "Timestamp,Question or challenge,Kind,Status\n2024-05-14 14:00:00,A CARD,,\n"
    place = agenda(
        tmp_path,
        "2024-05-14,A card,,,,,,,",
        "2024-05-14,A lamp,,,,,,,",
        "2024-05-15,A lamp,,,,,,,",  # twice in one file: raised again
        form=f"{form}2024-05-15 14:00:00,A bed,,\n",
    )
    notes = {each.file: each.note for each in survey(place, as_of=AS_OF).files}
    says = "1 item of it stands in {} too, and counts twice: keep each in one file"
    assert notes["agenda.csv"] == says.format("form.csv")
    assert notes["form.csv"] == says.format("agenda.csv")


def test_what_was_closed_in_an_earlier_export_of_a_form_stays_closed(tmp_path):
    asked = "Timestamp,Question or challenge,Who could take it?"
    lines = {
        "card": "2024-05-14 14:00:00,A card,asha@example.org",
        "bed": "2024-05-15 14:00:00,A bed,",
        "lamp": "2024-05-16 14:00:00,A lamp,",
        "tea": "2024-06-01 14:00:00,Tea,",
    }
    earlier = (
        f"{asked},Status,Closed on,Outcome\n{lines['card']},done,2024-06-01,Printed\n"
        f"{lines['bed']},parked,,\n{lines['lamp']},done,2024-06-02,\n"
    )
    files = {
        "a newer one.csv": "\n".join([asked, *lines.values(), ""]),
        "earlier.csv": earlier,
        # which of two is right nobody can know: both stay, and it is said
        "somebody's.csv": f"{asked},Status\n{lines['lamp']},open\n",
    }
    found = survey(folder(tmp_path, files), as_of=AS_OF)
    items = found.assembled.tables["agenda"]
    told = items[["item", "status", "source_file"]].sort_values(["item", "source_file"])
    assert list(told.itertuples(index=False, name=None)) == [
        ("A bed", "parked", "earlier.csv"),
        ("A card", "done", "earlier.csv"),
        ("A lamp", "open", "a newer one.csv"),
        ("A lamp", "done", "earlier.csv"),
        ("A lamp", "open", "somebody's.csv"),
        ("Tea", "open", "a newer one.csv"),
    ]
    assert items.set_index("item")["taken_by"]["A card"].startswith(
        "p"
    )  # asha, and not another row's
    notes = {each.file: each.note for each in found.files}
    assert notes["a newer one.csv"] == (
        "no column 'Status': its items are open, unless another file says what became of them; "
        "2 items of it stand in earlier.csv too, and count as told there; "
        "1 item of it stands in earlier.csv and somebody's.csv too, and counts twice: keep each in one file"
    )
    assert "counts twice" in notes["somebody's.csv"]


def test_items_whose_words_may_name_somebody_are_marked(tmp_path):
    place = agenda(
        tmp_path,
        "2024-05-14,Asha wants a card,,,,,,,",
        "2024-05-14,A card,,,,,done,2024-06-01,Dr Marker prints it",
        "2024-05-14,A poster,,,,,,,",
        zoom=zoom("Asha One,asha@example.org"),
    )
    found = load(place, as_of=AS_OF).naming
    assert found == {"Asha wants a card", "Dr Marker prints it"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            ",A card,,,,,,,",
            f"column 'Raised on': it is empty, and should be a day such as 2026-05-14. {MEND}",
        ),
        (
            "soon,A card,,,,,,,",
            f"column 'Raised on': 'soon' is not a day such as 2026-05-14. {MEND}",
        ),
        (
            "2024-05-14,,,,,,open,,",
            f"column 'Item': it is empty, and should be what was raised. {MEND}",
        ),
        (
            "2024-05-14,A card,wish,,,,,,",
            "column 'Kind': 'wish' is not one of question, challenge, opportunity, resource. Write one of "
            "these.",
        ),
        (
            "2024-05-14,A card,,Cards; Nights,,,,,",
            "column 'Topic': 'Cards; Nights' is not one topic. Choose one, or write a line for each.",
        ),
        (
            "2024-05-14,A card,,,,hudle,,,",
            "column 'Event': 'hudle' is not an event that is known. Did you mean 'huddle'? Write its short "
            "name as the list of events has it, or leave it empty.",
        ),
        (
            "2024-05-14,A card,,,,,done,,",
            "column 'Closed on': it is empty, and should be a day such as 2026-05-14. Write the day, or set its "
            "status back to open.",
        ),
        (
            "2024-05-14,A card,,,,,parked,2024-05-20,",
            "column 'Closed on': '2024-05-20' is not empty, as its status says that it is not closed. "
            "Mend one of the two.",
        ),
        (
            "2024-05-14,A card,,,,,,2024-05-13,",
            "column 'Closed on': '2024-05-13' is not on or after the day on which it was raised. Mend one "
            "of the two.",
        ),
    ],
)
def test_what_is_wrong_with_an_item_is_one_line(tmp_path, line, says):
    with pytest.raises(Problems) as raised:
        load(agenda(tmp_path, line), as_of=AS_OF)
    assert [str(each) for each in raised.value.errors] == [f"agenda.csv, row 2, {says}"]


def test_a_timetable_is_no_learning_agenda(tmp_path):
    timetable = "Time,Item,Lead\n09:30,Coffee,all\n10:00,What changed,facilitators\n"
    found = survey(folder(tmp_path, {"events.csv": EVENTS, "study day agenda.csv": timetable}))
    formats = {each.file: each.format for each in found.files}
    assert formats == {"events.csv": "Events list", "study day agenda.csv": ""}
