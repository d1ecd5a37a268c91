"""Mailchimp: what is synced gives the same numbers as exports, and every request is one that it accepts."""

from __future__ import annotations

import ast
import inspect
import re
from datetime import timedelta

import mailchimp_marketing
import pandas as pd
import pytest
from loopback import HASTE, NOW, Interface, standing
from mailchimp_marketing.api import campaigns_api, lists_api, reports_api
from mailchimp_there import (
    AUDIENCE,
    CAMPAIGNS,
    KEY,
    MEMBERS,
    STAND,
    mailchimp,
    refused,
    write_exports,
)

import copmetrics
from copmetrics.errors import FileError, SourceError
from copmetrics.measures.open_rate_eras import CLEANED
from copmetrics.sync import SOURCES
from copmetrics.sync.asking import asking
from copmetrics.sync.begun import beginning

synced, files_of = STAND.sync, STAND.files


@pytest.fixture
def there():
    with standing(mailchimp()) as interface:
        yield interface


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "community"
    made.mkdir()
    (made / "community.toml").write_text(STAND.settings, encoding="utf-8")
    return made


def activity_asked(interface: Interface) -> list[str]:
    return [each.split("/")[3] for each in interface.paths() if each.endswith("email-activity")]


def test_a_synced_community_and_its_exports_give_the_same_numbers(folder, tmp_path):
    exported = tmp_path / "exported"
    exported.mkdir()
    (exported / "community.toml").write_text(STAND.settings, encoding="utf-8")
    write_exports(exported, made_at=NOW)
    with standing(mailchimp(members=MEMBERS)) as there:
        synced(folder, there, **STAND.by_twos)
    ours, theirs = (
        copmetrics.load(each, as_of="2026-11-30").indicators() for each in (folder, exported)
    )
    told_of_machines = ours["indicator"].isin(CLEANED) & ours["machine_opens"].ne("in_it")
    pd.testing.assert_frame_equal(ours[~told_of_machines], theirs[~told_of_machines])
    told = ours[told_of_machines & ours["indicator"].eq("open_rate")]
    told = told.set_index(told["quarter"].astype("str"))
    assert (told.loc["2025Q2", "numerator"], told.loc["2025Q2", "denominator"]) == (2, 3)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The community as it is read, with archived contacts and what one way of signing up stands for."""
    folder = tmp_path_factory.mktemp("community")
    declared = '[heard_from]\n"Study day sign-in" = "event"\n'
    (folder / "community.toml").write_text(STAND.settings + declared, encoding="utf-8")
    with standing(mailchimp()) as there:
        synced(folder, there)
    return copmetrics.load(folder, as_of="2026-11-30")


def test_opens_of_machines_are_left_out_where_mailchimp_tells_them(told):
    mailings = told.mailings.set_index("mailing")
    opens = mailings[["unique_opens", "proxy_excluded_unique_opens"]]
    assert opens.loc["ab12cd34e3"].tolist() == [3, 2]
    assert opens.loc["ab12cd34e2"].fillna(-1).tolist() == [2, -1]  # of May 2024 nobody can tell


def test_archived_contacts_were_on_the_list_until_they_were_archived(told):
    members = told.members
    (gus,) = members[members["joined_at"].dt.day.eq(13)].to_dict("records")
    assert gus["left_at"] == pd.Timestamp("2024-09-09 09:00", tz="UTC")


def test_somebody_left_when_they_left_and_not_when_their_entry_was_changed(told):
    left = told.members.set_index("how_left")["left_at"]
    assert left["unsubscribed"] == pd.Timestamp("2024-07-20 18:00", tz="UTC")
    assert left["cleaned"] == pd.Timestamp("2024-05-20 10:00", tz="UTC")  # as their entry has it


def test_by_what_somebody_signed_up_tells_how_they_heard_only_where_the_settings_say_so(told):
    joined = told.indicators(only=["list_joined"], by=["heard_from"]).dropna(subset="heard_from")
    found = joined[joined["value"].gt(0)]
    assert found["heard_from"].tolist() == [
        "event"
    ]  # Ed; a form, or a program, says nothing by itself
    assert found["value"].tolist() == [1]


def test_mailchimps_own_client_works_on_the_mailchimp_of_these_tests_and_gets_the_same(there):
    client = mailchimp_marketing.Client({"api_key": KEY})
    client.api_client.host = f"{there.url}/3.0"
    asked = asking(STAND.source(there), STAND.keys, patience=HASTE, progress=print)
    listings = {each.name: each for each in SOURCES["mailchimp"].listings}
    whole, audience, campaign = {"count": 1000}, {"id": AUDIENCE}, {"id": "ab12cd34e1"}
    theirs = {
        "audiences": client.lists.get_all_lists(fields=["lists.id", "lists.name"])["lists"],
        "labels": client.lists.get_list_merge_fields(AUDIENCE, **whole)["merge_fields"],
        "cleaned": client.lists.get_list_members_info(AUDIENCE, status="cleaned")["members"],
        "campaigns": client.campaigns.list(list_id=AUDIENCE, status="sent")["campaigns"],
        "reports": client.reports.get_all_campaign_reports(**whole)["reports"],
        "activity": client.reports.get_email_activity_for_campaign("ab12cd34e1")["emails"],
        "left": client.reports.get_unsubscribed_list_for_campaign("ab12cd34e3")["unsubscribes"],
    }
    for name, rows in theirs.items():
        parent = {"audiences": audience, "campaigns": campaign}.get(listings[name].of)
        parent = {"id": "ab12cd34e3"} if name == "left" else parent
        ours = list(asked.rows_of(listings[name], parent))
        assert len(ours) == len(rows) > 0
        for own, row in zip(ours, rows, strict=True):
            assert own == _part_of(own, row)
    assert there.unknown == []


def _part_of(own, whole):
    """Of a row what `fields` asked for."""
    if not isinstance(own, dict):
        return whole
    return {field: _part_of(own[field], whole[field]) for field in own}


def test_every_parameter_is_one_that_mailchimps_own_client_knows(folder, there):
    synced(folder, there)
    known = {
        "/3.0/lists": lists_api.ListsApi.get_all_lists_with_http_info,
        "/merge-fields": lists_api.ListsApi.get_list_merge_fields_with_http_info,
        "/members": lists_api.ListsApi.get_list_members_info_with_http_info,
        "/3.0/campaigns": campaigns_api.CampaignsApi.list_with_http_info,
        "/3.0/reports": reports_api.ReportsApi.get_all_campaign_reports_with_http_info,
        "/email-activity": reports_api.ReportsApi.get_email_activity_for_campaign_with_http_info,
        "/unsubscribed": reports_api.ReportsApi.get_unsubscribed_list_for_campaign_with_http_info,
    }
    for asked in there.asked:
        (method,) = [each for path, each in known.items() if asked.path.endswith(path)]
        told = re.search(r"all_params = (\[.*?\])", inspect.getsource(method))
        assert asked.params.keys() <= set(ast.literal_eval(told[1])), asked
        assert int(asked.params["count"]) <= 1000
    assert there.unknown == []


def test_a_run_that_breaks_off_goes_on_where_it_stopped(folder, there):
    there.faults = dict.fromkeys(range(17, 21), refused(500, "InternalServerError"))
    with pytest.raises(SourceError) as broken:
        synced(folder, there)
    assert activity_asked(there) == ["ab12cd34e1", "ab12cd34e2"] + ["ab12cd34e3"] * 4
    there.asked.clear()
    synced(folder, there, now=NOW + timedelta(hours=1))
    assert activity_asked(there) == ["ab12cd34e3", "ab12cd34e4"]
    assert not any(path.endswith("members") for path in there.paths())
    assert str(broken.value) == (
        "Mailchimp: has a fault of its own (500, InternalServerError). What was fetched is kept: run it again "
        "later, and it goes on from there."
    )


def test_what_changes_no_more_is_not_asked_for_again(folder, there):
    synced(folder, there)
    first = files_of(folder)
    there.asked.clear()
    again = synced(folder, there, now=NOW + timedelta(days=1))
    assert activity_asked(there) == ["ab12cd34e4"]  # of 2 November: others were sent 90 days ago
    assert again.kept == 6  # of three mailings who opened, and who left
    assert files_of(folder) == first
    there.asked.clear()
    synced(folder, there, now=NOW + timedelta(days=80))
    synced(folder, there, now=NOW + timedelta(days=81))
    assert activity_asked(there) == [
        "ab12cd34e4"
    ]  # once more when it had come to rest, and never again


def test_what_is_gone_at_the_source_goes_here(folder, there):
    synced(folder, there)
    assert "granular_activity/opens/ab12cd34e1.csv" in files_of(folder)
    there.operations = mailchimp(members=MEMBERS[1:], sent=CAMPAIGNS[1:]).operations
    synced(folder, there)
    found = files_of(folder)
    assert not any("ab12cd34e1" in name for name in found)
    assert not any(b"asha.one" in text for name, text in found.items() if "audience" in name)


@pytest.mark.parametrize(
    ("status", "title", "says"),
    [
        (401, "API Key Invalid", "does not accept the key in MAILCHIMP_API_KEY (401). It may have been revoked: make a new one in Mailchimp (Profile, Extras, API keys)."),
        (403, "WrongDatacenter", "does not accept the key in MAILCHIMP_API_KEY (403, WrongDatacenter). It is of another data centre: copy it whole, with what follows its last hyphen."),
        (403, "Forbidden", "does not let this key see audiences (403, Forbidden). Whoever made it needs the right to see audiences and reports (Author, Manager or higher)."),
        (429, "TooManyRequests", "was asked too often, and still says to wait (429, TooManyRequests). What was fetched is kept: run it again later, and it goes on from there."),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line_that_says_what_to_do(folder, there, status, title, says):
    there.faults = {number: refused(status, title) for number in range(1, 5)}
    with pytest.raises(SourceError) as met:
        synced(folder, there)
    assert str(met.value) == f"Mailchimp: {says}"
    assert not (folder / "synced" / "mailchimp").exists()


def test_a_source_that_is_not_there_is_one_line(folder):
    with standing(mailchimp()) as gone:
        pass
    with pytest.raises(SourceError, match=r"^Mailchimp: cannot be reached, or broke off"):
        synced(folder, gone)


def test_of_several_audiences_it_asks_which(folder):
    with standing(mailchimp(others=1)) as there:
        with pytest.raises(SourceError) as met:
            synced(folder, there)
        assert str(met.value) == (
            "Mailchimp: has 2 audiences: 'Example CoP', 'Other 0'. Say in community.toml which are the "
            'community\'s, under [sync.mailchimp]: audiences = ["Example CoP"]'
        )
        said = f'{STAND.settings}[sync.mailchimp]\naudiences = ["Example CoP"]\n'
        (folder / "community.toml").write_text(said, encoding="utf-8")
        assert synced(folder, there).counted == {"members": 3, "mailings": 4}
        (folder / "community.toml").write_text(said.replace("CoP", "Cop."), encoding="utf-8")
        with pytest.raises(SourceError, match=r"has no audience 'Example Cop\.'\. Did you mean 'Example CoP'"):  # fmt: skip
            synced(folder, there)


def test_two_runs_at_once_are_refused(folder, there):
    with beginning(folder / "synced", "mailchimp", scope="", now=NOW), pytest.raises(FileError) as met:  # fmt: skip
        synced(folder, there)
    assert str(met.value).endswith("synced/mailchimp: is being fetched by another run. Wait for it to end.")  # fmt: skip
