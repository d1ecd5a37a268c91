"""An account as HTML: parts for a notebook's cells, and one page from the executed notebook."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from copmetrics import charts, units
from copmetrics.accounts.account import (
    Account,
    Cards,
    Commentary,
    Headline,
    Listing,
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.story_blocks import Grid, GridColumn, Story
from copmetrics.accounts.withheld_key import KEY
from copmetrics.charts.declaration import OnPhones
from copmetrics.charts.small_trend import sparkline_within
from copmetrics.quarters import label
from copmetrics.render.csv import table_csv
from copmetrics.typed_text import for_page, prepared
from copmetrics.units import UNKNOWN, Unit, as_sentence

if TYPE_CHECKING:
    from mistune import HTMLRenderer
    from nbformat import NotebookNode

__all__ = [
    "Shown",
    "environment",
    "figure_html",
    "make_ready",
    "page",
    "page_of",
    "show",
    "show_all",
    "style",
]

METADATA = "copmetrics"
NARROW = 16
"""So many letters are a word or two."""
PROSE = 30
"""A cell of more letters is a sentence, or the better part of one."""
SHORT = 400
"""So many letters a table has at the most that is never parted in print."""


class Shown:
    """A part of an account that a notebook shows as HTML."""

    def __init__(self, html: str, id: str, title: str) -> None:
        """Keep the HTML, and what the part is called."""
        self._html, self._id, self._title = html, for_page(id), for_page(title)

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, object]]:
        """Give a notebook the HTML, and the page its contents list."""
        data = {"text/html": self._html, "text/plain": repr(self)}
        return data, {METADATA: {"id": self._id, "title": self._title}}

    def _repr_html_(self) -> str:
        """Give the HTML alone."""
        return self._html

    def __repr__(self) -> str:
        """Name the part."""
        return f"<{self._title}>"


def show_all(account: Account) -> None:
    """Show every section of an account in its order, each as an output of its own."""
    from IPython.display import display  # late: only notebooks have it

    for section in account.sections:
        display(show(account, section.id))


def show(account: Account, section: str = "") -> Shown:
    """Show a section of an account; without one its title, alerts and first paragraph."""
    if not section:
        return Shown(str(_parts().head(account)), "", account.title)
    found = account.section(section)
    return Shown(str(_parts().section(found)), found.id, found.title)


def figure_html(figure: ReportFigure) -> str:
    """Return one figure with its caption, its alternative text and the numbers in it.

    It is for the explorer, which answers at once: what phones are shown of a report is not in it.
    """
    return str(_parts().figure(figure, phones=False))


class _Parts(Protocol):
    """The macros of our templates, by what each shows."""

    def head(self, account: Account) -> str: ...
    def section(self, section: Section) -> str: ...
    def figure(self, figure: ReportFigure, phones: bool) -> str: ...


def _parts() -> _Parts:
    return cast("_Parts", environment().get_template("macros.html.j2").module)


def page(notebook: NotebookNode, *, title: str) -> str:
    """Return one self-contained page with what an executed notebook shows, and nothing else."""
    from nbconvert import HTMLExporter  # late: slow to import

    exporter = HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(Path(str(files("copmetrics.render"))) / "nbconvert")],
    )
    shown = [
        output.metadata[METADATA]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if METADATA in output.get("metadata", {})
    ]
    contents = [(each["id"], each["title"]) for each in shown if each["id"]]
    body, _ = exporter.from_notebook_node(notebook)
    return _page(Markup(body.strip()), title, contents)


def page_of(account: Account, *, foot: str = "") -> str:
    """Return one self-contained page with an account, as its notebook would show it.

    `foot` are words of its own in the place of those at the end.
    """
    parts = [show(account), *(show(account, each.id) for each in account.sections)]
    contents = [(each.id, each.title) for each in account.sections]
    return _page(
        Markup("\n").join(Markup(each._repr_html_()) for each in parts),
        account.title,
        contents,
        foot,
    )


def _page(body: Markup, title: str, contents: Sequence[tuple[str, str]], foot: str = "") -> str:
    """Put what a page shows between its head, its contents and its foot."""
    template = environment().get_template("page.html.j2")
    html: str = template.render(body=body, title=title, contents=contents, style=style(), foot=foot)
    return html


def make_ready() -> None:
    """Make a page of nothing: what is compiled for the first page is so for all."""
    from nbformat.v4 import new_notebook

    _parts()
    page(new_notebook(), title="")


def style() -> str:
    """Return the style sheet of all our pages."""
    return files("copmetrics.render").joinpath("templates/style.css").read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return the environment of our templates; it escapes whatever a file may have brought."""
    made = Environment(
        loader=PackageLoader("copmetrics.render", "templates"),
        autoescape=True,
        trim_blocks=True,
        finalize=_shown,
    )

    made.globals["key"] = KEY
    made.filters |= {
        "shown": _cell,
        "value": units.show,
        "change": _change,
        "narrow": _narrow,
        "sentence": as_sentence,
        "csv": _csv_uri,
        "chart": lambda figure: _data_uri(charts.chart_svg(figure)),
        "narrow_chart": lambda figure: _data_uri(charts.narrow_svg(figure)),
        "bar_rows": charts.bar_rows,
        "alt_text": charts.alt_text,
        "why_not": charts.why_not,
        "counted": _counted,
        "variation_icon": lambda icons: Markup(charts.variation_svg(icons.variation)),
        "assurance_icon": lambda icons: Markup(charts.assurance_svg(icons.assurance)),
        "markdown": _markdown,
        "sparkline": _sparkline,
        "no_trend": _no_trend,
        "trend": _trend,
        "quarter": label,
        "as_day": lambda day: units.show(day, Unit.DAY),
        "sparkline_alt_text": charts.sparkline_alt_text,
    }
    made.tests |= {
        "numeric": lambda column: column.unit not in (Unit.TEXT, Unit.DAY),
        "day": lambda column: column.unit is Unit.DAY,
        "short": _short,
        "prose": _prose,
        "narrow_on_phones": lambda figure: charts.on_phones(figure) is OnPhones.NARROW,
        "rows_on_phones": lambda figure: charts.on_phones(figure) is OnPhones.ROWS,
        "paragraph": lambda block: isinstance(block, Paragraph),
        "table": lambda block: isinstance(block, ReportTable),
        "figure": lambda block: isinstance(block, ReportFigure),
        "commentary": lambda block: isinstance(block, Commentary),
        "cards": lambda block: isinstance(block, Cards),
        "listing": lambda block: isinstance(block, Listing),
        "grid": lambda block: isinstance(block, Grid),
        "story": lambda block: isinstance(block, Story),
    }
    return made


