"""Verbs: write the minutes, approve them, open them again, publish and unpublish them."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.errors import MeetingError
from bigtent.groups.models import Meeting, Membership
from bigtent.groups.telling import tell_members
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record

CHAIRS = (Membership.Role.CHAIR, Membership.Role.VICE_CHAIR)
# So long what was published can be taken back without saying why.
GRACE = timedelta(hours=24)


@transaction.atomic
def write_minutes(*, meeting: Meeting, minutes: str, by) -> Meeting:
    """What was said and done, in Markdown. A draft until the group approves it."""
    meeting = _in_state(meeting, Meeting.Minutes.DRAFT)
    if meeting.state != Meeting.State.HELD:
        raise MeetingError(_("Note first who came. Minutes are written of a meeting that was held."))
    meeting.minutes = minutes.strip()
    meeting.save(update_fields=["minutes"])
    record(by=by, verb="write_minutes", about=meeting, changes={"minutes": []})
    return meeting


@transaction.atomic
def approve_minutes(*, meeting: Meeting, by, approved_in: Meeting | None = None) -> Meeting:
    """Approved by the group at a later meeting, or where none is named by its chair."""
    meeting = _in_state(meeting, Meeting.Minutes.DRAFT)
    if not meeting.minutes:
        raise MeetingError(_("Nothing is written down yet. Write the minutes first."))
    _refuse_approval(meeting, approved_in, by)
    meeting.minutes_state, meeting.approved_at = Meeting.Minutes.APPROVED, now()
    meeting.approved_in = approved_in
    meeting.save(update_fields=["minutes_state", "approved_at", "approved_in"])
    record(by=by, verb="approve_minutes", about=meeting)
    return meeting


@transaction.atomic
def open_minutes_again(*, meeting: Meeting, reason: str, by) -> Meeting:
    """Something has to be put right: approved minutes are a draft again."""
    meeting = _in_state(meeting, Meeting.Minutes.APPROVED)
    if not reason.strip():
        raise MeetingError(_("Say why, such as “A decision is missing.”"), field="reason")
    meeting.minutes_state, meeting.approved_at, meeting.approved_in = Meeting.Minutes.DRAFT, None, None
    meeting.save(update_fields=["minutes_state", "approved_at", "approved_in"])
    record(by=by, verb="open_minutes_again", about=meeting, reason=reason)
    return meeting


@transaction.atomic
def publish_minutes(*, meeting: Meeting, by) -> Meeting:
    """Show the approved minutes and the decisions of the meeting to whoever may see the group."""
    meeting = _in_state(meeting, Meeting.Minutes.APPROVED)
    meeting.minutes_state, meeting.published_at = Meeting.Minutes.PUBLISHED, now()
    meeting.save(update_fields=["minutes_state", "published_at"])
    shown = meeting.decisions.update(published_at=meeting.published_at)
    record(by=by, verb="publish_minutes", about=meeting, changes={"decisions": [0, shown]})
    title = gettext_lazy("{group}: minutes are published")
    about = f"meeting:{meeting.pk}:published:{today()}"
    tell_members(meeting.group, title, url=meeting.get_absolute_url(), about=about, by=by)
    return meeting


@transaction.atomic
def unpublish_minutes(*, meeting: Meeting, by, reason: str = "") -> Meeting:
    """Take published minutes and decisions out of sight again; after a day it needs a reason."""
    meeting = _in_state(meeting, Meeting.Minutes.PUBLISHED)
    if not reason.strip() and not in_grace(meeting):
        raise MeetingError(_("They have been public for more than a day. Say why they no longer are."), field="reason")
    meeting.minutes_state, meeting.published_at = Meeting.Minutes.APPROVED, None
    meeting.save(update_fields=["minutes_state", "published_at"])
    hidden = meeting.decisions.update(published_at=None)
    record(by=by, verb="unpublish_minutes", about=meeting, reason=reason, changes={"decisions": [hidden, 0]})
    return meeting


def in_grace(meeting: Meeting) -> bool:
    """Whether what was published can still be taken back without a word."""
    return meeting.published_at is not None and now() - meeting.published_at <= GRACE


def may_approve_alone(meeting: Meeting, account) -> bool:
    seats = Membership.objects.on(today()).filter(group=meeting.group_id, person=account.person_id)
    return seats.filter(role__in=CHAIRS).exists()


def later_meetings(meeting: Meeting):
    """The meetings at which the group could have approved these minutes."""
    return Meeting.objects.held().filter(group=meeting.group_id, starts_at__gt=meeting.starts_at).order_by("starts_at")


def _refuse_approval(meeting: Meeting, approved_in: Meeting | None, by) -> None:
    if approved_in is None and not may_approve_alone(meeting, by):
        raise MeetingError(
            _("Only the chair approves minutes alone. Name the later meeting at which the group did."),
            field="approved_in",
        )
    if approved_in is not None and not later_meetings(meeting).filter(pk=approved_in.pk).exists():
        raise MeetingError(
            _("“%s” was not a later meeting of this group that was held.") % approved_in, field="approved_in"
        )


def _in_state(meeting: Meeting, wanted: str) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if meeting.minutes_state != wanted:
        raise MeetingError(
            _("The minutes are %(now)s, not %(wanted)s. Look at the page again.")
            % {"now": meeting.get_minutes_state_display().lower(), "wanted": Meeting.Minutes(wanted).label.lower()}
        )
    return meeting
