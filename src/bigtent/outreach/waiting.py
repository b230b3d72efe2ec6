"""What waits for staff in the room: to be released, to be settled, addresses that came back."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q

from bigtent.outreach.audiences import reach
from bigtent.outreach.errors import OutreachError
from bigtent.outreach.models import Delivery, Message, Suppression
from bigtent.outreach.services.addressing import needs_release
from bigtent.outreach.services.scheduling import writers_of
from bigtent.people.models import ContactPoint

# How long the size of an audience is remembered where it only decides whether something waits.
REMEMBERED = 10 * 60
State = Delivery.State
# Nothing happens to these any more by itself.
OVER = (State.SENT, State.UNCERTAIN, State.FAILED, State.LEFT_OUT, State.BOUNCED, State.COMPLAINED)


@dataclass(frozen=True)
class Sending:
    """A message on its way, and how many of its deliveries are over."""

    message: Message
    done: int
    total: int


@dataclass(frozen=True)
class Release:
    """A message so many would get that a second person has to look; `is_mine` for whoever may be that person."""

    message: Message
    reached: int
    is_mine: bool


def being_sent() -> list[Sending]:
    going = Message.objects.filter(state=Message.State.SENDING, kind=Message.Kind.NEWS)
    over = Count("deliveries", filter=Q(deliveries__state__in=OVER))
    counted = going.annotate(over=over, total=Count("deliveries")).order_by("send_at", "pk")
    return [Sending(message, message.over, message.total) for message in counted]


def to_settle() -> list[tuple[Message, int]]:
    """Messages with mails that only a person can judge, each with how many; the oldest first."""
    open_ones = Delivery.objects.need_a_decision().exclude(message__state=Message.State.STOPPED)
    counts = dict(open_ones.order_by().values_list("message").annotate(count=Count("pk")))
    found = Message.objects.filter(pk__in=counts).order_by("send_at", "pk")
    return [(message, counts[message.pk]) for message in found]


def to_release(account) -> list[Release]:
    """Drafts that were tried out and only wait for a second person."""
    tried = Message.objects.filter(state=Message.State.DRAFT, tested_at__isnull=False, audience__isnull=False)
    found = [(message, _size(message)) for message in tried.select_related("audience", "topic", "by__person")]
    return [
        Release(message, size, account.pk not in writers_of(message))
        for message, size in found
        if needs_release(message, size)
    ]


def _size(message: Message) -> int:
    """How many would get it, as it was some minutes ago: the page of the message counts anew."""
    return cache.get_or_set(f"size:{message.pk}:{message.tested_at.timestamp()}", lambda: _reached(message), REMEMBERED)


def _reached(message: Message) -> int:
    try:
        return reach(message.audience, message.by, message.topic).reached
    except OutreachError:
        return 0


def came_back() -> list[Delivery]:
    """One delivery for each address that came back for good, is kept out, and still stands with the person."""
    still = ContactPoint.objects.in_use().filter(
        person=OuterRef("person"), kind=ContactPoint.Kind.EMAIL, value__iexact=OuterRef("address")
    )
    found = Delivery.objects.filter(Exists(still), state=State.BOUNCED).select_related("person", "message")
    bounced = list(found.order_by("-sent_at", "-pk"))
    if not bounced:
        return []
    kept_out, once = Suppression.objects.kept_out(), {}
    for delivery in bounced:
        if kept_out.holds(ContactPoint.Kind.EMAIL, delivery.address):
            once.setdefault((delivery.person_id, delivery.address.lower()), delivery)
    return list(once.values())
