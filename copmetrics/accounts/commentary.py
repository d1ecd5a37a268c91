"""`commentary.md`: the editor's own words, and where in which account they go.

    # 2026/27 Q2
    What stands here goes after the first paragraph of every account of that quarter.
    ## Stories
    What stands here opens the section on stories.
    ## Summary (sponsors)
    What stands here only sponsors read.

A heading of the first level is a quarter; what stands under none goes into every quarter's
accounts. A heading of the second level is a section, with the audience in brackets where it is
for one only.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pandas as pd

from copmetrics.errors import ChoiceError
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.quarters import Calendar, parse

__all__ = ["FILE_NAME", "SECTIONS", "commentary"]

FILE_NAME: Final = "commentary.md"
SECTIONS: Final = ("summary", "stories", "matrix", "activities", "plan", "unknown", "next")
_HEADING = re.compile(r"^(#{1,2})\s+(.+?)\s*#*$")
_FOR = re.compile(r"^(?P<section>.+?)\s*(?:\((?P<audience>[^)]+)\))?$")


def commentary(
    folder: Path, quarter: pd.Period, audience: str, calendar: Calendar
) -> tuple[tuple[str, str], ...]:
    """Return the passages for one quarter and audience: the section each is for, and its Markdown.

    A heading that names no section, no audience or no quarter is an error that lists those there
    are.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    text = path.read_text(encoding="utf-8-sig")
    passages: list[tuple[str, list[str]]] = [("summary", [])]
    here, wanted = True, True
    for line in text.splitlines():
        found = _HEADING.match(line)
        if found is None:
            if here and wanted:
                passages[-1][1].append(line)
            continue
        if found[1] == "#":
            here = _quarter(found[2], calendar) == quarter
            wanted = True
            passages.append(("summary", []))
        else:
            section, only = _place(found[2])
            wanted = only in ("", audience)
            passages.append((section, []))
    told = ((section, "\n".join(lines).strip()) for section, lines in passages)
    return tuple((section, words) for section, words in told if words)


def _quarter(said: str, calendar: Calendar) -> pd.Period:
    try:
        return parse(said, calendar)
    except ChoiceError as error:
        raise ChoiceError(error.what, said, error.options[:1], file=FILE_NAME) from None


def _place(said: str) -> tuple[str, str]:
    found = _FOR.match(said)
    assert found is not None
    section, audience = found["section"].casefold(), (found["audience"] or "").casefold()
    if section not in SECTIONS:
        raise ChoiceError("a section of an account", found["section"], SECTIONS, file=FILE_NAME)
    if audience and audience not in AUDIENCES:
        raise ChoiceError("an audience", found["audience"], AUDIENCES, file=FILE_NAME)
    return section, audience
