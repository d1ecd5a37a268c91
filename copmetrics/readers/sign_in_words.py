"""The words of sign-in sheets: what a heading is about, what a mark means, what a text says of its list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from copmetrics.readers.files import heading
from copmetrics.readers.phrases import Phrases
from copmetrics.readers.vocabulary import vocabulary

__all__ = [
    "AWAY_ANYWHERE",
    "AWAY_WORDS",
    "CAME_WORDS",
    "INTENT_WORDS",
    "LETTERS_FOR_YES",
    "NO_TICKS",
    "OF_WHOM",
    "TICKS",
    "USUAL_WORDS",
    "WORDS",
    "ListMeaning",
    "Topic",
    "begins_with",
    "is_called_by_number",
    "is_invitees",
    "is_measure",
    "is_of_something_else",
    "is_placeholder",
    "is_word_of_lists",
    "list_meaning",
    "may_say_absent",
    "names_an_event",
    "speaks_of_absence",
    "speaks_of_coming",
    "speaks_of_how_many",
    "speaks_of_leaving_out",
    "speaks_of_more_than_coming",
    "speaks_of_others",
    "topic_of",
]

WORDS: Final = vocabulary("sign_in")


class Topic(StrEnum):
    """What a column of a list of people is about; the words of each are in `sign_in.toml`."""

    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    SURNAME = "surname"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    PROFESSION = "profession"
    BAND = "band"
    ROLE = "role"
    TICKED = "ticked"
    NOT_TICKED = "not_ticked"
    STATUS = "status"
    INTENDED = "intended"
    SIGNED = "signed"
    IN_PERSON = "in_person"
    ONLINE = "online"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    LISTED = "listed"
    OTHER = "other"


class ListMeaning(StrEnum):
    """What a title or a name says of a list."""

    CAME = "who came"
    ANOTHER_LIST = "another list"
    NOTHING = "nothing"


def _set(name: str) -> frozenset[str]:
    return frozenset(map(heading, WORDS[name]))


LETTERS_FOR_YES: Final = _set("letter_for_yes")
TICKS: Final = _set("tick") | LETTERS_FOR_YES
NO_TICKS: Final = _set("no_tick")
CAME_WORDS: Final = _set("came")
AWAY_WORDS: Final = _set("stayed_away")
INTENT_WORDS: Final = _set("may_be_intent")
"""Words for coming that people say before it too: a booking's *Attending* is nobody who came yet."""
AWAY_ANYWHERE: Final = AWAY_WORDS - _set("vague")
"""Words that say that somebody was not there in whatever column they stand."""
_INVITEE: Final = _set("invitee")

_THINGS: Final = {heading(word): thing for thing in reversed(Topic) for word in WORDS[thing.value]}
OF_WHOM: Final = rf"^(?:(?:{'|'.join(map(heading, WORDS['of_whom']))})(?:'s)? )?"
"""What may stand before a heading and says no more: `Delegate's email`."""
_OF_WHOM = re.compile(OF_WHOM)
_WORD = re.compile(r"\w+")
_BETWEEN_LANGUAGES = re.compile(r"[/|]")
_REMARK = re.compile(r"\([^)]*\)|\[[^]]*\]|\by ?/ ?n\b|\byes ?/ ?no\b")


