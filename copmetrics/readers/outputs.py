"""What social reporters keep: slides, recordings, photographs, posts and documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from copmetrics.errors import CellError, Problems
from copmetrics.framework.outputs import OutputKind
from copmetrics.readers.block import Block
from copmetrics.readers.columns import choice, pseudonym, required_text, text
from copmetrics.readers.logs import a_day, cell_error
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.stories import CONSENT
from copmetrics.typed_text import is_web_link

__all__ = ["OUTPUTS", "output_lines"]

KINDS: Final[Mapping[str, str]] = {
    OutputKind.SLIDES: r"slide|presentation",
    OutputKind.RECORDING: r"record|video|audio",
    OutputKind.PHOTOGRAPH: r"photo|picture|image|drawing",
    OutputKind.POST: r"\bposts?\b|blog|tweet",
    OutputKind.DOCUMENT: r"document|paper|note|minutes|poster|card",
}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _is_file(place: str) -> bool:
    """Whether a text may name a file of the community's folder: no address, and nowhere else."""
    path = PurePosixPath(place.replace("\\", "/"))
    return not (_SCHEME.match(place) or path.is_absolute() or ".." in path.parts)


def output_lines(block: Block) -> Tables:
    """One row an output. It is on the web, or a file in the community's folder: nothing else is told."""
    problems: list[CellError] = [
        cell_error(
            block,
            at,
            "place",
            expected="a link that begins with https:// or http://, or a file in this folder",
            advice="Copy the link out of the browser, or put the file here and write its name.",
        )
        for at, line in enumerate(block.lines)
        if not is_web_link(line["place"]) and not _is_file(line["place"])
    ]
    if problems:
        raise Problems(problems, block.sheet.file)
    return {"outputs": block.lines}


OUTPUTS = TableReader(
    name="Outputs",
    required_headings=(("Date",), ("Kind",), ("Link or file",)),
    columns={
        "shared_at": a_day("Date"),
        "title": required_text("Title", expected="what it is called"),
        "event": text("Event"),
        "kind": choice("Kind", options=KINDS, filled=True, in_other_words=True),
        "place": required_text("Link or file", expected="a link or a file"),
        "shared_by": pseudonym("By"),
        "consent": choice("Consent", options=CONSENT),
    },
    to_raw_tables=output_lines,
)
