"""What a source answered instead of what it was asked for, in one line that says what to do.

Nothing of an answer but its status and the vendor's own word for what is wrong is told, and no key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from copmetrics.errors import CopmetricsError, SourceError
from copmetrics.sync.declaring import Listing, Source
from copmetrics.units import join_words

if TYPE_CHECKING:
    from requests import Response

__all__ = ["no_such_list", "not_before", "refusal", "understood"]

AGAIN = "What was fetched is kept: run it again later, and it goes on from there."


def refusal(error: Exception, source: Source, listing: Listing) -> CopmetricsError | None:
    """Return our error for one of dlt's or of the network's; nothing where it is a mistake of ours."""
    import requests

    for cause in _causes(error):
        if isinstance(cause, CopmetricsError):
            return cause
        if isinstance(cause, requests.HTTPError) and cause.response is not None:
            return _refused(cause.response, source, listing)
        if isinstance(cause, requests.Timeout):
            return SourceError(source.title, "did not answer in time", advice=AGAIN)
        if isinstance(cause, requests.exceptions.JSONDecodeError):
            what = "answered with something that is no JSON, as a page of a proxy may be"
            return SourceError(source.title, what, advice=AGAIN)
        if isinstance(cause, requests.RequestException):
            what = "cannot be reached, or broke off in the middle"
            advice = f"Is this computer online, and does a proxy let it through? {AGAIN}"
            return SourceError(source.title, what, advice=advice)
    return None


CHANGED: Final = "Its interface may have changed: tell us. What was fetched before stays as it is."


def no_such_list(source: Source, listing: Listing) -> SourceError:
    """Return our error for a page without the list that was asked for: that is not known, and not empty."""
    what = (
        f"gives {_named(listing)} in a form that copmetrics does not know, without '{listing.rows}'"
    )
    return SourceError(source.title, what, advice=CHANGED)


@contextmanager
def understood(source: Source, listing: Listing) -> Iterator[None]:
    """Make one line of what goes wrong where rows of a listing are not as they are documented to be."""
    try:
        yield
    except CopmetricsError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        lacking = f", without '{error.args[0]}'" if isinstance(error, KeyError) else ""
        what = f"gives {_named(listing)} in a form that copmetrics does not know{lacking}"
        raise SourceError(source.title, what, advice=CHANGED) from error


def _named(listing: Listing) -> str:
    return listing.name.replace("_", " ")


def not_before(instant: datetime, source: Source) -> SourceError:
    """Return our error for a source that says to wait until an instant which is too far to wait for."""
    day = f"{instant.day} {instant:%b %Y}"
    what = f"says that it is not to be asked before {instant:%H:%M} on {day} ({instant:%Z})"
    return SourceError(source.title, what, advice=AGAIN)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _refused(response: Response, source: Source, listing: Listing) -> SourceError:
    status, said = response.status_code, _said(response)
    keys = join_words([secret.name for secret in source.secrets])
    advice = source.refusals.get(said) or source.refusals.get(status, "")
    name = _named(listing)
    if said not in source.no_right and (status == 401 or said in source.refusals):
        what = f"does not accept the key in {keys}"
    elif status == 403 or said in source.no_right:
        what = f"does not let this key see {name}"
    elif status == 404:
        what = f"knows no such {name}"
        advice = advice or "Was it deleted there while it was being fetched? Run it again."
    elif status == 429:
        what, advice = "was asked too often, and still says to wait", AGAIN
    elif status >= 500:
        what, advice = "has a fault of its own", AGAIN
    else:
        what = f"refused to give {name}"
        advice = advice or "Tell us: its interface may have changed."
    shown = f"{status}{f', {said}' if said else ''}"
    return SourceError(source.title, f"{what} ({shown})", advice=advice)


def _said(response: Response) -> str:
    """Return the vendor's word for what is wrong, if it is one word: more may tell of people."""
    try:
        body: Any = response.json()
    except ValueError:
        return ""
    if not isinstance(body, dict):
        return ""
    inner = body.get("error")
    told = (
        body.get("title"),
        inner.get("code") if isinstance(inner, dict) else inner,
        body.get("code"),
    )
    words = (str(each) for each in told if isinstance(each, str | int))
    return next((each for each in words if each.replace("_", "").isalnum()), "")
