"""The public names: what they are, that nothing hides them, and that what is said of them is true."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pandas as pd
import pytest

import copmetrics
from copmetrics.commands.api_page import api_page, public_objects
from copmetrics.community import community as reading
from copmetrics.community.community import FIELDS, OFFERED
from copmetrics.loading.survey import Loaded, survey

ROOT = Path(__file__).parent.parent
PUBLIC = [
    "CatalogTable",
    "Community",
    "CopmetricsError",
    "__version__",
    "account",
    "changes",
    "errors",
    "indicators",
    "load",
    "picture",
]


NAMES = """
import copmetrics; print(*dir(copmetrics))
before = set(dir()); from copmetrics import *; print(*sorted(set(dir()) - before - {"before"}))
"""
MODULES = """
import importlib, pkgutil, types, copmetrics
for each in pkgutil.iter_modules(copmetrics.__path__, "copmetrics."):  # only these become names of it
    if not each.name.endswith("__main__"):
        importlib.import_module(each.name)
for name in copmetrics.__all__:
    print(name, type(getattr(copmetrics, name)).__name__)
import copmetrics.evaluation.changes, copmetrics.evaluation.indicators, copmetrics.accounts.account
print(*(getattr(copmetrics, each).__module__ for each in ("account", "changes", "indicators")))
"""


@pytest.fixture(scope="module")
def printed() -> list[str]:
    """What a Python prints of this that has imported nothing before."""
    words = [sys.executable, "-c", NAMES + MODULES]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.slow
def test_dir_lists_the_public_names_and_no_others(printed):
    assert dir(copmetrics) == PUBLIC
    assert printed[0] == " ".join(PUBLIC)


@pytest.mark.slow
def test_a_star_import_gives_the_public_names(printed):
    assert printed[1] == " ".join(PUBLIC)


@pytest.mark.slow
def test_no_module_hides_a_public_name_however_late_it_is_imported(printed):
    *kinds, modules = printed[2:]
    assert kinds == [
        "CatalogTable type",
        "Community type",
        "CopmetricsError type",
        "__version__ str",
        "account function",
        "changes function",
        "errors module",
        "indicators function",
        "load function",
        "picture function",
    ]
    assert modules.split() == [
        "copmetrics.accounts.for_audience",
        "copmetrics.evaluation.changes",
        "copmetrics.evaluation.indicators",
    ]


def test_no_room_has_the_name_of_a_public_function():
    rooms = {each.name for each in pkgutil.iter_modules(copmetrics.__path__)}
    assert rooms & set(PUBLIC) == {"errors"}


def test_a_name_that_there_is_not_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'copmetrics' has no attribute 'lode'"):
        copmetrics.lode  # noqa: B018


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "copmetrics" / "py.typed").read_text(encoding="utf-8") == ""


def test_the_page_on_the_api_is_the_one_that_the_docstrings_make():
    written = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert written == api_page()


def test_the_page_has_every_public_name():
    on_it = [each.name.rpartition(".")[2] for each in public_objects()]
    assert set(PUBLIC) - {"__version__", "errors"} <= set(on_it)
    assert on_it[-10:] == [
        "CopmetricsError",
        "CellError",
        "ChoiceError",
        "EngineError",
        "FileError",
        "Problems",
        "QuestionError",
        "RenderError",
        "SourceError",
        "TableError",
    ]


def test_all_that_a_community_has_is_promised_or_said_to_be_its_own():
    said = inspect.cleandoc(copmetrics.Community.__doc__)
    fields = set(copmetrics.Community.__dataclass_fields__)
    names = {each for each in vars(copmetrics.Community) if not each.startswith("_")} | fields
    assert {each for each in names - set(OFFERED) if f"`{each}`" not in said} == set()


def test_dir_of_a_community_lists_what_is_promised_of_it_and_no_machinery(demo):
    said = inspect.cleandoc(copmetrics.Community.__doc__)
    assert dir(demo) == sorted((*FIELDS, *OFFERED))
    assert [each for each in FIELDS if f"- `{each}`: " not in said] == []
    assert all(hasattr(demo, each) for each in dir(demo))


@pytest.mark.parametrize("name", [each.name for each in public_objects()])
def test_each_says_what_it_gives_and_shows_it(name):
    text = next(each.text for each in public_objects() if each.name == name)
    assert "\n    >>> " in text
    assert "\n>>> " not in text, "an indented example is code in Markdown"
    first = text.splitlines()[0]
    assert first.endswith((".", ":"))
    if name.startswith("copmetrics.") and name != "copmetrics.Community":
        for each in ("**Gives**", "**Errors**", "**Source**"):
            assert each in text


@pytest.mark.slow
def test_the_examples_give_what_they_show(demo_folder, demo_survey, tmp_path, monkeypatch):
    def survey_once(folder: str, *, as_of: object) -> Loaded:
        is_demo = Path(folder).resolve() == demo_folder.resolve()
        return demo_survey if is_demo else survey(folder, as_of=as_of)

    monkeypatch.setattr(reading, "survey", survey_once)
    # one after the other, as they are read: `community` is that of the first
    (tmp_path / "data").symlink_to(demo_folder.parent)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"copmetrics": copmetrics, "errors": copmetrics.errors, "pd": pd}
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for each in public_objects():
        test = doctest.DocTestParser().get_doctest(each.text, names, each.name, None, None)
        assert test.examples, each.name
        runner.run(test, out=said.append, clear_globs=False)
        names.update(test.globs)
    assert not said, "".join(said)


@pytest.mark.slow
def test_what_is_handed_out_is_plain_text_and_no_member_of_an_enumeration(demo):
    values = demo.indicators()
    frames = {
        **demo.tables,
        **demo.narrative_tables,
        "values": values,
        "changes": demo.changes(values),
    }
    members = {
        (name, column)
        for name, frame in frames.items()
        for column, cells in frame.items()
        if any(isinstance(each, Enum) for each in cells.array)
    }
    assert members == set()
