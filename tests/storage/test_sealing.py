"""What is sealed: nobody reads it, or changes it unseen, without the key."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.storage.sealing import sealed, unsealed

KEY, OTHER = b"k" * 32, b"o" * 32
TABLES = {
    "people": pa.table({"said": ["thank you, Asha Marker"], "at": ["marker@tidewell.example"]}),
    "numbers": pa.table({"value": [1.5, None]}),
}
PIECE = sealed(TABLES, KEY, "found")


def test_it_opens_with_its_key_and_name_alone():
    opened = unsealed(PIECE, KEY, "found")
    assert list(opened) == ["people", "numbers"]
    assert opened == TABLES
    assert unsealed(PIECE, OTHER, "found") is None
    assert unsealed(PIECE, KEY, "pairs") is None


def test_no_word_of_it_can_be_read():
    for word in (b"Marker", b"marker", b"tidewell", b"said", b"value", b"Asha"):
        assert word not in PIECE


def test_the_same_tables_are_never_the_same_bytes():
    assert sealed(TABLES, KEY, "found") != PIECE


@given(at=st.integers(0, len(PIECE) - 1), bit=st.integers(0, 7))
def test_a_changed_bit_is_found_out(at, bit):
    changed = bytearray(PIECE)
    changed[at] ^= 1 << bit
    assert unsealed(bytes(changed), KEY, "found") is None


@given(length=st.integers(0, len(PIECE) - 1), more=st.binary(max_size=3))
def test_one_that_is_cut_short_is_found_out(length, more):
    assert unsealed(PIECE[:length] + more, KEY, "found") is None


def test_a_table_cannot_be_read_apart_from_its_piece():
    import io
    import zipfile

    from pyarrow import ArrowException
    from pyarrow import parquet as pq

    with zipfile.ZipFile(io.BytesIO(PIECE[48:])) as archive:
        table = archive.read("people")
    with pytest.raises((ArrowException, OSError), match=r"encrypted|decrypt"):
        pq.read_table(io.BytesIO(table))