_COMING = Phrases(WORDS["speaks_of_coming"])
_STAYING_AWAY = Phrases(WORDS["speaks_of_staying_away"])
_AWAY = Phrases(AWAY_WORDS)
_ABSENCE = Phrases((*WORDS["speaks_of_staying_away"], *AWAY_ANYWHERE))
_AROUND_COMING = frozenset(
    word
    for phrase in (*WORDS["around_coming"], *WORDS["around_apologies"], *CAME_WORDS, *AWAY_WORDS)
    for word in re.findall(r"\w+", heading(phrase))
)
USUAL_WORDS: Final = _AROUND_COMING | frozenset(
    ending
    for thing in ("signs", "numbered", "titled", "label")
    for phrase in WORDS[thing]
    for word in re.findall(r"[^\W\d_]+", heading(phrase))
    for ending in (word, f"{word}s")
)
"""Words that titles of many a sign-in sheet have, which tell nothing of what it was about."""
_INTENT = Phrases(WORDS["speaks_of_intent"])
_SAYS_WHY = Phrases(WORDS["says_why"])
_LEAVING_OUT = Phrases(WORDS["speaks_of_leaving_out"])
_HOW_MANY = Phrases(WORDS["how_many"])
_NOBODY = _set("nobody")
_EVENTS = _set("numbered") | _set("titled")
_ANOTHER = Phrases(WORDS["speaks_of_another"])
_PREFERS = Phrases(WORDS["prefers"])
_DAYS = tuple(f"{heading(word)} " for word in WORDS["day"])
_OF_OTHERS = Phrases(WORDS["of_others"])
_FUTURE = Phrases(WORDS["future"])
_PAST = tuple(map(heading, WORDS["past"]))
_COME = Phrases(WORDS["coming"])
_OF_ANOTHER_THING = Phrases(WORDS["of_another_thing"])
_ASKS_TO_COME = Phrases(WORDS["asks_to_come"])
_SOMETHING_ELSE = Phrases(WORDS["speaks_of_something_else"])
_MEASURES = Phrases(WORDS["measures"])
_HOW_MUCH = Phrases(WORDS["speaks_of_how_much"])
_SIGNS = Phrases(WORDS["signs"])
_LISTS = Phrases(WORDS["lists"])
_LISTS_ALONE = _set("lists_alone")
_TELLING = frozenset(
    re.findall(r"\w+", heading(phrase))[0]
    for thing in (
        *("speaks_of_coming", "speaks_of_staying_away", "prefers"),
        *("future", "asks_to_come"),
    )
    for phrase in WORDS[thing]
)
"""How the phrases begin of which `topic_of` makes something: a heading without these words tells nothing."""
_NUMBERED = re.compile(
    rf"^(?:{'|'.join(map(re.escape, map(heading, WORDS['numbered'])))}) ?(?:no\.? ?|#)?\d{{1,2}}$"
)


@lru_cache(maxsize=10_000)
def topic_of(cell: str) -> Topic | None:
    """Return what a heading is about: by the word it is, else by what a longer one speaks of."""
    plain = " ".join(_REMARK.sub(" ", heading(cell)).split()).strip(" ?*:-–.")
    bare = _OF_WHOM.sub("", plain)
    known = _THINGS.get(heading(cell)) or _THINGS.get(plain) or _in_two_languages(plain)
    known = known or _THINGS.get(bare)
    if known is not None or _TELLING.isdisjoint(_WORD.findall(plain)):
        return known
    if _STAYING_AWAY.search(plain) and _SAYS_WHY.search(plain):
        return Topic.NOT_TICKED
    if _asks_what_is_intended(plain) or _PREFERS.search(plain):
        return Topic.INTENDED
    if plain.startswith(_DAYS) and _COMING.search(plain):
        return Topic.DAY
    if _HOW_MUCH.search(plain):
        return None
    comes = _COMING.search(_STAYING_AWAY.sub("", plain))
    if comes and _INTENT.search(plain):
        return Topic.INTENDED
    if not comes and _ASKS_TO_COME.search(plain) and not plain.startswith(_PAST):
        return Topic.INTENDED
    if _says_more(plain):
        return None
    if comes:
        return Topic.TICKED
    return Topic.NOT_TICKED if _STAYING_AWAY.search(plain) else None


def _says_more(plain: str) -> bool:
    """Whether beside a word for coming or staying away a heading says of what: `Attended training`."""
    rest = _COMING.sub(" ", _STAYING_AWAY.sub(" ", plain))
    return not _AROUND_COMING.issuperset(re.findall(r"\w+", rest))


def speaks_of_more_than_coming(cell: str) -> bool:
    """Whether a heading speaks of coming or staying away and says of what, which may be another thing."""
    plain = heading(cell)
    speaks = _COMING.search(plain) or _STAYING_AWAY.search(plain)
    return bool(speaks) and topic_of(cell) is None and not _HOW_MUCH.search(plain)


def _in_two_languages(plain: str) -> Topic | None:
    """Return what both parts of `Enw / Name` are about; nothing if they differ."""
    parts = [part.strip(" ?*:-–.") for part in _BETWEEN_LANGUAGES.split(plain)]
    things = {_THINGS.get(part) for part in parts}
    return things.pop() if len(parts) == 2 and len(things) == 1 else None


