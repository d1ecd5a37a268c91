"""The mailing list through time, rebuilt from the parts of one or several audience exports.

Each contact's spells on the list: from when they joined until they unsubscribed, were cleaned, or
were missing from a later export of the same audience (archived or deleted). When the missing left
no export tells: halfway between the two is taken, so that the newest figure is Mailchimp's own, and
the later of the two says since when that is so.
Exports of different days may overlap in any way; the order of the files does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.framework.mailings import ContactPart, HowLeft
from copmetrics.loading.audiences import LISTED, people_gone, placed_exports
from copmetrics.loading.missing_parts import alone, missing_parts, without_cleaned
from copmetrics.loading.resubscribing import gaps, with_gaps
from copmetrics.schema import MEMBERS
from copmetrics.units import Unit

__all__ = ["RebuiltList", "rebuild", "with_reasons"]

HOW = {
    ContactPart.UNSUBSCRIBED: HowLeft.UNSUBSCRIBED,
    ContactPart.CLEANED: HowLeft.CLEANED,
    ContactPart.ARCHIVED: HowLeft.MISSING,
}
INSTANT = "datetime64[us, UTC]"
IMPORT = 20
"""So many people with the same joining second were imported together."""


@dataclass(frozen=True)
class RebuiltList:
    """The list's spells, the exports they come from, and remarks on what could not be known."""

    members: pd.DataFrame
    exports: pd.DataFrame
    """One row an export: `export`, `audience`, `exported_at`, `complete` (has the unsubscribed), `cleaned`
    (has the cleaned), and `left_since` and `back_since`: the export since which somebody left, or came back,
    on a day that no export tells."""
    notes: tuple[str, ...]
    problems: tuple[CopmetricsError, ...] = ()
    """Exports of which it is not known of which list they are."""


def rebuild(contacts: pd.DataFrame, *, parts: pd.DataFrame | None = None) -> RebuiltList:
    """Rebuild the list's spells; `contacts` has a `person` instead of name and address.

    `parts` are those that each export has, also where nobody is in them.
    """
    refused = {} if parts is None else alone(parts)
    kept = contacts[
        contacts["left_out"].isna()
        & contacts["person"].notna()
        & ~contacts["export"].isin(list(refused))
    ]
    listed = _complete(_exports(kept), parts)
    if kept.empty:
        return RebuiltList(MEMBERS.empty(), listed, (), tuple(refused.values()))
    placed = placed_exports(listed, kept)
    exports = placed.exports
    dated = kept.drop(columns=["audience", "exported_at"]).merge(exports, on="export")
    undated = dated[dated["joined_at"].isna() & dated["part"].isin(LISTED)]["person"].nunique()
    stated, missing = _stated(dated), _missing(dated, exports)
    spells = pd.concat([stated, missing], ignore_index=True)
    shown = [stated.assign(shown_at=stated["exported_at"]), missing]
    off = gaps(pd.concat(shown, ignore_index=True), dated[dated["part"].isin(LISTED)])
    notes = {
        "with no joining date, counted from when they are first seen": undated,
        "archived or deleted between two exports, counted as leaving halfway between them": (
            missing["person"].nunique()
        ),
        "with the joining time of a bulk import: their joining then is no growth": _imported(dated),
    }
    lacking = () if parts is None else missing_parts(parts, exports)
    said = (f"{Unit.PEOPLE.of(count)} {what}" for what, count in notes.items() if count)
    merged = _merged(spells, off)
    return RebuiltList(
        MEMBERS.conform(merged),
        _with_days_unknown(exports, merged),
        (*said, *people_gone(exports, kept), *lacking),
        (*refused.values(), *placed.problems),
    )


