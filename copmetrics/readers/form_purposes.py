"""What a form may be for that is no sign-in: the questions that tell so, and which of ours they may be.

Nothing is read by what is found here. It decides what is asked, and which `columns` line is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from copmetrics.errors import columns_line
from copmetrics.readers.block import Block
from copmetrics.readers.cells import address_in, cells_at
from copmetrics.readers.changes_said import is_on_changes
from copmetrics.readers.columns import band
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.form_exports import (
    GOOGLE,
    MICROSOFT,
    WHO_FILLED_IN,
    asking,
    heard_question,
    organisation_question,
    profession_question,
)
from copmetrics.readers.form_exports import WORDS as FORM_WORDS
from copmetrics.readers.phrases import Phrases
from copmetrics.readers.sign_in_words import Topic, topic_of
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["SHOWN", "free_questions", "intends", "is_of_a_person", "offers", "strange_questions"]

_WORDS: Final = vocabulary("form_purposes")
_FINDS: Final = {
    thing: Phrases((*words, *FORM_WORDS.get(thing, ()))) for thing, words in _WORDS.items()
}
"""By thing: what finds it, the words by which such a form is read among them."""
_OF_EXPORT: Final = frozenset(
    map(heading, (*(each for group in MICROSOFT for each in group), *GOOGLE, *WHO_FILLED_IN))
) | frozenset(map(heading, _WORDS["modified"]))
"""The headings that the export makes itself."""
_WHO: Final = frozenset({*Topic} - {Topic.STATUS, Topic.LISTED, Topic.OTHER})
"""What a sign-in asks: who people are, and on their coming."""
_OF_A_PERSON: Final = re.compile(
    "|".join(
        (
            asking("own_name", "first_name", "surname", "address"),
            r"\be-?mail\b",
            *(
                each.pattern
                for each in (
                    organisation_question(),
                    profession_question(),
                    heard_question(),
                    band(),
                )
            ),
        )
    )
)
SHOWN: Final = 3
"""So many of a form's questions are shown."""
LINK: Final = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True)
class _Purpose:
    """What a form may be for: our questions, each with what it may be called, and those that it needs."""

    says: str
    asks: Mapping[str, str]
    needs: tuple[frozenset[str], ...]
    """Of each group, one of our questions is there."""


_PURPOSES: Final = (
    _Purpose(
        "it asks for items of the agenda",
        {
            "What should we talk about?": "item",
            "Who could take it?": "takes",
            "Kind": "kind",
            "Topic": "topic",
            "May others see it?": "seen",
        },
        (
            frozenset({"What should we talk about?"}),
            frozenset({"Who could take it?", "Kind"}),
        ),
    ),
    _Purpose(
        "it asks for outputs",
        {
            "Title": "title",
            "Link": "link",
            "Kind": "kind",
            "Date": "day",
            "May others see it?": "seen",
        },
        (frozenset({"Title"}), frozenset({"Link"}), frozenset({"Kind"})),
    ),
    _Purpose(
        "it asks for feedback",
        {
            "How would you rate it?": "rating",
            "What should change?": "delta",
            "What went well?": "plus",
        },
        (
            frozenset({"How would you rate it?", "What went well?"}),
            frozenset({"How would you rate it?", "What should change?"}),
        ),
    ),
)


def intends(question: str) -> bool:
    """Whether a question on an event is of one to come: `Which event are you interested in?`."""
    return bool(_FINDS["to_come"].search(heading(question)))


def is_of_a_person(question: str) -> bool:
    """Whether a sign-in may ask this: who somebody is, where they work, or on their coming."""
    plain = heading(question)
    told = topic_of(question) in _WHO or plain in _OF_EXPORT
    return told or bool(_OF_A_PERSON.search(plain) or _FINDS["of_a_person"].search(plain))


def strange_questions(block: Block) -> list[str]:
    """Return the questions that were answered and that no sign-in asks, as they stand in the form."""
    return [
        shown
        for place, shown in _questions(block.sheet)
        if place not in block.declared
        and not is_of_a_person(shown)
        and any(given := cells_at(block.rows, place))
        and not all(address_in(each) for each in given if each)
    ]


def _questions(sheet: Sheet) -> Iterator[tuple[int, str]]:
    head = next(row for row in sheet.rows if not row.is_blank)
    return ((place, cell.strip()) for place, cell in enumerate(head.cells) if cell.strip())


def offers(sheet: Sheet, rows: Sequence[Row], said: Mapping[str, str]) -> list[str]:
    """Return the lines that would have a form read as what its questions may be: of the agenda, say.

    `said` are the columns that community.toml names already.
    """
    found = (_columns_as(purpose, sheet, rows) for purpose in _PURPOSES)
    return [
        columns_line({**said, **columns}, says=purpose.says)
        for purpose, columns in zip(_PURPOSES, found, strict=True)
        if columns
    ]


def free_questions(sheet: Sheet) -> dict[str, int]:
    """Return a form's own questions, each with its place: none on who somebody is, or what they changed."""
    return {
        shown: place
        for place, shown in _questions(sheet)
        if heading(shown) not in _OF_EXPORT
        and not _OF_A_PERSON.search(heading(shown))
        and not is_on_changes(shown)
    }


def _columns_as(purpose: _Purpose, sheet: Sheet, rows: Sequence[Row]) -> dict[str, str]:
    """Return which of a form's questions are ours, if it may be for this; else nothing."""
    free = free_questions(sheet)
    taken: dict[str, str] = {}
    for ours, thing in purpose.asks.items():
        own = next((each for each in free if _may_ask(each, thing)), None)
        if own is None and thing == "link":
            own = next((each for each, at in free.items() if _holds_links(rows, at)), None)
        if own is not None:
            taken[ours] = own
            del free[own]
    if any(needed.isdisjoint(taken) for needed in purpose.needs):
        return {}
    return {ours: own for ours, own in taken.items() if heading(ours) != heading(own)}


def _may_ask(question: str, thing: str) -> bool:
    return bool(_FINDS[thing].search(heading(question)))


def _holds_links(rows: Sequence[Row], place: int) -> bool:
    given = [each for each in cells_at(rows, place) if each]
    return bool(given) and all(map(LINK.match, given))
