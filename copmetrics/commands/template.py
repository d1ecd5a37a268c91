"""`copmetrics new`: a community's folder, its settings explained, and workbooks to fill in."""

from __future__ import annotations

from pathlib import Path

from copmetrics.atomic_write import replace_file, writing
from copmetrics.commands.fillable_workbooks import WORKBOOKS
from copmetrics.errors import FileError
from copmetrics.identity.git_ignore import keep_from_git
from copmetrics.settings import FILE_NAME
from copmetrics.settings.page import schema_text
from copmetrics.typed_text import for_page

__all__ = ["make_community"]

SETTINGS = """#:schema ./{schema}
# What copmetrics should know about this community. Every line is optional.
name = "{name}"
calendar = "{calendar}"            # nhs: April to March; calendar: January to December
timezone = "Europe/London"

# registrations_count_as_attendance = true   # where nobody records who came; marked as an estimate
# minimum_minutes = 5                        # shorter stays are not attendances
# minimum_recipients = 10                    # mailings to fewer are tests
# return_days = 90                           # so long people have to come again
# shared_mail_domains = ["example.org"]      # addresses there do not tell the organisation
# machines = ["Our recorder"]                # names of note-takers that join meetings
# organisation_columns = ["Where are you based?"]
# profession_columns = ["What do you do?"]
# band_columns = ["Level of post"]           # grade or pay band
# reason_columns = ["Tell us about yourself"]   # why people join
# heard_columns = ["How did you come to us?"]   # how people heard of the community

# Which cycles of value the matrix has: core5 (immediate to reframing) or full8
# cycle_set = "core5"

# What sponsors, members and the public see is rounded, and small numbers of people are withheld;
# leaders see inside. Change it for one audience:
# [privacy]
# members = "internal"

# What kind of learning activity your own names of activities are, and where they lie on the map:
# [activities."journal club"]
# cluster = "negotiating"        # sharing, inquiries, negotiating, assets, standards, formal, visits
# from_with = 2                  # learning from one another -2, with one another 2
# informal_formal = -1           # informal -2, formal 2
# inside_outside = "both"

# How far Monday's page looks back, and of how few it tells nothing:
# [facilitation]
# days = 7
# few = 3

# When an export leaves something open, copmetrics asks, and the answer goes here; copmetrics check
# with --answer writes it:
# [files."zoom/participants_81234567890.csv"]
# day_first = true               # 05/06/2026 is 5 June
# event = "2026-05-14-huddle"    # which event of the Events sheet
# starts = 2026-05-14            # or when it was
# timezone = "UTC"
# ignore = true                  # leave the file out

# If nothing happened lately, so that no export reaches the quarter:
# [covered_to]
# mailings = 2026-06-30
"""
SCHEMA = ".community.schema.json"
"""What an editor completes the settings from; no export, as no hidden file is."""


def make_community(folder: Path, *, name: str, calendar: str) -> tuple[Path, ...]:
    """Make a community's folder and return what was written; nothing there is ever overwritten."""
    if (folder / FILE_NAME).exists():
        advice = "Edit that file, or name another folder."
        raise FileError(str(folder), f"has a {FILE_NAME} already", advice=advice)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(str(folder), f"cannot be made: {error.strerror}") from None
    said = " ".join(for_page(name or folder.resolve().name.replace("-", " ")).split())
    shown = said.replace("\\", "").replace('"', "'")
    texts = {
        FILE_NAME: SETTINGS.format(schema=SCHEMA, name=shown, calendar=calendar),
        SCHEMA: schema_text(),
        "organisations.csv": "variant,name,sector\n",
    }
    written = [folder / FILE_NAME, folder / "organisations.csv"]
    for file, text in texts.items():
        if not (folder / file).exists():
            with writing(folder / file):
                replace_file(folder / file, text)
    for file, blank in WORKBOOKS.items():
        written.append(folder / file)
        if not (folder / file).exists():
            with writing(folder / file):
                blank().save(folder / file)
    keep_from_git(folder)
    return tuple(written)
