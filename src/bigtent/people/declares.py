"""What the people room offers to others."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Figure, Known, Measure
from bigtent.people.models import Organization


def partners(day: date) -> Figure:
    return Figure(Organization.objects.filter(is_partner=True).count())


MEASURES = (
    Measure(
        name="partners",
        label=_("Partner organizations"),
        unit=_("organizations"),
        definition=_("Organizations that are marked as partners of this network."),
        compute=partners,
        of_people=False,
        order=60,
    ),
)

KNOWN = (
    Known(model="people.Account", title=_("Account")),
    Known(model="people.ContactPoint", title=_("Ways to reach her")),
    Known(
        model="people.Affiliation",
        title=_("Schools and work"),
        unique=("organization", "organization_text", "role", "class_year"),
    ),
    Known(model="people.Offer", title=_("Offers")),
    Known(model="people.Consent", title=_("Consents")),
    Known(model="people.Person", field="merged_into", title=_("Records merged into this one")),
)
