"""`copmetrics check`: what every file was read as, what was left out and why, what is covered."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import pandas as pd

from copmetrics.commands.called_tests import called_tests
from copmetrics.commands.ending_early import ending_early
from copmetrics.commands.exit_codes import DONE, MEND, MISSED
from copmetrics.commands.left_out_by_rule import without_left_out_by_rule
from copmetrics.commands.readiness import report_line, settled, unused_words
from copmetrics.commands.reviewing import unique_people, with_effects
from copmetrics.commands.said_before import Said, check_asked, keep_said
from copmetrics.community.alike_organisations import alike_organisations
from copmetrics.community.community import Community
from copmetrics.errors import QuestionError, command_line
from copmetrics.evaluation.coverage import OPTIONAL, WORDS
from copmetrics.identity.directory import JOINED_AT_MEETING, JOINED_BY_NAME
from copmetrics.identity.review import decisions, suggest, write_review
from copmetrics.loading.feedback import UNPLACED
from copmetrics.loading.survey import Loaded, survey
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.loading.unplaced_answers import unplaced_answers
from copmetrics.loading.unread_files import leaving_out
from copmetrics.quarters import label, name
from copmetrics.render.printing import say_bytes
from copmetrics.typed_text import for_page
from copmetrics.units import Unit, join_words

__all__ = [
    "CheckedFolder",
    "check_folder",
    "checked_folder",
    "coverage_lines",
    "pairs_to_review",
    "span_of",
]

SHOWN = 12
"""So many of the columns that nobody reads are named."""


@dataclass(frozen=True)
class CheckedFolder:
    """What was found in a folder, the community if it could be read, and who in it may be one person."""

    found: Loaded
    community: Community | None
    suggestions: pd.DataFrame


def checked_folder(folder: Path, *, as_of: pd.Timestamp | None = None) -> CheckedFolder:
    """Read a folder and return what there is to say of it."""
    found, community = settled(survey(folder, as_of=as_of))
    if community is not None:
        found = replace(found, files=without_left_out_by_rule(found.files, community))
    return CheckedFolder(found, community, _suggestions(found))


def check_folder(
    folder: Path,
    *,
    as_json: bool,
    review: bool,
    as_of: pd.Timestamp | None,
    strict: bool = False,
    named_as_of: str = "",
) -> int:
    """Print what was found in a folder and return the exit code; `strict` minds unread files.

    `named_as_of` is how somebody named the present, if they did.
    """
    checked = checked_folder(folder, as_of=as_of)
    found, community, suggestions = checked.found, checked.community, checked.suggestions
    if review and community is not None:
        click.echo(_reviewed(found, community))
    if as_json:
        told = json.dumps(_as_data(found, community, suggestions), indent=1, ensure_ascii=False)
        lines = [told]
    else:
        lines = [*_file_lines(found), *_other_lines(found, community, suggestions)]
    if community is None:
        _say_with_problems(found, lines if as_json else None)
        return MEND
    code = MISSED if strict and any(each.missed for each in found.files) else DONE
    said = Said("".join(f"{line}\n" for line in lines), code=code, for_program=as_json)
    said.say()
    if not review:
        asked = check_asked(as_json=as_json, strict=strict)
        keep_said(found.kept, community, asked, said, as_of=named_as_of)
    return code


def _say_with_problems(found: Loaded, told: list[str] | None) -> None:
    """Print what is wrong with a folder among the lines on its files, or what a program is told."""
    if told is not None:
        say_bytes("".join(f"{line}\n" for line in told).encode())
        return
    for line in _file_lines(found):
        click.echo(line)
    for problem in found.problems:
        click.echo(for_page(f"copmetrics: {problem}"), err=True)
    for line in _other_lines(found, None, pd.DataFrame()):
        click.echo(line)


def _file_lines(found: Loaded) -> list[str]:
    """Return the lines on the folder and its files."""
    lines = [f"{found.settings.name} ({found.folder})\n"]
    lines += [_line(each, found.settings.timezone) for each in found.files]
    return [for_page(each) for each in lines]


def _other_lines(
    found: Loaded, community: Community | None, suggestions: pd.DataFrame
) -> list[str]:
    """Return the lines on the community, if it could be read, on files unread, and on what to do next."""
    known = [] if community is None else _community_lines(found, community, suggestions)
    lines = [for_page(each) for each in (*known, *_unread_lines(found.files))]
    lines += [for_page(f"Left out: {each}") for each in unplaced_answers(found)]
    open_ = found.problems or any(
        each.answers or each.left_out.get(UNPLACED) for each in found.files
    )
    if open_ and (what := _what_can_be_answered(found)):
        lines.append(f"\nTo {what}: {command_line('check', found.folder, '--answer')}")
    return lines if community is None else [*lines, report_line(community)]


def _community_lines(found: Loaded, community: Community, suggestions: pd.DataFrame) -> list[str]:
    """Return what there is to know of a community that could be read."""
    notes = (*community.notes, *unused_words(community), *called_tests(community))
    return [
        "",
        *coverage_lines(community),
        *(f"Known to: {each}" for each in ending_early(community)),
        *(f"Note: {note}." for note in notes),
        *_suggested(found, community, suggestions),
    ]


def _what_can_be_answered(found: Loaded) -> str:
    """Say what `--answer` is for in this folder; nothing if it asks nothing."""
    if any(isinstance(each, QuestionError) for each in found.problems):
        return "answer"
    if unplaced_answers(found):
        return "say of which event answers are"
    if any(each.answers for each in found.files):
        return "say which column is which"
    return "leave a file out" if leaving_out(found) else ""


def _line(each: SurveyedFile, timezone: str) -> str:
    """Return a file's lines: its format, rows and span, then what was left out and remarks."""
    if each.problems:
        kind = each.format or "not read"
        things = "1 thing" if each.problems == 1 else f"{each.problems} things"
        return f"{each.file}\n    {kind}: {things} to mend or to answer, see below"
    if not each.format:
        return f"{each.file}\n    not read{f': {each.note}' if each.note else ''}"
    span = span_of(each, timezone)
    lines = [
        each.file,
        f"    {each.format}: {Unit.ROWS.of(each.rows)}{f', {span}' if span else ''}",
    ]
    lines += [f"    left out: {count} {reason}" for reason, count in each.left_out.items()]
    lines += [f"    {each.note}"] if each.note else []
    lines += [f"    not used: {_some(each.unused)}"] if each.unused else []
    return "\n".join(lines)


