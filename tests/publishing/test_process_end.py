"""A process ends at once, with its exit code, when what was registered for its end is done."""

from __future__ import annotations

import subprocess
import sys

ENDING = """
import atexit
from copmetrics.publishing.process_end import end_at_once

class Held:
    def __del__(self):
        print("taken apart")

held = Held()
atexit.register(print, "tidied up")
print("said", end=" ")
end_at_once(3)
"""


def test_what_is_registered_for_the_end_is_done_and_nothing_is_taken_apart():
    ended = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("said tidied up\n", "", 3)
