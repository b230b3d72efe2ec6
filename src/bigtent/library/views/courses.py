"""Pages of courses for whoever reads them: the list, one course, one module."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bigtent.library.forms.learning import AnswersForm
from bigtent.library.models import Attempt, Course, Learning, Module
from bigtent.library.services.learning import asks_knowledge

AT_ONCE = 20


def courses(request):
    """The open courses this reader may take; drafts and ended ones for those who write them."""
    page = Paginator(Course.objects.shown_to(request.user).for_listing(), AT_ONCE).get_page(request.GET.get("page"))
    others = Course.objects.none()
    if request.user.has_perm("library.edit_courses"):
        others = Course.objects.exclude(state=Course.State.PUBLISHED).for_listing()
    return render(request, "library/courses/courses.html", {"page": page, "others": others})


def course(request, key):
    """What a course is about, its modules, and the next thing to do."""
    row = course_for(request.user, key)
    learning = learning_under_way(request.user, row)
    completed = Learning.objects.own(request.user).completed().filter(course=row) if own(request.user) else ()
    context = {
        "course": row,
        "modules": row.modules.all(),
        "topics": row.topics.all(),
        "learning": learning,
        "done": done_in(learning),
        "next": next_url(learning) if learning else "",
        "completed": completed[:1],
        "asks": asks_knowledge(row),
        "may_learn": request.user.has_perm("library.learn"),
        "may_edit": request.user.has_perm("library.edit_courses"),
    }
    return render(request, "library/courses/course.html", context)


def module(request, key, pk):
    """One module a page: read by anybody who sees the course, gone through by a learner."""
    row = course_for(request.user, key)
    modules = list(row.modules.all())
    here = get_object_or_404(Module, pk=pk, course=row)
    return render(request, "library/courses/module.html", module_context(request, row, modules, here))


def module_context(request, row: Course, modules: list[Module], here: Module, form=None) -> dict:
    learning = learning_under_way(request.user, row)
    done = learning.modules_done.filter(module=here).first() if learning else None
    questions = list(here.questions.all()) if here.kind == Module.Kind.QUESTIONS else []
    place = modules.index(here)
    return {
        "course": row,
        "module": here,
        "number": place + 1,
        "count": len(modules),
        "before": modules[place - 1] if place else None,
        "after": modules[place + 1] if place + 1 < len(modules) else None,
        "learning": learning,
        "done": done,
        "next": next_url(learning) if done else "",
        "form": form or AnswersForm(questions=questions),
        "questions": [answered(question, done.answers if done else {}) for question in questions],
    }


def answered(question, answers: dict) -> dict:
    """A question with what was answered, and what is right."""
    given = answers.get(str(question.pk), [])
    return {
        "text": question.text,
        "given": [question.choices[number] for number in given if number < len(question.choices)],
        "right": [question.choices[number] for number in question.right],
        "is_right": question.is_right(given),
        "explanation": question.explanation,
    }


def course_for(account, key) -> Course:
    return get_object_or_404(Course.objects.visible_to(account).select_related("provider"), key=key)


def own(account) -> bool:
    return account.is_authenticated


def learning_under_way(account, row: Course) -> Learning | None:
    if not own(account):
        return None
    return Learning.objects.own(account).under_way().filter(course=row).select_related("course").first()


def done_in(learning: Learning | None) -> set[int]:
    return set(learning.modules_done.values_list("module", flat=True)) if learning else set()


def next_url(learning: Learning) -> str:
    """Where a learner goes on: the questions before, the first module not done, the questions after."""
    row = learning.course
    asks = asks_knowledge(row)
    if asks and not learning.attempts.filter(when=Attempt.When.BEFORE).exists() and not learning.steps:
        return reverse("library:before_course", args=[row.key])
    done = done_in(learning)
    left = next((one for one in row.modules.all() if one.pk not in done), None)
    if left:
        return reverse("library:module", args=[row.key, left.pk])
    return reverse("library:after_course", args=[row.key]) if asks else learning.get_absolute_url()
