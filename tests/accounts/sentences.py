"""A reader of an account's sentences: each figure is claimed by a pattern, and held against exact numbers.

What no pattern claims of a sentence's figures is returned, so that none goes unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from exact_numbers import N, Truth, number

from copmetrics.accounts.account import (
    Account,
    Cards,
    Commentary,
    Headlines,
    Listing,
    Paragraph,
    ReportFigure,
    ReportTable,
)
from copmetrics.accounts.few_people import FEW
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.story_blocks import Grid, Story
from copmetrics.accounts.trends import NO_NEWS
from copmetrics.evaluation.spc import LEAST
from copmetrics.measures import HEADLINES
from copmetrics.privacy.profiles import consented
from copmetrics.quarters import span
from copmetrics.units import Unit, as_shown, show

UNEXPLAINED = "Indicators that no story explains"
REMARKS = "When you read the numbers of"
OUTPUTS = {
    "slides": "sets? of slides",
    "recording": "recordings?",
    "photograph": "photographs?",
    "post": "posts?",
    "document": "documents?",
}
Claim = Callable[..., bool]


def claims(truth: Truth) -> dict[str, Claim]:
    """What sentences may say, and how each is held against the exact numbers."""
    before = truth.quarter - 1
    least = r"(?:[Aa]t least )?(?:[Aa]bout )?"
    # what is rounded is said to be about so much; nobody is nobody
    people_least = r"(?:(?:[Aa]t least )?[Aa]bout |(?=0\b))" if truth.shared else least

    def of(*indicators: str) -> Claim:
        """Each figure is that indicator's value."""
        return lambda *told: all(map(truth.says, told, indicators))

    def told_of(indicator: str) -> dict[str, Claim]:
        """What the quarter in three sentences may say of one of the eight measures."""
        name = truth.community.measures[indicator].label
        name = re.escape(f"{name[:1].lower()}{name[1:]}")

        def stands(told: str, words: str) -> bool:
            return truth.says(told, indicator) and standing(indicator)(words)

        def from_(told: str, old: str, percent: str | None) -> bool:
            now, then = truth.value(indicator), truth.value(indicator, before)
            right = percent is None or number(percent.lstrip("+")) == round((now - then) / then, 3)
            return truth.says(told, indicator) and truth.says(old, indicator, then) and right

        def sign(told: str, words: str) -> bool:
            """Outside fewer quarters may be told, which makes an early sign of what is one inside."""
            inside = QuarterFigures.of(truth.community, truth.quarter).icons[indicator].sign
            same = words == inside or (truth.shared and words == f"early sign of {inside}")
            return truth.says(told, indicator) and same

        edge = r"(?:the|as high as the|as low as the) (?:highest|lowest) of the last \d+ quarters"
        return {
            rf"{name} \({least}{N}\)": of(indicator),
            rf"{name} \({least}{N}, ({edge})": stands,
            rf"{name} \({least}{N}, ((?:early sign of )?(?:improvement|concern|change))\b": sign,
            rf"{name} \({N},(?: [a-z ]+,)? ((?:up|down)(?:(?: about)? [\d.]+ percentage points?)?)(?: since the "
            r"quarter before)?\)": rate(indicator),
            rf"{name} \({least}{N}, from {N}(?:, ([+−][\d.]+%))?\)": from_,
        }

    def standing(indicator: str) -> Claim:
        return lambda words: str(
            truth.changes.at[(indicator, truth.quarter), "standing"]
        ).startswith(words)

    def rate(indicator: str) -> Claim:
        def holds(told: str, words: str) -> bool:
            moved = truth.changes.loc[(indicator, truth.quarter), "moved"]
            way = re.match(r"(up|down)", words)
            found = re.search(r"([\d.]+) percentage points?", words)
            old = truth.value(indicator, before)
            unit = Unit.WHOLE_SHARE if truth.shared else Unit.SHARE
            points = abs(as_shown(truth.value(indicator), unit) - as_shown(old, unit)) * 100
            near = found is None or abs(float(found[1]) - points) < 1e-6
            return truth.says(told, indicator) and moved == way[1] and near

        return holds

    def most(told: str, each: str | None) -> bool:
        came = list(truth.parts("attendances", "event").values())
        return number(told) == max(came) and (each is not None) == (came.count(max(came)) > 1)

    def most_clicked(told: str, each: str | None) -> bool:
        rates = [show(rate, Unit.SHARE) for rate in truth.parts("click_rate", "mailing").values()]
        top = max(rates, key=number)
        return (told, each is not None) == (top, rates.count(top) > 1)

    def new_and_back(whole: str, new: str, back: str) -> bool:
        right = of("unique_attendees", "new_attendees", "returning_attendees")(whole, new, back)
        return right and number(whole) == number(new) + number(back)

    def flow(joined: str, left: str, difference: str) -> bool:
        told = 0.0 if difference == "no change" else number(difference.lstrip("+"))
        right = of("list_joined", "list_left")(joined, left)
        return right and number(joined) - number(left) == told

    def list_was(now: str, old: str) -> bool:
        """The first quarter known of those shown, twelve at the most."""
        shown = (truth.value("list_members", truth.quarter - back) for back in range(11, -1, -1))
        first = next(each for each in shown if each is not None)
        return truth.says(now, "list_members") and truth.says(old, "list_members", first)

    def unsaid(told: str) -> bool:
        """Events of the year of which no kind of activity is said."""
        year = truth.held[truth.held["quarter"].between(truth.quarter - 3, truth.quarter)]
        return number(told) == year["cluster"].isna().sum()

    def second_event(rate: str, days: str | None) -> bool:
        for back in range(12):
            exact = truth.value("second_event_rate", truth.quarter - back)
            if exact is not None:
                after = truth.value("days_to_second_event", truth.quarter - back)
                right = days is None or truth.says(days, "days_to_second_event", after)
                return truth.says(rate, "second_event_rate", exact) and right
        return False

    def all_known(*_: str) -> bool:
        return not truth.parts("unique_attendees", "organisation").get(None)

    def unknown(told: str) -> bool:
        for dimension in ("organisation", "profession"):
            exact = truth.parts("unique_attendees", dimension).get(None)
            if exact and truth.says(told, "unique_attendees", exact):
                return True
        return False

    def listed(count: str, more: str | None) -> bool:
        here = len(truth.parts("unique_attendees", "organisation")) - 1
        there = len(truth.parts("unique_attendees", "profession")) - 1
        return more is None or int(count) + int(more) in (here, here + 1, there, there + 1)

    def professions(count: str) -> bool:
        return int(count) == len([x for x in truth.parts("unique_attendees", "profession") if x])

    def reached(part: str, whole: str) -> bool:
        row = truth.exact.loc[("targets_reached", truth.quarter)]
        return (number(part), number(whole)) == (row["numerator"], row["denominator"])

    def stories(audience: str) -> int:
        told = consented(truth.community.narrative_tables["stories"], audience)
        return int((~(told["collected_on"] > truth.quarter.end_time)).sum())

    def collected() -> int:
        told = consented(truth.community.narrative_tables["stories"], truth.audience)
        return int(
            told["collected_on"].between(truth.quarter.start_time, truth.quarter.end_time).sum()
        )

    def some_stories(part: str, *others: str) -> bool:
        counts = [int(each) for each in (part, *others) if each is not None]
        return counts == sorted(counts, reverse=True) and counts[0] <= stories(truth.audience)

    def part_of(part: str, whole: str) -> bool:
        return 0 < int(part) <= int(whole)

    def few_of(part: str, whole: str) -> bool:
        return int(part) <= int(whole) < FEW

    def of_all_stories(whole: str, *parts: str) -> bool:
        return int(whole) == stories(truth.audience) and some_stories(whole, *parts)

    def met(times: str) -> bool:
        return {"once": 1, "twice": 2}.get(times) == truth.value("events") or (
            times.split()[0] == show(truth.value("events"), Unit.EVENTS)
        )

    def milestone(value: str, now: str) -> bool:
        """What is aimed at stands in the settings; how far it is, is the quarter's own value."""
        declared = truth.community.settings.milestones.items()
        return any(float(value) == aim.value and truth.says(now, id) for id, aim in declared)

    def silent(told: str) -> bool:
        """Organisations of the year, less those of its hosts."""
        year = span(truth.quarter - 3, truth.quarter)
        came = truth.parts("attendances", "organisation", quarters=year)
        return int(told) == len({*came} - {*truth.parts("hosts", "organisation"), None})

    def small(told: str) -> bool:
        return int(told) == truth.community.settings.small_number

    def agenda(standing: str, waiting: str | None, untaken: str | None) -> bool:
        told = zip((waiting, untaken), ("agenda_waiting", "agenda_untaken"), strict=True)
        return truth.says(standing, "agenda_open") and all(
            truth.value(indicator) == 0 if said is None else truth.says(said, indicator)
            for said, indicator in told
        )

    def came_back(items: str, quarters: str, standing: str) -> bool:
        """Counted from the items themselves, of whichever topic has as many."""
        raised = truth.community.tables["agenda"].dropna(subset="topic")
        raised["quarter"] = raised["raised_at"].dt.tz_convert(None).dt.to_period("Q")
        of_topic = raised[
            raised["raised_at"].dt.tz_convert(None) <= truth.quarter.end_time
        ].groupby("topic")
        told = tuple(map(int, (items, quarters, standing)))
        return told in {
            (len(rows), rows["quarter"].nunique(), rows["closed_at"].isna().sum())
            for _, rows in of_topic
        }

    def to_come(told: str) -> bool:
        """Counted from the events themselves."""
        made = truth.community
        held = made.events[~made.events["cancelled"].fillna(False).astype(bool)]
        local = held["starts_at"].dt.tz_convert(made.settings.timezone).dt.tz_localize(None)
        here = (held["starts_at"] > made.as_of) & (local <= truth.quarter.end_time)
        return int(told) == here.sum()

    def kept(kind: str) -> Claim:
        return lambda told: int(told) == truth.parts("outputs_made", "kind").get(kind)

    def for_anybody(told: str, whole: str) -> bool:
        """Counted from the lines of the list, of those days."""
        outputs = truth.community.tables["outputs"]
        local = outputs["shared_at"].dt.tz_convert(truth.community.settings.timezone)
        here = local.dt.tz_localize(None).between(truth.quarter.start_time, truth.quarter.end_time)
        public = (here & outputs["consent"].eq("public")).sum()
        return int(told) == public and truth.says(whole, "outputs_made")

    people = r"(?:person|people)"
    return {
        r"^And (\d+) more (?:open questions?|to come)\.$": lambda told: int(told) > 0,
        # the first paragraph
        rf"the community held {N} events?": of("events"),
        rf"with {people_least}{N} attendances?": of("attendances"),
        rf"attendances?: {people_least}{N} {people}": of("unique_attendees"),
        r"organisations \((\d+) pairs of them may be one each\)": lambda told: int(told) > 1,
        rf"{people} from {least}{N} organisations?\b(?! that)": of("organisations_attending"),
        rf"\(the kind of {N} events? is not said\)": unsaid,
        rf"^In no row: {N} events? of which the kind": unsaid,
        r"^In no row: (\d+) events? of which the channel": lambda some: int(some) > 0,
        r"came to (?:both kinds|one kind only) \(.*?from (\d+) of (\d+) quarters": part_of,
        r"came to (?:both kinds|one kind only) \(.*?attendance record for (\d+) events?": lambda some: (
            int(some) > 0
        ),
        r"whether (\d+) of (\d+) events were online or face to face": part_of,
        r"(\d) of the (\d) people (?:who (?:was|were) new|who came in the year|of them whose|on the mailing list)": few_of,
        rf"; {people_least}{N} {people} came for the first time": of("new_attendees"),
        rf"^People gave {people_least}{N} hours? to the events of §": of("member_hours"),
        **{
            rf"^What was kept from §: (?:.*(?:, | and ))?(\d+) {words}\b": kept(kind)
            for kind, words in OUTPUTS.items()
        },
        rf"\. (\d+) of the {N} (?:is|are) open to everybody\.$": for_anybody,
        rf"Of {N} attendances?, {N} (?:was of somebody|were of people) known by name only": of(
            "attendances", "uncertain_attendances"
        ),
        **{pattern: holds for each in HEADLINES for pattern, holds in told_of(each).items()},
        rf"Of {N} stor(?:y|ies) from members to date, {N} tells? how .*?, (?:{N} also|none yet) what": of_all_stories,
        rf"what matters; {N} go(?:es)? all the way": some_stories,
        rf"Of {N} stor(?:y|ies) from members to date, {N} tells? of taking part": of_all_stories,
        rf"\({N} of them went both ways": some_stories,
        rf"(?:what came of it.*?; and|went well, and) {N} tells? of one that": some_stories,
        rf"^Of {N} stor(?:y|ies) from members to date, none tells of a": some_stories,
        r"^(\d+) months? without an event ha(?:s|ve) (0) attendances": lambda some, _: (
            int(some) > 0
        ),
        r"^(\d+) months? ha(?:s|ve) no point, and no part": lambda some: int(some) > 0,
        r"the community met (once|twice|\d+ times)": met,
        rf"{people_least}{N} {people} from {least}{N} organisations?(?: \([a-z ]+\))? came": of(
            "unique_attendees", "organisations_attending"
        ),
        rf"came, {people_least}{N} of them for the first time": of("new_attendees"),
        rf"{people_least}{N} {people} (?:is|are) on its mailing list": of("list_members"),
        rf"who came: {people_least}{N} {people}": of("unique_attendees"),
        rf"how it went: {N} stor(?:y|ies)": lambda told: int(told) == stories("members"),
        r"heard at a meeting, (\d+) of them here": lambda here: 0 < int(here) < stories("members"),
        r"Too few quarters(?: shown)? to judge \((\d+); it takes (\d+)\)": (
            lambda told, least: int(told) < int(least) == LEAST
        ),
        r"; (\d+) more events? (?:is|are) planned\.$": to_come,
        # titles of pictures and tables
        rf"^{least}{N} attendances? in §$": of("attendances"),
        rf"^{least}{N} attendances? in §, {least}{N} in the quarter before": (
            lambda now, old: (
                truth.says(now, "attendances")
                and truth.says(old, "attendances", truth.value("attendances", before))
            )
        ),
        rf"^An undisclosed number of attendances in §, {least}{N} in the quarter before": (
            lambda old: truth.says(old, "attendances", truth.value("attendances", before))
        ),
        rf"^{least}{N} attendances? in §, an undisclosed number in": of("attendances"),
        rf"^{least}{N} organisations? took part": of("organisations_attending"),
        rf"^Of {least}{N} {people}, {N} came for the first time and {N} had come before": new_and_back,
        rf"{least}{N} {people} for the first time, {least}{N} {people} had come before": of(
            "new_attendees", "returning_attendees"
        ),
        rf"undisclosed number of people for the first time, {least}{N} {people} had come before": of(
            "returning_attendees"
        ),
        rf"{least}{N} {people} for the first time, an undisclosed number": of("new_attendees"),
        rf"The organisation of {N} {people} (?:is|are) not known": unknown,
        rf"that of {N} is not known": unknown,
        r"Every organisation is known": all_known,
        r"\((\d+) of them; (\d+) more in the table, on screen\)": listed,
        r"^People of (\d+) professions took part": professions,
        rf"drew the most people: {N}( each)?$": most,
        rf"had the most clicks for the size: {N}( each)?$": most_clicked,
        rf"^{N} joined and {N} left: ([+−]\d+|no change)": flow,
        rf"^{N} core, {N} active and {N} occasional participants": of(
            "core_people", "active_people", "occasional_people"
        ),
        rf"^The mailing list stands at {N}": of("list_members"),
        rf"mailing list stands at {N}; it was {N} in §$": list_was,
        rf"^The mailing list: {N} {people} in §, the first quarter known": of("list_members"),
        r"mailing list stands at [\d,]+, ((?:the|as high|as low).*)$": standing("list_members"),
        rf"^Of {N} stories, {N} go(?:es)? all the way": of_all_stories,
        # what else is known of how people take part
        rf"were new in §, {N} came to a second event .*?(?:within {N} days?)?\.$": second_event,
        rf"were new in §, {N} met somebody of the core": of("first_contact_with_core"),
        rf"; {N} of those whose organisation is known came with": of("came_with_colleague"),
        r"professions hosted: .* and (\d+) more": lambda told: int(told) > 0,
        r"of the organisations that came there are (\d+) from which nobody hosted": silent,
        rf"^{N} {people} hosted in the year, and {N} of": of("hosts", "hosts_for_half"),
        rf"median event brought {N} known organisations? together": of("organisations_per_event"),
        rf"^The one event brought {N} known organisations? together": lambda told: (
            number(told) == truth.value("organisations_per_event")
        ),
        rf"{N} of the pairs of people of known organisations at an event came from two(?:, where chance would "
        rf"make {N})?\.$": lambda share, chance: (
            truth.says(share, "cross_organisation_share")
            and (chance is None) == (truth.value("events") == 1)
            and (chance is None or truth.says(chance, "cross_organisation_expected"))
        ),
        rf"^{N} of the people on the mailing list came; {N} {people}": of(
            "members_attending", "attendees_not_on_list"
        ),
        rf"^{N} of the {N} people on the mailing list came; {N} {people}": lambda part, whole, unlisted: (
            number(part) == truth.exact.loc[("members_attending", truth.quarter)]["numerator"]
            and number(whole)
            == truth.exact.loc[("members_attending", truth.quarter)]["denominator"]
            and truth.says(unlisted, "attendees_not_on_list")
        ),
        rf"from {N} organisations? on the list nobody is known": of("organisations_absent"),
        rf"wants to reach, {N} of {N} (?:is|are) known to": reached,
        rf"^Of {N} {people} who came in the year to an event known to be .*?, (?:at least )?{N} came to both": (
            lambda whole, share: (
                number(whole) == truth.exact.loc[("both_ways_rate", truth.quarter)]["denominator"]
                and truth.says(share, "both_ways_rate")
            )
        ),
        rf"^{N} {people} visited the community's platform, {N} of them in every": of(
            "active_on_platform", "logged_in_fortnightly"
        ),
        rf"^(?:To reach: )?§, (\d+) by §: (?:reached, with )?{N} in §\.$": milestone,
        rf"; {N} {people} posted there\.$": of("posted_on_platform"),
        rf"^{N} pairs? of people (?:was|were) at the same event, {N} of them for": of(
            "pairs_together", "new_pairs"
        ),
        r"; (\d+)% of the people in these pairs are linked": lambda told: 0 < int(told) <= 100,
        r" Broadcasts and events of more than (\d+) people are left out\.": lambda told: (
            int(told) == truth.community.settings.participation.largest_meeting
        ),
        # the learning agenda
        rf"^{N} items? (?:is|are) open or parked at the end of §(?:, {N} of them for two whole quarters or "
        rf"more)?(?:; nobody has taken {N})?\.": agenda,
        rf"In the quarter {N} items? (?:was|were) raised and {N} items? closed": of(
            "agenda_raised", "agenda_closed"
        ),
        r"(\d+) items in (\d+) quarters, (\d+) not closed": came_back,
        # what was recommended
        rf"Of {N} recommendations? made in the four quarters to §, {N} (?:was|were) adopted": of(
            "recommendations_of_year", "recommendations_adopted"
        ),
        rf"{N} recommendations? (?:is|are) carried forward": of("recommendations_carried"),
        # mailings, cards, notes
        rf"Of {N} emails? every link was followed": of("suspected_scanner_clicks"),
        rf"With them {N} {people} clicked, without them {N}": of(
            "unique_clickers", "unique_clickers_without_scanners"
        ),
        rf"who clicked is {N} with and {N} without": of(
            "recipient_click_rate", "recipient_click_rate_without_scanners"
        ),
        rf"{N} {people} on the list ha(?:s|ve) no known organisation": of(
            "list_organisation_unknown"
        ),
        r"attendances and emails from 1 to (\d+) are withheld": small,
        # told of single stories, whose steps test_stories_told counts
        r"and (\d+) of its steps cite or explain": lambda told: int(told) > 0,
        r"comes back to the community (\d+) times": lambda told: int(told) > 1,
        # told of the plan, whose hours and minutes tests/value/test_plan counts
        rf"takes {N} minutes? a quarter(?: \({N} hours\))?": lambda minutes, hours: (
            hours is None or hours == show(number(minutes) / 60, Unit.HOURS)
        ),
        rf"; what is planned would take {N} more": lambda told: number(told) > 0,
        r"(\d+) minutes a quarter go on": lambda told: int(told) > 0,
        r"the (\d+) claims that no indicator bears out": lambda told: int(told) > 1,
        r"(\d+) stor(?:y|ies) of the matrix do": some_stories,
        r"to open the other (\d+) stories": lambda told: int(told) == collected() - 1,
    }


