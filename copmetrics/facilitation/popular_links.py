"""The links most clicked lately, by how many different people."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before

__all__ = ["most_clicked", "plain_link"]

CHORES = re.compile(
    r"unsubscribe|list-manage\.com/(?:profile|vcard|about)|update[-_]?(?:profile|preferences)"
    r"|campaign-archive|mailchi\.mp/.*\bview\b|view[-_]?(?:it[-_]?)?(?:in[-_]?(?:your[-_]?)?)?browser"
    r"|forward-to-friend|\*\|[A-Z_]+\|\*|^mailto:",
    re.IGNORECASE,
)
"""Links that every mailing has: leaving, preferences, the same in a browser."""
TRACKING = re.compile(r"^(utm_\w+|mc_[ce]id|fbclid|gclid)$")
PERSONAL = re.compile(r"^(e|e-?mail(_?address)?|(f|l|first|last|full)?_?name|recipient|user)$")
"""What a mailing may put into a link of whom it was sent to."""


def most_clicked(
    clicks: pd.DataFrame,
    mailings: pd.DataFrame,
    *,
    until: pd.Timestamp,
    months: int = USUAL.months,
) -> pd.DataFrame:
    """Return `link`, `people`, `clicks` and `mailings` of the past months, the links of most people first.

    Counts different people, so that an eager one counts once. A click without a time counts at
    its mailing's; links for leaving the list or reading it in a browser are left out, and what
    is only for tracking, or tells whom a link was sent to, is taken off.
    """
    sent = mailings.set_index("mailing")["sent_at"]
    clicks = clicks[clicks["url"].notna()]
    mailed = pd.Series(sent.reindex(clicks["mailing"]).array, index=clicks.index)
    when = clicks["happened_at"].fillna(mailed)
    recent = clicks[(when >= months_before(until, months)) & (when < until)]
    kept = recent[~recent["url"].str.contains(CHORES)]
    linked = kept.assign(link=kept["url"].map(plain_link).astype("str"))
    found = (
        linked[~linked["link"].map(unquote).astype("str").str.contains("@")]
        .groupby("link", as_index=False)
        .agg(
            people=("person", "nunique"), clicks=("person", "size"), mailings=("mailing", "nunique")
        )
    )
    return found.sort_values(["people", "clicks", "link"], ascending=[False, False, True])


def plain_link(url: str) -> str:
    """Return a link without what is only there for tracking, or tells whom it was sent to."""
    parts = urlsplit(url.strip())
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query)
        if "@" not in value and not any(each.match(key.casefold()) for each in (TRACKING, PERSONAL))
    ]
    plain = parts._replace(query=urlencode(query), netloc=parts.netloc.casefold(), fragment="")
    return urlunsplit(plain).rstrip("/")
