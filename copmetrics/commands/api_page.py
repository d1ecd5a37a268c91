"""The page on the public names, made from their docstrings: `docs/api.md`.

A docstring is Markdown as it stands, and its indented example is run by a test. So nothing is
parsed here: a heading, the signature, the docstring.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import FunctionType
from typing import NamedTuple

import copmetrics
from copmetrics import errors
from copmetrics.community.community import OFFERED

__all__ = ["Documented", "api_page", "public_objects"]

HEAD = """# The Python API

Generated from the docstrings; a test holds that it is, and another runs the examples.
Make it anew with `uv run python -m copmetrics.commands.api_page > docs/api.md`.

`import copmetrics` gives the names on this page, and `dir(copmetrics)` lists them. They are what
your own code may build on: a change to one is announced in `CHANGELOG.md`. Everything else may be
moved or renamed. The package brings its types (`py.typed`).

Tables are pandas frames, and are never changed in place. A missing value is *unknown*, which is
not 0. People are pseudonyms. Shares are 0 to 1. The examples go on from one another: `community` is
the invented one of `data/acute-deterioration`, as it stood on 5 October 2026."""

FUNCTIONS = ("load", "Community", "indicators", "CatalogTable", "changes", "account", "picture")
ERRORS_HEAD = """## copmetrics.errors

Every error that bad input meets is a `copmetrics.CopmetricsError`. Its text is one line that says what
is wrong, where, and what to do; what it says is also in its fields. `copmetrics.errors` is the module."""

LINE = 88
"""Signatures that are longer have a line a parameter."""


class Documented(NamedTuple):
    """A public name, and what it stands for."""

    name: str
    what: object

    @property
    def text(self) -> str:
        """Its docstring, as Markdown."""
        return inspect.cleandoc(self.what.__doc__ or "")


def public_objects() -> Iterator[Documented]:
    """Go through the public names, what is promised of a community, and the errors, as the page does."""
    for name in FUNCTIONS:
        yield Documented(f"copmetrics.{name}", getattr(copmetrics, name))
        if name == "Community":
            for each in OFFERED:
                what = inspect.getattr_static(copmetrics.Community, each)
                yield Documented(f"Community.{each}", what)
    for kind in _errors():
        yield Documented(f"errors.{kind.__name__}", kind)


def _errors() -> list[type[errors.CopmetricsError]]:
    """Return the errors that users can meet, the family's head first."""
    found = (getattr(errors, name) for name in errors.__all__)
    family = errors.CopmetricsError
    kinds = [each for each in found if inspect.isclass(each) and issubclass(each, family)]
    return sorted(kinds, key=lambda each: (len(each.__mro__), each.__name__))


def api_page() -> str:
    """Return the whole page as Markdown."""
    entries = [_entry(each) for each in public_objects()]
    first = next(place for place, each in enumerate(entries) if each.startswith("### errors."))
    return "\n\n".join([HEAD, *entries[:first], ERRORS_HEAD, *entries[first:]]) + "\n"


def _entry(documented: Documented) -> str:
    name, what = documented
    head = f"{'##' if name.startswith('copmetrics.') else '###'} {name}"
    if not isinstance(what, FunctionType):
        return f"{head}\n\n{documented.text}"
    return f"{head}\n\n```python\n{_signature(name, what)}\n```\n\n{documented.text}"


class _Written:
    """An annotation as it was written, without the quotes that a text is shown in."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _signature(name: str, function: FunctionType) -> str:
    """Return a function's signature as it was written, a parameter a line where it is long."""
    signature = inspect.signature(function)
    shown = [
        each.replace(annotation=_Written(each.annotation))
        for each in signature.parameters.values()
        if each.name != "self"
    ]
    made = signature.replace(
        parameters=shown, return_annotation=_Written(signature.return_annotation)
    )
    line = f"{name}{made}"
    if len(line) <= LINE:
        return line
    keyword_only = [each for each in shown if each.kind is each.KEYWORD_ONLY]
    parts = [str(each) for each in shown if each not in keyword_only]
    parts += ["*", *map(str, keyword_only)] if keyword_only else []
    inside = "".join(f"    {part},\n" for part in parts)
    return f"{name}(\n{inside}) -> {signature.return_annotation}"


if __name__ == "__main__":
    print(api_page(), end="")
