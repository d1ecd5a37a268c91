"""The community's key, from which pseudonyms and all that is secret of a community follow."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from copmetrics.atomic_write import writing
from copmetrics.errors import FileError
from copmetrics.identity.git_ignore import keep_from_git

__all__ = ["KEY_FILE", "community_key", "derived_secret", "key_there_is", "key_to_seal"]

KEY_FILE = ".copmetrics-key"
_KEY_LENGTH = 64
_KEY = re.compile(rb"[0-9a-fA-F]{64}")
_BEGUN = re.compile(rb"[0-9a-fA-F]{1,63}")
"""A key that is not written to its end yet."""


def community_key(folder: Path) -> bytes:
    """Return the community's key, made on first use and kept in its folder for its owner alone.

    Whoever has the key can tell who a pseudonym is, so git is told to leave it, and the exports
    beside it, where they are.
    """
    path = folder / KEY_FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
    except FileExistsError:
        with suppress(OSError):  # somebody else's, or a share that knows no modes
            path.chmod(0o600)
    except OSError as error:
        advice = "Pseudonyms need it: allow writing there, or copy the folder to where you can."
        raise FileError(str(path), f"cannot be written: {error.strerror}", advice=advice) from None
    else:
        with writing(path), os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_KEY_LENGTH // 2))
    key = _read_key(path)
    keep_from_git(folder)
    return key


def key_there_is(folder: Path) -> bytes | None:
    """Return the community's key; nothing if there is none yet, or none that can be read."""
    with suppress(FileError):
        return _read_key(folder / KEY_FILE) if (folder / KEY_FILE).exists() else None
    return None


def _read_key(path: Path) -> bytes:
    """Read a key; one that another run is just writing is waited for."""
    for _ in range(20):
        try:
            text = path.read_bytes().strip()
        except OSError as error:
            advice = "Pseudonyms need it: ask whoever made it, or copy the folder without it."
            raise FileError(str(path), f"cannot be read: {error.strerror}", advice=advice) from None
        if _KEY.fullmatch(text):
            return bytes.fromhex(text.decode("ascii"))
        if text and not _BEGUN.fullmatch(text):
            break
        time.sleep(0.05)
    advice = "Delete it to have a new one made; pseudonyms then change."
    raise FileError(str(path), "is not a key that copmetrics made", advice=advice)


def derived_secret(key: bytes) -> str:
    """Return the secret of record keys and fingerprints: from it the community's key does not follow."""
    return hmac.digest(key, b"record keys and fingerprints", "sha256").hex()


def key_to_seal(key: bytes) -> bytes:
    """Return the key that seals what is kept of a community: the community's own does not follow from it."""
    return hmac.digest(key, b"what is kept of a community", "sha256")
