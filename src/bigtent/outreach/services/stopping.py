"""Verbs: no more messages, by the link in one of them."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.outreach.errors import PreferenceError
from bigtent.outreach.models import Delivery, Preference
from bigtent.outreach.services.preferences import set_preferences
from bigtent.outreach.tokens import reader_of
from bigtent.people.consent_words import TOPIC
from bigtent.people.models import Consent, Purpose
from bigtent.people.services import set_consents

# How long the same link takes it back; afterwards a yes needs the person herself.
UNDO_WITHIN = timedelta(days=1)


def stop_messages(*, delivery: Delivery, everything: bool = False, by=None) -> bool:
    """No more on the topic of this message, or no news at all where it has none; whether that changed anything.

    Holds for whatever is handed over from this moment, also of messages that are under way.
    """
    choice = (reader_of(delivery), Purpose.OUTREACH, False, "" if everything else datum_of(delivery))
    return bool(set_consents(choices=[choice], by=by, basis=_("By the link in a message (%s)") % delivery.message.key))


def undo_stop(*, delivery: Delivery, by=None) -> int:
    """Take back what was stopped by the link of this message within a day."""
    person = reader_of(delivery)
    choices = [(person, Purpose.OUTREACH, True, one.datum) for one in stopped_by(delivery)]
    if not choices:
        raise PreferenceError(_("There is nothing here to take back any more. On your own page you can say yes again."))
    basis = _("Taken back by the link in a message (%s)") % delivery.message.key
    return set_consents(choices=choices, by=by, basis=basis)


def choose_weekly(*, delivery: Delivery, by=None) -> None:
    """One mail a week with everything, instead of none."""
    basis = _("By the link in a message (%s)") % delivery.message.key
    set_preferences(person=reader_of(delivery), by=by, changes={"rhythm": Preference.Rhythm.WEEKLY}, basis=basis)


def datum_of(delivery: Delivery) -> str:
    """What a message is agreed to by: its topic, or news as a whole."""
    topic = delivery.message.topic
    return f"{TOPIC}{topic.code}" if topic else ""


def stopped_by(delivery: Delivery):
    """The answers this link gave within a day: those that it can take back. A yes to news only where it ended one."""
    person = reader_of(delivery)
    said = Consent.objects.filter(person=person, purpose=Purpose.OUTREACH)
    ended_a_yes = said.filter(datum="", given=True, ended_at=OuterRef("at"))
    return said.in_force().filter(
        ~Q(datum="") | Exists(ended_a_yes), given=False, by=None,
        basis__contains=delivery.message.key, at__gte=now() - UNDO_WITHIN,
    )  # fmt: skip
