"""Tables of the people room."""

from bigtent.people.models.account import Account, RoleGrant
from bigtent.people.models.bulk_edit import BulkEdit, BulkEditLine
from bigtent.people.models.consent import Consent, Purpose
from bigtent.people.models.contact import ContactPoint, Offer
from bigtent.people.models.erasure import Erasure, ErasureRequest, Suppression
from bigtent.people.models.expertise import Expertise, ExpertUse
from bigtent.people.models.invitation import Invitation
from bigtent.people.models.merge import Merge, MovedRow
from bigtent.people.models.network import Network
from bigtent.people.models.organization import Affiliation, Organization
from bigtent.people.models.person import STAFF_ROLES, Person, PersonQuerySet
from bigtent.people.models.source import Source
from bigtent.people.models.vocabulary import Place, Profession, Specialty, Topic
from bigtent.people.models.volunteering import (
    Agreement,
    AgreementRole,
    Check,
    Signature,
    VolunteerRole,
)

__all__ = [
    "STAFF_ROLES",
    "Account",
    "Affiliation",
    "BulkEdit",
    "BulkEditLine",
    "Consent",
    "ContactPoint",
    "Erasure",
    "ErasureRequest",
    "Invitation",
    "Merge",
    "MovedRow",
    "Network",
    "Offer",
    "Organization",
    "Person",
    "PersonQuerySet",
    "Place",
    "Profession",
    "Purpose",
    "RoleGrant",
    "Source",
    "Specialty",
    "Suppression",
    "Topic",
    "Agreement",
    "AgreementRole",
    "Check",
    "Expertise",
    "ExpertUse",
    "Signature",
    "VolunteerRole",
]
