"""`community.toml`: every wrong line gets its one sentence, and the first wrong line of a file is told."""

from __future__ import annotations

import re

import pytest

from copmetrics.errors import CopmetricsError
from copmetrics.settings import read_settings
from copmetrics.settings.reading import settings_in

KNOWN = (
    "name, calendar, timezone, registrations_count_as_attendance, minimum_minutes, minimum_recipients, return_days, "
    "small_number, small_number_internal, privacy, cycle_set, activities, channels, heard_from, links, shared_mail_domains, machines, "
    "organisation_columns, profession_columns, band_columns, reason_columns, heard_columns, covered_to, participation, facilitation, targets, milestones, "
    "rebase, spc, files, sync."
)
# What stands in the file, and what is told of it after "community.toml: "
WRONG = {
    'nmae = "X"': f"'nmae' is not a setting. Did you mean 'name'? Choose from: {KNOWN}",
    'Name = "X"': f"'Name' is not a setting. Did you mean 'name'? Choose from: {KNOWN}",
    "nothing_like_it = 1": f"'nothing_like_it' is not a setting. Choose from: {KNOWN}",
    "[unheard]\nof = 1": f"'unheard' is not a setting. Choose from: {KNOWN}",
    "name = 5": "name = 5 is not text in quotes.",
    "name = true": "name = True is not text in quotes.",
    'name = ["a"]': "name = ['a'] is not text in quotes.",
    "name = 2026-01-01": "name = 2026-01-01 is not text in quotes.",
    'name = {first = "Asha"}': "name = {'first': 'Asha'} is not text in quotes.",
    'calendar = "lunar"': "'lunar' is not a calendar. Did you mean 'calendar'? Choose from: nhs, calendar.",
    'calendar = "NHS"': (
        "'NHS' is not a calendar. Did you mean 'nhs'? Choose from: nhs, calendar."
    ),
    "calendar = 5": "'5' is not a calendar. Choose from: nhs, calendar.",
    "calendar = true": "'True' is not a calendar. Choose from: nhs, calendar.",
    'calendar = ["nhs"]': "'['nhs']' is not a calendar. Did you mean 'nhs'? Choose from: nhs, calendar.",
    "timezone = 5": "timezone = 5 is not text in quotes.",
    'timezone = "London"': "timezone = 'London' is not a known time zone. Write it as the tz database has it, for example Europe/London.",
    'timezone = "../etc/passwd"': "timezone = '../etc/passwd' is not a known time zone. Write it as the tz database has it, for example Europe/London.",
    'timezone = "Europe/London "': "timezone = 'Europe/London ' is not a known time zone. Write it as the tz database has it, for example Europe/London.",
    "registrations_count_as_attendance = 1": "registrations_count_as_attendance = 1 is not true or false.",
    'registrations_count_as_attendance = "yes"': "registrations_count_as_attendance = 'yes' is not true or false.",
    "registrations_count_as_attendance = 0.0": "registrations_count_as_attendance = 0.0 is not true or false.",
    "minimum_minutes = -1": "minimum_minutes = -1 is not a whole number, 0 or more.",
    "minimum_minutes = true": "minimum_minutes = True is not a whole number, 0 or more.",
    "minimum_minutes = 5.0": "minimum_minutes = 5.0 is not a whole number, 0 or more.",
    'minimum_minutes = "5"': "minimum_minutes = '5' is not a whole number, 0 or more.",
    "minimum_minutes = nan": "minimum_minutes = nan is not a whole number, 0 or more.",
    "minimum_recipients = -10": "minimum_recipients = -10 is not a whole number, 0 or more.",
    "minimum_recipients = false": "minimum_recipients = False is not a whole number, 0 or more.",
    'small_number = "seven"': "small_number = 'seven' is not a whole number, 0 or more.",
    "small_number = -1": "small_number = -1 is not a whole number, 0 or more.",
    "small_number_internal = 4.5": "small_number_internal = 4.5 is not a whole number, 0 or more.",
    "small_number_internal = []": "small_number_internal = [] is not a whole number, 0 or more.",
    'privacy = "share"': "privacy = 'share' is not a table of its own.",
    'privacy = ["sponsors"]': "privacy = ['sponsors'] is not a table of its own.",
    '[privacy]\npress = "share"': "'press' is not an audience under [privacy]. Choose from: sponsors, leaders, members, public.",
    '[privacy]\nsponsors = "secret"': "'secret' is not a profile for sponsors. Choose from: internal, share.",
    "[privacy]\nleaders = true": "'True' is not a profile for leaders. Choose from: internal, share.",
    "[privacy]\nmembers = 7": "'7' is not a profile for members. Choose from: internal, share.",
    '[privacy.members]\nprofile = "share"': "'{'profile': 'share'}' is not a profile for members. Choose from: internal, share.",
    'cycle_set = "all"': "'all' is not a set of cycles. Choose from: core5, full8.",
    "cycle_set = 5": "'5' is not a set of cycles. Choose from: core5, full8.",
    'activities = "tea"': "activities = 'tea' is not a table of its own.",
    '[activities]\ntea = "cake"': 'activities."tea" is not a table of its own.',
    "[activities]\ntea = 3": 'activities."tea" is not a table of its own.',
    '[activities."tea"]\ncluster = "cake"': "'cake' is not a cluster for 'tea'. Choose from: sharing, inquiries, negotiating, assets, standards, formal, visits.",
    '[activities."tea"]\ncluster = 5': "'5' is not a cluster for 'tea'. Choose from: sharing, inquiries, negotiating, assets, standards, formal, visits.",
    '[activities."tea"]\ncluster = ["sharing"]': "'['sharing']' is not a cluster for 'tea'. Did you mean 'sharing'? Choose from: sharing, inquiries, negotiating, assets, standards, formal, visits.",
    '[activities."tea"]\ninside_outside = "within"': "'within' is not a inside_outside for 'tea'. Choose from: inside, outside, both.",
    '[activities."tea"]\ninside_outside = true': "'True' is not a inside_outside for 'tea'. Choose from: inside, outside, both.",
    '[activities."tea"]\nformality = 2': "'formality' is not a setting of 'tea'. Choose from: cluster, inside_outside, from_with, informal_formal.",
    '[activities."tea"]\nfrom_with = 2.5': 'activities."tea".from_with = 2.5 is not between -2 and 2.',
    '[activities."tea"]\nfrom_with = -3': 'activities."tea".from_with = -3 is not between -2 and 2.',
    '[activities."tea"]\nfrom_with = "with"': "activities.\"tea\".from_with = 'with' is not a number.",
    '[activities."tea"]\ninformal_formal = true': 'activities."tea".informal_formal = True is not a number.',
    '[activities."journal club"]\ninformal_formal = nan': 'activities."journal club".informal_formal = nan is not between -2 and 2.',
    '[activities."journal club"]\ninformal_formal = inf': 'activities."journal club".informal_formal = inf is not between -2 and 2.',
    '[activities."journal club"]\ninformal_formal = 10.0': 'activities."journal club".informal_formal = 10.0 is not between -2 and 2.',
    'shared_mail_domains = "example.org"': "shared_mail_domains = 'example.org' is not a list of texts.",
    'shared_mail_domains = ["example.org", 5]': "shared_mail_domains = ['example.org', 5] is not a list of texts.",
    "machines = 'x'": "machines = 'x' is not a list of texts.",
    'machines = [["a"]]': "machines = [['a']] is not a list of texts.",
    'machines = {a = "b"}': "machines = {'a': 'b'} is not a list of texts.",
    "organisation_columns = [true]": "organisation_columns = [True] is not a list of texts.",
    "profession_columns = 7": "profession_columns = 7 is not a list of texts.",
    "reason_columns = [2026-01-01]": "reason_columns = [2026-01-01] is not a list of texts.",
    "covered_to = 2026-06-30": "covered_to = 2026-06-30 is not a table of its own.",
    "[covered_to]\nevents = 2024-06-30": "'events' is not a source under [covered_to]. Choose from: attendance, mailings, members, visits.",
    '[covered_to]\nmailings = "June"': "covered_to.mailings = 'June' is not a date such as 2026-09-30, without quotes.",
    "[covered_to]\nattendance = 2026-06-30T10:00:00": "covered_to.attendance = 2026-06-30T10:00:00 is not a date such as 2026-09-30, without quotes. Write 2026-06-30.",
    "[covered_to]\nattendance = 2026-06-30T10:00:00Z": "covered_to.attendance = 2026-06-30T10:00:00+00:00 is not a date such as 2026-09-30, without quotes. Write 2026-06-30.",
    "[covered_to]\nmembers = 20260630": "covered_to.members = 20260630 is not a date such as 2026-09-30, without quotes.",
    "[covered_to]\nmembers = 10:00:00": "covered_to.members = datetime.time(10, 0) is not a date such as 2026-09-30, without quotes.",
    "participation = 4": "participation = 4 is not a table of its own.",
    'participation = ["core"]': "participation = ['core'] is not a table of its own.",
    "[participation]\nwindows = 4": "'windows' is not a setting. Did you mean 'window_quarters'? Choose from: window_quarters, core_hosting_quarters, core_quarters, core_attended, core_share, active_quarters, active_attended, dormant_quarters, newcomer_quarters, largest_meeting, hosting_roles, guest_roles, online_formats, in_person_formats, broadcast_formats.",
    "[participation]\nwindow_quarters = 0": "participation.window_quarters = 0 is not a whole number, 1 or more.",
    "[participation]\nwindow_quarters = -4": "participation.window_quarters = -4 is not a whole number, 0 or more.",
    "[participation]\nwindow_quarters = true": "participation.window_quarters = True is not a whole number, 0 or more.",
    '[participation]\nwindow_quarters = "four"': "participation.window_quarters = 'four' is not a whole number, 0 or more.",
    "[participation]\ncore_hosting_quarters = 0": "participation.core_hosting_quarters = 0 is not a whole number, 1 or more.",
    "[participation]\ncore_quarters = 1.5": "participation.core_quarters = 1.5 is not a whole number, 0 or more.",
    "[participation]\ncore_attended = 0": "participation.core_attended = 0 is not a whole number, 1 or more.",
    "[participation]\ncore_share = 1.5": "participation.core_share = 1.5 is not a number from 0 to 1.",
    "[participation]\ncore_share = -0.1": "participation.core_share = -0.1 is not a number from 0 to 1.",
    "[participation]\ncore_share = 2": "participation.core_share = 2 is not a number from 0 to 1.",
    '[participation]\ncore_share = "half"': "participation.core_share = 'half' is not a number.",
    "[participation]\ncore_share = true": "participation.core_share = True is not a number.",
    "[participation]\ncore_share = nan": "participation.core_share = nan is not a number from 0 to 1.",
    "[participation]\nactive_quarters = 0": "participation.active_quarters = 0 is not a whole number, 1 or more.",
    "[participation]\nactive_attended = []": "participation.active_attended = [] is not a whole number, 0 or more.",
    "[participation]\ndormant_quarters = 0": "participation.dormant_quarters = 0 is not a whole number, 1 or more.",
    "[participation]\nnewcomer_quarters = 0": "participation.newcomer_quarters = 0 is not a whole number, 1 or more.",
    "[participation]\nlargest_meeting = 0": "participation.largest_meeting = 0 is not a whole number, 1 or more.",
    '[participation]\nhosting_roles = "host"': "hosting_roles = 'host' is not a list of texts.",
    "[participation]\nguest_roles = [1]": "guest_roles = [1] is not a list of texts.",
    "[participation]\nonline_formats = {}": "online_formats = {} is not a list of texts.",
    "[participation]\nin_person_formats = true": "in_person_formats = True is not a list of texts.",
    '[participation]\nbroadcast_formats = "webinar"': "broadcast_formats = 'webinar' is not a list of texts.",
    "return_days = 6": "return_days = 6 is not a whole number from 7 to 730.",
    "return_days = 731": "return_days = 731 is not a whole number from 7 to 730.",
    "return_days = true": "return_days = True is not a whole number from 7 to 730.",
    "return_days = -90": "return_days = -90 is not a whole number from 7 to 730.",
    "facilitation = 7": "facilitation = 7 is not a table of its own.",
    "[facilitation]\nday = 7": "'day' is not a setting. Did you mean 'days'? Choose from: days, months, few, quiet_quarters, came_quarters, ask_quarters, links, export_days.",
    "[facilitation]\ndays = 0": "facilitation.days = 0 is not a whole number from 1 to 366.",
    "[facilitation]\nmonths = 121": "facilitation.months = 121 is not a whole number from 1 to 120.",
    "[facilitation]\nfew = 1": "facilitation.few = 1 is not a whole number from 2 to 100.",
    '[facilitation]\nquiet_quarters = "two"': "facilitation.quiet_quarters = 'two' is not a whole number from 1 to 40.",
    "[facilitation]\ncame_quarters = 4.0": "facilitation.came_quarters = 4.0 is not a whole number from 1 to 40.",
    "[facilitation]\nask_quarters = -1": "facilitation.ask_quarters = -1 is not a whole number from 1 to 40.",
    "[facilitation]\nlinks = 0": "facilitation.links = 0 is not a whole number from 1 to 100.",
    "targets = 5": "targets = 5 is not a table of its own.",
    '[targets]\nattendances = "many"': "targets.attendances = 'many' is not a number.",
    "[targets]\nattendances = true": "targets.attendances = True is not a number.",
    "[targets]\nattendances = [60]": "targets.attendances = [60] is not a number.",
    "[targets]\nclick_rate = 2026-04-01": "targets.click_rate = 2026-04-01 is not a number.",
    "rebase = 2026-04-01": "rebase = 2026-04-01 is not a table of its own.",
    "[rebase]\nattendances = 2026-04-01": "rebase.attendances = 2026-04-01 is not a list of dates such as [2026-04-01], without quotes.",
    '[rebase]\nattendances = ["April"]': "rebase.attendances = ['April'] is not a list of dates such as [2026-04-01], without quotes.",
    "[rebase]\nattendances = [2026-04-01T10:00:00]": "rebase.attendances = [2026-04-01T10:00:00] is not a list of dates such as [2026-04-01], without quotes.",
    "[rebase]\nattendances = [2026-04-01, 5, [2026-04-01], true]": "rebase.attendances = [2026-04-01, 5, [2026-04-01], True] is not a list of dates such as [2026-04-01], without quotes.",
    '[rebase]\nattendances = "2026-04-01"': "rebase.attendances = '2026-04-01' is not a list of dates such as [2026-04-01], without quotes.",
    "spc = 7": "spc = 7 is not a table of its own.",
    "spc = [7]": "spc = [7] is not a table of its own.",
    "[spc]\nrun = 4": "spc.run = 4 is not a whole number, 5 or more.",
    "[spc]\nrun = 0": "spc.run = 0 is not a whole number, 5 or more.",
    "[spc]\nrun = -7": "run = -7 is not a whole number, 0 or more.",
    "[spc]\nrun = true": "run = True is not a whole number, 0 or more.",
    "[spc]\nrun = 7.0": "run = 7.0 is not a whole number, 0 or more.",
    "[spc]\nscreen = 1": "screen = 1 is not true or false.",
    "[spc]\nruns = 8": "'runs' is not a setting. Did you mean 'run'? Choose from: run, screen.",
    "files = 3": "files = 3 is not a table of its own.",
    '[files]\n"a.csv" = 3': 'files."a.csv" is not a table of its own.',
    '[files]\n"a.csv" = "ignore"': 'files."a.csv" is not a table of its own.',
    '[files."a.csv"]\nmonth_first = true': "'month_first' is not a setting. Did you mean 'day_first'? Choose from: day_first, decimal, timezone, event, starts, title, attended, marks, days, year, each_day, mailing, audience, nobody_cleaned, columns, without, day_is_right, impossible_as_unknown, scale, interview, ignore.",
    '[files."a.csv"]\nday_first = "yes"': "day_first = 'yes' is not true or false.",
    '[files."a.csv"]\nday_first = 1': "day_first = 1 is not true or false.",
    '[files."a.csv"]\ntimezone = "Londno"': "timezone = 'Londno' is not a known time zone. Write it as the tz database has it, for example Europe/London.",
    '[files."a.csv"]\ntimezone = 0': "timezone = 0 is not text in quotes.",
    '[files."a.csv"]\nevent = 5': "event = 5 is not text in quotes.",
    '[files."a.csv"]\nstarts = "2026-06-13"': "starts = '2026-06-13' is not a date such as 2026-09-30, without quotes. Write 2026-06-13.",
    '[files."a.csv"]\nstarts = 2026-06-13T09:00:00': "starts = 2026-06-13T09:00:00 is not a date such as 2026-09-30, without quotes. Write 2026-06-13.",
    '[files."a.csv"]\nmailing = 12': "mailing = 12 is not text in quotes.",
    '[files."a.csv"]\naudience = ["partners"]': "audience = ['partners'] is not text in quotes.",
    '[files."a.csv"]\nscale = -5': "scale = -5 is not a whole number, 0 or more.",
    '[files."a.csv"]\nscale = "10"': "scale = '10' is not a whole number, 0 or more.",
    '[files."a.csv"]\nignore = "true"': "ignore = 'true' is not true or false.",
    "[[files]]\nday_first = true": "files = [{'day_first': True}] is not a table of its own.",
    "name = Asha": "cannot be read: Invalid value (at line 1, column 8). Put texts in quotes and one setting on a line.",
    'name = "A"\nname = "B"': "cannot be read: Cannot overwrite a value (at end of document). Each [heading] and each setting stands once: write under the heading that is there, in the place of an earlier line.",
    "[milestones.attendances]\nvalue = 9": "milestones.attendances lacks 'by'. Write it too, or leave out the whole table.",
    "[milestones.attendances]\nvalue = 9\nby = '2027-03-31'": "milestones.attendances.by = '2027-03-31' is not a date such as 2027-03-31, without quotes. Write 2027-03-31.",
    "[milestones]\nattendances = 9": "milestones.attendances is not a table of its own.",
}

