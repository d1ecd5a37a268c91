"""Words to calls; errors to one line and an exit code.

Exit codes: 0 done, 1 the input needs mending, 2 wrong usage, 3 some of several reports failed, or
with `--strict` a file was not read.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copmetrics import __version__
from copmetrics.errors import (
    ChoiceError,
    CopmetricsError,
    FileError,
    command_named,
    could_not_write,
    refuse_address,
)
from copmetrics.framework.audiences import AUDIENCES, OF_ORGANISATION, ORGANISATIONS
from copmetrics.typed_text import for_page

if TYPE_CHECKING:
    import pandas as pd  # late elsewhere: slow to import

    from copmetrics.community.community import Community

__all__ = ["main"]

FORMATS = ("html", "xlsx", "csv", "ipynb", "pdf", "svg", "png")
USUAL = "html,xlsx,csv,ipynb"
BRIEF_FORMATS = ("html", "txt", "docx", "pdf")
USUAL_BRIEF = "html,txt"
SYNCED_FROM = ("mailchimp", "eventbrite", "zoom", "teams")


class _Here(click.Path):
    """A path of this computer: what is an address of something elsewhere is refused by name."""

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Any:
        """Return the path."""
        refuse_address(value)
        return super().convert(value, param, context)


class _Audience(click.Choice[str]):
    """One of the audiences, all member organisations, or one of them by its name."""

    def __init__(self) -> None:
        """Take the audiences by their names."""
        super().__init__([*map(str, AUDIENCES), ORGANISATIONS])

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Any:
        """Return the audience; whether there is an organisation of that name shows later."""
        if str(value).startswith(OF_ORGANISATION) and value != OF_ORGANISATION:
            return value
        return super().convert(value, param, context)


FOLDER = _Here(path_type=Path)
AS_OF = click.option(
    "--as-of", default="", metavar="DAY", help="Report as on this day (default: today)."
)
QUARTER = click.option(
    "--quarter",
    default="latest",
    metavar="Q",
    help="2017/18-Q3 (NHS) or 2017-Q4 (calendar); latest is the last one that is over.",
)

ENGINE = click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What answers: DuckDB in this process, or Spark (pip install copmetrics[spark]).",
)
CATALOG = click.option(
    "--catalog",
    default="",
    metavar="NAME",
    help="Of a lake, with Spark: the database of Spark's catalogue that has its tables.",
)
WHERE = click.option(
    "--where",
    multiple=True,
    metavar="DIMENSION=VALUE",
    help=(
        "Only of this value, such as format=online (profession= is what is not known); repeatable, and of "
        "one dimension any of its values."
    ),
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default=True,
    help="How many to work on at once.",
)
STRICT = click.option(
    "--strict", is_flag=True, help="Exit with 3 if a file was not read: for schedules."
)


class _OneLine(click.Group):
    """Turns our errors into one line and exit code 1; no traceback reaches a user."""

    def main(self, *words: Any, **more: Any) -> Any:
        """Run the command line; what a console has no sign for is printed as its number."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        with _one_line():
            return super().main(*words, **more)

    def invoke(self, context: click.Context) -> object:
        """Run a command."""
        with _one_line():
            return super().invoke(context)


@contextmanager
def _one_line() -> Iterator[None]:
    """Tell an error in one line; that nothing more can be printed is one too."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except CopmetricsError as error:
        said = str(error)
    except BrokenPipeError:
        said = "whoever was to read this closed it before all was written."
        _print_no_more()
    except OSError as error:
        if error.filename is not None:
            said = str(FileError(str(error.filename), str(error.strerror)))
        else:
            said = str(could_not_write("what was to be printed", error))
            _print_no_more()
    else:
        return
    click.echo(for_page(f"copmetrics: {said}"), err=True)
    sys.exit(1)


def _print_no_more() -> None:
    """Send what Python still holds for the standard output nowhere, or it complains when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


