"""The way that a user walks: a key in the environment, `copmetrics sync`, `copmetrics check`, numbers."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from all_there import STANDS
from click.testing import CliRunner
from loopback import standing
from mailchimp_there import KEY, mailchimp, refused

from copmetrics.cli import main
from copmetrics.commands import syncing as command
from copmetrics.sync import SOURCES

SETTINGS = "minimum_recipients = 0\n"
WATCHED = Path(__file__).with_name("watched_sync.py")


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for source in SOURCES.values():
        for secret in source.secrets:
            monkeypatch.delenv(secret.name, raising=False)
    monkeypatch.setattr("keyring.get_password", lambda service, name: None)


@pytest.fixture
def there(monkeypatch):
    with standing(mailchimp()) as interface:
        source = replace(SOURCES["mailchimp"], base_url=lambda keys: f"{interface.url}/3.0")
        monkeypatch.setattr(command, "SOURCES", {"mailchimp": source})
        yield interface


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "community"
    made.mkdir()
    (made / "community.toml").write_text(SETTINGS, encoding="utf-8")
    return made


def told(*words: object):
    return CliRunner().invoke(main, [str(each) for each in words])


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_key_in_the_environment_and_one_command_are_all_that_it_takes(there, folder, monkeypatch):
    monkeypatch.setenv("MAILCHIMP_API_KEY", KEY)
    done = told("sync", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Mailchimp: 3 members, 4 mailings (18 requests), in synced/mailchimp",
        f"See what it was read as: copmetrics check {folder}",
    ]
    check = told("check", folder, "--as-of", "2026-11-30")
    assert check.exit_code == 0
    assert "synced/mailchimp/campaigns.csv" in check.stdout
    assert "not read" not in check.stdout
    assert "Note:" not in check.stdout
    number = told("indicators", folder, "--only", "open_rate", "--quarter", "2024/25-Q2", "--format", "csv")  # fmt: skip
    assert "machine opens are left out" in number.stdout
    assert KEY.encode() not in everything_in(folder)


def test_without_dlt_it_says_what_to_install(there, folder, monkeypatch):
    monkeypatch.setenv("MAILCHIMP_API_KEY", KEY)
    for name in [each for each in sys.modules if each.split(".")[0] == "dlt"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "dlt", None)
    said = "copmetrics: dlt, which asks sources, is not installed. Install it: pip install 'copmetrics[sync]', or in a clone uv sync --extra sync\n"
    assert told("sync", folder).stderr == said


def test_a_key_may_be_in_the_keyring(there, folder, monkeypatch):
    kept = {("copmetrics", "MAILCHIMP_API_KEY"): KEY}
    monkeypatch.setattr("keyring.get_password", lambda service, name: kept.get((service, name)))
    assert told("sync", folder, "--from", "mailchimp").exit_code == 0


def test_without_a_key_it_says_where_one_goes(there, folder):
    assert told("sync", folder, "--from", "mailchimp").stderr == (
        "copmetrics: Mailchimp: needs an API key of Mailchimp (Profile, Extras, API keys), which ends in its data "
        "centre: …-us6. Give it in the environment as MAILCHIMP_API_KEY, or put it into this computer's keyring: "
        "keyring set copmetrics MAILCHIMP_API_KEY\n"
    )
    assert told("sync", folder).exit_code == 1
    assert there.asked == []


def test_a_key_without_its_data_centre_is_refused_before_anything_is_asked(there, folder, monkeypatch):  # fmt: skip
    monkeypatch.setenv("MAILCHIMP_API_KEY", KEY[:-4])
    done = told("sync", folder)
    assert done.exit_code == 1
    assert "what MAILCHIMP_API_KEY holds does not look like an API key of Mailchimp" in done.stderr
    assert KEY[:-4] not in done.output
    assert there.asked == []


def test_the_key_is_in_no_message_and_no_file_whatever_goes_wrong(there, folder, monkeypatch):
    monkeypatch.setenv("MAILCHIMP_API_KEY", KEY)
    there.faults = {9: refused(401, "API Key Invalid")}  # it expires in the middle
    done = told("sync", folder)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert (
        "copmetrics: Mailchimp: does not accept the key in MAILCHIMP_API_KEY (401)" in done.stderr
    )
    assert "asha.one@example.org" not in done.output
    assert KEY.encode() not in done.output.encode() + everything_in(folder)
    assert told("check", folder).stdout.count("synced") == 0  # nothing half-fetched is read


@pytest.fixture
def everywhere(monkeypatch, folder):
    """All four sources, with the keys of each; the settings that two of them need stand in the folder."""
    said = [each.settings.partition("[")[1:] for each in STANDS]
    lines = "".join("".join(each) for each in said)
    (folder / "community.toml").write_text(lines, encoding="utf-8")
    with ExitStack() as stack:
        found = {each.name: stack.enter_context(standing(each.interface())) for each in STANDS}
        sources = {each.name: each.source(found[each.name]) for each in STANDS}
        monkeypatch.setattr(command, "SOURCES", sources)
        for stand in STANDS:
            for name, key in stand.keys.items():
                monkeypatch.setenv(name, key)
        yield found


def test_no_key_and_no_token_is_in_a_file_a_log_or_a_message_of_any_source(everywhere, folder, caplog):  # fmt: skip
    caplog.set_level(logging.DEBUG)
    keys = {name: key for stand in STANDS for name, key in stand.keys.items()}
    directory = keys.pop(
        "GRAPH_TENANT_ID"
    )  # no secret: it is part of an address, which urllib3 logs
    secrets = [*keys.values(), "t0ken"]
    for stand in STANDS:
        everywhere[stand.name].faults = {3: stand.refused(500)}
    done = told("sync", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    for stand in STANDS:  # each of them refuses its key in the middle of the next run
        everywhere[stand.name].asked.clear()
        everywhere[stand.name].faults = {2: stand.refused(401)}
    failed = told("sync", folder)
    assert failed.exit_code == 1
    assert failed.stderr.count("does not accept the key in") == len(STANDS)
    assert failed.stderr.count("\n") == len(STANDS)
    written = done.output + failed.output + caplog.text
    found = everything_in(folder)
    assert len(found) > 5000
    assert [each for each in secrets if each in written or each.encode() in found] == []
    assert directory.encode() not in done.output.encode() + failed.output.encode() + found


def test_nothing_but_the_sources_is_spoken_to(everywhere, folder, tmp_path):
    """In a process of its own, in which every connection and every name that is looked up is seen."""
    home = tmp_path / "home"
    home.mkdir()
    urls = {name: interface.url for name, interface in everywhere.items()}
    known = {**os.environ, "HOME": str(home), "THERE": json.dumps(urls)}
    done = subprocess.run(
        [sys.executable, WATCHED, folder], env=known, capture_output=True, text=True, check=False
    )
    ports = [int(url.rpartition(":")[2]) for url in urls.values()]
    seen = {line for line in done.stdout.splitlines() if line.startswith(("socket", "telemetry"))}
    sockets = {f"socket.connect ('127.0.0.1', {port})" for port in ports}
    assert seen == {*sockets, "telemetry False"}, done.stdout + done.stderr
    secrets = [key for stand in STANDS for key in stand.keys.values()]
    assert [each for each in secrets if each in done.stdout + done.stderr] == []
    assert list(home.rglob("*")) == []


def test_the_watch_sees_a_connection_that_goes_elsewhere():
    told = subprocess.run(
        [sys.executable, WATCHED], capture_output=True, text=True, check=False
    ).stdout
    assert "socket.getaddrinfo" in told or "socket.connect ('192.0.2.1', 9)" in told
    assert socket.gethostbyname("127.0.0.1") == "127.0.0.1"
