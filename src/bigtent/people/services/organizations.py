"""Verbs: add an organization, say which ones are partners of this network."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.ledger.services import record
from bigtent.people.errors import OrganizationError
from bigtent.people.models import Organization


def add_organizations(*, organizations: Iterable[Organization], by, reason: str = "") -> list[Organization]:
    """Keep organizations that are not kept yet, given unsaved; one of the same name and kind is refused."""
    wanted = list(organizations)
    for organization in wanted:
        organization.name = " ".join(organization.name.split())
        if not organization.name:
            raise OrganizationError(_("Every organization needs a name."), field="name")
        if organization.kind not in Organization.Kind.values:
            raise OrganizationError(_("“%s” is no kind of organization.") % organization.kind, field="kind")
        if Organization.objects.filter(name__iexact=organization.name, kind=organization.kind).exists():
            raise OrganizationError(_("“%s” is kept already, with this kind.") % organization.name, field="name")
    try:
        with transaction.atomic():
            made = Organization.objects.bulk_create(wanted)
            record(by=by, verb="add_organizations", about=_about(made), reason=reason, count=len(made))
    except IntegrityError:
        raise OrganizationError(_("Two of these organizations have the same name and kind.")) from None
    return made


@transaction.atomic
def set_partners(*, organizations: Iterable[Organization], partner: bool, by, reason: str = "") -> int:
    """Say that these are partners of this network, or no longer; the number that changed."""
    keys = [organization.pk for organization in organizations]
    changing = list(Organization.objects.filter(pk__in=keys).exclude(is_partner=partner))
    Organization.objects.filter(pk__in=[organization.pk for organization in changing]).update(is_partner=partner)
    if changing:
        record(
            by=by,
            verb="set_partners",
            about=_about(changing),
            reason=reason,
            changes={"is_partner": [not partner, partner]},
            count=len(changing),
        )
    return len(changing)


def _about(organizations: list[Organization]) -> Organization:
    return organizations[0] if len(organizations) == 1 else Organization()
