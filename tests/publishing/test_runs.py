"""Runs that meet, end too early or stand in a hostile place: no account is lost, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from folders import folder, zoom
from papermill.exceptions import PapermillExecutionError

from copmetrics.atomic_write import building, put_file, replace_file, swap_in
from copmetrics.errors import CopmetricsError, FileError, RenderError
from copmetrics.publishing import notebook_runner
from copmetrics.publishing.index_page import write_index
from copmetrics.publishing.notebook_execution import _as_ours
from copmetrics.publishing.notebook_runner import Outcome, ReportRequest, render

pytestmark = pytest.mark.slow

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")


def python(script: str, *words: object, **more) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **more)


def account(place: Path, said: str) -> Path:
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(said, encoding="utf-8")
    return place


def said_by(place: Path) -> str:
    return (place / "manifest.json").read_text(encoding="utf-8")


def test_an_account_whose_run_began_later_stays(tmp_path):
    now, place = time.time(), tmp_path / "2026-27-Q2"
    assert swap_in(account(tmp_path / "newer", "newer"), place, began=now - 5)
    assert not swap_in(account(tmp_path / "older", "older"), place, began=now - 9)
    assert said_by(place) == "newer"
    assert swap_in(account(tmp_path / "newest", "newest"), place, began=now - 1)
    assert said_by(place) == "newest"


def test_an_account_by_a_clock_that_was_wrong_gives_way(tmp_path):
    place = account(tmp_path / "2026-27-Q2", "of tomorrow")
    tomorrow = time.time() + 24 * 60 * 60
    os.utime(place / "manifest.json", (tomorrow, tomorrow))
    assert swap_in(account(tmp_path / "built", "of today"), place, began=time.time())
    assert said_by(place) == "of today"


def test_a_file_whose_run_began_later_stays(tmp_path):
    now, place = time.time(), tmp_path / "people.xlsx"
    for name, began in (("newer", now - 5), ("older", now - 9)):
        (tmp_path / name).write_text(name)
        put_file(tmp_path / name, place, began=began)
    assert place.read_text() == "newer"


BOTH = """
import sys, time
from pathlib import Path
from copmetrics.atomic_write import building, swap_in
reports, audience = Path(sys.argv[1]), sys.argv[2]
for number in range(60):
    with building(reports) as built:
        (built / "manifest.json").write_text(str(number))
        swap_in(built, reports / "Q2" / audience, keep=() if audience else ("sponsors",), began=time.time())
    newest = (reports / "Q2" / audience / "manifest.json").read_text()
    assert newest == str(number), f"{audience}: {newest}, not {number}"
"""


def test_two_runs_at_once_lose_neither_account(tmp_path):
    """The quarterly report takes the sponsors' account along, and never one that is older than there is."""
    with python(BOTH, tmp_path, "") as quarterly, python(BOTH, tmp_path, "sponsors") as sponsors:
        assert (quarterly.wait(), sponsors.wait()) == (0, 0)
    assert said_by(tmp_path / "Q2") == said_by(tmp_path / "Q2" / "sponsors") == "59"
    assert [each.name for each in tmp_path.iterdir()] == ["Q2"]


def test_an_account_that_lacks_a_file_that_was_asked_for_says_so(tmp_path):
    place = account(tmp_path / "Q2", "of a later run")
    with pytest.raises(FileError) as caught:
        notebook_runner._check_has_all(place, ["manifest.json", "quarterly.pdf"], Path("out/Q2"))
    assert str(caught.value) == (
        "out/Q2: holds the account of a run that began after this one, which is kept. "
        "Run it again for quarterly.pdf."
    )
    notebook_runner._check_has_all(place, ["manifest.json"], Path("out/Q2"))


BUILDING = """
import sys, time
from pathlib import Path
from copmetrics.atomic_write import building
with building(Path(sys.argv[1])) as built:
    (built / "half").write_text("half")
    print(built.name, flush=True)
    time.sleep(60)
"""


@on_posix
def test_what_a_killed_run_left_goes_with_the_next_and_what_is_being_built_stays(tmp_path):
    with python(BUILDING, tmp_path) as killed, python(BUILDING, tmp_path) as busy:
        left, built = killed.stdout.readline().strip(), busy.stdout.readline().strip()
        killed.kill()
        killed.wait()
        assert (tmp_path / left / "half").exists()
        with building(tmp_path):
            assert not (tmp_path / left).exists()
            assert (tmp_path / built / "half").exists()
        busy.kill()
    with building(tmp_path) as own:
        assert {each.name for each in tmp_path.iterdir()} == {own.name, f"{own.name}.lock"}
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_of_a_file_goes_with_the_next(tmp_path):
    left = tmp_path / ".building-index.html-abc"
    left.write_text("<html>")
    os.utime(left, (time.time() - 90, time.time() - 90))
    write_index(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["index.html"]


def test_a_file_that_cannot_take_its_place_leaves_nothing(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "index.html", "<html>")
    assert list(tmp_path.iterdir()) == []


POOL = r"""
import os, time
from copmetrics.publishing import workers
workers.PRELOADED = "os"
def work(_):
    os.write(1, f"{os.getpid()}\n".encode())  # whole: two workers share the pipe
    time.sleep(60)
    yield
if __name__ == "__main__":
    list(workers.answers([[1], [2]], work, jobs=2))
"""


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except OSError:  # it is gone, perhaps just now
        return False
    return state.rpartition(")")[2].split()[0] not in ("Z", "X")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_whoever_started_them(how, tmp_path):
    (tmp_path / "pool.py").write_text(POOL, encoding="utf-8")
    command = [sys.executable, tmp_path / "pool.py"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        workers = [int(run.stdout.readline()) for _ in range(2)]
        assert all(map(is_running, workers))
        run.send_signal(how)
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_running, workers))


