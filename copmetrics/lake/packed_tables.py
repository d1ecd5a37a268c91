"""A community's tables as they stand in a lake: what counts, of nobody by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from copmetrics.engine.prepared_tables import prepared
from copmetrics.engine.stored_tables import CatalogTable, PackedTable
from copmetrics.lake.hiding import COLUMNS, Goes, Hiding
from copmetrics.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["KEY", "packed_in", "packed_table", "write_tables"]

KEY: Final = "community"
"""The column that tells whose a row is: in the lake it is in the names of the folders."""
COMPRESSION: Final = "zstd"
A_ROW: Final = 20
"""So many bytes a row of the demo's attendance takes."""


def packed_table(name: str, table: pd.DataFrame, hiding: Hiding) -> pa.Table:
    """Return one table as it goes into the lake: the rows that count, and of these what may go.

    A line that was left out counts nowhere, and why stands with the community. Of somebody at an event who
    is a person, `attendee` is that person.
    """
    counted = table[table["left_out"].isna()] if "left_out" in table else table
    gone = {
        column: hiding.column(counted[column], how)
        for column, how in COLUMNS[name].items()
        if how is not Goes.NOT
    }
    frame = pd.DataFrame(gone, counted.index)
    if name == "attendance":
        frame["attendee"] = frame["attendee"].where(counted["person"].isna(), counted["person"])
    return prepared(frame).replace_schema_metadata(None)


def write_tables(tables: Mapping[str, pd.DataFrame], hiding: Hiding, place: Path) -> None:
    """Write each table as a Parquet file into a folder, an empty one too."""
    import pyarrow.parquet as pq

    for name in TABLES:
        packed = packed_table(name, tables[name], hiding)
        pq.write_table(packed, place / f"{name}.parquet", compression=COMPRESSION)


def packed_in(lake: Path, catalog: str = "") -> Mapping[str, PackedTable | CatalogTable]:
    """Return the tables of all communities of a lake, as engines read them: its files, or by their names."""
    if catalog:
        return {name: CatalogTable(f"{catalog}.{name}") for name in TABLES}
    base = lake.resolve().as_posix()
    return {
        name: PackedTable(base, f"{base}/{KEY}=*/{name}.parquet", KEY, _rows(lake, name))
        for name in TABLES
    }


def _rows(lake: Path, name: str) -> int:
    """Return about how many rows a table has in all, by the size of its files."""
    return sum(each.stat().st_size for each in lake.glob(f"{KEY}=*/{name}.parquet")) // A_ROW
