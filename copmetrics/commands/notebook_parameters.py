"""A notebook's parameters, put behind its own as papermill does it, without what papermill imports."""

from __future__ import annotations

from collections.abc import Mapping

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

__all__ = ["with_parameters"]

PARAMETERS = "parameters"
"""The tag of the cell in which a notebook has its own."""


def with_parameters(
    notebook: NotebookNode, title: str, parameters: Mapping[str, str]
) -> NotebookNode:
    """Give a notebook its title and parameters, which are texts."""
    notebook.metadata["title"] = title
    lines = [f"{name} = {value!r}" for name, value in parameters.items()]
    tagged = (PARAMETERS in cell.metadata.get("tags", []) for cell in notebook.cells)
    place = next((number for number, is_own in enumerate(tagged, start=1) if is_own), 0)
    notebook.cells.insert(place, new_code_cell("\n".join(lines)))
    return notebook
