"""Refusals of the announcements engine.

AnnouncementError
    ZoneError   no zone of this name is known
"""


class AnnouncementError(Exception):
    """Base of what this engine refuses."""


class ZoneError(AnnouncementError):
    """No zone of this name is known."""
