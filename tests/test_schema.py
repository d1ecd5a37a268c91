"""Tables are as the schema says where they pass from room to room; what is not is pointed at."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from building import NOW, YEAR, attendance, events, feedback, mailings, members
from folders import folder, zoom

import copmetrics
from copmetrics import schema
from copmetrics.errors import TableError
from copmetrics.evaluation.changes import ChangeRow, State, changes_and_reasons
from copmetrics.evaluation.spc import JudgedPoint, xmr
from copmetrics.framework.agenda import AgendaStatus, ItemKind
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.framework.basis import Basis
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.feedback import RecommendationStatus
from copmetrics.framework.heard_from import HeardFrom
from copmetrics.framework.mailings import ContactPart, EmailAction, HowLeft
from copmetrics.framework.outputs import OutputKind
from copmetrics.framework.own_indicators import IndicatorStatus, ReadingStatus
from copmetrics.framework.stories import Consent, NarrativePart, Relation, Sign, StepStatus
from copmetrics.identity.directory import Certainty
from copmetrics.loading import assembling, survey
from copmetrics.measures.base import Better
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.readers.community_lists import KINDS
from copmetrics.readers.meetings import SessionKind
from copmetrics.schema import (
    CHANGES,
    INDICATORS,
    MEMBERS,
    NARRATIVE_TABLES,
    RAW,
    TABLES,
    IndicatorRow,
)
from copmetrics.units import Unit

GOOD = {
    "events": events(a="2024-05-14 13:00", b="2024-06-14 13:00"),
    "attendance": attendance(("a", "ann"), ("a", None), ("b", "ann")),
    "members": members(("ann", "2024-05-01", None), ("ben", "2024-05-01", "2024-06-01")),
    "mailings": mailings({"mailing": "m", "sent_at": "2024-05-14 13:00", "recipients": 20}),
    "feedback": feedback(("a", 5)),
}


def asked(**tables):
    """Ask for some indicators of good tables, but for those given: known ones, shares and an unknown one."""
    return copmetrics.indicators(
        {**GOOD, **tables},
        settings=YEAR,
        as_of=pd.Timestamp("2024-10-05", tz="UTC"),
        only=["attendances", "members_attending", "feedback_favourable", "open_rate"],
    )


def met(**tables) -> str:
    with pytest.raises(TableError) as caught:
        asked(**tables)
    return str(caught.value)


def test_good_frames_of_ones_own_are_counted_and_columns_of_ones_own_stay_aside():
    more = GOOD["attendance"].assign(mood="fine").drop(columns=["certainty", "source_row"])
    found = asked(attendance=more, feedback=GOOD["feedback"].iloc[:0]).set_index("indicator")
    assert found.at["attendances", "value"] == 3


@pytest.mark.parametrize(
    ("table", "column", "value", "line"),
    [
        (
            "attendance",
            "status",
            "came",
            "table 'attendance', row 0 (zoom.csv, row 2), column 'status': 'came' is not one of attended, "
            "absent, registered, cancelled. Mend the frame and ask again.",
        ),
        (
            "attendance",
            "attendee",
            None,
            "table 'attendance', row 0 (zoom.csv, row 2), column 'attendee': it is empty, and should be a text. "
            "Mend the frame and ask again.",
        ),
        (
            "attendance",
            "attendee",
            "somebody",
            "table 'attendance', row 0 (zoom.csv, row 2), column 'attendee': 'somebody' is not the person, "
            "who is known. Mend the frame and ask again.",
        ),
        (
            "events",
            "starts_at",
            None,
            "table 'events', row 0 (events.csv, row 2), column 'starts_at': it is empty, and should be an instant. "
            "Mend the frame and ask again.",
        ),
        (
            "events",
            "starts_at",
            "05/06/2024",
            "table 'events', column 'starts_at' is not a column of instants. Mend the frame and ask again.",
        ),
        (
            "feedback",
            "rating",
            7,
            "table 'feedback', row 0 (form.csv, row 2), column 'rating': '7.0' is not between 1 and 5. "
            "Mend the frame and ask again.",
        ),
        (
            "mailings",
            "mailing",
            None,
            "table 'mailings', row 0 (campaigns.csv, row 2), column 'mailing': it is empty, and should be known, "
            "as it is known when it was sent. Mend the frame and ask again.",
        ),
        (
            "mailings",
            "recipients",
            "many",
            "table 'mailings', column 'recipients' is not a column of numbers. "
            "Mend the frame and ask again.",
        ),
    ],
    ids=lambda each: str(each)[:12],
)
def test_a_frame_of_ones_own_that_is_not_as_declared_is_pointed_at(table, column, value, line):
    frame = GOOD[table].astype({column: object})
    frame.loc[0, column] = value
    assert met(**{table: frame}) == line


def test_an_event_that_stands_there_twice_is_pointed_at():
    assert met(events=events(a="2024-05-14 13:00").iloc[[0, 0]]) == (
        "table 'events', row 1 (events.csv, row 2), column 'event': 'a' is not there once: no two rows "
        "have the same 'event'. Mend the frame and ask again."
    )


def test_a_spell_that_ends_before_it_begins_is_pointed_at():
    line = met(members=members(("ann", "2024-05-01", "2024-04-01")))
    assert line.startswith(
        "table 'members', row 0 (list.csv, row 2), column 'left_at': '2024-03-31"
    )
    assert line.endswith("is not at or after 'joined_at'. Mend the frame and ask again.")


def test_what_is_handed_to_indicators_comes_back_as_it_was():
    before = GOOD["attendance"].copy()
    asked()
    pd.testing.assert_frame_equal(GOOD["attendance"], before)


class Mistaken:
    """The words of attendance as a reader that was written wrongly might have them."""

    ATTENDED = "came"


def test_a_raw_table_with_a_word_that_no_reader_should_write_is_our_mistake(tmp_path, monkeypatch):
    monkeypatch.setattr("copmetrics.readers.zoom.AttendanceStatus", Mistaken)
    place = folder(tmp_path, {"zoom.csv": zoom("Asha,asha@example.org")})
    with pytest.raises(TableError) as caught:
        copmetrics.load(place, as_of="2024-10-05")
    assert str(caught.value) == (
        "table 'attendance', row 0 (zoom.csv, row 2), column 'status': 'came' is not one of attended, "
        "absent, registered, cancelled. This is a mistake in copmetrics, not in your files: please tell us."
    )


def test_a_canonical_table_whose_rows_name_no_known_event_is_our_mistake(tmp_path, monkeypatch):
    attendees = assembling._attendees
    monkeypatch.setattr(
        assembling, "_attendees", lambda *given: attendees(*given).assign(event="another")
    )
    place = folder(tmp_path, {"zoom.csv": zoom("Asha,asha@example.org")})
    with pytest.raises(
        TableError, match=r"'another' is not in the table 'events'\. This is a mistake"
    ):
        survey.survey(place, as_of="2024-10-05")


def test_problems_of_files_are_met_before_anything_is_checked(tmp_path, monkeypatch):
    monkeypatch.setattr("copmetrics.readers.zoom.AttendanceStatus", Mistaken)
    text = zoom("Asha,asha@example.org").replace(",60,", ",half an hour,")
    found = survey.survey(folder(tmp_path, {"zoom.csv": text}), as_of="2024-10-05")
    assert ["half an hour" in str(each) for each in found.problems] == [True]


def test_indicators_whose_value_and_basis_contradict_each_other_are_our_mistake():
    good = asked()
    row = good.index[good["basis"].eq("unknown")][0]
    with pytest.raises(TableError, match=r"'basis' says so\. This is a mistake in copmetrics"):
        INDICATORS.check(good.assign(value=good["value"].where(good.index != row, 1.0)))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"unit": Unit.PART.id, "value": 1.5}, "between 0 and 1"),
        ({"unit": Unit.PAIR_SHARE.id, "numerator": 9.0, "denominator": 3.0}, "at most 'denom"),
    ],
)
def test_a_share_of_more_than_the_whole_is_our_mistake(changed, expected):
    good = asked()
    shares = good.index[good["unit"].eq("share") & good["value"].notna()]
    wrong = good.copy()
    wrong.loc[shares[0], list(changed)] = list(changed.values())
    with pytest.raises(TableError, match=f"is not {expected}"):
        INDICATORS.check(wrong)


def test_a_share_of_figures_that_an_export_states_may_be_more_than_the_whole():
    # 12 people clicked in a mailing that 10 are known to have opened: no mistake of ours
    sent = {"sent_at": "2024-05-07 10:00", "recipients": 50, "delivered": 50}
    stated = mailings({**sent, "unique_opens": 10, "unique_clicks": 12})
    found = copmetrics.indicators({"mailings": stated}, as_of=NOW, only=["click_to_open_rate"])
    assert found["value"].tolist() == [1.2]


WORDS = {
    ("indicators", "basis"): Basis,
    ("indicators", "machine_opens"): MachineOpens,
    ("changes", "state"): State,
    ("sessions", "kind"): SessionKind,
    ("attendance", "status"): AttendanceStatus,
    ("attendance", "certainty"): Certainty,
    ("contacts", "part"): ContactPart,
    ("audience_parts", "part"): ContactPart,
    ("members", "how_left"): HowLeft,
    ("activity", "action"): EmailAction,
    ("stories", "consent"): Consent,
    ("stories", "sign"): Sign,
    ("segments", "cycle"): Cycle,
    ("segments", "status"): StepStatus,
    ("links", "relation"): Relation,
    ("narratives", "consent"): Consent,
    ("narratives", "part"): NarrativePart,
    ("register", "cycle"): Cycle,
    ("register", "better"): Better,
    ("register", "status"): IndicatorStatus,
    ("readings", "status"): ReadingStatus,
    ("targets", "kind"): KINDS,
    ("agenda", "kind"): ItemKind,
    ("agenda", "status"): AgendaStatus,
    ("agenda", "consent"): Consent,
    ("recommendations", "status"): RecommendationStatus,
    ("recommendations", "consent"): Consent,
    ("outputs", "kind"): OutputKind,
    ("outputs", "consent"): Consent,
    ("first_heard", "heard_from"): HeardFrom,
    ("decisions", "kind"): ("agenda", "recommendation"),
    ("decisions", "consent"): Consent,
}


def test_the_words_of_a_column_are_those_of_its_enum():
    tables = [*RAW.values(), *TABLES.values(), *NARRATIVE_TABLES.values(), INDICATORS, CHANGES]
    declared = {
        (table.name, name): set(column.words)
        for table in tables
        for name, column in table.columns.items()
        if column.words
    }
    assert declared == {each: {str(word) for word in words} for each, words in WORDS.items()}


def test_the_typed_rows_have_the_columns_of_their_tables():
    told_apart = {"status", "parts"}  # what an audience sees, and what a verdict rests on
    assert set(IndicatorRow.__annotations__) - told_apart == set(INDICATORS.columns)
    values = asked().loc[lambda rows: rows["indicator"].eq("attendances")]
    changes = set(changes_and_reasons(values).columns)
    assert changes == set(ChangeRow.__annotations__) >= set(CHANGES.columns)
    judged = xmr(pd.Series([1.0, 2.0]))
    assert set(JudgedPoint.__annotations__) == set(judged.points) == set(judged.last)


def test_every_column_of_every_table_says_what_it_means_and_is_there_once():
    tables = [*RAW.values(), *TABLES.values(), *NARRATIVE_TABLES.values(), INDICATORS, CHANGES]
    for table in tables:
        for name, column in table.columns.items():
            assert re.fullmatch(r"[a-z][a-z_]*", name)
            assert re.search(r"[^.]$", column.meaning), (table.name, name)
    lines = (schema.files("copmetrics") / "schema.csv").read_text(encoding="utf-8").splitlines()
    keys = [tuple(line.split(",")[:3]) for line in lines]
    assert len(keys) == len(set(keys))


def test_an_empty_table_is_as_declared_and_typed():
    for table in (*RAW.values(), *TABLES.values(), *NARRATIVE_TABLES.values()):
        table.check(table.empty())
        assert [str(kind) for kind in table.empty().dtypes] == [
            each.type for each in table.columns.values()
        ]


def test_a_column_that_is_not_there_or_of_another_kind_is_pointed_at():
    with pytest.raises(
        TableError, match="table 'members', column 'person' is not a column of texts"
    ):
        MEMBERS.check(GOOD["members"].drop(columns="person"))
    with pytest.raises(TableError, match="column 'joined_at' is not a column of instants"):
        MEMBERS.check(GOOD["members"].assign(joined_at="yesterday"))
