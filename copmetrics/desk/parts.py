"""What the desk's steps are made of: words, buttons, boxes, and how an error is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

import ipywidgets as widgets

from copmetrics.commands.plain_errors import one_sentence

__all__ = ["Pages", "Saying", "Step", "button", "buttons", "field", "listed", "table", "words"]

WIDE: Final = {"width": "100%"}


class Saying(widgets.HTML):
    """A line that says what is going on, what was done or what went wrong; a screen reader reads it out."""

    def say(self, text: str, *, is_wrong: bool = False) -> None:
        """Say this, in place of what was said before; nothing for an empty text."""
        role, kind = ("alert", "wrong") if is_wrong else ("status", "said")
        self.value = f"<p role='{role}' class='{kind}'>{escape(text)}</p>" if text else ""

    def say_html(self, html: str) -> None:
        """Say what is HTML already, such as a link to what was made."""
        self.value = f"<div role='status' class='said'>{html}</div>"

    def say_progress(self, text: str, done: int, of: int) -> None:
        """Say how far something is; it has no end that is known where `of` is 1."""
        at = f"value='{done}' max='{of}'" if of > 1 else ""
        bar = f"<progress aria-label='{escape(text)}' {at}></progress>"
        self.value = f"<p role='status' class='said'>{escape(text)}</p>{bar}"

    def trying(self, act: Callable[[], None]) -> None:
        """Do something; if it cannot be done, say why, in one sentence."""
        try:
            act()
        except Exception as error:
            self.say(one_sentence(error), is_wrong=True)


class Step:
    """One step of the desk: a heading, what was said of it, and what is there to do."""

    def __init__(self, title: str, lead: str = "") -> None:
        """Begin with nothing to do."""
        head = f"<h2>{escape(title)}</h2>" + (f"<p class='lead'>{escape(lead)}</p>" if lead else "")
        self.head, self.saying = words(head), Saying()
        self.body = widgets.VBox([])
        self.shown = widgets.VBox([self.head, self.body, self.saying])
        self.shown.add_class("desk-step")

    def fill(self, *parts: widgets.Widget) -> None:
        """Have these parts, in place of those before."""
        self.body.children = parts

    def show(self, is_shown: bool = True) -> None:
        """Be there or not."""
        self.shown.layout.display = None if is_shown else "none"


@dataclass(frozen=True)
class Pages:
    """The folder of all reports, and the addresses by which its pages and the explorer are reached."""

    reports: Path
    address: str
    explorer: str = ""
    """Of the server that the desk is shown by, as a hub's; without it the explorer has one of its own."""

    def link(self, path: Path, text: str, *, of: str = "") -> str:
        """Return a link to what was made, which opens beside the desk; `of` says more to a screen reader."""
        address = f"{self.address}{quote(path.relative_to(self.reports).as_posix())}"
        hidden = f"<span class='desk-hidden'> {escape(of)} (opens a new tab)</span>" if of else ""
        return (
            f"<a href='{escape(address)}' target='_blank' rel='noopener'>{escape(text)}{hidden}</a>"
        )


def words(html: str = "") -> widgets.HTML:
    """Return a place for words that are HTML already."""
    return widgets.HTML(html)


def button(
    text: str, act: Callable[[], None], saying: Saying, *, is_first: bool = False
) -> widgets.Button:
    """Return a button; what it cannot do is told in one sentence. `is_first` is the one to press."""
    made = widgets.Button(description=text, tooltip="")
    made.add_class("desk-first" if is_first else "desk-other")
    made.on_click(lambda _: saying.trying(act))
    return made


def buttons(*each: widgets.Widget) -> widgets.HBox:
    """Put buttons beside one another, and under one another where there is no room."""
    row = widgets.HBox(list(each))
    row.add_class("desk-buttons")
    return row


def field(control: widgets.Widget) -> widgets.Widget:
    """Have a control under its label, as wide as there is room for."""
    control.add_class("desk-field")
    control.layout.width = None
    return control


def listed(items: Iterable[str]) -> str:
    """Return a list in HTML of lines that are text."""
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in items)}</ul>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in HTML, whose cells are HTML already; the first of each row heads it."""
    top = "".join(f"<th scope='col'>{escape(each)}</th>" for each in heads)
    lines = (
        f"<tr><th scope='row'>{first}</th>{''.join(f'<td>{each}</td>' for each in others)}</tr>"
        for first, *others in rows
    )
    return (
        f"<div class='desk-scroll' role='region' tabindex='0' aria-label='{escape(caption)}'>"
        f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )
