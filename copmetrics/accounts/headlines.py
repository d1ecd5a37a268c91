"""The eight measures, each with its change, its history and its card."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Cards,
    Headline,
    Headlines,
    Listing,
    MeasureCard,
    Paragraph,
    ReportCell,
    Section,
)
from copmetrics.accounts.alike_names import may_be_one_note
from copmetrics.accounts.chart_markers import marks_within
from copmetrics.accounts.measure_icons import MeasureIcons
from copmetrics.accounts.quarter_figures import QuarterFigures, known_number
from copmetrics.accounts.quarter_icons import HIDDEN, QUARTERS
from copmetrics.accounts.rounded_words import CHANGES, ROUNDED
from copmetrics.accounts.running_quarter import before_label, before_words, earlier_label
from copmetrics.accounts.shared_changes import NOT_TOLD_APART
from copmetrics.evaluation.changes import ChangeRow, Moved, State
from copmetrics.evaluation.history import TOO_FEW, UNUSUAL, InHistory
from copmetrics.evaluation.spc import FULL
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.measures import HEADLINES, MEASURES, family_of, open_rate_eras
from copmetrics.measures.base import Measure
from copmetrics.quarters import label
from copmetrics.schema import IndicatorRow
from copmetrics.units import Unit, capitalised, show, shown_percent

__all__ = ["eight_measures", "headline", "reading_section"]

ICONS: Final = (
    "The signs compare this quarter with those before it, {} in all at the most, as NHS “Making Data Count” "
    "does. They say whether a number is unlike the others, not why. Fewer than {} give early signs only."
)
WHOLE: Final = "The trends are of the whole quarters before it."
TARGETS: Final = "Whether a target will be met is said of the measure as it is, if nothing changes."
SEVEN: Final = (
    "Seven numbers, and the eighth measure beside each: its change since {}, which is {}."
)
AS_SHOWN: Final = "the difference of the two numbers as they are shown"
EXCEPT: Final = f"{AS_SHOWN}; of two rounded counts, the two numbers between which it lies"
SIGNS: Final = (
    "The sign says whether this quarter is like those before it; the change, how far it is from the last of "
    "them. The two may differ: a usual quarter after a poor one is a large change, and a measure that rose "
    "and stayed there is unlike its past without a change."
)
SHARES: Final = (
    "Of a share we say whether the change is larger than chance alone would often make it{}."
)
HISTORY: Final = "; a count is put beside its own history"


def eight_measures(facts: QuarterFigures, *, cards: bool = True) -> Headlines:
    """Tell the measures that the project began from, each beside earlier quarters."""
    rows = tuple(_headline(facts, each) for each in HEADLINES)
    return Headlines(
        id="eight-measures",
        title="The eight measures",
        quarter=label(facts.quarter),
        previous_quarter=before_label(facts),
        year_ago_quarter=earlier_label(facts, facts.quarter - 4),
        rows=tuple(map(_so_far, rows)) if facts.so_far else rows,
        cards=cards,
        notes=(
            *((WHOLE,) if facts.so_far else ()),
            *((ICONS.format(QUARTERS, FULL),) if _is_judged(facts) and not facts.so_far else ()),
            *((TARGETS,) if any(each.target for each in facts.icons.values()) else ()),
            *((f"{ROUNDED} {CHANGES}",) if facts.is_shared else ()),
            *_opens_words(facts),
        ),
    )


def _so_far(row: Headline) -> Headline:
    """Leave out what the account says once of a quarter that is not over: it is, and is not judged."""
    return replace(row, icons=None, note="" if row.basis == Basis.SO_FAR else row.note)


def _opens_words(facts: QuarterFigures) -> tuple[str, ...]:
    """Say whether opens of machines are in the rate that is told, if one is."""
    if facts.cell("open_rate") is None:
        return ()
    words = open_rate_eras.machine_opens_words(facts.without_machine_opens("open_rate"))
    return (f"{facts.measures['open_rate'].label}: {words[:1].lower()}{words[1:]}",)


def reading_section(facts: QuarterFigures, *, cards: bool = True) -> Section:
    """Say how to read the eight measures: what each leaves out and, in `cards`, what it is."""
    rows = tuple(_headline(facts, each) for each in HEADLINES)
    told = (row for row in rows if row.card.caveat and row.value is not None)
    caveats = tuple(f"{row.label}: {row.card.caveat}" for row in told)
    blocks = (Paragraph(_lead(facts)), Listing("To read with care", caveats))
    behind = (Cards("cards", "What each number is", rows),) if cards else ()
    return Section("headlines", "How to read the eight measures", (*blocks, *behind))


def _lead(facts: QuarterFigures) -> str:
    """Say what a change is, and how it is judged; a quarter that is not over has no sign and no history."""
    seven = SEVEN.format(before_words(facts), EXCEPT if facts.is_shared else AS_SHOWN)
    if facts.so_far:
        return f"{seven} {SHARES.format('')}"
    return f"{seven} {SIGNS} {SHARES.format(HISTORY)}" if _is_judged(facts) else seven


def _is_judged(facts: QuarterFigures) -> bool:
    """Whether a sign says of any measure how this quarter lies among those before it."""
    return any(each.is_usual or each.is_special for each in facts.icons.values())


def _headline(facts: QuarterFigures, indicator: str) -> Headline:
    card = _card(facts, indicator, facts.by_key[facts.quarter, indicator])
    return headline(facts, indicator, card, also=may_be_one_note(facts.alike.get(indicator, 0)))


def headline(
    facts: QuarterFigures, indicator: str, card: MeasureCard, *, also: str = ""
) -> Headline:
    """Tell one indicator beside the quarter before and the same quarter last year.

    `also` is said beside its note.
    """
    measure, row = facts.measures[indicator], facts.by_key[facts.quarter, indicator]
    compared = facts.change[indicator]
    whole = facts.recent[:-1] if facts.so_far else facts.recent
    return Headline(
        indicator=indicator,
        label=measure.label,
        unit=measure.unit,
        value=facts.cell(indicator),
        previous=_previous(facts, indicator),
        change=facts.change_cell(indicator),
        change_percent=_percent(compared, measure.unit),
        year_ago=facts.cell(indicator, facts.quarter - 4),
        verdict=_verdict(facts, indicator),
        basis=str(row["basis"]),
        note=_noted(also, str(row["note"]), compared),
        trend=tuple((label(each), facts.cell(indicator, each)) for each in whole),
        card=card,
        marks=marks_within(indicator, whole),
        icons=facts.icons.get(indicator),
    )


def _noted(also: str, note: str, change: ChangeRow) -> str:
    """Put the note on a value behind what is said beside it, unless its change says the same."""
    if not also or not note:
        return also or note
    return also if note in change["verdict"] else f"{also} {capitalised(note)}"


def _percent(change: ChangeRow, unit: Unit) -> float | None:
    """Return a change in per cent of the number before it, as a reader of the two works it out."""
    if pd.isna(change["change_percent"]):
        return None
    return shown_percent(change["value"], change["previous"], unit)


def _verdict(facts: QuarterFigures, indicator: str) -> str:
    """Say what is known of a change beside what its sign says: the two judge by other things.

    The sign is of the quarter among all before it; of a share it is also known whether the step from the
    last of these is more than chance, and of a count where it stands among them. Of a number that is
    withheld nothing more is said than that, and of one that is not known why.
    """
    if facts.withheld(indicator):
        return ""
    change, icons = facts.change[indicator], facts.icons.get(indicator)
    since, unknown = f"since {before_words(facts)}", facts.cell(indicator) is None
    step = _step(change, icons, since=since, unknown=unknown)
    told = "" if icons is not None and _is_said_by(icons, change, step) else step
    return "; ".join(each for each in (told, change["season"]) if each)


def _is_said_by(icons: MeasureIcons, change: ChangeRow, step: str) -> bool:
    """Whether the sign of a measure says what would be said of its change: nobody reads it twice.

    Of one that a rule of the chart marks it would contradict the sign that there are too few quarters.
    """
    if step == NOT_TOLD_APART:
        return icons.words == HIDDEN
    if change["state"] == State.NOT_COMPARABLE:
        return bool(change["why_not"]) and icons.words.endswith(f": {change['why_not']}")
    return step == change["standing"] and step.startswith(TOO_FEW)


def _step(change: ChangeRow, icons: MeasureIcons | None, *, since: str, unknown: bool) -> str:
    if change["why_not"] == NOT_TOLD_APART:
        return NOT_TOLD_APART
    if change["state"] == State.NOT_COMPARABLE:
        return change["why_not"] if unknown else f"not compared: {change['why_not']}"
    if change["moved"] in list(Moved):
        return f"{since}: {change['verdict']}"
    told = change["verdict"]
    if told and change["state"] == State.NO_CHANGE:
        known = change["in_history"] != InHistory.NOT_KNOWN
        told = change["standing"] if known else f"no change {since}"
    usual = icons is not None and icons.is_usual and change["in_history"] in UNUSUAL
    return f"{told}, within the usual ups and downs" if usual else told


def _previous(facts: QuarterFigures, indicator: str) -> ReportCell:
    """Return the value compared with: the quarter before, or the same days of it."""
    if facts.so_far:
        compared = facts.change[indicator]
        withheld = compared["previous_status"] == ShownAs.WITHHELD
        return MARK if withheld else known_number(compared["previous"])
    return facts.cell(indicator, facts.quarter - 1)


def _card(facts: QuarterFigures, indicator: str, row: IndicatorRow) -> MeasureCard:
    measure = MEASURES[indicator]
    reached = facts.context.reached[family_of(indicator).source]
    reach = (
        f"The exports reach from {label(min(reached))} to {label(max(reached))}."
        if reached
        else "No export in the folder tells."
    )
    unknown = facts.value("list_organisation_unknown")
    beside = (
        f" {Unit.PEOPLE.of(unknown)} on the list {'has' if unknown == 1 else 'have'} no known organisation."
        if indicator == "list_organisations" and unknown
        else ""
    )
    return MeasureCard(
        definition=measure.meaning,
        numerator=_counted(row["numerator"], measure.numerator_words),
        denominator=_counted(row["denominator"], measure.denominator_words),
        coverage=f"{reach}{beside}",
        caveat=_caveat(facts, measure),
    )


def _caveat(facts: QuarterFigures, measure: Measure) -> str:
    """Return a measure's caveat; of opens, whether a machine's are in this value."""
    if measure.id not in open_rate_eras.CLEANED:
        return measure.caveat
    return f"{measure.caveat} {open_rate_eras.machine_opens_words(facts.without_machine_opens(measure.id))}"


def _counted(value: float, words: str) -> str:
    return "" if pd.isna(value) else f"{show(value, Unit.COUNT)} {words}"
