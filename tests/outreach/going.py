"""Messages on their way: scheduled through the room's own verbs, and the clock moved on until they go."""

from datetime import timedelta

from django.core import mail

from bigtent.ledger.clock import now
from bigtent.outreach import services
from bigtent.outreach.models import Delivery
from tests.outreach.making import make_message


def later(settings, **spans):
    settings.NOW = now() + timedelta(**spans)


def scheduled(manager, *, per_minute=0, send_at=None, **values):
    """Tried out and scheduled for now; nothing is sent before the minutes of grace are over."""
    message = make_message(by=manager, **values)
    services.send_test(message=message, by=manager)
    mail.outbox.clear()
    services.schedule_message(message=message, by=manager, per_minute=per_minute, send_at=send_at)
    message.refresh_from_db()
    return message


def send(message, settings=None):
    """One run of a worker; with `settings` after the minutes of grace."""
    if settings:
        later(settings, minutes=10)
    return services.send_message(key=message.key, by=None)["deliveries"]


def delivery_to(person):
    return Delivery.objects.get(person=person)
