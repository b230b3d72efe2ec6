"""What the outreach room offers to others."""

from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Deed, DueSource, Known, Recorded, Recurring, RoomEntry, Trace
from bigtent.outreach.data import DATA, answers
from bigtent.outreach.due import due_addresses, due_letters, due_mails, due_releases
from bigtent.outreach.forgetting import find_audiences, find_letters
from bigtent.outreach.rules import may_write
from bigtent.outreach.services import look_after_digests, remind_of_agreements, start_due_letters, start_due_messages

__all__ = ["DATA", "DEEDS", "DUE", "HISTORY", "KNOWN", "RECURRING", "ROOMS", "SWEPT", "TRACES"]

ROOMS = (RoomEntry(name="outreach", label=_("Messages"), url="outreach:home", may_enter=may_write, order=35),)

DUE = (
    DueSource("message-releases", due_releases),
    DueSource("mails-to-settle", due_mails),
    DueSource("letters-to-settle", due_letters),
    DueSource("addresses-came-back", due_addresses),
)


def may_read(account, row) -> bool:
    return may_write(account)


HISTORY = (
    Recorded("outreach.Audience", may_read, words={"criteria": _("the search")}),
    Recorded("outreach.Template", may_read),
    Recorded("outreach.Message", may_read),
    Recorded("outreach.Delivery", may_read),
    Recorded("outreach.Notification", may_read),
    Recorded("outreach.ServiceLetter", may_read),
)

DEEDS = (
    Deed("keep_audience", _("The audience “%(what)s” was made")),
    Deed("change_audience", _("The audience “%(what)s” was changed")),
    Deed("end_audience", _("The audience “%(what)s” was ended")),
    Deed("keep_template", _("The template “%(what)s” was written")),
    Deed("change_template", _("The template “%(what)s” was changed")),
    Deed("end_template", _("The template “%(what)s” was ended")),
    Deed("write_message", _("The message “%(what)s” was begun")),
    Deed("change_message", _("The message “%(what)s” was changed")),
    Deed("discard_message", _("The draft “%(what)s” was discarded")),
    Deed("test_message", _("The message “%(what)s” was tried out")),
    Deed("release_message", _("The message “%(what)s” was released by a second person")),
    Deed("schedule_message", _("The message “%(what)s” was scheduled for %(count)s people")),
    Deed("take_back_message", _("The message “%(what)s” could not go as it was scheduled")),
    Deed("address_message", _("The message “%(what)s” goes to %(count)s people")),
    Deed("stop_message", _("The message “%(what)s” was stopped")),
    Deed("send_message", _("The message “%(what)s” was sent to %(count)s people")),
    Deed(
        "settle_deliveries",
        _("What became of a mail of “%(what)s” was noted"),
        _("What became of %(count)s mails was noted"),
    ),
    Deed(
        "ask_for_letters",
        _("A letter about what somebody asked for waits to be sent"),
        _("%(count)s letters about what people asked for wait to be sent"),
    ),
    Deed(
        "post_service_letters",
        _("A letter about what somebody asked for was sent"),
        _("%(count)s letters about what people asked for were sent"),
    ),
    Deed(
        "settle_service_letters",
        _("What became of the letter “%(what)s” was noted"),
        _("What became of %(count)s letters was noted"),
    ),
    Deed("gather_digest", _("The weekly digest goes to %(count)s people")),
    Deed("notify", _("%(count)s people were told something on the platform")),
    Deed("set_preferences", _("Somebody chose how to be reached"), _("%(count)s people chose how to be reached")),
    Deed("write_again", _("An address that came back is written to again")),
    Deed("give_answer", _("Somebody answered a message"), _("%(count)s answers to messages came in")),
    Deed("take_answer_back", _("An answer to a message was taken back")),
    Deed("receive_mail", _("A mail came back or was answered"), _("%(count)s mails came back or were answered")),
)

RECURRING = (
    Recurring("messages", start_due_messages, order=10),
    Recurring("service_letters", start_due_letters, order=15),
    Recurring("digests", look_after_digests, order=20),
    Recurring("agreement_reminders", remind_of_agreements, order=60),
)

KNOWN = (
    Known(model="outreach.Delivery", title=_("Messages to you"), unique=("message",), show=answers),
    Known(model="outreach.Notification", title=_("What you were told here"), unique=("about",)),
    Known(model="outreach.ServiceLetter", title=_("Letters about what you asked for"), unique=("kind", "about")),
    Known(model="outreach.Preference", title=_("How you want to be reached")),
)

TRACES = (
    Trace("audiences", _("Audiences"), find_audiences),
    Trace("service_letters", _("Letters to an address"), find_letters),
)

SWEPT = (
    "outreach.Notification.title",
    "outreach.Notification.text",
    "outreach.Audience.name",
    "outreach.Audience.criteria",
    "outreach.Message.choices",
    *(
        f"outreach.{model}.{field}"
        for model in ("Template", "Message")
        for field in ("name", "subject_en", "body_en", "subject_es", "body_es")
    ),
)
