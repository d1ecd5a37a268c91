"""An app in the browser: run and without code, for this computer alone, its errors in one sentence."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

from copmetrics.commands.app_in_browser import open_app
from copmetrics.commands.plain_errors import one_sentence
from copmetrics.errors import FileError

OPENS = (
    "import sys; from pathlib import Path; from copmetrics.commands.app_in_browser import open_app; "
    "open_app(Path(sys.argv[1]), title='Ward & round', parameters={'place': \"Dan's\"}, "
    "made=Path(sys.argv[2]), browser=False)"
)
KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def test_it_is_over_when_no_window_was_open_for_so_many_looks_one_after_another():
    from copmetrics.commands.app_server import Idle

    idle = Idle(3)
    assert [idle.is_over(windows) for windows in (0, 0, 1, 0, 0, 2, 0, 0, 0)] == [False] * 8 + [
        True
    ]


def test_an_error_of_ours_is_its_own_sentence_and_another_is_said_to_be_a_fault():
    assert one_sentence(FileError("a.csv", "is empty")) == "a.csv: is empty."
    said = one_sentence(ZeroDivisionError("division\nby zero"))
    assert said.startswith(
        "Something went wrong that is not in your files (ZeroDivisionError: division by zero)."
    )


def test_a_notebook_that_is_gone_and_a_port_that_is_taken_are_a_sentence(tmp_path):
    with pytest.raises(FileError, match=r"is not there\. Install copmetrics again\.$"):
        open_app(tmp_path / "gone.ipynb", title="x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(FileError, match=f"^port {port}: cannot be used: .*--port out\\.$"):
            open_app(_notebook(tmp_path, "1"), title="x", browser=False, port=port)


@pytest.mark.slow
def test_an_app_is_run_for_whoever_has_the_token_and_a_fault_is_a_sentence(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    (made / "page.html").write_text("<p>what was made</p>", encoding="utf-8")
    place = _notebook(tmp_path, "print(place)", "import copmetrics; copmetrics.load('nowhere')")
    with subprocess.Popen(
        [sys.executable, "-c", OPENS, str(place), str(made)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as server:
        heard = [server.stdout.readline() for _ in range(4)]
        address = heard[1].strip()
        bare, token = address.split("?")
        page = _text(address)
        reads = [_text(f"{bare}made/page.html?{token}"), _text(f"{bare}made/page.html")]
        stranger = _text(bare)
        server.send_signal(signal.SIGINT)
        said = server.stdout.read()
    assert heard[0].startswith("Ward & round is ready.")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{48}", address)
    assert (said, server.returncode) == ("", 0)
    assert "<title>Ward &amp; round</title>" in page
    assert "<main" in page
    assert "<pre>Dan&#39;s" in page
    assert "nowhere: is not a folder. Name the folder with the exports." in page
    for never in ("Traceback", "copmetrics.load", "https:"):
        assert never not in page
    assert reads[0] == "<p>what was made</p>"
    assert "what was made" not in reads[1]
    assert "Dan" not in stranger


def _notebook(folder: Path, *sources: str) -> Path:
    first = new_code_cell("place = ''", metadata={"tags": ["parameters"]})
    cells = [first, *(new_code_cell(each) for each in sources)]
    place = folder / "app.ipynb"
    place.write_text(writes(new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC})))
    return place


def _text(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()
