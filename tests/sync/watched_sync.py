"""`copmetrics sync` in a process in which every name looked up and every connection is printed and counted.

With no folder it makes a connection elsewhere itself, which shows that the watch sees one.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress

SEEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in SEEN and not (event == "socket.getaddrinfo" and arguments[0] == "127.0.0.1"):
        print(event, arguments[1] if event == "socket.connect" else arguments[0], flush=True)


def main() -> None:
    sys.addaudithook(watch)
    if len(sys.argv) == 1:
        with suppress(OSError), socket.socket() as elsewhere:
            elsewhere.settimeout(0.1)
            elsewhere.connect(("192.0.2.1", 9))
        return
    from all_there import STANDS
    from click.testing import CliRunner
    from loopback import Interface

    from copmetrics.cli import main as command
    from copmetrics.commands import syncing

    urls = json.loads(os.environ["THERE"])
    there = {name: Interface((), url=url) for name, url in urls.items()}
    syncing.SOURCES = {each.name: each.source(there[each.name]) for each in STANDS}
    done = CliRunner().invoke(command, ["sync", sys.argv[1]])
    print(done.output)
    from dlt.common.configuration import resolve_configuration
    from dlt.common.configuration.specs import RuntimeConfiguration

    print("telemetry", resolve_configuration(RuntimeConfiguration()).dlthub_telemetry)


if __name__ == "__main__":
    main()
