"""A person's own pages: the questions, each with why it is asked before the answer; stop, come back, remove."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.identity import scope
from bigtent.identity.errors import AnswerError
from bigtent.identity.forms import QuestionForm
from bigtent.identity.questions import VERSIONS, question_of, questions
from bigtent.identity.questions.question import DECLINED
from bigtent.identity.services import remove_answers, save_answer
from bigtent.people.models import Purpose


@login_required
def questions_page(request):
    own = scope.own_answers(request.user)
    given = {(one.purpose, one.datum) for one in _consents(request) if one.given}
    lines = [(asked, own.get(asked.name), _is_counted(asked, given)) for asked in questions()]
    first = next((asked for asked, answer, _counted in lines if answer is None), None)
    return render(request, "identity/questions.html", {"lines": lines, "first": first, "answered": len(own)})


@login_required
def question_page(request, name):
    if name not in VERSIONS:
        raise Http404
    asked, own = question_of(name), scope.own_answers(request.user).get(name)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, question=asked, own=own, consents=_consents(request))
    declines = request.POST.get("act") == "decline"
    if request.method == "POST" and form.is_valid():
        try:
            answer = DECLINED if declines else form.answer()
            save_answer(question=name, answer=answer, by=request.user, allows=form.allows())
            messages.success(request, _("Saved. You can change or remove it at any time."))
            return redirect(_next_after(name))
        except AnswerError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    number = list(VERSIONS).index(name) + 1
    context = {"asked": asked, "own": own, "form": form, "number": number, "of": len(VERSIONS)}
    return render(request, "identity/question.html", context | {"after": _next_after(name)})


@login_required
@require_POST
def remove(request, name):
    if name not in VERSIONS:
        raise Http404
    remove_answers(questions=[name], by=request.user)
    messages.success(request, _("Removed. Your answer is erased."))
    return redirect("identity:questions")


@login_required
def remove_all(request):
    """What cannot be undone has a page of its own."""
    if request.method == "POST":
        remove_answers(by=request.user)
        messages.success(request, _("Removed. All your answers are erased."))
        return redirect("identity:questions")
    return render(request, "identity/remove_all.html", {"own": scope.own_answers(request.user).values()})


def _consents(request):
    return list(request.user.person.consents.in_force())


def _is_counted(asked, given) -> bool:
    return {(Purpose.REPORTING, ""), (Purpose.REPORTING, asked.datum)} <= given


def _next_after(name: str) -> str:
    names = list(VERSIONS)
    after = names[names.index(name) + 1 :]
    return reverse("identity:question", args=[after[0]]) if after else reverse("identity:questions")
