"""A text as the name of a folder: one that every system can hold, and its own."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copmetrics.framework.short_names import LONGEST, RESERVED, hyphened, short_name, short_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Northmoor Hospitals", "northmoor-hospitals"),
        ("  St. Anne's & St. Luke’s (East)  ", "st-annes-st-lukes-east"),
        ("Bwrdd Iechyd Ynys Môn", "bwrdd-iechyd-ynys-mon"),
        ("ﬁve ① Straße", "five-1-strasse"),
    ],
)
def test_a_name_is_what_somebody_would_type_in_its_place(text, name):
    assert short_name(text) == hyphened(text) == name


@pytest.mark.parametrize("text", ["CON", "com1.", "Больница №1", "病院", "...", "", "a" * 200])
def test_what_no_folder_can_be_called_has_a_digest(text):
    name = short_name(text)
    assert re.fullmatch(r"(.+-)?[0-9a-f]{8}", name)
    assert len(name) <= LONGEST
    assert name != short_name(f"{text}b")


def test_accents_may_be_encoded_in_either_way():
    assert short_name("Môn") == short_name("Mo\u0302n") == "mon"
    assert short_name("й больница") == short_name("и\u0306 больница")


def test_of_several_those_alike_are_told_apart_and_the_others_keep_their_names():
    names = short_names(["East Ward", "East-Ward", "West Ward"])
    assert names["West Ward"] == "west-ward"
    assert re.fullmatch(r"east-ward-[0-9a-f]{8}", names["East Ward"])
    assert len(set(names.values())) == 3


ANY = st.text(max_size=90).map(lambda text: unicodedata.normalize("NFC", text))


@given(st.lists(ANY, unique=True, max_size=6))
@settings(max_examples=25, deadline=None)
def test_any_texts_have_names_of_their_own_that_every_system_can_hold(texts):
    names = short_names(texts)
    assert len(set(names.values())) == len(texts)
    for name in names.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert len(name) <= LONGEST
        assert name not in RESERVED
