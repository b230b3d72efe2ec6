"""Verbs: say that an organization works with a resource or a solution, and take that back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.library.errors import ResourceError
from bigtent.library.models import Adoption, Resource
from bigtent.library.models.shelf import MANAGERS
from bigtent.library.representing import represents
from bigtent.people.models import Organization


def adopt(*, thing, organization: Organization, since_on: date, by, note: str = "") -> Adoption:
    """Say "we adopted this" for an organization: whoever represents it, or those who manage the library."""
    staff = bool(by.roles & MANAGERS)
    if not staff and not represents(by.person_id, organization):
        words = _("You do not represent %s here. Its representative or our staff can say it.")
        raise ResourceError(words % organization, field="organization")
    if since_on > today():
        raise ResourceError(_("%s is still to come: say it once it is so.") % since_on, field="since_on")
    said = Adoption.Said.STAFF if staff else Adoption.Said.REPRESENTATIVE
    of = {"resource" if isinstance(thing, Resource) else "solution": thing}
    try:
        with transaction.atomic():
            adoption = Adoption.objects.create(
                organization=organization, since_on=since_on, note=note.strip()[:300], said=said, by=by, **of
            )
            record(by=by, verb="adopt", about=adoption)
    except IntegrityError:
        words = _("That %s adopted this stands here already.")
        raise ResourceError(words % organization, field="organization") from None
    return adoption


@transaction.atomic
def take_back_adoption(*, adoption: Adoption, by) -> Adoption:
    """An organization works with it no more, or never did: its name goes from the page."""
    if not (by.roles & MANAGERS or represents(by.person_id, adoption.organization)):
        raise ResourceError(_("Only who represents %s or our staff can take this back.") % adoption.organization)
    if adoption.ended_at is None:
        adoption.ended_at = now()
        adoption.save(update_fields=["ended_at"])
        record(by=by, verb="take_back_adoption", about=adoption)
    return adoption
