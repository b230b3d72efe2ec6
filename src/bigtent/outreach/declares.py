"""What the outreach room offers to others."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Deed, Known

DEEDS = (Deed("notify", _("%(count)s people were told something on the platform")),)

KNOWN = (
    Known(model="outreach.Delivery", title=_("Messages to you"), unique=("message",)),
    Known(model="outreach.Notification", title=_("What you were told here"), unique=("about",)),
    Known(model="outreach.Preference", title=_("How you want to be reached")),
)

SWEPT = ("outreach.Notification.title", "outreach.Notification.text")
