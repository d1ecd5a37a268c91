"""What is not known yet and what will be collected; and, for those outside, what the data are."""

from __future__ import annotations

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.data_notes import ABOUT_PEOPLE
from copmetrics.accounts.not_known import by_reason
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.rounded_words import EACH_BY_ITSELF
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.framework.withheld import MARK
from copmetrics.measures import HEADLINES
from copmetrics.privacy.rounding import NOTE
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show

__all__ = ["open_questions", "sources_section", "to_collect", "unknown_section"]


def unknown_section(evidence: AudienceEvidence) -> Section:
    """Say what is not known: measures without a value, cycles without evidence, hopes to follow up."""
    outside = evidence.facts.is_shared  # nobody there asks what was left empty
    blocks: list[ReportBlock] = [
        Listing(
            "Open questions",
            open_questions(evidence),
            "Every measure has a value, and every cycle a story or an indicator.",
        ),
        Listing(
            "What we will collect",
            to_collect(evidence),
            "" if outside else "Nothing new is planned.",
        ),
    ]
    return Section(
        "unknown", "What we do not know yet", (*evidence.editor.about("unknown"), *blocks)
    )


def open_questions(evidence: AudienceEvidence, *, of_measures: bool = True) -> tuple[str, ...]:
    """Ask what nothing answers: of the eight measures, of each cycle, and of what stories claim."""
    facts = evidence.facts
    missing = [id for id in HEADLINES if facts.cell(id) is None]
    unknown = [f"{join_words(labels)}: {why}" for why, labels in by_reason(facts, missing).items()]
    asked = [f"{each.label}: {each.question}" for each in evidence.matrix.empty]
    claims = [
        f"Whether numbers bear this out: {each.claim} (claimed in '{each.title}')"
        for each in evidence.matrix.claims
    ]
    return (*(unknown if of_measures else ()), *asked, *claims)


def to_collect(evidence: AudienceEvidence) -> tuple[str, ...]:
    """List the indicators that the community plans."""
    return tuple(
        f"{each.label}, from its first reading on"
        for each in evidence.plan
        if each.status is IndicatorStatus.PLANNED
    )


def sources_section(evidence: AudienceEvidence) -> Section:
    """Say what the figures rest on, without a number that would undo the rounding."""
    facts = evidence.facts
    day = facts.context.day(facts.context.as_of)
    dates = Paragraph(
        f"{label(facts.quarter)} as known on {show(day, Unit.DAY)}. {ABOUT_PEOPLE} "
        "The numbers name nobody; titles, stories and comments stand as they were written."
    )
    shown = (_how_shown(facts.context.small_number),) if facts.is_shared else ()
    blocks = (*shown, dates, _definitions(facts), _sources(facts))
    return Section("data", "What the numbers rest on", blocks)


def _how_shown(small: int) -> Paragraph:
    """Say how small numbers are withheld and the others rounded."""
    return Paragraph(
        f"Counts of people, attendances and emails from 1 to {small} are {NOTE} and shown as "
        f"{MARK}; larger ones are rounded to the multiple of 5 above or below, by a key that the "
        "community keeps: the same people are always shown the same. Hours are rounded more coarsely, to a "
        "multiple of 20 times the longest stay in whole hours, or a number of them would tell who stayed how "
        "long. "
        f"{EACH_BY_ITSELF} Shares of these are whole per cents of the exact counts, {MARK} where few are in "
        "them or left out; means have one decimal. Events, mailings and organisations are exact. An "
        "en dash is a value that nobody knows, which is not zero."
    )


def _definitions(facts: QuarterFigures) -> ReportTable:
    """Say what the eight measures and the community's own indicators mean; caveats stand at the numbers."""
    measures = [facts.measures[id] for id in HEADLINES] + list(facts.context.own)
    rows = tuple((each.label, each.meaning) for each in measures)
    columns = (ReportColumn("Measure"), ReportColumn("Definition"))
    return ReportTable("definitions", "What each number means", columns, rows)


def _sources(facts: QuarterFigures) -> ReportTable:
    """List the formats that were read, each with one fingerprint of its files."""
    columns = (
        ReportColumn("Source"),
        ReportColumn("Files", Unit.COUNT),
        ReportColumn("Fingerprint"),
    )
    title = "Files read; their fingerprint tells whether any has changed"
    return ReportTable("sources", title, columns, facts.context.sources, folded=True)
