"""One community or several: two are never taken for one, and none is passed over in silence."""

from __future__ import annotations

import pytest
from folders import folder, zoom

from copmetrics.errors import CellError, FileError, Problems
from copmetrics.loading.communities import check_is_one, communities_below
from copmetrics.loading.survey import survey
from copmetrics.publishing.index_page import Missing, without_cells, write_index

OURS = '{"community": "Falls", "stamp": "Made in May"}'
MEETING = zoom("Asha One,asha@example.org")


def names(place) -> list[str]:
    return [path.name for path in communities_below(place)]


def test_a_folder_with_exports_is_a_community_also_where_some_lie_in_folders_of_it(tmp_path):
    folder(tmp_path, {"a.csv": MEETING, "copies/a.csv": MEETING, "more/b.csv": MEETING})
    assert communities_below(tmp_path) == [tmp_path]


@pytest.mark.parametrize(
    "sorted_by",
    [("zoom", "mailchimp"), ("2025-26 Q1", "2025-26 Q2"), ("April", "may 2025"), ("exports",)],
)
def test_files_that_are_sorted_into_folders_are_of_one_community(sorted_by, tmp_path):
    folder(tmp_path, {f"{name}/a.csv": MEETING for name in sorted_by})
    assert communities_below(tmp_path) == [tmp_path]


def test_none_of_a_folder_of_communities_is_left_out_where_only_one_has_settings(tmp_path):
    folder(
        tmp_path, {"falls/a.csv": MEETING, "sepsis/a.csv": MEETING, "frailty/notes.txt": "None yet"}
    )
    folder(tmp_path, {"falls/community.toml": "", "reports/falls/2025-Q1/manifest.json": OURS})
    (tmp_path / "empty").mkdir()
    assert names(tmp_path) == ["empty", "falls", "frailty", "sepsis"]


def test_a_community_whose_exports_are_gone_is_not_passed_over(tmp_path):
    """Settings alone, a key alone, or what a system left there: each is a folder that had, or may have, exports."""
    folder(tmp_path, {"falls/a.csv": MEETING, "falls/community.toml": ""})
    folder(tmp_path, {"gone/community.toml": "", "left/.DS_Store": "", "old/.copmetrics-key": "0"})
    folder(tmp_path, {"reports/falls/2025-Q1/manifest.json": OURS, ".git/config": ""})
    assert names(tmp_path) == ["falls", "gone", "left", "old"]


def test_an_empty_folder_beside_one_with_exports_may_be_a_community(tmp_path):
    folder(tmp_path, {"falls/a.csv": MEETING})
    assert names(tmp_path) == [tmp_path.name]
    (tmp_path / "sepsis").mkdir()
    with pytest.raises(FileError) as caught:
        check_is_one(tmp_path)
    assert "may be one community or a folder of several (falls and sepsis)" in str(caught.value)


def test_several_communities_are_never_read_as_one(tmp_path):
    folder(tmp_path, {"falls/a.csv": MEETING, "sepsis/a.csv": MEETING, "falls/community.toml": ""})
    with pytest.raises(FileError) as caught:
        survey(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: is a folder of communities (falls and sepsis). Name one of them; copmetrics "
        "report takes them all."
    )


def test_folders_that_may_be_communities_or_not_are_asked_about_and_a_file_settles_it(tmp_path):
    folder(tmp_path, {"falls/a.csv": MEETING, "sepsis/a.csv": MEETING})
    for asks in (communities_below, check_is_one, survey):
        with pytest.raises(FileError) as caught:
            asks(tmp_path)
        assert str(caught.value) == (
            f"{tmp_path}: may be one community or a folder of several (falls and sepsis). If it is one, "
            'put a community.toml into it with the line name = "…"; if several, put one into each.'
        )
    folder(tmp_path, {"community.toml": 'name = "Falls and sepsis"\n'})
    assert communities_below(tmp_path) == [tmp_path]
    (tmp_path / "community.toml").unlink()
    folder(tmp_path, {"falls/community.toml": 'name = "Falls"\n'})
    assert names(tmp_path) == ["falls", "sepsis"]


def test_an_export_beside_folders_of_communities_is_not_passed_over(tmp_path):
    folder(tmp_path, {"falls/community.toml": "", "falls/a.csv": MEETING, "b.csv": MEETING})
    folder(tmp_path, {"about.txt": "Our communities\n"})
    with pytest.raises(FileError) as caught:
        communities_below(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'b.csv'}: is an export that lies beside folders of communities, in none of them. "
        "Move it into the folder of its community, or out of this one."
    )


def test_a_community_inside_another_is_refused(tmp_path):
    folder(tmp_path, {"community.toml": "", "a.csv": MEETING, "x/sepsis/community.toml": ""})
    with pytest.raises(FileError) as caught:
        survey(tmp_path)
    assert str(caught.value) == (
        "x/sepsis/community.toml: says that its folder is a community, inside another one. Move that "
        "folder out of this one; or delete the file, if it is one community."
    )


def test_the_index_lists_what_could_not_be_made_and_why_without_what_a_cell_holds(tmp_path):
    wrong = CellError(
        "zoom.csv", row=3, column="Minutes", value="Ben, 020 7946 0000", expected="a whole number"
    )
    why = without_cells(Problems([wrong, FileError("b.csv", "is empty")], "falls"))
    assert why == (
        "zoom.csv, row 3, column 'Minutes': what stands there is not a whole number. (and 1 more)"
    )
    page = write_index(tmp_path, [Missing("falls", "sponsors", why)]).read_text(encoding="utf-8")
    assert "Not made" in page
    assert "<td>sponsors</td><td>zoom.csv, row 3, column &#39;Minutes&#39;: what" in page
    assert "Not made" not in write_index(tmp_path).read_text(encoding="utf-8")
