"""Of a share that comes a mailing or an event at a time: what it was in each of them.

Its verdict rests on them: see `share_difference`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

import pandas as pd

from copmetrics.evaluation.parts import keys
from copmetrics.measures import MEASURES, family_of
from copmetrics.units import Unit

__all__ = ["PARTS", "comes_by", "with_parts"]

PARTS: Final = "parts"
"""The column of values that holds the numerator and denominator of each mailing or event."""


class Asks(Protocol):
    """What gives indicators by dimensions: an `Evaluation` does, or a `Community`."""

    def __call__(
        self,
        *,
        by: Sequence[str],
        where: Mapping[str, Sequence[str | None]] | None,
        only: Sequence[str],
        quarters: pd.PeriodIndex,
    ) -> pd.DataFrame:
        """Return measures by quarter and dimensions."""


def comes_by(indicator: str) -> str:
    """Return the dimension that a share comes by: `mailing` or `event`; empty of any other measure."""
    if indicator not in MEASURES or MEASURES[indicator].unit is not Unit.SHARE:
        return ""
    return family_of(indicator).comes_by


def with_parts(
    values: pd.DataFrame,
    asks: Asks,
    *,
    by: Sequence[str] = (),
    where: Mapping[str, Sequence[str | None]] | None = None,
) -> pd.DataFrame:
    """Return values by quarter and the dimensions `by` with a column `parts`.

    It holds the numerators and denominators of the mailings or events behind a share that comes by
    them, and nothing for any other value. `asks` gave the values, asked in the same way.
    """
    columns = ["quarter", "indicator", *by]
    found = pd.concat([values.iloc[:0], *_asked(values, asks, by, where)])
    known = found[found["denominator"].gt(0) & found["numerator"].notna()]
    parts = defaultdict[tuple[object, ...], list[tuple[float, float]]](list)
    sides = zip(known["numerator"], known["denominator"], strict=True)
    for key, side in zip(keys(known, columns), sides, strict=True):
        parts[key].append(side)
    told = [tuple(parts.get(key, ())) for key in keys(values, columns)]
    return values.assign(**{PARTS: pd.Series(told, index=values.index, dtype="object")})


def _asked(
    values: pd.DataFrame,
    asks: Asks,
    by: Sequence[str],
    where: Mapping[str, Sequence[str | None]] | None,
) -> Iterator[pd.DataFrame]:
    """Ask for the shares of each dimension that some come by."""
    if values.empty:
        return
    quarters = pd.PeriodIndex(values["quarter"].unique())
    dimensions = {each: comes_by(each) for each in values["indicator"].unique()}
    for dimension in dict.fromkeys(filter(None, dimensions.values())):
        only = [each for each, found in dimensions.items() if found == dimension]
        asked = dict.fromkeys((*by, dimension))
        yield asks(by=tuple(asked), where=where, only=only, quarters=quarters)
