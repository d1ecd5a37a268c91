"""Who the people of a sign-in sheet are: the columns that name them, each row's name and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import Column, address, band, organisation, profession, text
from copmetrics.readers.files import Row, heading
from copmetrics.readers.sign_in_layout import layout_of
from copmetrics.readers.sign_in_lines import Nobody
from copmetrics.readers.sign_in_words import OF_WHOM, WORDS, Topic

__all__ = ["PEOPLE_COLUMNS", "named_people", "names_in", "reasons_of"]

_PASTED: Final = r"<\s*(?:mailto:)?([^<>@\s]+@[^<>@\s]+)\s*>"
_ALONE: Final = r"^([^<>@\s,;]+@[^<>@\s,;]+\.[^<>@\s,;]+)$"


def _with_remark(thing: Topic) -> str:
    """Return the expression for a heading with a remark behind it: `Name (please print)`."""
    words = "|".join(re.escape(heading(word)) for word in WORDS[thing])
    return rf"{OF_WHOM}(?:{words})(?:\s*[/|]\s*(?:{words}))?\s*(?:[?*:.]|\(.*\))*$"


def _text(thing: Topic) -> Column:
    return text(*WORDS[thing], pattern=_with_remark(thing))


PEOPLE_COLUMNS: Final = {
    "full_name": _text(Topic.FULL_NAME).or_note(
        "people are told apart by first name or address alone", unless=WORDS["surname"]
    ),
    "first_name": _text(Topic.FIRST_NAME),
    "surname": _text(Topic.SURNAME),
    "address": replace(address(*WORDS["address"]), pattern=_with_remark(Topic.ADDRESS)),
    "organisation": organisation(*WORDS["organisation"]),
    "profession": profession(*WORDS["profession"]),
    "band": band(*WORDS["band"]),
    "role": _text(Topic.ROLE),
}


def reasons_of(reasons: Sequence[Nobody | None], rows: pd.DataFrame) -> pd.Series:
    """Return why each row is nobody, as `left_out` has it; nothing of those who are somebody."""
    texts = [None if why is None else str(why) for why in reasons]
    return pd.Series(texts, index=rows.index, dtype="str")


def named_people(block: Block) -> pd.DataFrame:
    """Return the rows with a name each; an address that was pasted with a name is taken out of it."""
    rows = block.frame
    numbered = rows["full_name"].str.replace(r"^\d+[.)]\s*", "", regex=True)
    names = names_in(rows.assign(full_name=numbered))
    pasted = names.str.extract(_PASTED, expand=False).fillna(
        names.str.extract(_ALONE, expand=False)
    )
    layout = layout_of(Row(block.heading_row, block.headings))
    for place in layout.places(Topic.ADDRESS):
        cells = block.undeclared(place).astype("str")
        pasted = pasted.fillna(cells.str.extract(_PASTED, expand=False))
    bare = (
        names.str.replace(_PASTED, "", regex=True).str.replace(_ALONE, "", regex=True).str.strip()
    )
    return rows.assign(
        name=bare.where(bare.ne("")), address=rows["address"].astype("str").fillna(pasted)
    )


def names_in(rows: pd.DataFrame) -> pd.Series:
    """Join the parts of each name; beside a column of given names, that called `Name` has surnames."""
    parts = rows
    if rows["first_name"].notna().any() and rows["surname"].isna().all():
        parts = rows.assign(surname=rows["full_name"])
        return full_name(parts)
    return rows["full_name"].fillna(full_name(rows))
