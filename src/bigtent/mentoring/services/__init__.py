"""Verbs of the mentoring room."""

from bigtent.mentoring.services.applications import (
    apply_as_mentor,
    ask_for_mentor,
    end_offers,
    pause_mentor,
    withdraw_wishes,
)
from bigtent.mentoring.services.programs import change_program, set_up_standard_program
from bigtent.mentoring.services.proposals import propose
from bigtent.mentoring.services.publishing import publish_round, settle_notices
from bigtent.mentoring.services.rounds import (
    block_pairing,
    end_pairing,
    lock_pairing,
    open_round,
    unblock_pairing,
    unlock_pairing,
    withdraw_round,
)
from bigtent.mentoring.services.scheduling import schedule_publishing, start_due_publishing, take_back_publishing

__all__ = [
    "apply_as_mentor",
    "ask_for_mentor",
    "block_pairing",
    "change_program",
    "end_offers",
    "end_pairing",
    "lock_pairing",
    "open_round",
    "pause_mentor",
    "propose",
    "publish_round",
    "schedule_publishing",
    "set_up_standard_program",
    "settle_notices",
    "start_due_publishing",
    "take_back_publishing",
    "unblock_pairing",
    "unlock_pairing",
    "withdraw_round",
    "withdraw_wishes",
]
