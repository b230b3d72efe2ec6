"""Pages of quick asks: mine, one question, the page a letter leads to, and what waits for coordinators."""

from functools import partial, wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigtent.community.asking_letters import about_words
from bigtent.community.asking_links import asked_of, question_path
from bigtent.community.choosing import MOST, WHY, candidates
from bigtent.community.forms.asking import AnswerForm, AskForm, KindWordForm, ThanksForm
from bigtent.community.models import Ask, AskAnswer, Asked, KeptApart
from bigtent.community.models.asking import GRACE, PATIENCE
from bigtent.community.services import asking as services
from bigtent.ledger.clock import now
from bigtent.ledger.errors import Refusal
from bigtent.people.accounts import TOO_MANY

AT_ONCE = 20
ON_PREVIEW = 5


def door(permission: str):
    def opened(view):
        return login_required(permission_required(permission, raise_exception=True)(view))

    return opened


takes_part = door("community.take_part")
coordinates = door("people.coordinate_volunteers")


def carried_out(request, verb, done: str, to):
    try:
        verb()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(to)


@takes_part
def asks(request):
    """My questions, and those brought to me."""
    person = request.user.person_id
    mine = Ask.objects.filter(person=person).annotate(answers=Count("asked__answers"))
    mine = mine.select_related("specialty", "profession", "topic").order_by("-made_at", "-pk")[:AT_ONCE]
    to_me = Asked.objects.filter(person=person, ask__state=Ask.State.OPEN).exclude(state=Asked.State.LOST)
    to_me = to_me.filter(ask__made_at__lte=now() - GRACE).select_related("ask__person").order_by("-pk")[:AT_ONCE]
    context = {
        "mine": [(one, about_words(one)) for one in mine],
        "to_me": [(one, question_path(one)) for one in to_me],
        "apart": KeptApart.objects.filter(person=person).select_related("other")[:AT_ONCE],
    }
    return render(request, "community/asks.html", context)


@takes_part
def new_ask(request):
    """First the form, then how it reads and whom it reaches, then it is asked."""
    form = AskForm(request.POST or None, initial=_like(request))
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "community/new_ask.html", {"form": form})
    if "ask" in request.POST:
        try:
            ask = services.ask_question(by=request.user, **form.told())
            messages.success(request, _("Asked. For ten minutes you can still take it back unread."))
            return redirect(ask)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return render(request, "community/new_ask.html", {"form": form})
    draft = services.draft_of(request.user, **form.told())
    whom = candidates(draft, now(), ON_PREVIEW)
    context = {"form": form, "ask": draft, "about": about_words(draft), "whom": [_why(one.why) for one in whom]}
    return render(request, "community/preview_ask.html", context | {"most": MOST})


def _like(request) -> dict:
    """What an earlier question of mine said, to ask it anew."""
    earlier = Ask.objects.filter(person=request.user.person_id, key=request.GET.get("like", "")).first()
    if earlier is None:
        return {}
    told = {name: getattr(earlier, name) for name in ("text", "kind", "name_shown")}
    return told | {"where": earlier.state_code or earlier.division, "specialty": earlier.specialty_id,
                   "profession": earlier.profession_id, "topic": earlier.topic_id}  # fmt: skip


def _why(codes) -> str:
    return "; ".join(str(WHY[code]) for code in codes if code in WHY)


@takes_part
def ask(request, key):
    """My question: who was asked and why these, what came back, what I can do now."""
    one = get_object_or_404(_mine(request), key=key)
    answers = AskAnswer.objects.filter(asked__ask=one).select_related("asked__person")
    asked = one.asked.exclude(state=Asked.State.LOST).exclude(by_coordinator=True)
    context = {
        "ask": one,
        "about": about_words(one),
        "answers": answers,
        "whom": [_why(row.why) for row in asked],
        "unread": now() < one.made_at + GRACE,
        "unread_until": one.made_at + GRACE,
        "days": PATIENCE.days,
        "most": MOST,
    }
    return render(request, "community/ask.html", context)


def _mine(request):
    found = Ask.objects.filter(person=request.user.person_id)
    return found.select_related("person", "specialty", "profession", "topic")


@takes_part
@require_POST
def close_ask(request, key):
    one = get_object_or_404(_mine(request), key=key)
    verb = partial(services.close_ask, ask=one, by=request.user)
    return carried_out(request, verb, _("Closed. You may open it again."), one)


@takes_part
@require_POST
def open_again(request, key):
    one = get_object_or_404(_mine(request), key=key)
    return carried_out(request, partial(services.open_again, ask=one, by=request.user), _("It is open again."), one)


@takes_part
@require_POST
def take_back_ask(request, key):
    one = get_object_or_404(_mine(request), key=key)
    verb = partial(services.take_back_ask, ask=one, by=request.user)
    return carried_out(request, verb, _("Taken back. Nobody new reads it."), one)


@takes_part
@require_POST
def thank(request, pk):
    """Thanks for one answer to a question of mine, with words or without."""
    found = AskAnswer.objects.select_related("asked__ask", "asked__person")
    answer = get_object_or_404(found, pk=pk, asked__ask__person=request.user.person_id)
    form = ThanksForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    verb = partial(services.thank, answer=answer, by=request.user, words=words)
    return carried_out(request, verb, _("Your thanks are on the way."), answer.asked.ask)