BROWSER = click.option(
    "--browser/--no-browser", default=True, help="Open a browser, or print the address."
)
PORT = click.option("--port", type=click.IntRange(1, 65535), help="The port on this computer.")


@click.group(
    cls=_OneLine,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="copmetrics")
@click.pass_context
def main(context: click.Context) -> None:
    """Show what a Community of Practice is worth, from the exports it already has.

    With nothing behind it, `copmetrics` opens the desk in your browser: all of this by buttons.
    """
    if context.invoked_subcommand is None:
        context.invoke(desk)


@main.command(short_help="Everything by buttons, in the browser")
@click.argument("folder", type=FOLDER, required=False)
@click.option(
    "--shortcut", is_flag=True, help="Make shortcuts that open it, instead of opening it."
)
@BROWSER
@PORT
def desk(
    folder: Path | None = None,
    shortcut: bool = False,
    browser: bool = True,
    port: int | None = None,
) -> None:
    """Open the desk in your browser: on the communities in FOLDER, or on the one that it is.

    Without FOLDER, on those in the folder that you are in; where there are none, on those in the folder
    copmetrics among your documents. Ctrl+C ends it.
    """
    from copmetrics.commands.launch_desk import open_desk, place_and_community

    if shortcut:
        from copmetrics.commands.shortcuts import make_shortcuts

        for path in make_shortcuts(place_and_community(folder)[0]):
            click.echo(path)
        return
    open_desk(folder, browser=browser, port=port)


@main.command(short_help="What each file was read as, and what is covered")
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="The same for a program.")
@click.option("--review", is_flag=True, help="Write people-review.csv: who may be one person.")
@click.option(
    "--answer",
    is_flag=True,
    help="Ask each open question and write the answer into community.toml.",
)
@STRICT
@AS_OF
def check(
    folder: Path, as_json: bool, review: bool, answer: bool, strict: bool, as_of: str
) -> None:
    """Say what each file of FOLDER was read as, what was left out and why, and what is covered."""
    from copmetrics.commands.said_before import check_asked, said_before

    if not (answer or review):
        question = check_asked(as_json=as_json, strict=strict)
        if said := said_before(folder, question, as_of=as_of):
            said.say()
            sys.exit(said.code)
    from copmetrics.commands.checking import check_folder  # late: pandas takes long to import

    if answer:
        from copmetrics.commands.answering import answer_questions

        if as_json:
            raise click.UsageError("--answer asks on the screen: leave --json out.")
        answer_questions(folder, as_of=_instant(as_of))
    sys.exit(
        check_folder(
            folder,
            as_json=as_json,
            review=review,
            as_of=_instant(as_of),
            strict=strict,
            named_as_of=as_of,
        )
    )


@main.command(short_help="Fetch what the sources hold, without exports")
@click.argument("folder", type=FOLDER)
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Choice(SYNCED_FROM),
    help="This source only; repeatable (default: each that there is a key for).",
)
def sync(folder: Path, sources: tuple[str, ...]) -> None:
    """Fetch members, mailings, events and who came from their sources into FOLDER/synced.

    A source needs a key, in the environment or in the keyring of your computer. What was fetched is read
    as exports are; what was fetched before is asked for again only where it may have changed.
    """
    from copmetrics.commands.syncing import sync_folder  # late: few commands ask a source

    sys.exit(sync_folder(folder, sources))


