"""Forms for something else than signing in: each is asked about, and the offered line has it read."""

from __future__ import annotations

import tomllib

import pytest
from reading import read

from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.log_forms import is_log_form
from copmetrics.readers.questionnaires import is_questionnaire

MICROSOFT = "ID,Start time,Completion time,Email,Name,{}\n"
ANSWERED = "{at},2026-07-08 09:0{at},2026-07-08 09:0{at},p{at}@example.org,P {at},{answers}\n"
WHO = "Your organisation,Your job title"
FOR_SOMETHING_ELSE = {
    "catering": ("Date,Sandwiches or soup?", "2026-07-07,Soup"),
    "dietary needs": (
        "Which event did you attend?,Dietary requirements",
        "Huddle,None that I know",
    ),
    "a room": ("Date,Room,How many people?", "2026-07-07,Blue,12"),
    "training needs": (f"{WHO},Which sessions have you attended?,What do you need?", "A,Nurse,1,R"),
    "interest": ("Which event are you interested in?", "Huddle"),
    "booking": ("Which event would you like to attend?", "Huddle"),
    "a quiz": ("Which session did you attend?,What is a score of 5?", "Sepsis,Call"),
    "a certificate": ("Date of event,Where shall we send the certificate?", "2026-07-07,Home"),
    "an abstract": (f"{WHO},Which event will you present at?,Abstract", "A,Nurse,Huddle,Falls"),
    "leave": ("Date,Type", "2026-07-07,Annual"),
    "expenses": ("Meeting date,Fare", "2026-07-07,12.50"),
    "outputs in Dutch": ("Datum,Titel,Bestand,Soort", "2026-07-07,Dia's,a.pdf,slides"),
}


def form(asked, answers, people=(1, 2)):
    rows = (ANSWERED.format(at=at, answers=answers) for at in people)
    return MICROSOFT.format(asked) + "".join(rows)


@pytest.mark.parametrize("purpose", FOR_SOMETHING_ELSE)
def test_nobody_counts_as_having_come_by_a_form_for_something_else(purpose, tmp_path):
    name, reading = read(tmp_path, form(*FOR_SOMETHING_ELSE[purpose]))
    (question,) = reading.problems
    assert name == "Microsoft Forms sign-in"
    assert "did those who answered this form come?" in str(question)
    assert question.answers[-2:] == (
        "ignore = true  # nobody in it came",
        "attended = true  # everybody in it came",
    )


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("Which event did you attend?", "Huddle"),
        (f"{WHO},Date attended,Ward,How did you hear about us?", "A,Nurse,2026-07-07,7,Word"),
        (f"{WHO},Did you attend?,Your other e-mail", "A,Nurse,Yes,{at}@example.org"),
    ],
)
def test_a_form_that_asks_no_more_than_who_came_to_what_is_a_sign_in(asked, answers, tmp_path):
    _, reading = read(tmp_path, form(asked, answers))
    assert reading.problems == ()
    assert len(reading.tables["attendance"]) == 2


OFFERED = {
    "Titel,Link,Art,Datum": (
        {"Title": "Titel", "Kind": "Art", "Date": "Datum"},
        "it asks for outputs",
    ),
    "Titre,Lien,Type,Date": (
        {"Title": "Titre", "Link": "Lien", "Kind": "Type"},
        "it asks for outputs",
    ),
    "De quoi devrions-nous parler ?,Type,Sujet,Qui pourrait s'en charger ?": (
        {
            "What should we talk about?": "De quoi devrions-nous parler ?",
            "Who could take it?": "Qui pourrait s'en charger ?",
            "Kind": "Type",
            "Topic": "Sujet",
        },
        "it asks for items of the agenda",
    ),
    "Wie fanden Sie es?,Was lief gut?,Was lief schlecht?,Datum": (
        {
            "How would you rate it?": "Wie fanden Sie es?",
            "What should change?": "Was lief schlecht?",
            "What went well?": "Was lief gut?",
        },
        "it asks for feedback",
    ),
}


@pytest.mark.parametrize("asked", OFFERED)
def test_what_a_form_may_be_is_offered_and_is_read_so(asked, tmp_path):
    columns, says = OFFERED[asked]
    _, reading = read(tmp_path, form(asked, "Folien,https://example.org/f,slides,2026-07-07"))
    (question,) = reading.problems
    offered, *_ = question.answers
    assert tomllib.loads(offered) == {"columns": columns}
    assert offered.endswith(f"# {says}")
    head = Row(1, tuple(MICROSOFT.format(asked).strip().split(",")))
    renamed = with_known_headings(Sheet("a.csv", (head,), ""), columns)
    assert is_questionnaire(renamed)
    assert is_log_form(renamed) == ("feedback" not in says)


COUNTED = {
    "stories": (
        "Wer darf Ihre Geschichte lesen?,What did you do?,"
        "What did you take part in and what was it like?,What did you take away?,"
        "What difference did it make to you?,What difference did it make to your team?,"
        "What success is?,What do you hope?",
        "Mitglieder,A call list,R,R,R,R,R,R",
        'columns = {"What did you do with it?" = "What did you do?"}',
        ("segments", "text", ["R", "R", "A call list", "R", "R", "R", "R"]),
    ),
    "agenda": (
        "What should we talk about?,Kind,Wer macht es?",
        "Cover,question,Ward 7",
        'columns = {"Who could take it?" = "Wer macht es?"}',
        ("agenda", "taken_by", ["Ward 7"]),
    ),
    "outputs": (
        "Title,Link,Kind,Für wen?",
        "Wall,wall.jpg,photo,anybody",
        'columns = {"May others see it?" = "Für wen?"}',
        ("outputs", "consent", ["public"]),
    ),
}


@pytest.mark.parametrize("kind", COUNTED)
def test_a_question_that_counts_is_never_taken_for_one_that_nobody_answered(kind, tmp_path):
    asked, answers, line, (table, column, told) = COUNTED[kind]
    text = form(asked, answers, people=(1,))
    _, reading = read(tmp_path, text)
    (question,) = reading.problems
    assert "not used, and nothing asks" in str(question)
    without = tomllib.loads(question.answers[-1])["without"]
    assert question.answers[0] == line
    ((ours, own),) = tomllib.loads(line)["columns"].items()
    _, named = read(tmp_path, text.replace(own, ours))
    assert (named.problems, list(named.tables[table][column])) == ((), told)
    _, other = read(tmp_path, text, without=without)
    assert other.problems == ()


def test_who_somebody_is_is_no_question_that_counts(tmp_path):
    _, reading = read(
        tmp_path, form(f"How would you rate it?,What went well?,Ward,{WHO}", "5,Food,7,A,Nurse")
    )
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("sign", "kind"),
    [("-", "delta"), ("−", "delta"), ("–", "delta"), ("Δ", "delta"), ("+", "plus")],
)
def test_a_sign_is_the_kind_of_a_remark(sign, kind, tmp_path):
    _, reading = read(tmp_path, f"Event,Plus or delta,Remark\nhuddle,{sign},The room\n")
    assert reading.problems == ()
    assert list(reading.tables["feedback"][kind]) == ["The room"]
    _, reading = read(tmp_path, "Event,Plus or delta,Remark\nhuddle,n/a,The room\n")
    assert "column 'Plus or delta': it is empty" in str(reading.problems[0])
