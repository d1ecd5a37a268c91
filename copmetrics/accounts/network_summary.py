"""The first page of a network's account: a paragraph, and what all communities have together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.network_changes import Direction, directions
from copmetrics.accounts.network_figures import TOLD, NetworkFigures
from copmetrics.accounts.network_totals import ALIKE, Total, organisations_once, total
from copmetrics.framework.withheld import MARK
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show

__all__ = [
    "ALL_KNOWN",
    "HOW_TO_READ",
    "communities_told",
    "in_all_section",
    "in_all_tables",
    "network_summary",
    "not_known",
    "not_known_title",
]

SOURCES: Final = {
    "events": "events",
    "who came": "attendances",
    "the mailing list": "list_members",
    "mailings": "emails_sent",
}
"""What a community's exports may not reach yet, each with a measure that then is not known."""
ALL_KNOWN: Final = "Of every community all of it is known."
HOW_TO_READ: Final = (
    "Each number is made of those that the communities share themselves. Counts of people are "
    f"rounded to a multiple of 5; small ones, most often those of 1 to 9, are withheld ({MARK}) and "
    "in no sum. A community of which a number is not known is not counted as 0."
)
TWO_QUARTERS: Final = (
    "Quarters are set beside one another over the communities that tell both ('Of these'), and the "
    "change is between these two."
)


def communities_told(count: int) -> str:
    """Return so many communities in words."""
    return f"{count} {'community' if count == 1 else 'communities'}"


def network_summary(figures: NetworkFigures) -> str:
    """Say in a few sentences how large the network is and what it did; nothing of why."""
    lacking = sum(each.lacks for each in figures.members)
    there = len(figures.members) - lacking
    sentences = [f"In {label(figures.quarter)} {communities_told(there)} tell what they did"]
    without = []
    if lacking:
        without.append(f"{communities_told(lacking)} {_has(lacking)} nothing of that quarter yet")
    if figures.unread:
        unread = len(figures.unread)
        without.append(f"{communities_told(unread)} could not be read")
    sentences[0] += f"; {' and '.join(without)}" if without else ""
    if counted := _counted(figures):
        sentences.append(f"Together they had {counted}")
    if changed := _changed(figures):
        sentences.append(changed)
    sentences.append(_who_is_counted(figures))
    return " ".join(f"{each}." for each in sentences)


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _counted(figures: NetworkFigures) -> str:
    """Say how many events, attendances, people and organisations they had, as far as that is told."""
    words = []
    for indicator in ("events", "attendances", "unique_attendees"):
        told = total(figures, indicator)
        if isinstance(told.cell, float):
            about = "about " if MEASURES[indicator].is_count_of_people else ""
            least = "at least " if told.at_least else ""
            words.append(f"{least}{about}{MEASURES[indicator].unit.of(told.cell)}")
    if not words:
        return ""
    organisations = organisations_once(figures, figures.quarter)
    from_ = f", from {Unit.ORGANISATIONS.of(organisations)} by name" if organisations else ""
    return f"{join_words(words)}{from_}"


def _changed(figures: NetworkFigures) -> str:
    """Say in how many communities attendances went which way, of those in which the two quarters compare."""
    ways = directions(figures, "attendances")
    compared = ways.total() - ways[Direction.NOT_COMPARED]
    if not compared:
        return ""
    return (
        f"Of {communities_told(compared)} that can be set beside {label(figures.quarter - 1)}, "
        f"{ways[Direction.UP]} had more attendances and {ways[Direction.DOWN]} fewer; "
        f"{ways[Direction.ALIKE]} had no clear difference"
    )


def _who_is_counted(figures: NetworkFigures) -> str:
    """Say whether somebody who takes part in two communities is counted once or twice."""
    shared = sum(map(len, figures.once.groups))
    if not shared:
        return (
            "People are counted once in each community: who takes part in two is counted twice, for "
            "nobody can be followed from one community to another"
        )
    if shared == len(figures.members) and len(figures.once.groups) == 1:
        return "All communities share a key by choice, so people can be counted once across them"
    return (
        f"People are counted once in each community; {communities_told(shared)} share a key by choice, "
        "and across these people can be counted once"
    )


def in_all_section(figures: NetworkFigures) -> Section:
    """Tell what all communities have together, and of how many each number is."""
    blocks: list[ReportBlock] = [*in_all_tables(figures)]
    if figures.once.groups:
        blocks.append(_once_table(figures))
    blocks.append(
        Listing(
            "Communities that could not be read this time",
            tuple(f"{name}: {why}" for name, why in figures.unread),
            "Every community could be read.",
        )
    )
    blocks.append(_not_known(figures))
    return Section("in-all", "The network in all", tuple(blocks))


