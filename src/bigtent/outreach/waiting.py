"""What waits for staff in the room: to be released, to be settled, addresses that came back."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from bigtent.outreach.models import Delivery, Message, Suppression
from bigtent.people.models import ContactPoint

State = Delivery.State
# Nothing happens to these any more by itself.
OVER = (State.SENT, State.UNCERTAIN, State.FAILED, State.LEFT_OUT, State.BOUNCED, State.COMPLAINED)


@dataclass(frozen=True)
class Sending:
    """A message on its way, and how many of its deliveries are over."""

    message: Message
    done: int
    total: int


def being_sent() -> list[Sending]:
    messages = list(Message.objects.filter(state=Message.State.SENDING, kind=Message.Kind.NEWS).order_by("send_at"))
    counts: dict[int, dict[str, int]] = {message.pk: {} for message in messages}
    found = Delivery.objects.filter(message__in=messages).order_by().values_list("message", "state")
    for pk, state, count in found.annotate(count=Count("pk")):
        counts[pk][state] = count
    return [
        Sending(message, sum(counts[message.pk].get(state, 0) for state in OVER), sum(counts[message.pk].values()))
        for message in messages
    ]


def uncertain():
    """Messages with deliveries that only a person can judge, each with `unsettled`, how many."""
    found = Message.objects.filter(deliveries__state=State.UNCERTAIN).annotate(unsettled=Count("deliveries"))
    return found.order_by("send_at", "pk")


def to_release() -> list[Message]:
    """Messages of an hour that so many would get that a second person has to look at them."""
    return []


def came_back() -> list[Delivery]:
    """One delivery for each address that came back for good, is kept out, and still stands with the person."""
    still = ContactPoint.objects.in_use().filter(
        person=OuterRef("person"), kind=ContactPoint.Kind.EMAIL, value__iexact=OuterRef("address")
    )
    bounced = Delivery.objects.filter(Exists(still), state=State.BOUNCED).order_by("-sent_at", "-pk")
    kept_out, once = Suppression.objects.kept_out(), {}
    for delivery in bounced.select_related("person", "message"):
        if kept_out.holds(ContactPoint.Kind.EMAIL, delivery.address):
            once.setdefault((delivery.person_id, delivery.address.lower()), delivery)
    return list(once.values())
