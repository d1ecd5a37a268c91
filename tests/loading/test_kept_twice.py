"""Outputs that stand in two files: said of both files, once for each output that counts."""

from __future__ import annotations

import pandas as pd

from copmetrics.loading.kept_twice import kept_twice
from copmetrics.schema import RAW

NONE = {each: RAW[each].empty() for each in ("agenda", "outputs", "recommendations", "feedback")}


def test_an_output_that_stands_in_two_files_is_said_of_both():
    link = "https://example.org/{}".format
    rows = [
        ("list.csv", link("a"), "members"),
        ("list.csv", link("b"), "members"),
        ("list.csv", link("c"), "members"),
        ("list.csv", link("d"), "withdrawn"),  # counts nowhere
        ("form.csv", link("a"), "private"),
        ("form.csv", link("b"), None),
        ("form.csv", link("C"), "members"),  # another one: links are so, letter by letter
        ("form.csv", link("d"), "withdrawn"),
        ("photos.csv", link("b"), "public"),
        ("photos.csv", link("b"), "public"),
        ("alone.csv", link("e"), "public"),
    ]
    told = pd.DataFrame(rows, columns=["source_file", "place", "consent"])
    raw = {**NONE, "outputs": RAW["outputs"].conform(told)}
    keep = "keep each in one file"
    assert kept_twice(raw) == {
        "form.csv": f"2 outputs of it stand in list.csv and photos.csv too, and count twice: {keep}",
        "list.csv": f"2 outputs of it stand in form.csv and photos.csv too, and count twice: {keep}",
        "photos.csv": f"1 output of it stands in form.csv and list.csv too, and counts twice: {keep}",
    }


def test_a_workbook_kept_on_under_another_name_has_its_recommendations_and_remarks_twice():
    advised = pd.DataFrame(
        {
            "source_file": ["feedback.xlsx", "feedback v2.xlsx", "feedback v2.xlsx"],
            "recommendation": ["Start later", "Start later", "More breaks"],
            "status": ["open", "done", "open"],
        }
    )
    remarks = pd.DataFrame(
        {
            "source_file": ["feedback.xlsx", "feedback v2.xlsx", "feedback v2.xlsx", "form.csv"],
            "event": ["huddle", "huddle", "study day", "huddle"],
            "plus": ["Good pace"] * 4,
            "noted": [True, True, True, False],
        }
    )
    raw = {
        **NONE,
        "recommendations": RAW["recommendations"].conform(advised),
        "feedback": RAW["feedback"].conform(remarks),
    }
    assert kept_twice(raw)["feedback.xlsx"] == (
        "1 recommendation of it stands in feedback v2.xlsx too, and counts twice: keep each in one file; "
        "1 remark of it stands in feedback v2.xlsx too, and counts twice: keep each in one file"
    )
