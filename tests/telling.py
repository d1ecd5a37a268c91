"""Small stories by hand: texts in, a folder's files out."""

from __future__ import annotations

STORIES = "Story,Title,Teller,Constituency,Collected on,Collected by,Consent,Event,Sign,Tell\n"
STEPS = "Story,Step,Cycle,What it says,Status,Follow up on,Tagged by,Cites,Explains,Contradicts,Suggests\n"
REGISTER = "Indicator,Cycle,Unit,Better,Frequency,Minutes,Target,Status\n"
READINGS = "Indicator,Quarter,Value,Numerator,Denominator,People,Status\n"


def story(
    name: str,
    consent: str = "public",
    day: str = "2024-05-20",
    group: str = "Nurses",
    tell: str = "",
) -> str:
    return f"{name},Title of {name},T1,{group},{day},VD,{consent},,positive,{tell}\n"


def step(
    name: str,
    cycle: str,
    *,
    text: str = "",
    status: str = "",
    cites: str = "",
    explains: str = "",
    contradicts: str = "",
    suggests: str = "",
    ask: str = "",
) -> str:
    said = text or f"{name} says something of {cycle}."
    return f"{name},,{cycle},{said},{status},{ask},,{cites},{explains},{contradicts},{suggests}\n"


def way(name: str, *cycles: str) -> str:
    """A story's steps in this order, all of them reported."""
    return "".join(step(name, cycle) for cycle in cycles)
