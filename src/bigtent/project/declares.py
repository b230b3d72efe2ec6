"""What the project itself offers: the page of the staff."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Deed, HoldsTokens, RoomEntry
from bigtent.people.rules import is_at_work

ROOMS = (RoomEntry(name="project", label=_("Monday"), url="monday", may_enter=is_at_work, order=10),)

DEEDS = (
    Deed("set_up_network", _("The network “%(what)s” was set up")),
    Deed("renew_encryption", _("%(count)s encrypted values were given the newest key")),
    Deed("change_network", _("The settings of the network were changed")),
)

# The secrets of second factors: allauth keeps them in a document of its own, encrypted by our adapter.
HOLDS_TOKENS = (HoldsTokens(model="mfa.Authenticator", field="data"),)
