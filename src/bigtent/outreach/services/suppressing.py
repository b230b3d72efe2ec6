"""Verbs: an address is not written to any more, or is written to again."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.services import record
from bigtent.outreach.errors import PreferenceError
from bigtent.outreach.models import Delivery, ServiceLetter, Suppression
from bigtent.people.models import Account, ContactPoint, Person
from bigtent.people.models.erasure import digest_of


def suppress_address(*, delivery: Delivery | ServiceLetter, because: str, by=None) -> bool:
    """Keep a hash of where a delivery or letter went, so that nothing is sent there any more; whether it was new."""
    if not delivery.address:
        return False
    _row, made = Suppression.objects.get_or_create(
        digest=digest_of("email", delivery.address), defaults={"because": because}
    )
    return made


def not_written_to(person: Person) -> list[str]:
    """Her addresses from which mail came back; those where a message was reported only if they are proven to be hers,
    because anybody may write down an address as her own."""
    points = person.contact_points.in_use().filter(kind=ContactPoint.Kind.EMAIL)
    because = dict(Suppression.objects.values_list("digest", "because").filter(digest__in=map(_digest, points)))
    reported = [point for point in points if because.get(_digest(point)) == Suppression.Because.COMPLAINT]
    proven = _proven(person) if reported else set()
    foreign = {point.pk for point in reported if point.value.lower() not in proven}
    return [point.value for point in points if _digest(point) in because and point.pk not in foreign]


def _digest(point: ContactPoint) -> str:
    return digest_of("email", point.value)


def _proven(person: Person) -> set[str]:
    """The address by which she signs in, and those at which she herself reported a message."""
    reported = Delivery.objects.filter(person=person, state=Delivery.State.COMPLAINED)
    signs_in = Account.objects.filter(person=person)
    proven = [*signs_in.values_list("email", flat=True), *reported.values_list("address", flat=True)]
    return {address.lower() for address in proven}


@transaction.atomic
def write_again(*, person: Person, by) -> int:
    """She says that she reads mail at her addresses: those that came back are written to again; how many.

    Where staff were asked not to write, that stands; and where somebody else reported a message as unwanted.
    """
    digests = [digest_of("email", address) for address in not_written_to(person)]
    lifted = Suppression.objects.filter(digest__in=digests).exclude(because=Suppression.Because.STAFF)
    count, _rows = lifted.delete()
    if not count:
        raise PreferenceError(_("No address of yours is kept out of what is sent."))
    record(by=by, verb="write_again", about=person, count=count)
    return count
