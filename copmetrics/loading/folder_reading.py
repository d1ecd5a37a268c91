"""Every file of a folder looked at: what is wrong with any of them, and the tables if nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from copmetrics.errors import FileError, command_line
from copmetrics.loading.assembling import Assembly, assembled
from copmetrics.loading.copied_files import answered_as_copies, noted_as_copies, offers_of_copies
from copmetrics.loading.event_column import with_event_column
from copmetrics.loading.findings import Findings
from copmetrics.loading.known_answers import with_known_answers
from copmetrics.loading.outputs import files_of_outputs
from copmetrics.loading.own_files import own_problems
from copmetrics.loading.remarks import notes_of, remarks_of, unplaced_of
from copmetrics.loading.rowless_exports import empty_files, rowless_notes, rowless_sources
from copmetrics.loading.rows_to_come import moments_in
from copmetrics.loading.shared_addresses import SharedAddresses
from copmetrics.loading.shared_reading import sheet_readings
from copmetrics.loading.sheet_reading import (
    SheetReading,
    raw_tables,
    settled_again,
    unknown_answers,
    without_repeats,
)
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.schema import RAW
from copmetrics.settings import FILE_NAME, Settings

__all__ = ["read_folder"]

PUT_EXPORTS = (
    "Put exports into it as they were downloaded (Mailchimp, Eventbrite, Zoom, Teams, Forms), or "
    "sign-in sheets."
)


def read_folder(folder: Path, settings: Settings) -> Findings:
    """Read every file of a community's folder; problems are collected, not raised."""
    read = sheet_readings(folder, settings)
    unknown = unknown_answers(settings, read)
    told, read = answered_as_copies(settings, read)
    read = noted_as_copies(settings, told, settled_again(without_repeats(read), told))
    offered = offers_of_copies(settings, read)
    raw = raw_tables(read)
    met = (error for each in read for error in each.reading.problems)
    problems = [
        *own_problems(folder),
        *unknown,
        *(offered(with_known_answers(each, raw)) for each in met),
    ]
    if not problems and all(table.empty for table in raw.values()):
        problems.append(FileError(str(folder), _nothing(read), advice=_first_steps(folder)))
    if problems:
        return Findings(tuple(each.surveyed({}) for each in read), tuple(problems))
    checked = {name: RAW[name].check(table) for name, table in raw.items()}
    shared = SharedAddresses(checked["attendance"])
    assembly = assembled(folder, settings, {**checked, "attendance": shared.rows})
    made, outputs = assembly.made, files_of_outputs(raw["outputs"])
    known = replace(
        made,
        notes=(
            *made.notes,
            *notes_of(read),
            *rowless_notes(read),
            *shared.notes,
        ),
        coverage=replace(
            made.coverage,
            remarks=remarks_of(read, settings),
            unplaced=rowless_sources(read, made.coverage)
            | unplaced_of(made.tables, raw, made.coverage),
            empty_files=empty_files(read),
        ),
    )
    return Findings(
        tuple(_known_as_output(_surveyed(each, assembly), outputs) for each in read),
        tuple(
            offered(with_event_column(each, read, raw["sessions"])) for each in assembly.problems
        ),
        moments_in(raw),
        known,
        assembly.directory,
    )


def _surveyed(each: SheetReading, assembly: Assembly) -> SurveyedFile:
    """Return a file's line: which rows were left out, and what is to be said of it."""
    file = each.sheet.file
    left_out = {**assembly.left_out.get(file, {}), **each.repeated}
    surveyed = each.surveyed(left_out, assembly.file_notes.get(file, ""))
    return replace(surveyed, answers=assembly.offered.get(file, surveyed.answers))


def _known_as_output(file: SurveyedFile, outputs: Mapping[str, str]) -> SurveyedFile:
    """Say of a file that is not read that it came out of a meeting, where a list of outputs has it."""
    if not file.missed or file.file not in outputs:
        return file
    return replace(file, missed=False, note=f"it is an output, as {outputs[file.file]} says")


def _nothing(read: Sequence[SheetReading]) -> str:
    """Say why a folder gave no row: nothing in it is known, or what is known is headings alone."""
    known = [each.sheet.file for each in read if each.format]
    if not known:
        return "holds no export that copmetrics knows"
    more, lacks = (f" and {len(known) - 1} more", "have") if len(known) > 1 else ("", "has")
    return f"holds no export with a row in it: {known[0]}{more} {lacks} headings and nothing under them"


def _first_steps(folder: Path) -> str:
    """Say what to put into a folder without exports, and what makes a sheet to fill in."""
    if (folder / FILE_NAME).exists():
        return PUT_EXPORTS
    return f"{PUT_EXPORTS} A sheet to fill in: {command_line('new', folder)}"
