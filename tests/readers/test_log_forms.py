"""Forms whose answers are items of the agenda or outputs, and forms that only look like one."""

from __future__ import annotations

import pytest
from folders import folder
from reading import read

from copmetrics.loading.survey import survey

AGENDA, OUTPUTS = "Google Forms agenda items", "Google Forms outputs"
FORMS = {
    "Question or challenge,Topic,Who could take it?": AGENDA,
    "What would you like us to discuss?,Kind": AGENDA,
    '"Your question, challenge, opportunity or resource",Who will lead it?': AGENDA,
    "Title of output,Link,Kind,May others see it?": OUTPUTS,
    "Title,Web address,What kind is it?,Who may see it?": OUTPUTS,
    # a sign-in, feedback and a story may ask what to talk about too
    "Your name,Your organisation,Which event did you attend?,What should we talk about?": (
        "Google Forms sign-in"
    ),
    "Which event?,How would you rate it?,What went well?,What should we talk about?,Kind": (
        "Google Forms feedback"
    ),
    "Give your story a title,What did you do with it?,Link,Who may read your story?": (
        "Google Forms stories"
    ),
}


@pytest.mark.parametrize(("asked", "reader"), FORMS.items())
def test_a_form_is_what_its_questions_ask(asked, reader, tmp_path):
    name, _ = read(tmp_path, f"Timestamp,{asked}\n2024-05-14 14:00:00,Cover at night\n")
    assert name == reader


@pytest.mark.parametrize(
    ("answer", "consent"),
    [
        ("Yes", "members"),
        ("Yes, anybody", "public"),
        ("Yes, but not public", "private"),
        ("No", "private"),
        ("", None),
    ],
)
def test_a_plain_yes_is_for_members_and_is_said(answer, consent, tmp_path):
    form = "Timestamp,Email Address,Question or challenge,Kind,May others read it?\n"
    name, reading = read(
        tmp_path, f'{form}2024-05-14 14:00:00,asha@example.org,Cover,Question,"{answer}"\n'
    )
    assert (name, reading.problems) == (AGENDA, ())
    (item,) = reading.tables["agenda"].to_dict("records")
    assert item["consent"] == consent or consent is None
    assert "asha" not in str(item)
    said = " ".join(str(each) for each in reading.notes)
    assert ("'Yes' counts as members" in said) == (answer == "Yes")


def test_an_answer_that_says_nothing_or_no_link_is_pointed_at(tmp_path):
    _, reading = read(
        tmp_path, "Timestamp,Question or challenge,Kind\n2024-05-14 14:00:00,,Question\n"
    )
    (problem,) = reading.problems
    assert "row 2, column 'Question or challenge'" in str(problem)
    _, reading = read(
        tmp_path,
        "Timestamp,Title,Link,Kind\n2024-05-14 14:00:00,The wall,ftp://example.org,photo\n",
    )
    (problem,) = reading.problems
    assert "row 2, column 'Link': 'ftp://example.org' is not a" in str(problem)


def test_a_form_in_another_language_is_asked_about_and_read_by_the_questions_named(tmp_path):
    asked = {
        "What should we talk about?": "Worüber sprechen wir?",
        "Who takes it?": "Wer macht es?",
    }
    form = (
        f"ID,Startzeit,Fertigstellungszeit,E-Mail,Name,{','.join(asked.values())}\n"
        "1,2024-05-14 14:00:00,2024-05-14 14:05:00,asha@example.org,Asha,Nachtdienst,die Wache\n"
    )
    _, reading = read(tmp_path, form)
    (question,) = reading.problems
    assert "did those who answered this form come?" in str(question)
    assert "or for the agenda asks for names too" in str(question)
    said = ", ".join(f'"{ours}" = "{theirs}"' for ours, theirs in asked.items())
    files = {"a.csv": form, "community.toml": f'[files."a.csv"]\ncolumns = {{{said}}}\n'}
    found = survey(folder(tmp_path / "named", files), as_of="2024-10-05")
    (item,) = found.assembled.tables["agenda"].to_dict("records")
    assert (item["item"], item["taken_by"]) == ("Nachtdienst", "die Wache")
    assert "asha" not in str(item)


@pytest.mark.parametrize(
    ("answer", "consent"),
    [
        ("ja", "members"),
        ("Oui !", "members"),
        ("Sí", "members"),
        ("Nee", "private"),
        ("não.", "private"),
    ],
)
def test_a_plain_yes_or_no_may_be_in_another_language(answer, consent, tmp_path):
    form = (
        "Timestamp,Title,Link,Kind,May others see it?\n2024-05-14 14:00:00,Wall,wall.jpg,photo,{}\n"
    )
    _, reading = read(tmp_path, form.format(answer))
    assert reading.problems == ()
    assert list(reading.tables["outputs"]["consent"]) == [consent]
    _, reading = read(
        tmp_path, form.format(f"{answer} si possible")
    )  # nobody knows what that means
    (problem,) = reading.problems
    assert "is not yes or no, or one of withdrawn, private, public" in str(problem)
