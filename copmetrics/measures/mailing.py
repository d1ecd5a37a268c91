"""What was sent and what became of it."""

from __future__ import annotations

from copmetrics.measures.base import About, Better, Measure, Measures, Source, share
from copmetrics.measures.counted import Counted
from copmetrics.units import Unit

__all__ = ["MACHINE_CLICKS", "MACHINE_OPENS", "MAILING"]

MACHINE_OPENS = (
    "Since September 2021 some mail programs fetch images unasked, which looks like an open. "
    "Where the source tells such opens of every mailing of a quarter they are left out, and the "
    "note says so; Mailchimp's own file does not tell. An open that is missing does not mean "
    "unread either."
)
MACHINE_CLICKS = (
    "Security scanners follow links too, on nhs.net among others; a campaign's report does not "
    "tell their clicks from people's."
)


MAILING = Measures(
    fact="mailings_latest",
    about=About.EMAILS,
    source=Source.MAILINGS,
    key=("mailing",),
    rows="rows_mailings_latest",
    dimensions=("mailing", "title"),
    record_key="record_key(mailing)",
    declared=(
        Measure(
            id="emails_sent",
            label="Emails sent",
            expression="exact_sum(recipients)",
            unit=Unit.EMAILS,
            meaning="Recipients added up over the quarter's mailings. Test sends to a handful of people "
            "are left out.",
            counted=Counted.EMAILS,
            counts="recipients is not null",
            amount="recipients",
            otherwise="the export does not say",
            brief_wording="Number of emails sent",
        ),
        share(
            id="open_rate",
            label="Emails opened",
            numerator="exact_sum(case when delivered is not null then unique_opens end)",
            denominator="exact_sum(case when unique_opens is not null then delivered end)",
            meaning="Of all emails delivered in the quarter, the share that was opened at least "
            "once: all mailings together, so a large one weighs more than a small one.",
            words=("emails opened at least once", "emails delivered"),
            counted=Counted.EMAILS,
            better=Better.HIGHER,
            counts="unique_opens is not null and delivered is not null",
            amount="unique_opens",
            otherwise="the export does not say",
            caveat=MACHINE_OPENS,
            brief_wording="% of emails opened",
        ),
        share(
            id="click_rate",
            label="Links clicked",
            numerator="exact_sum(case when delivered is not null then unique_clicks end)",
            denominator="exact_sum(case when unique_clicks is not null then delivered end)",
            meaning="Of all emails delivered in the quarter, the share in which a link was "
            "clicked at least once, all mailings together.",
            words=("emails in which a link was clicked", "emails delivered"),
            counted=Counted.EMAILS,
            better=Better.HIGHER,
            counts="unique_clicks is not null and delivered is not null",
            amount="unique_clicks",
            otherwise="the export does not say",
            caveat=MACHINE_CLICKS,
            brief_wording="% of links clicked",
        ),
        share(
            id="open_rate_reported",
            label="Emails opened, machine opens included",
            numerator="exact_sum(case when delivered is not null then reported_opens end)",
            denominator="exact_sum(case when reported_opens is not null then delivered end)",
            meaning="The share of emails opened as the source reports it, with the opens that are "
            "known to be a machine's: what `open_rate` is where the source does not tell them.",
            words=("emails opened at least once, by whatever", "emails delivered"),
            counted=Counted.EMAILS,
            better=Better.HIGHER,
            counts="reported_opens is not null and delivered is not null",
            amount="reported_opens",
            otherwise="the export does not say",
            nested_with=("open_rate",),
            caveat=MACHINE_OPENS,
        ),
        Measure(
            id="mailings",
            label="Mailings",
            expression="count(*)",
            unit=Unit.MAILINGS,
            meaning="Campaigns sent to the list in the quarter, each counted once.",
            counted=Counted.MAILINGS,
        ),
        Measure(
            id="emails_delivered",
            label="Emails delivered",
            expression="exact_sum(delivered)",
            unit=Unit.EMAILS,
            meaning="Emails sent less those that bounced.",
            counted=Counted.EMAILS,
            counts="delivered is not null",
            amount="delivered",
            otherwise="the export does not say",
        ),
        share(
            id="bounce_rate",
            label="Emails that bounced",
            numerator="exact_sum(case when recipients is not null then bounces end)",
            denominator="exact_sum(case when bounces is not null then recipients end)",
            meaning="Of all emails sent, the share that could not be delivered.",
            words=("emails bounced", "emails sent"),
            counted=Counted.EMAILS,
            better=Better.LOWER,
            counts="bounces is not null and recipients is not null",
            amount="bounces",
            otherwise="the export does not say",
        ),
        share(
            id="unsubscribe_rate",
            label="Emails answered by unsubscribing",
            numerator="exact_sum(case when delivered is not null then unsubscribes end)",
            denominator="exact_sum(case when unsubscribes is not null then delivered end)",
            meaning="Of all emails delivered, the share whose recipient unsubscribed through it.",
            words=("unsubscribes", "emails delivered"),
            counted=Counted.EMAILS,
            better=Better.LOWER,
            counts="unsubscribes is not null and delivered is not null",
            amount="unsubscribes",
            otherwise="the export does not say",
        ),
        share(
            id="click_to_open_rate",
            label="Emails clicked, in per cent of those opened",
            numerator="exact_sum(case when unique_opens is not null then unique_clicks end)",
            denominator="exact_sum(case when unique_clicks is not null then unique_opens end)",
            meaning="Emails in which a link was clicked, to a hundred that were opened. No share of "
            "these: where pictures are not loaded an email is clicked and not known to be opened, "
            "so it may exceed 100%.",
            words=("emails in which a link was clicked", "emails opened at least once"),
            part_of_whole=False,
            counted=Counted.EMAILS,
            better=Better.HIGHER,
            counts="unique_opens is not null and unique_clicks is not null",
            amount="unique_clicks",
            otherwise="the export does not say",
            caveat=f"{MACHINE_OPENS} {MACHINE_CLICKS}",
        ),
    ),
)
