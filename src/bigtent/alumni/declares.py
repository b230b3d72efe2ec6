"""What the alumni room offers to others."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import RoomEntry
from bigtent.people.rules import is_staff

ROOMS = (
    RoomEntry(name="alumni", label=_("Finding"), url="alumni:home", may_enter=is_staff, switchable=True, order=30),
)
