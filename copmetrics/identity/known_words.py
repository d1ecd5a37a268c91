"""Words and lists that are shipped with copmetrics, to tell people, places and programs apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from copmetrics.framework.plain_letters import without_accents

__all__ = ["Word", "bare", "known_lines", "words_for"]


_SIGNS = re.compile(r"[^\w\s]")
_APOSTROPHES = re.compile("['’]")


class Word(StrEnum):
    """What a word in or beside a displayed name is; `displayed_names.toml` has them by language."""

    PRONOUN = "pronouns"
    REMARK = "remarks"
    TASK = "tasks"
    LETTERS = "letters"
    NOBODY = "nobody"
    DEVICE = "devices"
    ROOM = "rooms"
    WORKPLACE = "workplaces"
    ENDING = "endings"
    DEPARTMENT = "departments"


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return a text as it is compared: no case, accents or punctuation, one space between words."""
    letters = without_accents(text.casefold())
    return " ".join(_SIGNS.sub(" ", _APOSTROPHES.sub("", letters)).split())


@cache
def words_for(kind: Word) -> frozenset[str]:
    """Return the words of a kind in every language, as `bare` writes them."""
    languages = _displayed_names().values()
    return frozenset(bare(word) for language in languages for word in language.get(kind, ()))


@cache
def _displayed_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(_shipped("displayed_names.toml"))


@cache
def known_lines(file: str) -> tuple[str, ...]:
    """Return the entries of one of the lists that are shipped with copmetrics."""
    lines = _shipped(file).splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _shipped(file: str) -> str:
    return files("copmetrics.identity").joinpath("known", file).read_text(encoding="utf-8")
