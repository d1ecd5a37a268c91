"""Every export alone, and empty ones, make a community with an account: nothing else is needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from folders import AUDIENCE, CAMPAIGNS, EVENTBRITE, SUBSCRIBED, ZOOM, folder, zoom

from copmetrics.accounts.account import Headlines, ReportFigure
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.charts import alt_text, chart_svg, why_not
from copmetrics.community.community import Community, load
from copmetrics.errors import CopmetricsError
from copmetrics.measures import MEASURES

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent.parent / "samples"
AS_OF = pd.Timestamp("2026-10-05", tz="UTC")
ANSWERS = {
    "eventbrite_uk": '[files."report.csv"]\nstarts = 2024-06-06\n',
    "eventbrite_us": '[files."report.csv"]\nstarts = 2024-06-06\n',
    "teams_registrations": '[files."registrations_2025-10-21.csv"]\nstarts = 2025-10-21\n',
    "zoom_registrations": '[files."registration.csv"]\nstarts = 2026-05-19\n',
    "meetup": '[files."event.xls"]\nstarts = 2024-06-06\n',
    "mailchimp_recipients": '[files."opened.csv"]\nmailing = "ab12cd34ef"\n',
}
# Exports that tell of nothing that happened in a quarter
NOTHING = {
    "organisation_names",
    "mailchimp_recipients",
    "mailchimp_account_zip",
    "feedback_google",
    "targets",
    "joining_google",
    "joining_microsoft",
    "joining_portuguese",
    "feedback_french",
    "feedback_microsoft",
    "remarks",
}
# Readings of indicators that another file declares; parts of a list that stand beside those who are on it
WITH_ANOTHER = {"readings_decimal_comma", "mailchimp_cleaned", "mailchimp_unsubscribed"}
NO_LIST = "no mailing list (audience) export is in the folder"
NO_ROW = "no row stands under the headings of the {} export in the folder"
DRAWN = {"eventbrite_uk", "mailchimp_audience_zip", "mailchimp_campaigns"}  # drawing takes long


def _read_by(name: str) -> str:
    """Which readers claim a sample, in its own words."""
    return (SAMPLES / name / "expected_readers.txt").read_text(encoding="utf-8")


# One sample a reader: layouts and languages of one export give the same raw tables (test_samples.py).
ALONE = sorted(
    {
        _read_by(path.parent.name): path.parent.name
        for path in sorted(SAMPLES.glob("*/expected_readers.txt"), reverse=True)
        if path.parent.name not in NOTHING | WITH_ANOTHER
    }.values()
)


# An account is made of tables, whoever wrote them. So it is told of as many samples as have each
# column of these both known and unknown, as a test below sees to.
TOLD = (
    "agenda",
    "eventbrite_uk",
    "events_list",
    "mailchimp_audience_zip",
    "mailchimp_campaign",
    "mailchimp_campaigns",
    "mailchimp_fields_called_unsub",
    "outputs",
    "outputs_form_google",
    "platform_log",
    "prose",
    "recommendations",
    "register",
    "sign_in_template",
    "stories",
    "story_form_google",
    "webex",
)


COUNTED = (
    "events",
    "list_members",
    "mailings",
    "agenda_raised",
    "active_on_platform",
    "recommendations_made",
    "outputs_made",
)  # one of these every export of a source has


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Callable[[str], Community]:
    """The community that has one sample and nothing else, read once each."""

    @cache
    def read(name: str) -> Community:
        place = tmp_path_factory.mktemp(name)
        for path in (SAMPLES / name).iterdir():
            if not path.name.startswith("expected_"):
                shutil.copy(path, place)
        return load(folder(place, {"community.toml": ANSWERS.get(name, "")}), as_of=AS_OF)

    return read


@pytest.mark.parametrize("name", ALONE)
def test_every_export_alone_tells_something(name, alone):
    community = alone(name)
    asked = (*COUNTED, *(each.id for each in community.own))
    counted = community.indicators(only=asked)["value"].notna().sum()
    assert counted + len(community.stories) > 0


@pytest.mark.parametrize("name", TOLD)
def test_every_export_alone_gives_an_account_with_its_charts(name, alone):
    account = account_of(alone(name))
    shown = [each for each in account.section("brief").blocks if isinstance(each, Headlines)]
    assert [len(each.rows) for each in shown] == [7]
    for section in account.sections:
        for block in section.blocks:
            if isinstance(block, ReportFigure):
                assert why_not(block) or alt_text(block)
                assert name not in DRAWN or why_not(block) or chart_svg(block)


def test_what_is_known_and_what_is_not_of_an_export_alone_is_so_in_one_of_which_an_account_is_told(
    alone,
):
    met = {
        name: known_and_unknown(alone(name)) for name in ALONE
    }  # an account meets these, one by one
    assert set().union(*met.values()) == set().union(*(met[name] for name in TOLD))


def known_and_unknown(community: Community) -> set[tuple[object, ...]]:
    """Which tables have rows, and of which of their columns anything is known."""
    tables = {**community.tables, **community.narrative_tables}
    filled = {name: table for name, table in tables.items() if len(table)}
    columns = {
        (name, column, bool(table[column].notna().any()))
        for name, table in filled.items()
        for column in table
    }
    return {("tables", *sorted(filled))} | columns


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_an_export_that_tells_of_no_quarter_says_so_in_one_line(name, alone):
    community = alone(name)
    assert list(community.indicators().columns[:2]) == ["quarter", "indicator"]
    assert len(community.changes()) == 0
    with pytest.raises(
        CopmetricsError, match=r"has no quarter that is over yet\. Put exports into it that tell"
    ):
        account_of(community)


ASHA = {"zoom.csv": zoom("Asha,asha@example.org")}


@pytest.fixture(scope="module")
def asha(tmp_path_factory) -> pd.DataFrame:
    """The indicators of one meeting with one person."""
    return load(folder(tmp_path_factory.mktemp("asha"), ASHA), as_of=AS_OF).indicators()


@pytest.mark.parametrize(
    ("headings", "before", "why"),
    [
        (ZOOM, NO_LIST, NO_LIST),
        (
            SUBSCRIBED,
            NO_LIST,
            "the folder has an export of mailing list (audience) with nobody in it",
        ),
        (CAMPAIGNS, "no mailing export is in the folder", NO_ROW.format("mailing")),
        (EVENTBRITE, "no registration export is in the folder", NO_ROW.format("registration")),
    ],
    ids=["zoom", "list", "campaigns", "eventbrite"],
)
def test_an_export_without_a_row_beside_another_changes_no_number(
    headings, before, why, asha, tmp_path
):
    toml = '[files."empty.csv"]\nstarts = 2024-05-14\n'
    both = folder(tmp_path, {**ASHA, "empty.csv": headings, "community.toml": toml})
    assert asha["note"].eq(before).any()
    expected = asha.assign(note=asha["note"].replace(before, why))
    pd.testing.assert_frame_equal(expected, load(both, as_of=AS_OF).indicators())


def test_a_quarter_with_nothing_but_a_cancelled_event_has_none_and_no_average(tmp_path):
    listed = (
        "event,title,starts,ends,format,activity,channel,host,cancelled\n"
        "a,Study day,2024-05-14 13:00,,,,,,yes\n"
    )
    community = load(folder(tmp_path, {"events.csv": listed}), as_of=AS_OF)
    found = community.indicators().set_index("indicator")["value"]
    assert found["events"] == 0
    assert pd.isna(found["attendees_per_event"])


def test_a_list_of_which_nobody_is_known_to_have_joined_when_is_still_counted(tmp_path):
    rows = "a@example.org,A,One,2,,2024-05-14 10:00:00,1,e1\n"
    place = folder(tmp_path, {"list.csv": AUDIENCE.format("LAST_CHANGED") + rows})
    values = load(place, as_of=AS_OF).indicators(only=["list_members"])["value"]
    assert values.max() == 1


def test_every_measure_is_in_every_quarter_known_or_not(tmp_path):
    place = folder(
        tmp_path,
        {
            "zoom.csv": zoom("Asha,asha@example.org"),
            "late.csv": zoom("Asha,asha@example.org", day="2024-09-17"),
        },
    )
    found = load(place, as_of=AS_OF).indicators()
    assert len(found) == 2 * len(MEASURES)
    assert found["basis"].notna().all()
