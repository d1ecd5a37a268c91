"""Zoom: what is synced gives the numbers of its reports, and every request is one that it accepts."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from loopback import NOW, Answer, standing
from zoom_there import HOST, HUDDLE, KEYS, MEETINGS, PEOPLE, STAND, WEBINAR, write_exports, zoom

import copmetrics
from copmetrics.errors import SourceError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it was written for an older Python
    import zoomus


synced = STAND.sync


@pytest.fixture
def there():
    with standing(zoom()) as interface:
        yield interface


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "community"
    made.mkdir()
    (made / "community.toml").write_text(STAND.settings, encoding="utf-8")
    return made


def names_in(folder) -> set[str]:
    place = folder / "synced" / "zoom"
    return {each.relative_to(place).as_posix() for each in place.rglob("*.csv")}


def test_a_synced_community_and_its_reports_give_the_same_numbers(there, folder, tmp_path):
    exported = tmp_path / "exported"
    exported.mkdir()
    (exported / "community.toml").write_text(STAND.settings, encoding="utf-8")
    write_exports(exported)
    told = synced(folder, there)
    assert told.counted == {
        "meetings": 2,
        "stays in them": 5,
        "webinars": 1,
        "stays in these": 1,
    }
    assert there.unknown == []
    ours, others = (
        copmetrics.load(each, as_of="2026-11-30").indicators() for each in (folder, exported)
    )
    pd.testing.assert_frame_equal(ours, others)
    told = ours[ours["indicator"].eq("show_up_rate") & ours["value"].notna()]
    shown = dict(zip(told["quarter"].astype(str), zip(told["numerator"], told["denominator"], strict=True), strict=True))  # fmt: skip
    # of September's huddle Asha came and Flo did not; of October's Asha came; of the webinar Ed, and Flo not
    assert shown == {"2027Q2": (1, 2), "2027Q3": (2, 3)}


def test_of_a_series_that_one_registers_for_once_nobody_is_registered_for_a_day(folder):
    with standing(zoom(by_the_day=False)) as there:
        synced(folder, there)
    asked = [each.params for each in there.asked if each.path.endswith("/registrants")]
    assert not any("occurrence_id" in params for params in asked)
    assert [each for each in names_in(folder) if str(HUDDLE) in each and "registr" in each] == []
    assert there.unknown == []


def test_the_days_of_a_series_are_asked_for_once_a_month_and_only_days_that_were(there, folder):
    synced(folder, there)
    assert there.paths().count(f"/v2/meetings/{HUDDLE}") == 2  # of September and of October
    days = [each.params.get("occurrence_id") for each in there.asked if each.path.endswith(f"{HUDDLE}/registrants")]  # fmt: skip
    assert days == ["1789473600000", "1792497600000"]  # not the one called off, nor that to come


def test_what_is_not_the_communitys_is_never_asked_for(there, folder):
    synced(folder, there)
    assert not any("dddd" in path for path in there.paths())
    (folder / "community.toml").write_text(f'[sync.zoom]\nusers = ["{HOST}"]\n')
    with pytest.raises(SourceError) as met:
        synced(folder, there)
    assert str(met.value) == (
        "Zoom: has 3 meetings: 'Example CoP huddle', 'CoP talk: two years on', 'One to one'. Say in community.toml "
        'which are the community\'s, under [sync.zoom]: titles = ["Example CoP huddle"]'
    )


def test_who_was_in_a_meeting_stays_when_zoom_has_no_report_of_it_any_more(there, folder):
    day, plain = datetime(2026, 11, 11, 9, tzinfo=UTC), there.answer
    synced(folder, there, now=day)  # the webinar of the day before may still change
    stood = STAND.files(folder)
    gone = Answer({"code": 3001, "message": "Meeting does not exist."}, 404)
    there.answer = lambda asked: gone if asked.path.endswith("/participants") else plain(asked)
    there.asked.clear()
    told = synced(folder, there, now=day + timedelta(days=1))
    assert told.counted["webinars"] == told.counted["stays in these"] == 1
    assert STAND.files(folder) == stood
    there.answer = plain


def test_without_a_user_it_asks_whose_meetings(there, folder):
    (folder / "community.toml").write_text("")
    with pytest.raises(SourceError) as met:
        synced(folder, there)
    assert str(met.value) == (
        "Zoom: has to know whose meetings to look through. Say in community.toml, under [sync.zoom]: users = "
        '["host@example.org"]'
    )
    assert there.asked == []


def test_a_client_of_others_works_on_the_zoom_of_these_tests_and_gets_the_same(there, folder):
    client = zoomus.ZoomClient(
        KEYS["ZOOM_CLIENT_ID"],
        KEYS["ZOOM_CLIENT_SECRET"],
        KEYS["ZOOM_ACCOUNT_ID"],
        base_uri=f"{there.url}/v2",
        oauth_uri=f"{there.url}/oauth/token",
    )
    autumn = {"start_time": datetime(2026, 10, 1), "end_time": datetime(2026, 10, 30)}
    page = client.report.get_user_report(user_id=HOST, **autumn).json()
    assert [each["uuid"] for each in page["meetings"]] == [MEETINGS[1][0]]
    for uuid, *_ in MEETINGS[:2]:
        asked_by = zoomus.util.encode_uuid(uuid)
        page = client.report.get_meeting_participants_report(id=asked_by).json()
        assert page["participants"][0]["user_email"] == "asha.one@example.org"
        assert f"/v2/report/meetings/{asked_by}/participants" in there.paths()
    assert len(client.webinar.get_registrants(id=WEBINAR).json()["registrants"]) == 2
    there.asked.clear()
    synced(folder, there)
    ours = [each for each in there.paths() if "report/meetings" in each]
    assert set(ours) == {f"/v2/report/meetings/{zoomus.util.encode_uuid(uuid)}/participants" for uuid, *_ in MEETINGS[:2]}  # fmt: skip


def test_it_asks_for_thirty_days_at_once_and_six_months_in_all(there, folder):
    synced(folder, there)
    months = sorted({(each.params["from"], each.params["to"]) for each in there.asked if "from" in each.params})  # fmt: skip
    assert months[0] == ("2026-06-04", "2026-07-03")
    assert months[-1] == ("2026-11-01", "2026-11-30")
    assert len(months) == 6
    there.asked.clear()  # of what it saw, three days are asked for again: a report may have lacked somebody
    told = synced(folder, there, now=NOW + timedelta(days=40))
    months = [
        (each.params["from"], each.params["to"]) for each in there.asked if "from" in each.params
    ]
    assert months == [("2026-11-27", "2026-12-10"), ("2026-12-11", "2027-01-09")]
    assert told.since == NOW


def test_what_zoom_no_longer_gives_stays(there, folder):
    synced(folder, there)
    first = names_in(folder)
    assert len([each for each in first if each.startswith("participants/")]) == 3
    with standing(zoom(meetings=MEETINGS[2:])) as later:
        told = synced(folder, later, now=NOW + timedelta(days=150))
        assert not any("report/meetings" in path for path in later.paths())
    assert names_in(folder) == first
    assert told.kept == 2  # who was in the webinar, and who had registered


def test_a_secret_that_is_wrong_is_one_line_that_does_not_show_it(there, folder):
    with pytest.raises(SourceError) as met:
        synced(folder, there, keys={**KEYS, "ZOOM_CLIENT_SECRET": "wrong"})
    assert str(met.value) == (
        "Zoom: does not accept the key in ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET (400, "
        "invalid_client). Copy all three anew from the app's page in Zoom's Marketplace, and see that it is activated."
    )


def test_nobody_real_is_in_it():
    assert all(each[2].partition("@")[2] in ("", "example.org", "example.com", "example.net") for each in PEOPLE)  # fmt: skip
