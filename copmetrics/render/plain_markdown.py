"""Markdown as plain paragraphs, for a cell that shows no marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

__all__ = ["paragraphs"]

Token = Mapping[str, object]
_ONE_TEXT = ("paragraph", "block_text", "heading")


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs, headings and items of a list of a text of Markdown, without its marks."""
    import mistune  # late: few accounts have any

    parsed = mistune.create_markdown(renderer=None)(words)
    return [text for text in _texts(cast("Sequence[Token]", parsed)) if text]


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token["type"] in _ONE_TEXT:
            yield _inline(token).strip()
        elif inside := _children(token):
            yield from _texts(inside)
        else:
            yield str(token.get("raw", "")).strip()


def _inline(token: Token) -> str:
    """Return what a reader sees of a piece of a line; of a link also where it leads."""
    if token["type"] in ("softbreak", "linebreak"):
        return " "
    shown = "".join(map(_inline, _children(token))) or str(token.get("raw", ""))
    if token["type"] != "link":
        return shown
    address = str(cast("Token", token["attrs"])["url"])
    return shown if shown == address else f"{shown} ({address})"


def _children(token: Token) -> Sequence[Token]:
    return cast("Sequence[Token]", token.get("children", ()))
