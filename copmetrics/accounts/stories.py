"""Stories told in full, hopes to follow up, and personal narratives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import WITH_MEASURES, AudienceEvidence, StoryRecord
from copmetrics.accounts.matrix import completeness_words
from copmetrics.accounts.own_indicators import aims
from copmetrics.accounts.story_blocks import Passage, Story, StoryStep
from copmetrics.framework.cycles import CHAIN, Cycle
from copmetrics.framework.stories import Consent, NarrativePart, Sign, StepStatus
from copmetrics.units import Unit, as_sentence, capitalised, show
from copmetrics.value.journeys import HOME, Completeness
from copmetrics.value.matrix import MatrixRow, Step

__all__ = [
    "first_story",
    "hopes",
    "hopes_section",
    "narratives",
    "on_first_page",
    "stories_of",
    "stories_section",
    "story_lines",
]

CONSENT = {
    Consent.MEMBERS: "told for members",
    Consent.SPONSORS: "told for members and sponsors",
    Consent.PUBLIC: "told for anybody to read",
}
PARTS = {
    NarrativePart.REASONS: "Why I take part",
    NarrativePart.ACTIVITIES: "What I did, and how it was",
    NarrativePart.VALUE: "What it is worth to me",
}
NARRATIVE = {
    "professional": "As a professional",
    "connections": "My social connections",
    "practice": "My practice",
    "influence": "My ability to influence",
}


IS_IT_TIME: Final = "Is it time?"
NONE: Final = "No story has been collected that this account may tell."
ONLY_ONE: Final = "The one story that there is to tell is on the first page."
WHOLE, WITHOUT_MEASURES, TARGET = 600, 900, 70
"""So many letters of a story the first page has room for, less for each target that is told of; of a longer
one it has where it begins and ends."""


def on_first_page(evidence: AudienceEvidence) -> MatrixRow | None:
    """Return the story that is told whole on the first page, if one is."""
    first = next(iter(evidence.chosen(1)), None)
    return first if first and _letters(first) <= _room(evidence) else None


def _room(evidence: AudienceEvidence) -> int:
    """Return how many letters of a story fit on the first page."""
    if evidence.audience not in WITH_MEASURES:
        return WITHOUT_MEASURES
    return WHOLE - TARGET * evidence.targets


def _letters(row: MatrixRow) -> int:
    return sum(len(each.text) for each in row.steps)


def first_story(evidence: AudienceEvidence, *, short: bool = False) -> Story | None:
    """Tell the first page's story: whole, or where it begins and how far it comes, if that is too long.

    A `short` one is never told whole. Of one that is not, nothing is said of the steps that are left out.
    """
    chosen = next(iter(evidence.chosen(1)), None)
    if chosen is None:
        return None
    return _cut(evidence, chosen, whole=bool(on_first_page(evidence)) and not short)


def stories_of(evidence: AudienceEvidence, organisation: str, *, most: int) -> list[Story]:
    """Tell the stories that are an organisation's, each cut short: where it begins and how far it comes."""
    return [_cut(evidence, row) for row in evidence.of_organisation(organisation)[:most]]


def _cut(evidence: AudienceEvidence, chosen: MatrixRow, *, whole: bool = False) -> Story:
    """Tell a story whole, or where it begins and how far it comes."""
    told = _story(evidence, chosen)
    places = range(len(told.steps)) if whole else _ends(chosen.steps)
    remark = told.remark if len(places) == len(told.steps) else ""
    steps = tuple(_unnumbered(told.steps[each]) for each in places)
    return replace(told, steps=steps, remark=remark)


def _ends(steps: Sequence[Step]) -> list[int]:
    """Return at which places a story begins and comes furthest along the chain, of what has happened.

    It begins in the community, where it tells of that. Of steps that come equally far it is the last one
    before the story goes back, which may tell of its beginning again.
    """
    happened = [place for place, each in enumerate(steps) if not each.hoped] or [*range(len(steps))]
    first = next((each for each in happened if steps[each].cycle in HOME), happened[0])
    along = [each for each in happened if each >= first and steps[each].cycle in CHAIN]
    if not along:
        return sorted({first, happened[-1]})
    far = [CHAIN.index(steps[each].cycle) for each in along]
    reached = far.index(max(far))
    there = takewhile(lambda each: far[each] == max(far), range(reached, len(far)))
    return sorted({first, along[max(there)]})


