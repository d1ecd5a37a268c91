"""Which rows are of one mailing: campaign lists, single reports, and what recipients did."""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from copmetrics.framework.plain_letters import without_accents

__all__ = ["BEFORE_SENT", "SHARED_TITLE", "UNKNOWN_MAILING", "identify", "place_activity", "slug"]

UNKNOWN_MAILING = "of a mailing that no campaign report lists"
SHARED_TITLE = "of one of several mailings with this title: mailing in community.toml says which"
CUT_SHORT = r"\d(?:[.,]\d+)?E\+?\d+"
"""An id as a spreadsheet leaves it that took it for a number: `1.23E+15`, which others may be cut down to."""
FIGURES = ["recipients", "delivered", "unique_opens", "unique_clicks"]
BEFORE_SENT = "dated before its mailing was sent: mailing in community.toml says of which it is"
DAY = pd.Timedelta(days=1)
"""So much two clocks may differ: what is dated further before its mailing is of another one, or a slip."""
NUMBER = r"^(\d+)_"
"""How the vendor's file of a mailing begins: with the number of the campaign, which no report has."""


def identify(mailings: pd.DataFrame) -> pd.DataFrame:
    """Give a mailing without the vendor's id the one of the same title and minute, else its own.

    Its own is its day and title; of several with both, the later ones have their minute too.
    """
    if mailings.empty:
        return mailings
    minute = mailings["sent_at"].dt.floor("min")
    false = _has_false_id(mailings, minute)
    mailings = mailings.assign(mailing=mailings["mailing"].mask(false))
    same = mailings["title"].str.casefold() + minute.astype("str")
    listed = mailings["mailing"].groupby(same).transform("min")
    own = _apart(
        minute.dt.strftime("%Y-%m-%d-") + mailings["title"].fillna("").map(slug),
        minute.where(mailings["mailing"].fillna(listed).isna()),
    )
    if false.any():
        own = own + _numbers_in_file(mailings, own, false)
    return mailings.assign(mailing=mailings["mailing"].fillna(listed.mask(false)).fillna(own))


def _has_false_id(mailings: pd.DataFrame, minute: pd.Series) -> pd.Series:
    """Tell whose id is none: a spreadsheet cut it short, or mailings of one file have it that differ."""
    cut_short = mailings["mailing"].str.fullmatch(CUT_SHORT).fillna(False).astype(bool)
    told = mailings.assign(minute=minute)
    same = told.groupby(["source_file", "mailing"], dropna=False)[["minute", "recipients"]]
    differ = same.transform("nunique").gt(1).any(axis=1)
    return cut_short | (mailings["mailing"].notna() & differ)


def _numbers_in_file(mailings: pd.DataFrame, own: pd.Series, false: pd.Series) -> pd.Series:
    """Number those without an id of their own that one file tells under one name, with other figures."""
    told = mailings.loc[false, ["source_file", *FIGURES]].assign(own=own)
    told = told[~told.duplicated()]
    number = told.groupby(["source_file", "own"]).cumcount()
    return ("-" + (number + 1).astype("str")).where(number.gt(0), "").reindex(own.index).fillna("")


def _apart(names: pd.Series, minute: pd.Series) -> pd.Series:
    """Tell mailings of one day and title apart: those after the first have their minute too."""
    first = minute.groupby(names).transform("min")
    return names.mask(minute > first, names + minute.dt.strftime("-%H%M"))


