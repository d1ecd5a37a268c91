"""The mailing list through time: who was sent each mailing, who opened it, who left."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from demo.chance import draw, hexadecimal, stream
from demo.people import FACILITATORS, Person
from demo.programme import FIRST_EXPORT_AT, LONDON, MAILINGS, PERIOD_END, UTC, MailingPlan

__all__ = ["CUT_OFF", "Action", "Departure", "Mailing", "send_mailings"]

CUT_OFF = PERIOD_END.replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)
ARCHIVED_AT = datetime(2026, 1, 21, 10, 4, 0)
ARCHIVED = 3
# Those who left from the profile page, not from a mailing.
LEFT_UNPROMPTED = (
    datetime(2024, 8, 2, 7, 41, 10),
    datetime(2025, 1, 22, 21, 3, 55),
    datetime(2025, 12, 29, 8, 15, 20),
    datetime(2026, 1, 2, 19, 30, 41),
    datetime(2026, 2, 18, 6, 52, 3),
    datetime(2026, 8, 5, 12, 20, 30),
)
SCANNED_FROM = datetime(2026, 7, 1)  # by the clock in London: since then some addresses are scanned
SCANNED = 3  # of each mailing
LINKS = (
    "https://acute-deterioration.example/huddle",
    "https://acute-deterioration.example/escalation-card?utm_source=bulletin&utm_medium=email",
    "https://acute-deterioration.example/resources/worry-score",
    "https://acute-deterioration.example/stories",
)


@dataclass(frozen=True)
class Departure:
    """How and when somebody left the mailing list, in UTC."""

    how: str
    """`unsubscribed`, `cleaned` or `archived`."""
    when: datetime
    mailing: MailingPlan | None = None


@dataclass(frozen=True)
class Action:
    """One open or one click, in UTC."""

    person: Person
    when: datetime
    url: str = ""


@dataclass(frozen=True)
class Mailing:
    """One mailing that was sent, to whom, and what they did."""

    plan: MailingPlan
    recipients: tuple[Person, ...]
    soft_bounced: tuple[Person, ...]
    hard_bounced: tuple[Person, ...]
    opens: tuple[Action, ...]
    clicks: tuple[Action, ...]
    unsubscribed: tuple[Person, ...]

    @property
    def id(self) -> str:
        """The `Unique Id` of campaigns.csv."""
        return hexadecimal(10, "campaign", self.plan.title)

    @property
    def web_id(self) -> int:
        """The number that the account export calls it by."""
        return 8_400_112 + 37 * MAILINGS.index(self.plan)

    @property
    def scanned(self) -> tuple[Person, ...]:
        """Those whose links a security scanner followed: within the first minute, nobody else does."""
        first = self.plan.sent_utc + timedelta(seconds=50)
        found = {each.person.number: each.person for each in self.clicks if each.when < first}
        return tuple(found.values())

    @property
    def delivered(self) -> tuple[Person, ...]:
        """Those whom it reached."""
        bounced = {person.number for person in self.soft_bounced + self.hard_bounced}
        return tuple(person for person in self.recipients if person.number not in bounced)


class _List:
    """Who is on the list at a moment, as people join and leave."""

    def __init__(self, people: list[Person]) -> None:
        self.people = [person for person in people if person.joins_list]
        self.left: dict[int, Departure] = {}

    def members_at(self, moment: datetime) -> list[Person]:
        return [p for p in self.people if p.joins_list <= moment and not self._gone(p, moment)]

    def leave(self, person: Person, departure: Departure) -> None:
        self.left[person.number] = departure

    def may_leave(self, person: Person) -> float:
        """Weigh who is likely to leave: not the facilitators, nor those just arrived."""
        if person.number < FACILITATORS or person.number in self.left:
            return 0.0
        return 1 / person.keenness

    def _gone(self, person: Person, moment: datetime) -> bool:
        departure = self.left.get(person.number)
        return departure is not None and departure.when <= moment


def send_mailings(people: list[Person]) -> tuple[list[Mailing], dict[int, Departure]]:
    """Send every mailing in turn; return them, and who left the list and how."""
    members = _List(people)
    settled = [p for p in members.people if p.joins_list < FIRST_EXPORT_AT - timedelta(days=150)]
    for person in draw(settled, ARCHIVED, members.may_leave, stream("archived")):
        members.leave(person, Departure("archived", ARCHIVED_AT))
    mailings = []
    unprompted = list(LEFT_UNPROMPTED)
    for plan in MAILINGS:
        while unprompted and unprompted[0] < plan.sent_utc:
            _leave_unprompted(members, unprompted.pop(0))
        mailings.append(_send(plan, members))
    return mailings, members.left


def _leave_unprompted(members: _List, moment: datetime) -> None:
    settled = members.members_at(moment - timedelta(days=60))
    (person,) = draw(settled, 1, members.may_leave, stream("unprompted", moment))
    members.leave(person, Departure("unsubscribed", moment))


def _send(plan: MailingPlan, members: _List) -> Mailing:
    chance = stream("mailing", plan.title)
    on_list = members.members_at(plan.sent_utc)
    recipients = on_list[: plan.test_to] if plan.test_to else on_list
    hard = draw(recipients, plan.cleaned, members.may_leave, chance)
    rest = [person for person in recipients if person not in hard]
    soft_count = 0 if plan.test_to else chance.choice([0, 1, 1, 2, 3])
    soft = draw(rest, soft_count, members.may_leave, chance)
    reached = [person for person in rest if person not in soft]
    for person in hard:
        seconds = chance.randrange(40, 900)
        moment = plan.sent_utc + timedelta(seconds=seconds)
        members.leave(person, Departure("cleaned", moment, plan))
    opens, clicks = _reactions(plan, reached, chance)
    clicks = _scanned(plan, clicks)
    unsubscribed = _unsubscribe(plan, opens, members, chance)
    return Mailing(
        plan, tuple(recipients), tuple(soft), tuple(hard), opens, clicks, tuple(unsubscribed)
    )


def _reactions(
    plan: MailingPlan, reached: list[Person], chance: random.Random
) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Let the wished share of people open and click; several of them more than once."""
    openers = draw(reached, round(plan.open_rate * len(reached)), _eager, chance)
    clickers = draw(openers, round(plan.click_rate * len(reached)), _eager, chance)
    opens = [a for p in openers for a in _times(p, plan, chance.choice([1, 1, 1, 2, 2, 4]), chance)]
    clicks = [
        Action(action.person, action.when, chance.choice(LINKS))
        for person in clickers
        for action in _times(person, plan, chance.choice([1, 1, 2]), chance)
    ]
    return _in_order(opens), _in_order(clicks)


