"""The words that vendors use, by language: data files that stand beside the readers.

Each section of `readers/<name>.toml` is a language, each key of it a thing, each value how that
language has called it. What is called differently in a new language, or from one release to the
next, is a line there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

__all__ = ["vocabulary"]


def vocabulary(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return every word for each thing, of all languages, in the order of `readers/<name>.toml`."""
    content = files("copmetrics.readers").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    languages = tomllib.loads(content).values()
    things = dict.fromkeys(thing for language in languages for thing in language)
    return {
        thing: tuple(word for language in languages for word in language.get(thing, ()))
        for thing in things
    }