def place_activity(activity: pd.DataFrame, mailings: pd.DataFrame) -> pd.DataFrame:
    """Put each reaction to its mailing; the vendor's files share only the title's slug.

    Of several mailings with one title it is the last one sent before the first reaction. Where that
    does not tell (lists of recipients have no times), the vendor's numbers do: they were given in
    order, one for each mailing of the title. What is still open is left out, never put to either; so is
    what is dated before its mailing was sent.
    """
    if activity.empty:
        return activity
    known = mailings.drop_duplicates("mailing")[["mailing", "title", "sent_at", "recipients"]]
    by_slug = known.assign(slug=known["title"].fillna("").map(slug)).sort_values("sent_at")
    found, shared = _placed(_references(activity), by_slug)
    placed = activity["mailing"].map(found).astype("str")
    titles = set(by_slug["slug"])
    why = activity["mailing"].map(lambda each: _why_none(str(each), shared, titles))
    sent = known.set_index("mailing")["sent_at"].reindex(placed).set_axis(activity.index)
    early = activity["happened_at"] < sent - DAY
    kept = activity["left_out"].isna()
    return activity.assign(
        mailing=placed,
        left_out=activity["left_out"]
        .mask(kept & placed.isna(), why)
        .mask(kept & early, BEFORE_SENT),
    )


def _why_none(reference: str, shared: Collection[str], titles: Collection[str]) -> str:
    """Return why a file's activity is of no mailing that is known."""
    if reference in shared:
        return SHARED_TITLE
    is_known = slug(re.sub(NUMBER, "", reference)) in titles
    return BEFORE_SENT if is_known else UNKNOWN_MAILING


def _references(activity: pd.DataFrame) -> pd.DataFrame:
    """Return what the files call their mailings: its slug, its number, its people, its first reaction."""
    found = activity.groupby("mailing", as_index=False).agg(
        began=("happened_at", "min"), people=("person", "nunique")
    )
    names = found["mailing"].astype("str")
    return found.assign(
        slug=names.str.replace(NUMBER, "", regex=True).map(slug),
        number=names.str.extract(NUMBER, expand=False).astype("Int64"),
    )


def _placed(
    references: pd.DataFrame, by_slug: pd.DataFrame
) -> tuple[dict[str, str | None], set[str]]:
    """Return the mailing of each reference, and those that several mailings of one title may be."""
    ids = set(by_slug["mailing"])
    found: dict[str, str | None] = {each: each for each in references["mailing"] if each in ids}
    shared: set[str] = set()
    for wanted, own in references[~references["mailing"].isin(ids)].groupby("slug"):
        same = by_slug[by_slug["slug"].eq(wanted)]
        placed = _by_time(own, same)
        if _several_in_one(own, placed) or (len(same) > 1 and own["began"].isna().any()):
            placed = _by_number(own, same)
            shared |= {name for name, mailing in placed.items() if mailing is None}
        found |= placed
    return found, shared


def _by_time(own: pd.DataFrame, same: pd.DataFrame) -> dict[str, str | None]:
    """Take for each reference the last mailing sent before its first reaction, or the last of all."""
    placed: dict[str, str | None] = {}
    for name, began in own[["mailing", "began"]].itertuples(index=False):
        before = same[same["sent_at"] <= began] if pd.notna(began) else same
        placed[str(name)] = str(before["mailing"].iloc[-1]) if len(before) else None
    return placed


def _several_in_one(own: pd.DataFrame, placed: dict[str, str | None]) -> bool:
    """Whether two of the vendor's numbers were taken for one mailing."""
    numbered = own.dropna(subset="number")
    mailings = numbered["mailing"].map(placed).dropna()
    return bool(mailings.duplicated().any())


def _by_number(own: pd.DataFrame, same: pd.DataFrame) -> dict[str, str | None]:
    """Take the mailings in the order of the vendor's numbers; none where they do not fit."""
    ordered = own.sort_values("number").reset_index(drop=True)
    sent = same.reset_index(drop=True)
    fits = len(ordered) == len(sent) and ordered["number"].notna().all()
    if fits:
        too_early = ordered["began"] < sent["sent_at"]
        too_many = ordered["people"] > sent["recipients"]
        fits = not (too_early | too_many).any()
    mailings = list(sent["mailing"]) if fits else [None] * len(ordered)
    return dict(zip(ordered["mailing"].astype("str"), mailings, strict=True))


def slug(title: str) -> str:
    """Return a title as vendors put it into a file's name: lower case, hyphens.

    Their rule, by which files are found; ours for names that we make is in `framework/short_names.py`.
    """
    bare = without_accents(title.casefold()).replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
