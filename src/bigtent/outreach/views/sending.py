"""A message on its way: what is still to do, when it goes, how far it is, what came back."""

from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages as said
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.outreach import services
from bigtent.outreach.audiences import reach
from bigtent.outreach.forms.sending import ReasonForm, ScheduleForm, SettleForm, place_of_zone
from bigtent.outreach.models import Answer, Audience, Delivery, Message
from bigtent.outreach.services.addressing import MOST_ALONE, needs_release
from bigtent.outreach.services.scheduling import GRACE, writers_of
from bigtent.outreach.views import carried_out, may, said_on
from bigtent.outreach.views.audiences import counted, query_of
from bigtent.outreach.waiting import OVER
from bigtent.people.models import Network

PER_PAGE = 50
State, Because = Delivery.State, Delivery.Because


@dataclass(frozen=True)
class Share:
    """A part of the deliveries of a message; `url` opens the people behind the number."""

    label: str
    count: int
    url: str


@may("outreach.write")
def message(request, key):
    """A draft with what is still to do; later where its deliveries are and what was answered."""
    one = message_or_404(key)
    if one.state == Message.State.DRAFT:
        return _draft(request, one, ScheduleForm())
    if one.state == Message.State.SCHEDULED:
        return render(request, "outreach/scheduled.html", {"message": one, **_hours(), "form": ReasonForm()})
    counts = one.deliveries.all().counts()
    people = reverse("outreach:deliveries", args=[one.key])
    answered = answers(one, people)
    context = {
        "message": one,
        **_hours(),
        "counts": [Share(label, counts[state], f"{people}?state={state}") for state, label in State.choices],
        "done": sum(counts[state] for state in OVER),
        "total": sum(counts.values()),
        "unsettled": counts[State.UNCERTAIN] + counts[State.FAILED],
        "left_out": left_out(one, people),
        "answers": answered,
        # Who gets one mail a week answers from there, so there may be more answers than mails of this message.
        "most": max([counts[State.SENT], *(share.count for share in answered)]),
        "replied": one.deliveries.filter(replied_at__isnull=False).count(),
        "form": ReasonForm(),
    }
    return render(request, "outreach/message.html", context)


def _draft(request, one: Message, form: ScheduleForm):
    found, refused, needs = None, "", False
    if one.audience:
        try:
            found = reach(one.audience, by=one.by or request.user, topic=one.topic)
            needs = needs_release(one, found.reached)
        except Refusal as refusal:
            refused = refusal
    context = {
        "message": one,
        **_hours(),
        **counted(found, _query(one)),
        "refused": refused,
        "has_address": bool(Network.current().postal_address),
        "needs_release": needs,
        "may_release": request.user.has_perm("outreach.release") and request.user.pk not in writers_of(one),
        "most_alone": MOST_ALONE,
        "form": form,
    }
    return render(request, "outreach/draft.html", context)


def _query(one: Message) -> str:
    """The address of the count that the page of the draft repeats."""
    query = query_of(one.audience or Audience())
    if one.topic:
        query["topic"] = one.topic.code
    return query.urlencode()


