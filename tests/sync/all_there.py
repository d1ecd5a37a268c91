"""All sources, each beside the interface that stands for its vendor."""

from __future__ import annotations

import eventbrite_there
import mailchimp_there
import teams_there
import zoom_there

STANDS = [each.STAND for each in (mailchimp_there, eventbrite_there, zoom_there, teams_there)]
