"""Markdown as plain paragraphs, for a cell that shows no marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from copmetrics.accounts.markdown_tokens import Token, tokens_of

__all__ = ["ITEM", "paragraphs"]

ITEM: Final = "- "
"""What stands before an item of a list without numbers."""
_ONE_TEXT = ("paragraph", "block_text", "heading")


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs, headings and items of a list of a text of Markdown, without its marks.

    An item of a list keeps what shows that it is one: a dash, or its number.
    """
    return [text for text in _texts(tokens_of(words)) if text]


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token["type"] in _ONE_TEXT:
            yield _inline(token).strip()
        elif token["type"] == "list":
            yield from _items(token)
        elif "children" in token:
            yield from _texts(token["children"])
        else:
            yield token.get("raw", "").strip()


def _items(told: Token) -> Iterator[str]:
    """Go through the items of a list, each after its mark."""
    ordered = bool(told["attrs"].get("ordered"))
    first = int(told["attrs"].get("start", 1))
    for number, item in enumerate(told["children"], start=first):
        opening, *rest = [each for each in _texts(item["children"]) if each] or [""]
        yield f"{number}. {opening}" if ordered else f"{ITEM}{opening}"
        yield from rest


def _inline(token: Token) -> str:
    """Return what a reader sees of a piece of a line; of a link also where it leads."""
    if token["type"] in ("softbreak", "linebreak"):
        return " "
    shown = "".join(map(_inline, token.get("children", ()))) or token.get("raw", "")
    if token["type"] != "link":
        return shown
    address = token["attrs"]["url"]
    return shown if shown == address else f"{shown} ({address})"
