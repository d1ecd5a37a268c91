"""Files that the browser hands over: dropped on a place of the page, or chosen by its button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from itertools import count

import anywidget
import traitlets

__all__ = ["GivenFiles"]

_NUMBERS = count(1)


class GivenFiles(anywidget.AnyWidget):
    """A place for files; what is given to it is told one by one, by name, with how many are still to come.

    Of a file that the browser could not read there is no content.
    """

    _esm = files("copmetrics.desk").joinpath("drop_files.js").read_text(encoding="utf-8")
    label = traitlets.Unicode().tag(sync=True)
    number = traitlets.Int().tag(sync=True)

    def __init__(self, label: str, given: Callable[[str, bytes | None, int], None]) -> None:
        """Tell `given` of each file that comes."""
        super().__init__(label=label, number=next(_NUMBERS))
        self._given = given
        self.on_msg(self._come)

    def _come(
        self, _: object, content: Mapping[str, object], buffers: Sequence[memoryview]
    ) -> None:
        held = None if content.get("unread") else bytes(buffers[0])
        self._given(str(content["name"]), held, int(str(content["left"])))
