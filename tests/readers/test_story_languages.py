"""The story form in other languages: what docs/story-form.md says to ask is what is recognised."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.context import Context
from copmetrics.readers.files import heading, sheets_in
from copmetrics.readers.questionnaires import STORY
from copmetrics.settings import FileAnswers, Settings

DOC = Path(__file__).parents[2] / "docs" / "story-form.md"
LANGUAGES = ("Spanish", "French", "German", "Italian", "Portuguese", "Dutch")
SAID = dict(
    zip(("good", "bad", "mixed", "none"), ("positive", "negative", "mixed", "none"), strict=True)
)
CONSENTS = ("private", "members", "sponsors", "public")
ASKED = (
    *(
        "title",
        "activity",
        "output",
        "application",
        "personal",
        "organisational",
        "success",
        "hope",
    ),
    *("ask_again", "sign", "mentions", "suggests", "began", "constituency", "consent"),
)
"""What each question becomes, in the order of the form."""
STAMPED = {
    "Spanish": "Marca temporal",
    "French": "Horodateur",
    "German": "Zeitstempel",
    "Italian": "Informazioni cronologiche",
    "Portuguese": "Carimbo de data/hora",
    "Dutch": "Tijdstempel",
}
"""How Google heads the time of an answer."""


def section(language: str) -> str:
    """Return what the documentation says of one language, without its bold type."""
    text = DOC.read_text(encoding="utf-8").split(f"**{language}**\n")[1]
    return re.split(r"\n\*\*[A-Z][a-z]+\*\*\n|\n## ", text)[0].replace("**", "")


def questions(language: str) -> list[str]:
    return re.findall(r"^\d+\. (.*)$", section(language), re.MULTILINE)


def choices(language: str, number: int) -> list[str]:
    found = re.search(rf"[Oo]f question {number}: (.*?)\.(?: Of|\n)", section(language))
    return found[1].split("; ")


def read(tmp_path, language: str, **answers: str):
    """Fill in one story; every question that is not given has its own number as the answer."""
    filled = {name: f"Step {number}" for number, name in enumerate(ASKED, start=1)}
    filled |= {"ask_again": "2026-06-14", "sign": "", "consent": "", **answers}
    table = io.StringIO()
    csv.writer(table).writerows(
        [
            [STAMPED[language], *questions(language)],
            ["2026-05-14 13:02:03", *(filled[name] for name in ASKED)],
        ]
    )
    path = tmp_path / "form.csv"
    path.write_text(table.getvalue(), encoding="utf-8")
    (sheet,) = sheets_in(path, file="form.csv", known=KNOWN_HEADINGS)
    (reader,) = (each for each in READERS if each.claims(sheet))
    assert reader.name == "Google Forms stories"
    return reader.read(sheet, Context(Settings(), FileAnswers()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_is_found_and_no_other_is_taken_for_it(language):
    asked = tuple(map(heading, questions(language)))
    assert len(asked) == len(ASKED)
    found = {name: STORY[name].position(asked) for name in ASKED}
    assert found == {name: place for place, name in enumerate(ASKED)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_has_all_its_steps(language, tmp_path):
    reading = read(tmp_path, language)
    assert reading.problems == ()
    steps = reading.tables["segments"].sort_values("step")
    assert list(steps["text"]) == [f"Step {number}" for number in range(2, 9)]
    assert list(steps["cycle"]) == [
        *("immediate", "potential", "applied", "realized", "realized", "reframing", "realized")
    ]
    (story,) = reading.tables["stories"].to_dict("records")
    assert (story["title"], story["constituency"], story["began"]) == (
        "Step 1",
        "Step 14",
        "Step 13",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_means_what_it_means_in_english(language, tmp_path):
    for cell, sign in zip(choices(language, 10), SAID.values(), strict=True):
        (story,) = read(tmp_path, language, sign=cell).tables["stories"].to_dict("records")
        assert story["sign"] == sign, cell
    for cell, consent in zip(choices(language, 15), CONSENTS, strict=True):
        (story,) = read(tmp_path, language, consent=cell).tables["stories"].to_dict("records")
        assert story["consent"] == consent, cell


@pytest.mark.parametrize(
    "cell",
    ["Not public, please", "Nicht öffentlich", "pas publique", "non pubblica", "niet openbaar"],
)
def test_whoever_says_not_public_is_never_taken_for_public(cell, tmp_path):
    (story,) = read(tmp_path, "German", consent=cell).tables["stories"].to_dict("records")
    assert story["consent"] == "private"


def test_a_choice_that_nobody_knows_is_pointed_at_and_not_guessed(tmp_path):
    (problem,) = read(tmp_path, "French", consent="Les voisins").problems
    assert "'Les voisins' is not one of" in str(problem)
