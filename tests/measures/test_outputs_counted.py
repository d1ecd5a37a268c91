"""Outputs counted: by quarter, kind, event and topic, by hand; unknown where nobody keeps a list of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import folder, zoom

from copmetrics.community.community import Community, load

FILES = {
    "events.csv": "event,title,starts,format,topic\nmay,May,2024-05-14 13:00,online,Nights; Cards\n"
    "june,June,2024-06-11 13:00,face-to-face,Nights\nlate,Late,2024-12-03 13:00,online,\n",
    "kept.csv": "Date,Title,Event,Kind,Link or file,By,Consent\n"
    "2024-05-14,Slides,may,slides,https://example.org/1,SR1,members\n"
    "2024-06-30 23:59,Film,may,recording,https://example.org/2,,private\n"  # the quarter's last minute
    "2024-06-12,Hall,june,photograph,https://example.org/3,,\n"
    "2024-06-12,Taken back,june,photograph,https://example.org/4,,withdrawn\n"
    "2024-07-01,Post,,post,https://example.org/5,,public\n"
    "2024-11-30,To come,late,slides,https://example.org/6,,public\n",
    "community.toml": 'calendar = "calendar"\n',
}
AS_OF, Q2 = "2024-10-05", "2024-Q2"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Community:
    return load(folder(tmp_path_factory.mktemp("kept"), FILES), as_of=AS_OF)


def by(kept: Community, dimension: str) -> dict[str, float]:
    found = kept.indicators(dimension, only="outputs_made", quarters=[Q2])
    return dict(zip(found[dimension].fillna("none"), found["value"], strict=True))


def test_an_output_counts_in_the_quarter_of_its_day_once_that_has_come_unless_it_was_withdrawn(
    kept,
):
    found = kept.indicators(only="outputs_made").set_index("quarter")["value"].dropna()
    assert {str(quarter): value for quarter, value in found.items()} == {"2024Q2": 3, "2024Q3": 1}
    before = load(kept.folder, as_of="2024-06-20").indicators(only="outputs_made", quarters=[Q2])
    assert before["value"].tolist() == [2]  # the film is of ten days later


def test_it_is_told_by_kind_and_by_what_is_known_of_its_event(kept):
    assert by(kept, "kind") == {"photograph": 1, "recording": 1, "slides": 1}
    assert by(kept, "event") == {"may": 2, "june": 1}
    assert by(kept, "format") == {"online": 2, "face-to-face": 1}
    assert by(kept, "topic") == {"Nights": 3, "Cards": 2}  # of two topics, once under each
    chosen = kept.indicators(
        where={"topic": ["Nights", "Cards"]}, only="outputs_made", quarters=[Q2]
    )
    assert chosen["value"].tolist() == [3]


def test_its_change_and_the_lines_behind_it_are_told(kept):
    changes = kept.changes().set_index(["indicator", "quarter"])
    change = changes.loc[("outputs_made", kept.quarter("2024-Q3"))]
    assert (change["value"], change["previous"], change["change"]) == (1, 3, -2)
    lines = kept.explain("outputs_made", Q2)
    told = lines[["file", "row", "what"]].astype(object).to_numpy().tolist()
    assert told == [["kept.csv", 2, "May"], ["kept.csv", 3, "May"], ["kept.csv", 4, "June"]]


def test_without_a_list_of_outputs_it_is_unknown_and_before_its_first_line_too(
    kept, tmp_path: Path
):
    files = {"zoom.csv": zoom("Asha One,asha@example.org"), "community.toml": ""}
    (row,) = (
        load(folder(tmp_path, files), as_of=AS_OF)
        .indicators(only="outputs_made")
        .to_dict("records")
    )
    assert (row["basis"], row["note"]) == ("unknown", "no list of outputs is in the folder")
    early = kept.indicators(only="outputs_made", quarters=["2024-Q1"])
    assert early["note"].tolist() == ["before the first line of the list of outputs"]
