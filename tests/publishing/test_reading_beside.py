"""What a copy of the process reads of a folder is what the process would have read, also where the copy ends."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

LIST = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID\n"
JOINED = "2024-04-02 09:00:00"

# A process of its own: whoever runs the tests has threads, and is not to be copied.
STORY = """
    import os, sys, threading
    from pathlib import Path
    from copmetrics.loading.shared_reading import sheet_readings
    from copmetrics.publishing import reading_beside as beside
    from copmetrics.settings import read_settings

    folder = Path(sys.argv[1])
    settings = read_settings(folder)
    begun, begin = [], beside._begin
    beside._begin = lambda share: begun.append(len(share.paths)) or begin(share)

    def read():
        with beside.reading_beside():
            return [repr(each.surveyed({})) for each in sheet_readings(folder, settings)]

    alone = [repr(each.surveyed({})) for each in sheet_readings(folder, settings)]
    assert read() == alone and len(alone) == 14, alone
    assert begun == [7], begun

    thread = threading.Thread(target=(stop := threading.Event()).wait)
    thread.start()
    assert read() == alone and begun == [7], "beside a thread none is copied"
    stop.set()
    thread.join()

    beside._give = lambda asker, share: os._exit(1)
    assert read() == alone and begun == [7, 7], "what an ended copy did not read is read here"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no copy is made")
def test_two_read_what_one_would_and_an_ended_copy_is_made_up_for(tmp_path):
    (tmp_path / "community.toml").write_text('name = "Sepsis"\n', encoding="utf-8")
    for number in range(14):
        person = f"p{number}@example.org,P,3,{JOINED},{JOINED},{JOINED},{number}\n"
        (tmp_path / f"{number}.csv").write_text(LIST + person, encoding="utf-8")
    command = [sys.executable, "-c", textwrap.dedent(STORY), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
