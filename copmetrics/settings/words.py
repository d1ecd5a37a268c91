"""What a key of `community.toml` says, in plain words: as its declaration has it."""

from __future__ import annotations

import re

from pydantic.fields import FieldInfo

from copmetrics.settings.declared import Settings
from copmetrics.settings.reading import tables_in
from copmetrics.settings.tables import Table

__all__ = ["declaration", "in_plain_words"]


def declaration(path: str) -> FieldInfo:
    """Return the declaration of a key: `minimum_minutes`, or `participation.core_share` of a table."""
    *table, key = path.split(".")
    owner: type[Table] = Settings
    if table:
        owner = next(tables_in(Settings.model_fields[table[0]].annotation))
    return owner.model_fields[key]


def in_plain_words(path: str) -> str:
    """Return what a key says as a sentence's beginning, without the marks and links of Markdown."""
    said = str(declaration(path).description)
    without_links = re.sub(r" ?\(\[[^]]+\]\([^)]+\)\)", "", said)
    plain = re.sub(r"[`*]", "", without_links)
    return plain[:1].upper() + plain[1:]
