"""The readers: one vendor's export in, raw tables out. `READERS` lists them all."""

from __future__ import annotations

from typing import Final

from copmetrics.readers.agenda import AGENDA
from copmetrics.readers.community_lists import EVENTS_LIST, ORGANISATION_VARIANTS, TARGETS_LIST
from copmetrics.readers.critical_friends import RECOMMENDATIONS, REMARKS
from copmetrics.readers.eventbrite import EVENTBRITE_ATTENDEES, EVENTBRITE_ORDERS
from copmetrics.readers.forms import (
    GOOGLE_FORMS,
    GOOGLE_JOINING,
    MICROSOFT_FORMS,
    MICROSOFT_JOINING,
)
from copmetrics.readers.google_meet import GOOGLE_MEET
from copmetrics.readers.gotowebinar import GOTOWEBINAR
from copmetrics.readers.log_forms import (
    AGENDA_GOOGLE,
    AGENDA_MICROSOFT,
    OUTPUTS_GOOGLE,
    OUTPUTS_MICROSOFT,
)
from copmetrics.readers.mailchimp_activity import MAILCHIMP_AGGREGATE, MAILCHIMP_GRANULAR
from copmetrics.readers.mailchimp_audience import MAILCHIMP_AUDIENCE, MAILCHIMP_RECIPIENTS
from copmetrics.readers.mailchimp_campaigns import MAILCHIMP_CAMPAIGN, MAILCHIMP_CAMPAIGNS
from copmetrics.readers.meetup import MEETUP_ATTENDEES
from copmetrics.readers.outputs import OUTPUTS
from copmetrics.readers.platform import PLATFORM_LOG, VISITS_LIST
from copmetrics.readers.prose import TAGGED_PROSE
from copmetrics.readers.questionnaires import (
    FEEDBACK_GOOGLE,
    FEEDBACK_MICROSOFT,
    STORY_GOOGLE,
    STORY_MICROSOFT,
)
from copmetrics.readers.reader import Reader
from copmetrics.readers.register import CONSTITUENCIES, MESSAGES, READINGS, REGISTER, STAKEHOLDERS
from copmetrics.readers.sign_in import SIGN_IN_SHEET
from copmetrics.readers.sign_in_template import SIGN_IN_TEMPLATE
from copmetrics.readers.stories import NARRATIVES, STORIES, STORY_STEPS
from copmetrics.readers.teams import TEAMS_REPORT, TEAMS_REPORT_V1
from copmetrics.readers.teams_list import TEAMS_LIST
from copmetrics.readers.teams_registrations import TEAMS_REGISTRATIONS
from copmetrics.readers.webex import WEBEX
from copmetrics.readers.zoom import ZOOM_MEETING_LIST, ZOOM_PARTICIPANTS
from copmetrics.readers.zoom_webinar import ZOOM_REGISTRATIONS, ZOOM_WEBINAR

__all__ = ["KNOWN_HEADINGS", "READERS"]

READERS: Final[tuple[Reader, ...]] = (
    AGENDA,
    AGENDA_GOOGLE,
    AGENDA_MICROSOFT,
    CONSTITUENCIES,
    MESSAGES,
    EVENTBRITE_ATTENDEES,
    EVENTBRITE_ORDERS,
    EVENTS_LIST,
    FEEDBACK_GOOGLE,
    FEEDBACK_MICROSOFT,
    GOOGLE_FORMS,
    GOOGLE_JOINING,
    GOOGLE_MEET,
    GOTOWEBINAR,
    MAILCHIMP_AGGREGATE,
    MAILCHIMP_AUDIENCE,
    MAILCHIMP_CAMPAIGN,
    MAILCHIMP_CAMPAIGNS,
    MAILCHIMP_GRANULAR,
    MAILCHIMP_RECIPIENTS,
    MEETUP_ATTENDEES,
    MICROSOFT_FORMS,
    MICROSOFT_JOINING,
    NARRATIVES,
    ORGANISATION_VARIANTS,
    PLATFORM_LOG,
    OUTPUTS,
    OUTPUTS_GOOGLE,
    OUTPUTS_MICROSOFT,
    READINGS,
    RECOMMENDATIONS,
    REGISTER,
    REMARKS,
    SIGN_IN_SHEET,
    SIGN_IN_TEMPLATE,
    STAKEHOLDERS,
    STORIES,
    STORY_GOOGLE,
    STORY_MICROSOFT,
    STORY_STEPS,
    TAGGED_PROSE,
    TARGETS_LIST,
    TEAMS_LIST,
    TEAMS_REGISTRATIONS,
    TEAMS_REPORT,
    TEAMS_REPORT_V1,
    VISITS_LIST,
    WEBEX,
    ZOOM_MEETING_LIST,
    ZOOM_PARTICIPANTS,
    ZOOM_REGISTRATIONS,
    ZOOM_WEBINAR,
)

KNOWN_HEADINGS: Final = frozenset().union(*(reader.known_headings for reader in READERS))
