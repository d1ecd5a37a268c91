"""`check` says of a source that ends before the quarter does by which line it is known to the end."""

from __future__ import annotations

from folders import CAMPAIGNS, SUBSCRIBED, UNSUBSCRIBED, folder, zoom

from copmetrics.commands.checking import span_of
from copmetrics.commands.ending_early import ending_early
from copmetrics.community.community import load
from copmetrics.loading.survey import survey

NOW = "2024-10-05"
FILES = {
    "subscribed.csv": SUBSCRIBED
    + "a@example.org,A,One,2,2024-01-05 10:00:00,2024-08-09 10:00:00,1,e1\n",
    "unsubscribed.csv": UNSUBSCRIBED
    + "b@example.org,B,Two,2,2024-01-06 10:00:00,2024-08-01 10:00:00,2,e2\n",
    "zoom.csv": zoom("Asha,asha@example.org", day="2024-07-09"),
    "campaigns.csv": CAMPAIGNS + 'May,S,L,"May 04, 2024 10:00 am",Sat,20,20,0,9,9,1,1,0,aa11\n',
}
LINE = (
    "2024/25 Q2 ends on 30 Sep 2024, and of {} the newest row is of {}. If it was exported later and {} "
    "since, say so in community.toml, under [covered_to]: {} = 2024-09-30"
)


def test_each_source_that_ends_early_is_named_with_its_line(tmp_path):
    told = ending_early(load(folder(tmp_path, FILES), as_of=NOW))
    assert told == [
        LINE.format("mailings", "4 May 2024", "nothing was sent", "mailings"),
        LINE.format("the mailing list", "9 Aug 2024", "nobody joined or left the list", "members"),
    ]


def test_what_is_stated_is_not_said_again_and_the_list_counts_in_full(tmp_path):
    stated = "[covered_to]\nmailings = 2024-09-30\nmembers = 2024-09-30\n"
    found = load(folder(tmp_path, {**FILES, "community.toml": stated}), as_of=NOW)
    assert not ending_early(found)
    listed = found.indicators(quarters="2024/25-Q2", only=["list_members", "mailings"])
    assert dict(zip(listed["indicator"], listed["basis"], strict=True))["mailings"] == "actual"
    assert set(listed["value"]) == {1, 0}


def test_who_unsubscribed_is_dated_by_when_they_left_too(tmp_path):
    files = {each.file: each for each in survey(folder(tmp_path, FILES), as_of=NOW).files}
    assert span_of(files["unsubscribed.csv"], "Europe/London") == "6 Jan 2024 to 1 Aug 2024"
