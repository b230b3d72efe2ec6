"""Pages on which staff write courses: the course, its modules and questions, what was learned in total."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Avg, Count, F, Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.library.forms.courses import CourseForm, ModuleForm, QuestionForm
from bigtent.library.models import Attempt, Course, Learning, Module, Question
from bigtent.library.services import courses as services

# A total is shown of so many people and more.
FEWEST = 11


def writer(view):
    return login_required(permission_required("library.edit_courses", raise_exception=True)(view))


def form_page(request, form, verb, *, title, button, done, course=None, back="", lede=""):
    """A form on a page of its own: shown, or carried out by calling `verb()`, then on to the course being written."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
            messages.success(request, done)
            return redirect("library:write_course", key=(course or made).key)
        except Refusal as refusal:
            say_on(form, refusal)
    context = {"form": form, "title": title, "button": button, "course": course, "lede": lede}
    return render(request, "library/courses/act.html", context)


def say_on(form, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def carried_out(request, verb, done: str, course):
    """A button: call the verb, say how it ended, and go on to the course being written."""
    try:
        verb()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library:write_course", key=course.key)


@writer
def new_course(request):
    form = CourseForm(request.POST or None)

    def verb():
        return services.write_course(values=form.values(), topics=form.cleaned_data["topics"], by=request.user)

    return form_page(
        request, form, verb, title=_("Write a course"), button=_("Begin the course"), done=_("Begun as a draft."),
        lede=_("Nobody else sees it until you publish it."),
    )  # fmt: skip


@writer
def change_course(request, key):
    course = get_object_or_404(Course, key=key)
    form = CourseForm(request.POST or None, course=course)

    def verb():
        topics = form.cleaned_data["topics"]
        return services.change_course(course=course, values=form.values(), topics=topics, by=request.user)

    return form_page(
        request, form, verb, title=_("Change the course"), button=_("Save"), done=_("Saved."), course=course,
        lede=_("Certificates keep what the course said on the day it was completed."),
    )  # fmt: skip


@writer
def write_course(request, key):
    """A course being written: its modules and questions in their order, and what is missing before it opens."""
    course = get_object_or_404(Course.objects.select_related("provider"), key=key)
    modules = list(course.modules.prefetch_related("questions"))
    context = {"course": course, "modules": modules, "questions": course.questions.of_knowledge()}
    return render(request, "library/courses/write.html", context | {"totals": totals(course)})


def totals(course: Course) -> dict:
    """How many began and completed it, and how knowledge changed, of eleven people and more."""
    rows = Learning.objects.filter(course=course)
    counted = rows.aggregate(began=Count("pk"), completed=Count("completed_at"))
    asked = Attempt.objects.filter(learning__in=rows.completed().values("pk"), of__gt=0)
    share = Avg(F("right") * 100.0 / F("of"))
    before = asked.filter(when=Attempt.When.BEFORE).aggregate(people=Count("learning", distinct=True), share=share)
    told = before["people"] >= FEWEST
    latest = asked.filter(when=Attempt.When.AFTER).order_by().values("learning").annotate(pk_of=Max("pk"))
    tries = Attempt.objects.filter(pk__in=latest.values("pk_of"))
    after = tries.aggregate(share=share)["share"] if told else None
    return counted | {
        "before": round(before["share"]) if told else None,
        "after": round(after) if told and after is not None else None,
    }


@require_POST
@writer
def publish_course(request, key):
    course = get_object_or_404(Course, key=key)
    return carried_out(
        request, lambda: services.publish_course(course=course, by=request.user), _("It is open now."), course
    )


@require_POST
@writer
def end_course(request, key):
    course = get_object_or_404(Course, key=key)
    done = _("Closed. Whoever has begun can go on; you can open it again at any time.")
    return carried_out(request, lambda: services.end_course(course=course, by=request.user), done, course)


@writer
def new_module(request, key):
    course = get_object_or_404(Course, key=key)
    form = ModuleForm(request.POST or None)

    def verb():
        return services.add_module(course=course, values=form.cleaned_data, by=request.user)

    return form_page(
        request, form, verb, title=_("Add a module"), button=_("Add the module"), done=_("Added at the end."),
        course=course, lede=_("A module is one page. Ten minutes of reading are enough for one."),
    )  # fmt: skip


@writer
def change_module(request, key, pk):
    module = get_object_or_404(Module.objects.select_related("course"), pk=pk, course__key=key)
    form = ModuleForm(request.POST or None, module=module)

    def verb():
        return services.change_module(module=module, values=form.cleaned_data, by=request.user)

    return form_page(
        request, form, verb, title=_("Change the module"), button=_("Save"), done=_("Saved."), course=module.course
    )


@require_POST
@writer
def move_module(request, key, pk):
    module = get_object_or_404(Module.objects.select_related("course"), pk=pk, course__key=key)
    up = request.POST.get("up") == "1"
    return carried_out(
        request, lambda: services.move_module(module=module, up=up, by=request.user), _("Moved."), module.course
    )


@require_POST
@writer
def remove_module(request, key, pk):
    module = get_object_or_404(Module.objects.select_related("course"), pk=pk, course__key=key)
    return carried_out(
        request, lambda: services.remove_module(module=module, by=request.user), _("Removed."), module.course
    )


@writer
def new_question(request, key, pk=None):
    """A question of a module, or without one a question about the knowledge before and after."""
    course = get_object_or_404(Course, key=key)
    module = get_object_or_404(Module, pk=pk, course=course) if pk else None
    form = QuestionForm(request.POST or None)

    def verb():
        return services.add_question(course=course, module=module, by=request.user, **form.asked())

    lede = _("It is practice: any answer goes on, then the explanation is shown.") if module else ""
    return form_page(
        request, form, verb, title=_("Add a question"), button=_("Add the question"), done=_("Added."), course=course,
        lede=lede or _("It is asked before the first module and after the latest."),
    )  # fmt: skip


@writer
def change_question(request, key, pk):
    question = get_object_or_404(Question.objects.select_related("course"), pk=pk, course__key=key)
    form = QuestionForm(request.POST or None, question=question)

    def verb():
        return services.change_question(question=question, by=request.user, **form.asked())

    return form_page(
        request, form, verb, title=_("Change the question"), button=_("Save"), done=_("Saved."), course=question.course
    )


@require_POST
@writer
def remove_question(request, key, pk):
    question = get_object_or_404(Question.objects.select_related("course"), pk=pk, course__key=key)
    return carried_out(
        request, lambda: services.remove_question(question=question, by=request.user), _("Removed."), question.course
    )
