"""Pictures in the editor's words: those in the community's folder are embedded, none is fetched.

What is embedded is the picture alone: where and by whom a photograph was taken stays out of it.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from copmetrics.accounts.markdown_tokens import Token, tokens_of
from copmetrics.typed_text import for_page

__all__ = ["embedded", "pictures_in", "unseen_pictures"]

WIDEST: Final = 1600
"""Pixels that a page can show, on a fine screen."""
KINDS: Final = {"JPEG": "jpeg", "PNG": "png", "GIF": "png", "WEBP": "png"}
"""How a picture is embedded, by what it is."""


def pictures_in(words: str, folder: Path) -> tuple[tuple[str, str], ...]:
    """Return each picture that can be shown: its address in the words, and itself as an address."""
    found = ((address, embedded(address, folder)) for address in _addresses(words))
    return tuple((address, data) for address, data in found if data)


def unseen_pictures(words: str, folder: Path) -> list[str]:
    """Return the addresses of pictures that no account shows."""
    return [address for address in _addresses(words) if not embedded(address, folder)]


def _addresses(words: str) -> list[str]:
    """Return the address of every picture in a text of Markdown, each once."""
    if "!" not in words:
        return []
    return list(dict.fromkeys(_within(tokens_of(for_page(words)))))


def _within(tokens: Sequence[Token]) -> Iterator[str]:
    for each in tokens:
        if each["type"] == "image":
            yield each["attrs"]["url"]
        yield from _within(each.get("children", ()))


def _path_of(address: str, folder: Path) -> Path | None:
    """Return the file in the community's folder that an address names; nothing for any other."""
    try:
        parts = urlsplit(address)
        path = (folder / unquote(parts.path)).resolve()
        is_inside = not parts.scheme and not parts.netloc and path.is_relative_to(folder.resolve())
        return path if is_inside and path.is_file() else None
    except (ValueError, OSError):  # no address, or none that a file can have
        return None


def embedded(address: str, folder: Path, *, widest: int = WIDEST) -> str:
    """Return a picture of the community's folder as an address of its own; nothing where there is none."""
    path = _path_of(address, folder)
    if path is None:
        return ""
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=list(KINDS)) as opened:
            kind = KINDS[str(opened.format)]
            plain = ImageOps.exif_transpose(opened).convert("RGB" if kind == "jpeg" else "RGBA")
    except Exception:  # Pillow lets through what each format raises
        return ""
    plain.thumbnail((widest, widest))
    plain.info.clear()
    buffer = io.BytesIO()
    plain.save(buffer, kind)
    return f"data:image/{kind};base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"