# Several are wrong: the first in the file is told. A time zone, and the length of a run, are looked
# at once the rest of their table is right.
FIRST = {
    'timezone = "London"\nminimum_minutes = -1': "minimum_minutes = -1 is not a whole number, 0 or more.",
    "minimum_minutes = -1\nname = 5": "minimum_minutes = -1 is not a whole number, 0 or more.",
    "zzz = 1\nname = 5": f"'zzz' is not a setting. Choose from: {KNOWN}",
    "name = 5\nzzz = 1": "name = 5 is not text in quotes.",
    "[spc]\nrun = 4\nscreen = 1": "screen = 1 is not true or false.",
    '[spc]\nrun = 4\n[targets]\nattendances = "many"': "spc.run = 4 is not a whole number, 5 or more.",
    '[targets]\nattendances = "many"\n[spc]\nrun = 4': "targets.attendances = 'many' is not a number.",
    '[participation]\nguest_roles = "x"\nwindow_quarters = 0': "guest_roles = 'x' is not a list of texts.",
    "[participation]\nwindow_quarters = 0\nwindows = 4": "participation.window_quarters = 0 is not a whole number, 1 or more.",
    "[participation]\nwindows = 4\nwindow_quarters = 0": "'windows' is not a setting. Did you mean 'window_quarters'? Choose from: window_quarters, core_hosting_quarters, core_quarters, core_attended, core_share, active_quarters, active_attended, dormant_quarters, newcomer_quarters, largest_meeting, hosting_roles, guest_roles, online_formats, in_person_formats, broadcast_formats.",
    '[files."b.csv"]\ntimezone = "Londno"\nscale = "x"\n[files."a.csv"]\nday_first = 1': "scale = 'x' is not a whole number, 0 or more.",
    '[files."b.csv"]\ntimezone = "Londno"\n[files."a.csv"]\nday_first = 1': "timezone = 'Londno' is not a known time zone. Write it as the tz database has it, for example Europe/London.",
    '[files."b.csv"]\nday_first = 1\n[privacy]\npress = "loud"': "day_first = 1 is not true or false.",
    '[privacy]\npress = "loud"\nsponsors = "loud"': "'press' is not an audience under [privacy]. Choose from: sponsors, leaders, members, public.",
    '[privacy]\nsponsors = "loud"\npress = "share"': "'loud' is not a profile for sponsors. Choose from: internal, share.",
    '[covered_to]\nmembers = "June"\nevents = 2026-06-30': "covered_to.members = 'June' is not a date such as 2026-09-30, without quotes.",
    '[activities.tea]\nformality = 2\ncluster = "cake"': "'formality' is not a setting of 'tea'. Choose from: cluster, inside_outside, from_with, informal_formal.",
    '[activities.tea]\ninformal_formal = 3\nfrom_with = "x"\n[activities.cake]\ncluster = "no"': 'activities."tea".informal_formal = 3 is not between -2 and 2.',
    '[rebase]\nb = [1]\na = 1\n[files."a.csv"]\nstarts = 1': "rebase.b = [1] is not a list of dates such as [2026-04-01], without quotes.",
}


