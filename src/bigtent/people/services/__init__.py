"""The verbs of the people room."""

from bigtent.people.contacts import clean_contact
from bigtent.people.services.accounts import close_account, end_role, grant_role, open_account, reopen_account
from bigtent.people.services.consents import set_consent, set_consents
from bigtent.people.services.contact_points import Reach, add_contact_points, end_contact_points
from bigtent.people.services.merges import merge_people, undo_merges
from bigtent.people.services.network import change_network, set_up_network
from bigtent.people.services.organizations import add_organizations, set_partners
from bigtent.people.services.profiles import edit_person, enrich_people, set_offers
from bigtent.people.services.reference import load_reference

__all__ = [
    "Reach",
    "add_contact_points",
    "add_organizations",
    "change_network",
    "clean_contact",
    "close_account",
    "edit_person",
    "end_contact_points",
    "end_role",
    "enrich_people",
    "grant_role",
    "load_reference",
    "merge_people",
    "open_account",
    "reopen_account",
    "set_consent",
    "set_consents",
    "set_offers",
    "set_partners",
    "set_up_network",
    "undo_merges",
]
