"""Tables in one sealed piece: whoever has not the key can neither read it nor change it unseen.

Each table is an encrypted Parquet file (AES-GCM, as the format defines it) with a key of its own, which
follows from the key that seals, from what the piece is called, and from a salt. Before anything of a piece is
looked at, its digest under that key is checked: what is cut short, changed, of another name or of another key
is no piece of ours.
"""

from __future__ import annotations

import hmac
import io
import secrets
import zipfile
from collections.abc import Mapping
from typing import Final

import pyarrow as pa
from pyarrow.parquet.encryption import create_decryption_properties, create_encryption_properties

from copmetrics.storage.parquet_tables import parquet_of, table_in

__all__ = ["sealed", "unsealed"]

SALT: Final = 16
DIGEST: Final = 32
"""So many bytes stand before the tables: the salt, and the digest of all the rest."""


def sealed(tables: Mapping[str, pa.Table], key: bytes, name: str) -> bytes:
    """Return tables as one sealed piece of a name."""
    salt = secrets.token_bytes(SALT)
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for each, table in tables.items():
            properties = create_encryption_properties(_derived(key, salt, name, each))
            archive.writestr(each, parquet_of(table, sealed=properties))
    body = into.getvalue()
    return salt + _digest(key, salt, name, body) + body


def unsealed(piece: bytes, key: bytes, name: str) -> dict[str, pa.Table] | None:
    """Return the tables of a piece; nothing if it is not whole, or not of that name and key."""
    salt, digest, body = piece[:SALT], piece[SALT : SALT + DIGEST], piece[SALT + DIGEST :]
    if not hmac.compare_digest(digest, _digest(key, salt, name, body)):
        return None
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {
            each: table_in(
                archive.read(each),
                opened=create_decryption_properties(_derived(key, salt, name, each)),
            )
            for each in archive.namelist()
        }


def _digest(key: bytes, salt: bytes, name: str, body: bytes) -> bytes:
    return hmac.digest(_derived(key, salt, name, "digest of the whole"), body, "sha256")


def _derived(key: bytes, salt: bytes, *words: str) -> bytes:
    """Return a key for one purpose: from it neither the others nor the first one follow."""
    return hmac.digest(key, salt + "\n".join(words).encode(), "sha256")