def texts(account: Account) -> Iterator[tuple[str, str]]:
    """Every sentence of ours in an account, and where it stands; not what people wrote."""
    yield "summary", account.summary
    for alert in account.alerts:
        yield "alert", alert
    for section in account.sections:
        yield section.id, section.title
        for block in section.blocks:
            for text in _texts_of(block):
                yield section.id, text


def _texts_of(block: object) -> Iterator[str]:
    """The sentences of one block; a kind that is not known is an error."""
    match block:
        case Commentary():
            return
        case Paragraph():
            yield block.text
        case Listing():
            told = block.items
            if block.title in (UNEXPLAINED, NO_NEWS):  # read by `_unexplained` and `_control`
                told = ()
            if block.title.startswith(REMARKS):  # of files: tests/loading
                told = ()
            yield from (block.title, *told, block.instead)
        case ReportTable():
            yield from (block.title, *block.notes)
        case ReportFigure():
            told = (block.title, block.subtitle, block.source, block.data.title)
            controlled = block.id.startswith("control-")  # read by `_control`
            yield from () if controlled else told
            yield from (each for each in block.notes if not controlled)
        case Headlines():
            yield from (block.title, *block.notes)
            signs = (row.icons for row in block.rows if row.icons)
            yield from (text for each in signs for text in (each.words, each.target))
        case Cards():
            yield from (block.title, *(row.card.coverage for row in block.rows))
        case Grid():
            yield from (block.title, *block.notes, *(row.byline for row in block.rows))
        case Story():
            yield from (block.byline, block.remark)
        case _:
            raise AssertionError(f"no rule reads a {type(block).__name__}")


def unclaimed(truth: Truth, account: Account) -> tuple[list[str], list[str], int]:
    """The figures that no pattern claims, the claims that are not so, and how many were read."""
    known, wrong, left, read = claims(truth), [], [], 0
    for place, text in dict.fromkeys(texts(account)):
        plain = truth.masked(text)
        unread = list(plain)
        for pattern, holds in known.items():
            for found in re.finditer(pattern, plain):
                read += 1
                if not holds(*found.groups()):
                    wrong.append(f"{place}: {found[0]}")
                for group in range(1, found.re.groups + 1):
                    first, last = found.span(group)
                    unread[max(first, 0) : max(last, 0)] = " " * (last - first)
        rest = "".join(unread)
        if re.search(r"\d|highest|lowest", rest):
            left.append(f"{place}: {plain}")
    return left, wrong, read
