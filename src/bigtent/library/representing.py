"""Who speaks for an organization: whom staff or a list named as its representative, and whose time is not over."""

from django.db.models import Q

from bigtent.ledger.clock import today
from bigtent.people.models import Affiliation, Organization, Source


def represented_by(person: int | None):
    """The organizations this person speaks for. Her own word alone is not enough: another name would stand there."""
    in_force = Q(ended_on__isnull=True) | Q(ended_on__gt=today())
    named = Affiliation.objects.filter(in_force, person=person, role=Affiliation.Role.REPRESENTATIVE)
    return Organization.objects.filter(pk__in=named.exclude(source=Source.SELF).values("organization"))


def represents(person: int | None, organization: Organization) -> bool:
    return represented_by(person).filter(pk=organization.pk).exists()
