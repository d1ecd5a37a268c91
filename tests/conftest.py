"""What all tests share: inputs must come back unchanged, and the demo community is read once."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import hypothesis
import pandas as pd
import pytest
from once import made_once, place_of_all

from copmetrics.accounts.account import Account
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community.community import Community
from copmetrics.evaluation import indicators as evaluated
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.loading.survey import Loaded, survey

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "data" / "acute-deterioration"
AS_OF = pd.Timestamp("2026-10-05", tz="Europe/London").tz_convert("UTC")

# Kernels, runners and commands start by the hundred here: on a machine that is told to keep no
# bytecode each would compile pandas and matplotlib anew, which is half of the suite's time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What is typed next is told as by whoever has `copmetrics` on their path, however the tests were started.
os.environ.pop("UV_RUN_RECURSION_DEPTH", None)

# No test reads or fills the cache of whoever runs it; those of the cache have one of their own.
os.environ["COPMETRICS_CACHE"] = "off"

# Texts are Python's, as they are where a folder is read or an account told: of tables of a few rows
# that is the quicker. What is told of the texts that pandas chooses by itself `test_plain_texts.py` says.
pd.set_option("mode.string_storage", "python")

# Nothing of what is imported and collected goes before the end: see `pytest_collection_finish`.
gc.disable()

# Speed is measured in benchmarks/, never by a test.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave files that are slow as a whole unopened in a quick run: what they import takes long too."""
    if config.option.markexpr != "not slow" or collection_path.suffix != ".py":
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text("utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no core waits for another at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector, which would go through it again and again, may not."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_sessionfinish() -> None:
    """At the end it goes, so that no library speaks of what was left lying about."""
    gc.unfreeze()
    gc.collect()


@pytest.fixture(autouse=True)
def inputs_come_back_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call of `indicators` in any test leaves the frames it was handed as they were."""
    original = evaluated.indicators

    def watched(tables, **more):
        frames = {name: each for name, each in tables.items() if isinstance(each, pd.DataFrame)}
        before = {name: frame.copy() for name, frame in frames.items()}
        found = original(tables, **more)
        for name, frame in frames.items():
            was = before[name]
            axes = zip(frame.axes, was.axes, strict=True)
            assert all(one.identical(other) for one, other in axes), f"{name} has other labels"
            assert frame.equals(was), f"{name} has other cells"
        return found

    monkeypatch.setattr(evaluated, "indicators", watched)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo community, so that no test writes into the checkout; one for all workers."""
    place = place_of_all(tmp_path_factory) / "demo" / "acute-deterioration"
    kept = shutil.ignore_patterns(".copmetrics-key", "people-review*")
    made_once(place.parents[1] / "demo copied", lambda: shutil.copytree(DEMO, place, ignore=kept))
    return place


@pytest.fixture(scope="session")
def demo_survey(demo_folder: Path) -> Loaded:
    """What is in the demo community's folder, as it stood in October 2026."""
    place = demo_folder.parents[1]

    def read() -> Loaded:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COPMETRICS_CACHE", str(place / "demo kept"))
            return survey(demo_folder, as_of=AS_OF)

    return made_once(place / "demo read", read)


@pytest.fixture(scope="session")
def demo_cache(demo_survey: Loaded) -> Path:
    """The cache in which what was found in the demo community's folder is kept."""
    return demo_survey.folder.parents[1] / "demo kept"


@pytest.fixture(scope="session")
def demo(demo_survey: Loaded) -> Community:
    """The demo community: what `load` makes of its folder."""
    return Community.of(replace(demo_survey, kept=None))


@pytest.fixture(scope="session")
def demo_account(demo: Community, demo_folder: Path) -> Callable[[str], Account]:
    """What the demo community tells an audience of its last quarter, told once each."""
    place = demo_folder.parents[1]

    def told(audience: str) -> Account:
        """Those of a profile are told together: their figures are the same."""
        others = [each for each in AUDIENCES if each != "leaders"]
        alike = ["leaders"] if audience == "leaders" else others
        return made_once(
            place / f"demo told {alike[0]}",
            lambda: {each: account_of(demo, "2026/27-Q2", each) for each in alike},
        )[audience]

    return cache(told)


@pytest.fixture(scope="session")
def demo_report(demo: Community, demo_folder: Path) -> Account:
    """The quarterly report of the demo community's last quarter."""
    place = demo_folder.parents[1] / "demo reported"
    return made_once(place, lambda: quarterly_account(inside_evidence(demo, "2026/27-Q2")))


@pytest.fixture(scope="session")
def demo_figures(demo: Community) -> QuarterFigures:
    """What the demo community knows of its last quarter, as leaders see it."""
    return QuarterFigures.of(demo, demo.quarter())
