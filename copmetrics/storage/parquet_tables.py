"""Tables to Parquet and back: each column comes back of the very kind that it had.

What pandas knows of a frame (its index, its kinds, periods too) stands in the file's own metadata. Texts
come back as pandas keeps them at that time: as Python's or as Arrow's (`mode.string_storage`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pyarrow.parquet.encryption import FileDecryptionProperties, FileEncryptionProperties

__all__ = ["frame_in", "parquet_of"]

COMPRESSION: Final = "zstd"


def parquet_of(frame: pd.DataFrame, *, sealed: FileEncryptionProperties | None = None) -> bytes:
    """Return a frame as the bytes of a Parquet file. A text that is no Unicode is a `ValueError`."""
    if frame.attrs:
        raise ValueError("A frame's own attributes are not kept.")
    into = pa.BufferOutputStream()
    table = pa.Table.from_pandas(frame)
    pq.write_table(table, into, compression=COMPRESSION, encryption_properties=sealed)
    content: bytes = into.getvalue().to_pybytes()
    return content


def frame_in(content: bytes, *, opened: FileDecryptionProperties | None = None) -> pd.DataFrame:
    """Return the frame that a Parquet file holds."""
    file = pq.ParquetFile(pa.BufferReader(content), decryption_properties=opened)
    return file.read(use_threads=False).to_pandas(use_threads=False)
