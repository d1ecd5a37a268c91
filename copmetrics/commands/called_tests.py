"""Events and mailings that are called a test: said, with how they are left out, for only people can tell.

*Test meeting* and *TEST please ignore* are; *Blood test results* is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.errors import answer_line, files_header
from copmetrics.units import Unit, join_words

__all__ = ["called_tests"]

TESTS: Final = frozenset({"test", "tests", "testing", "dummy", "dryrun"})
BESIDE: Final = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "this",
            "is",
            "only",
            "just",
            "my",
            "our",
            "your",
            "me",
            "us",
            "dont",
            "do",
        ),
        *(
            "not",
            "please",
            "ignore",
            "email",
            "mailing",
            "mail",
            "send",
            "newsletter",
            "bulletin",
            "campaign",
            "join",
            "delete",
            "zoom",
            "teams",
            "webex",
            "meeting",
            "webinar",
        ),
        *("event", "session", "call", "run", "dry", "sound", "link", "recording"),
    }
)
"""Words that say nothing of what an event is about."""
MARKED: Final = re.compile(r"(?i:[\[(]\s*test\s*[\])]|^test\s*[:–—-]\s)|^TEST\b|\bTEST$")
"""How a trial of a mailing is marked before or behind the title that it shares with the real one."""
SAID: Final = re.compile(r"\b(please ignore|ignore (this|me)|do not join)\b")


def called_tests(community: Community) -> Iterator[str]:
    """Say of each event or mailing that is called a test, and that counts, how it is left out."""
    yield from _events(community)
    yield from _mailings(community)


def _mailings(community: Community) -> Iterator[str]:
    """Go through the mailings that count; the newest export's row tells of each."""
    rows = community.mailings[community.mailings["left_out"].isna()]
    counted = rows[~rows["recipients"].lt(community.settings.minimum_recipients)]
    for row in counted.drop_duplicates("mailing", keep="last").to_dict("records"):
        title = str(row["title"])
        if _is_test(title) or (MARKED.search(title) and not title.isupper()):
            sent = row["recipients"]
            emails = "" if pd.isna(sent) else f", with {Unit.EMAILS.of(int(sent))}"
            yield (
                f"'{title}' counts as a mailing{emails}. If it was a test, take its line out of "
                f"{row['source_file']}"
            )


def _events(community: Community) -> Iterator[str]:
    rows = community.attendance
    came = rows[rows["left_out"].isna()]
    events_in = came.groupby("source_file")["event"].nunique()
    for event, title in community.events[["event", "title"]].itertuples(index=False):
        own = came[came["event"].eq(event)]
        if own.empty or not _is_test(title):
            continue
        files = sorted(own["source_file"].unique())
        alone = [each for each in files if events_in[each] == 1]
        if alone == files:
            line = answer_line("ignore", True)
            where = join_words([files_header(each) for each in files])
            advice = f"say so in community.toml, under {where}: {line}"
        else:
            advice = f"take its lines out of {join_words(files)}"
        people = Unit.PEOPLE.of(int(own["attendee"].nunique()))
        yield f"'{title}' counts as an event, with {people}. If it was a test, {advice}"


def _is_test(title: str) -> bool:
    words = re.findall(r"[^\W\d_]+", title.casefold().replace("'", ""))
    plain = {*words} <= TESTS | BESIDE and bool(TESTS & {*words})
    return plain or bool(SAID.search(" ".join(words)))
