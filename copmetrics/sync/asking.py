"""One listing asked for, page by page: dlt does the paging, the waiting and the trying again.

A listing is declared in the words of dlt's `rest_api`, and one client of dlt's asks for all of a source: a
resource of dlt's for each row that is asked for on behalf of would take ten times as long. There is no
pipeline, so that dlt keeps no state, no table and no copy of what it fetched; its telemetry, which pipelines
send, is off before it is imported. One request is under way at a time; on 429 and on errors of the server it
waits as `Retry-After` says, else longer each time. A source that says to wait for long is not waited for.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from copmetrics.errors import EngineError
from copmetrics.sync.declaring import Keys, Listing, Row, Source
from copmetrics.sync.failing import no_such_list, not_before
from copmetrics.sync.waiting import told_to_wait

if TYPE_CHECKING:
    from dlt.sources.helpers.rest_client import RESTClient
    from requests import Response, Session

__all__ = ["Asking", "Patience", "asking"]

NO_TELEMETRY: Final = {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__SENTRY_DSN": ""}
"""What turns off all that dlt would tell its makers; of its settings the environment's come first."""
TOO_OFTEN: Final = 429
IN_BRACES: Final = re.compile(r"\{([\w.]+)\}")


@dataclass(frozen=True)
class Patience:
    """How long a source is waited for, in seconds, and how often it is asked once more."""

    first_wait: float = 1
    """Doubled each time, where the source does not say how long."""
    longest_wait: float = 900
    gives_up: float = 900
    """A source that says to wait for longer is not waited for: the next run goes on from there."""
    tries: int = 6
    timeout: float = 120


@dataclass
class Asking:
    """A source as it is asked: its client, and how often it was asked."""

    source: Source
    patience: Patience
    progress: Callable[[str], None]
    client: RESTClient = field(init=False)
    requests: int = 0
    rows: int = 0

    def rows_of(self, listing: Listing, parent: Row | None) -> list[Row] | None:
        """Return a listing, on behalf of a row where it is `of` one; nothing for an answer that is `none_if`.

        Raises what dlt and `requests` do.
        """
        from dlt.sources.rest_api.config_setup import create_paginator, create_response_hooks

        own = listing.paginator
        none_if = [{**each, "action": "ignore"} for each in listing.none_if]
        rows: list[Row] = []
        answered = False
        for page in self.client.paginate(
            _filled(listing.path, parent),
            params={name: _filled(value, parent) for name, value in listing.params.items()},
            paginator=None if own is None else create_paginator(dict(own)),
            data_selector=_compiled(listing.rows),
            hooks=create_response_hooks(none_if),
        ):
            if not page and not _has_list(page.response, listing, self.source):
                raise no_such_list(self.source, listing)
            self.rows += len(page)
            rows += page
            answered = True
        return rows if answered else None

    def counting(self, send: Callable[..., Response]) -> Callable[..., Response]:
        """Return what sends a request and says how far things are."""

        def counted(*request: Any, **more: Any) -> Response:
            self.requests += 1
            self.progress(self._so_far())
            return send(*request, **more)

        return counted

    def again(self, response: Response | None, error: BaseException | None) -> bool:
        """Whether a request is sent once more after this answer, in the words of dlt's `retry_condition`.

        How long it says to wait is said, and left in its header in seconds, in which dlt reads it; raises
        `SourceError` for what says to wait for longer than is waited.
        """
        if response is None or not (
            response.status_code == TOO_OFTEN or response.status_code >= 500
        ):
            return False
        now = datetime.now(UTC)
        wait = told_to_wait(response.headers.pop("Retry-After", None), now=now)
        if wait is None:
            self.progress(
                f"{self._so_far()}; it has a fault, or was asked too often, and is tried again"
            )
            return True
        if wait.total_seconds() > self.patience.gives_up:
            response.close()
            raise not_before(now + wait, self.source)
        seconds = math.ceil(wait.total_seconds())
        response.headers["Retry-After"] = f"{seconds}"
        self.progress(f"{self._so_far()}; it says to wait {seconds} seconds")
        return True

    def close(self) -> None:
        """Let go of the connections."""
        self.client.session.close()

    def _so_far(self) -> str:
        return f"{self.source.title}: {self.requests} requests, {self.rows} lines"


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
    made = Asking(source, patience, progress)
    session: Session = Client(
        raise_for_status=False,
        status_codes=(),
        retry_condition=made.again,
        request_timeout=patience.timeout,
        request_max_attempts=patience.tries,
        request_backoff_factor=patience.first_wait,
        request_max_retry_delay=patience.longest_wait,
    ).session
    auth = source.auth(keys, source.login_url)
    if isinstance(auth, OAuth2ClientCredentials):
        auth.session = session  # a token is waited for as everything else is, and counted
    made.client = RESTClient(
        base_url=source.base_url(keys),
        session=session,
        auth=create_auth(auth),
        paginator=create_paginator(dict(source.paginator)),
        headers={"Accept": "application/json"},
    )
    session.send = made.counting(session.send)  # type: ignore[method-assign]
    return made


def _has_list(response: Response, listing: Listing, source: Source) -> bool:
    """Whether a page without a row has the list of them, or says that there is none; to dlt all are one."""
    body = response.json()
    if not isinstance(body, dict):
        return False
    total = source.paginator.get("total_path")
    return isinstance(body.get(listing.rows), list) or body.get(total) == 0


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
