"""Which rows are of one mailing: campaign lists, single reports, and what recipients did."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

__all__ = ["UNKNOWN_MAILING", "identify", "place_activity", "slug"]

UNKNOWN_MAILING = "of a mailing that no campaign report lists"


def identify(mailings: pd.DataFrame) -> pd.DataFrame:
    """Give a mailing without the vendor's id the one of the same title and minute, else its own.

    Its own is its day and title; of several with both, the later ones have their minute too.
    """
    minute = mailings["sent_at"].dt.floor("min")
    same = mailings["title"].str.casefold() + minute.astype("str")
    listed = mailings["mailing"].groupby(same).transform("min")
    own = _apart(
        minute.dt.strftime("%Y-%m-%d-") + mailings["title"].fillna("").map(slug),
        minute.where(mailings["mailing"].fillna(listed).isna()),
    )
    return mailings.assign(mailing=mailings["mailing"].fillna(listed).fillna(own))


def _apart(names: pd.Series, minute: pd.Series) -> pd.Series:
    """Tell mailings of one day and title apart: those after the first have their minute too."""
    first = minute.groupby(names).transform("min")
    return names.mask(minute > first, names + minute.dt.strftime("-%H%M"))


def place_activity(activity: pd.DataFrame, mailings: pd.DataFrame) -> pd.DataFrame:
    """Put each reaction to its mailing; the vendor's files share only the title's slug.

    Of several mailings with one title it is the last one sent before the first reaction.
    """
    known = mailings.drop_duplicates("mailing")[["mailing", "title", "sent_at"]]
    by_slug = known.assign(slug=known["title"].fillna("").map(slug)).sort_values("sent_at")
    first = activity.groupby("mailing")["happened_at"].min()
    found = {
        reference: _mailing_of(str(reference), began, by_slug) for reference, began in first.items()
    }
    placed = activity["mailing"].map(found).astype("str")
    return activity.assign(
        mailing=placed,
        left_out=activity["left_out"].mask(
            activity["left_out"].isna() & placed.isna(), UNKNOWN_MAILING
        ),
    )


def slug(title: str) -> str:
    """Return a title as vendors put it into a file's name: lower case, hyphens."""
    apart = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")


def _mailing_of(reference: str, began: pd.Timestamp, by_slug: pd.DataFrame) -> str | None:
    if reference in set(by_slug["mailing"]):
        return reference
    wanted = slug(re.sub(r"^\d+_", "", reference))
    same = by_slug[by_slug["slug"].eq(wanted)]
    before = same[same["sent_at"] <= began] if pd.notna(began) else same
    return str(before["mailing"].iloc[-1]) if len(before) else None