def _unnumbered(step: StoryStep) -> StoryStep:
    """Leave out the numbers of a step's indicators: they refer to a picture that the first page has not."""
    stations = tuple(replace(each, number=0) for each in step.passage.stations)
    return replace(step, passage=replace(step.passage, stations=stations))


def stories_section(
    evidence: AudienceEvidence,
    rows: Sequence[MatrixRow],
    title: str,
    lead: str = "",
    instead: str = NONE,
    unfolded: int | None = None,
) -> Section:
    """Tell these stories in full, each step under its cycle, with the indicators it speaks of.

    Of more than so many `unfolded` the others are told once somebody opens them. `instead` is said
    where there is none. The one on the first page is not told again.
    """
    others = [row for row in rows if row is not on_first_page(evidence)]
    told: list[ReportBlock] = [
        replace(_story(evidence, row), folded=unfolded is not None and place >= unfolded)
        for place, row in enumerate(others)
    ]
    if not told:
        told = [Paragraph(ONLY_ONE if rows else instead)]
    opening: list[ReportBlock] = [Paragraph(lead)] if lead and others else []
    return Section("stories", title, (*evidence.editor.about("stories"), *opening, *told))


def _story(evidence: AudienceEvidence, row: MatrixRow) -> Story:
    segments = evidence.narrative_tables["segments"]
    asked = segments[segments["story"].eq(row.story)].sort_values("step")["follow_up_on"]
    when_asked = partial(_with_day, today=_today(evidence), by_us=not evidence.facts.is_shared)
    steps = tuple(
        StoryStep(
            each.cycle.label,
            Passage(
                when_asked(each, again),
                each.hoped,
                tuple(evidence.station(id, relation) for relation, id in each.links),
                each.sign,
            ),
        )
        for each, again in zip(row.steps, asked, strict=True)
    )
    return Story(row.title, _byline(evidence, row), steps, completeness_words(row))


def _today(evidence: AudienceEvidence) -> pd.Timestamp:
    """Return the day of the account on the community's wall calendar."""
    context = evidence.facts.context
    local = context.as_of.tz_convert(context.timezone)
    return local.tz_localize(None).normalize()


def _with_day(step: Step, again: pd.Timestamp, *, today: pd.Timestamp, by_us: bool) -> str:
    """Add to a hope when somebody will ask again, or, for those who would have, that nobody has."""
    is_overdue = again < today
    if not step.hoped or pd.isna(again) or (is_overdue and not by_us):
        return step.text
    said, day = as_sentence(step.text), show(str(again.date()), Unit.DAY)
    if is_overdue:
        return f"{said} Overdue: we wanted to ask again on {day}."
    return f"{said} We ask again on {day}."


def _byline(evidence: AudienceEvidence, row: MatrixRow) -> str:
    record = evidence.record(row.story)
    hoped = (
        row.journey.completeness is Completeness.ASPIRATION
    )  # what has not happened went neither way
    told_by = (
        f"Told by {row.constituency[:1].lower()}{row.constituency[1:]}" if row.constituency else ""
    )
    parts = [
        told_by,
        _beginning(evidence, record),
        f"collected on {show(str(record['collected_on'].date()), Unit.DAY)}"
        if pd.notna(record["collected_on"])
        else "",
        "" if hoped else _sign_words(record["sign"]),
        CONSENT[Consent(record["consent"])],
    ]
    said = "; ".join(part for part in parts if part)
    return f"{capitalised(said)}."


def _sign_words(sign: object) -> str:
    words = Sign(sign).words if isinstance(sign, str) else ""
    return f"it {words}" if words else ""


