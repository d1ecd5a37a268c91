"""Microsoft Forms and Google Forms that are no sign-in: value-creation stories, and feedback.

What a form is for shows in its questions. A story form asks who may read the answer; a feedback
form asks for a rating and what went well or should change.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, QuestionError, answer_line, files_header
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.stories import StepStatus
from copmetrics.identity.names import is_nobody
from copmetrics.readers.blank_words import is_no_remark
from copmetrics.readers.block import Block
from copmetrics.readers.changes_said import ASKED_OR_MEANT, asks_who
from copmetrics.readers.column_places import COLUMN
from copmetrics.readers.columns import choice, moment, text
from copmetrics.readers.counted_questions import CountedForm
from copmetrics.readers.feedback_form import RATING_ASKED, REMARKS_ASKED, FeedbackForm
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.form_exports import (
    GOOGLE,
    GOOGLE_ANSWERED,
    MICROSOFT,
    MICROSOFT_ANSWERED,
    WHO_FILLED_IN,
    WORDS,
    asking,
    asks,
    questions,
)
from copmetrics.readers.log_forms import is_log_form
from copmetrics.readers.rating_scales import USUAL, KnownScale, scale_stated
from copmetrics.readers.reader import Tables
from copmetrics.readers.stories import CONSENT, SIGNS
from copmetrics.readers.story_words import or_in_other_words

__all__ = [
    "FEEDBACK_GOOGLE",
    "FEEDBACK_MICROSOFT",
    "STORY_GOOGLE",
    "STORY_MICROSOFT",
    "is_nearly_one",
    "is_questionnaire",
]

IN_ENGLISH: Final = {
    "activity": (Cycle.IMMEDIATE, r"\b(take part in|part of|activity)\b.*\blike\b"),
    "output": (Cycle.POTENTIAL, r"\btake away\b"),
    "application": (Cycle.APPLIED, r"\bwhat did you do with\b|\bhow did you use\b"),
    "personal": (Cycle.REALIZED, r"\bdifference\b.*\bto you\b"),
    "organisational": (Cycle.REALIZED, r"\bdifference\b.*\b(patients|team|organisation)\b"),
    "success": (Cycle.REFRAMING, r"\bwhat success\b|\bwhat matters\b"),
    "hope": (Cycle.REALIZED, r"\bhope\b"),
}
STEPS: Final = {
    name: (cycle, or_in_other_words(pattern, name)) for name, (cycle, pattern) in IN_ENGLISH.items()
}
"""The questions of a story: the cycle that each is about, and the expression that finds it."""

WHO_MAY_READ: Final = asking("who_may_read")
_OF_ONESELF: Final = (
    r"\b(?:how confident\b|(?:rate|rating of|assess) (?:your|my)\b.*"
    r"\b(?:confidence|knowledge|understanding|skills?|abilit(?:y|ies)|competence|expertise)\b)"
)
_RATING: Final = rf"^(?!.*{_OF_ONESELF}).*{asking('rating')}"
"""How people rate what they know or can do themselves is no rating of the event."""
_PLUS: Final = asking("plus")
_DELTA: Final = rf"^(?!{ASKED_OR_MEANT}).*{asking('delta')}"
"""What somebody changed since, or means to, is no remark on what should change."""
NOTHING: Final = "tells nothing"
_OF: Final = r"\s*(?:/|(?:out )?of|von|sur|de|su|van)\s*(?P<whole>\d+)"
_GIVEN: Final = rf"^\s*(?P<given>\d+(?:[.,]\d+)?)(?:{_OF})?(?:[^\d.,]\D*)?$"

STORY = {
    "title": text(pattern=or_in_other_words(r"\btitle\b", "title")),
    **{name: text(pattern=pattern) for name, (_, pattern) in STEPS.items()},
    "ask_again": replace(
        moment("When may we ask you again?"),
        pattern=or_in_other_words(r"\bwhen\b.*\bask you again\b", "ask_again"),
    ),
    "sign": choice(
        "How was it, all in all?",
        options=SIGNS,
        pattern=or_in_other_words(r"\ball in all\b", "sign"),
    ).or_note("how stories went, all in all, is not known"),
    "mentions": text(
        pattern=or_in_other_words(r"\bwhich of our (numbers|indicators)\b", "mentions")
    ),
    "suggests": text(pattern=or_in_other_words(r"\bwhat else\b.*\bcount\b", "suggests")),
    "began": text(pattern=or_in_other_words(r"\b(which|at what) event\b", "began")),
    "constituency": text(pattern=or_in_other_words(r"\bwhich group\b", "constituency")),
    "of_organisation": text(
        "Organisation", "Organization", pattern=r"\b(?:for|of) which organi[sz]ation\b.*\bstory\b"
    ),
    "consent": choice("Who may read your story?", options=CONSENT, pattern=WHO_MAY_READ).or_note(
        "nobody else may read its stories"
    ),
    "tell": text("Tell"),
    "address": text(*WORDS["address"]),
    "name": text(*WORDS["name"]),
}
FEEDBACK = {
    "event": text("Event", pattern=rf"\b(which|what) event\b|{asking('event')}").or_note(
        "answers are of the last event before them, or of the one that community.toml names",
        may_be_unread=True,
    ),
    "rating": text("Rating", pattern=_RATING).or_note("how people rated it is not known"),
    "plus": text(pattern=_PLUS),
    "delta": text(pattern=_DELTA),
}
STEPS_ASKED: Final = {
    "activity": "What did you take part in, and what was it like?",
    "output": "What did you take away?",
    "application": "What did you do with it?",
    "personal": "What difference did it make to you?",
    "organisational": "What difference did it make to your organisation?",
    "success": "What success is",
    "hope": "What do you hope for?",
}
"""Questions of which the answers are counted, in words by which they are found."""
ASKED_AS_OURS: Final = frozenset(map(heading, (RATING_ASKED, *REMARKS_ASKED.values())))


def _is_story(sheet: Sheet) -> bool:
    return asks(sheet, [WHO_MAY_READ]) and not is_log_form(sheet)


def _is_feedback(sheet: Sheet) -> bool:
    """Whether a form asks for a rating, and what went well or should change.

    One of the two alone tells it where nobody says who they are: people who sign in rate things too. So it
    does in our own words, for community.toml may say which question that is.
    """
    rated, plus, delta = (asks(sheet, [each]) for each in (_RATING, _PLUS, _DELTA))
    one_alone = rated or (plus and delta)
    in_our_words = not ASKED_AS_OURS.isdisjoint(questions(sheet))
    found = (rated and (plus or delta)) or (one_alone and (in_our_words or not asks_who(sheet)))
    return found and not asks(sheet, [WHO_MAY_READ]) and not is_log_form(sheet)


def is_nearly_one(sheet: Sheet) -> bool:
    """Whether a form asks as a feedback or a story form does, but not what would show that it is one."""
    if is_questionnaire(sheet):
        return False
    asked = questions(sheet)
    told = sum(any(re.search(each, cell) for cell in asked) for _, each in STEPS.values())
    return told > 1 or any(asks(sheet, [each]) for each in (_RATING, _PLUS, _DELTA))


def is_questionnaire(sheet: Sheet) -> bool:
    """Whether a form asks for a story, for feedback or for a line of a log: then it is not a sign-in."""
    return _is_story(sheet) or _is_feedback(sheet) or is_log_form(sheet)


def _stories(block: Block) -> Tables:
    """One story an answer: a step for every question that was answered, in the form's order.

    What it mentions and suggests is put to the furthest step that it reports.
    """
    rows = block.frame
    key = block.sheet.file + "#" + rows["source_row"].astype("str")
    silent = rows[list(STEPS)].isna().all(axis=1)
    stories = rows.assign(
        left_out=pd.Series(NOTHING, index=rows.index).where(silent),
        story=key,
        title=rows["title"].fillna("A story without a title"),
        collected_on=rows["answered_at"],
        event=block.context.answers.event or None,
        address=rows["address"].where(rows["address"].str.contains("@", na=False)),
        name=rows["name"].mask(rows["name"].map(is_nobody, na_action="ignore").eq(True)),
    )
    return {"stories": stories, "segments": _steps(rows, key)}


def _steps(rows: pd.DataFrame, key: pd.Series) -> pd.DataFrame:
    """Return a row for every question that was answered; `key` is each answer's story."""
    asked = [
        rows.assign(
            story=key,
            step=float(number),
            cycle=str(cycle),
            text=rows[name],
            tagged_by="teller",
            status=StepStatus.ASPIRED if name == "hope" else StepStatus.REPORTED,
            follow_up_on=rows["ask_again"] if name == "hope" else pd.NaT,
        )
        for number, (name, (cycle, _)) in enumerate(STEPS.items(), start=1)
    ]
    steps = pd.concat(asked, ignore_index=True).dropna(subset="text")
    reported = steps[steps["status"].eq(StepStatus.REPORTED)]
    furthest = reported.groupby("story")["step"].transform("max").reindex(steps.index)
    is_furthest = steps["step"].eq(furthest)
    links = {each: steps[each].where(is_furthest) for each in ("mentions", "suggests")}
    return steps.assign(**links).sort_values(["source_row", "step"])


