"""Teams, by Microsoft Graph: what is synced gives the numbers of its reports, and is what Graph accepts.

Microsoft's own client is not in these tests: `msgraph-sdk` is larger than all of copmetrics. Another one asks for what hangs on
a meeting and on a webinar; addresses to join by and moments with a clock it sends unencoded.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pandas as pd
import pytest
from loopback import NOW, standing
from teams_there import (
    HOST,
    HOST_ID,
    KEYS,
    PEOPLE,
    REGISTERED,
    REPORTS,
    STAND,
    teams,
    write_exports,
)

import copmetrics
from copmetrics.errors import SourceError

synced = STAND.sync


@pytest.fixture
def there():
    with standing(teams()) as interface:
        yield interface


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "community"
    made.mkdir()
    (made / "community.toml").write_text(STAND.settings, encoding="utf-8")
    return made


def test_a_synced_community_and_its_reports_give_the_same_numbers(there, folder, tmp_path):
    exported = tmp_path / "exported"
    exported.mkdir()
    (exported / "community.toml").write_text(STAND.settings, encoding="utf-8")
    write_exports(exported)
    assert synced(folder, there).counted == {"reports of meetings": 2, "of webinars": 1}
    assert there.unknown == []
    ours, others = (copmetrics.load(each, as_of="2026-11-30") for each in (folder, exported))
    pd.testing.assert_frame_equal(
        ours.indicators(by=["organisation"]), others.indicators(by=["organisation"])
    )
    minutes = ours.attendance.groupby("event")["minutes"].agg(list)
    assert sorted(minutes.loc["2026-06-16-cop-huddle"]) == [30, 55, 61]  # Zoë came in twice
    told = ours.indicators(only=["show_up_rate"]).dropna(subset="value")
    # of the webinar's, Ed and Zoë came and Flo did not; Cy cancelled; Asha, who hosted, never registered
    assert told[["numerator", "denominator"]].to_numpy().tolist() == [[2, 3]]


def test_a_webinar_that_graph_gives_as_an_online_meeting_too_is_one_event(folder):
    with standing(teams(twice=True)) as twice:
        assert synced(folder, twice).counted == {"reports of meetings": 3, "of webinars": 1}
    told = copmetrics.load(folder, as_of="2026-11-30")
    assert len(told.events) == 3
    came = told.attendance.query("status == 'attended' and event.str.startswith('2026-11-24')")
    assert came["person"].nunique() == 3


def test_only_webinars_that_were_and_that_are_the_communitys_are_looked_at(there, folder):
    synced(folder, there)
    asked = {path.split("/")[5] for path in there.paths() if path.endswith("/registrations")}
    assert asked == {"w1@t"}


def test_a_host_by_object_id_is_looked_up_in_no_directory(there, folder):
    """So that the app needs no right to see everybody of the tenant."""
    (folder / "community.toml").write_text(STAND.settings.replace(HOST, HOST_ID))
    assert synced(folder, there).counted == {"reports of meetings": 2, "of webinars": 1}
    assert [
        each for each in there.paths() if each.split("/")[2] == "users" and each.count("/") == 3
    ] == []
    assert there.unknown == []


def test_a_client_of_others_works_on_the_graph_of_these_tests_and_asks_for_the_same(there, folder, monkeypatch):  # fmt: skip
    from office365 import azure_env  # late: takes two seconds
    from office365.graph_client import GraphClient

    endpoints = azure_env._ENDPOINTS[azure_env.AzureEnvironment.Global]
    monkeypatch.setitem(endpoints, "graph", there.url)
    client = GraphClient(lambda: {"access_token": "t0ken", "token_type": "Bearer"})
    meeting = client.users[HOST_ID].online_meetings[REPORTS[0][0]]
    webinar = client.solutions.virtual_events.webinars["w1@t"]
    registered = webinar.registrations.get_all().execute_query()
    assert [each.id for each in registered] == [each[0] for each in REGISTERED]
    (session,) = webinar.sessions.get_all().execute_query()
    for held, reports in ((meeting, ["r1", "r2"]), (session, ["r3"])):
        found = held.attendance_reports.get_all().execute_query()
        assert [each.id for each in found] == reports
        for report in found:
            records = report.attendance_records.get_all().execute_query()
            people = [each[2] for each in PEOPLE if each[0] == report.id]
            assert [each.properties["emailAddress"] for each in records] == people
    theirs = {unquote(path) for path in there.paths()}
    there.asked.clear()
    synced(folder, there)
    assert theirs <= {unquote(path) for path in there.paths()}
    assert there.unknown == []


def test_an_app_that_may_not_see_webinars_gets_the_meetings(folder):
    with standing(teams(webinars=False)) as there:
        assert synced(folder, there).counted == {"reports of meetings": 2, "of webinars": 0}


def test_only_meetings_that_the_host_called_and_that_are_the_communitys_are_looked_at(there, folder):  # fmt: skip
    synced(folder, there)
    filters = [each.params["$filter"] for each in there.asked if "$filter" in each.params]
    assert len(filters) == 2  # a series is one online meeting, and the webinar may be one
    assert "meeting_huddle" in filters[0]
    assert "it''s" in filters[0]


def test_a_report_is_asked_for_once_and_stays_when_graph_gives_it_no_more(there, folder):
    synced(folder, there)
    place = folder / "synced" / "teams" / "reports"
    first = {each.name: each.read_bytes() for each in place.iterdir()}
    there.asked.clear()
    synced(folder, there, now=NOW + timedelta(days=1))
    assert not any(path.endswith("attendanceRecords") for path in there.paths())
    (folder / "community.toml").write_text(
        STAND.settings.replace("CoP", "nothing"), encoding="utf-8"
    )
    synced(folder, there, now=NOW + timedelta(days=2))
    assert {each.name: each.read_bytes() for each in place.iterdir()} == first


@pytest.mark.parametrize(
    ("keys", "policy", "says"),
    [
        ({**KEYS, "GRAPH_CLIENT_SECRET": "old"}, True, "does not accept the key in GRAPH_TENANT_ID, GRAPH_CLIENT_ID and GRAPH_CLIENT_SECRET (401, invalid_client). Client secrets end after a time: make a new one in Entra, and copy its value, not its ID."),
        ({**KEYS, "GRAPH_TENANT_ID": "wrong"}, True, "does not accept the key in GRAPH_TENANT_ID, GRAPH_CLIENT_ID and GRAPH_CLIENT_SECRET (400, invalid_request). No such tenant, or no such app in it: copy both IDs anew from the app's page in Entra."),
        ({**KEYS, "GRAPH_CLIENT_ID": "wrong"}, True, "does not accept the key in GRAPH_TENANT_ID, GRAPH_CLIENT_ID and GRAPH_CLIENT_SECRET (400, unauthorized_client). No such tenant, or no such app in it: copy both IDs anew from the app's page in Entra."),
        (KEYS, False, "does not let this key see online meetings (403, Forbidden). The app needs its permissions, an administrator's consent to them, and an application access policy for whose meetings they are."),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line_that_says_what_to_do(folder, keys, policy, says):
    with standing(teams(policy=policy)) as there, pytest.raises(SourceError) as met:
        synced(folder, there, keys=keys)
    assert str(met.value) == f"Teams: {says}"