@main.command(short_help="Every indicator in every quarter")
@click.argument("folder", type=FOLDER)
@click.option("--quarter", default="", metavar="Q", help="One quarter only (default: all).")
@click.option(
    "--by",
    multiple=True,
    metavar="DIMENSION",
    help="Group by this too, community with several; repeatable.",
)
@WHERE
@click.option("--only", multiple=True, metavar="INDICATOR", help="These only; repeatable.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "json", "parquet", "table"]),
    default="table",
    show_default=True,
)
@click.option("--output", type=FOLDER, help="Write to this file instead of the screen.")
@ENGINE
@CATALOG
@AS_OF
def indicators(
    folder: Path,
    quarter: str,
    by: tuple[str, ...],
    where: tuple[str, ...],
    only: tuple[str, ...],
    format_: str,
    output: Path | None,
    engine: str,
    catalog: str,
    as_of: str,
) -> None:
    """Write one row per quarter, indicator and value of the dimensions.

    FOLDER is a community's, or a lake that `copmetrics pack` made: then of each of its communities. By
    community it holds several: one that cannot be read is told of, and the others go on; exit code 3.
    """
    from copmetrics.commands.indicators_by_community import COMMUNITY, by_community
    from copmetrics.commands.remembered_answers import indicator_values
    from copmetrics.commands.where_asked import WhereAsked
    from copmetrics.engine.opening import Engine
    from copmetrics.lake.mark import is_lake
    from copmetrics.render.printing import write_frame

    failed: list[str] = []
    now, chosen_engine, kept = _instant(as_of), Engine(engine), WhereAsked.of(where)
    others = tuple(each for each in by if each != COMMUNITY)
    _check_catalog(catalog, engine, of_lake=is_lake(folder))
    if is_lake(folder):
        from copmetrics.commands.lake_questions import indicators_of_lake

        values = indicators_of_lake(
            folder,
            others,
            only or None,
            quarter,
            where=kept,
            as_of=now,
            engine=chosen_engine,
            catalog=catalog,
        ).drop(columns="machine_opens")
    elif COMMUNITY in by:
        values = by_community(
            folder,
            by=others,
            where=kept,
            only=only or None,
            quarter=quarter,
            as_of=now,
            engine=chosen_engine,
            failed=failed.append,
        ).drop(columns="machine_opens")
    else:
        community = _loaded(folder, now, engine)
        chosen = community.quarter(quarter) if quarter else None
        values = indicator_values(community, by, kept, only or None, chosen)
    write_frame(values, format_, output)
    _tell_failed(failed)


def _tell_failed(failed: list[str]) -> None:
    """Say which communities could not be read, if any, and end with the exit code for that."""
    from copmetrics.commands.exit_codes import SOME_FAILED

    for line in failed:
        click.echo(for_page(f"copmetrics: {line}"), err=True)
    if failed:
        sys.exit(SOME_FAILED)


@main.command(short_help="Each indicator beside the quarter before")
@click.argument("folder", type=FOLDER)
@click.option("--quarter", default="", metavar="Q", help="One quarter only (default: all).")
@click.option(
    "--by",
    type=click.Choice(["community"]),
    help="Of a folder that holds several communities: each of them.",
)
@WHERE
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "json", "parquet", "table"]),
    default="table",
    show_default=True,
)
@click.option("--output", type=FOLDER, help="Write to this file instead of the screen.")
@ENGINE
@CATALOG
@AS_OF
def changes(
    folder: Path,
    quarter: str,
    by: str | None,
    where: tuple[str, ...],
    format_: str,
    output: Path | None,
    engine: str,
    catalog: str,
    as_of: str,
) -> None:
    """Write each indicator beside the quarter before it, with the verdict.

    FOLDER is a community's, or a lake that `copmetrics pack` made: then of each of its communities. By
    community it holds several: one that cannot be read is told of, and the others go on; exit code 3.
    """
    from copmetrics.commands.where_asked import WhereAsked
    from copmetrics.engine.opening import Engine
    from copmetrics.lake.mark import is_lake
    from copmetrics.render.printing import write_frame

    failed: list[str] = []
    now, kept = _instant(as_of), WhereAsked.of(where)
    _check_catalog(catalog, engine, of_lake=is_lake(folder))
    if is_lake(folder):
        from copmetrics.commands.lake_questions import changes_of_lake

        found = changes_of_lake(
            folder, quarter=quarter, where=kept, as_of=now, engine=Engine(engine), catalog=catalog
        )
    elif by:
        from copmetrics.commands.indicators_by_community import changes_by_community

        found = changes_by_community(
            folder,
            quarter=quarter,
            where=kept,
            as_of=now,
            engine=Engine(engine),
            failed=failed.append,
        )
    else:
        community = _loaded(folder, now, engine)
        found = community.changes(where=kept.of_one(community.values_of), quarters=quarter or None)
    write_frame(found, format_, output)
    _tell_failed(failed)


