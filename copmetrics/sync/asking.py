"""One listing asked for, page by page: dlt's `rest_api` does the paging, the waiting and the trying again.

dlt is used without a pipeline of its own: it keeps no state, no table and no copy of what it fetched, and
its telemetry, which pipelines send, is off before it is imported. One request is under way at a time; on 429
and on errors of the server it waits as `Retry-After` says, else longer each time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from copmetrics.errors import EngineError
from copmetrics.sync.declaring import Keys, Listing, Row, Source

if TYPE_CHECKING:
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
    client: dict[str, Any]
    requests: int = 0
    rows: int = 0
    progress: Callable[[str], None] = field(default=lambda said: None)

    def rows_of(self, listing: Listing, parent: Row | None) -> Iterator[Row]:
        """Ask for a listing, on behalf of a row where it is `of` one; raises what dlt does."""
        import dlt
        from dlt.sources.rest_api import rest_api_resources

        of = [] if parent is None else [dlt.resource([[dict(parent)]], name=listing.of)]
        resources = rest_api_resources(
            {"client": self.client, "resources": [*of, _declared(listing)]}
        )
        for row in next(each for each in resources if each.name == listing.name):
            self.rows += 1
            yield row

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
        from dlt.sources.helpers.rest_client.auth import OAuth2ClientCredentials
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
    client = {
        "base_url": source.base_url(keys),
        "session": session,
        "auth": auth,
        "paginator": dict(source.paginator),
        "headers": {"Accept": "application/json"},
    }
    made = Asking(source, client, progress=progress)
    session.send = made.counting(session.send)  # type: ignore[method-assign]
    return made


def _declared(listing: Listing) -> dict[str, Any]:
    """Return a listing as dlt declares one."""
    endpoint: dict[str, Any] = {
        "path": _bound(listing.path, listing),
        "params": {name: _bound(value, listing) for name, value in listing.params.items()},
        "data_selector": listing.rows,
    }
    if listing.paginator is not None:
        endpoint["paginator"] = dict(listing.paginator)
    if listing.none_if:
        endpoint["response_actions"] = [{**each, "action": "ignore"} for each in listing.none_if]
    return {"name": listing.name, "endpoint": endpoint}


def _bound(value: object, listing: Listing) -> object:
    """Return a text with its fields in braces as dlt names those of the row asked for."""
    if not isinstance(value, str):
        return value
    return IN_BRACES.sub(rf"{{resources.{listing.of}.\1}}", value)
