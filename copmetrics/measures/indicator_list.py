"""The list of indicators for readers, generated from the declarations: `docs/indicators.md`."""

from __future__ import annotations

from collections.abc import Iterable

from copmetrics.measures import ALL, MEASURES, family_of
from copmetrics.measures.base import Looks, Measure
from copmetrics.measures.counted import NOBODY, Counted

__all__ = ["definition_rows", "indicators_page"]

HEAD = """# Indicators

Generated from the declarations in `copmetrics/measures/`; a test holds that it is.
Make it anew with `uv run python -m copmetrics.measures.indicator_list > docs/indicators.md`.

A value that no export tells is *unknown*, which is not zero. What a measure *asks also of*, beside its own
quarter, must be recorded too: after a quarter that nobody recorded, who was retained is unknown, and who
came again is asked as far as the records of who came reach, not as far as today. Shares are ratios of sums,
0 to 1 in files and per cent in reports. Distinct people are recounted in every group, never added up.

What a number counts, and of how many people it tells, decides what is shown of it to others
([privacy](privacy.md)).

## The measures that the project began from

| the document says | id | shown as |
|---|---|---|
"""


def definition_rows(measures: Iterable[Measure]) -> tuple[tuple[str, str, str], ...]:
    """Return label, definition and id of every measure, in the order given."""
    return tuple((each.label, _meaning(each), each.id) for each in measures)


def indicators_page() -> str:
    """Return the whole page as Markdown."""
    seeds = [
        f"| {each.brief_wording} | `{each.id}` | {each.label} |"
        for each in MEASURES.values()
        if each.brief_wording
    ]
    change = "| Change since last quarter | (every indicator) | `copmetrics changes` |"
    parts = [HEAD + "\n".join([*seeds, change]), *map(_entry, MEASURES.values())]
    parts.append("## Dimensions\n\n`--by` takes:\n\n" + "\n".join(_dimensions()))
    return "\n\n".join(parts) + "\n"


def _dimensions() -> list[str]:
    """List by what each measure is told; those told by the same stand together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for family in ALL:
        for each in family:
            alike.setdefault(family.dimensions_of(each), []).append(f"`{each.id}`")
    return [
        f"- {', '.join(ids)}: {', '.join(f'`{each}`' for each in told) or 'nothing but the quarter'}"
        for told, ids in alike.items()
    ]


def _entry(measure: Measure) -> str:
    family = family_of(measure.id)
    lines = [
        f"## {measure.label}\n",
        f"`{measure.id}`. {measure.meaning}\n",
        f"- unit: {measure.unit.id}; better: {measure.better}; value cycle: {measure.cycle}",
        f"- from: `{family.fact}`, `{_arithmetic(measure)}`",
    ]
    if measure.is_ratio:
        lines.append(f"- {measure.numerator_words} / {measure.denominator_words}")
    lines.append(f"- {_counted(measure)}")
    looks = family.looks_of(measure)
    if looks:
        told = "; ".join(str(each) for each in Looks if each in looks)
        lines.append(f"- asks also of: {told}")
    if family.inside:
        lines.append("- inside only: for those who lead the community")
    if measure.caveat:
        lines.append(f"- caveat: {measure.caveat}")
    return "\n".join(lines)


def _counted(measure: Measure) -> str:
    """Say what is counted, and of how many people a value tells where that is another number."""
    people = "nobody" if measure.rests_on == NOBODY else f"`{measure.rests_on}` people"
    tells = [f"tells of {people}"] if measure.rests_on else []
    counts = [] if measure.counted is Counted.NOTHING else [f"counts: {measure.counted}"]
    return "; ".join([*counts, *tells])


def _arithmetic(measure: Measure) -> str:
    if measure.is_ratio:
        return f"{measure.numerator} / {measure.denominator}"
    return measure.expression


def _meaning(measure: Measure) -> str:
    return f"{measure.meaning} {measure.caveat}".strip()


if __name__ == "__main__":
    print(indicators_page(), end="")
