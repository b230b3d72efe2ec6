"""The verbs of the people room."""

from bigtent.people.contacts import clean_contact
from bigtent.people.services.accounts import close_account, end_role, grant_role, open_account, reopen_account
from bigtent.people.services.agreements import (
    draft_agreement,
    edit_agreement,
    publish_agreement,
    take_back_agreement,
)
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
from bigtent.people.services.experts import put_back_on_roster, record_use, set_expertise, take_off_roster
from bigtent.people.services.exports import export_people
from bigtent.people.services.invitations import accept_invitation, invite_account, withdraw_invitation
from bigtent.people.services.merges import merge_people, undo_merges
from bigtent.people.services.network import change_network, set_up_network
from bigtent.people.services.organizations import add_organizations, set_partners
from bigtent.people.services.profiles import edit_person, enrich_people, set_offers
from bigtent.people.services.reference import load_reference
from bigtent.people.services.second_factors import reset_second_factor
from bigtent.people.services.takeout import take_data_out
from bigtent.people.services.volunteering import (
    end_signature,
    export_volunteers,
    record_checks,
    sign_agreement,
    take_back_end,
)

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
    "draft_agreement",
    "draw_up_bulk_edit",
    "edit_agreement",
    "edit_person",
    "end_contact_points",
    "end_role",
    "end_signature",
    "enrich_people",
    "erase_person",
    "export_people",
    "export_volunteers",
    "grant_role",
    "invite_account",
    "keep_again",
    "load_reference",
    "merge_people",
    "open_account",
    "publish_agreement",
    "put_back_on_roster",
    "record_checks",
    "record_use",
    "release_bulk_edit",
    "reopen_account",
    "reset_second_factor",
    "send_claim_link",
    "set_consent",
    "set_consents",
    "set_expertise",
    "set_offers",
    "set_partners",
    "set_up_network",
    "sign_agreement",
    "take_back_agreement",
    "take_back_end",
    "take_data_out",
    "take_off_roster",
    "undo_bulk_edit",
    "undo_merges",
    "withdraw_erasure",
    "withdraw_invitation",
]
