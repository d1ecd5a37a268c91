"""Every model has one row for each of what it says it has one row of: on any community."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from building import (
    activity,
    attendance,
    community,
    events,
    feedback,
    mailings,
    members,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from copmetrics.community.community import Community, load
from copmetrics.engine import base_workspace
from copmetrics.engine.models import models
from copmetrics.measures import ALL
from copmetrics.quarters import Calendar
from copmetrics.schema import TARGETS
from copmetrics.settings import Participation, Settings

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
SAMPLES = Path(__file__).parent.parent / "samples"
ANSWERS = """
[files."eventbrite_uk/report.csv"]
starts = 2024-06-07
[files."eventbrite_us/report.csv"]
starts = 2024-06-06
day_is_right = true  # its orders are of November
[files."mailchimp_fields_called_unsub"]
audience = "another list"
[files."mailchimp_recipients/opened.csv"]
mailing = "ab12cd34ef"
[files."events_list"]  # it lists a huddle of the same hour as another sample's
ignore = true
"""
ASKED = {
    "eventbrite_orders_across",
    "mailchimp_audience_zip",
    "mailchimp_status",
    "meetup",
    "readings_decimal_comma",
    "remarks",
    "teams_registrations",
    "teams_section",
}
"""Of these samples something is asked beside the others, such as of which list or event they are."""
PARTS = {
    f"mailchimp_{part}": ("mailchimp parts", f"{part}.csv")
    for part in ("cleaned", "subscribed", "unsubscribed")
}
"""Parts of one export of a list: those who left stand beside those who are on it."""


@pytest.fixture(autouse=True)
def every_model_stays_as_a_table(monkeypatch):
    """Views within views are worked out again by each question: too slow to ask after them all."""
    kept = {name: dataclasses.replace(each, kept=True) for name, each in models().items()}
    monkeypatch.setattr(base_workspace, "models", lambda: kept)


def rows_beyond_the_grain(of: Community) -> dict[str, int]:
    """The models of which rows repeat another's grain, or lack a part of it, and how many do."""
    grains = [(each.name, each.grain, each.unknown) for each in models().values()]
    grains += [(each.fact, (*each.key, "quarter"), frozenset()) for each in ALL]
    counts = [_beyond(*each) for each in grains]
    told = of.evaluation.ask(" union all ".join(counts))
    return {name: int(rows) for name, rows in told.itertuples(index=False) if rows}


def _beyond(name: str, grain: Sequence[str], unknown: frozenset[str]) -> str:
    """Ask how many rows of a model are more than there are different, known grains."""
    known = " and ".join(
        ["1 = 1", *(f"{each} is not null" for each in grain if each not in unknown)]
    )
    return (
        f"select '{name}' as name, count(*) - count(distinct case when {known} "
        f"then row({', '.join(grain)}) end) as rows from {name}"
    )


def test_every_model_says_at_its_head_what_a_row_of_it_is():
    for model in models().values():
        assert model.grain, model.name
        assert re.match(r"One row per \w.+", model.comment), model.name


def test_no_two_rows_of_a_model_are_one_in_the_demo(demo):
    assert rows_beyond_the_grain(dataclasses.replace(demo)) == {}


def test_no_two_rows_of_a_model_are_one_in_a_community_of_all_samples(tmp_path):
    for path in SAMPLES.glob("*/*"):
        name = path.parent.name
        if name not in ASKED and not path.name.startswith("expected_") and path.suffix != ".pyc":
            place, loose = PARTS.get(name, (name, path.name))
            (tmp_path / place).mkdir(exist_ok=True)
            shutil.copy(path, tmp_path / place / loose)
    (tmp_path / "community.toml").write_text(ANSWERS, encoding="utf-8")
    assert rows_beyond_the_grain(load(tmp_path, as_of=AS_OF)) == {}


PEOPLE = ("ann", "ben", "cho", None)
EVENTS = ("e1", "e2", "e3", "e4")
DAYS = ("2024-01-10 12:00", "2024-02-10 12:00", "2024-05-10 12:00", "2024-11-10 12:00")
"""Few, so that events begin at the same time, and spells on the same day."""


@st.composite
def communities(draw: st.DrawFn) -> Community:
    """Few people at few events in few quarters, met in every way that the tables allow."""
    several = {"max_size": 25}
    held = {
        name: {
            "starts_at": draw(st.sampled_from(DAYS)),
            "cancelled": draw(st.sampled_from((None, False, True))),
            "format": draw(st.sampled_from((None, "online", "In-Person", "broadcast"))),
            "host": draw(st.sampled_from(PEOPLE)),
        }
        for name in EVENTS
    }
    lines = draw(
        st.lists(
            st.tuples(
                st.sampled_from(EVENTS),
                st.sampled_from(PEOPLE),
                st.sampled_from(("attended", "attended", "absent", "registered", "cancelled")),
                st.sampled_from(("zoom.csv", "teams.csv")),
                st.sampled_from((None, "Guest", "co-host")),
                st.sampled_from((None, "North", "South")),
                st.sampled_from((None, 5, 50)),
            ),
            **several,
        )
    )
    present = [
        {
            "event": event,
            "person": person,
            "status": status,
            "registered": status != "attended",
            "source_file": file,
            "role": role,
            "organisation": organisation,
            "joined_at": held[event]["starts_at"] if minutes else None,
            "left_at": held[event]["starts_at"].replace("12:00", f"12:{minutes:02}")
            if minutes
            else None,
            "minutes": minutes,
        }
        for event, person, status, file, role, organisation, minutes in lines
    ]
    spells = draw(
        st.sets(st.tuples(st.sampled_from(PEOPLE[:3]), st.sampled_from(DAYS)), max_size=6)
    )
    sent = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("m1", "m2")),
                st.sampled_from(("one.csv", "two.csv")),
                st.integers(5, 90),
            ),
            max_size=5,
        )
    )
    done = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("m1", "m2")),
                st.sampled_from(PEOPLE),
                st.sampled_from(("open", "click", "not_opened", "bounced")),
            ),
            **several,
        )
    )
    told = draw(st.lists(st.tuples(st.sampled_from((*EVENTS, None)), st.just(4)), max_size=4))
    wanted = pd.DataFrame(
        [("organisation", "North"), ("profession", "nurse")], columns=["kind", "name"]
    ).assign(source_file="targets.csv", source_row=[2, 3])
    return community(
        {
            "events": events(**held),
            "attendance": attendance(*present),
            "members": members(
                *(
                    {"person": who, "joined_at": day, "left_at": draw(st.sampled_from((None, day)))}
                    for who, day in sorted(spells)
                )
            ),
            "mailings": mailings(
                *(
                    {
                        "mailing": mailing,
                        "source_file": file,
                        "recipients": recipients,
                        "sent_at": DAYS[int(mailing[1])],
                    }
                    for mailing, file, recipients in sent
                )
            ),
            "activity": activity(*done).assign(
                source_file="clicks.csv", source_row=range(2, len(done) + 2)
            ),
            "feedback": feedback(*told),
            "targets": TARGETS.conform(wanted),
        },
        Settings(
            calendar=Calendar.CALENDAR,
            registrations_count_as_attendance=draw(st.booleans()),
            participation=Participation(largest_meeting=3),
        ),
        as_of=pd.Timestamp("2024-12-05", tz="UTC"),
    )


@settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(communities())
def test_no_two_rows_of_a_model_are_one_in_any_community(made):
    assert rows_beyond_the_grain(made) == {}
