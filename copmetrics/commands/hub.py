"""Whether this runs in a JupyterHub: on a computer that others keep, and that nobody sits at."""

from __future__ import annotations

import os
from typing import Final

__all__ = ["computer", "in_hub"]

PREFIX: Final = "JUPYTERHUB_SERVICE_PREFIX"
"""What a hub sets for the server that it starts for somebody, and so for all that runs in it.

Source: https://jupyterhub.readthedocs.io/en/stable/reference/services.html
"""


def in_hub() -> bool:
    """Whether a hub started the server that this runs in."""
    return PREFIX in os.environ


def computer() -> str:
    """Return how to call the computer that this runs on, to whoever looks at it in a browser."""
    return "your JupyterHub" if in_hub() else "this computer"
