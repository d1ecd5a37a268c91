"""Phrases are found as whole words, wherever an expression of all of them would find them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from copmetrics.readers.phrases import Phrases

AWAY = Phrases(["Sent apologies", "apologies", "did not attend", "n/a"])
EXPRESSION = re.compile(r"(?<!\w)(?:sent apologies|did not attend|apologies|n/a)(?!\w)")
PIECES = ["sent ", "apologies", "apologiess", "n/a", "/", "did not", " attend", "x", " ", "é", "_"]


def test_a_phrase_is_found_as_whole_words_the_longest_first():
    found = AWAY.search("kit shaw sent apologies")
    assert found is not None
    assert (found[0], found.start()) == ("sent apologies", 9)
    assert AWAY.search("apologiess, n/attended") is None
    assert AWAY.search("apologies", 1) is None
    assert AWAY.sub("-", "n/a and n/a2, did not attend") == "- and n/a2, -"


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
def test_phrases_are_found_where_one_expression_finds_them(text):
    found, expected = AWAY.search(text), EXPRESSION.search(text)
    assert (found and found.span()) == (expected and expected.span())
    assert AWAY.sub("-", text) == EXPRESSION.sub("-", text)
