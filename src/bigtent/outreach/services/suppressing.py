"""Verbs: an address is not written to any more, or is written to again."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.services import record
from bigtent.outreach.errors import PreferenceError
from bigtent.outreach.models import Delivery, Suppression
from bigtent.people.models import ContactPoint, Person
from bigtent.people.models.erasure import digest_of


def suppress_address(*, delivery: Delivery, because: str, by=None) -> bool:
    """Keep a hash of where a delivery went, so that nothing is sent there any more; whether it was new."""
    if not delivery.address:
        return False
    _row, made = Suppression.objects.get_or_create(
        digest=digest_of("email", delivery.address), defaults={"because": because}
    )
    return made


def not_written_to(person: Person) -> list[str]:
    """Her addresses from which mail came back, or was reported."""
    points = person.contact_points.in_use().filter(kind=ContactPoint.Kind.EMAIL)
    return [point.value for point in points if Suppression.objects.of(point.value).exists()]


@transaction.atomic
def write_again(*, person: Person, by) -> int:
    """She says that she reads mail at her addresses: those that came back are written to again; how many.

    Where staff were asked not to write, that stands.
    """
    digests = [digest_of("email", address) for address in not_written_to(person)]
    lifted = Suppression.objects.filter(digest__in=digests).exclude(because=Suppression.Because.STAFF)
    count, _rows = lifted.delete()
    if not count:
        raise PreferenceError(_("No address of yours is kept out of what is sent."))
    record(by=by, verb="write_again", about=person, count=count)
    return count