def read(tmp_path, text):
    (tmp_path / "community.toml").write_text(text, encoding="utf-8")
    return read_settings(tmp_path)


def told_of(tmp_path, text):
    with pytest.raises(CopmetricsError) as raised:
        read(tmp_path, text)
    return str(raised.value).removeprefix("community.toml: ")


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_line_is_told_in_one_sentence(text, tmp_path):
    assert told_of(tmp_path, text) == WRONG[text]


@pytest.mark.parametrize("text", FIRST)
def test_of_several_wrong_lines_the_first_is_told(text, tmp_path):
    assert told_of(tmp_path, text) == FIRST[text]


def test_no_report_tells_whose_meetings_are_looked_through(tmp_path):
    said = '[sync.zoom]\nusers = ["host@example.org"]\ntitles = ["huddle"]\n'
    (tmp_path / "community.toml").write_text(said, encoding="utf-8")
    found = read_settings(tmp_path)
    assert found.sync["zoom"].users == ("host@example.org",)
    assert "host@example.org" not in str(dict(found.told()))


def test_a_source_that_nobody_can_be_asked_is_told_with_those_that_can(tmp_path):
    (tmp_path / "community.toml").write_text('[sync.mailchip]\ntitles = ["x"]\n', encoding="utf-8")
    with pytest.raises(
        CopmetricsError,
        match=r"'mailchip' is not a source under \[sync\]. Did you mean 'mailchimp'",
    ):
        read_settings(tmp_path)


