"""The words that decide: what the models compare with is one of the words that the rooms share."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import copmetrics
from copmetrics.framework.agenda import AgendaStatus
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.framework.feedback import RecommendationStatus
from copmetrics.framework.mailings import EmailAction
from copmetrics.identity.directory import Certainty

PACKAGE = Path(copmetrics.__file__).parent
MODELS = [*(PACKAGE / "models").rglob("*.sql"), *(PACKAGE / "measures").glob("*.py")]


def compared_with(column):
    """The words that any model or measure compares a column with."""
    words = set()
    for path in MODELS:
        sql = path.read_text(encoding="utf-8")
        for _, found in re.findall(
            rf"\b{column} (=|<>|in) (\([^)]*\)|'[^']*')", re.sub(r"\s+", " ", sql)
        ):
            words |= set(re.findall(r"'([^']*)'", found))
    return words


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("status", [*AttendanceStatus, *AgendaStatus, *RecommendationStatus]),
        ("action", EmailAction),
        ("certainty", Certainty),
    ],
)
def test_the_models_compare_with_words_that_there_are(column, words):
    used = compared_with(column)
    assert used
    assert used <= set(words)