def test_a_worker_that_the_system_ended_is_a_report_that_failed(tmp_path, monkeypatch):
    one, other = (ReportRequest(Path(each), tmp_path) for each in ("cop", "team"))
    made = Outcome(other, (tmp_path / "made",))
    monkeypatch.setattr(
        notebook_runner, "answers", lambda *_, **__: iter([(other, made), (one, None)])
    )
    told, also = notebook_runner.render_all([one, other], jobs=2, done=lambda _: None)
    assert (told.paths, also) == ((), made)
    assert told.error.startswith(
        "cop: the report could not be made: the program that makes it was ended"
    )


def raised(ename: str, evalue: str = "'a'\nb") -> CopmetricsError:
    error = PapermillExecutionError(0, 1, "show(account)", ename, evalue, [])
    return _as_ours(error, Path("cop"))


def test_a_failure_is_told_as_the_users_the_machines_or_ours():
    users = raised("ChoiceError", "'x' is not a section. Choose from: a.")
    assert (type(users), str(users)) == (
        CopmetricsError,
        "cop: 'x' is not a section. Choose from: a.",
    )
    # the notebook names the folder as it sees it: once is enough
    assert str(raised("FileError", "cop: holds no export.")) == "cop: holds no export."
    machines, ours = raised("OSError", "[Errno 28] No space left on device"), raised("KeyError")
    assert type(machines) is type(ours) is RenderError
    assert str(machines) == (
        "cop: the report could not be made: OSError: [Errno 28] No space left on device. "
        "See to the computer's disk and memory, and run it again."
    )
    assert str(ours) == (
        "cop: the report could not be made (KeyError: 'a' b). This is a fault in copmetrics: please "
        "tell us, with what `copmetrics check` says."
    )


@pytest.mark.parametrize("name", ["Final", "date", "json", "nearest", "Iterable"])
def test_an_error_called_like_something_else_in_our_module_is_not_the_users(name):
    assert type(raised(name)) is RenderError


HOSTILE = {
    "jupyter/kernels/python3/kernel.json": (
        '{"argv": ["false", "{connection_file}"], "display_name": "x", "language": "python"}'
    ),
    "jupyter/nbconvert/templates/report/index.html.j2": "not ours",
    "ipython/profile_default/startup/0.py": "import os; os._exit(3)",
    "ipython/profile_default/ipython_config.py": (
        'c.InteractiveShellApp.exec_lines = ["import os; os._exit(3)"]'
    ),
    "startup.py": "import os; os._exit(3)",
}


def test_the_kernel_is_our_own_whatever_surrounds_it(tmp_path, monkeypatch):
    """Other kernels, start-up files, a pandas of one's own, no such backend, braces in every path."""
    own = folder(tmp_path / "own", HOSTILE)
    outer = folder(tmp_path / "{quarter} {x}", {"pandas.py": "import os; os._exit(3)"})
    place = folder(outer / "{cop}", {"may.csv": zoom("Asha,asha@example.org")})
    monkeypatch.setenv("JUPYTER_PATH", str(own / "jupyter"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.setenv("IPYTHONDIR", str(own / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(own / "startup.py"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("MPLBACKEND", "nowhere")
    before = sorted(own.rglob("*"))
    paths = render(ReportRequest(place, outer / "{out}", as_of="2024-10-05"))
    assert [path.name for path in paths] == [
        "changes.csv",
        "indicators.csv",
        "manifest.json",
        "quarterly.html",
        "quarterly.ipynb",
        "quarterly.xlsx",
    ]
    assert "<h1>{cop}</h1>" in paths[3].read_text(encoding="utf-8")
    assert str(tmp_path) not in paths[4].read_text(encoding="utf-8")
    assert sorted(own.rglob("*")) == before
    assert list((tmp_path / "runtime").glob("*")) == []
    assert [each.name for each in paths[0].parents[1].iterdir()] == [paths[0].parent.name]


@on_posix
def test_a_folder_whose_name_no_notebook_can_hold_is_refused(tmp_path):
    place = folder(tmp_path / "caf\udce9", {"may.csv": zoom("Asha,asha@example.org")})
    with pytest.raises(FileError) as caught:
        render(ReportRequest(place, tmp_path / "out", as_of="2024-10-05"))
    assert str(caught.value) == (
        f"{place}: has a name, or lies in a folder with a name, that is no UTF-8. Rename it."
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (
            KeyError("x"),
            "cop: the report could not be made (KeyError: 'x'). This is a fault in copmetrics: "
            "please tell us, with what `copmetrics check` says.",
        ),
        (
            MemoryError(),
            "cop: the report could not be made: MemoryError. See to the computer's disk and "
            "memory, and run it again.",
        ),
        (
            OSError(28, "No space left on device"),
            "out/cop: cannot be written: No space left on device. Make room there, or choose "
            "another place.",
        ),
    ],
)
def test_a_failure_beside_the_notebook_is_one_line_too(tmp_path, monkeypatch, broken, told):
    def breaks(*_, **__):
        raise broken

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(notebook_runner, "execute", breaks)
    with pytest.raises(CopmetricsError) as caught:
        render(ReportRequest(folder(Path("cop"), {}), Path("out")))
    assert str(caught.value) == told
