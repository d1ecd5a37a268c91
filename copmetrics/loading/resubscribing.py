"""Who left the mailing list and came back: the gap is kept if any export showed it.

An export says of a contact when they joined first, and of whoever is on the list again nothing of the time
between. An earlier export in which they were off it does.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["gaps", "with_gaps"]

WHO = ["person", "audience"]


def gaps(off: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the times off the list: `person`, `audience`, `left_at`, `how_left` and `back_at`.

    `off` has who was shown to be off the list: `left_at`, `how_left` and `shown_at`, the day of the
    export that shows it. `listed` are the contacts on the list in some export. They were back when a
    later export says that they changed, or else halfway between the two exports.
    """
    shown = off.dropna(subset=["left_at", "shown_at"]).sort_values("shown_at")
    if shown.empty:
        return shown.assign(back_at=shown["shown_at"])[[*WHO, "left_at", "how_left", "back_at"]]
    there = listed.sort_values("exported_at")[[*WHO, "joined_at", "changed_at", "exported_at"]]
    met = pd.merge_asof(
        shown[[*WHO, "left_at", "how_left", "shown_at"]],
        there.assign(seen_at=there["exported_at"]),
        left_on="shown_at",
        right_on="exported_at",
        by=WHO,
        direction="forward",
        allow_exact_matches=False,
    ).dropna(subset="seen_at")
    again = met[~(met["joined_at"] > met["left_at"])]
    found = again.groupby([*WHO, "seen_at"], as_index=False).agg(
        left_at=("left_at", "min"),
        how_left=("how_left", "first"),
        shown_at=("shown_at", "max"),
        changed_at=("changed_at", "first"),
    )
    halfway = found["shown_at"] + (found["seen_at"] - found["shown_at"]) / 2
    told = found["changed_at"].between(found["shown_at"], found["seen_at"])
    back_at = found["changed_at"].where(told, halfway)
    return found.assign(back_at=back_at)[[*WHO, "left_at", "how_left", "back_at"]]


def with_gaps(spells: pd.DataFrame, off: pd.DataFrame) -> pd.DataFrame:
    """Part the spells of one person and audience at each gap that lies within one of them."""
    for gap in off.sort_values("left_at").to_dict("records"):
        own = spells["person"].eq(gap["person"]) & spells["audience"].eq(gap["audience"])
        around = (
            own & (spells["joined_at"] < gap["left_at"]) & ~(spells["left_at"] <= gap["back_at"])
        )
        before = spells[around].assign(left_at=gap["left_at"], how_left=gap["how_left"])
        after = spells[around].assign(joined_at=gap["back_at"])
        spells = pd.concat([spells[~around], before, after], ignore_index=True)
    return spells
