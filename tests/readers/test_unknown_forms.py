"""Feedback forms in words that nobody knows: what is not asked is not known, and a line has the rest read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from folders import EVENTS, folder
from reading import read

from copmetrics.community.community import Community
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.loading.survey import Loaded, survey
from copmetrics.measures.base import Source
from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.files import sheets_in
from copmetrics.readers.reader import Reading
from copmetrics.settings import FileAnswers, Settings

OWN = 'columns = {"What should change?" = "Which room next?"}'
DAYS = ("2024-02-14", "2024-05-14", "2024-08-14", "2024-11-14", "2025-02-14")
"""A meeting in each of five quarters."""
FORMS = {
    "of three, one is another question": (
        "How would you rate it?,What went well?,Which room next?",
        "4,Lunch,Blue",
        (4, 1, None),
        f"nothing asks 'What should change?', unless 'Which room next?' does, as {OWN} would say",
    ),
    "of three, one is not asked": (
        "How would you rate it?,What should change?",
        "4,Chairs",
        (4, None, 1),
        "nothing asks 'What went well?'",
    ),
    "a rating alone": (
        "How would you rate it?",
        "4",
        (4, None, None),
        "nothing asks 'What went well?' or 'What should change?'",
    ),
    "no rating": (
        "What went well?,What should change?",
        "Lunch,",
        (None, 1, 0),  # asked, and nobody wrote anything
        "no column 'Rating': how people rated it is not known",
    ),
    "all, and one of somebody's own": (
        "How would you rate it?,What went well?,What should change?,Room?",
        "4,Lunch,Chairs,Blue",
        (4, 1, 1),
        "",
    ),
}
MEASURES = ("feedback_rating", "plus_remarks", "delta_remarks")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A meeting a quarter, with a form of each kind; after the last one of another kind too."""
    asked = zip(DAYS, FORMS.values(), strict=True)
    forms = {
        f"form {day}.csv": f"Timestamp,{questions}\n{day} 15:00:00,{answer}\n"
        for day, (questions, answer, *_) in asked
    }
    questions, answer, *_ = FORMS["of three, one is another question"]
    forms["another.csv"] = f"Timestamp,{questions}\n{max(DAYS)} 15:10:00,{answer}\n"
    lines = "".join(f"{day},Meeting,{day} 13:00,{day} 14:00,,,,,\n" for day in DAYS)
    files = {**forms, "events.csv": EVENTS + lines}
    return survey(folder(tmp_path_factory.mktemp("forms"), files), as_of="2025-04-05")


@pytest.mark.slow
def test_a_form_without_one_of_three_is_read_and_what_it_does_not_ask_is_not_known(told):
    assert told.problems == ()
    notes = {each.file: each.note for each in told.files}
    for day, (*_, note) in zip(DAYS, FORMS.values(), strict=True):
        assert note in notes[f"form {day}.csv"]
    rows = Community.of(told).indicators(only=MEASURES)
    by_quarter = rows.pivot(index="quarter", columns="indicator", values="value")[list(MEASURES)]
    values = [
        tuple(None if pd.isna(each) else each for each in row) for row in by_quarter.to_numpy()
    ]
    *first, last = [each for each in values if set(each) != {None}]
    assert first == [values for *_, values, _ in FORMS.values()][:4]
    # of the last quarter one form did not ask what should change: there may be more
    assert last == (4, 2, 1)
    basis = rows[rows["quarter"].eq(rows["quarter"].max())].set_index("indicator")["basis"]
    assert basis[list(MEASURES)].tolist() == ["actual", "actual", "estimate"]


def test_a_line_settles_which_question_it_is(tmp_path):
    questions, answer, *_ = FORMS["of three, one is another question"]
    text = f"Timestamp,{questions}\n2024-05-14 15:00:00,{answer}\n"
    _, reading = read(tmp_path, text.replace("Which room next?", "What should change?"))
    assert reading.tables["feedback"]["delta"].tolist() == ["Blue"]
    assert not [each for each in reading.notes if "nothing asks" in each.says]


