"""Pages of recommendations: the list, and one with the whole exchange."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.groups.forms.recommendations import AnswerForm, RecommendationForm, ReplyForm
from bigtent.groups.models import Decision, Recommendation
from bigtent.groups.services import recommendations as services
from bigtent.groups.views.acting import acting_on, carried_out, form_page
from bigtent.groups.views.meetings import AT_ONCE, groups_seen
from bigtent.ledger.clock import today

ONLY = {
    "waiting": lambda rows: rows.waiting(),
    "overdue": lambda rows: rows.overdue(today()),
    "owed": lambda rows: rows.owed_by(today()),
    "changed": lambda rows: rows.changing(),
}


def seen(account):
    return Recommendation.objects.visible_to(account).select_related("group__answered_by", "decision")


recommends = acting_on(seen, "groups.recommend")
answers = acting_on(seen, "groups.answer")


def recommendations(request):
    """All recommendations this reader may know of, over all groups."""
    only = request.GET.get("only", "")
    found = ONLY.get(only, lambda rows: rows)(seen(request.user))
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "groups/recommendations.html", {"page": page, "only": only if only in ONLY else ""})


def recommendation(request, key):
    """The whole exchange: what was recommended, the answer or since when it is owed, the reply."""
    row = get_object_or_404(seen(request.user), key=key)
    visible = Decision.objects.visible_to(request.user)
    context = {
        "one": row,
        "group": row.group,
        "decision": visible.filter(pk=row.decision_id).first(),
        "may_recommend": request.user.has_perm("groups.recommend", row.group),
        "may_answer": request.user.has_perm("groups.answer", row.group),
        "inside": request.user.has_perm("groups.read_inside", row.group),
    }
    return render(request, "groups/recommendation.html", context)


@acting_on(groups_seen, "groups.recommend")
def make_recommendation(request, group):
    form = RecommendationForm(request.POST or None, decisions=group.decisions.all(), initial={"is_public": True})

    def verb():
        return services.make_recommendation(group=group, by=request.user, **form.cleaned_data)

    lede = _("First a draft that only the group sees. You look at it and send it on the next page.")
    return form_page(
        request, group, form, verb, title=_("Recommend something"), button=_("Save the draft"), lede=lede,
        done=_("Saved as a draft."),
    )  # fmt: skip


@recommends
def change_recommendation(request, row):
    initial = {name: getattr(row, name) for name in ("title", "text", "decision", "is_public")}
    form = RecommendationForm(request.POST or None, decisions=row.group.decisions.all(), initial=initial)

    def verb():
        return services.change_recommendation(recommendation=row, by=request.user, **form.cleaned_data)

    return form_page(
        request, row, form, verb, title=_("Change the draft"), button=_("Save the draft"), done=_("Saved as a draft.")
    )


@require_POST
@recommends
def send_recommendation(request, row):
    done = _("Sent. Until it is answered you can take it back here.")
    return carried_out(request, lambda: services.send_recommendation(recommendation=row, by=request.user), done, row)


@require_POST
@recommends
def take_back_recommendation(request, row):
    done = _("Taken back. It is a draft again.")
    verb = services.take_back_recommendation
    return carried_out(request, lambda: verb(recommendation=row, by=request.user), done, row)


@require_POST
@recommends
def discard_recommendation(request, row):
    verb = services.discard_recommendation
    return carried_out(request, lambda: verb(recommendation=row, by=request.user), _("Thrown away."), row.group)


@answers
def answer_recommendation(request, row):
    """The answer; "See it first" shows it as the page will, and sends nothing."""
    initial = {"answer": row.answer, "reason": row.answer_reason, "changed": row.changed}
    form = AnswerForm(request.POST or None, initial=initial)

    def verb():
        return services.answer_recommendation(recommendation=row, by=request.user, **form.cleaned_data)

    return form_page(
        request, row, form, verb, title=_("Answer the recommendation"), button=_("Send the answer"), lede=row.title,
        template="groups/answer.html", done=_("Answered. Until the group replies you can change it or take it back."),
        looked=_answer_looked_at(request, form),
    )  # fmt: skip


def _answer_looked_at(request, form):
    if "look" not in request.POST or not form.is_valid():
        return None
    values = form.cleaned_data
    words = Recommendation.Answer(values["answer"]).label
    return {"words": words, "reason": values["reason"], "changed": values["changed"]}


@require_POST
@answers
def take_back_answer(request, row):
    done = _("Taken back. The answer is owed again.")
    return carried_out(request, lambda: services.take_back_answer(recommendation=row, by=request.user), done, row)


@recommends
def reply_to_answer(request, row):
    """The reply of the group; "See it first" shows it as the page will, and publishes nothing."""
    form = ReplyForm(request.POST or None, initial={"reply": row.reply})

    def verb():
        return services.reply_to_answer(recommendation=row, by=request.user, **form.cleaned_data)

    looked = {"reply": form.cleaned_data["reply"]} if "look" in request.POST and form.is_valid() else None
    return form_page(
        request, row, form, verb, title=_("Reply to the answer"), button=_("Publish the reply"), lede=row.title,
        template="groups/answer.html", done=_("Published. You can change it or take it back here."), looked=looked,
    )  # fmt: skip


@require_POST
@recommends
def take_back_reply(request, row):
    done = _("Taken back. The answer stays.")
    return carried_out(request, lambda: services.take_back_reply(recommendation=row, by=request.user), done, row)
