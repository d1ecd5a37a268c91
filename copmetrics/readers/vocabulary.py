"""The words that vendors use, by language: data files that stand beside the readers.

Each section of `readers/<name>.toml` is a language, each key of it a thing, each value how that
language has called it. What is called differently in a new language, or from one release to the
next, is a line there.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final

from copmetrics.readers.files import heading

__all__ = ["by_language", "in_their_language", "meanings", "vocabulary"]

VENDORS: Final = ("zoom", "teams", "forms", "google_meet", "webex")
"""The files whose words are headings that programs write."""


@cache
def vocabulary(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return every word for each thing, of all languages, in the order of `readers/<name>.toml`."""
    languages = by_language(name).values()
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


def in_their_language(found: Collection[str], words: Sequence[str]) -> str:
    """Return the one of several words for a thing in the language that most of these headings are in.

    Else the first of them: of a word that is in no language, or of headings that nobody knows.
    """
    spoken = Counter(language for each in found for language in _spoken().get(heading(each), ()))
    best = max(spoken.values(), default=0)
    chosen = {language for language, count in spoken.items() if count == best}
    fitting = (word for word in words if chosen & set(_spoken().get(heading(word), ())))
    return next(fitting, words[0])


@cache
def _spoken() -> Mapping[str, frozenset[str]]:
    """Return the languages of every heading."""
    spoken: dict[str, set[str]] = {}
    for vendor in VENDORS:
        for language, things in by_language(vendor).items():
            for word in chain.from_iterable(things.values()):
                spoken.setdefault(heading(word), set()).add(language)
    return {word: frozenset(languages) for word, languages in spoken.items()}


@cache
def by_language(name: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the words of each language for each thing, as `readers/<name>.toml` has them."""
    content = files("copmetrics.readers").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)
