"""The cycles of value creation: their names, the question each asks, and which make the chain.

After Wenger, Trayner and de Laat (2011) and Wenger-Trayner and Wenger-Trayner (2020); the wording
here is our own. A later cycle is not better than an earlier one, and a story may begin in any.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

__all__ = ["CHAIN", "CYCLE_WORDS", "Cycle", "CycleSet", "cycle_named", "cycles_of"]


class Cycle(StrEnum):
    """One cycle of value creation, in the framework's order."""

    IMMEDIATE = "immediate"
    POTENTIAL = "potential"
    APPLIED = "applied"
    REALIZED = "realized"
    REFRAMING = "reframing"
    STRATEGIC = "strategic"
    ENABLING = "enabling"
    ORIENTING = "orienting"

    @property
    def label(self) -> str:
        """The cycle's name, such as `Realised value`."""
        return f"{self.adjective.capitalize()} value"

    @property
    def adjective(self) -> str:
        """The word for the cycle within a sentence, such as `realised`."""
        return _WORDS[self].adjective

    @property
    def question(self) -> str:
        """The question that the cycle asks of a community."""
        return _WORDS[self].question

    @property
    def follow_up(self) -> str:
        """What to ask somebody whose story skips the cycle."""
        return _WORDS[self].follow_up


class _Words(NamedTuple):
    adjective: str
    question: str
    follow_up: str
    pattern: str
    """How the cycle may be written in a file."""


_WORDS: Final = {
    Cycle.IMMEDIATE: _Words(
        "immediate",
        "What happened, and what was it like?",
        "What did it begin with, and what was it like to be there?",
        r"^immediate",
    ),
    Cycle.POTENTIAL: _Words(
        "potential",
        "What has it produced that could be of use?",
        "What did you take away from it: an idea, a document, a contact?",
        r"^potential",
    ),
    Cycle.APPLIED: _Words(
        "applied",
        "What difference has it made to practice?",
        "What did you do with it?",
        r"^applied",
    ),
    Cycle.REALIZED: _Words(
        "realised",
        "What difference has it made to what matters?",
        "What came of it, for patients, for staff, for you?",
        r"^reali[sz]ed",
    ),
    # `transformative` is the name that the later book gives it
    Cycle.REFRAMING: _Words(
        "reframing",
        "Has it changed the view of what matters?",
        "Do you see differently now what success is?",
        r"^(reframing|transformative)",
    ),
    Cycle.STRATEGIC: _Words(
        "strategic",
        "Are the right conversations held, and with whom?",
        "Who that has a stake in this was spoken with?",
        r"^strategic",
    ),
    Cycle.ENABLING: _Words(
        "enabling",
        "What support makes it possible, and is it improving?",
        "What support made this possible?",
        r"^enabling",
    ),
    Cycle.ORIENTING: _Words(
        "orienting",
        "Where do we stand, and who else is relevant?",
        "Who else works on this, and how does it fit with them?",
        r"^orienting",
    ),
}


class CycleSet(StrEnum):
    """Which cycles a community works with: the five of 2011, or all eight."""

    CORE5 = "core5"
    FULL8 = "full8"


CHAIN: Final = (Cycle.IMMEDIATE, Cycle.POTENTIAL, Cycle.APPLIED, Cycle.REALIZED)
"""The cycles whose order a story is followed along; the others stand beside it."""

CYCLE_WORDS: Final[dict[str, str]] = {str(cycle): words.pattern for cycle, words in _WORDS.items()}
"""How each cycle may be written in a file: its id, and the expression that finds it."""


def cycle_named(said: str) -> Cycle | None:
    """Return the cycle that is meant, in any of its spellings; nothing if it is none."""
    plain = said.strip().casefold()
    return next((each for each in Cycle if re.search(CYCLE_WORDS[each], plain)), None)


def cycles_of(chosen: CycleSet) -> tuple[Cycle, ...]:
    """Return the cycles of a set, in the framework's order."""
    return tuple(Cycle) if chosen is CycleSet.FULL8 else tuple(Cycle)[:5]
