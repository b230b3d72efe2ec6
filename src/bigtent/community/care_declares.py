"""What care offers to others."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.community.models import HelpLine
from bigtent.community.services.care import load_help_lines
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Deed, Due, DueSource, Known, Recorded, Reference

DEEDS_OF_CARE = (
    Deed("list_clinician", _("Somebody listed her practice in the directory of clinicians")),
    Deed("end_listing", _("Somebody left the directory of clinicians")),
    Deed("add_help_line", _("The help line “%(what)s” was added")),
    Deed("change_help_line", _("The help line “%(what)s” was changed")),
    Deed("confirm_help_line", _("The help line “%(what)s” was looked at and holds")),
    Deed("end_help_line", _("The help line “%(what)s” was taken from the page")),
    Deed("put_back_help_line", _("The help line “%(what)s” was put back")),
    Deed("load_help_lines", _("A help line was loaded"), _("%(count)s help lines were loaded")),
)


def lines_to_check(account):
    """One item for all lines whose facts are older than half a year."""
    if not account.has_perm("community.keep_help_lines"):
        return
    if count := HelpLine.objects.to_be_checked(today()).count():
        yield Due(
            title=_now("%s help lines to look at again") % count,
            why=_now("Nobody here compared them within half a year, and a wrong number is worse than none."),
            button=_now("Look at them"), url=reverse("community:help_lines"), minutes=2 * count, order=60,
        )  # fmt: skip


def may_read(account, row) -> bool:
    return account.has_perm("community.keep_help_lines")


DUE_OF_CARE = (DueSource("help-lines", lines_to_check),)
REFERENCE_OF_CARE = (Reference("help-lines", load_help_lines),)
HISTORY_OF_CARE = (Recorded("community.HelpLine", may_read),)
KNOWN_OF_CARE = (Known(model="community.ClinicianListing", title=_("Your practice in the directory of clinicians")),)
SWEPT_OF_CARE = (
    "community.ClinicianListing.services",
    "community.ClinicianListing.about_care",
    "community.ClinicianListing.reach",
)