def in_all_tables(figures: NetworkFigures) -> tuple[ReportBlock, ...]:
    """Return the tables of what all have together, with how to read them; no community is named."""
    counts = [each for each in TOLD if not MEASURES[each].is_share]
    shares = [each for each in TOLD if MEASURES[each].is_share]
    here = label(figures.quarter)
    return (
        Paragraph(f"{HOW_TO_READ} {TWO_QUARTERS}"),
        _table(figures, "network-counts", f"All communities together in {here}", counts),
        _table(figures, "network-shares", f"Shares of all together in {here}", shares),
    )


def _not_known(figures: NetworkFigures) -> Listing:
    """Name the communities of which something is not known in the quarter, with what it is."""
    lacking = not_known(figures)
    items = []
    for each in figures.members:
        lacks = [words for words, ids in lacking.items() if each.id in ids]
        if lacks:
            items.append(f"{each.name}: {join_words(lacks)}")
    return Listing(not_known_title(figures), tuple(items), ALL_KNOWN)


def not_known(figures: NetworkFigures) -> dict[str, set[str]]:
    """Return of each source, in words, the communities whose exports do not reach the quarter."""
    return {
        words: {id for id, cell in figures.cells(indicator).items() if cell is None}
        for words, indicator in SOURCES.items()
    }


def not_known_title(figures: NetworkFigures) -> str:
    """Head the list of what is not known."""
    return f"Not known of {label(figures.quarter)}, and not counted as 0"


def _table(figures: NetworkFigures, id: str, title: str, indicators: Sequence[str]) -> ReportTable:
    totals = [total(figures, each) for each in indicators]
    is_of_shares = all(MEASURES[each].is_share for each in indicators)
    unit = Unit.WHOLE_SHARE if is_of_shares else Unit.COUNT
    columns = (
        ReportColumn("Measure"),
        ReportColumn(label(figures.quarter), unit),
        ReportColumn("Communities in it", Unit.COUNT),
        ReportColumn("Withheld", Unit.COUNT),
        ReportColumn("Not known", Unit.COUNT),
        ReportColumn("Tell both quarters", Unit.COUNT),
        ReportColumn(f"Of these, {label(figures.quarter - 1)}", unit),
        ReportColumn(f"Of these, {label(figures.quarter)}", unit),
    )
    rows = tuple(map(_row, totals))
    if is_of_shares:
        return ReportTable(id, title, columns, rows, tuple(_notes_of_shares(totals)))
    changes = tuple((*row, told.change) for row, told in zip(rows, totals, strict=True))
    change = ReportColumn("Change", unit, signed=True)
    return ReportTable(id, title, (*columns, change), changes, tuple(_notes(figures, totals)))


def _row(told: Total) -> tuple[ReportCell, ...]:
    counted = (told.communities, told.withheld, told.unknown, told.both)
    return (MEASURES[told.indicator].label, told.cell, *counted, *told.compared)


def _notes_of_shares(totals: list[Total]) -> Iterator[str]:
    """Say that no verdict is given, and who tells a share in another way."""
    yield (
        "Which way a share went, beyond chance, is said community by community: see What changed. Of all "
        "together it is not: a few large ones would decide it."
    )
    for each in totals:
        if each.otherwise:
            name = MEASURES[each.indicator].label
            others = communities_told(each.otherwise)
            yield f"{name}: {others} count opens of machines otherwise, and are not in it."


def _notes(figures: NetworkFigures, totals: list[Total]) -> Iterator[str]:
    """Say what the sums are not."""
    yield (
        f"People, and organisations on mailing lists, are counted once in each community. '{ALIKE}' "
        "is a difference that rounding alone may make. Where more communities withhold a number "
        f"than tell it, no sum is told ({MARK})."
    )
    organisations = organisations_once(figures, figures.quarter)
    if organisations:
        yield (
            f"Of the organisations taking part {show(organisations, Unit.ORGANISATIONS)} have "
            "different names: those that several communities name are one by their name, however "
            "it is written in small or capital letters; two spellings are two."
        )
    for each in totals:
        if each.at_least:
            name = MEASURES[each.indicator].label
            yield f"{name}: of {communities_told(each.at_least)} it is at least so many."


def _once_table(figures: NetworkFigures) -> ReportTable:
    """Tell the people of communities that share a key, each once."""
    here, before = label(figures.quarter), label(figures.quarter - 1)
    columns = (
        ReportColumn("Communities that share a key"),
        ReportColumn(f"Different people who attended, {here}", Unit.PEOPLE),
        ReportColumn(before, Unit.PEOPLE),
    )
    names = {each.id: each.name for each in figures.members}
    rows = tuple(
        (", ".join(sorted(names[id] for id in group)), now, then)
        for group, now, then in zip(
            figures.once.groups, figures.once.here, figures.once.before, strict=True
        )
    )
    note = (
        "Each person once, in however many of these communities they came to events. It is not told where "
        "one of them has nothing of the quarter."
    )
    return ReportTable(
        "people-once", "People counted once across communities", columns, rows, (note,)
    )
