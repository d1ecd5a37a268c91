"""An interface on this computer that answers as a vendor's is documented to, with the faults that a story needs.

It knows a declared list of operations, each with the parameters that the vendor documents, and keeps what was
asked that is none of them: `unknown` must stay empty.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from copmetrics.sync.asking import Patience

JSON = "application/json; charset=utf-8"
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
HASTE = Patience(first_wait=0.01, longest_wait=0.02, tries=4, timeout=5)
"""No story waits for long: what a source says to wait is cut to this."""


@dataclass(frozen=True)
class Asked:
    """One request: where, with which parameters and by whom."""

    method: str
    path: str
    params: Mapping[str, str]
    authorization: str
    body: str = ""
    fields: tuple[str, ...] = ()
    """What the operation's path has in braces."""


@dataclass(frozen=True)
class Answer:
    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    broken: bool = False
    """Whether the connection ends in the middle of it."""


@dataclass(frozen=True)
class Operation:
    """One thing that the interface does: `GET /lists/{list_id}/members`, and what it may be asked with."""

    method: str
    path: str
    params: frozenset[str]
    answer: Callable[[Asked], Answer]

    def matched(self, asked: Asked) -> re.Match[str] | None:
        pattern = re.sub(r"\\\{[^}]*\\\}", "([^/]+)", re.escape(self.path))
        return re.fullmatch(pattern, asked.path) if self.method == asked.method else None


@dataclass
class Interface:
    """What is asked of it, in order, and what goes wrong: a fault for the n-th request, from 1."""

    operations: tuple[Operation, ...]
    allows: Callable[[Asked], Answer | None] = lambda asked: None
    """The refusal of who may not ask; nothing for who may."""
    faults: dict[int, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if fault := self.faults.pop(len(self.asked), None):
            return fault
        for operation in self.operations:
            if found := operation.matched(asked):
                if others := asked.params.keys() - operation.params:
                    self.unknown.append(f"{operation.path} has no {', '.join(sorted(others))}")
                named = tuple(unquote(each) for each in found.groups())
                known = Asked(**{**vars(asked), "fields": named})
                return self.allows(known) or operation.answer(known)
        self.unknown.append(f"{asked.method} {asked.path}")
        return Answer({"title": "NotFound", "status": 404}, 404)

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]


@contextmanager
def standing(interface: Interface) -> Iterator[Interface]:
    """Let it stand on a port of this computer until the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one: sent apart, the second would wait for a delayed ACK

        def handle_one(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            given = interface.answer(
                Asked(
                    self.command,
                    parts.path,
                    dict(parse_qsl(parts.query, keep_blank_values=True)),
                    self.headers.get("Authorization", ""),
                    self.rfile.read(length).decode(),
                )
            )
            content = json.dumps(given.body).encode()
            self.send_response(given.status)
            for name, value in {"Content-Type": JSON, **given.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if given.broken else content)
            self.close_connection = given.broken or self.close_connection

        do_GET = do_POST = handle_one  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *request: Any) -> None:
            """Whoever asked may be gone; anything else is a fault of ours, and is shown."""
            if not isinstance(sys.exception(), ConnectionError):
                super().handle_error(*request)

    server = Server(("127.0.0.1", 0), Handler)
    interface.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield interface
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
