"""Value-creation stories: our workbook filled in, one in prose, and two from a form.

Nobody in them exists, and nothing in them happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from demo.files import save, workbook
from demo.simulation import World
from demo.topics import OF_STORIES

__all__ = ["write_stories"]

STORY_HEADER = (
    "Story",
    "Title",
    "Teller",
    "Constituency",
    "Collected on",
    "Collected by",
    "Consent",
    "Event",
    "Sign",
    "Topic",
)
STEP_HEADER = (
    "Story",
    "Step",
    "Cycle",
    "What it says",
    "Status",
    "Follow up on",
    "Tagged by",
    "Cites",
    "Explains",
    "Contradicts",
    "Suggests",
)
NARRATIVE_HEADER = (
    "Narrative",
    "Teller",
    "Constituency",
    "Consent",
    "Collected on",
    "Part",
    "As a professional",
    "My social connections",
    "My practice",
    "My ability to influence",
)

IMMEDIATE, POTENTIAL, APPLIED = "Immediate value", "Potential value", "Applied value"
REALISED, REFRAMING = "Realised value", "Reframing value"
CARD = "Downloads of the escalation card"
WARDS = "Wards using the worry and concern poster"
ANSWERED = "Escalations answered within 15 minutes"
CHANGED = "Members who changed something within 8 weeks"
TRIGGER = "Trusts where family worry alone is a trigger"
USEFUL = "Found the session useful for practice"

STORIES: tuple[tuple[object, ...], ...] = (
    (
        "S01",
        "The card by the phone",
        "T01",
        "Ward nurses",
        date(2026, 7, 16),
        "VD1",
        "public",
        "2025-06-24-toolkit-sprint",
        "positive",
    ),
    (
        "S02",
        "A mother's worry at two in the morning",
        "T02",
        "Outreach teams",
        date(2026, 6, 25),
        "VD1",
        "sponsors",
        "2025-06-05-webinar",
        "positive",
    ),
    (
        "S03",
        "Borrowed from the ambulance service",
        "T03",
        "Paramedics",
        date(2026, 5, 20),
        "VD2",
        "sponsors",
        "2025-09-25-webinar",
        "positive",
    ),
    (
        "S04",
        "What we saw at Saltby",
        "T04",
        "Ward nurses",
        date(2025, 6, 12),
        "VD2",
        "public",
        "2024-09-24-ward-visit",
        "positive",
    ),
    (
        "S05",
        "The poster that nobody looked at",
        "T05",
        "Ward nurses",
        date(2026, 8, 20),
        "VD1",
        "members",
        "2026-06-23-toolkit-sprint",
        "negative",
    ),
    (
        "S06",
        "One standard for twelve trusts",
        "T06",
        "Sponsors",
        date(2026, 7, 22),
        "VD2",
        "sponsors",
        "2026-07-21-standards-group",
        "none",
    ),
    (
        "S07",
        "Fewer bleeps at handover",
        "T07",
        "Doctors in training",
        date(2026, 9, 17),
        "VD1",
        "members",
        "2025-10-21-case-clinic",
        "positive",
    ),
    (
        "S08",
        "It began with a ward clerk",
        "T08",
        "Ward nurses",
        date(2026, 9, 18),
        "VD2",
        "sponsors",
        "2026-09-15-huddle",
        "positive",
    ),
    (
        "S09",
        "What the winter taught us",
        "T09",
        "Community leaders",
        date(2026, 4, 15),
        "VD1",
        "members",
        "2026-02-12-webinar",
        "mixed",
    ),
    (
        "S10",
        "A question I did not dare to ask",
        "T10",
        "Healthcare assistants",
        date(2026, 8, 27),
        "VD2",
        "private",
        "2026-07-14-huddle",
        "mixed",
    ),
    (
        "S11",
        "Nights are when it counts",
        "T11",
        "Site managers",
        date(2026, 7, 2),
        "VD1",
        "sponsors",
        "2026-06-11-study-day",
        "positive",
    ),
    (
        "S12",
        "Counting what families say",
        "T12",
        "Sponsors",
        date(2026, 9, 21),
        "VD2",
        "sponsors",
        "2026-04-23-webinar",
        "positive",
    ),
)


def _step(
    story: str,
    cycle: str,
    text: str,
    *,
    hoped: date | None = None,
    cites: str = "",
    explains: str = "",
    contradicts: str = "",
    suggests: str = "",
) -> tuple[object, ...]:
    return (
        story,
        None,
        cycle,
        text,
        "aspired" if hoped else "reported",
        hoped,
        "teller",
        cites or None,
        explains or None,
        contradicts or None,
        suggests or None,
    )


STEPS = (
    _step(
        "S01",
        IMMEDIATE,
        "Fourteen of us spent an hour with a blank card and a pen. Somebody from another "
        "trust asked what we say first when we ring at night, and nobody on my ward says the same thing.",
    ),
    _step(
        "S01",
        POTENTIAL,
        "We went home with a card that fits behind a badge: who you are, what you see, "
        "what worries you, what you want.",
        cites=CARD,
    ),
    _step(
        "S01",
        APPLIED,
        "I stuck it by the ward phone, and the night staff began to read it out. New "
        "starters get it on their first shift now.",
        cites=CHANGED,
    ),
    _step(
        "S01",
        REALISED,
        "The site team say they know within a sentence whether to come now. In our audit "
        "more calls were answered in the quarter of an hour that we had agreed.",
        cites=ANSWERED,
    ),
    _step(
        "S01",
        IMMEDIATE,
        "I told the huddle what we had changed on the card, and two other wards took "
        "our version home.",
    ),
    _step(
        "S02",
        IMMEDIATE,
        "A parent told us about a long night. I have heard many talks, and this is the "
        "one that I still think about.",
    ),
    _step(
        "S02",
        POTENTIAL,
        "She gave us one question: 'Is this how he usually is?' It costs nothing and "
        "nobody needs training for it.",
        cites=USEFUL,
    ),
    _step(
        "S02",
        APPLIED,
        "We put the question on our observation chart and asked families to ring us "
        "themselves if the answer worried them.",
        cites=WARDS,
    ),
    _step(
        "S02",
        REALISED,
        "In February a mother rang at two in the morning. The score was low and she was "
        "right. He was in intensive care within the hour and home within the week.",
        explains=ANSWERED,
    ),
    _step(
        "S02",
        REFRAMING,
        "We used to call it a false alarm when a family rang and the score was low. Now "
        "we ask why the score missed it.",
        explains=TRIGGER,
    ),
    _step(
        "S03",
        IMMEDIATE,
        "At the webinar on handover the crews and the wards talked to one another for "
        "the first time about what gets lost at the door.",
    ),
    _step(
        "S03",
        POTENTIAL,
        "I learned the four lines that the wards need to hear, in the order in which "
        "they need them.",
    ),
    _step(
        "S03",
        REALISED,
        "Our handovers at Larkholme take less time than they did, and the nurse in "
        "charge says that she is no longer surprised by what arrives.",
        suggests="Minutes for an ambulance handover",
    ),
    _step(
        "S04",
        IMMEDIATE,
        "Nine of us stood in Saltby's step-up bay and watched an ordinary Tuesday.",
    ),
    _step(
        "S04",
        POTENTIAL,
        "I came back with a drawing of where they keep things, and with the phone number "
        "of somebody who had already made the mistakes.",
    ),
    _step(
        "S04",
        APPLIED,
        "We moved our trolley. It sounds like nothing. It was behind a locked door.",
        cites=CHANGED,
    ),
    _step("S05", IMMEDIATE, "I enjoyed making the poster with people from six trusts."),
    _step("S05", POTENTIAL, "It looked good, and we printed forty.", cites=WARDS),
    _step(
        "S05",
        APPLIED,
        "On a ward as busy as ours nobody looks at a wall. After a month I asked ten "
        "visitors, and one had seen it. I would rather have spent the afternoon with the card.",
        contradicts=WARDS,
        suggests="Visitors who know whom to ring",
    ),
    _step(
        "S06",
        APPLIED,
        "By the spring all twelve trusts should ring the same way and mean the same thing by it.",
        hoped=date(2027, 3, 1),
    ),
    _step(
        "S06",
        REALISED,
        "Then a patient who is moved between hospitals will not lose an hour while "
        "somebody explains the local rules.",
        hoped=date(2027, 9, 1),
        cites=ANSWERED,
    ),
    _step(
        "S07",
        IMMEDIATE,
        "Eleven people took one case apart, politely. I was the doctor in the case.",
    ),
    _step(
        "S07",
        POTENTIAL,
        "I took away that I had been rung five times for five small things, and that "
        "nobody, including me, had put them together.",
    ),
    _step(
        "S07",
        APPLIED,
        "On our firm we now go round together at eight in the evening and ask what might "
        "need us by midnight.",
        cites=CHANGED,
    ),
    _step(
        "S07",
        REALISED,
        "I am bleeped less between midnight and four, and the nurses say that they are "
        "told why when I cannot come.",
    ),
    _step(
        "S08",
        APPLIED,
        "Our ward clerk had begun to write 'worried' on the board beside a name, long "
        "before any of us had heard of a community.",
    ),
    _step(
        "S08",
        IMMEDIATE,
        "We told the September huddle about it, a little embarrassed, and forty people "
        "wanted a photograph of the board.",
    ),
    _step(
        "S08",
        POTENTIAL,
        "It is in the toolkit now, with her name for it: the second column.",
        suggests="Wards with a worry column on the board",
    ),
    _step("S09", IMMEDIATE, "Hardly anybody came to the January huddle, and we nearly stopped."),
    _step(
        "S09",
        REFRAMING,
        "We had counted heads, and felt we were failing. The fourteen who came said that "
        "it was the only hour of the month when somebody asked how the nights were. We stopped "
        "apologising for small meetings.",
        explains="Attendances at events",
    ),
    _step(
        "S10",
        IMMEDIATE,
        "I had a question and kept it to myself, because everybody there seemed to be somebody.",
    ),
    _step("S10", POTENTIAL, "Afterwards a consultant wrote to me and answered it anyway."),
    _step("S11", IMMEDIATE, "The simulation in the dark was the best teaching of my year."),
    _step(
        "S11",
        POTENTIAL,
        "We wrote down what the site team needs to be told, and what it can let go.",
        cites=USEFUL,
    ),
    _step(
        "S11",
        APPLIED,
        "The night site team at Ferrisdale begins its shift with the three patients whom "
        "somebody is worried about, whatever their score.",
        suggests="Minutes from a worry call to a review",
    ),
    _step(
        "S11",
        REALISED,
        "We hope to see fewer emergency calls between two and six.",
        hoped=date(2026, 12, 10),
    ),
    _step(
        "S12",
        POTENTIAL,
        "The webinar gave the quality committee a number to ask for that it had never asked for.",
    ),
    _step(
        "S12",
        APPLIED,
        "Each of our three hospitals now records who raised the alarm first: staff, "
        "family or the chart.",
    ),
    _step(
        "S12",
        REALISED,
        "In the first quarter families had been first in one call out of nine.",
        cites=ANSWERED,
    ),
    _step(
        "S12",
        REFRAMING,
        "The board no longer asks only how many patients got worse. It asks who "
        "noticed, and whether we listened.",
        explains=TRIGGER,
    ),
)

NARRATIVES = (
    (
        "N01",
        "T02",
        "Outreach teams",
        "sponsors",
        date(2026, 9, 17),
        "Reasons for taking part",
        "After nine years I wanted to find out whether I was still learning.",
        "I knew nobody who did my job in another trust.",
        "Our charts had grown, and our patients had not got safer.",
        "I sat on committees and was asked to take the minutes.",
    ),
    (
        "N01",
        "T02",
        "Outreach teams",
        "sponsors",
        date(2026, 9, 17),
        "Activities and experience",
        "The parent's webinar, nine huddles, two case clinics that made me uncomfortable.",
        "Three people whom I ring when I am stuck, and who ring me.",
        "The card, the second column, the question about how he usually is.",
        "I ran a case clinic. I had not taught outside my trust before.",
    ),
    (
        "N01",
        "T02",
        "Outreach teams",
        "sponsors",
        date(2026, 9, 17),
        "Value to me",
        "I say what I do not know more easily.",
        "When I changed wards, I lost nobody.",
        "We changed one line of the chart, and use it.",
        "The quality committee asked me to bring what families say to every meeting.",
    ),
    (
        "N02",
        "T07",
        "Doctors in training",
        "members",
        date(2026, 9, 18),
        "Reasons for taking part",
        "My supervisor signed me up.",
        None,
        "I was tired of being rung for things one by one.",
        None,
    ),
    (
        "N02",
        "T07",
        "Doctors in training",
        "members",
        date(2026, 9, 18),
        "Activities and experience",
        "One case clinic, four huddles from the car park.",
        "I met the nurses of my own hospital there.",
        None,
        None,
    ),
    (
        "N02",
        "T07",
        "Doctors in training",
        "members",
        date(2026, 9, 18),
        "Value to me",
        "I like nights a little more.",
        "I know whom to ask at Wrenford.",
        "The eight o'clock round.",
        "I would speak up about a rota now.",
    ),
)

PROSE = """\
Title: The bleep that was answered
Teller: T13
Constituency: Ward nurses
Collected on: 2026-09-24
Collected by: VD2
Consent: sponsors
Event: 2026-05-19-huddle
Sign: positive

