"""Tables to Parquet and back: each column comes back of the very kind that it had.

What pandas knows of a frame (its index, its kinds, periods too) stands in the file's own metadata. Texts
come back as pandas keeps them at that time: as Python's or as Arrow's (`mode.string_storage`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:  # late: what was said before is said again without it
    import pandas as pd
    from pyarrow.parquet.encryption import FileDecryptionProperties, FileEncryptionProperties

__all__ = ["frame_of", "parquet_of", "table_in", "table_of"]

COMPRESSION: Final = "zstd"


def table_of(frame: pd.DataFrame) -> pa.Table:
    """Return a frame as an Arrow table. A text that is no Unicode is a `ValueError`."""
    if frame.attrs:
        raise ValueError("A frame's own attributes are not kept.")
    return pa.Table.from_pandas(frame)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Return the frame that an Arrow table was made of."""
    return table.to_pandas(use_threads=False)


def parquet_of(table: pa.Table, *, sealed: FileEncryptionProperties | None = None) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    into = pa.BufferOutputStream()
    pq.write_table(table, into, compression=COMPRESSION, encryption_properties=sealed)
    content: bytes = into.getvalue().to_pybytes()
    return content


def table_in(content: bytes, *, opened: FileDecryptionProperties | None = None) -> pa.Table:
    """Return the table that a Parquet file holds."""
    file = pq.ParquetFile(pa.BufferReader(content), decryption_properties=opened)
    return file.read(use_threads=False)
