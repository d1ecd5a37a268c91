"""What social reporters keep: links, a picture of the wall of notes, and who may see them."""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime
from pathlib import Path

from demo.files import save, workbook
from demo.simulation import World

__all__ = ["write_outputs"]

HEADER = ("Date", "Title", "Event", "Kind", "Link or file", "By", "Consent")
SITE = "https://acute-deterioration.example"
WALL = "outputs/the wall of notes.png"
OUTPUTS: tuple[tuple[object, ...], ...] = (
    (
        date(2025, 2, 6),
        "Slides of the sepsis webinar",
        "2025-02-06-webinar",
        "slides",
        f"{SITE}/slides/sepsis",
        "SR1",
        "public",
    ),
    (
        date(2025, 6, 24),
        "The escalation card, to print",
        "2025-06-24-toolkit-sprint",
        "document",
        f"{SITE}/escalation-card",
        "SR2",
        "public",
    ),
    (
        date(2026, 4, 23),
        "Recording: one region, one chart",
        "2026-04-23-webinar",
        "recording",
        f"{SITE}/recordings/one-region",
        "SR1",
        "members",
    ),
    (
        date(2026, 6, 11),
        "The wall of notes at midnight",
        "2026-06-11-study-day",
        "photograph",
        WALL,
        "SR3",
        "members",
    ),
    (
        date(2026, 6, 12),
        "Everybody at the back of the hall",
        "2026-06-11-study-day",
        "photograph",
        f"{SITE}/pictures/hall",
        "SR3",
        "private",
    ),
    (
        date(2026, 6, 23),
        "The worry and concern poster",
        "2026-06-23-toolkit-sprint",
        "document",
        f"{SITE}/poster",
        "SR2",
        "public",
    ),
    (
        date(2026, 7, 9),
        "Slides: two years of huddles",
        "2026-07-09-webinar",
        "slides",
        f"{SITE}/slides/two-years",
        "SR1",
        "members",
    ),
    (
        date(2026, 8, 14),
        "What we read this summer",
        None,
        "post",
        f"{SITE}/posts/summer",
        "SR2",
        "public",
    ),
)
GUIDANCE = (
    ("How to keep what comes out of your meetings",),
    ("One line a thing. Who may see it stands under Consent; empty is nobody.",),
)
COLOURS = ((255, 214, 90), (124, 197, 118), (240, 130, 120), (130, 170, 230))
WIDE, HIGH, NOTE = 240, 160, 40


def write_outputs(_: World, folder: Path) -> None:
    """Write the workbook, and the picture that it names."""
    sheets = {"Guidance": GUIDANCE, "Outputs": [HEADER, *OUTPUTS]}
    content = workbook(sheets, datetime(2026, 9, 29, 18, 10), A=14, B=44, C=28, E=60)
    save(folder / "outputs.xlsx", content)
    save(folder.parent / WALL, _picture())


def _picture() -> bytes:
    """Draw a wall of notes: a picture in PNG, nothing in it compressed, so that it is the same everywhere."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y) for x in range(WIDE)) for y in range(HIGH))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts)


def _pixel(x: int, y: int) -> bytes:
    across, down = divmod(x, NOTE), divmod(y, NOTE)
    is_note = 4 <= across[1] < NOTE - 4 and 4 <= down[1] < NOTE - 4
    return bytes(COLOURS[(across[0] * 3 + down[0]) % 4] if is_note else (238, 236, 230))


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
