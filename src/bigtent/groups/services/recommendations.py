"""Verbs: make a recommendation, send it, answer it, reply to the answer; each can be taken back for a while."""

from datetime import timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.errors import RecommendationError
from bigtent.groups.models import Decision, Group, Recommendation
from bigtent.groups.telling import tell_answerer, tell_members
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record

Answer = Recommendation.Answer


@transaction.atomic
def make_recommendation(
    *, group: Group, title: str, text: str, by, decision: Decision | None = None, is_public: bool = True
) -> Recommendation:
    """Write down what a group asks of those who decide. It is a draft until it is sent."""
    if decision is not None and decision.group_id != group.pk:
        raise RecommendationError(_("“%s” was decided by another group.") % decision, field="decision")
    recommendation = Recommendation(group=group, decision=decision, is_public=is_public)
    _fill(recommendation, title, text)
    recommendation.save()
    record(by=by, verb="make_recommendation", about=recommendation)
    return recommendation


@transaction.atomic
def change_recommendation(
    *, recommendation: Recommendation, title: str, text: str, is_public: bool, by, decision: Decision | None = None
) -> Recommendation:
    """Other words for a draft; what was sent is taken back first."""
    recommendation = _draft(recommendation)
    if decision is not None and decision.group_id != recommendation.group_id:
        raise RecommendationError(_("“%s” was decided by another group.") % decision, field="decision")
    _fill(recommendation, title, text)
    recommendation.is_public, recommendation.decision = is_public, decision
    recommendation.save(update_fields=["title", "text", "is_public", "decision"])
    record(by=by, verb="change_recommendation", about=recommendation, changes={"text": []})
    return recommendation


@transaction.atomic
def discard_recommendation(*, recommendation: Recommendation, by) -> None:
    """A draft that nobody wants any more."""
    recommendation = _draft(recommendation)
    record(by=by, verb="discard_recommendation", about=recommendation)
    recommendation.delete()


@transaction.atomic
def send_recommendation(*, recommendation: Recommendation, by) -> Recommendation:
    """Hand it to whoever answers the group; from today an answer is owed within the group's days."""
    recommendation = _draft(recommendation)
    group = recommendation.group
    if group.answered_by is None or not group.answered_by.is_active:
        raise RecommendationError(
            _("Nobody answers what %(group)s recommends. A program manager names somebody on the page of the group.")
            % {"group": group}
        )
    recommendation.sent_on, recommendation.sent_by = today(), by
    recommendation.answer_due_on = today() + timedelta(days=group.answer_days)
    recommendation.save(update_fields=["sent_on", "sent_by", "answer_due_on"])
    record(by=by, verb="send_recommendation", about=recommendation)
    tell_answerer(group, gettext_lazy("{group} recommends something to you"), **_where(recommendation, "sent", by))
    tell_members(group, gettext_lazy("{group}: a recommendation was sent"), **_where(recommendation, "told", by))
    return recommendation


@transaction.atomic
def take_back_recommendation(*, recommendation: Recommendation, by) -> Recommendation:
    """Until it is answered, what was sent can be a draft again."""
    recommendation = _sent(recommendation)
    if recommendation.answer:
        raise RecommendationError(_("It was answered already. Reply to the answer, or recommend something else."))
    recommendation.sent_on = recommendation.sent_by = recommendation.answer_due_on = None
    recommendation.save(update_fields=["sent_on", "sent_by", "answer_due_on"])
    record(by=by, verb="take_back_recommendation", about=recommendation)
    return recommendation


@transaction.atomic
def answer_recommendation(
    *, recommendation: Recommendation, answer: str, by, reason: str = "", changed: str = ""
) -> Recommendation:
    """The answer of whoever the group's recommendations go to. Until the group replies it can be put in other words."""
    recommendation = _sent(recommendation)
    _refuse_answer(recommendation, answer, reason, by)
    was = recommendation.answer
    recommendation.answer, recommendation.answer_reason = answer, reason.strip()
    recommendation.changed = changed.strip() if answer != Answer.REFUSED else ""
    recommendation.answered_on = recommendation.answered_on or today()
    recommendation.answered_by = by
    recommendation.save(update_fields=["answer", "answer_reason", "changed", "answered_on", "answered_by"])
    changes = {"answer": [was, answer], "answer_reason": [], "changed": []}
    record(by=by, verb="answer_recommendation", about=recommendation, changes=changes)
    title = gettext_lazy("{group}: a recommendation was answered")
    tell_members(recommendation.group, title, **_where(recommendation, f"answered:{answer}", by))
    return recommendation