At the May huddle a night nurse from Quenby Vale told us how they wake the site team: with a sentence,
not with a number. (Immediate value) I wrote the sentence down on the back of my hand, and found the
rest of it in the toolkit. (Potential value; cites Downloads of the escalation card)

On our ward we practised it at three handovers, until it no longer felt like reading out a form.
(Applied value; cites Members who changed something within 8 weeks) Two weeks later I used it for an
old man who was 'not himself'. The bleep was answered in four minutes. Before, I would have waited for
the next set of observations. (Realised value; cites Escalations answered within 15 minutes)

We hope that by Easter the students will learn the sentence before they learn the form. (Applied
value, hoped for by 2027-03-30)
"""

FORM_HEADER = (
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "Give your story a short title.",
    "What did you take part in, and what was it like?",
    "What did you take away from it that could be of use?",
    "What did you do with it?",
    "What difference did it make to you?",
    "What difference did it make to patients, your team or your organisation?",
    "Has it changed how you see what success is?",
    "What do you hope will come of it?",
    "When may we ask you again?",
    "How was it, all in all?",
    "Which of our indicators does it speak of?",
    "What else should we count?",
    "At which event did it begin?",
    "Which group are you in?",
    "Who may read your story?",
)
ANSWERS = (
    (
        1,
        datetime(2026, 9, 17, 16, 8),
        datetime(2026, 9, 17, 16, 21),
        "anonymous",
        None,
        "My first study day",
        "The study day in Wrenford. I was nervous, and at eleven I was being a patient in a simulation.",
        "How to say 'I am worried' without saying sorry first.",
        None,
        None,
        None,
        None,
        "That I will ring when I should, on the first night that it matters.",
        datetime(2026, 12, 1),
        "Good",
        "Found the session useful for practice",
        None,
        "Two years on: study day",
        "Students",
        "Members of the community",
    ),
    (
        2,
        datetime(2026, 9, 22, 7, 40),
        datetime(2026, 9, 22, 7, 59),
        "anonymous",
        None,
        "Three trusts, one form",
        "The standards group in July. Slow, careful, and worth it.",
        "A draft that three trusts can live with.",
        "We have used it in two wards since August.",
        "I no longer keep a form of my own in my pocket.",
        "When a patient moved to Merrowland, the nurse there rang back and knew what to ask.",
        None,
        None,
        None,
        "Good",
        None,
        "Transfers with the shared form",
        "Standards group: the first draft",
        "Outreach teams",
        "Anybody: it may be public",
    ),
)
GUIDANCE = (
    ("Stories of the Acute Deterioration Community of Practice",),
    ("One line a story on the Stories sheet, one line a step on the Steps sheet.",),
    ("Tellers are pseudonyms: who they are is in the collectors' own notebook and nowhere else.",),
)


def write_stories(_: World, folder: Path) -> None:
    """Write the workbook, the story in prose and the form's answers."""
    made = datetime(2026, 9, 28, 15, 30)
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "Guidance": GUIDANCE,
        "Stories": [STORY_HEADER, *((*each, OF_STORIES.get(str(each[0]))) for each in STORIES)],
        "Steps": [STEP_HEADER, *STEPS],
        "Narratives": [NARRATIVE_HEADER, *NARRATIVES],
    }
    save(folder / "stories.xlsx", workbook(sheets, made, A=12, B=34, C=20, D=80))
    save(folder / "the bleep that was answered.md", PROSE.encode())
    form = {"Sheet1": [FORM_HEADER, *ANSWERS]}
    save(folder / "Tell us your story(1-2).xlsx", workbook(form, made, F=30, G=40, H=40))
