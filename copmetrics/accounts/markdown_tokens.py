"""A text of Markdown, taken apart by mistune."""

from __future__ import annotations

from typing import TypedDict, cast

__all__ = ["Token", "tokens_of"]


class Token(TypedDict, total=False):
    """A piece of a text as mistune takes it apart."""

    type: str
    raw: str
    attrs: dict[str, str]
    children: list[Token]


def tokens_of(words: str) -> list[Token]:
    """Return the pieces of a text of Markdown."""
    import mistune  # late: few accounts have any

    return cast("list[Token]", mistune.create_markdown(renderer=None)(words))
