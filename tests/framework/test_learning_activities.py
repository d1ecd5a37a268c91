"""Learning activities by hand: clusters, their places, who came again, and no ranking of few."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import NOW, attendance, events, feedback
from folders import EVENTS, folder, zoom

from copmetrics import account
from copmetrics.community.community import load
from copmetrics.errors import CopmetricsError
from copmetrics.evaluation.indicators import indicators
from copmetrics.framework.learning_activities import CLUSTERS, placed
from copmetrics.loading.feedback import placed_feedback
from copmetrics.measures import MEASURES, measures_by
from copmetrics.settings import Settings

pytestmark = pytest.mark.slow

FACTS = ["cluster", "from_with", "informal_formal", "inside_outside"]


def facts(found: pd.DataFrame, event: str) -> list[object]:
    return found.set_index("event").loc[event, FACTS].tolist()


def test_an_activity_that_is_a_clusters_name_has_its_cluster_and_its_usual_place():
    found = placed(events(a={"starts_at": "2024-05-14 13:00", "activity": "Creating standards"}))
    assert facts(found, "a") == ["standards", 2, 2, "inside"]


def test_the_sheet_comes_before_the_mapping_and_the_mapping_before_the_usual_place():
    mapping = {"Journal club": {"cluster": "negotiating", "from_with": 1, "inside_outside": "both"}}
    listed = events(
        a={"starts_at": "2024-05-14 13:00", "activity": "journal club"},
        b={"starts_at": "2024-05-15 13:00", "activity": "Journal Club", "from_with": -2.0},
    )
    found = placed(listed, mapping)
    assert facts(found, "a") == ["negotiating", 1, 0, "both"]
    assert facts(found, "b") == ["negotiating", -2, 0, "both"]


def test_a_title_can_be_mapped_and_an_unknown_activity_stays_unknown():
    listed = events(
        a={"starts_at": "2024-05-14 13:00", "title": "Case clinic"},
        b={"starts_at": "2024-05-15 13:00", "activity": "tea"},
    )
    found = placed(listed, {"case clinic": {"cluster": "inquiries"}})
    assert facts(found, "a") == ["inquiries", 1, -1, "inside"]
    assert found.set_index("event").loc["b", FACTS].isna().all()


def test_the_seven_clusters_lie_on_the_map():
    assert len(CLUSTERS) == 7
    assert all(
        abs(each.from_with) <= 2 and abs(each.informal_formal) <= 2 for each in CLUSTERS.values()
    )


def test_a_place_off_the_map_is_told_by_row_and_column(tmp_path):
    head = EVENTS.strip() + ",from_with\n"
    place = folder(tmp_path, {"events.csv": head + "a,A,2024-05-14 13:00,,,,,,,3\n"})
    with pytest.raises(CopmetricsError) as raised:
        load(place)
    assert str(raised.value) == (
        "events.csv, row 2, column 'from_with': '3.0' is not between -2 and 2. from_with: "
        "learning from one another -2, with one another 2; informal_formal: informal -2, formal 2."
    )


WRONG = {
    '[activities."tea"]\ncluster = "cake"\n': "community.toml: 'cake' is not a cluster for 'tea'. "
    "Choose from: sharing, inquiries, negotiating, assets, standards, formal, visits.",
    '[activities."tea"]\nformality = 2\n': "community.toml: 'formality' is not a setting of 'tea'. "
    "Choose from: cluster, inside_outside, from_with, informal_formal.",
    '[activities."tea"]\nfrom_with = 2.5\n': 'community.toml: activities."tea".from_with = 2.5 is '
    "not between -2 and 2. ",
    '[activities]\ntea = "cake"\n': 'community.toml: activities."tea" is not a table of its own. ',
    '[privacy]\nsponsors = "secret"\n': "community.toml: 'secret' is not a profile for sponsors. "
    "Choose from: internal, share.",
    '[privacy]\npress = "share"\n': "community.toml: 'press' is not an audience under [privacy]. "
    "Choose from: sponsors, leaders, members, public.",
    'cycle_set = "all"\n': "community.toml: 'all' is not a set of cycles. Choose from: core5, full8.",
}


@pytest.mark.parametrize("toml", WRONG)
def test_a_setting_of_values_and_activities_that_cannot_be_meant_is_told(toml, tmp_path):
    with pytest.raises(CopmetricsError) as raised:
        load(folder(tmp_path, {"community.toml": toml, "zoom.csv": zoom("Asha,")}))
    assert str(raised.value).strip() == WRONG[toml].strip()


# Four events: the first two of sharing; Asha comes to a (Apr), b (May), and d (Sep); Ben to a only.
HELD = events(
    a={"starts_at": "2024-04-10 13:00", "activity": "sharing"},
    b={"starts_at": "2024-05-10 13:00", "activity": "sharing"},
    c={"starts_at": "2024-06-10 13:00", "activity": "visits"},
    d={"starts_at": "2024-09-20 13:00", "activity": "visits"},
)
CAME = attendance(("a", "asha"), ("a", "ben"), ("b", "asha"), ("c", "cy"), ("d", "asha"))
# The same told again after a year: one later record alone might be a slip in a date, two are records.
TOLD_AGAIN = {
    "events": pd.concat([HELD, events(e="2024-10-20 13:00")], ignore_index=True),
    "attendance": pd.concat([CAME, attendance(("e", "asha"))], ignore_index=True),
}


def returned(as_of: str, by=(), **settings) -> dict[object, tuple[float, float]]:
    """Who came again in the first two quarters, where it is known to that day who came."""
    found = indicators(
        {"events": placed(HELD), "attendance": CAME},
        as_of=pd.Timestamp(as_of, tz="UTC"),
        by=by,
        only=["return_rate"],
        quarters=pd.PeriodIndex(["2025Q1", "2025Q2"], freq="Q-MAR"),
        settings=Settings(covered_to={"attendance": date.fromisoformat(as_of)}, **settings),
    )
    keys = zip(found["quarter"].astype(str), *(found[each] for each in by), strict=True)
    pairs = found[["numerator", "denominator"]].itertuples(index=False, name=None)
    return dict(zip(keys, pairs, strict=True))


def test_coming_again_within_90_days_to_any_event_counts():
    # Of Q1's four: Asha at a came again to b (30 days); at b she did not within 90 days (133 later);
    # Ben and Cy never did: 1 of 4. In Q2 Asha at d is not 90 days ago on 1 December: nothing known.
    found = returned("2024-12-01")
    assert found[("2025Q1",)] == (1, 4)
    assert found[("2025Q2",)][1] == 0


def test_how_many_days_somebody_has_to_come_again_is_a_setting():
    # Asha came to b 30 days after a, and to d 133 days after b, to the minute; on 1 December the 29 days
    # after d are over, and the 133 are not
    assert returned("2024-12-01", return_days=29) == {("2025Q1",): (0, 4), ("2025Q2",): (0, 1)}
    assert returned("2024-12-01", return_days=30)[("2025Q1",)] == (1, 4)
    assert returned("2024-12-01", return_days=132)[("2025Q1",)] == (1, 4)
    found = returned("2024-12-01", return_days=133)
    assert found[("2025Q1",)] == (2, 4)
    assert found[("2025Q2",)][1] == 0


@pytest.mark.parametrize(("days", "basis"), [(40, "actual"), (41, "so_far")])
def test_the_rate_is_so_far_while_any_of_the_days_that_are_set_run(days, basis):
    # the quarter's last event was on 10 June at 13:00 by London's clock: 40 days and 12 hours before
    found = indicators(
        TOLD_AGAIN,
        only=["return_rate"],
        settings=Settings(return_days=days),
        as_of=pd.Timestamp("2024-07-21 00:00", tz="UTC"),
    ).iloc[0]
    assert found["basis"] == basis
    assert found["note"] == (
        "" if basis == "actual" else "the 41 days after some events are not over"
    )


def test_what_is_said_of_coming_again_names_the_days_that_are_set():
    usual, told = measures_by(90)["return_rate"], measures_by(30)["return_rate"]
    assert usual == MEASURES["return_rate"]
    assert list(measures_by(30)) == list(MEASURES)
    assert told.label == "Came again within 30 days"
    assert "90" in repr(usual)
    assert repr(told) == repr(usual).replace("90", "30")


@pytest.mark.slow
def test_a_report_names_the_days_that_are_set(tmp_path):
    files = {"zoom.csv": zoom("Asha,"), "community.toml": "return_days = 30\n"}
    told = load(folder(tmp_path, files), as_of=NOW)
    said = str(account(told, "2024/25-Q1"))
    assert "Came again within 30 days" in said
    assert "90 days" not in said
    assert "'30', 'return_days')" in said
    assert "return_days" not in str(
        account(load(folder(tmp_path, {"community.toml": ""}), as_of=NOW), "2024/25-Q1")
    )


def test_coming_again_is_known_once_the_90_days_are_over():
    assert returned("2025-01-10")[("2025Q2",)] == (0, 1)


def test_coming_again_can_be_asked_by_cluster():
    found = returned("2025-01-10", by=("cluster",))
    assert found == {
        ("2025Q1", "sharing"): (1, 3),
        ("2025Q1", "visits"): (0, 1),
        ("2025Q2", "visits"): (0, 1),
    }


def test_while_some_of_the_90_days_run_the_rate_is_so_far():
    found = indicators(
        TOLD_AGAIN,
        only=["return_rate"],
        as_of=pd.Timestamp("2024-07-20", tz="UTC"),
    )
    first = found.iloc[0]
    # only a was 90 days ago: Asha came again, Ben did not
    assert (first["numerator"], first["denominator"], first["basis"]) == (1, 2, "so_far")
    assert first["note"] == "the 90 days after some events are not over"


def test_ratings_are_averaged_over_answers_and_not_over_events():
    told = feedback(("a", 5), ("a", 5), ("a", 4), ("c", 1), ("c", None))
    ids = ["feedback_rating", "feedback_favourable", "feedback_answers"]
    found = indicators({"events": HELD, "feedback": told}, as_of=NOW, only=ids)
    found = found.set_index("indicator")
    here = found[found["quarter"].astype(str) == "2025Q1"]
    assert here.loc["feedback_rating", "value"] == 15 / 4
    assert here.loc["feedback_favourable", "value"] == 3 / 4
    assert here.loc["feedback_answers", "value"] == 5


def test_a_quarter_without_a_feedback_form_is_unknown():
    told = feedback(("a", 5))
    found = indicators({"events": HELD, "feedback": told}, as_of=NOW, only=["feedback_rating"])
    assert found["value"].fillna(-1).tolist() == [5, -1]
    assert found["note"].tolist() == ["", "no feedback export reaches this quarter yet"]


def placed_at(event: str | None, answered: str) -> str | None:
    held = events(
        jan={"starts_at": "2024-01-10 13:00", "title": "Huddle"},
        feb={"starts_at": "2024-02-10 13:00", "title": "Huddle"},
        off={"starts_at": "2024-02-12 13:00", "title": "Off", "cancelled": True},
    )
    found = placed_feedback(feedback((event, 5), answered=answered), held)
    assert found["left_out"].isna().item() == found["event"].notna().item()
    return found["event"].item() if found["event"].notna().item() else None


@pytest.mark.parametrize(
    ("event", "answered", "expected"),
    [
        ("jan", "2024-03-01", "jan"),  # by its short name
        ("huddle", "2024-01-20", "jan"),  # by its title: the last one begun by then
        ("HUDDLE", "2024-03-01", "feb"),
        (None, "2024-02-24 10:00", "feb"),  # the last begun in the 14 days before
        (None, "2024-02-25 10:00", None),
        ("Off", "2024-02-13", None),  # cancelled: nobody was there
        ("Something else", "2024-02-13", None),
    ],
)
def test_an_answer_is_put_to_the_event_it_is_of(event, answered, expected):
    assert placed_at(event, answered) == expected
