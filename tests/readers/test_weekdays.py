"""A day beside the name of another day of the week is asked about; in March 2026 the 12th was a Thursday."""

from __future__ import annotations

from datetime import date

import pytest
from folders import EVENTS, folder, zoom

from copmetrics.loading.survey import survey
from copmetrics.readers.day_words import is_on
from copmetrics.readers.vocabulary import by_language
from copmetrics.readers.written_days import days_written

THURSDAY = date(2026, 3, 12)
SIGNED = "Name,Organisation\nAsha Rao,Ferrisdale\nBen Lee,Saltby\n"


def agrees(text: str) -> bool:
    """Whether the one day in a text, which is the 12th, may be on the day of the week beside it."""
    (written,) = days_written(text)
    return is_on(written.weekday, THURSDAY)


@pytest.mark.parametrize("language", by_language("written_days"))
def test_every_language_names_the_day_of_the_week_before_the_day(language):
    words = by_language("written_days")[language]
    for weekday in ("monday", "wednesday", "thursday", "sunday"):
        for named in words[weekday]:
            text = f"{named}, 12 {words['march'][-1]} 2026"
            assert agrees(text) == (weekday == "thursday"), text


@pytest.mark.parametrize(
    "text",
    [
        *("Huddle, Wed 12th March", "12 March 2026 (Wednesday)", "Mi 12.03.2026"),
        *("Huddle_Wed_12_March_2026", "Wednesday the 12th of March 2026", "Mon/Wed 12 March 2026"),
    ],
)
def test_it_may_be_cut_short_and_stand_before_or_behind(text):
    assert not agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        *("On 12 March 2026", "mar 12 2026", "Visit by Sam 12 March 2026", "Wed/Thu 12 March 2026"),
        *(
            "Friday club 12 March 2026",
            "12 March 2026 - Friday club",
            "Do 12.03.2026",
            "12/03/2026",
        ),
    ],
)
def test_a_word_that_only_looks_like_one_says_nothing(text):
    assert agrees(text)


def asked(place, files, answer=""):
    toml = "".join(f'[files."{name}"]\n{answer}\n' for name in files)
    found = survey(folder(place, {"community.toml": toml, **files}), as_of="2026-11-30")
    return [str(each) for each in found.problems]


STORIES = {
    "row 2, column 'starts': 'Wednesday' stands beside '12 March 2026' (1 more like it), but 12 Mar "
    "2026 is a Thursday.": {
        "events.csv": EVENTS
        + "one,Huddle,Wednesday 12 March 2026 13:00,,,,,,\ntwo,Talk,Mon 20 March 2026 13:00,,,,,,\n"
    },
    "'Wednesday' stands beside '12 March 2026', but 12 Mar 2026 is a Thursday.": {
        "x.csv": f'"Sign-in, Wednesday 12 March 2026"\n{SIGNED}'
    },
    "'Wed' stands beside '12 March 2026', but 12 Mar 2026 is a Thursday.": {
        "x.csv": f"Sign-in,Wed,12 March 2026,13:00\n{SIGNED}"
    },
    "'Tue' stands beside '12 Mar', but 12 Mar 2026 is a Thursday.": {
        "x.csv": "Huddle register 2026\nName,Tue 12 Mar,Thu 19 Mar\nAsha Rao,x,x\nBen Lee,,x\n"
    },
    "'Friday' stands beside '12 March', but 12 Mar 2026 is a Thursday.": {
        "sign-in.csv": "Timestamp,Your name,Email,Date attended\n"
        "2026/03/12 1:05:00 pm,Asha Rao,asha@example.org,Friday 12 March\n"
    },
}


@pytest.mark.parametrize(("said", "files"), STORIES.items())
def test_it_is_asked_wherever_a_day_stands_and_whoever_says_that_it_is_right_is_believed(
    said, files, tmp_path
):
    (problem,) = asked(tmp_path / "asked", files)
    assert said in problem
    assert problem.endswith(
        "Mend it, or is the day right? Answer in community.toml, under "
        f'[files."{next(iter(files))}"]: day_is_right = true'
    )
    assert not asked(tmp_path / "told", files, "day_is_right = true")


def test_a_vendors_own_days_are_as_they_were(tmp_path):
    assert not asked(
        tmp_path, {"z.csv": zoom("Asha,a@example.org").replace("2024-05-14", "Tue May 14 2024")}
    )
