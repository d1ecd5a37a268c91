"""Numbers: one file has one sign for its decimals, settled from all of it, or it is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.cells import typed
from copmetrics.readers.columns import amount, duration, number, whole
from copmetrics.readers.files import sheets_in
from copmetrics.readers.numbers import Decimal, NumberStyle, UnsettledDecimal, decimal_in
from copmetrics.settings import FileAnswers, Settings

POINT, COMMA = NumberStyle(Decimal.POINT), NumberStyle(Decimal.COMMA)


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["3", "12"], "."),
        (["1,5", "12"], ","),
        (["1.5", "1,500"], "."),
        (["1,5", "1.500"], ","),
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["1,234,567"], "."),
        (["1.234.567"], ","),
        (["0,125"], ","),
        (["0.125", "1,125"], "."),
        (["1234.567"], "."),
        (["1 234,5"], ","),
        (["1\u202f234,5", "-3,25"], ","),
        (["1'234.5"], "."),
        (["1.5 people"], "."),
        (["£1,250"], "."),
        (["$1,250.50", "$1,250"], "."),
        (["1.250,00 €", "€ 1.250"], ","),
        (["-£1,250"], "."),
    ],
)
def test_what_can_be_read_in_one_way_settles_the_file(cells, decimal):
    assert decimal_in(cells) == decimal


@pytest.mark.parametrize(
    "cells",
    [
        ["1,500"],
        ["1.500"],
        ["1.500", "20"],
        ["1,5", "2.5"],
        ["£1.250"],
        ["1.250 €"],
        ["$1,250"],
        ["£1,250", "12,5"],
    ],
)
def test_what_can_be_read_in_both_ways_or_is_written_in_both_is_not_settled(cells):
    with pytest.raises(UnsettledDecimal):
        decimal_in(cells)


def test_where_the_file_was_written_settles_what_its_numbers_do_not():
    assert decimal_in(["1.500"], comma_likely=True) == Decimal.COMMA
    assert decimal_in(["1.5"], comma_likely=True) == Decimal.POINT


def test_a_count_before_three_digits_has_a_sign_between_thousands():
    assert decimal_in([], whole=["1,742"]) == Decimal.POINT
    assert decimal_in([], whole=["1.742"]) == Decimal.COMMA
    assert decimal_in([], whole=["1,742"], comma_likely=True) == Decimal.POINT
    assert decimal_in([], whole=["1,000"]) == Decimal.POINT
    assert decimal_in([], whole=["1.000"], comma_likely=True) == Decimal.COMMA


@pytest.mark.parametrize(
    ("cells", "counts", "comma_likely"),
    [([], ["1.000"], False), ([], ["1,000"], True), (["1,5"], ["1,000"], False)],
)
def test_a_thousand_that_may_be_one_with_three_decimals_is_not_settled(cells, counts, comma_likely):
    with pytest.raises(UnsettledDecimal):
        decimal_in(cells, whole=counts, comma_likely=comma_likely)


@pytest.mark.parametrize(
    ("cell", "style", "value"),
    [
        ("1,5", COMMA, 1.5),
        ("1,5", POINT, None),  # not 15
        ("1.5", COMMA, None),
        ("1.400", COMMA, 1400),
        ("1,400", POINT, 1400),
        ("1 400", POINT, 1400),
        ("1\u202f400", COMMA, 1400),
        ("1\u00a0400", COMMA, 1400),
        ("1'400", POINT, 1400),
        ("1\u2019400.5", POINT, 1400.5),
        ("\u2212" + "5", POINT, -5),
        ("１２", POINT, 12),
        ("3 people", POINT, 3),
        ("45 min", POINT, 45),
        ("2 h", POINT, None),
        ("3k", POINT, None),
        ("12,34,567", POINT, None),
        ("1,5,5", COMMA, None),
        ("1 40", POINT, None),
        ("45%", POINT, None),
        ("five", POINT, None),
        ("1e5", POINT, None),
    ],
)
def test_every_way_that_people_write_a_number(cell, style, value):
    assert style.number(cell) == value


@pytest.mark.parametrize(
    ("cell", "style", "value"),
    [
        ("£1,250", POINT, 1250),
        ("- £ 1,250.50", POINT, -1250.5),
        ("£-5", POINT, -5),
        ("1.250,00 €", COMMA, 1250),
        ("EUR 1.250", COMMA, 1250),
        ("1 250,50 zł", COMMA, 1250.5),
        ("1\u00a0250 kr", COMMA, 1250),
        ("1250 GBP", POINT, 1250),
        ("$12", POINT, 12),
        ("£", POINT, None),
        ("£1,25", POINT, None),
        ("£12k", POINT, None),
        ("£5 €", POINT, None),
    ],
)
def test_money_is_read_with_its_currency_before_or_behind(cell, style, value):
    assert column_of(number("N"), [cell], style) == ([value], [] if value is not None else [0])
    assert style.number(cell) is None  # in a column of minutes or of people it is none


def test_a_workbooks_own_numbers_have_a_point_whatever_its_texts_have():
    german = NumberStyle(Decimal.COMMA, in_workbook=True)
    assert [german.number(each) for each in ("1.5", "1,5", "1.500")] == [1.5, 1.5, 1500]


def readings(tmp_path, *values, **answers):
    """What is read of values in a workbook's register; a message where it asks."""
    book = Workbook()
    book.worksheets[0].append(["Indicator", "Quarter", "Numerator"])
    for value in values:
        book.worksheets[0].append(["Falls", "2024/25-Q1", value])
    book.save(tmp_path / "a.xlsx")
    (sheet,) = sheets_in(tmp_path / "a.xlsx", file="a.xlsx", known=KNOWN_HEADINGS)
    reading = SheetReading.of(sheet, Settings(files={"a.xlsx": FileAnswers(**answers)})).reading
    asked = [str(each) for each in reading.problems]
    return asked or reading.tables["readings"]["numerator"].tolist()


