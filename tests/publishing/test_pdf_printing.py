"""A page as a PDF: which browser prints it, on which system, and in which sandbox."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from copmetrics.errors import FileError, RenderError
from copmetrics.publishing import pdf_printing
from copmetrics.publishing.pdf_printing import browser, print_page


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without a browser on its path, and with no place of its own."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    for each in pdf_printing.WINDOWS_FOLDERS:
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setattr(pdf_printing, "MAC_FOLDERS", ())
    return tmp_path


def put(place: Path) -> Path:
    place.parent.mkdir(parents=True)
    place.write_text("a program")
    return place


def test_windows_edge_and_chrome_are_found_where_windows_installs_them(bare, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(bare / "own"))
    chrome = put(bare / "own" / "Google" / "Chrome" / "Application" / "chrome.exe")
    assert browser() == chrome
    monkeypatch.setenv("PROGRAMFILES(X86)", str(bare / "x86"))
    edge = put(bare / "x86" / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    assert browser() == edge  # it is on every Windows


def test_a_macs_chrome_is_found_among_its_applications(bare, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(pdf_printing, "MAC_FOLDERS", (str(bare), "~/Applications"))
    chrome = put(bare / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome")
    assert browser() == chrome


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_where_there_is_none_it_is_said(bare, monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(FileError, match="needs Chromium, Chrome or Edge to make a PDF"):
        browser()


def pretending(place: Path, script: str) -> Path:
    """A browser that does what a script says; `$pdf` is where it is to print."""
    find = 'for each in "$@"; do case $each in --print-to-pdf=*) pdf=${each#*=};; esac; done\n'
    place.write_text(f'#!/bin/sh\necho "$@" >> {place}.log\n{find}{script}')
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


NO_SANDBOX = """case "$*" in *--no-sandbox*) echo printed > $pdf;; *) echo 'No usable sandbox!' >&2; exit 1;; esac"""


@pytest.mark.skipif(os.name == "nt", reason="The pretended browser is a shell script.")
@pytest.mark.parametrize(
    ("root", "script", "tries"),
    [
        (False, "echo printed > $pdf", [False]),
        (True, "echo printed > $pdf", [True]),
        (False, NO_SANDBOX, [False, True]),
    ],
)
def test_the_sandbox_is_left_out_only_where_there_can_be_none(
    tmp_path, monkeypatch, root, script, tries
):
    printer = pretending(tmp_path / "chromium", script)
    monkeypatch.setattr(pdf_printing, "browser", lambda: printer)
    monkeypatch.setattr(pdf_printing, "_is_root", lambda: root)
    page = tmp_path / "a page & more.html"
    page.write_text("<h1>One</h1>")
    print_page(page)
    assert page.with_suffix(".pdf").read_text() == "printed\n"
    asked = Path(f"{printer}.log").read_text().splitlines()
    assert ["--no-sandbox" in each for each in asked] == tries
    assert all("--export-tagged-pdf" in each and "--user-data-dir=" in each for each in asked)


@pytest.mark.skipif(os.name == "nt", reason="The pretended browser is a shell script.")
def test_a_browser_that_prints_nothing_or_never_ends_is_told_in_a_line(tmp_path, monkeypatch):
    page = tmp_path / "page.html"
    page.write_text("<h1>One</h1>")
    failing = pretending(tmp_path / "chrome", "exit 3")
    monkeypatch.setattr(pdf_printing, "browser", lambda: failing)
    with pytest.raises(RenderError, match=r"^page.html could not be printed by chrome\.$"):
        print_page(page)
    half = pretending(tmp_path / "half", "echo half > $pdf; exit 3")
    monkeypatch.setattr(pdf_printing, "browser", lambda: half)
    with pytest.raises(RenderError, match=r"^page.html could not be printed by half\.$"):
        print_page(page)
    monkeypatch.setattr(pdf_printing, "PATIENCE", 0.2)
    slow = pretending(tmp_path / "msedge", "exec sleep 20")
    monkeypatch.setattr(pdf_printing, "browser", lambda: slow)
    with pytest.raises(RenderError, match=r"^page.html was not printed by msedge in time\.$"):
        print_page(page)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_what_is_printed_is_tagged_with_an_outline(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html lang=en><title>T</title><h1>One</h1><p>Words.<h2>Two</h2></html>")
    print_page(page)
    printed = page.with_suffix(".pdf").read_bytes()
    assert b"/MarkInfo" in printed
    assert b"/StructTreeRoot" in printed
    assert b"/Outlines" in printed
