"""Who says in a feedback form that they changed something: which question it is, which answer, and whose."""

from __future__ import annotations

import csv
import io

import pytest
from reading import read

FORM = "Which event?,How would you rate it?,What went well?,What should change?"
CHANGED = (
    "Have you changed something in your practice?",
    "Did you change anything?",
    "What have you done differently since?",
    "What has changed in your practice since the study day?",
    "Have you put anything into practice?",
    "Haben Sie seither etwas geändert?",
    "Was hast du seitdem anders gemacht?",
    "Qu'avez-vous changé depuis ?",
    "¿Ha cambiado algo en su práctica?",
    "Che cosa ha cambiato da allora?",
    "O que mudou na sua prática?",
    "Wat heeft u sindsdien veranderd?",
)
NOT_CHANGED = {
    "What will you do differently?": None,  # what somebody intends is neither
    "Is there anything that you plan to change?": None,
    "Was werden Sie ändern?": None,
    "What would you change?": "delta",
    "What did you think we should do differently?": "delta",
    "Was sollten wir ändern?": "delta",
    "Que devrions-nous changer ?": "delta",
}


def form(*rows: tuple[str, ...], asked: tuple[str, ...] = (), first: str = FORM) -> str:
    """A Google form of one event: each row has an address and the answers to the last questions."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    rated = dict(zip(FORM.split(","), ("Huddle", "4", "Lunch", "Room"), strict=True))
    lines.writerow(("Timestamp", "Email Address", *first.split(","), *asked))
    for address, *said in rows:
        told = (rated[each] for each in first.split(","))
        lines.writerow(("2024-05-14 14:00:00", address, *told, *said))
    return written.getvalue()


def said(tmp_path, *rows, asked=CHANGED[:1], first=FORM, **answers):
    """What each person said that they changed, by their address or name."""
    text = form(*rows, asked=asked, first=first)
    _, reading = read(tmp_path, text, **{"interview": True, **answers})
    assert reading.problems == ()
    lines = reading.parts["changes_said"].given
    return {each["address"] or each["name"]: each["said"] for each in lines}


@pytest.mark.parametrize("question", CHANGED)
def test_a_question_on_what_people_changed_is_found_in_seven_languages(question, tmp_path):
    rows = (("a@b.example", "A card by the phone"),)
    assert said(tmp_path, *rows, asked=(question,)) == {"a@b.example": "A card by the phone"}
    _, reading = read(tmp_path, form(*rows, asked=(question,)))
    assert reading.tables["feedback"]["delta"].tolist() == ["Room"]


@pytest.mark.parametrize(("question", "column"), NOT_CHANGED.items())
def test_what_somebody_intends_or_wants_changed_is_no_change(question, column, tmp_path):
    first = FORM.removesuffix(",What should change?")
    text = form(("a@b.example", "The chairs"), asked=(question,), first=first)
    without = () if column else ("What should change?",)
    _, reading = read(tmp_path, text, interview=True, without=without)
    assert reading.problems == ()
    assert len(reading.parts["changes_said"]) == 0
    remarks = reading.tables["feedback"]["delta"].dropna().tolist()
    assert remarks == (["The chairs"] if column == "delta" else [])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("We ring earlier", "We ring earlier"),
        ("Yes", None),
        ("Ja!", None),
        ("No longer a list at the desk", "No longer a list at the desk"),
        ("Nicht nur die Karte", "Nicht nur die Karte"),
    ],
)
def test_who_says_so_is_listed_with_their_words(answer, words, tmp_path):
    assert said(tmp_path, ("a@b.example", answer)) == {"a@b.example": words}


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "No",
        "Not yet.",
        "Nothing",
        "n/a",
        "I haven't",
        "Planning to",
        "4",
        "Noch nicht",
        "Je n'ai rien changé",
        "Todavía no",
        "Non ancora",
        "Ainda não",
        "Nog niet",
    ],
)
def test_who_does_not_say_so_is_not(answer, tmp_path):
    assert said(tmp_path, ("a@b.example", answer), ("c@d.example", "Yes")) == {"c@d.example": None}


def test_a_question_that_goes_on_has_the_words_and_a_no_anywhere_counts(tmp_path):
    found = said(
        tmp_path,
        ("a@b.example", "Yes", "The card"),
        ("c@d.example", "No", "I will use the card"),
        ("e@f.example", "We did", ""),
        asked=("Did you change anything?", "If yes, what?"),
    )
    assert found == {"a@b.example": "The card", "e@f.example": "We did"}


def test_where_the_form_asks_whether_they_may_be_asked_only_a_yes_is_one(tmp_path):
    found = said(
        tmp_path,
        ("a@b.example", "The card", "Yes, please do"),
        ("c@d.example", "The card", "No thanks"),
        ("e@f.example", "The card", ""),
        asked=(CHANGED[0], "May we contact you about it?"),
    )
    assert found == {"a@b.example": "The card"}


def test_who_filled_a_form_in_anonymously_is_nobody(tmp_path):
    text = (
        "ID,Start time,Completion time,Email,Name,"
        + FORM
        + ",What have you changed?,Your e-mail address\n"
        "1,2024-05-14 14:00,2024-05-14 14:01,anonymous,,Huddle,4,Lunch,Room,The card,\n"
        "2,2024-05-14 14:00,2024-05-14 14:02,anonymous,Anonym,Huddle,4,Lunch,Room,The card,n/a\n"
        "3,2024-05-14 14:00,2024-05-14 14:03,anonymous,,Huddle,4,Lunch,Room,The bell,me@b.example\n"
        "4,2024-05-14 14:00,2024-05-14 14:04,c@d.example,Cy Three,Huddle,4,Lunch,Room,The list,\n"
    )
    name, reading = read(tmp_path, text, interview=True)
    assert name == "Microsoft Forms feedback"
    lines = reading.parts["changes_said"].given
    assert [(each["address"], each["name"], each["said"]) for each in lines] == [
        ("me@b.example", None, "The bell"),
        ("c@d.example", "Cy Three", "The list"),
    ]


def test_somebody_elses_address_is_not_the_one_who_answers(tmp_path):
    asked = (CHANGED[0], "Whom should we invite? (e-mail)", "Your name")
    found = said(tmp_path, ("", "The card", "other@b.example", "Asha One"), asked=asked)
    assert found == {"Asha One": "The card"}


def test_nobody_is_read_who_was_not_told_and_check_says_by_which_line_they_are(tmp_path):
    text = form(("a@b.example", "The card"), asked=CHANGED[:1])
    _, reading = read(tmp_path, text)
    assert set(reading.parts) == {"feedback"}
    assert "a@b.example" not in str(reading.parts["feedback"].given.to_dict())
    assert [each.says for each in reading.notes] == [
        "who says in it that they changed something is not read; if people knew that they may be asked for a "
        "story, community.toml says interview = true"
    ]
    nameless = form(("anonymous", "The card"), asked=CHANGED[:1])
    assert read(tmp_path, nameless)[1].notes == ()


def test_no_rating_and_no_remark_goes_with_who_changed_something(tmp_path):
    text = form(("a@b.example", "The card"), asked=CHANGED[:1])
    _, reading = read(tmp_path, text, interview=True)
    (line,) = reading.parts["changes_said"].given
    assert set(line) == {"source_row", "event", "answered_at", "name", "address", "said"}
    _, plain = read(tmp_path, text)
    told = plain.tables["feedback"]
    assert reading.tables["feedback"][told.columns].equals(told)
