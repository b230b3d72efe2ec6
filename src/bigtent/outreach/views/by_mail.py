"""Doors for somebody who comes by the link of a mail, without signing in.

Programs that look through mail follow links: opening one changes nothing, a button does. The link itself says who may.
"""

from functools import wraps

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from bigtent.outreach.errors import OutreachError
from bigtent.outreach.forms.preferences import PreferencesForm
from bigtent.outreach.models import Answer
from bigtent.outreach.services import (
    choose_weekly,
    give_answer,
    set_preferences,
    stop_messages,
    take_answer_back,
    undo_stop,
)
from bigtent.outreach.services.stopping import datum_of, stopped_by
from bigtent.outreach.tokens import delivery_of, holds, reader_of
from bigtent.people.accounts import TOO_MANY
from bigtent.people.models import Consent, Purpose

ONE_CLICK = "One-Click"


def by_link(lasting: bool):
    """The view gets the delivery its link names and speaks the language of the mail, unless the reader chose one.

    A changed link, or one that no longer holds where it is not `lasting`, gets words and a way out. Only those count
    as tries: a mail service that stops messages for many readers at once is never turned away.
    """

    def decorate(view):
        @wraps(view)
        @never_cache
        def opened(request, token, **more):
            delivery = delivery_of(token)
            if delivery is None or not (lasting or holds(delivery)):
                return _over(request)
            chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
            with override(get_language() if chosen else delivery.language):
                return view(request, delivery, token=token, **more)

        return opened

    return decorate


def _over(request):
    if not ratelimit.consume(request, action="mail_link"):
        return render(request, "outreach/link_over.html", {"refused": TOO_MANY}, status=429)
    return render(request, "outreach/link_over.html", status=404)


@csrf_exempt
@by_link(lasting=True)
def stop(request, delivery, token):
    """Stop messages: one click for programs of mail (RFC 8058), a few choices for people, each taken back at once."""
    if request.POST.get("List-Unsubscribe") == ONE_CLICK:
        stop_messages(delivery=delivery)
        return HttpResponse(_("Done. You get no more of these messages."), content_type="text/plain; charset=utf-8")
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return render(request, "outreach/stop.html", _standing(delivery) | {"token": token})
    try:
        act(delivery)
    except OutreachError as refusal:
        messages.error(request, str(refusal))
    return redirect("outreach:stop", token=token)


ACTS = {
    "topic": lambda delivery: stop_messages(delivery=delivery),
    "everything": lambda delivery: stop_messages(delivery=delivery, everything=True),
    "weekly": lambda delivery: choose_weekly(delivery=delivery),
    "undo": lambda delivery: undo_stop(delivery=delivery),
}


def _standing(delivery) -> dict:
    """What holds now, and what the page may say of it: the topic and the network, nothing of the person."""
    person, topic = reader_of(delivery), delivery.message.topic
    said = Consent.objects.in_force().filter(person=person, purpose=Purpose.OUTREACH)
    answers = dict(said.values_list("datum", "given"))
    preference = getattr(person, "preference", None)
    return {
        "topic": topic,
        "gets_nothing": not answers.get("", False),
        "without_topic": bool(topic) and answers.get(datum_of(delivery)) is False,
        "weekly": preference is not None and preference.rhythm == preference.Rhythm.WEEKLY,
        "undoable": stopped_by(delivery).exists(),
    }


@by_link(lasting=False)
def preferences(request, delivery, token):
    """What a link may choose: language, how often, topics to switch off. Everything else is behind signing in."""
    person = reader_of(delivery)
    form = PreferencesForm(request.POST or None, person=person, by_mail=True)
    if request.method == "POST" and form.is_valid():
        basis = _("By the link in a message (%s)") % delivery.message.key
        set_preferences(person=person, by=None, changes=form.changes(), topics=form.topics_moved(), basis=basis)
        messages.success(request, _("Saved. It holds from the next message."))
        return redirect("outreach:preferences_by_mail", token=token)
    return render(request, "outreach/preferences_by_mail.html", {"form": form, "token": token})


@by_link(lasting=False)
def answer(request, delivery, token, choice=None):
    """The question of a message with a button for each answer; the one whose link was followed comes first."""
    if request.method == "POST":
        return _answered(request, delivery, token)
    given = Answer.objects.filter(delivery=delivery).first()
    choices = _choices(delivery)
    chosen = choices[choice] if choice is not None and choice < len(choices) else None
    context = {
        "token": token,
        "subject": delivery.message.subject(get_language()),
        "chosen": chosen,
        "others": [one for one in choices if one != chosen and (given is None or one[0] != given.choice)],
        "given": choices[given.choice][1] if given and given.choice < len(choices) else "",
    }
    return render(request, "outreach/answer.html", context)


def _choices(delivery) -> list[tuple[int, str]]:
    """The number and the words of each answer, in the reader's language where it has them."""
    language = get_language()[:2]
    return [(n, one.get(language) or one.get("en", "")) for n, one in enumerate(delivery.message.choices)]


def _answered(request, delivery, token):
    told = request.POST.get("choice", "")
    try:
        if "take_back" in request.POST:
            take_answer_back(delivery=delivery)
            messages.success(request, _("Your answer was taken back."))
        else:
            offered = [str(number) for number, _words in enumerate(delivery.message.choices)]
            give_answer(delivery=delivery, choice=offered.index(told) if told in offered else -1)
    except OutreachError as refusal:
        messages.error(request, str(refusal))
    return redirect("outreach:answer", token=token)
