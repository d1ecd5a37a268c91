"""Outputs in an account: how many are kept of a quarter, of which kinds, and how many anybody may see."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.accounts.outputs_kept import outputs_words
from copmetrics.accounts.part_tables import Part, outputs_by_kind
from copmetrics.community.community import Community, load

pytestmark = pytest.mark.slow

FILES = {
    "zoom.csv": zoom("Asha,asha@example.org"),
    "kept.csv": "Date,Title,Event,Kind,Link or file,By,Consent\n"
    "2024-04-01 00:30,One,,slides,https://example.org/1,,public\n"  # the quarter's first hour, in London
    "2024-05-14,Two,,slides,https://example.org/2,,members\n"
    "2024-06-30 23:59,Film,,recording,https://example.org/3,,public\n"
    "2024-06-12,Taken back,,photograph,https://example.org/4,,withdrawn\n"
    "2024-07-01,Next quarter's,,post,https://example.org/5,,public\n"
    "2024-10-01,Hidden,,document,https://example.org/6,,\n"
    "2024-11-30,To come,,slides,https://example.org/7,,public\n",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Community:
    return load(folder(tmp_path_factory.mktemp("outputs told"), FILES), as_of="2024-10-05")


def told(found: pd.DataFrame, quarter: pd.Period) -> list[str]:
    facts = SimpleNamespace(parts={Part.OUTPUTS: found}, quarter=quarter)
    return [each.text for each in outputs_words(facts)]


@pytest.mark.parametrize(
    ("quarter", "words"),
    [
        (
            "2024/25-Q1",
            "What was kept from 2024/25 Q1: 2 sets of slides and 1 recording. 2 of the 3 are open to everybody.",
        ),
        ("2024/25-Q2", "What was kept from 2024/25 Q2: 1 post. It is open to everybody."),
        (
            "2024/25-Q3",
            "What was kept from 2024/25 Q3: 1 document. It is not open to everybody.",
        ),
        ("2023/24-Q4", None),
    ],
)
def test_what_is_kept_of_a_quarter_is_told_by_kind_with_how_much_anybody_may_see(
    kept, quarter, words
):
    when = kept.quarter(quarter)
    assert told(outputs_by_kind(kept, when), when) == ([words] if words else [])


def test_all_or_none_for_everybody_has_words_of_its_own(kept):
    when = kept.quarter("2024/25-Q1")
    two = pd.DataFrame({"kind": ["post"], "value": [2.0], "public": [2]})
    kept_of_it = "What was kept from 2024/25 Q1: 2 posts."
    assert told(two, when) == [f"{kept_of_it} All of them are open to everybody."]
    assert told(two.assign(public=0), when) == [f"{kept_of_it} None of them is open to everybody."]
    assert told(two.assign(public=1), when) == [f"{kept_of_it} 1 of the 2 is open to everybody."]
