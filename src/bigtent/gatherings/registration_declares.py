"""What registrations offer to others: letters, deeds, what is known of a person and forgotten with her."""

from collections.abc import Iterator

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.letters import LETTERS_OF_REGISTRATIONS
from bigtent.gatherings.models import Registration
from bigtent.gatherings.services.offering import look_after_places
from bigtent.gatherings.telling import look_after_reminders
from bigtent.gatherings.when import times_of
from bigtent.ledger.declarations import Deed, Known, Recorded, Recurring, Trace
from bigtent.ledger.traces import Traces

LETTERS = LETTERS_OF_REGISTRATIONS

RECURRING_OF_REGISTRATIONS = (
    Recurring("places", look_after_places, order=30),
    Recurring("event-reminders", look_after_reminders, order=31),
)

DEEDS_OF_REGISTRATIONS = (
    Deed("register", _("Somebody registered for “%(what)s”"), _("%(count)s people registered for events")),
    Deed("change_registration", _("Somebody changed what she said to an event")),
    Deed("cancel_registration", _("Somebody left “%(what)s”"), _("%(count)s people left events")),
    Deed("come_after_all", _("Somebody comes to “%(what)s” after all")),
    Deed("offer_place", _("A place that became free was offered"), _("%(count)s places that became free were offered")),
    Deed("take_offer", _("An offered place was taken")),
    Deed("lapse_offers", _("%(count)s offers of a place for “%(what)s” were not taken")),
    Deed("note_joined", _("Somebody joined “%(what)s”"), _("%(count)s people joined events")),
    Deed("check_in", _("Somebody was checked in"), _("%(count)s people were checked in")),
    Deed("undo_check_in", _("Checking in was taken back")),
    Deed("say_whether_she_went", _("Somebody said whether she went"), _("%(count)s people said whether they went")),
    Deed("note_attendance", _("Who came to “%(what)s” was noted")),
    Deed("export_registrations", _("The list of who registered for “%(what)s” was taken out")),
    Deed("give_certificates", _("%(count)s people got a certificate of “%(what)s”")),
)


def may_read(account, row: Registration) -> bool:
    return account.has_perm("gatherings.run", row.slot.event)


HISTORY_OF_REGISTRATIONS = (Recorded("gatherings.Registration", may_read),)


def show_registrations(person, account) -> Iterator[tuple[str, str, str]]:
    """For her own eyes, with what she said that lies encrypted."""
    if account.person_id != person.pk:
        return
    rows = Registration.objects.filter(person=person).select_related("slot__event").order_by("pk")
    for row in rows:
        said = [row.get_state_display(), times_of(row.slot)[0], row.name, row.email]
        said += [row.access_needs, row.question, row.get_came_display() if row.came else ""]
        yield row.slot.event.title, ", ".join(filter(None, said)), _now("as you registered")


KNOWN_OF_REGISTRATIONS = (
    Known(
        model="gatherings.Registration",
        title=_("Events you registered for"),
        unique=("slot",),
        show=show_registrations,
    ),
)


def find_registrations(traces: Traces):
    """Those made by her addresses without signing in. A place that becomes free so goes to whoever is next."""
    addresses = {value.lower() for value in traces.values if "@" in value}
    hers = Registration.objects.filter(person=None, email__in=sorted(addresses))

    def delete() -> int:
        return hers.delete()[0]

    return delete


TRACES_OF_REGISTRATIONS = (Trace("registrations", _("Registrations without signing in"), find_registrations),)

SWEPT_OF_REGISTRATIONS = ("gatherings.Registration.name", "gatherings.Registration.question")
