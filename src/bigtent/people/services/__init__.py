"""The verbs of the people room."""

from bigtent.people.contacts import clean_contact
from bigtent.people.services.accounts import close_account, end_role, grant_role, open_account, reopen_account
from bigtent.people.services.bulk_edits import (
    apply_bulk_edit,
    draw_up_bulk_edit,
    release_bulk_edit,
    undo_bulk_edit,
)
from bigtent.people.services.claims import claim_account, send_claim_link
from bigtent.people.services.consents import set_consent, set_consents
from bigtent.people.services.contact_points import Reach, add_contact_points, end_contact_points
from bigtent.people.services.erasure import (
    ask_erasure,
    carry_out_erasure,
    erase_person,
    keep_again,
    withdraw_erasure,
)
from bigtent.people.services.exports import export_people
from bigtent.people.services.invitations import accept_invitation, invite_account, withdraw_invitation
from bigtent.people.services.merges import merge_people, undo_merges
from bigtent.people.services.network import change_network, set_up_network
from bigtent.people.services.organizations import add_organizations, set_partners
from bigtent.people.services.profiles import edit_person, enrich_people, set_offers
from bigtent.people.services.reference import load_reference
from bigtent.people.services.second_factors import reset_second_factor
from bigtent.people.services.takeout import take_data_out

__all__ = [
    "Reach",
    "accept_invitation",
    "add_contact_points",
    "add_organizations",
    "apply_bulk_edit",
    "ask_erasure",
    "carry_out_erasure",
    "change_network",
    "claim_account",
    "clean_contact",
    "close_account",
    "draw_up_bulk_edit",
    "edit_person",
    "end_contact_points",
    "end_role",
    "enrich_people",
    "erase_person",
    "export_people",
    "grant_role",
    "invite_account",
    "keep_again",
    "load_reference",
    "merge_people",
    "open_account",
    "release_bulk_edit",
    "reopen_account",
    "reset_second_factor",
    "send_claim_link",
    "set_consent",
    "set_consents",
    "set_offers",
    "set_partners",
    "set_up_network",
    "take_data_out",
    "undo_bulk_edit",
    "undo_merges",
    "withdraw_erasure",
    "withdraw_invitation",
]