ONE_DAY = [
    "17/09/2026",
    "17.9.2026",
    "09-17-2026",
    "2026-9-17",
    "17 September 2026",
    "17th Sep 2026",
]
WHERE = [
    '[files."a.csv"]\nstarts = {}',
    '[files."a.csv"]\ndays = {{"Huddle" = {}}}',
    "[covered_to]\nattendance = {}",
    "[milestones.attendances]\nvalue = 9\nby = {}",
]


@pytest.mark.parametrize("where", WHERE)
def test_the_first_advice_on_a_day_is_right_with_quotes_and_without(where):
    for written in ONE_DAY:
        for said in (written, f'"{written}"'):
            with pytest.raises(CopmetricsError) as refused:
                settings_in(where.format(said))
            assert re.search(r"Write .*2026-09-17\.$", str(refused.value)), said
    settings_in(where.format("2026-09-17"))


@pytest.mark.parametrize("either", ["05/06/2026", "31/09/2026", "2026-02-30"])
def test_of_a_day_that_may_be_two_or_is_none_it_is_said_how_one_is_written(either):
    for said in (either, f'"{either}"'):
        with pytest.raises(CopmetricsError, match=r"such as 2026-09-30"):
            settings_in(f'[files."a.csv"]\nstarts = {said}')


def test_a_text_without_quotes_is_no_day_though_one_stands_in_it():
    with pytest.raises(CopmetricsError, match="Put texts in quotes"):
        settings_in('[files."a.csv"]\ntitle = Huddle of 17/09/2026')
