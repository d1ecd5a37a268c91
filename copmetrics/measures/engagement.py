"""What each recipient did with a mailing, where a source tells it of them one by one."""

from __future__ import annotations

from copmetrics.measures.attendance import TOPIC
from copmetrics.measures.base import About, Better, Measure, Measures, Parts, Source, share
from copmetrics.measures.counted import WHO, Counted
from copmetrics.measures.mailing import MACHINE_CLICKS, MACHINE_OPENS
from copmetrics.units import Unit

__all__ = ["ENGAGEMENT"]

SCANNERS = (
    "A suspicion, not a finding: somebody who follows every link within a minute looks like a "
    "scanner, and a scanner that follows few links, or later, looks like somebody."
)

BY = ("mailing", "title", *WHO)

ENGAGEMENT = Measures(
    fact="recipient_engagement",
    undivided="recipient_reactions",
    about=About.EMAILS,
    source=Source.ACTIVITY,
    key=("mailing", "person"),
    rows="rows_recipient_engagement",
    dimensions=BY,
    parts=Parts(
        fact="clicked_topics",
        dimensions=(*BY, TOPIC),
        lacks=(
            "unique_openers",
            "suspected_scanner_clicks",
            "recipient_click_rate",
            "recipient_click_rate_without_scanners",
        ),
    ),
    record_key="record_key(person)",
    declared=(
        Measure(
            id="unique_openers",
            label="Different people who opened a mailing",
            expression="count(distinct case when opened = 1 then person end)",
            unit=Unit.PEOPLE,
            meaning="People who opened at least one of the quarter's mailings; known only where "
            "Mailchimp's activity per recipient was exported.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="opened = 1",
            distinct_by=("person",),
            otherwise="did not open it, as far as is known",
            caveat=MACHINE_OPENS,
        ),
        Measure(
            id="unique_clickers",
            label="Different people who clicked a link",
            expression="count(distinct case when clicked = 1 then person end)",
            unit=Unit.PEOPLE,
            meaning="People who clicked a link in at least one of the quarter's mailings; known only "
            "where Mailchimp's activity per recipient was exported.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="clicked = 1",
            nested_with=("unique_openers",),
            distinct_by=("person",),
            otherwise="did not click a link",
            caveat=MACHINE_CLICKS,
        ),
        Measure(
            id="unique_clickers_without_scanners",
            label="Different people who clicked, suspected scanners left out",
            expression="case when count(case when clicked_by_person is null then 1 end) = 0 "
            "then count(distinct case when clicked_by_person = 1 then person end) end",
            unit=Unit.PEOPLE,
            meaning="People who clicked a link in at least one of the quarter's mailings otherwise than a "
            "security scanner does: not only every link of the mailing, three or more, within a "
            "minute of its being sent. Unknown if any click of the quarter has no time or link.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="clicked_by_person = 1",
            nested_with=("unique_clickers",),
            distinct_by=("person",),
            otherwise="did not click a link, or only as a scanner does",
            caveat=SCANNERS,
        ),
        Measure(
            id="suspected_scanner_clicks",
            label="Emails whose links a scanner seems to have followed",
            expression="case when count(case when suspected_scanner is null then 1 end) = 0 "
            "then sum(suspected_scanner) end",
            unit=Unit.EMAILS,
            meaning="Emails of which three links or more were clicked within 60 seconds of the send, and "
            "these were all that anybody clicked in the mailing. They stay in every other measure "
            "that does not say it leaves them out. Unknown if any click has no time or link.",
            counted=Counted.EMAILS,
            counts="suspected_scanner = 1",
            otherwise="not clicked as a scanner does",
            caveat=SCANNERS,
        ),
        share(
            id="recipient_click_rate",
            label="Recipients who clicked a link",
            numerator="sum(case when is_complete = 1 then clicked end)",
            denominator="count(case when is_complete = 1 then 1 end)",
            meaning="Of the emails of which it is known, recipient by recipient, what became of "
            "them, the share in which a link was clicked; of mailings whose export lists those "
            "too who did not open it.",
            words=("emails in which a link was clicked", "emails with a known reaction"),
            counted=Counted.EMAILS,
            better=Better.HIGHER,
            out_of="is_complete = 1",
            counts="is_complete = 1 and clicked = 1",
            otherwise="did not click a link, or not everybody's reaction is known",
            nested_with=("click_rate",),
            caveat=MACHINE_CLICKS,
        ),
        share(
            id="recipient_click_rate_without_scanners",
            label="Recipients who clicked a link, suspected scanners left out",
            numerator="case when count(case when is_complete = 1 and clicked_by_person is null then 1 end) "
            "= 0 then sum(case when is_complete = 1 then clicked_by_person end) end",
            denominator="count(case when is_complete = 1 then 1 end)",
            meaning="The same share without the emails whose links only a suspected scanner "
            "followed; their recipients stay in the whole.",
            words=("emails in which somebody clicked a link", "emails with a known reaction"),
            counted=Counted.EMAILS,
            better=Better.HIGHER,
            out_of="is_complete = 1",
            counts="is_complete = 1 and clicked_by_person = 1",
            otherwise="did not click a link, or only as a scanner does",
            nested_with=("click_rate", "recipient_click_rate"),
            caveat=SCANNERS,
        ),
    ),
)
