# `uv run just` lists the recipes, `uv run just test` runs one. They run what CONTRIBUTING.md names.

set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]

_list:
    @just --list --unsorted

# set up everything that is needed, in .venv
setup:
    uv sync

# every test, eleven minutes on two slow cores, three of them Spark's where it is installed
test *more:
    uv run pytest {{ more }}

# all but the slow tests, a minute: without whole folders, reports and accounts, most commands, browser, Jupyter
test-quick *more:
    uv run pytest -m "not slow" {{ more }}

# which lines and branches no test enters: htmlcov/index.html
coverage *more:
    uv run pytest --cov --cov-report=term --cov-report=html {{ more }}

# what ruff and mypy say
lint:
    uv run ruff check .
    uv run ruff format --check .
    uv run mypy

# put right what ruff can
mend:
    uv run ruff check --fix .
    uv run ruff format .

# run lint and more before each commit from now on
hooks:
    uv run pre-commit install

# the report of the invented community
demo:
    uv run copmetrics report data/acute-deterioration --as-of 2026-10-05

# the site of these docs: site/index.html
docs:
    uv run sphinx-build -W --keep-going -b html docs site

# how fast it is, about an hour
bench *more:
    uv run python benchmarks/run.py {{ more }}