def _unread_lines(files: Sequence[SurveyedFile]) -> list[str]:
    """List the files that were not read though they may hold what counts, but for those to mend."""
    missed = [each for each in files if each.missed and not each.problems]
    if not missed:
        return []
    listed = [f"    {each.file}: {each.note}" for each in missed]
    return ["Not read (if that is right, say ignore = true of it in community.toml):", *listed]


def _some(headings: tuple[str, ...]) -> str:
    """Name the columns that nobody reads, of many the first ones; a question is shortened."""
    named = [textwrap.shorten(each, 40, placeholder="…") for each in headings[:SHOWN]]
    more = len(headings) - len(named)
    return join_words([*named, f"{more} more"] if more else named)


def span_of(each: SurveyedFile, timezone: str) -> str:
    """Say from which day to which a file's rows are; nothing where they have none."""
    if each.first is None or each.last is None:
        return ""
    return _from_to(_day(each.first, timezone), _day(each.last, timezone))


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _day(moment: pd.Timestamp, timezone: str) -> str:
    """Write the community's own day of an instant; a midnight is a date that had no time."""
    is_date = moment == moment.normalize()
    own = moment if is_date else moment.tz_localize("UTC").tz_convert(timezone)
    return f"{own.day} {own:%b %Y}"


def coverage_lines(community: Community) -> list[str]:
    """Say which quarters each source reaches."""
    lines = ["Quarters covered:"]
    for source, words in WORDS.items():
        known = sorted(community.coverage.spans[source])
        if not known and source in OPTIONAL:
            continue
        if not known:
            lines.append(f"    {words}: none")
            continue
        inside = pd.period_range(known[0], known[-1])
        gaps = [label(each) for each in inside if each not in community.coverage.spans[source]]
        without = f", without {join_words(gaps)}" if gaps else ""
        lines.append(f"    {words}: {_from_to(label(known[0]), label(known[-1]))}{without}")
    return lines


