"""Whether a report can be made of what was found, by which line, and which words go into none."""

from __future__ import annotations

from dataclasses import replace

from copmetrics.accounts.commentary import passages, stories_chosen
from copmetrics.accounts.commentary_pictures import unseen_pictures
from copmetrics.community.community import Community
from copmetrics.errors import CopmetricsError, FileError, Problems, command_line
from copmetrics.framework.own_files import COMMENTARY
from copmetrics.loading.folder_files import unread_words
from copmetrics.loading.survey import Loaded
from copmetrics.quarters import label, name

__all__ = ["report_line", "settled", "unused_words"]


def settled(survey: Loaded) -> tuple[Loaded, Community | None]:
    """Return what was found, with all that keeps a report from being made; the community if nothing does."""
    found = _with_told(survey)
    community = None if found.problems else Community.of(found)
    if community is not None and not len(community.quarters):
        return _without_quarter(found), None
    return found, community


def _with_told(found: Loaded) -> Loaded:
    """Add what a report would not be made for, though the exports can be read: the editor's own words."""
    try:
        told = passages(found.folder, found.settings.calendar)
        if found.assembled is not None:
            stories = found.assembled.narrative_tables["stories"]
            stories_chosen(told, stories, found.folder)
    except Problems as several:
        return replace(found, problems=(*found.problems, *several.errors))
    except CopmetricsError as error:
        return replace(found, problems=(*found.problems, error))
    return found


def _without_quarter(found: Loaded) -> Loaded:
    """Say of a folder that no report can be made of: nothing in it says when anything was."""
    advice = "Put exports into it that tell when something was."
    nothing = FileError(str(found.folder), "has no quarter yet", advice=advice)
    return replace(found, problems=(nothing,))


def unused_words(community: Community) -> list[str]:
    """Say which words of the editor's go into no account: of no known quarter, or in another file."""
    unread = [
        f"{each} is not read: the editor's words stand in {COMMENTARY}, as plain text, in the folder itself"
        for each in unread_words(community.folder)
    ]
    told = passages(community.folder, community.settings.calendar)
    unread += [
        f"{COMMENTARY} names a picture that no account shows, '{address[:60]}': put it into the folder, "
        "as a PNG or JPEG file, and name that file"
        for each in told
        for address in unseen_pictures(each.words, community.folder)
    ]
    known = {None, *community.quarters}
    others = dict.fromkeys(each.quarter for each in told if each.quarter not in known)
    return unread + [
        f"{COMMENTARY} has words for {label(each)}, of which no export tells anything"
        for each in others
        if each is not None
    ]


def report_line(community: Community) -> str:
    """Say which report can be made, by the line to type."""
    command = command_line("report", community.folder)
    try:
        community.quarter()
    except FileError:
        running = name(community.quarters[-1])
        return f"A report can be made of a quarter that is not over: {command} --quarter {running}"
    return f"A report can be made: {command}"
