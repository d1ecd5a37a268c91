"""The third step: what each file was read as, what was left out and why, and what is covered."""

from __future__ import annotations

from html import escape

from copmetrics.commands.checking import CheckedFolder, coverage_lines, span_of
from copmetrics.commands.readiness import unused_words
from copmetrics.community.community import Community
from copmetrics.community.milestones import milestones
from copmetrics.desk.parts import Step, listed, table, words
from copmetrics.errors import QuestionError
from copmetrics.loading.surveyed_file import SurveyedFile

__all__ = ["Reading", "in_a_sentence", "told_of"]


class Reading:
    """The page of `copmetrics check`."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.step = Step("3. What was read")
        self.page = words()
        self.step.fill(self.page)

    def of(self, checked: CheckedFolder) -> None:
        """Show what there is to say of a folder."""
        self.step.show(bool(told_of(checked)))
        parts = [_wrong(checked), _files(checked), *_community(checked)]
        self.page.value = "".join(parts)


def in_a_sentence(checked: CheckedFolder) -> str:
    """Say how far a folder is from a report."""
    files = told_of(checked)
    read = sum(bool(each.format) and not each.problems for each in files)
    said = f"{read} of {len(files)} files could be read."
    if len(files) == 1:
        said = "Your file could be read." if read else "Your file could not be read yet."
    if checked.community is not None:
        return f"{said} A report can be made."
    return f"{said} Before a report can be made, something is to be answered or mended."


def told_of(checked: CheckedFolder) -> list[SurveyedFile]:
    """Return the files that have something in them: not the workbooks that nobody has filled in."""
    return [each for each in checked.found.files if each.rows or each.problems or each.missed]


def _wrong(checked: CheckedFolder) -> str:
    """List what is wrong, but for questions: those have buttons."""
    wrong = [str(each) for each in checked.found.problems if not isinstance(each, QuestionError)]
    return f"<div class='wrong'><p>To mend:</p>{listed(wrong)}</div>" if wrong else ""


def _files(checked: CheckedFolder) -> str:
    zone = checked.found.settings.timezone
    rows = [_row(each, zone) for each in told_of(checked)]
    shown = table("Files", ("File", "Read as", "Rows", "Days", "Remarks"), rows)
    is_open = "open" if checked.community is None or len(rows) <= 6 else ""
    return f"<details {is_open}><summary>The files, one by one</summary>{shown}</details>"


def _row(each: SurveyedFile, zone: str) -> list[str]:
    remarks = [f"{count} left out: {reason}" for reason, count in each.left_out.items()]
    remarks += [each.note] if each.note else []
    remarks += [f"not used: {', '.join(each.unused)}"] if each.unused else []
    kind = each.format or "not read"
    asked = " (to be answered or mended)" if each.problems else ""
    rows = str(each.rows) if each.format else ""
    cells = (each.file, f"{kind}{asked}", rows, span_of(each, zone))
    return [*map(escape, cells), "<br>".join(map(escape, remarks))]


def _community(checked: CheckedFolder) -> list[str]:
    """Say what is covered and what there is to know of a community that could be read."""
    if checked.community is None:
        return []
    covered = listed(each.strip() for each in coverage_lines(checked.community)[1:])
    parts = [f"<details><summary>The quarters that your files tell of</summary>{covered}</details>"]
    notes = (*checked.community.notes, *unused_words(checked.community))
    if notes:
        heading = f"<summary>Good to know ({len(notes)})</summary>"
        parts.append(f"<details>{heading}{listed(f'{each}.' for each in notes)}</details>")
    return [*parts, *_milestones(checked.community)]


def _milestones(community: Community) -> list[str]:
    """Say how far the community's milestones are, as its newest quarter sees them."""
    if not community.settings.milestones or not len(community.quarters):
        return []
    said = listed(each.words for each in milestones(community, community.quarter("latest")))
    return [f"<details open><summary>Milestones</summary>{said}</details>"]