def test_a_rating_alone_of_people_with_a_name_is_asked_about_with_the_line_that_reads_it(tmp_path):
    text = (
        "ID,Start time,Completion time,Email,Name,Please rate the day\n"
        "1,2024-05-15 14:00,2024-05-15 14:01,ann@north.example,Ann Other,4\n"
    )
    name, reading = read(tmp_path, text)
    (question,) = reading.problems
    assert name == "Microsoft Forms sign-in"
    line, *_ = question.answers
    assert (
        line
        == 'columns = {"How would you rate it?" = "Please rate the day"}  # it asks for feedback'
    )
    named = text.replace("Please rate the day", "How would you rate it?")
    name, reading = read(tmp_path, named)
    assert (name, reading.problems) == ("Microsoft Forms feedback", ())
    assert [each.bears_on for each in reading.notes if "nothing asks" in each.says] == [
        Source.REMARKS
    ]


STRANGE = {
    "German": "Zeitstempel,Wie war es?,Was lief gut?,Was lief schlecht?\n15.05.2024 14:00:00,4,Essen,Saal\n",
    "French": "Horodateur,Votre avis ?,Points forts,Points faibles\n15/05/2024 14:00:00,4,Repas,Salle\n",
    "Dutch": "Tijdstempel,Cijfer,Tops,Tips\n2024-05-15 14:00:00,4,Eten,Zaal\n",
    "Italian": "Informazioni cronologiche,Stelle,Forza,Debolezza\n15/05/2024 14.00.00,4,Cibo,Sala\n",
    "Spanish": "Marca temporal,¿Qué le pareció?,Lo bueno,Lo malo\n15/05/2024 14:00:00,4,Comida,Sala\n",
    "Polish": "Sygnatura czasowa,Jak było?,Co dobre?,Co złe?\n15/05/2024 14:00:00,4,Obiad,Sala\n",
    "Polish, Microsoft": (
        "Identyfikator,Godzina rozpoczęcia,Godzina ukończenia,Jak było?,Co dobre?,Co złe?\n"
        "1,2024-05-15 14:00,2024-05-15 14:01,4,Obiad,Sala\n"
    ),
}


def opened(place: Path, text: str, **answers: object) -> Reading:
    """What a form gives as the folder's loader reads it, whether a reader claims it or not."""
    path = folder(place, {"form.csv": text}) / "form.csv"
    (sheet,) = sheets_in(path, file="form.csv", known=KNOWN_HEADINGS)
    settings = Settings(files={"form.csv": FileAnswers(**answers)})
    return SheetReading.of(sheet, settings).reading


@pytest.mark.parametrize("language", STRANGE)
def test_a_form_in_any_language_is_asked_about_with_a_line_that_has_it_read(language, tmp_path):
    (question,) = opened(tmp_path, STRANGE[language]).problems
    assert "is a form that asks '" in str(question)
    *_, in_order, last = question.answers
    assert last == "ignore = true  # nothing in it counts"
    assert in_order.endswith("# it asks for feedback, in this order")
    reading = opened(tmp_path, STRANGE[language], **tomllib.loads(in_order))
    assert reading.problems == ()
    (answer,) = reading.tables["feedback"].to_dict("records")
    assert answer["rating"] == 4
    assert [answer["plus"], answer["delta"]] == STRANGE[language].strip().split(",")[-2:]


@pytest.mark.parametrize(
    "text",
    [
        "Zeitstempel,Wie war es?\n",  # no answer yet
        "Opened,Door?\n2024-05-15,Blue\n",  # a day, and no time of it
        "When,Door\n2024-05-15 14:00:00,Blue\n",  # nothing asks
    ],
)
def test_what_is_no_form_with_answers_is_not_asked_about(text, tmp_path):
    assert opened(tmp_path, text).problems == ()