def _hours() -> dict:
    return {"zone": settings.NETWORK_TIME_ZONE, "place": place_of_zone(), "grace": GRACE.seconds // 60}


def left_out(one: Message, people: str) -> list[Share]:
    """Who of the audience was not written to, by reason."""
    by_reason = one.deliveries.filter(state=State.LEFT_OUT).order_by().values_list("because")
    found = dict(by_reason.annotate(count=Count("pk")))
    return [
        Share(capfirst(Because(reason).label), found[reason], f"{people}?state=left_out&because={reason}")
        for reason in Because.values
        if reason in found
    ]


def answers(one: Message, people: str) -> list[Share]:
    """How often each answer was given, in the order in which they are offered."""
    found = dict(
        Answer.objects.filter(delivery__message=one).order_by().values_list("choice").annotate(count=Count("pk"))
    )
    language = get_language()[:2]
    return [
        Share(choice.get(language) or choice["en"], found.get(number, 0), f"{people}?answer={number}")
        for number, choice in enumerate(one.choices)
    ]


@may("outreach.write")
@require_POST
def test(request, key):
    one = message_or_404(key)
    try:
        count = services.send_test(message=one, by=request.user)
        words = ngettext("%(n)s mail is on its way to %(to)s.", "%(n)s mails are on their way to %(to)s.", count)
        said.success(request, words % {"n": count, "to": request.user.email})
    except Refusal as refusal:
        said.error(request, str(refusal))
    return redirect(one)


@may("outreach.release")
@require_POST
def release(request, key):
    one = message_or_404(key)
    verb = partial(services.release_message, message=one, by=request.user)
    return carried_out(request, verb, _("Released. It can be scheduled now."), one)


@may("outreach.write")
@require_POST
def schedule(request, key):
    """Say when; a refusal stands on the page of the draft."""
    one = message_or_404(key)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        try:
            moment = services.schedule_message(
                message=one, by=request.user, send_at=form.cleaned_data["send_at"],
                per_minute=form.cleaned_data["per_minute"] or 0,
            )  # fmt: skip
            hour = date_format(localtime(moment, ZoneInfo(settings.NETWORK_TIME_ZONE)), "DATETIME_FORMAT")
            said.success(
                request, _("It goes out on %(hour)s, %(place)s time.") % {"hour": hour, "place": place_of_zone()}
            )
            return redirect(one)
        except Refusal as refusal:
            said_on(form, refusal)
    one.refresh_from_db()
    if one.state != Message.State.DRAFT:
        return redirect(one)
    return _draft(request, one, form)


@may("outreach.write")
@require_POST
def stop(request, key):
    one, form = message_or_404(key), ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    verb = partial(services.stop_message, message=one, reason=reason, by=request.user)
    return carried_out(request, verb, _("Stopped. Nobody more gets it."), one)


@may("outreach.write")
def deliveries(request, key):
    """The people of one state, reason or answer, page by page."""
    one = message_or_404(key)
    found, label = _asked(one, request.GET)
    page = Paginator(found.select_related("person", "answer"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"message": one, "page": page, "label": label, **_hours()}
    return render(request, "outreach/deliveries.html", context)


def _asked(one: Message, asked):
    """The deliveries an address asks for, and what they are called."""
    found, state, because = one.deliveries.all(), asked.get("state", ""), asked.get("because", "")
    if (answer := asked.get("answer", "")) != "":
        if answer not in map(str, range(len(one.choices))):
            raise Http404
        return found.filter(answer__choice=int(answer)), _("Answered: %s") % one.choices[int(answer)]["en"]
    if asked.get("replied"):
        return found.filter(replied_at__isnull=False), _("Wrote back")
    if because:
        if because not in Because.values:
            raise Http404
        return found.filter(state=State.LEFT_OUT, because=because), capfirst(Because(because).label)
    if state:
        if state not in State.values:
            raise Http404
        return found.filter(state=state), State(state).label
    return found.need_a_decision(), _("Mails that need your word")


@may("outreach.write")
@require_POST
def settle(request, key):
    """What became of one mail that nobody else can judge."""
    one = message_or_404(key)
    form = SettleForm(request.POST, message=one)
    if not form.is_valid():
        raise Http404
    delivery, arrived = form.cleaned_data["delivery"], form.cleaned_data["arrived"]
    verb = partial(services.settle_deliveries, deliveries=[delivery], arrived=arrived, by=request.user)
    words = _("Noted as sent.") if arrived else _("It is sent again within minutes.")
    return carried_out(request, verb, words, reverse("outreach:deliveries", args=[one.key]))


def message_or_404(key: str) -> Message:
    """Any message, also a weekly digest: it is on its way like others."""
    found = Message.objects.select_related("audience", "topic", "by__person", "released_by__person")
    return get_object_or_404(found, key=key)
