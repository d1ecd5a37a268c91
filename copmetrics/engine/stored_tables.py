"""Tables that an engine reads itself, and of them only what is asked for.

They are Arrow's, Parquet files, or what Spark's catalogue knows by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pandas as pd

from copmetrics.errors import ChoiceError, EngineError, FileError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "CatalogTable",
    "PackedTable",
    "Stored",
    "StoredTable",
    "TableGiven",
    "kinds_of",
    "no_catalog",
    "rows_of",
    "stored_in",
]


@dataclass(frozen=True)
class CatalogTable:
    """A table that Spark's catalogue knows by name, however it is stored: Parquet, Delta, a view.

    - `name`: with the catalogue's and the database's before it, as Spark writes it.

    **Gives** a table for `copmetrics.indicators(tables, engine="spark")`, with the columns of the schema.

    **Errors**: `ChoiceError` for a name that is no text; asking gives an `EngineError` where the catalogue
    does not know the name, and where DuckDB is asked.

    **Source**: `docs/scale.md`.

        >>> copmetrics.CatalogTable("nation.communities.attendance")
        CatalogTable(name='nation.communities.attendance')
    """

    name: str

    def __post_init__(self) -> None:
        """Refuse what is no name."""
        if not isinstance(self.name, str) or not self.name.strip():
            example = "nation.communities.attendance"
            raise ChoiceError("the name of a table", self.name, (example,), examples=True)


ADVICE: Final = "Name a Parquet file, a folder of them, or several by a pattern."
Stored: TypeAlias = "pa.Table | tuple[str, ...] | CatalogTable"
"""An Arrow table, the paths of Parquet files of which each has some of its rows, or a table by its name."""


@dataclass(frozen=True)
class StoredTable:
    """A table as an engine is to read it."""

    source: Stored
    columns: Mapping[str, str]
    """The SQL of each column, from the columns of the source."""
    rows: int
    """How many; 0 of a table by its name, of which nobody has counted them."""
    lacks: frozenset[str] = frozenset()
    """The columns that the source has not: of these `columns` says that they are unknown."""


@dataclass(frozen=True)
class PackedTable:
    """One table of many communities: Parquet files that an engine reads itself.

    They are in folders named `<key>=<value>` below `base`, so that the key is a column of the table. Their
    instants and seconds are as `prepared` has them.
    """

    base: str
    files: str
    """A pattern: `*` stands for any name."""
    key: str
    rows: int
    """About how many."""


TableGiven: TypeAlias = pd.DataFrame | StoredTable | PackedTable | CatalogTable
"""What a workspace takes as a table."""


def no_catalog(table: CatalogTable) -> EngineError:
    """Return what is told to somebody who asks DuckDB for a table that a catalogue knows."""
    what = f"DuckDB has no catalogue that knows the table '{table.name}'"
    return EngineError(what, advice="Ask Spark for it: the engine 'spark'.")


def stored_in(given: str | PathLike[str] | pa.Table | CatalogTable) -> Stored:
    """Return a table as it is, and of a path or a pattern of paths the files that there are.

    An empty path is none: it would be the folder in which somebody works.
    """
    if not isinstance(given, str | PathLike):
        if not isinstance(given, CatalogTable) and not hasattr(given, "schema"):
            ways = ("a frame", "an Arrow table", "the path of Parquet files")
            raise ChoiceError("a table", type(given).__name__, ways, examples=True)
        return given
    if not str(given).strip():
        raise FileError("''", "is no path", advice=ADVICE)
    found = sorted(map(str, _files_at(Path(given))))
    if not found:
        raise FileError(str(given), "is not there", advice=ADVICE)
    return tuple(found)


def _files_at(place: Path) -> Iterable[Path]:
    """Return a file, those of a folder, or those that a pattern is met by."""
    if place.is_dir():
        return place.rglob("*.parquet")
    if place.exists():
        return (place,)
    return Path(place.anchor).glob(str(place.relative_to(place.anchor)))


def kinds_of(source: Stored) -> dict[str, pa.DataType]:
    """Return the columns of a source with their Arrow types; those of all its files together."""
    found: dict[str, pa.DataType] = {}
    for schema in _schemas(source):
        for column in schema:
            if _says_more(column.type, found.get(column.name)):
                found[column.name] = column.type
    return found


def rows_of(source: Stored) -> int:
    """Return how many rows a source has, without reading them; 0 where only its name is known."""
    if isinstance(source, CatalogTable):
        return 0
    if not isinstance(source, tuple):
        return int(source.num_rows)
    return sum(int(_opened(path).metadata.num_rows) for path in source)


def _schemas(source: Stored) -> Iterator[pa.Schema]:
    if isinstance(source, CatalogTable):
        from copmetrics.engine.spark_session import schema_of  # late: few have Spark

        yield schema_of(source.name)
    elif isinstance(source, tuple):
        yield from (_opened(path).schema_arrow for path in source)
    else:
        yield source.schema


def _says_more(kind: pa.DataType, known: pa.DataType | None) -> bool:
    """Whether a type is the first that is met, or that met so far was of a column without anything in it."""
    import pyarrow as pa

    return known is None or pa.types.is_null(known)


def _opened(path: str) -> Any:
    """Return a Parquet file with its footer read, or say that it is none."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            return file
    except (pa.ArrowInvalid, OSError) as error:
        raise FileError(path, "is no Parquet file", advice="Write it again.") from error