def with_reasons(members: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    """Say why members joined where the list does not: what they wrote last in a joining form."""
    if reasons.empty:
        return members
    told = reasons.dropna(subset=["person", "reason"]).sort_values("answered_at", kind="stable")
    last = told.drop_duplicates("person", keep="last").set_index("person")["reason"]
    written = pd.Series(last.reindex(members["person"]).array, index=members.index, dtype="str")
    return members.assign(reason=members["reason"].fillna(written))


def _imported(dated: pd.DataFrame) -> int:
    """Count the people who joined in one and the same second as many others."""
    joined = dated.drop_duplicates("person")["joined_at"].value_counts()
    return int(joined[joined >= IMPORT].sum())


def _exports(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return each export with its day and whether it says who unsubscribed."""
    if contacts.empty:
        return contacts[["export", "audience", "exported_at"]].assign(
            complete=pd.Series(dtype=bool)
        )
    grouped = contacts.groupby("export", as_index=False)
    exports = grouped.agg(
        audience=("audience", "first"),
        exported_at=("exported_at", "max"),
        complete=("part", lambda parts: ContactPart.UNSUBSCRIBED in set(parts)),
    )
    return exports.sort_values(["exported_at", "export"], ignore_index=True)


def _complete(exports: pd.DataFrame, parts: pd.DataFrame | None) -> pd.DataFrame:
    """Mark an export as complete that has an unsubscribed part in which nobody is: nobody left.

    Beside it stands whether it says whose addresses were `cleaned`.
    """
    if parts is None:
        return exports.assign(cleaned=True)
    has = parts.loc[parts["part"].eq(ContactPart.UNSUBSCRIBED), "export"]
    return exports.assign(
        complete=exports["complete"].astype(bool) | exports["export"].isin(has),
        cleaned=~exports["export"].isin(without_cleaned(parts)),
    )


def _stated(dated: pd.DataFrame) -> pd.DataFrame:
    """Spells as the exports state them; who has no joining date is there when first seen."""
    seen = dated["changed_at"].fillna(dated["left_at"]).fillna(dated["exported_at"])
    return dated.assign(
        joined_at=dated["joined_at"].fillna(seen),
        left_at=dated["left_at"].where(dated["part"].isin(HOW)),
        how_left=dated["part"].map(HOW),
    )


def _missing(dated: pd.DataFrame, exports: pd.DataFrame) -> pd.DataFrame:
    """People of one export who are in no part of the next of that audience left halfway between."""
    gone = []
    for _, same in exports.groupby("audience"):
        following = same["export"].shift(-1)
        for earlier, later in zip(same["export"], following, strict=True):
            if not isinstance(later, str):
                continue
            before = dated[dated["export"].eq(earlier) & dated["part"].isin(LISTED)]
            after = dated.loc[dated["export"].eq(later), "person"]
            made = exports.set_index("export")["exported_at"]
            left = made[earlier] + (made[later] - made[earlier]) / 2
            lost = before[~before["person"].isin(after)]
            gone.append(
                _stated(lost).assign(left_at=left, how_left=HowLeft.MISSING, shown_at=made[later])
            )
    if not gone:
        nobody = dated.iloc[:0]
        return nobody.assign(how_left=None, shown_at=nobody["exported_at"])
    return pd.concat(gone, ignore_index=True)


def _with_days_unknown(exports: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    """Say of each export since when somebody left or came back on a day that no export tells.

    These are the spells that end, or begin, exactly halfway between two exports of an audience.
    """
    left = spells.loc[spells["how_left"].eq(HowLeft.MISSING), "left_at"].dropna()
    since: dict[str, list[pd.Timestamp | None]] = {"left_since": [], "back_since": []}
    for each in exports.to_dict("records"):
        same = exports[exports["audience"].eq(each["audience"])]
        before = same.loc[same["exported_at"] < each["exported_at"], "exported_at"]
        halfway = before + (each["exported_at"] - before) / 2
        for name, moments in (("left_since", left), ("back_since", spells["joined_at"])):
            guessed = before[halfway.isin(moments)]
            since[name].append(None if guessed.empty else guessed.min())
    return exports.assign(
        **{name: pd.Series(found, dtype=INSTANT) for name, found in since.items()}
    )


def _merged(spells: pd.DataFrame, off: pd.DataFrame) -> pd.DataFrame:
    """Make one spell of those of one person that overlap or say the same thing twice.

    The newest export that tells of a spell decides whether it has ended, but for the times between
    that an earlier one shows them `off` the list; two audiences at once are one spell on the list.
    """
    never_negative = spells["left_at"].mask(
        spells["left_at"] < spells["joined_at"], spells["joined_at"]
    )
    newest = (
        spells.assign(left_at=never_negative)
        .sort_values(
            ["exported_at", "left_at", "source_file", "source_row"],
            ascending=[False, True, True, True],
        )
        .drop_duplicates(["person", "audience", "joined_at"])
    )
    parted = with_gaps(newest, off)
    return _joined_up(parted.sort_values(["person", "joined_at", "left_at"], ignore_index=True))


def _joined_up(spells: pd.DataFrame) -> pd.DataFrame:
    """Bring overlapping spells of one person together: start with each gap, end with the last."""
    forever = pd.Timestamp("2262-01-01", tz="UTC")
    ends = spells["left_at"].fillna(forever)
    before = ends.groupby(spells["person"]).cummax().groupby(spells["person"]).shift()
    block = (before.isna() | (spells["joined_at"] > before)).cumsum()
    last = ends.groupby(block).transform("max")
    kept = spells.assign(left_at=last.where(last < forever))
    how = spells["how_left"].where(ends.eq(last)).groupby(block).transform("first")
    return kept.assign(how_left=how.where(last < forever)).groupby(block, as_index=False).first()
