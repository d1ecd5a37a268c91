"""A canvas on which letters are measured once: imported late, for matplotlib takes long to import."""

from __future__ import annotations

import io
from functools import cached_property

from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG

__all__ = ["MeasuringCanvas"]


class MeasuringCanvas(FigureCanvasSVG):
    """Lends one renderer to all that measure a picture: it knows what it has measured before."""

    def get_renderer(self) -> RendererSVG:
        """Return the renderer that nothing is drawn with."""
        return self._lent

    @cached_property
    def _lent(self) -> RendererSVG:
        width, height = self.figure.get_size_inches() * self.fixed_dpi
        return RendererSVG(width, height, io.StringIO(), image_dpi=self.fixed_dpi)
