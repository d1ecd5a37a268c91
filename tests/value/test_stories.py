"""How far a story goes: complete, rich, partial, gap, loop, aspiration; and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest
from folders import EVENTS, folder, zoom
from narrated import narrated, problems_in
from telling import STEPS, STORIES, step, story, way

from copmetrics.community.community import load
from copmetrics.value.journeys import journeys

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
CHAIN = ("immediate", "potential", "applied", "realised")


def told_by(place, *stories: str, steps: str, **files: str) -> Mapping[str, pd.DataFrame]:
    told = {
        "stories.csv": STORIES + "".join(stories),
        "steps.csv": STEPS + steps,
        "zoom.csv": zoom("Asha,asha@example.org"),
        **files,
    }
    found = narrated(place, told)
    assert found.problems == ()
    return found.tables


JOURNEYS = {
    "told in all four cycles of the chain it is complete": (
        way("S1", *CHAIN),
        {
            "completeness": "complete",
            "stops_at": "realized",
            "missing": (),
            "gaps": (),
            "loops": 0,
        },
    ),
    "complete with one step borne out by an indicator it is not yet rich": (
        way("S1", *CHAIN[:2]) + step("S1", "applied", cites="attendances") + way("S1", "realised"),
        {"completeness": "complete", "borne_out": 1},
    ),
    "complete with two steps borne out by indicators it is rich": (
        way("S1", *CHAIN[:2])
        + step("S1", "applied", cites="attendances")
        + step("S1", "realised", explains="Events held"),
        {"completeness": "rich", "borne_out": 2},
    ),
    "two indicators in one step bear out one step": (
        way("S1", *CHAIN[:3]) + step("S1", "realised", cites="attendances; events"),
        {"borne_out": 1},
    ),
    "what a step contradicts or suggests does not bear it out": (
        way("S1", *CHAIN[:2])
        + step("S1", "applied", contradicts="attendances")
        + step("S1", "realised", suggests="minutes saved"),
        {"completeness": "complete"},
    ),
    "two indicators do not make an incomplete story rich": (
        step("S1", "immediate", cites="events") + step("S1", "potential", cites="events"),
        {"completeness": "partial", "stops_at": "potential"},
    ),
    "a cycle missing between the first and the last is a gap": (
        way("S1", "immediate", "potential", "realised"),
        {"completeness": "partial", "gaps": ("applied",), "missing": ("applied",)},
    ),
    "one that begins late misses the beginning and has no gap": (
        way("S1", "applied", "realised"),
        {"missing": ("immediate", "potential"), "gaps": ()},
    ),
    "one that stops early has no gap behind its end": (
        way("S1", "immediate", "potential"),
        {"stops_at": "potential", "missing": (), "gaps": ()},
    ),
    # realised back to immediate, and applied back to potential: two; forward again is none
    "every step back is a loop and no error": (
        way("S1", *CHAIN, "immediate", "applied", "potential"),
        {"loops": 2},
    ),
    # realised to applied goes back a step; applied to potential comes back to the community
    "a loop comes home only if it leads to immediate or potential value": (
        way("S1", *CHAIN, "applied", "potential"),
        {"loops": 2, "returns": 1, "step_links": ("", "", "", "", "back", "back")},
    ),
    "a side cycle is reached from the chain": (
        way("S1", "immediate", "reframing"),
        {"step_links": ("", ""), "gaps": (), "loops": 0},
    ),
    "a step back over one not told leads back": (
        way("S1", "immediate", "applied", "potential"),
        {"step_links": ("", "", "back"), "gaps": (), "loops": 1},
    ),
    "the same cycle on both sides of a side cycle is neither gap nor loop": (
        way("S1", "applied", "reframing", "applied"),
        {"step_links": ("", "", ""), "gaps": (), "loops": 0},
    ),
    "a step over two cycles is over a gap of both": (
        way("S1", "immediate", "realised"),
        {"step_links": ("", "over a gap"), "gaps": ("potential", "applied"), "loops": 0},
    ),
    "the gap lies before the step of the chain at its end, whatever stands beside it": (
        way("S1", "potential", "reframing", "realised"),
        {"step_links": ("", "", "over a gap"), "gaps": ("applied",), "loops": 0},
    ),
    "a way back by a side cycle leads back": (
        way("S1", "realised", "reframing", "immediate"),
        {"step_links": ("", "", "back"), "gaps": ("potential", "applied"), "loops": 1},
    ),
    "what is hoped for is reached over no gap and leads back nowhere": (
        way("S1", "immediate")
        + step("S1", "realised", status="aspired")
        + step("S1", "potential", status="aspired"),
        {"step_links": ("", "", "")},
    ),
    "the same cycle again is no loop": (
        way("S1", "immediate", "immediate", "potential"),
        {"loops": 0},
    ),
    "side cycles do not break it": (
        way("S1", "immediate", "strategic", "reframing", "potential"),
        {"completeness": "partial", "loops": 0, "gaps": ()},
    ),
    "a side cycle alone does not complete it": (
        way("S1", "reframing"),
        {"completeness": "partial", "stops_at": None},
    ),
    "what is only hoped for is an aspiration": (
        step("S1", "realised", status="aspired", ask="2024-12-01"),
        {"completeness": "aspiration", "stops_at": None},
    ),
    "a hope at the end does not complete it": (
        way("S1", *CHAIN[:3]) + step("S1", "realised", status="aspired", cites="events"),
        {"completeness": "partial", "stops_at": "applied", "borne_out": 0},
    ),
}


@pytest.fixture(scope="module")
def journeys_told(tmp_path_factory):
    """How far each of these stories goes: one folder tells them all."""
    names = {name: f"S{number}" for number, name in enumerate(JOURNEYS, start=1)}
    steps = "".join(steps.replace("S1", names[name]) for name, (steps, _) in JOURNEYS.items())
    place = tmp_path_factory.mktemp("journeys")
    told = told_by(place, *map(story, names.values()), steps=steps)
    found = journeys(told["segments"], told["links"])
    return {name: found[short] for name, short in names.items()}


@pytest.mark.parametrize("name", JOURNEYS)
def test_how_far_a_story_goes(name, journeys_told):
    _, expected = JOURNEYS[name]
    assert {each: getattr(journeys_told[name], each) for each in expected} == expected


def test_a_story_may_name_its_event_by_its_short_name_or_its_title(tmp_path):
    told = story("S1").replace(",,positive", ",HUDDLE-1,positive") + story("S2").replace(
        ",,positive", ",The June huddle,positive"
    )
    listed = (
        EVENTS
        + "huddle-1,The May huddle,2024-05-14 13:00,,,,,,\n"
        + ("huddle-2,The June huddle,2024-06-14 13:00,,,,,,\n")
    )
    steps = way("S1", "immediate") + way("S2", "immediate")
    found = told_by(tmp_path, told, steps=steps, **{"events.csv": listed})["stories"]
    assert found["event"].tolist() == ["huddle-1", "huddle-2"]
    assert found["began"].isna().all()


def test_a_folder_that_knows_no_event_takes_the_name_as_it_is_written(tmp_path):
    told = {
        "stories.csv": STORIES + story("S1").replace(",,positive", ",may-huddle,positive"),
        "steps.csv": STEPS + way("S1", "immediate"),
    }
    (one,) = narrated(tmp_path, told).tables["stories"].to_dict("records")
    assert (pd.isna(one["event"]), one["began"]) == (True, "may-huddle")


def test_an_answer_in_a_form_may_say_in_free_words_where_it_began(tmp_path):
    asked = (
        "Timestamp,What did you do with it?,At which event did it begin?,Who may read your story?\n"
    )
    answer = "2024/05/20 10:00:00 AM GMT+1,Used it,Over a coffee,Anybody\n"
    found = narrated(tmp_path, {"zoom.csv": zoom("Asha,"), "form.csv": asked + answer})
    (one,) = found.tables["stories"].to_dict("records")
    assert (pd.isna(one["event"]), one["began"]) == (True, "Over a coffee")


def test_steps_follow_their_numbers_and_unnumbered_ones_the_row_above(tmp_path):
    rows = (
        "S1,2,applied,third,,,,,,,\nS1,,realised,fourth,,,,,,,\nS1,1,immediate,first,,,,,,,\n"
        "S1,1,potential,second,,,,,,,\n"
    )
    segments = told_by(tmp_path, story("S1"), steps=rows)["segments"]
    assert segments["text"].tolist() == ["first", "second", "third", "fourth"]
    assert segments["step"].tolist() == [1, 2, 3, 4]


def test_a_cycle_may_be_written_in_any_of_its_names(tmp_path):
    steps = way("S1", "Immediate value", "POTENTIAL", "Realized value", "Transformative value")
    segments = told_by(tmp_path, story("S1"), steps=steps)["segments"]
    assert segments["cycle"].tolist() == ["immediate", "potential", "realized", "reframing"]


def test_a_story_without_a_stated_consent_is_private(tmp_path):
    found = told_by(tmp_path, story("S1", consent=""), steps=way("S1", "immediate"))
    assert found["stories"]["consent"].tolist() == ["private"]


def test_a_story_withdrawn_is_not_there_at_all(tmp_path):
    steps = way("S1", "immediate") + way("S2", "immediate")
    found = told_by(tmp_path, story("S1"), story("S2", consent="withdrawn"), steps=steps)
    assert found["stories"]["story"].tolist() == ["S1"]
    assert set(found["segments"]["story"]) == {"S1"}


def test_a_form_knows_its_teller_only_as_a_pseudonym(tmp_path):
    asked = '"What did you take part in, and what was it like?",Who may read your story?'
    form = (
        f"ID,Start time,Completion time,Email,Name,{asked}\n"
        "1,2024-05-20 10:00,2024-05-20 10:05,asha@example.org,Asha One,A huddle,Members\n"
        "2,2024-05-20 10:00,2024-05-20 10:05,ben@example.org,Ben Two,,Members\n"
    )
    found = load(
        folder(tmp_path, {"zoom.csv": zoom("Asha,asha@example.org"), "form.csv": form}), as_of=AS_OF
    )
    (teller,) = found.stories["teller"]
    assert teller == found.attendance["person"].iloc[0]
    assert "asha" not in found.stories.astype(str).to_string().casefold()
    assert found.stories["consent"].tolist() == ["members"]
    (form,) = (each for each in found.files if each.file == "form.csv")
    assert (form.rows, form.kept, dict(form.left_out)) == (2, 1, {"tells nothing": 1})


def test_an_answer_that_names_an_unknown_indicator_suggests_it(tmp_path):
    asked = (
        "Timestamp,What did you do with it?,Which of our indicators does it speak of?,"
        "Who may read your story?\n"
    )
    answer = '2024/05/20 10:00:00 AM GMT+1,Used it,"Events held;Lives saved",Anybody\n'
    found = narrated(tmp_path, {"zoom.csv": zoom("Asha,"), "form.csv": asked + answer})
    links = found.tables["links"][["relation", "indicator", "claim"]]
    assert links.fillna("").to_numpy().tolist() == [
        ["cites", "events", "Events held"],
        ["suggests", "", "Lives saved"],
    ]


WRONG = {
    "a link to an indicator that nobody knows": (
        {"steps.csv": STEPS + step("S1", "immediate", cites="atendances")},
        "steps.csv, row 2, column 'Cites': 'atendances' is not an indicator that is known. Write its "
        "id or its name as copmetrics indicators or the register has it, or put it under Suggests.",
    ),
    "a cycle that there is none of": (
        {"steps.csv": STEPS + way("S1", "immediate", "final")},
        "steps.csv, row 3, column 'Cycle': 'final' is not one of immediate, potential, applied, "
        "realized, reframing, strategic, enabling, orienting. Write one of these.",
    ),
    "a step that says nothing": (
        {"steps.csv": STEPS + "S1,,immediate,,,,,,,,\n"},
        "steps.csv, row 2, column 'What it says': it is empty, and should be what the story says at this step. "
        "Mend the cell, or export the file again.",
    ),
    "a step of a story that is not listed": (
        {"steps.csv": STEPS + way("S1", "immediate") + way("S9", "immediate")},
        "steps.csv, row 3, column 'Story': 'S9' is not a story of the Stories sheet. Add the story "
        "there, or mend the name.",
    ),
    "a story told twice": (
        {"stories.csv": STORIES + story("S1") + story("S1")},
        "stories.csv, row 3, column 'Story': 'S1' is not a short name of its own. Give one of the "
        "two another.",
    ),
    "a story without a step": (
        {"stories.csv": STORIES + story("S1") + story("S2")},
        "stories.csv, row 3, column 'Story': 'S2' is not a story with steps. Add its steps on the "
        "Steps sheet, one line for each cycle it speaks of.",
    ),
    "a consent that is none": (
        {"stories.csv": STORIES + story("S1", consent="perhaps")},
        "stories.csv, row 2, column 'Consent': 'perhaps' is not one of withdrawn, private, public, "
        "sponsors, members. Write one of these.",
    ),
    "an event that is not listed": (
        {
            "stories.csv": STORIES + story("S1").replace(",,positive", ",hudle-1,positive"),
            "events.csv": EVENTS + "huddle-1,Huddle,2024-05-14 13:00,,,,,,\n",
        },
        "stories.csv, row 2, column 'Event': 'hudle-1' is not an event that is known. Did you mean "
        "'huddle-1'? Write its short name as the list of events has it, or leave it empty and say in "
        "the first step where it began.",
    ),
    "a teller with an address": (
        {"stories.csv": STORIES + story("S1").replace("T1", "asha@example.org")},
        "stories.csv, row 2, column 'Teller': 'asha@example.org' is not a pseudonym such as T4. "
        "Nobody is to be named: the list of who is who stays with whoever collects.",
    ),
    "a day that is none": (
        {"stories.csv": STORIES + story("S1", day="soon")},
        "stories.csv, row 2, column 'Collected on': 'soon' is not a date and time that copmetrics "
        "knows. Mend the cell, or export the file again.",
    ),
    "prose with a cycle that there is none of": (
        {
            "a.md": "Title: It\nConsent: public\n\nWe met.\n(Final value) We left. (Immediate value)\n"
        },
        "a.md, row 5, column 'tag': 'Final' is not one of immediate, potential, applied, realized, "
        "reframing, strategic, enabling, orienting. Write one of these.",
    ),
    "prose that ends without a tag": (
        {"a.md": "Title: It\n\nWe met. (Immediate value)\n\nAnd then we left.\n"},
        "a.md, row 5, column 'story': 'And then we left.' is not followed by its cycle. End each "
        "passage with a tag such as (Applied value).",
    ),
    "prose that begins with a line that nobody knows": (
        {"a.md": "Title: It\nTelller: T1\n\nWe met. (Immediate value)\n"},
        "a.md: 'telller' is not a line that a story begins with. These are: title, teller, "
        "constituency, organisation, collected on, collected by, consent, event, sign, tell; a blank line ends them.",
    ),
    "prose whose teller is named": (
        {"a.md": "Title: It\nTeller: asha@example.org\n\nWe met. (Immediate value)\n"},
        "a.md, row 2, column 'Teller': 'asha@example.org' is not a pseudonym such as T4.",
    ),
    "prose that links to what nobody knows": (
        {"a.md": "Title: It\n\nWe met. (Immediate value; cites joy)\n"},
        "a.md, row 3, column 'Cites': 'joy' is not an indicator that is known. Write its id or its "
        "name as copmetrics indicators or the register has it, or put it under Suggests.",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_story_is_told_by_row_and_column(name, tmp_path):
    files, message = WRONG[name]
    good = {
        "stories.csv": STORIES + story("S1"),
        "steps.csv": STEPS + way("S1", "immediate"),
        "zoom.csv": zoom("Asha,asha@example.org"),
    }
    assert problems_in(tmp_path, good | files) == [message]
