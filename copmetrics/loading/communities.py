"""One community or several: which folders are communities, and what is asked where nothing says so.

`community.toml` is optional. A folder without one whose sub-folders have one is a folder of communities;
one whose files are sorted into folders (`zoom/`, `2026-Q1/`) is a community. Where neither shows it is
asked: two communities taken for one would have the numbers of neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from copmetrics.errors import FileError, command_named
from copmetrics.identity.community_key import KEY_FILE
from copmetrics.settings import FILE_NAME
from copmetrics.units import join_words

__all__ = ["check_is_one", "communities_below"]

_SOURCE = re.compile(
    r"\b(zoom|teams|mailchimp|eventbrite|meet|webex|gotowebinar|meetup|forms|google|microsoft|slido"
    r"|sign|signins?|attendances?|registrations?|registers?|events|meetings|webinars|huddles|lists?"
    r"|mailings?|audiences?|campaigns?|newsletters|stories|feedback|surveys)\b"
)
"""Words of folders that files of one community are sorted into: nobody's community is called so."""
_TIME = re.compile(
    r"(19|20)\d\d|\bq[1-4]\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_KEPT = re.compile(r"\b(exports?|data|files|archive|old|copies|downloads)\b")


def communities_below(folder: Path) -> list[Path]:
    """Return the communities that a folder is: itself, or every folder in it, none left out."""
    if not _says_several(folder):
        check_is_one(folder)
        return [folder]
    beside = next((path for path in _files_in(folder)[""] if _is_export(path)), None)
    if beside is not None:
        advice = "Move it into the folder of its community, or out of this one."
        what = "is an export that lies beside folders of communities, in none of them"
        raise FileError(str(beside), what, advice=advice)
    return _may_be_communities(folder)


def _may_be_communities(folder: Path) -> list[Path]:
    """Return the folders in one that may be communities: an empty one too, which is told of when it is read.

    One that holds nothing but what copmetrics wrote holds reports.
    """
    with_exports = _files_in(folder)
    inner = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
    return [path for path in inner if path.name in with_exports or not _holds_reports(path)]


def check_is_one(folder: Path) -> None:
    """Raise an error where a folder is not plainly one community."""
    if (folder / FILE_NAME).exists():
        inner = [path for path in folder.glob(f"*/**/{FILE_NAME}") if not _is_hidden(path, folder)]
        if inner:
            file = min(inner).relative_to(folder).as_posix()
            what = "says that its folder is a community, inside another one"
            advice = "Move that folder out of this one; or delete the file, if it is one community."
            raise FileError(file, what, advice=advice)
        return
    if _says_several(folder):
        named = join_words([path.name for path in communities_below(folder)])
        advice = f"Name one of them; {command_named('report')} takes them all."
        raise FileError(str(folder), f"is a folder of communities ({named})", advice=advice)
    files = _files_in(folder)
    names = [path.name for path in _may_be_communities(folder)]
    if len(names) < 2 or _are_sorted(names) or any(_is_export(path) for path in files[""]):
        return
    raise FileError(
        str(folder),
        f"may be one community or a folder of several ({join_words(names)})",
        advice=f'If it is one, put a {FILE_NAME} into it with the line name = "…"; if several, put '
        "one into each.",
    )


def _says_several(folder: Path) -> bool:
    """Whether folders in it have been communities, and it has not."""
    if (folder / FILE_NAME).exists():
        return False
    marks = (FILE_NAME,) if (folder / KEY_FILE).exists() else (FILE_NAME, KEY_FILE)
    return any(
        not _is_hidden(path.parent, folder) for mark in marks for path in folder.glob(f"*/{mark}")
    )


def _files_in(folder: Path) -> dict[str, list[Path]]:
    """Return what may be exports by the folder in it that holds them; its own under no name."""
    from copmetrics.loading.own_files import export_paths  # late: all readers come with it

    found: defaultdict[str, list[Path]] = defaultdict(list)
    for path in export_paths(folder):
        parts = path.relative_to(folder).parts
        found[parts[0] if len(parts) > 1 else ""].append(path)
    return found


def _are_sorted(names: list[str]) -> bool:
    """Whether folders are called by what or when their files are of, and not by communities."""
    words = [re.sub(r"[\W_]+", " ", name.casefold()) for name in names]
    by_source = any(_SOURCE.search(each) for each in words)
    return by_source or all(_TIME.search(each) or _KEPT.search(each) for each in words)


def _is_export(path: Path) -> bool:
    from copmetrics.readers import KNOWN_HEADINGS, READERS  # late: slow to import
    from copmetrics.readers.files import sheets_in

    sheets = sheets_in(path, file=path.name, known=KNOWN_HEADINGS)
    return any(reader.claims(sheet) for sheet in sheets for reader in READERS)


def _holds_reports(folder: Path) -> bool:
    """Whether a folder without exports has files that anybody sees, and was never a community."""
    known = any((folder / mark).exists() for mark in (FILE_NAME, KEY_FILE))
    seen = (each for each in folder.rglob("*") if each.is_file() and each.name[0] != ".")
    return not known and any(not _is_hidden(each, folder) for each in seen)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
