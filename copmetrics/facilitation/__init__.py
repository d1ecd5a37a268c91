"""Monday's page: what a facilitator does today, from a community's own events and mailings."""

from __future__ import annotations

from copmetrics.facilitation.page import monday_account
from copmetrics.facilitation.people_lists import lists_of_people
from copmetrics.facilitation.week import Week

__all__ = ["Week", "lists_of_people", "monday_account"]
