"""Tables of the people room."""

from bigtent.people.models.account import Account, RoleGrant
from bigtent.people.models.network import Network
from bigtent.people.models.person import (
    Affiliation,
    Consent,
    ContactPoint,
    Merge,
    MovedRow,
    Offer,
    Organization,
    Person,
    PersonQuerySet,
)
from bigtent.people.models.vocabulary import Place, Profession, Specialty, Topic

__all__ = [
    "Account",
    "Affiliation",
    "Consent",
    "ContactPoint",
    "Merge",
    "MovedRow",
    "Network",
    "Offer",
    "Organization",
    "Person",
    "PersonQuerySet",
    "Place",
    "Profession",
    "RoleGrant",
    "Specialty",
    "Topic",
]
