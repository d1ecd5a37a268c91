"""A source's keys: out of the environment, else out of the operating system's keyring, and nowhere else."""

from __future__ import annotations

import os
import re
from typing import Final

from copmetrics.errors import SourceError
from copmetrics.sync.declaring import Keys, Secret, Source

__all__ = ["KEYRING", "has_keys", "keys_of"]

KEYRING: Final = "copmetrics"
"""The name of the service under which the keyring has them."""


def keys_of(source: Source) -> Keys:
    """Return a source's keys; raises `SourceError` where one is missing or looks like none."""
    found = {}
    for secret in source.secrets:
        value = _found(secret)
        if value is None:
            raise SourceError(source.title, f"needs {secret.says}", advice=_where(secret))
        if not re.fullmatch(secret.is_like, value):
            what = f"what {secret.name} holds does not look like {secret.says}"
            raise SourceError(source.title, what, advice="Copy it once more, whole.")
        found[secret.name] = value
    return found


def has_keys(source: Source) -> bool:
    """Whether all keys of a source are there."""
    return all(_found(secret) is not None for secret in source.secrets)


def _where(secret: Secret) -> str:
    return (
        f"Give it in the environment as {secret.name}, or put it into this computer's keyring: "
        f"keyring set {KEYRING} {secret.name}"
    )


def _found(secret: Secret) -> str | None:
    return (os.environ.get(secret.name) or _in_keyring(secret) or "").strip() or None


def _in_keyring(secret: Secret) -> str | None:
    """Return what the keyring has; nothing on a computer without one."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(KEYRING, secret.name)
    except KeyringError:
        return None