@takes_part
@require_POST
def let_together(request, pk):
    """Questions may come again from somebody I was kept apart from."""
    row = get_object_or_404(KeptApart, pk=pk, person=request.user.person_id)
    verb = partial(services.let_together, row=row, by=request.user)
    return carried_out(request, verb, _("Questions may come from there again."), "community:asks")


def by_link(find, template: str):
    """The view gets the row its link names, in the language of its reader; a changed link gets words and a way out."""

    def decorate(view):
        @wraps(view)
        @never_cache
        def opened(request, token):
            row = find(token)
            if row is not None:
                return view(request, row, token)
            if not ratelimit.consume(request, action="mail_link"):
                return render(request, template, {"refused": TOO_MANY}, status=429)
            return render(request, template, status=404)

        return opened

    return decorate


@by_link(asked_of, "community/link_over.html")
def question(request, asked, token):
    """A question brought to somebody: answer it, pass it on, or want no more from there. Opening it does nothing."""
    form = AnswerForm(request.POST if "answer" in request.POST else None)
    by = _reader(request, asked.person_id)
    if request.method == "POST":
        done = _acted(request, asked, form, by)
        if done:
            messages.success(request, done)
            return redirect("community:question", token=token)
    context = {
        "asked": asked, "ask": asked.ask, "about": about_words(asked.ask), "form": form, "token": token,
        "given": asked.answers.all(), "most": MOST,
        "apart": KeptApart.objects.filter(person=asked.person_id, other=asked.ask.person_id).exists(),
    }  # fmt: skip
    return render(request, "community/question.html", context)


def _reader(request, person: int):
    """The account of the person a link is for, where she is signed in; a link opened by another acts without one."""
    return request.user if request.user.is_authenticated and request.user.person_id == person else None


def _acted(request, asked: Asked, form: AnswerForm, by) -> str:
    """What was done, in words; empty where nothing was."""
    try:
        if "pass" in request.POST:
            services.pass_on(asked=asked)
            return _("Passed on. You may still answer, as long as the question is open.")
        if "apart" in request.POST:
            services.keep_apart(person=asked.person, other=asked.ask.person, by=by)
            services.pass_on(asked=asked)
            return _("No more questions come from there. Nobody was told.")
        if form.is_valid():
            services.give_answer(asked=asked, text=form.cleaned_data["text"], by=by)
            return _("Your answer is on the way. Thank you.")
    except Refusal as refusal:
        form.add_error(None, str(refusal)) if form.is_bound else messages.error(request, str(refusal))
    return ""


@coordinates
def waiting_asks(request):
    """Questions that nobody answered in five days, the longest waiting first."""
    found = Ask.objects.waiting_too_long(now()).select_related("person", "specialty", "profession", "topic")
    found = found.annotate(tried=Count("asked")).order_by("made_at")[:AT_ONCE]
    return render(request, "community/waiting_asks.html", {"asks": [(one, about_words(one)) for one in found]})


@coordinates
def waiting_ask(request, key):
    """One of them, with three ways on."""
    one = _to_coordinate(key)
    return _coordinating(request, one, AnswerForm(), KindWordForm())


def _to_coordinate(key: str) -> Ask:
    """A coordinator reads a question only while it waits too long: others are for those asked."""
    waiting = Ask.objects.waiting_too_long(now())
    rows = Prefetch("asked", Asked.objects.select_related("person"))
    found = waiting.select_related("person", "specialty", "profession", "topic").prefetch_related(rows)
    return get_object_or_404(found, key=key)


def _coordinating(request, one: Ask, answer: AnswerForm, word: KindWordForm):
    asked = [(row.person, _as_told(row), _why(row.why)) for row in one.asked.all()]
    context = {"ask": one, "about": about_words(one), "asked": asked, "answer": answer, "word": word}
    return render(request, "community/waiting_ask.html", context)


def _as_told(row: Asked) -> str:
    """What became of it, as a coordinator reads it: who passed a question on looks like who has not answered."""
    return Asked.State(Asked.State.ASKED if row.state == Asked.State.PASSED_ON else row.state).label


@coordinates
@require_POST
def ask_five_more(request, key):
    verb = partial(services.bring_to_more, ask=_to_coordinate(key), by=request.user)
    return carried_out(request, verb, _("It goes to the next who fit."), "community:waiting_asks")


@coordinates
@require_POST
def answer_waiting(request, key):
    """I answer it myself."""
    one, form = _to_coordinate(key), AnswerForm(request.POST)
    if not form.is_valid():
        return _coordinating(request, one, form, KindWordForm())
    verb = partial(services.answer_as_coordinator, ask=one, text=form.cleaned_data["text"], by=request.user)
    return carried_out(request, verb, _("Your answer is on the way."), "community:waiting_asks")


@coordinates
@require_POST
def close_kindly(request, key):
    one, form = _to_coordinate(key), KindWordForm(request.POST)
    if not form.is_valid():
        return _coordinating(request, one, AnswerForm(), form)
    verb = partial(services.close_ask, ask=one, by=request.user, words=form.cleaned_data["words"])
    done = _("Closed. Who asked gets your words and may ask again.")
    return carried_out(request, verb, done, "community:waiting_asks")