def _beginning(evidence: AudienceEvidence, record: StoryRecord) -> str:
    """Say where a story began: at an event, by its title and day, or in the teller's words."""
    if isinstance(record["began"], str):
        return f"began at {record['began']}"
    if not isinstance(record["event"], str):
        return ""
    context = evidence.facts.context
    event = context.events.set_index("event").loc[record["event"]]
    start = event["starts_at"].tz_convert(context.timezone)
    return f"began at '{event['title']}' ({show(str(start.date()), Unit.DAY)})"


def hopes(evidence: AudienceEvidence) -> ReportTable:
    """List what is hoped for, with the day on which somebody asks again, soonest first."""
    segments = evidence.narrative_tables["segments"]
    titles = {row.story: row.title for row in evidence.matrix.rows}
    today = _today(evidence)
    hoped = segments[
        segments["status"].eq(StepStatus.ASPIRED) & segments["story"].isin(list(titles))
    ]
    rows: list[tuple[ReportCell, ...]] = [
        (
            titles[each["story"]],
            each["text"],
            Cycle(each["cycle"]).label,
            None if pd.isna(each["follow_up_on"]) else str(each["follow_up_on"].date()),
            "overdue" if each["follow_up_on"] < today else None,
        )
        for each in hoped.sort_values("follow_up_on").to_dict("records")
    ]
    columns = (
        ReportColumn("Story"),
        ReportColumn("What is hoped for"),
        ReportColumn("Cycle"),
        ReportColumn("Ask again on", Unit.DAY),
        ReportColumn(IS_IT_TIME),
    )
    title = "What is hoped for, and when to ask again"
    return ReportTable("hopes", title, columns, tuple(rows))


def hopes_section(evidence: AudienceEvidence) -> Section:
    """Tell what is hoped for in a section of its own: in stories, and of the community's own indicators."""
    hoped, aimed = hopes(evidence).without_empty(IS_IT_TIME), aims(evidence.facts)
    told = [hoped if hoped.rows else Paragraph("Nothing is hoped for in any story.")]
    return Section("hopes", "Hopes to follow up", (*told, *([aimed] if aimed else [])))


def narratives(evidence: AudienceEvidence) -> list[ReportTable]:
    """Show each personal value narrative as the framework's first template has it."""
    tables = []
    for number, (_, own) in enumerate(evidence.narratives.groupby("narrative", sort=True), start=1):
        who = own["constituency"].dropna()
        said = f"Told by {str(who.iloc[0]).lower()}" if len(who) else f"Narrative {number}"
        filled = own.drop_duplicates("part").set_index("part")
        rows: tuple[tuple[ReportCell, ...], ...] = tuple(
            (title, *(_cell(filled, part, column) for column in NARRATIVE))
            for part, title in PARTS.items()
        )
        columns = (ReportColumn("Part"), *map(ReportColumn, NARRATIVE.values()))
        title = f"What taking part changes: {said[:1].lower()}{said[1:]}"
        tables.append(ReportTable(f"narrative-{number}", title, columns, rows))
    return tables


def _cell(filled: pd.DataFrame, part: str, column: str) -> str | None:
    if part not in filled.index or not isinstance(filled.at[part, column], str):
        return None
    return str(filled.at[part, column])


def story_lines(evidence: AudienceEvidence) -> pd.DataFrame:
    """Return the stories that the audience may read as rows: one a step and indicator.

    Outside, stories are numbered: their own short names may be those of files and rows.
    """
    rows = [
        {
            "story": str(place) if evidence.facts.is_shared else row.story,
            "title": row.title,
            "constituency": row.constituency or None,
            "standing": str(row.journey.completeness),
            "step": number,
            "cycle": str(step.cycle),
            "status": str(StepStatus.ASPIRED if step.hoped else StepStatus.REPORTED),
            "indicator": indicator,
        }
        for place, row in enumerate(evidence.matrix.rows, start=1)
        for number, step in enumerate(row.steps, start=1)
        for indicator in (step.stations or (None,))
    ]
    columns = ["story", "title", "constituency", "standing", "step", "cycle", "status", "indicator"]
    return pd.DataFrame(rows, columns=columns)
