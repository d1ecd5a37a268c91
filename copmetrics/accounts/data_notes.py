"""What the data are: files, rows, coverage, gaps, definitions, settings. The report's last section."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pandas as pd

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.quarter_figures import InsideFigures
from copmetrics.community.alike_organisations import alike_organisations
from copmetrics.community.community import Community
from copmetrics.evaluation.coverage import WORDS, file_of
from copmetrics.framework.basis import Basis
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.measures import MEASURES
from copmetrics.measures.indicator_list import definition_rows
from copmetrics.quarters import label
from copmetrics.settings import Facilitation, Milestone, Participation, Settings, SpcOptions
from copmetrics.settings.words import in_plain_words
from copmetrics.units import Unit, join_words, show

__all__ = ["data_notes"]

NAMED = 2
"""So many measures of one note are named."""
ABOUT_PEOPLE = (
    "One e-mail address is one person in every source. Who gave none is told apart by name and "
    "organisation, which is less certain: there may be fewer people than are counted. Organisations "
    "are taken from what people say, else from their address where its domain is an organisation's own; "
    "spelling variants are joined."
)


def data_notes(facts: InsideFigures) -> Section:
    """Return the section on the data behind an account."""
    community, recent = facts.community, facts.recent
    blocks: list[ReportBlock] = [
        _gaps(facts),
        *_unread(community),
        Paragraph(" ".join(filter(None, [ABOUT_PEOPLE, _alike(community), _by_name(facts)]))),
        _files(community),
        _left_out(community),
        _coverage(community, recent),
        ReportTable(
            "definitions",
            "What each measure means",
            (ReportColumn("Measure"), ReportColumn("Definition"), ReportColumn("Id")),
            definition_rows(community.measures[each] for each in MEASURES),
            folded=True,
        ),
        _settings(community.settings),
    ]
    filled = tuple(each for each in blocks if not isinstance(each, ReportTable) or each.rows)
    return Section("data", "What the numbers rest on", filled)


def _gaps(facts: InsideFigures) -> Listing:
    """Say what is not known in the quarter told, and what is a bound or an estimate: of which measures."""
    here = facts.values[facts.values["quarter"] == facts.quarter]
    notes = here[here["note"].ne("") & here["basis"].ne(Basis.ACTUAL)]
    together = {
        (str(note), str(basis)): _some([facts.measures[id].label for id in rows["indicator"]])
        for (note, basis), rows in notes.groupby(["note", "basis"], sort=False)
    }
    absent = _absent(facts, together)
    lines = [
        f"{some}: {note} ({_words(basis)})"
        for (note, basis), some in together.items()
        if note not in absent
    ]
    if absent:
        files = [
            f"{absent[note]} ({some})" for (note, _), some in together.items() if note in absent
        ]
        lines.append(
            f"Of these nothing is in the folder{facts.community.coverage.or_empty}, and what they would "
            f"tell is unknown: {'; '.join(files)}"
        )
    when = label(facts.quarter)
    title = f"When you read the numbers of {when}, bear in mind"
    return Listing(title, (*lines, *facts.community.notes), f"Every source reaches all of {when}.")


def _absent(facts: InsideFigures, reasons: Collection[tuple[str, str]]) -> dict[str, str]:
    """Return what is not in the folder, by the reasons that tell so, where there are several of these."""
    coverage = facts.community.coverage
    missing = [each for each in WORDS if not coverage.spans[each] and each not in coverage.unplaced]
    files = {coverage.why_unknown(each, facts.quarter): file_of(each) for each in missing}
    met = {note: files[note] for note, basis in reasons if note in files}
    return met if len(met) > 1 else {}


def _some(labels: Sequence[str]) -> str:
    """Name the first of some measures, and how many more there are."""
    more = len(labels) - NAMED
    return join_words([*labels[:NAMED], *([f"{more} more"] if more > 0 else [])])


def _words(basis: str) -> str:
    return basis.replace("_", " ")


def _alike(community: Community) -> str:
    """Name the organisations that may be one under two names: a question that a line of a file answers."""
    pairs = alike_organisations(community)
    if not pairs:
        return ""
    told = join_words([f"'{one}' and '{other}'" for one, other in pairs])
    each = "" if len(pairs) == 1 else " each"
    return f"{told} may be one organisation{each}, counted as two; a line of organisations.csv joins them."


def _by_name(facts: InsideFigures) -> str:
    """Say how many attendances are of people known by name only: under an address they count again."""
    by_name, whole = facts.value("uncertain_attendances"), facts.value("attendances")
    if not by_name or not whole:
        return ""
    part = show(by_name, Unit.ATTENDANCES)
    of = "was of somebody" if by_name == 1 else "were of people"
    told = f"Of {Unit.ATTENDANCES.of(whole)}, {part} {of} known by name only"
    return f"{told}: copmetrics check with --review lists who may be one person, to be joined."


def _unread(community: Community) -> list[ReportBlock]:
    """Say which files were not read though they may hold what counts."""
    missed = [f"{each.file} ({each.note})" for each in community.files if each.missed]
    if not missed:
        return []
    return [Paragraph(f"Not read, so nothing of it is in any number: {join_words(missed)}.")]


def _files(community: Community) -> ReportTable:
    """List the files; those of one format in one zip stand together."""
    columns = (
        ReportColumn("File"),
        ReportColumn("Read as"),
        ReportColumn("Rows", Unit.ROWS),
        ReportColumn("Kept", Unit.ROWS),
        ReportColumn("Left out", Unit.ROWS),
        ReportColumn("From", Unit.DAY),
        ReportColumn("To", Unit.DAY),
        ReportColumn("Remark"),
    )
    together: dict[tuple[str, str], list[SurveyedFile]] = {}
    for each in community.files:
        together.setdefault((_container(each.file), each.format), []).append(each)
    rows = tuple(_file_row(name, found) for (name, _), found in together.items())
    return ReportTable("files", "The files of this community", columns, rows, folded=True)


def _container(file: str) -> str:
    """Return the zip that a file is in, else the file itself."""
    return f"{file.split('.zip/')[0]}.zip" if ".zip/" in file else file


def _file_row(name: str, found: list[SurveyedFile]) -> tuple[ReportCell, ...]:
    rows, kept = sum(each.rows for each in found), sum(each.kept for each in found)
    firsts = [each.first for each in found if each.first is not None]
    lasts = [each.last for each in found if each.last is not None]
    remarks = sorted({each.note for each in found if each.note})
    inside = f"{len(found)} files in it" if len(found) > 1 else ""
    return (
        name,
        found[0].format or "not read",
        rows,
        kept,
        rows - kept,
        _day(min(firsts, default=None)),
        _day(max(lasts, default=None)),
        "; ".join([inside, *remarks]).strip("; ") or None,
    )


def _left_out(community: Community) -> ReportTable:
    """Add up, over all files, the rows that were left out, by reason."""
    reasons: dict[str, int] = {}
    for each in community.files:
        for reason, count in each.left_out.items():
            reasons[reason] = reasons.get(reason, 0) + count
    rows = tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
    columns = (ReportColumn("Reason"), ReportColumn("Rows", Unit.ROWS))
    return ReportTable("left-out", "Rows left out, by reason", columns, rows, folded=True)


def _coverage(community: Community, recent: pd.PeriodIndex) -> ReportTable:
    columns = (
        ReportColumn("Quarter"),
        *(ReportColumn(words.capitalize()) for words in WORDS.values()),
    )
    rows = tuple(
        (
            label(quarter),
            *("yes" if community.coverage.knows(source, quarter) else "no" for source in WORDS),
        )
        for quarter in reversed(recent)
    )
    return ReportTable("coverage", "Which exports reach which quarter", columns, rows, folded=True)


def _settings(settings: Settings) -> ReportTable:
    columns = (ReportColumn("Setting"), ReportColumn("Value"), ReportColumn("In community.toml"))
    rows = tuple((in_plain_words(name), _said(value), name) for name, value in _lines_of(settings))
    return ReportTable("settings", "Settings", columns, rows, folded=True)


def _lines_of(settings: Settings) -> Iterator[tuple[str, object]]:
    """Return the settings that numbers hang on, by name; the thresholds of levels one by one."""
    for name, value in settings.told():
        if isinstance(value, Participation):
            yield from ((f"{name}.{key}", each) for key, each in value)
        elif name != "files":
            yield name, value


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return join_words(list(map(str, value))) or "none"
    if isinstance(value, SpcOptions):
        return f"runs of {value.run}, accidental moves {'left out' if value.screen else 'kept in'}"
    if isinstance(value, Milestone):
        return f"{value.value:g} by {value.by.isoformat()}"
    if isinstance(value, Facilitation):
        value = value.model_dump(exclude_defaults=True)
    if hasattr(value, "items"):
        return join_words([f"{key}: {_said(each)}" for key, each in value.items()]) or "none"
    return str(value)


def _day(moment: pd.Timestamp | None) -> str | None:
    return None if moment is None else moment.date().isoformat()