def _scanned(plan: MailingPlan, clicks: tuple[Action, ...]) -> tuple[Action, ...]:
    """Let a scanner stand for a few of those who clicked: every link, seconds after the send.

    It has chance of its own, and nobody clicks who did not: no other figure moves.
    """
    if plan.sent < SCANNED_FROM:
        return clicks
    chance = stream("scanner", plan.title)
    clickers = sorted({each.person.number: each.person for each in clicks}.items())
    scanned = draw([person for _, person in clickers], SCANNED, lambda _: 1.0, chance)
    numbers = {person.number for person in scanned}
    scans = [
        Action(person, plan.sent_utc + timedelta(seconds=chance.randrange(2, 40)), link)
        for person in scanned
        for link in LINKS
    ]
    return _in_order([each for each in clicks if each.person.number not in numbers] + scans)


def _eager(person: Person) -> float:
    return 1 + person.keenness


def _in_order(actions: list[Action]) -> tuple[Action, ...]:
    return tuple(sorted(actions, key=lambda each: (each.when, each.person.number)))


def _times(person: Person, plan: MailingPlan, count: int, chance: random.Random) -> list[Action]:
    """Most react within a day, some only after weeks, nobody after the export was made."""
    span = (CUT_OFF - plan.sent_utc).total_seconds() - 120
    after = []
    for _ in range(count):
        late = chance.random() < 0.15
        seconds = 55 + (chance.uniform(1.2e5, 2.6e6) if late else chance.expovariate(1 / 60_000))
        after.append(seconds if seconds < span else 55 + chance.random() * (span - 55))
    return [Action(person, plan.sent_utc + timedelta(seconds=int(each))) for each in sorted(after)]


def _unsubscribe(
    plan: MailingPlan, opens: tuple[Action, ...], members: _List, chance: random.Random
) -> list[Person]:
    """Let some of those who opened it leave, a little after they did."""
    first_open: dict[int, Action] = {}
    for action in opens:
        first_open.setdefault(action.person.number, action)
    early = [a for a in first_open.values() if a.when < plan.sent_utc + timedelta(days=4)]
    leaving = draw(early, plan.unsubscribes, lambda a: members.may_leave(a.person), chance)
    for action in leaving:
        moment = action.when + timedelta(seconds=chance.randrange(20, 400))
        members.leave(action.person, Departure("unsubscribed", moment, plan))
    return [action.person for action in leaving]