def speaks_of_leaving_out(cell: str) -> bool:
    """Whether a heading may tell who did not come after all: `Cancelled on`, `Replaced by`."""
    plain = heading(cell)
    away = speaks_of_more_than_coming(cell) and not _COMING.search(_STAYING_AWAY.sub("", plain))
    return away or bool(_LEAVING_OUT.search(plain))


def speaks_of_how_many(cell: str) -> bool:
    """Whether a heading is about how many people a row stands for: `No. of places`."""
    return bool(_HOW_MANY.search(heading(cell)))


def may_say_absent(remark: str) -> bool:
    """Whether a remark has a word for staying away, or for somebody else in the place of whoever it is on."""
    return bool(_ABSENCE.search(heading(remark)) or _ANOTHER.search(heading(remark)))


def speaks_of_others(cell: str) -> bool:
    """Whether a heading is about others than whoever is named in the row: `Names of others with you`."""
    return bool(_OF_OTHERS.search(heading(cell)))


def names_an_event(cell: str) -> bool:
    """Whether a heading is about which event somebody came to: `Meeting`, `Course`."""
    return heading(cell).strip(" :*?") in _EVENTS


def is_placeholder(name: str) -> bool:
    """Whether a text stands where a name does and names nobody: `Vacant`, `(tbc)`, `----`, `3.`."""
    plain = heading(name).strip(" ()[]*.:")
    is_blank = not any(each.isalnum() for each in plain) or bool(re.fullmatch(r"\d+", plain))
    return is_blank or plain in _NOBODY or plain.startswith(("example", "e.g"))


def _asks_what_is_intended(plain: str) -> bool:
    """Whether a heading is a question in the future tense on coming: `How will you be joining us?`."""
    future = _FUTURE.search(plain)
    come = _COME.search(plain, future.end()) if future else None
    return come is not None and not _OF_ANOTHER_THING.search(plain)


def is_measure(cell: str) -> bool:
    """Whether a heading is about how long somebody was there."""
    plain = heading(cell)
    return bool(_COMING.search(plain) and _MEASURES.search(plain))


def is_of_something_else(cell: str) -> bool:
    """Whether a heading is about another thing than having come: `Consent to photos`, `Attended before`."""
    plain = heading(cell)
    return bool(_SOMETHING_ELSE.search(plain) or _HOW_MUCH.search(plain))


def speaks_of_coming(cell: str) -> bool:
    """Whether a heading has a word for having come: `Date attended`."""
    return bool(_COMING.search(heading(cell)))


def speaks_of_absence(text: str) -> bool:
    """Whether a text has a word for having stayed away: `Kit Shaw - apologies`, `Kit Shaw (cancelled)`."""
    plain = heading(text)
    behind = " ".join(re.findall(r"\([^)]*\)|[-–—] .*$", plain))
    return bool(_ABSENCE.search(plain) or _AWAY.search(behind))


def is_word_of_lists(text: str) -> bool:
    """Whether a text is no more than what a list of people is called by: `Registered`, `Waiting list`."""
    return heading(text).strip(" :*.") in _INVITEE | _set("lists")


def is_called_by_number(cell: str) -> bool:
    """Whether a heading names an event by its number: `Week 1`, `Session 2`."""
    return bool(_NUMBERED.match(heading(cell)))


def is_invitees(cells: Iterable[str | None]) -> bool:
    """Whether a column tells of an invitation: everybody in it was asked, has accepted, or is needed."""
    words = {heading(cell) for cell in cells if cell}
    return bool(words) and bool(words & _INVITEE) and words <= _INVITEE | AWAY_WORDS | {"none"}


def list_meaning(text: str) -> ListMeaning:
    """Return what a title or the name of a sheet or file says of the list of people in it."""
    plain = heading(text.replace("_", " "))
    is_other = _LISTS.search(plain) or plain in _LISTS_ALONE
    if is_other or begins_with("lists_at_the_beginning", plain):
        return ListMeaning.ANOTHER_LIST
    return ListMeaning.CAME if _SIGNS.search(plain) else ListMeaning.NOTHING


def begins_with(thing: str, text: str) -> bool:
    """Whether a text begins with one of the words that `sign_in.toml` has for a thing."""
    plain = heading(text).lstrip("*-– ")
    found = _begin(thing).match(plain)
    return found is not None


@lru_cache(maxsize=50)
def _begin(thing: str) -> re.Pattern[str]:
    longest_first = sorted(map(heading, WORDS[thing]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
