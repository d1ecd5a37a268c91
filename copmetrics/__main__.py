"""The command: `copmetrics`, or `python -m copmetrics`. It ends as soon as it is done."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

from copmetrics.cli import main

__all__ = ["run"]


def run() -> None:
    """Run the command line, and leave the process without taking apart what was read.

    That takes Python a tenth of a command's time, and all of it is the system's again anyhow. Whatever others
    have registered for the end has been done by then.
    """
    codes: list[int] = []
    atexit.register(_leave, codes)  # the first that is registered is the last that is called
    try:
        main(prog_name="copmetrics")
    except SystemExit as ended:
        if isinstance(ended.code, int):
            codes.append(ended.code)
        raise


def _leave(codes: list[int]) -> None:
    """End the process if the command has ended, by the code it ended with."""
    if not codes:
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(codes[0])


if __name__ == "__main__":
    run()