@main.command(short_help="Many communities into one place, nobody named")
@click.argument("folders", type=FOLDER, nargs=-1, required=True, metavar="FOLDER...")
@click.option(
    "--to", "lake", type=FOLDER, required=True, metavar="LAKE", help="The folder they go into."
)
@JOBS
def pack(folders: tuple[Path, ...], lake: Path, jobs: int) -> None:
    """Read each FOLDER, or each community in it, and pack it into LAKE as Parquet, nobody named.

    A community whose files did not change is not read again. One that cannot be read is told of, and the
    others are packed; exit code 3.
    """
    from copmetrics.commands.packing import pack_all

    sys.exit(pack_all(folders, lake, jobs=jobs))


@main.command(short_help="The rows of the files behind a number")
@click.argument("indicator")
@click.argument("folder", type=FOLDER)
@QUARTER
@WHERE
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "json", "parquet", "table"]),
    default="table",
    show_default=True,
)
@click.option("--output", type=FOLDER, help="Write to this file instead of the screen.")
@AS_OF
def explain(
    indicator: str,
    folder: Path,
    quarter: str,
    where: tuple[str, ...],
    format_: str,
    output: Path | None,
    as_of: str,
) -> None:
    """List the rows behind a number: file, row, who, what it counted as, or why it did not."""
    from copmetrics.commands.said_before import explain_asked, said_before

    question = explain_asked(indicator, quarter, where, format_)
    if output is None and (said := said_before(folder, question, as_of=as_of)):
        said.say()
        return
    from copmetrics.commands.explaining import (
        explain_indicator,  # late: pandas takes long to import
    )

    explain_indicator(
        indicator,
        folder,
        quarter=quarter,
        where=where,
        format_=format_,
        output=output,
        as_of=_instant(as_of),
        named_as_of=as_of,
    )


