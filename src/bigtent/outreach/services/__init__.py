"""Verbs of the outreach room."""

from bigtent.outreach.services.notifying import notify, see_notifications

__all__ = ["notify", "see_notifications"]
