"""The habits of the trade: the recipes of the justfile, the hooks before a commit, coverage."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
RECIPES = {"setup", "test", "test-quick", "lint", "demo", "docs", "bench", "coverage"}


def just(*words: str) -> subprocess.CompletedProcess[str]:
    """Run just as it is installed beside this Python: it is one of the developers' dependencies."""
    command = shutil.which("just", path=sysconfig.get_path("scripts"))
    assert command, "`uv sync` installs just"
    return subprocess.run([command, *words], cwd=ROOT, capture_output=True, text=True, check=True)


def test_just_has_every_recipe_and_says_what_it_is_for():
    assert set(just("--summary").stdout.split()) >= RECIPES
    listed = [line for line in just("--list").stdout.splitlines()[1:] if line.strip()]
    assert [line for line in listed if "#" not in line] == []


@pytest.mark.parametrize("recipe", sorted(RECIPES))
def test_a_recipe_calls_what_is_installed(recipe):
    """Every line begins with uv, and the Python files that it names exist."""
    lines = just("--dry-run", recipe).stderr.splitlines()
    assert lines
    assert [line for line in lines if not line.startswith("uv ")] == []
    named = [word for line in lines for word in re.findall(r"[\w/]+\.py\b", line)]
    assert [each for each in named if not (ROOT / each).is_file()] == []


def test_the_hooks_are_local_and_call_the_four_tools():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {hook["language"] for hook in hooks} == {"system"}
    called = [" ".join(hook["entry"].split()[:4]) for hook in hooks]
    assert called == [
        "uv run ruff check",
        "uv run ruff format",
        "uv run mypy",
        "uv run nbstripout",
    ]


def test_coverage_is_of_branches_in_the_package_and_in_other_processes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["tool"]["coverage"]["run"]
    assert run["branch"] is True
    assert run["source_pkgs"] == ["copmetrics"]
    assert "subprocess" in run["patch"]
