"""The links most clicked in the past twelve months, by how many different people."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pandas as pd

from copmetrics.facilitation.recent import year_before

__all__ = ["most_clicked", "plain_link"]

CHORES = re.compile(
    r"unsubscribe|list-manage\.com/(?:profile|vcard|about)|update[-_]?(?:profile|preferences)"
    r"|campaign-archive|mailchi\.mp/.*\bview\b|view[-_]?(?:it[-_]?)?(?:in[-_]?(?:your[-_]?)?)?browser"
    r"|forward-to-friend|\*\|[A-Z_]+\|\*|^mailto:",
    re.IGNORECASE,
)
"""Links that every mailing has: leaving, preferences, the same in a browser."""
TRACKING = re.compile(r"^(utm_\w+|mc_[ce]id|fbclid|gclid)$")


def most_clicked(
    activity: pd.DataFrame, mailings: pd.DataFrame, *, until: pd.Timestamp
) -> pd.DataFrame:
    """Return `link`, `people`, `clicks` and `mailings`, the links of most people first.

    Counts different people, so that an eager one counts once. A click without a time counts at
    its mailing's; links for leaving the list or reading it in a browser are left out, and what
    is only for tracking is taken off.
    """
    sent = mailings.set_index("mailing")["sent_at"]
    clicks = activity[
        activity["action"].eq("click") & activity["url"].notna() & activity["person"].notna()
        & activity["left_out"].isna()
    ]  # fmt: skip
    mailed = pd.Series(sent.reindex(clicks["mailing"]).array, index=clicks.index)
    when = clicks["happened_at"].fillna(mailed)
    recent = clicks[(when >= year_before(until)) & (when < until)]
    kept = recent[~recent["url"].str.contains(CHORES)]
    found = (
        kept.assign(link=kept["url"].map(plain_link))
        .groupby("link", as_index=False)
        .agg(
            people=("person", "nunique"), clicks=("person", "size"), mailings=("mailing", "nunique")
        )
    )
    return found.sort_values(["people", "clicks", "link"], ascending=[False, False, True])


def plain_link(url: str) -> str:
    """Return a link without what is only there for tracking."""
    parts = urlsplit(url.strip())
    query = [pair for pair in parse_qsl(parts.query) if not TRACKING.match(pair[0].casefold())]
    plain = parts._replace(query=urlencode(query), netloc=parts.netloc.casefold())
    return urlunsplit(plain).rstrip("/")