def _shown(value: object) -> object:
    """Prepare whatever a template shows, once: a part that is HTML already has been."""
    return for_page(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _cell(value: ReportCell, column: ReportColumn) -> str:
    if column.signed and isinstance(value, int | float) and value:
        return units.show_change(float(value), column.unit)
    if column.unit is Unit.TEXT and value is None:
        return ""
    return units.show(value, column.unit)


def _change(headline: Headline) -> Markup | str:
    """Write a change: the difference, and per cent under it for counts."""
    if not isinstance(headline.change, int | float):
        return Markup('<span class="change">{}</span>').format(headline.change or UNKNOWN)
    said = units.show_change(headline.change, headline.unit)
    if headline.change_percent is None or headline.change == 0:
        return Markup('<span class="change">{}</span>').format(said)
    percent = units.show_percent(headline.change_percent)
    return Markup('<span class="change">{} <small>{}</small></span>').format(said, percent)


def _short(table: ReportTable) -> bool:
    """Whether a table is a few lines, which stand on one page: four rows at most, and not of prose."""
    letters = sum(len(cell) for row in table.rows for cell in row if isinstance(cell, str))
    return len(table.rows) <= 4 and letters <= SHORT


def _prose(table: ReportTable) -> bool:
    """Whether a table tells in sentences, beside what each row is of: a phone has no room for its columns."""
    words = [at for at, column in enumerate(table.columns) if column.unit is Unit.TEXT and at]
    return any(len(str(row[at] or "")) > PROSE for row in table.rows for at in words)


def _narrow(table: ReportTable) -> list[int]:
    """Return the places of columns of a word or two a row, of which no line is to be broken."""
    words = [at for at, column in enumerate(table.columns) if column.unit is Unit.TEXT]
    return [at for at in words if all(len(str(row[at] or "")) <= NARROW for row in table.rows)]


def _counted(column: GridColumn) -> str:
    links = f"{column.links} link{'' if column.links == 1 else 's'}"
    return f"{Unit.STORIES.of(column.stories)}, {links}"


def _markdown(words: Commentary) -> Markup:
    """Write the editor's Markdown as HTML; HTML in it is shown, not run, and nothing is fetched."""
    import mistune  # late: few accounts have any

    renderer = _with_pictures(dict(words.pictures))
    return Markup(mistune.create_markdown(renderer=renderer)(for_page(words.text)))


def _with_pictures(pictures: Mapping[str, str]) -> HTMLRenderer:
    """Return a renderer of Markdown that shows these pictures, by their addresses, and no other."""
    from mistune import HTMLRenderer

    class WithPictures(HTMLRenderer):
        def image(self, text: str, url: str, title: str | None = None) -> str:
            if url not in pictures:
                return f'{text} <span class="note">(picture not shown: {escape(url)})</span>'
            said = Markup(text).striptags()
            return Markup('<img alt="{}" src="{}">').format(said, pictures[url])

    return WithPictures(escape=True)


def _sparkline(headline: Headline) -> str:
    drawn = charts.sparkline_svg(headline)
    return _data_uri(drawn) if drawn else ""


def _no_trend(headline: Headline) -> str:
    """Say in the place of a small trend of which quarter alone a number is shown; a dash if of none is."""
    shown = [when for when, value in headline.trend if isinstance(value, int | float)]
    return f"{shown[0]} only" if shown else UNKNOWN


def _csv_uri(table: ReportTable) -> str:
    """Return a table as csv in an address, to be saved from the page, which then needs no file beside it."""
    content = table_csv(prepared(table, for_page)).encode("utf-8-sig")
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode('ascii')}"


def _trend(values: Sequence[float | None]) -> str:
    """Draw values in order of time within the page; nothing where fewer than two are known."""
    few = sum(each is not None for each in values) < 2
    return "" if few else Markup(sparkline_within(values))


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