def _feedback(block: Block) -> Tables:
    """One row an answer; a rating counts from 1, the worst, to 5, whatever the form's own scale was."""
    rows = block.frame
    asked = asked_for_rating(block)
    without = set(map(heading, block.context.answers.without))
    given = rows["rating"].mask(pd.Series(heading(asked) in without, index=rows.index))
    scale = _scale(block, asked, given.dropna().unique())
    ratings = _ratings(given, scale)
    for row in rows[_off(given, ratings, scale)].to_dict("records"):
        raise _no_rating(block, asked, scale, str(row["rating"]), int(row["source_row"]))
    steps = (ratings - scale.first) / (scale.last - scale.first)
    return {
        "feedback": rows.assign(
            rating=1 + (1 - steps if scale.is_best_first else steps) * (USUAL - 1),
            event=rows["event"].fillna(block.context.answers.event or None),
            plus=_remarks(rows["plus"]),
            delta=_remarks(rows["delta"]),
        )
    }


def asked_for_rating(block: Block) -> str:
    """Return the question of which the answers are ratings, as the form has it."""
    shown = block.shown.get("rating", "")
    named = {heading(ours): own for ours, own in block.context.answers.columns.items()}
    own = named.get(heading(shown), shown)
    return shown if own.startswith(COLUMN) else own


