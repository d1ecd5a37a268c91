"""From a story to the indicators that it speaks of, and from an indicator to its stories."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.privacy.profiles import consented
from copmetrics.schema import topics_listed
from copmetrics.value.journeys import Completeness, journeys

__all__ = ["indicators_of", "stories_of", "stories_to_choose", "titles"]

GOES: Final = {
    Completeness.RICH: "all the way, with numbers",
    Completeness.COMPLETE: "all the way",
    Completeness.PARTIAL: "part of the way",
    Completeness.ASPIRATION: "hoped for",
}
"""How much of the way from activity to outcome a story tells, in words."""

COLUMNS: Final = ["story", "title", "cycle", "relation", "text"]
"""Of the steps that speak of an indicator."""


def titles(community: Community) -> dict[str, str]:
    """Return the stories that those who lead the community may read: short name to title."""
    read = consented(community.stories, "leaders")
    shown = read["title"].fillna(read["story"])
    return dict(zip(read["story"], shown, strict=True))


def stories_to_choose(community: Community) -> pd.DataFrame:
    """Return one row a story that may be read, with what stories are chosen by, as words.

    Columns: `story` (its short name), `title`, `cycles` (a tuple: those it tells something of), `consent`,
    `goes` (how much of the way it tells), `activity` (the kind of activity that it began at; missing
    where that is not known) and `topics` (a tuple: what it is about, as its teller says).
    """
    readable = titles(community)
    stories = consented(community.stories, "leaders")
    segments, links = (community.narrative_tables[each] for each in ("segments", "links"))
    ways = journeys(segments, links)
    told = segments.groupby("story")["cycle"].unique()
    kinds = community.events.set_index("event")["cluster"]
    labels = {id: each.label for id, each in CLUSTERS.items()}
    return pd.DataFrame(
        {
            "story": stories["story"],
            "title": stories["story"].map(readable),
            "cycles": [
                tuple(each.label for each in Cycle if each in told.get(story, ()))
                for story in stories["story"]
            ],
            "consent": stories["consent"],
            "goes": [GOES[ways[story].completeness] for story in stories["story"]],
            "activity": stories["event"].map(kinds).map(labels),
            "topics": [tuple(topics_listed(each)) for each in stories["topic"]],
        }
    ).reset_index(drop=True)


def indicators_of(community: Community, story: str) -> pd.DataFrame:
    """Return one row a step of a story and a link of it to an indicator, in the story's order.

    Columns: `step`, `cycle`, `told_as` (`reported` or `aspired`), `text`, `relation`, `indicator`
    (its id) and `label`; a step without a link has none. A private story is nobody's to follow.
    """
    if story not in titles(community):
        raise ChoiceError("a story that may be read", story, titles(community))
    steps = community.narrative_tables["segments"].query("story == @story")
    linked = community.narrative_tables["links"].query("story == @story")
    steps = steps.assign(step=steps["step"].astype("Int64"))
    joined = steps.merge(linked[["step", "relation", "indicator"]], on="step", how="left")
    labels = {id: each.label for id, each in community.measures.items()}
    told = joined.assign(
        cycle=[Cycle(each).label for each in joined["cycle"]],
        label=joined["indicator"].map(labels).astype("str"),
        told_as=joined["status"].fillna("reported"),
    ).sort_values("step", kind="stable", ignore_index=True)
    return told[["step", "cycle", "told_as", "text", "relation", "indicator", "label"]]


def stories_of(community: Community, indicator: str) -> pd.DataFrame:
    """Return one row a step that speaks of an indicator, of the stories that may be read.

    Columns: `story` (its short name), `title`, `cycle`, `relation` and `text`.
    """
    if indicator not in community.measures:
        raise ChoiceError("an indicator", indicator, community.measures)
    readable = titles(community)
    links = community.narrative_tables["links"]
    here = links[links["indicator"].eq(indicator) & links["story"].isin(list(readable))]
    if here.empty:
        return pd.DataFrame(columns=COLUMNS)
    steps = community.narrative_tables["segments"][["story", "step", "cycle", "text"]]
    told = here.merge(steps, on=["story", "step"]).sort_values(["story", "step"], ignore_index=True)
    return told.assign(
        title=told["story"].map(readable).astype("str"),
        cycle=[Cycle(each).label for each in told["cycle"]],
    )[COLUMNS]
