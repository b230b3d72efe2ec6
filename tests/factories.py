"""Plain functions that make one row with sensible defaults. Name only what the test is about."""

from itertools import count

from bigtent.ledger.clock import today
from bigtent.people.models import (
    Account,
    Affiliation,
    Consent,
    ContactPoint,
    Network,
    Offer,
    Organization,
    Person,
    Place,
    Profession,
    RoleGrant,
    Specialty,
    Topic,
)

_number = count(1)


def make_network(**values):
    network = Network(**({"name": "Lantern Fellows Foundation"} | values))
    network.save()
    return network


def make_person(*, email=None, phone=None, consents=(), offers=(), **values):
    """`email` and `phone` make contact points, `consents` a yes to each purpose, `offers` what she offers."""
    n = next(_number)
    person = Person.objects.create(**({"given_name": "Ada", "family_name": f"Sample{n}"} | values))
    for kind, value in (("email", email), ("phone", phone)):
        if value:
            make_contact_point(person=person, kind=kind, value=value)
    for purpose in consents:
        make_consent(person=person, purpose=purpose)
    for kind in offers:
        Offer.objects.create(person=person, kind=kind, made_on=today())
    return person


def make_account(*, person=None, roles=(), email=None, **values):
    """An account without a password, with the roles in force; one over a part of the network is (role, scope)."""
    person = person or make_person()
    email = email or f"person{next(_number)}@example.org"
    account = Account(person=person, email=email, **values)
    account.set_unusable_password()
    account.save()
    grants = [(role, "") if isinstance(role, str) else role for role in roles]
    RoleGrant.objects.bulk_create(RoleGrant(account=account, role=role, scope=scope) for role, scope in grants)
    return account


def make_consent(*, person, purpose, given=True, **values):
    return Consent.objects.create(person=person, purpose=purpose, given=given, **values)


def make_contact_point(*, person=None, kind="email", value=None, source="self", **values):
    value = value or f"contact{next(_number)}@example.org"
    return ContactPoint.objects.create(person=person or make_person(), kind=kind, value=value, source=source, **values)


def make_organization(**values):
    n = next(_number)
    return Organization.objects.create(**({"name": f"Invented School {n}", "kind": "school"} | values))


def make_affiliation(*, person=None, organization=None, **values):
    return Affiliation.objects.create(
        person=person or make_person(),
        organization=organization or make_organization(),
        **({"role": "graduate", "class_year": 2004} | values),
    )


def make_place(**values):
    values = {"zip": "80202", "city": "Denver", "state": "CO", "division": "mountain"} | values
    unique = {name: values.pop(name) for name in ("zip", "city", "state")}
    return Place.objects.get_or_create(**unique, defaults=values)[0]


def make_profession(code="medicine", **values):
    return Profession.objects.get_or_create(code=code, defaults={"name": code.capitalize()} | values)[0]


def make_specialty(code="family-medicine", *, profession=None, **values):
    defaults = {"name": code.replace("-", " ").capitalize(), "family": "Primary care"} | values
    defaults["profession"] = profession or make_profession()
    return Specialty.objects.get_or_create(code=code, defaults=defaults)[0]


def make_topic(code="access-to-care", **values):
    return Topic.objects.get_or_create(code=code, defaults={"name": code.replace("-", " ").capitalize()} | values)[0]
