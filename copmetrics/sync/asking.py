"""One listing asked for, page by page: dlt does the paging, the waiting and the trying again.

A listing is declared in the words of dlt's `rest_api`, and one client of dlt's asks for all of a source: a
resource of dlt's for each row that is asked for on behalf of would take ten times as long. There is no
pipeline, so that dlt keeps no state, no table and no copy of what it fetched; its telemetry, which pipelines
send, is off before it is imported. One request is under way at a time; on 429 and on errors of the server it
waits as `Retry-After` says, else longer each time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from copmetrics.errors import EngineError
from copmetrics.sync.declaring import Keys, Listing, Row, Source

if TYPE_CHECKING:
    from dlt.sources.helpers.rest_client import RESTClient
    from requests import Response, Session

__all__ = ["Asking", "Patience", "asking"]

NO_TELEMETRY: Final = {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__SENTRY_DSN": ""}
"""What turns off all that dlt would tell its makers; of its settings the environment's come first."""
IN_BRACES: Final = re.compile(r"\{([\w.]+)\}")


@dataclass(frozen=True)
class Patience:
    """How long a source is waited for, in seconds, and how often it is asked once more."""

    first_wait: float = 1
    """Doubled each time, where the source does not say how long."""
    longest_wait: float = 900
    tries: int = 6
    timeout: float = 120


@dataclass
class Asking:
    """A source as it is asked: its client, and how often it was asked."""

    source: Source
    client: RESTClient
    requests: int = 0
    rows: int = 0
    progress: Callable[[str], None] = field(default=lambda said: None)

    def rows_of(self, listing: Listing, parent: Row | None) -> Iterator[Row]:
        """Ask for a listing, on behalf of a row where it is `of` one; raises what dlt and `requests` do."""
        from dlt.sources.rest_api.config_setup import create_paginator, create_response_hooks

        own = listing.paginator
        none_if = [{**each, "action": "ignore"} for each in listing.none_if]
        for page in self.client.paginate(
            _filled(listing.path, parent),
            params={name: _filled(value, parent) for name, value in listing.params.items()},
            paginator=None if own is None else create_paginator(dict(own)),
            data_selector=_compiled(listing.rows),
            hooks=create_response_hooks(none_if),
        ):
            self.rows += len(page)
            yield from page

    def counting(self, send: Callable[..., Response]) -> Callable[..., Response]:
        """Return what sends a request and says how far things are."""

        def counted(*request: Any, **more: Any) -> Response:
            self.requests += 1
            self.progress(f"{self.source.title}: {self.requests} requests, {self.rows} lines")
            return send(*request, **more)

        return counted


def asking(
    source: Source, keys: Keys, *, patience: Patience, progress: Callable[[str], None]
) -> Asking:
    """Return a source ready to be asked; raises `EngineError` where dlt is not installed."""
    os.environ.update(NO_TELEMETRY)
    try:
        from dlt.sources.helpers.requests import Client
        from dlt.sources.helpers.rest_client import RESTClient
        from dlt.sources.helpers.rest_client.auth import OAuth2ClientCredentials
        from dlt.sources.rest_api.config_setup import create_auth, create_paginator
    except ImportError:
        advice = "Install it: pip install 'copmetrics[sync]', or in a clone uv sync --extra sync"
        raise EngineError("dlt, which asks sources, is not installed", advice=advice) from None
    session: Session = Client(
        raise_for_status=False,
        request_timeout=patience.timeout,
        request_max_attempts=patience.tries,
        request_backoff_factor=patience.first_wait,
        request_max_retry_delay=patience.longest_wait,
    ).session
    auth = source.auth(keys, source.login_url)
    if isinstance(auth, OAuth2ClientCredentials):
        auth.session = session  # a token is waited for as everything else is, and counted
    client = RESTClient(
        base_url=source.base_url(keys),
        session=session,
        auth=create_auth(auth),
        paginator=create_paginator(dict(source.paginator)),
        headers={"Accept": "application/json"},
    )
    made = Asking(source, client, progress=progress)
    session.send = made.counting(session.send)  # type: ignore[method-assign]
    return made


@cache
def _compiled(rows: str) -> Any:
    """Return where a page has its rows as dlt reads it: compiled once, and not for every page."""
    from dlt.common.jsonpath import compile_path

    return compile_path(rows)


def _filled(text: object, row: Row | None) -> Any:
    """Return a text with the fields in its braces as the row asked for has them: `{of.from}`."""

    def held(found: re.Match[str]) -> str:
        inner: Any = row
        for step in found[1].split("."):
            inner = inner[step]
        return str(inner)

    return IN_BRACES.sub(held, text) if isinstance(text, str) else text