@transaction.atomic
def take_back_answer(*, recommendation: Recommendation, by) -> Recommendation:
    """Until the group replies, an answer can be taken back; then it is owed again."""
    recommendation = _sent(recommendation)
    _refuse_other_than_answerer(recommendation, by)
    if not recommendation.answer or recommendation.reply:
        raise RecommendationError(_("There is no answer, or the group replied to it already. It stays as it is."))
    was = recommendation.answer
    recommendation.answer = recommendation.answer_reason = recommendation.changed = ""
    recommendation.answered_on = recommendation.answered_by = None
    recommendation.save(update_fields=["answer", "answer_reason", "changed", "answered_on", "answered_by"])
    record(by=by, verb="take_back_answer", about=recommendation, changes={"answer": [was, ""]})
    return recommendation


@transaction.atomic
def reply_to_answer(*, recommendation: Recommendation, reply: str, by) -> Recommendation:
    """What the group says to the answer it was given; it stands beside it. Written again it replaces the first."""
    recommendation = _sent(recommendation)
    if not recommendation.answer:
        raise RecommendationError(_("There is no answer yet to reply to."))
    if not reply.strip():
        raise RecommendationError(_("Write the reply."), field="reply")
    recommendation.reply, recommendation.replied_by = reply.strip(), by
    recommendation.replied_on = recommendation.replied_on or today()
    recommendation.save(update_fields=["reply", "replied_by", "replied_on"])
    record(by=by, verb="reply_to_answer", about=recommendation, changes={"reply": []})
    if recommendation.group.answered_by:
        title = gettext_lazy("{group} replied to your answer")
        tell_answerer(recommendation.group, title, **_where(recommendation, "replied", by))
    return recommendation


@transaction.atomic
def take_back_reply(*, recommendation: Recommendation, by) -> Recommendation:
    """The reply of the group is no longer shown; the answer stays."""
    recommendation = _sent(recommendation)
    if not recommendation.reply:
        raise RecommendationError(_("The group has not replied."))
    recommendation.reply, recommendation.replied_on, recommendation.replied_by = "", None, None
    recommendation.save(update_fields=["reply", "replied_by", "replied_on"])
    record(by=by, verb="take_back_reply", about=recommendation)
    return recommendation


def _fill(recommendation: Recommendation, title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        field = "text" if title.strip() else "title"
        raise RecommendationError(_("Say what you recommend: one line, and the whole of it."), field=field)
    recommendation.title, recommendation.text = title.strip(), text.strip()


def _refuse_answer(recommendation: Recommendation, answer: str, reason: str, by) -> None:
    _refuse_other_than_answerer(recommendation, by)
    if recommendation.reply:
        day = date_format(recommendation.replied_on, "DATE_FORMAT")
        raise RecommendationError(_("The group replied on %s. An answer that was replied to stays as it is.") % day)
    if answer not in Answer.values:
        raise RecommendationError(_("Choose accepted, accepted in part, or refused."), field="answer")
    if answer != Answer.ACCEPTED and not reason.strip():
        raise RecommendationError(_("Give the reason: the group and its page are owed it."), field="reason")


def _refuse_other_than_answerer(recommendation: Recommendation, by) -> None:
    if recommendation.group.answered_by_id != getattr(by, "pk", None):
        raise RecommendationError(_("Only the person named on the page of the group answers what it recommends."))


def _locked(recommendation: Recommendation) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",)).select_related("group__answered_by")
    return rows.get(pk=recommendation.pk)


def _draft(recommendation: Recommendation) -> Recommendation:
    recommendation = _locked(recommendation)
    if recommendation.sent_on:
        raise RecommendationError(_("It was sent already. Take it back first, as long as it is not answered."))
    return recommendation


def _sent(recommendation: Recommendation) -> Recommendation:
    recommendation = _locked(recommendation)
    if not recommendation.sent_on:
        raise RecommendationError(_("It was not sent yet."))
    return recommendation


def _where(recommendation: Recommendation, what: str, by) -> dict:
    """The page, and a name for this turn, so that one who sends twice on two days tells of both."""
    about = f"recommendation:{recommendation.pk}:{what}:{now():%Y%m%d%H%M%S}"
    return {"url": recommendation.get_absolute_url(), "about": about, "by": by}
