"""How meetings, decisions and recommendations read in the audit, and whose history has a page."""

from django.db.models import Q
from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import Deed, Recorded

DEEDS_OF_MEETINGS = (
    Deed("plan_meeting", gettext_lazy("The meeting “%(what)s” was planned")),
    Deed("change_meeting", gettext_lazy("The plan of the meeting “%(what)s” was changed")),
    Deed("cancel_meeting", gettext_lazy("The meeting “%(what)s” was canceled")),
    Deed("plan_again", gettext_lazy("The canceled meeting “%(what)s” is held after all")),
    Deed("set_agenda", gettext_lazy("The agenda of “%(what)s” was set")),
    Deed("take_attendance", gettext_lazy("Who came to “%(what)s” was noted")),
    Deed("write_minutes", gettext_lazy("Minutes of “%(what)s” were written")),
    Deed("approve_minutes", gettext_lazy("The minutes of “%(what)s” were approved")),
    Deed("open_minutes_again", gettext_lazy("The minutes of “%(what)s” are a draft again")),
    Deed("publish_minutes", gettext_lazy("The minutes of “%(what)s” were published")),
    Deed("unpublish_minutes", gettext_lazy("The minutes of “%(what)s” were taken out of sight")),
    Deed("record_decision", gettext_lazy("It was decided: %(what)s")),
    Deed("correct_decision", gettext_lazy("What was recorded of a decision was corrected: %(what)s")),
    Deed("note_step", gettext_lazy("Something was done about a decision: %(what)s")),
    Deed("take_back_step", gettext_lazy("A step of a decision was taken back: %(what)s")),
    Deed("make_recommendation", gettext_lazy("The recommendation “%(what)s” was drafted")),
    Deed("change_recommendation", gettext_lazy("The draft of the recommendation “%(what)s” was changed")),
    Deed("discard_recommendation", gettext_lazy("The draft of the recommendation “%(what)s” was thrown away")),
    Deed("send_recommendation", gettext_lazy("The recommendation “%(what)s” was sent")),
    Deed("take_back_recommendation", gettext_lazy("The recommendation “%(what)s” was taken back")),
    Deed("answer_recommendation", gettext_lazy("The recommendation “%(what)s” was answered")),
    Deed("take_back_answer", gettext_lazy("The answer to the recommendation “%(what)s” was taken back")),
    Deed("reply_to_answer", gettext_lazy("The group replied to the answer to “%(what)s”")),
    Deed("take_back_reply", gettext_lazy("The reply of the group about “%(what)s” was taken back")),
)


def may_read(account, row) -> bool:
    return account.has_perm("groups.read_inside", row.group)


def of_meeting(meeting) -> Q:
    """The meeting with its decisions."""
    decisions = meeting.decisions.values_list("pk", flat=True)
    return Q(object_type="groups.meeting", object_id=str(meeting.pk)) | Q(
        object_type="groups.decision", object_id__in=[str(pk) for pk in decisions]
    )


WORDS = {"present": gettext_lazy("Present"), "decisions": gettext_lazy("Decisions shown")}

HISTORY_OF_MEETINGS = (
    Recorded("groups.Meeting", may_read, words=WORDS, entries=of_meeting),
    Recorded("groups.Decision", may_read, words=WORDS),
    Recorded("groups.Recommendation", may_read),
)
