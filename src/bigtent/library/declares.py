"""What the library room offers to others."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import RoomEntry
from bigtent.library.shelf_declares import (
    DEEDS_OF_SHELVES,
    DUE_OF_SHELVES,
    HISTORY_OF_SHELVES,
    KNOWN_OF_SHELVES,
    NEWS_OF_SHELVES,
    SWEPT_OF_SHELVES,
)

ROOMS = (RoomEntry(name="library", label=_("Library"), url="library:home", switchable=True, order=56),)

DEEDS = (*DEEDS_OF_SHELVES,)
HISTORY = (*HISTORY_OF_SHELVES,)
KNOWN = (*KNOWN_OF_SHELVES,)
SWEPT = (*SWEPT_OF_SHELVES,)
DUE = (*DUE_OF_SHELVES,)
NEWS = (*NEWS_OF_SHELVES,)
