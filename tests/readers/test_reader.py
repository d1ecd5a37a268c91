"""What a reader may be: a declaration that mixes two kinds, or lacks a part, is refused."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pandas as pd
import pytest

from copmetrics.readers import READERS
from copmetrics.readers.block import Block
from copmetrics.readers.columns import text
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.reader import SectionsReader, SheetReader, TableReader, rows_as
from copmetrics.readers.vocabulary import vocabulary
from copmetrics.settings import FileAnswers, Settings

HEADED = {"required_headings": (("variant",),), "columns": {"variant": text("variant")}}


@pytest.mark.parametrize(
    ("kind", "declared"),
    [
        (TableReader, {"columns": HEADED["columns"], "to_raw_tables": rows_as("variants")}),
        (TableReader, {"required_headings": (("variant",),), "to_raw_tables": rows_as("variants")}),
        (TableReader, HEADED),
        (TableReader, {**HEADED, "to_raw_tables": rows_as("variants"), "recognises": bool}),
        (SectionsReader, {**HEADED, "to_raw_tables": rows_as("variants"), "labels": ("Title",)}),
        (SheetReader, {"to_raw_tables": rows_as("variants")}),
        (SheetReader, {**HEADED, "to_raw_tables": rows_as("variants"), "recognises": bool}),
    ],
    ids=[
        "a table without required headings",
        "a table without columns",
        "a table that becomes nothing",
        "a table with the test of a sheet",
        "sections with the labels of a sheet",
        "a sheet that nothing recognises",
        "a sheet with the headings of a table",
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused(kind, declared):
    with pytest.raises(TypeError, match="argument"):
        kind(name="It", **declared)


def sheet_of(*lines):
    rows = (Row(number, tuple(line.split(","))) for number, line in enumerate(lines, start=1))
    return Sheet("a.csv", tuple(rows), "digest")


def variants_of(blocks: list[Block]):
    return {"variants": pd.concat([each.frame for each in blocks], ignore_index=True)}


def test_a_second_heading_row_begins_a_section_or_makes_one_table_two():
    sheet = sheet_of("variant,name", "one,One", "", "variant,name", "two,Two")
    context = Context(Settings(), FileAnswers())
    sections = SectionsReader(name="It", **HEADED, to_raw_tables=variants_of)
    read = sections.read(sheet, context).tables["variants"]
    found = list(zip(read["source_row"], read["variant"], strict=True))
    assert found == [(2, "one"), (5, "two")]
    table = TableReader(name="It", **HEADED, to_raw_tables=rows_as("variants"))
    assert table.claims(sheet)
    assert [str(each) for each in table.read(sheet, context).problems] == [
        "a.csv: has its headings again in row 4: it holds several exports. Keep each in a file of its own."
    ]


def test_a_sheet_that_begins_otherwise_is_not_claimed():
    reader = SheetReader(
        name="It",
        first_cell=("Report:",),
        recognises=lambda sheet: True,
        to_raw_tables=lambda sheet, context, zone: {},
    )
    assert reader.claims(sheet_of("", "report", "one,One"))
    assert not reader.claims(sheet_of("variant,name", "one,One"))


VOCABULARIES = sorted(
    each.name.removesuffix(".toml")
    for each in files("copmetrics.readers").iterdir()
    if each.name.endswith(".toml") and "\n[english]\n" in each.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_language_calls_things_that_english_has(name):
    content = files("copmetrics.readers").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    languages = tomllib.loads(content)
    for language, words in languages.items():
        assert set(words) <= set(languages["english"]), language
        assert all(isinstance(each, list) for each in words.values()), language


def test_a_thing_has_the_words_of_all_languages_english_first():
    words = "Role Rolle Rol Rôle Ruolo Função Rola Rooli 役割 ロール"
    assert vocabulary("teams")["role"] == tuple(words.split())


def test_no_two_readers_have_one_name():
    names = [reader.name for reader in READERS]
    assert len(names) == len(set(names))
