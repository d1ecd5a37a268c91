"""A community's memory as one page: static, offline, nothing in it that runs."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from copmetrics.accounts.memory import Memory
from copmetrics.render.html import environment, style

__all__ = ["memory_page"]

FOOT: Final = (
    "It counts nobody. Titles, stories and decisions stand as they were written; whoever told one said who "
    "may read it."
)


def memory_page(memory: Memory) -> str:
    """Return the page; whatever a file may have brought is escaped, and links are of http or https alone."""
    parts = environment().get_template("memory.html.j2").module
    contents = [("start", "Start here"), ("timeline", "What happened")]
    contents += [("stories", "Stories")] if memory.tellings else []
    html: str = (
        environment()
        .get_template("page.html.j2")
        .render(
            body=Markup(str(parts.body(memory))),  # type: ignore[attr-defined]
            title=f"{memory.community}: the community's memory",
            contents=contents,
            style=style(),
            foot=FOOT,
        )
    )
    return html
