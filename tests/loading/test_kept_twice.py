"""Outputs that stand in two files: said of both files, once for each output that counts."""

from __future__ import annotations

import pandas as pd

from copmetrics.loading.kept_twice import kept_twice
from copmetrics.schema import RAW


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
    raw = {"agenda": RAW["agenda"].empty(), "outputs": RAW["outputs"].conform(told)}
    keep = "keep each in one file"
    assert kept_twice(raw) == {
        "form.csv": f"2 outputs of it stand in list.csv and photos.csv too, and count twice: {keep}",
        "list.csv": f"2 outputs of it stand in form.csv and photos.csv too, and count twice: {keep}",
        "photos.csv": f"1 output of it stands in form.csv and list.csv too, and counts twice: {keep}",
    }