def _scale(block: Block, asked: str, given: Collection[str]) -> KnownScale:
    """Return the scale that the question states, as long as community.toml says, else up to 5.

    Of one that begins with the best, and ends nobody knows where, it is asked.
    """
    stated = scale_stated(asked, given)
    last = block.context.answers.scale or stated.last
    if last is None and stated.is_best_first and len(given):
        raise QuestionError(
            block.sheet.file,
            question=f"'{asked}' has 1 as the best. Up to which number does it go?",
            answers=[answer_line("scale", each) for each in (4, 5, 6, 10)],
        )
    return KnownScale(stated.first, last or USUAL, stated.is_best_first)


def _no_rating(
    block: Block, asked: str, scale: KnownScale, cell: str, row: int
) -> CellError | QuestionError:
    """Point at a cell that is no rating; of words it is asked whether the form is read without them."""
    file, said = block.sheet.file, block.context.answers.without
    if not re.search(r"[\d★⭐]", cell):
        return QuestionError(
            file,
            question=f"rates in words ('{cell}', row {row}), of which there is no mean. Write a number in "
            "the place of each in a copy, or is it read without them?",
            answers=[answer_line("without", (*said, asked), says="its remarks alone")],
        )
    return CellError(
        file,
        row=row,
        column=asked,
        value=cell,
        expected=f"a rating from {scale.first} to {scale.last}",
        advice=f"If the scale is longer, say so in community.toml, under {files_header(file)}: scale = 10",
    )


def _remarks(said: pd.Series) -> pd.Series:
    """Return remarks; *Nothing* in the place of one is none."""
    return said.mask(said.map(is_no_remark, na_action="ignore").eq(True))


def _ratings(said: pd.Series, scale: KnownScale) -> pd.Series:
    """Read `4`, `4,5`, `4 - good` and `4/5`; what is of another scale, or a range, is none."""
    parts = said.str.extract(_GIVEN)
    given = parts["given"].str.replace(",", ".").astype("float64")
    return given.where(parts["whole"].isna() | parts["whole"].eq(str(scale.last)))


def _off(said: pd.Series, ratings: pd.Series, scale: KnownScale) -> pd.Series:
    """Which answers are no rating of the scale; an empty one is none given."""
    return said.notna() & ~ratings.between(scale.first, scale.last)


STORY_MICROSOFT = CountedForm(
    counted=STEPS_ASKED,
    name="Microsoft Forms stories",
    has_full_rows=True,
    required_headings=MICROSOFT,
    columns={"answered_at": MICROSOFT_ANSWERED, **STORY},
    accepts=_is_story,
    to_raw_tables=_stories,
)
STORY_GOOGLE = CountedForm(
    counted=STEPS_ASKED,
    name="Google Forms stories",
    first_cell=GOOGLE,
    required_headings=(GOOGLE,),
    columns={"answered_at": GOOGLE_ANSWERED, **STORY},
    accepts=_is_story,
    to_raw_tables=_stories,
)
FEEDBACK_MICROSOFT = FeedbackForm(
    name="Microsoft Forms feedback",
    has_full_rows=True,
    required_headings=MICROSOFT,
    columns={"answered_at": MICROSOFT_ANSWERED, **FEEDBACK},
    never_read=WHO_FILLED_IN,
    accepts=_is_feedback,
    to_raw_tables=_feedback,
)
FEEDBACK_GOOGLE = FeedbackForm(
    name="Google Forms feedback",
    first_cell=GOOGLE,
    required_headings=(GOOGLE,),
    columns={"answered_at": GOOGLE_ANSWERED, **FEEDBACK},
    never_read=WHO_FILLED_IN,
    accepts=_is_feedback,
    to_raw_tables=_feedback,
)
