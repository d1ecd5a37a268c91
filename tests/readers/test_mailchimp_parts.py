"""Which part of the list a Mailchimp contact is in: what the file says decides, never a column's name alone."""

from __future__ import annotations

import pytest
from reading import read as read_as_the_loader

from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.readers.mailchimp_audience import MAILCHIMP_AUDIENCE
from copmetrics.settings import FileAnswers, Settings

HEAD = "Email Address,MEMBER_RATING,CONFIRM_TIME,{}\n"
ASHA = "asha@example.org,2,2025-02-17 13:05:00,{}\n"
BEN = "ben@example.org,2,2025-02-18 13:05:00,{}\n"


@pytest.fixture
def read(tmp_path):
    def _read(text, name="export.csv", **answers):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        told = FileAnswers(**answers)
        (sheet,) = sheets_in(path, file=name, known=KNOWN_HEADINGS)
        return MAILCHIMP_AUDIENCE.read(
            with_known_headings(sheet, told.columns), Context(Settings(), told)
        )

    return _read


def parts(reading):
    return reading.tables["contacts"]["part"].tolist()


def test_a_status_of_the_communitys_own_is_no_part(read):
    text = HEAD.format("Status,LAST_CHANGED") + ASHA.format("Retired,2025-03-01 10:00:00")
    assert parts(read(text)) == ["subscribed"]


def test_a_status_that_is_none_of_mailchimps_beside_one_that_is_stops_the_reading(read):
    text = HEAD.format("Status,LAST_CHANGED")
    text += ASHA.format("subscribed,2025-03-01 10:00:00") + BEN.format("paused,2025-03-01 10:00:00")
    (wrong,) = read(text).problems
    assert str(wrong) == (
        "export.csv, row 3, column 'Status': 'paused' is not one of Mailchimp's (subscribed, "
        "unsubscribed, cleaned, archived, nonsubscribed, non-subscribed, non subscribed, "
        "transactional, pending). Export the audience again."
    )


def test_whoever_left_without_a_time_is_not_taken_for_a_member(read):
    text = HEAD.format("UNSUB_TIME") + ASHA.format("2025-05-19 15:30:00") + BEN.format("")
    (wrong,) = read(text, "unsubscribed.csv").problems
    assert str(wrong) == (
        "unsubscribed.csv, row 3, column 'UNSUB_TIME': it is empty, and should be the time at which they left "
        "the list. Export the audience again."
    )


FIELDS = HEAD.format("UNSUB_TIME,LAST_CHANGED")
FILLED = FIELDS + ASHA.format("2019-01-01 10:00:00,2025-03-01 10:00:00")


def test_a_filled_field_called_unsub_time_leaves_the_part_open(read):
    (asked,) = read(FILLED).problems
    assert str(asked) == (
        "export.csv, row 2, column 'UNSUB_TIME': '2019-01-01 10:00:00+00:00' is not empty, as in a "
        "part of an audience that has LAST_CHANGED as well. Give the file the name that Mailchimp "
        "gave it, such as subscribed_email_audience_export.csv."
    )


@pytest.mark.parametrize("part", ["subscribed", "unsubscribed"])
def test_the_name_that_mailchimp_gives_a_part_settles_it(read, part):
    reading = read(FILLED, f"{part}_email_audience_export_0a1b2c3d4e.csv")
    assert parts(reading) == [part]


def test_a_subscribed_contact_has_not_left_whatever_a_field_is_called(read):
    reading = read(FILLED, "subscribed_email_audience_export_0a1b2c3d4e.csv")
    assert reading.tables["contacts"]["left_at"].isna().all()


def test_a_part_in_which_nobody_is_is_still_a_part_of_the_export(read):
    reading = read(HEAD.format("UNSUB_TIME"), "unsubscribed_email_audience_export_0a1b2c3d4e.csv")
    assert reading.tables["audience_parts"]["part"].tolist() == ["unsubscribed"]
    assert reading.rows == 0


def test_a_segment_is_not_taken_for_the_list(read):
    name = "subscribed_segment_export_0a1b2c3d4e.csv"
    text = HEAD.format("LAST_CHANGED") + ASHA.format("2025-03-01 10:00:00")
    (asked,) = read(text, name).problems
    assert str(asked) == (
        f"{name}: holds a segment of an audience, by its name. Is it the whole list? Answer in "
        f'community.toml, under [files."{name}"]: ignore = true or audience = "our list"  '
        "# what you call the list"
    )
    assert parts(read(text, name, audience="our list")) == ["subscribed"]


def test_contacts_without_any_date_are_refused(read):
    text = "Email Address,MEMBER_RATING,LAST_CHANGED\nasha@example.org,2,\n"
    (refused,) = read(text).problems
    assert str(refused) == (
        "export.csv: has no date in it that says when its contacts were on the list. Put the zip "
        "into the folder as Mailchimp gave it."
    )