@main.command(short_help="Reports of one community or of many")
@click.argument("folders", type=FOLDER, nargs=-1, required=True, metavar="FOLDER...")
@QUARTER
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    type=_Audience(),
    help=(
        "An account for them instead of the quarterly report; repeatable. Also "
        f"{OF_ORGANISATION}NAME: a page for one member organisation."
    ),
)
@click.option(
    "--out",
    type=FOLDER,
    default=Path("reports"),
    show_default=True,
    help="Where reports go, a folder a community.",
)
@click.option(
    "--brief",
    is_flag=True,
    help="The first page alone: to read, to paste into an e-mail, or for a board paper.",
)
@click.option(
    "--formats",
    default="",
    help=(
        f"Any of {', '.join(FORMATS)}, with commas (default: {USUAL}); with --brief, and of organisations' "
        f"pages, any of {', '.join(BRIEF_FORMATS)} (default: {USUAL_BRIEF})."
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default=True,
    help="How many processes make reports at once; one report has two, unless it is 1.",
)
@STRICT
@click.option(
    "--json", "as_json", is_flag=True, help="A line of JSON for each report, and one at the end."
)
@click.option(
    "--network",
    is_flag=True,
    help="One report of all communities in FOLDER, or of a lake: what they share, and none ranked.",
)
@ENGINE
@CATALOG
@AS_OF
def report(
    folders: tuple[Path, ...],
    quarter: str,
    audiences: tuple[str, ...],
    out: Path,
    brief: bool,
    formats: str,
    jobs: int,
    strict: bool,
    as_json: bool,
    network: bool,
    engine: str,
    catalog: str,
    as_of: str,
) -> None:
    """Make the quarterly report of each FOLDER, or of each community in it.

    With --network one report of all of them together.
    """
    if network:
        from copmetrics.commands.network_asked import check_network_asked

        check_network_asked(folders, audiences, brief=brief, strict=strict)
        done = _network(
            folders[0],
            quarter,
            out,
            _formats(formats, brief=brief),
            jobs,
            as_of,
            engine=engine,
            catalog=catalog,
            edition="brief" if brief else "".join(audiences[:1]),
            as_json=as_json,
        )
        sys.exit(done)
    if engine != "duckdb" or catalog:
        raise click.UsageError("Of 'report', '--engine' and '--catalog' go with '--network'.")
    from copmetrics.publishing.second_process import with_second_process
    from copmetrics.publishing.workers import make_ready

    audiences, names = _organisations(audiences)
    wanted, of_pages = _formats_of_each(formats, audiences, names, brief=brief)
    several = len(folders) > 1 or len(audiences) > 1 or any(folders[0].glob("*/community.toml"))
    one = not several and (folders[0] / "community.toml").is_file()
    if several:
        make_ready()
    notebook = not brief and (names is None or bool(audiences))
    with with_second_process() if one and jobs > 1 and notebook else nullcontext():
        from copmetrics.commands.organisation_pages import OrganisationsAsked
        from copmetrics.commands.reporting import report_on  # late: they import at the same time

        _instant(as_of)
        done = report_on(
            folders,
            quarter=quarter,
            out=out,
            formats=wanted,
            jobs=jobs,
            as_of=as_of,
            audiences=audiences if names is not None else audiences or ("",),
            strict=strict,
            brief=brief,
            as_json=as_json,
            organisations=None if names is None else OrganisationsAsked(names, of_pages),
        )
    sys.exit(done)


def _organisations(audiences: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """Part audiences from the organisations asked for by name: none are all, nothing is that none was."""
    own = tuple(each for each in audiences if each.startswith(OF_ORGANISATION))
    others = tuple(each for each in audiences if each not in (*own, ORGANISATIONS))
    if not own and ORGANISATIONS not in audiences:
        return others, None
    named = tuple(each.removeprefix(OF_ORGANISATION).strip() for each in own)
    return others, () if ORGANISATIONS in audiences else named


def _network(
    folder: Path,
    quarter: str,
    out: Path,
    formats: tuple[str, ...],
    jobs: int,
    as_of: str,
    *,
    engine: str,
    catalog: str,
    edition: str,
    as_json: bool,
) -> int:
    """Make the report of a network; return the exit code."""
    from copmetrics.commands.network_lines import JsonNetworkLines, PlainNetworkLines
    from copmetrics.commands.network_report import report_on_network
    from copmetrics.lake.mark import is_lake

    _instant(as_of)
    if engine != "duckdb" and not is_lake(folder):
        raise click.UsageError(
            f"'--engine spark' asks a lake: make one with '{command_named('pack')}'."
        )
    _check_catalog(catalog, engine, of_lake=is_lake(folder))
    return report_on_network(
        folder,
        quarter=quarter,
        out=out,
        formats=formats,
        jobs=jobs,
        as_of=as_of,
        engine=engine,
        catalog=catalog,
        edition=edition,
        lines=JsonNetworkLines() if as_json else PlainNetworkLines(),
    )


def _formats(said: str, *, brief: bool) -> tuple[str, ...]:
    """Return the formats asked for, or the usual ones; one that there is not is wrong usage."""
    if brief:
        return _said(said or USUAL_BRIEF, BRIEF_FORMATS, " (the brief's formats)")
    return _said(said or USUAL, FORMATS, also="; with --brief it is")


def _formats_of_each(
    said: str, audiences: tuple[str, ...], names: tuple[str, ...] | None, *, brief: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the formats of reports, and those of organisations' pages where any are asked for.

    Asked for together, each has those of the formats that it can be made in.
    """
    if names is None:
        return _formats(said, brief=brief), ()
    of_pages = " (the formats of organisations' pages)"
    if not audiences or not said:
        reports = _formats(said, brief=brief) if audiences else ()
        return reports, _said(said or USUAL_BRIEF, BRIEF_FORMATS, of_pages)
    of_reports = BRIEF_FORMATS if brief else FORMATS
    wanted = _said(said, tuple(dict.fromkeys((*of_reports, *BRIEF_FORMATS))))
    reports = tuple(each for each in wanted if each in of_reports)
    pages = tuple(each for each in wanted if each in BRIEF_FORMATS)
    if not reports or not pages:
        made = f"organisations' pages are made as {', '.join(BRIEF_FORMATS)}"
        raise click.BadParameter(
            f"'{said}' leaves nothing of one of them: reports are made as {', '.join(of_reports)}, {made}.",
            param_hint="--formats",
        )
    return reports, pages


def _said(
    said: str, possible: tuple[str, ...], what: str = "", *, also: str = ""
) -> tuple[str, ...]:
    """Return formats that were said; one that is not possible is wrong usage."""
    wanted = tuple(each.strip() for each in said.split(",") if each.strip())
    for each in wanted:
        if each not in possible:
            more = also if each in BRIEF_FORMATS else ""
            raise click.BadParameter(
                f"'{each}' is not one of {', '.join(possible)}{what}{more}.",
                param_hint="--formats",
            )
    return wanted


@main.command(short_help="The explorer, in your browser")
@click.argument("folder", type=FOLDER)
@click.option(
    "--out",
    type=FOLDER,
    default=Path("reports"),
    show_default=True,
    help="Where what you remember and send to files goes, a folder a community.",
)
@click.option("--lab", is_flag=True, help="Open it in JupyterLab, for cells of your own beside it.")
@BROWSER
@PORT
@AS_OF
def explore(
    folder: Path, out: Path, lab: bool, browser: bool, port: int | None, as_of: str
) -> None:
    """Open the explorer for the community in FOLDER as a page in your browser; Ctrl+C ends it."""
    from copmetrics.commands.exploring_app import explore_as_app
    from copmetrics.commands.launch_jupyter import explore_in_jupyter

    _instant(as_of)
    opened = explore_in_jupyter if lab else explore_as_app
    opened(folder, out=out, browser=browser, port=port, as_of=as_of)


@main.command(short_help="Monday's page, and restricted lists of people")
@click.argument("folder", type=FOLDER)
@click.option(
    "--since",
    default="",
    metavar="DAY",
    help="Look back to this day (default: seven days, or those of community.toml).",
)
@AS_OF
@click.option(
    "--with-names",
    is_flag=True,
    help="Names and addresses in the restricted lists, instead of pseudonyms.",
)
@click.option(
    "--out",
    type=FOLDER,
    default=Path("reports"),
    show_default=True,
    help="Where reports go, a folder a community.",
)
def facilitate(folder: Path, since: str, as_of: str, with_names: bool, out: Path) -> None:
    """Make Monday's page of FOLDER, and apart from it restricted lists of people."""
    from copmetrics.commands.facilitating import facilitate as made

    _instant(as_of)
    _instant(since, "--since")
    for path in made(
        folder,
        since=since,
        as_of=as_of,
        with_names=with_names,
        out=out,
        progress=sys.stderr.isatty(),
    ):
        click.echo(path)


@main.command(short_help="One page of what the community did, told and decided")
@click.argument("folder", type=FOLDER)
@click.option(
    "--audience",
    type=click.Choice(["members", "public"]),
    default="members",
    show_default=True,
    help="Who reads it: consent decides what is in it.",
)
@AS_OF
@click.option(
    "--out",
    type=FOLDER,
    default="reports",
    show_default=True,
    help="Where reports go: the page goes into memory/ there, a folder a community.",
)
def memory(folder: Path, audience: str, as_of: str, out: Path) -> None:
    """Make the memory of FOLDER: where to start, what happened when, stories, outputs and decisions.

    One page that needs nothing beside it and loads nothing from the web; pictures in the community's
    folder are in it, small.
    """
    from copmetrics.commands.remembering_community import write_memory

    _instant(as_of)
    click.echo(write_memory(folder, audience=audience, as_of=as_of, out=out))


@main.command(short_help="One member's own record, for appraisal or revalidation")
@click.argument("folder", type=FOLDER)
@click.option(
    "--person", required=True, metavar="ADDRESS", help="The e-mail address of the member."
)
@click.option("--since", default="", metavar="DAY", help="Events from this day on (default: all).")
@AS_OF
@click.option(
    "--by-name", is_flag=True, help="Events too at which their name signed in without an address."
)
@click.option(
    "--out",
    type=FOLDER,
    default="reports",
    show_default=True,
    help="Where reports go: the record goes into private/ there, a folder a community.",
)
def statement(folder: Path, person: str, since: str, as_of: str, by_name: bool, out: Path) -> None:
    """Write the own record of one member of FOLDER: events, hours, what they hosted, their stories.

    It is made of that person's rows alone: no number of others is in it, and nobody else is named.
    """
    from copmetrics.commands.statements import write_statement

    _instant(as_of)
    _instant(since, "--since")
    paths, said = write_statement(
        folder, person, since=since, as_of=as_of, by_name=by_name, out=out
    )
    for path in paths:
        click.echo(path)
    for each in said:
        click.echo(for_page(f"copmetrics: {each}"), err=True)


@main.command(short_help="A folder to start from")
@click.argument("folder", type=FOLDER)
@click.option("--name", default="", help="The community's name (default: the folder's).")
@click.option(
    "--calendar", type=click.Choice(["nhs", "calendar"]), default="nhs", show_default=True
)
@click.option(
    "--shortcut", is_flag=True, help="Make shortcuts too that open the desk: here, and in the menu."
)
def new(folder: Path, name: str, calendar: str, shortcut: bool) -> None:
    """Make a community's folder: its settings explained, and workbooks to fill in."""
    from copmetrics.commands.template import make_community

    for path in make_community(folder, name=name, calendar=calendar):
        click.echo(path)
    if shortcut:
        from copmetrics.commands.shortcuts import make_shortcuts

        for path in make_shortcuts(folder.resolve().parent):
            click.echo(path)


@main.command(short_help="The invented community, to try everything on")
@click.argument("folder", type=FOLDER)
def demo(folder: Path) -> None:
    """Copy the demo community into FOLDER: exports, stories and settings, of nobody who is real."""
    from copmetrics.commands.demo_folder import make_demo

    click.echo(make_demo(folder))


@main.group(invoke_without_command=True, short_help="What is kept of what was read")
@click.pass_context
def cache(context: click.Context) -> None:
    """Say where the cache is, how much is in it, and what empties it."""
    if context.invoked_subcommand is None:
        from copmetrics.commands.keeping import cache_lines

        for line in cache_lines():
            click.echo(for_page(line))


@cache.command(short_help="Let all of it go")
def clear() -> None:
    """Let go of all that is kept; the next command reads the exports again."""
    from copmetrics.commands.keeping import cleared

    click.echo(for_page(cleared()))


def _loaded(folder: Path, as_of: pd.Timestamp | None, engine: str) -> Community:
    """Load a community, to be asked in an engine; what is remembered of it is DuckDB's."""
    from copmetrics.community.community import load
    from copmetrics.engine.opening import Engine

    community = load(folder, as_of=as_of)
    return community if engine == Engine.DUCKDB else replace(community, engine=Engine(engine))


def _check_catalog(catalog: str, engine: str, *, of_lake: bool) -> None:
    """Refuse a catalogue where nobody would look into it."""
    if catalog and not (of_lake and engine == "spark"):
        raise click.UsageError("'--catalog' goes with a lake and '--engine spark'.")


def _instant(as_of: str, option: str = "--as-of") -> pd.Timestamp | None:
    """Read a day; what is none is wrong usage."""
    if not as_of:
        return None
    from copmetrics.quarters import instant

    try:
        return instant(as_of)
    except ChoiceError:
        raise click.BadParameter(
            f"'{as_of}' is not a day such as 2026-09-30.", param_hint=option
        ) from None
