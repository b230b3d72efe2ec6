"""Pages of a learner: begin, go on, what was reached, the certificate, my learning."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.ledger.errors import Refusal
from bigtent.library.certificates import certificate, facts
from bigtent.library.forms.learning import AnswersForm
from bigtent.library.models import Attempt, CreditClaim, Learning, Module
from bigtent.library.services import learning as services
from bigtent.library.services.credit import check_claims
from bigtent.library.statements import statements
from bigtent.library.trainings import DONE, trainings
from bigtent.library.views.courses import answered, course_for, learning_under_way, module_context, next_url


def learner(view):
    """A door for whoever keeps progress."""
    return login_required(permission_required("library.learn", raise_exception=True)(view))


@require_POST
@learner
def begin(request, key):
    """Begin a course, or go on where she stopped."""
    try:
        return redirect(next_url(services.begin_course(course=course_for(request.user, key), by=request.user)))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("library:course", key=key)


@learner
def before(request, key):
    """The questions before the first module; any may stay open."""
    return _knowledge(request, key, Attempt.When.BEFORE)


@learner
def after(request, key):
    """The same questions after the latest module."""
    return _knowledge(request, key, Attempt.When.AFTER)


def _knowledge(request, key, when):
    row = course_for(request.user, key)
    learning = learning_under_way(request.user, row)
    if learning is None:
        return redirect(row)
    is_before = when == Attempt.When.BEFORE
    given = request.POST if request.method == "POST" else None
    form = AnswersForm(given, questions=services.questions_of(row), may_skip=is_before)
    if request.method == "POST" and form.is_valid():
        verb = services.answer_before if is_before else services.answer_after
        try:
            verb(learning=learning, answers=form.answers(), by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(next_url(learning))
        return redirect(next_url(learning) if is_before else learning)
    return render(request, "library/courses/knowledge.html", {"course": row, "form": form, "is_before": is_before})


@require_POST
@learner
def go_on(request, key, pk):
    """Go through a module; one with questions shows first what was right."""
    row = course_for(request.user, key)
    here = get_object_or_404(Module, pk=pk, course=row)
    learning = learning_under_way(request.user, row)
    if learning is None:
        return redirect(here)
    asked = here.kind == Module.Kind.QUESTIONS
    form = AnswersForm(request.POST, questions=here.questions.all() if asked else [])
    if not form.is_valid():
        return render(
            request, "library/courses/module.html", module_context(request, row, list(row.modules.all()), here, form)
        )
    services.finish_module(learning=learning, module=here, answers=form.answers(), by=request.user)
    learning.refresh_from_db()
    if learning.completed_at:
        return redirect(learning)
    return redirect(here if asked else next_url(learning))


@login_required
def learning_of(request, key):
    """What she reached in one course: how her knowledge changed, the certificate, the credit."""
    learning = _own(request, key)
    attempts = list(learning.attempts.all())
    latest = next((one for one in reversed(attempts) if one.when == Attempt.When.AFTER), None)
    context = {
        "learning": learning,
        "course": learning.course,
        "before": next((one for one in attempts if one.when == Attempt.When.BEFORE), None),
        "latest": latest,
        "answers": _answers(learning, latest) if latest else [],
        "next": "" if learning.completed_at else next_url(learning),
        "claim": CreditClaim.objects.filter(learning=learning).first(),
    }
    return render(request, "library/courses/reached.html", context)


def _answers(learning: Learning, attempt: Attempt) -> list[dict]:
    return [answered(question, attempt.answers) for question in services.questions_of(learning.course)]


def _own(request, key) -> Learning:
    return get_object_or_404(Learning.objects.own(request.user).select_related("course"), key=key)


@login_required
def my_learning(request):
    """What a role requires, what is under way, what was completed, and what a claim still needs."""
    rows = Learning.objects.own(request.user).select_related("course")
    required = trainings(today(), person=request.user.person_id)
    context = {
        "begun": {row.course_id for row in rows.under_way()},
        "required": sorted(required, key=lambda one: (one.state == DONE, one.due_on)),
        "under_way": [(row, next_url(row)) for row in rows.under_way()],
        "completed": rows.completed().select_related("course", "credit_claim").order_by("-completed_at"),
        "corrections": corrections(request.user),
        "may_learn": request.user.has_perm("library.learn"),
    }
    return render(request, "library/courses/my_learning.html", context)


def corrections(account) -> list[tuple[CreditClaim, list[str]]]:
    """Her claims that the provider's system would not take, with what to do; only what she can change herself."""
    found = []
    waiting = (
        CreditClaim.objects.waiting().filter(person=account.person_id).select_related("learning__course").for_file()
    )
    for claim in waiting:
        checked = check_claims(claim.learning.course, [claim], today())
        found += [(claim, [fault.remedy for fault in wrong]) for claim, wrong in checked.refused]
    return found


@login_required
def certificate_of(request, key):
    """The certificate as a file that no cache keeps."""
    learning = get_object_or_404(Learning.objects.own(request.user).completed(), key=key)
    response = HttpResponse(certificate(learning), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{learning.key}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def check_certificate(request, key):
    """Whether a certificate is true: what was completed, on which day; never by whom."""
    learning = get_object_or_404(Learning.objects.completed(), key=key)
    return render(request, "library/courses/certificate.html", {"facts": facts(learning)})


@login_required
def my_statements(request):
    """What I learned, for another system to read."""
    found = list(statements(Learning.objects.own(request.user)))
    response = JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{_("learning")}.json"'
    response["Cache-Control"] = "private, no-store"
    return response
