"""Verbs of the outreach room."""

from bigtent.outreach.services.answering import give_answer, take_answer_back
from bigtent.outreach.services.audiences import end_audience, keep_audience
from bigtent.outreach.services.digests import gather_digest, look_after_digests
from bigtent.outreach.services.messages import discard_message, write_message
from bigtent.outreach.services.notifying import notify, see_notifications
from bigtent.outreach.services.preferences import set_preferences
from bigtent.outreach.services.receiving import receive_mail
from bigtent.outreach.services.reminding import remind_of_agreements
from bigtent.outreach.services.scheduling import (
    release_message,
    schedule_message,
    send_test,
    start_due_messages,
    stop_message,
)
from bigtent.outreach.services.sending import send_message, settle_deliveries
from bigtent.outreach.services.service_letters import (
    ask_for_letters,
    send_service_letters,
    settle_service_letters,
    start_due_letters,
)
from bigtent.outreach.services.stopping import choose_weekly, stop_messages, undo_stop
from bigtent.outreach.services.suppressing import write_again
from bigtent.outreach.services.templates import end_template, keep_template

__all__ = [
    "ask_for_letters",
    "choose_weekly",
    "discard_message",
    "end_audience",
    "end_template",
    "gather_digest",
    "give_answer",
    "keep_audience",
    "keep_template",
    "look_after_digests",
    "notify",
    "receive_mail",
    "release_message",
    "remind_of_agreements",
    "schedule_message",
    "see_notifications",
    "send_message",
    "send_service_letters",
    "send_test",
    "set_preferences",
    "settle_deliveries",
    "settle_service_letters",
    "start_due_letters",
    "start_due_messages",
    "stop_message",
    "stop_messages",
    "take_answer_back",
    "undo_stop",
    "write_again",
    "write_message",
]
