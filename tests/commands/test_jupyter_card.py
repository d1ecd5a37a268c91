"""The card in JupyterLab's launcher, and the desk that it opens in a server that runs anyhow."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from time import sleep

import nbformat
import pytest

from copmetrics.commands.jupyter_card import desk_in, explorer_in

JUPYTER = Path(__file__).parents[2] / "copmetrics" / "commands" / "jupyter"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EXTENSIONS = {"copmetrics.commands.jupyter_card": True, "voila.server_extension": True}
CARD = """async () => {
  const added = {}, opened = [], token = {};
  const share = (module) => ({ '1.0': { get: async () => () => module } });
  window.open = (address) => opened.push(address);
  const container = _JUPYTERLAB.copmetrics;
  container.init({
    '@jupyterlab/launcher': share({ ILauncher: token }),
    '@jupyterlab/coreutils': share({ PageConfig: { getBaseUrl: () => 'http://hub/user/zoe/' } }),
    '@jupyterlab/ui-components': share({ LabIcon: class { constructor(told) { Object.assign(this, told); } } }),
  });
  const { default: plugin } = (await container.get('./extension'))();
  const app = { commands: { addCommand: (name, command) => { added[name] = command; } } };
  const cards = [];
  plugin.activate(app, { add: (card) => cards.push(card) });
  for (const { command } of cards) added[command].execute();
  container.init({});
  const none = (await container.get('./extension'))().default;
  none.activate(app);
  return [plugin.optional[0] === token, cards[1].category, cards.map((card) => added[card.command].label), opened];
}"""


def test_the_extension_is_one_that_jupyterlab_finds_and_needs_no_build():
    told = json.loads((JUPYTER / "labextension" / "package.json").read_text(encoding="utf-8"))
    assert told["jupyterlab"]["_build"]["load"] == "static/remoteEntry.js"
    server = json.loads((JUPYTER / "server" / "copmetrics.json").read_text(encoding="utf-8"))
    assert set(server["ServerApp"]["jpserver_extensions"]) < set(EXTENSIONS)


def test_the_notebook_is_told_where_communities_are_and_how_pages_are_reached(tmp_path):
    path = desk_in(tmp_path / "copmetrics", "/user/zoe/")
    desk_in(tmp_path / "copmetrics", "/user/zoe/")  # a second time it is written anew
    notebook = nbformat.read(path, as_version=4)
    assert [cell.source for cell in notebook.cells if cell.source.startswith("place = ")][1:] == [
        f"place = '{tmp_path.as_posix()}/copmetrics'\nmade = '/user/zoe/files/copmetrics/reports/'\n"
        "explorer = '/user/zoe/copmetrics/explorer'"
    ]


def test_the_explorer_of_a_community_lies_beside_what_it_sends(tmp_path):
    path = explorer_in(tmp_path, "North Wards")
    assert path == tmp_path / "reports" / "North Wards" / "explored" / "explorer.ipynb"
    notebook = nbformat.read(path, as_version=4)
    told = [cell.source for cell in notebook.cells if cell.source.startswith("folder = ")]
    assert told[1:] == [
        f"folder = '{tmp_path.as_posix()}/North Wards'\nplace = '{path.parent.as_posix()}'"
    ]
    assert notebook.metadata["voila"] == {"template": "copmetrics"}


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_cards_open_desk_and_explorer_and_an_app_without_a_launcher_has_none():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=JUPYTER / "labextension" / "static" / "remoteEntry.js")
        said = page.evaluate(CARD)
        browser.close()
    opened = ["http://hub/user/zoe/copmetrics/desk", "http://hub/user/zoe/copmetrics/explorer"]
    assert said == [True, "copmetrics", ["The desk", "The explorer"], opened]


@pytest.mark.slow
def test_a_server_that_runs_anyhow_shows_the_desk_to_whoever_has_its_token(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    there = f"http://127.0.0.1:{port}/user/zoe/copmetrics/desk"
    command = [
        sys.executable,
        "-m",
        "jupyter_server",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.port={port}",
        "--ServerApp.base_url=/user/zoe/",
        "--IdentityProvider.token=abc",
        f"--ServerApp.root_dir={tmp_path}",
        f"--ServerApp.jpserver_extensions={EXTENSIONS}",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            stranger = _opened(there).geturl()
            page = _opened(f"{there}?token=abc").read().decode()
            for name in ("north", "south & west"):
                (tmp_path / "copmetrics" / name).mkdir()
                (tmp_path / "copmetrics" / name / "community.toml").write_text(f'name = "{name}"\n')
            explorer = there.replace("desk", "explorer")
            which = _opened(f"{explorer}?token=abc").read().decode()
            one = _opened(f"{explorer}?token=abc&community=../north").read().decode()
        finally:
            server.kill()
    assert "/login?" in stranger
    assert "<title>The desk</title>" in page
    assert "application/vnd.jupyter.widget-view+json" in page
    assert '"fullMathjaxUrl": null' in page
    assert "https:" not in page
    assert (tmp_path / "copmetrics" / "desk.ipynb").exists()
    assert '<a href="?community=north">north</a>' in which
    assert '<a href="?community=south%20%26%20west">south &amp; west</a>' in which
    assert one == which  # a community that is not there is asked for anew


def _opened(address: str):
    """What a server gives, which may only be starting; cookies are kept, as a browser does."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for _ in range(240):  # two minutes, where many things run beside it
        try:
            return opener.open(address, timeout=60)
        except urllib.error.URLError:
            sleep(0.5)
    raise AssertionError(f"nothing answers at {address}")
