"""Imported by itself: a process then looks for garbage seldom, which a command and its workers do.

They make many small things, keep nearly all of them until they are done, and end.
"""

from __future__ import annotations

import gc

gc.set_threshold(1_000_000, 30, 30)
