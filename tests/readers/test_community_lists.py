"""The lists that a community keeps say each thing once."""

from __future__ import annotations

from reading import read

HEADS = "variant,name\n"


def test_a_spelling_that_is_given_two_names_is_pointed_at(tmp_path):
    text = HEADS + "R D & E,Royal Devon\nUHP,University Hospitals\nr d and e,Exeter\n"
    name, reading = read(tmp_path, text, name="organisations.csv")
    assert name == "Organisation names"
    assert [str(each) for each in reading.problems] == [
        "organisations.csv, row 4, column 'name': 'Exeter' is not the name that this spelling has further "
        "up. Give each spelling one name; letter case does not matter."
    ]


def test_a_spelling_that_is_given_one_name_twice_is_none_too_many(tmp_path):
    text = HEADS + "RDE,Royal Devon\nrde,royal devon\nRDE,\n"
    _, reading = read(tmp_path, text, name="organisations.csv")
    assert reading.problems == ()
    assert len(reading.tables["variants"]) == 3


def test_a_remark_in_the_list_of_spellings_is_said_to_join_nothing(tmp_path):
    text = HEADS + "RDE,Royal Devon\nLast updated 3 May,\n,\n,Exeter\n"
    _, reading = read(tmp_path, text, name="organisations.csv")
    (note,) = reading.notes
    assert note.says == "rows 3 and 5 lack a spelling or its name: nothing is joined by it"
    _, reading = read(tmp_path, HEADS + "RDE,Royal Devon\n", name="organisations.csv")
    assert reading.notes == ()
