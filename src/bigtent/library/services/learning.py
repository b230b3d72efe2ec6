"""Verbs of a learner: begin a course, answer before it, go through a module, answer after it."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.library.errors import CourseError
from bigtent.library.models import Attempt, Course, Learning, Module, ModuleDone, Question

# The numbers of the choices somebody took, by the number of the question.
Answers = Mapping[int, Sequence[int]]


@transaction.atomic
def begin_course(*, course: Course, by) -> Learning:
    """Begin a course, or go on with the one begun."""
    if not by.has_perm("library.learn"):
        raise CourseError(_("To keep your progress you need an account of this network with the role of a member."))
    course = Course.objects.get(pk=course.pk)
    if begun := Learning.objects.own(by).under_way().filter(course=course).first():
        return begun
    if not course.is_open:
        raise CourseError(_("This course is not open. Nobody can begin it now."))
    learning = Learning.objects.create(course=course, person=by.person, version=course.version)
    record(by=by, verb="begin_course", about=learning)
    return learning


@transaction.atomic
def answer_before(*, learning: Learning, answers: Answers, by) -> Attempt:
    """Answer what is asked before the first module, once; a question may be left open. A mark of her own: no audit."""
    learning = _own(learning, by)
    if learning.attempts.filter(when=Attempt.When.BEFORE).exists():
        raise CourseError(_("You have answered these questions. They come again at the end."))
    return _attempt(learning, Attempt.When.BEFORE, answers)


@transaction.atomic
def finish_module(*, learning: Learning, module: Module, by, answers: Answers | None = None) -> ModuleDone:
    """Go through a module; questions in it are practice, any answer is enough. A mark of her own: no audit."""
    learning = _own(learning, by)
    if module.course_id != learning.course_id:
        raise CourseError(_("This page belongs to another course."))
    given = {str(pk): list(chosen) for pk, chosen in (answers or {}).items()}
    questions = module.questions.all() if module.kind == Module.Kind.QUESTIONS else []
    if open_ones := sum(not given.get(str(question.pk)) for question in questions):
        raise CourseError(_("Choose an answer to each question; %(n)s are still open.") % {"n": open_ones})
    done, is_new = ModuleDone.objects.update_or_create(
        learning=learning, module=module, defaults={"answers": given, "at": now()}
    )
    if is_new:
        _step(learning)
    complete_if_done(learning, by)
    return done


@transaction.atomic
def answer_after(*, learning: Learning, answers: Answers, by) -> Attempt:
    """Answer the same questions after the latest module, as often as she likes; enough right answers complete it."""
    learning = _own(learning, by)
    if left := modules_left(learning):
        raise CourseError(_("First comes “%s”.") % left[0])
    attempt = _attempt(learning, Attempt.When.AFTER, answers)
    complete_if_done(learning, by)
    return attempt


def modules_left(learning: Learning) -> list[Module]:
    done = set(learning.modules_done.values_list("module", flat=True))
    return [module for module in learning.course.modules.all() if module.pk not in done]


def asks_knowledge(course: Course) -> bool:
    return course.questions.of_knowledge().exists()


def is_enough(attempt: Attempt | None, course: Course) -> bool:
    """As many right answers as the course asks for, of a hundred."""
    return attempt is not None and attempt.right * 100 >= course.pass_share * attempt.of


def complete_if_done(learning: Learning, by) -> None:
    """Completed once every module is done and, where knowledge is asked, one try had enough right answers."""
    course = learning.course
    tries = learning.attempts.filter(when=Attempt.When.AFTER)
    if modules_left(learning) or (asks_knowledge(course) and not any(is_enough(one, course) for one in tries)):
        return
    learning.completed_at, learning.title, learning.hours = now(), course.title, course.hours
    learning.credit_type, learning.version = course.credit_type, course.version
    learning.provider = course.provider.name if course.provider else ""
    learning.save()
    record(by=by, verb="complete_course", about=learning)


def _own(learning: Learning, by) -> Learning:
    held = Learning.objects.select_for_update().select_related("course").get(pk=learning.pk)
    if held.person_id != by.person_id:
        raise CourseError(_("Only whoever began it goes on with it."))
    if held.completed_at:
        raise CourseError(_("You have completed this course. You can begin it anew."))
    return held


def _attempt(learning: Learning, when: str, answers: Answers) -> Attempt:
    questions = list(learning.course.questions.of_knowledge())
    if not questions:
        raise CourseError(_("This course asks no questions."))
    given = {str(question.pk): list(answers.get(question.pk, ())) for question in questions}
    right = sum(question.is_right(given[str(question.pk)]) for question in questions)
    attempt = Attempt.objects.create(learning=learning, when=when, answers=given, right=right, of=len(questions))
    _step(learning)
    return attempt


def _step(learning: Learning) -> None:
    learning.steps += 1
    learning.save(update_fields=["steps"])


def questions_of(course: Course, module: Module | None = None) -> list[Question]:
    """Those of a module, or those about the knowledge."""
    return list(module.questions.all() if module else course.questions.of_knowledge())
