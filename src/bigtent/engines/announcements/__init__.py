"""What the text of an announcement says: title, time and zone, deadline, who speaks, who may apply. By rules."""

from bigtent.engines.announcements.errors import AnnouncementError, ZoneError
from bigtent.engines.announcements.parts import (
    Announcement,
    Clause,
    Deadline,
    Honor,
    Link,
    Money,
    Occasion,
    Part,
    Period,
    Quote,
    Speaker,
)
from bigtent.engines.announcements.reading import LONGEST, read

__all__ = [
    "Announcement",
    "AnnouncementError",
    "Clause",
    "Deadline",
    "Honor",
    "LONGEST",
    "Link",
    "Money",
    "Occasion",
    "Part",
    "Period",
    "Quote",
    "Speaker",
    "ZoneError",
    "read",
]
