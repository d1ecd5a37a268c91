"""Reading one file as the folder's loader would, for tests of readers."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.settings import FileAnswers, Settings


def read(tmp_path, text, name="export.csv", **answers):
    """Read a file as the folder's loader would: by the one reader that claims it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (sheet,) = sheets_in(path, file=name, known=KNOWN_HEADINGS)
    claims = [reader for reader in READERS if reader.claims(sheet)]
    assert len(claims) == 1, [reader.name for reader in claims]
    return claims[0].name, claims[0].read(sheet, Context(Settings(), FileAnswers(**answers)))


def languages(vendor):
    """Return a vendor's words as its data file has them: by language, then by thing."""
    path = files("copmetrics.readers").joinpath(f"{vendor}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
