"""`community.toml`: what a community says about itself. Every key is optional.

`declared` and `tables` declare the keys, `kinds` what a value may be and the sentence for one that is
not, `reading` reads the file, and `page` makes `docs/settings.md` and the schema of them all.
"""

from __future__ import annotations

from copmetrics.settings.declared import FILE_NAME, RETURN_DAYS, Settings
from copmetrics.settings.kinds import Profile
from copmetrics.settings.reading import read_settings
from copmetrics.settings.tables import (
    Facilitation,
    FileAnswers,
    Milestone,
    Participation,
    Place,
    SpcOptions,
    SyncAnswers,
)

__all__ = [
    "FILE_NAME",
    "RETURN_DAYS",
    "Facilitation",
    "FileAnswers",
    "Milestone",
    "Participation",
    "Place",
    "Profile",
    "Settings",
    "SpcOptions",
    "SyncAnswers",
    "read_settings",
]
