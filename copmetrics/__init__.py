"""copmetrics shows what a Community of Practice is worth.

community = copmetrics.load("data/acute-deterioration")
community.indicators()
community.changes()
copmetrics.picture(community, "attendances", by=["format"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copmetrics.community.community import Community, load
    from copmetrics.errors import CopmetricsError
    from copmetrics.evaluation.indicators import indicators
    from copmetrics.exploring import picture

__all__ = ["Community", "CopmetricsError", "__version__", "indicators", "load", "picture"]
__version__ = "0.1.0"

_WHERE = {
    "Community": "copmetrics.community.community",
    "CopmetricsError": "copmetrics.errors",
    "indicators": "copmetrics.evaluation.indicators",
    "load": "copmetrics.community.community",
    "picture": "copmetrics.exploring",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import copmetrics` costs next to nothing."""
    if name not in _WHERE:
        raise AttributeError(f"module 'copmetrics' has no attribute '{name}'")
    globals()[name] = getattr(import_module(_WHERE[name]), name)
    return globals()[name]
