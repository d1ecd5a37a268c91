"""Cells: what says nothing is nothing, and an address is what is left without its wrapping."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from copmetrics.readers.blank_words import says_nothing
from copmetrics.readers.block import full_name
from copmetrics.readers.cells import cells_at, typed
from copmetrics.readers.columns import address, choice, organisation, profession
from copmetrics.readers.files import Row
from copmetrics.readers.vocabulary import vocabulary


def cells_of(*cells, **how):
    return cells_at([Row(number, (cell,)) for number, cell in enumerate(cells, 1)], 0, **how)


def test_what_says_that_nothing_is_known_is_nothing():
    english = [
        "#N/A",
        "#REF!",
        " NULL ",
        "None",
        "nan",
        "Unknown",
        "Not applicable",
        "n/a",
        "-",
        "--",
        "TBC",
    ]
    others = ["keine Angabe", "不明", "\u00a0", "\u200b"]
    assert cells_of(*english, *others) == [None] * 15


def test_punctuation_a_remark_or_the_name_of_the_column_does_not_make_nothing_something():
    assert (
        cells_of(
            *(
                "N/K",
                "n / k",
                "Not Applicable.",
                "(n/a)",
                "N/A!",
                '"n/a"',
                "n/a (retired)",
                "tbc...",
            ),
            *(
                "None of the above",
                "Unknown organisation",
                "Role: unknown",
                "Employer not known",
                "-.",
            ),
            *("Arbeitgeber unbekannt", "Fonction inconnue", "Organización desconocida", "n.v.t.;"),
            *("Nessuna delle precedenti", "Função desconhecida", "keine", "Organisatie onbekend"),
            *("####", "#######", "Nie dotyczy.", "Ei tietoa", "無回答"),
        )
        == [None] * 26
    )


def test_in_words_a_remark_is_kept_and_none_is_an_answer():
    said = ["None", "Keine", "None (we did not use it)", "n/a (not used here)", "Unknown employer"]
    assert cells_of(*said, "n/a.", "Keine Angabe", in_words=True) == [*said, None, None]


def test_other_is_a_profession_and_no_organisation():
    for word in (
        "Other",
        "Sonstige",
        "Autre",
        "Otra",
        "Altro",
        "Outro",
        "Overig",
        "Other (please say)",
    ):
        said = [
            typed([word], column("x"), day_first=None, zone="UTC")[0][0]
            for column in (organisation, profession)
        ]
        assert pd.isna(said[0]) == ("(" not in word), word
        assert said[1] == word


def test_what_only_begins_so_is_kept():
    kept = [
        "None of these",
        "Null Hypothesis Group",
        "Nan Li",
        "N/A ward 4",
        "0",
        "Unknown caller",
        "TBC Trust",
    ]
    assert cells_of(*kept) == kept


def test_signs_that_nobody_sees_do_not_make_two_people_of_one():
    assert cells_of("Asha\u00a0One", "Asha\u200b One\ufeff", "Asha\nOne") == ["Asha One"] * 3


def test_somebody_called_null_keeps_the_name():
    rows = pd.DataFrame(
        {
            "first_name": pd.array(
                cells_of("Jo", "Null", "None", "n/a", "Nan", in_words=True), dtype="str"
            ),
            "surname": pd.array(
                cells_of("Null", "null", "n/a", "-", "Li", in_words=True), dtype="str"
            ),
        }
    )
    assert full_name(rows).fillna("").tolist() == ["Jo Null", "", "", "", "Nan Li"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("asha@example.org", "asha@example.org"),
        ("<asha@example.org>", "asha@example.org"),
        ("mailto:asha@example.org", "asha@example.org"),
        ("Asha One <asha@example.org>;", "asha@example.org"),
        ("[MAILTO:asha@example.org]", "asha@example.org"),
        ("mailto:asha@example.org?subject=Hello", "asha@example.org"),
        ("'asha@example.org'", "asha@example.org"),
        ("\u201casha@example.org\u201d", "asha@example.org"),
        ("asha@example.org.", "asha@example.org"),
        ("asha@example.org,", "asha@example.org"),
        ("asha\u200b@example.org\u00a0", "asha@example.org"),
        ("ａｓｈａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "asha@example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("asha@example.org, ben@example.org", None),
        ("asha at example.org", None),
    ],
)
def test_an_address_is_judged_without_what_stands_around_it(cell, found):
    values, _ = typed([cell], address("Email"), day_first=None, zone="UTC")
    assert [None if pd.isna(each) else each for each in values] == [found]


def test_none_is_an_answer_where_it_can_be_chosen():
    signs = choice("Sign", options={"none": "^none", "positive": "good"})
    cells = cells_of("None", "Good", "TBC", "Unknown", "odd", in_words=True)
    values, bad = typed(cells, signs, day_first=None, zone="UTC")
    assert [None if pd.isna(each) else each for each in values] == [
        "none",
        "positive",
        None,
        None,
        "",
    ]
    assert bad == [4]


def test_no_word_for_nothing_has_a_sign_by_which_a_cell_is_known_to_say_something():
    """What has a digit or an @ is not looked up, so that no such word may be listed."""
    words = vocabulary("blank_words")
    assert not [each for key in words for each in words[key] if re.search("[1-9@]", each)]
    assert says_nothing("n/a (since 2024)")
    assert not says_nothing("ward 4")
