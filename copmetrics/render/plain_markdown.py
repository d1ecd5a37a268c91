"""Markdown as plain paragraphs, for a cell that shows no marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copmetrics.accounts.markdown_tokens import Token, tokens_of

__all__ = ["paragraphs"]

_ONE_TEXT = ("paragraph", "block_text", "heading")


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs, headings and items of a list of a text of Markdown, without its marks."""
    return [text for text in _texts(tokens_of(words)) if text]


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token["type"] in _ONE_TEXT:
            yield _inline(token).strip()
        elif "children" in token:
            yield from _texts(token["children"])
        else:
            yield token.get("raw", "").strip()


def _inline(token: Token) -> str:
    """Return what a reader sees of a piece of a line; of a link also where it leads."""
    if token["type"] in ("softbreak", "linebreak"):
        return " "
    shown = "".join(map(_inline, token.get("children", ()))) or token.get("raw", "")
    if token["type"] != "link":
        return shown
    address = token["attrs"]["url"]
    return shown if shown == address else f"{shown} ({address})"
