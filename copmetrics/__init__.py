"""copmetrics shows what a Community of Practice is worth.

The names here are what users may build on: `docs/api.md` describes them, and only they are kept
as they are from version to version.

    import copmetrics

    community = copmetrics.load("data/acute-deterioration")
    community.indicators(by="organisation", only="unique_attendees")
    community.changes()
    community.explain("attendances")
    copmetrics.picture(community, "attendances", by="format")
    copmetrics.account(community, "2026/27-Q2", "sponsors").summary
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copmetrics import errors
    from copmetrics.accounts.for_audience import account
    from copmetrics.community.community import Community, load
    from copmetrics.engine.stored_tables import CatalogTable
    from copmetrics.errors import CopmetricsError
    from copmetrics.evaluation.changes import changes
    from copmetrics.evaluation.indicators import indicators
    from copmetrics.exploring.pictures import picture

__all__ = [
    "CatalogTable",
    "Community",
    "CopmetricsError",
    "__version__",
    "account",
    "changes",
    "errors",
    "indicators",
    "load",
    "picture",
]
__version__ = "0.1.0"

_WHERE = {
    "CatalogTable": "copmetrics.engine.stored_tables",
    "Community": "copmetrics.community.community",
    "CopmetricsError": "copmetrics.errors",
    "account": "copmetrics.accounts.for_audience",
    "changes": "copmetrics.evaluation.changes",
    "indicators": "copmetrics.evaluation.indicators",
    "load": "copmetrics.community.community",
    "picture": "copmetrics.exploring.pictures",
}

if not TYPE_CHECKING:  # a type checker is to know the public names only, and to find misspelt ones

    def __getattr__(name: str) -> object:
        """Import on first use, so that `import copmetrics` costs next to nothing."""
        if name == "errors":
            return import_module("copmetrics.errors")
        if name not in _WHERE:
            raise AttributeError(f"module 'copmetrics' has no attribute '{name}'")
        globals()[name] = getattr(import_module(_WHERE[name]), name)
        return globals()[name]


def __dir__() -> list[str]:
    """List the public names, and nothing of the machinery."""
    return sorted(__all__)