def test_a_number_typed_as_a_text_into_a_workbook_is_settled_by_its_other_texts_or_asked(tmp_path):
    assert readings(tmp_path, 1.742, 12) == [1.742, 12.0]
    assert readings(tmp_path, "1.742", "1,5", 12.5) == [1742.0, 1.5, 12.5]
    assert readings(tmp_path, "1.742", "1.5", 12) == [1.742, 1.5, 12.0]
    assert readings(tmp_path, "1.742", 12.5, decimal=",") == [1742.0, 12.5]
    assert readings(tmp_path, "1.742 people", 12.5) == [
        "a.xlsx: what stands before the decimals in '1.742', a comma or a point? Answer in "
        'community.toml, under [files."a.xlsx"]: decimal = "," or decimal = "."'
    ]


def test_a_share_in_per_cent_shows_the_files_sign_too():
    assert decimal_in(["62,5 %"]) == Decimal.COMMA
    assert decimal_in(["62.5%", "1,742"]) == Decimal.POINT


def column_of(column, cells, style):
    values, bad = typed(cells, column, day_first=None, zone="UTC", style=style)
    return list(values), bad


def test_columns_are_read_with_the_files_sign():
    assert column_of(number("N"), ["1,5", "2"], COMMA) == ([1.5, 2.0], [])
    assert column_of(whole("N"), ["1.400", "2,0"], COMMA) == ([1400.0, 2.0], [])
    assert column_of(duration("N"), ["1,5 h", "0,5", "1:30:00"], COMMA) == ([90.0, 0.5, 90.0], [])
    assert column_of(amount("N"), ["62,5 %", "1.400", "many"], COMMA) == (
        ["62.5%", "1400", "many"],
        [],
    )
    assert column_of(whole("N"), ["1,5"], POINT)[1] == [0]


SIGNS = st.sampled_from(
    [
        (".", ","),
        (".", ""),
        (".", " "),
        (".", "'"),
        (",", "."),
        (",", ""),
        (",", "\u202f"),
        (",", "\u00a0"),
    ]
)


def written(value, decimal, thousands):
    text = f"{value:,.10g}" if value % 1 else f"{int(value):,}"
    return text.translate(str.maketrans({",": thousands, ".": decimal}))


@given(
    values=st.lists(
        st.integers(-10_000_000, 10_000_000).map(lambda hundredths: hundredths / 100), min_size=1
    ),
    signs=SIGNS,
)
def test_numbers_written_in_one_way_are_read_as_they_were_or_asked_about_never_wrong(values, signs):
    cells = [written(each, *signs) for each in values]
    try:
        style = NumberStyle(decimal_in(cells))
    except UnsettledDecimal:
        return
    assert [style.number(each) for each in cells] == values


@given(values=st.lists(st.integers(0, 10_000_000), min_size=1), signs=SIGNS)
def test_counts_written_in_one_way_are_read_as_they_were_or_asked_about_never_wrong(values, signs):
    cells = [written(each, *signs) for each in values]
    try:
        style = NumberStyle(decimal_in([], whole=cells, comma_likely=signs[0] == ","))
    except UnsettledDecimal:
        return
    assert [style.whole(each) for each in cells] == values