def _suggestions(found: Loaded) -> pd.DataFrame:
    """Return who may be one person, as pseudonyms: `person` and `other`."""
    if found.assembled is None:
        return pd.DataFrame()
    return found.once("pairs", lambda: {"pairs": _pairs(found)[["person", "other"]]})["pairs"]


def _pairs(found: Loaded) -> pd.DataFrame:
    """Return who may be one person, with their names."""
    assert found.people is not None  # whoever has tables has a directory
    return suggest(found.people.people, decisions(found.folder).different)


def pairs_to_review(found: Loaded, community: Community) -> pd.DataFrame:
    """Return who may be one person, and who was joined by a name alone, each with its effect."""
    joined = pd.DataFrame() if found.people is None else found.people.joined
    return with_effects(community, pd.concat([_pairs(found), joined], ignore_index=True))


def _reviewed(found: Loaded, community: Community) -> str:
    """Write the review, with those who were joined by their name, and say where it is."""
    pairs = pairs_to_review(found, community)
    path = write_review(found.folder, pairs)
    joined = int(pairs["reason"].isin([JOINED_AT_MEETING, JOINED_BY_NAME]).sum())
    suggested = len(pairs) - joined
    many = "1 suggestion" if suggested == 1 else f"{suggested} suggestions"
    told = f"{path}: {many}; write same or different beside each."
    if not joined:
        return told
    were = "was" if joined == 1 else "were"
    return f"{told} {joined} more {were} joined by their name: write different to undo one."


def _suggested(found: Loaded, community: Community, suggestions: pd.DataFrame) -> list[str]:
    """Say which organisations, and how many people, may be one; nothing is joined unasked."""
    lines = []
    alike = found.once("organisations", lambda: _similar_organisations(community))["organisations"]
    for one, other in alike.itertuples(index=False):
        lines.append(f"May be one organisation: '{one}' and '{other}'. If so, add a line to")
        lines.append(f"    organisations.csv (variant,name): {_csv_line(other, one)}")
    if len(suggestions):
        before, after = _unique_people(community, suggestions)
        single = len(suggestions) == 1
        moves = f"moves unique attendees, in all quarters together, from {before} to {after}"
        if before == after:
            moves = f"leaves unique attendees, in all quarters together, at {after}"
        pairs = "1 pair" if single else f"{len(suggestions)} pairs"
        lines.append(
            f"{pairs} of people may be one person: joining {'them' if single else 'all of them'} {moves}."
        )
        lines.append(f"    To decide: {command_line('check', community.folder, '--review')}")
    return lines


def _similar_organisations(community: Community) -> dict[str, pd.DataFrame]:
    pairs = alike_organisations(community)
    return {"organisations": pd.DataFrame(pairs, columns=["one", "other"], dtype="str")}


def _unique_people(community: Community, suggestions: pd.DataFrame) -> tuple[int, int]:
    """Count the people who ever attended, as now and with the pairs joined."""

    def worked_out() -> dict[str, pd.DataFrame]:
        before, after = unique_people(community, suggestions)
        return {"people": pd.DataFrame({"before": [before], "after": [after]})}

    counts = community.remembered("people with the pairs joined", worked_out)["people"]
    return int(counts["before"].iloc[0]), int(counts["after"].iloc[0])


def _csv_line(*cells: str) -> str:
    """Return a line to paste into a CSV file, quoted where it must be."""
    return pd.DataFrame([cells]).to_csv(index=False, header=False).strip()


def _as_data(
    found: Loaded, community: Community | None, suggestions: pd.DataFrame
) -> dict[str, object]:
    """Return the same for a program."""
    files = [
        {
            "file": each.file,
            "format": each.format or None,
            "rows": each.rows,
            "kept": each.kept,
            "left_out": dict(each.left_out),
            "first": None if each.first is None else each.first.isoformat(),
            "last": None if each.last is None else each.last.isoformat(),
            "note": each.note,
            "missed": each.missed,
            "not_used": list(each.unused),
        }
        for each in found.files
    ]
    covered = {}
    if community is not None:
        spans = community.coverage.spans
        covered = {source.value: [name(each) for each in sorted(spans[source])] for source in WORDS}
    return {
        "community": found.settings.name,
        "ready": not found.problems,
        "files": files,
        "problems": [str(each) for each in found.problems],
        "quarters": covered,
        "people_to_review": len(suggestions),
    }
