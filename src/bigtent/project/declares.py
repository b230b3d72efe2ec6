"""What the project itself offers: the page of the staff."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Deed, RoomEntry
from bigtent.people.rules import is_staff

ROOMS = (RoomEntry(name="project", label=_("Monday"), url="monday", may_enter=is_staff, order=10),)

DEEDS = (
    Deed("set_up_network", _("The network “%(what)s” was set up")),
    Deed("change_network", _("The settings of the network were changed")),
)
