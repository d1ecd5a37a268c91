"""The words that vendors use, by language: data files that stand beside the readers.

Each section of `readers/<name>.toml` is a language, each key of it a thing, each value how that
language has called it. What is called differently in a new language, or from one release to the
next, is a line there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from importlib.resources import files

from copmetrics.readers.files import heading

__all__ = ["meanings", "vocabulary"]


def vocabulary(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return every word for each thing, of all languages, in the order of `readers/<name>.toml`."""
    content = files("copmetrics.readers").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    languages = tomllib.loads(content).values()
    things = dict.fromkeys(thing for language in languages for thing in language)
    return {
        thing: tuple(
            dict.fromkeys(word for language in languages for word in language.get(thing, ()))
        )
        for thing in things
    }


def meanings(words: Mapping[str, Collection[str]], *things: str) -> Mapping[str, str]:
    """Return what each word stands for, normalised as headings are: the first of the `things` that has it."""
    found: dict[str, str] = {}
    for thing in things:
        for word in words[thing]:
            found.setdefault(heading(word), thing)
    return found
