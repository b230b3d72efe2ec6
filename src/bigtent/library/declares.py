"""What the library room offers to others."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Recurring, Reference, RoomEntry
from bigtent.library.course_deeds import DEEDS_OF_COURSES, HISTORY_OF_COURSES
from bigtent.library.course_due import CALENDAR_OF_COURSES, DUE_OF_COURSES, NEWS_OF_COURSES
from bigtent.library.course_known import KNOWN_OF_COURSES, SWEPT_OF_COURSES, TRACES_OF_COURSES
from bigtent.library.course_measures import MEASURES_OF_COURSES
from bigtent.library.services.content import load_content
from bigtent.library.services.credit import forget_licenses
from bigtent.library.services.training import remind_before_end
from bigtent.library.shelf_declares import (
    DEEDS_OF_SHELVES,
    DUE_OF_SHELVES,
    HISTORY_OF_SHELVES,
    KNOWN_OF_SHELVES,
    NEWS_OF_SHELVES,
    SWEPT_OF_SHELVES,
)

ROOMS = (RoomEntry(name="library", label=_("Library"), url="library:home", switchable=True, order=56),)

DEEDS = (*DEEDS_OF_SHELVES, *DEEDS_OF_COURSES)
HISTORY = (*HISTORY_OF_SHELVES, *HISTORY_OF_COURSES)
KNOWN = (*KNOWN_OF_SHELVES, *KNOWN_OF_COURSES)
SWEPT = (*SWEPT_OF_SHELVES, *SWEPT_OF_COURSES)
DUE = (*DUE_OF_SHELVES, *DUE_OF_COURSES)
NEWS = (*NEWS_OF_SHELVES, *NEWS_OF_COURSES)
TRACES = (*TRACES_OF_COURSES,)
MEASURES = MEASURES_OF_COURSES
CALENDAR = CALENDAR_OF_COURSES
REFERENCE = (Reference("library", load_content),)
RECURRING = (
    Recurring("training-reminders", remind_before_end, order=60),
    Recurring("credit-licenses", forget_licenses, order=90),
)