RENAMED = HEAD.format("Left on") + ASHA.format("2025-05-19 15:30:00")


def test_a_part_whose_time_of_leaving_is_called_otherwise_is_not_taken_for_the_subscribed(read):
    (asked,) = read(RENAMED).problems
    assert str(asked).startswith(
        "export.csv: has no column 'LAST_CHANGED': whether its contacts are still "
        "on the list does not show."
    )


def test_the_community_says_which_column_has_the_time_of_leaving(read):
    reading = read(RENAMED, columns={"UNSUB_TIME": "Left on"}, without=("LAST_CHANGED",))
    assert parts(reading) == ["unsubscribed"]
    assert reading.tables["contacts"]["left_at"].notna().all()


STATUSES = "Email Address,First Name,{},LAST_CHANGED\n"
TWO = "a@example.org,Asha,Subscribed,2026-05-01 10:00\nb@example.org,Ben,Unsubscribed,2026-05-02 10:00\n"


@pytest.mark.parametrize("heading", ["Status", "Email Marketing Status", "STATUS"])
def test_a_list_with_no_more_than_a_status_obeys_it(heading, tmp_path):
    name, reading = read_as_the_loader(tmp_path, STATUSES.format(heading) + TWO)
    assert name == "Mailchimp audience export"
    assert parts(reading) == ["subscribed", "unsubscribed"]
    left = reading.tables["contacts"]["left_at"].dt.strftime("%Y-%m-%d")
    assert left.fillna("").tolist() == ["", "2026-05-02"]


def test_a_status_of_another_kind_makes_no_mailing_list(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(STATUSES.format("Status") + TWO.replace("Unsubscribed", "Attended"))
    (sheet,) = sheets_in(path, file="a.csv", known=KNOWN_HEADINGS)
    assert not MAILCHIMP_AUDIENCE.claims(sheet)


def test_an_optin_time_that_is_not_there_is_said(read):
    head = "Email Address,MEMBER_RATING,{}CONFIRM_TIME,LAST_CHANGED,TAGS\n"
    asha = "asha@example.org,2,{}2025-02-17 13:05:00,2025-03-01 10:00:00,\n"
    assert read(head.format("OPTIN_TIME,") + asha.format(",")).notes == ()
    assert [each.says for each in read(head.format("") + asha.format("")).notes] == [
        "no column 'OPTIN_TIME': who never confirmed counts from when they are first seen"
    ]


CAMPAIGNS = {
    "Title": "May",
    "Send Date": "09.06.2018 21:30",
    "Send Weekday": "Samstag",
    "Total Recipients": "1.400",
    "Successful Deliveries": "1.392",
    "Unique Opens": "30",
    "Unique Clicks": "7",
}


@pytest.mark.parametrize("missing", [None, *CAMPAIGNS])
def test_campaigns_without_one_of_their_columns_are_read_or_say_so(missing, tmp_path):
    """Saved in Germany, with semicolons, days before months and points between thousands."""
    kept = {name: cell for name, cell in CAMPAIGNS.items() if name != missing}
    name, reading = read_as_the_loader(tmp_path, ";".join(kept) + "\n" + ";".join(kept.values()))
    assert name == "Mailchimp campaigns report"
    if missing == "Send Date":
        assert "when each mailing was sent does not show" in str(reading.problems[0])
        return
    (row,) = reading.tables["mailings"].to_dict("records")
    counts = {"Total Recipients": "recipients", "Successful Deliveries": "delivered"}
    found = {each: row[column] for each, column in counts.items() if each != missing}
    expected = {"Total Recipients": 1400, "Successful Deliveries": 1392}
    assert found == {each: count for each, count in expected.items() if each != missing}
    said = [each.says for each in reading.notes if missing and f"'{missing}'" in each.says]
    assert bool(said) == (missing not in (None, "Title", "Send Weekday"))


def test_of_a_list_kept_by_hand_who_has_no_day_of_leaving_is_on_it(tmp_path):
    """The headings stand as community.toml says that they mean: `Date joined`, `Date left`."""
    kept = (
        "Name,Email,OPTIN_TIME,UNSUB_TIME\nAsha,a@example.org,13/01/2025,\n"
        "Ben,b@example.org,14/01/2025,20/03/2026\n"
    )
    columns = {"OPTIN_TIME": "Date joined", "UNSUB_TIME": "Date left"}
    _, reading = read_as_the_loader(tmp_path, kept, "Members.csv", columns=columns)
    assert list(reading.tables["contacts"]["part"]) == ["subscribed", "unsubscribed"]
    assert list(reading.tables["audience_parts"]["part"]) == [
        "cleaned",
        "subscribed",
        "unsubscribed",
    ]
    _, reading = read_as_the_loader(tmp_path, kept, "Members.csv")
    assert "'UNSUB_TIME': it is empty" in str(reading.problems[0])
