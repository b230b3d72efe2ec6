"""Verbs of staff: write a course, its modules and questions; publish it, end it, open it again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.library.errors import CourseError
from bigtent.library.models import Course, CreditType, Module, Question

FIELDS = (
    "title", "summary", "text", "audience", "domain", "hours", "credit_type", "provider", "activity_id", "pass_share",
    "is_public",
)  # fmt: skip
MODULE_FIELDS = ("title", "kind", "text", "link", "transcript")
FEWEST_CHOICES, MOST_CHOICES, MOST_MODULES, MOST_QUESTIONS = 2, 8, 60, 40


@transaction.atomic
def write_course(*, values: dict[str, Any], topics: Iterable, by) -> Course:
    """Begin a course as a draft; `values` are its columns by name."""
    course = Course(by=by, **{name: values[name] for name in FIELDS if name in values})
    _refuse_credit(course)
    course.save()
    course.topics.set(topics)
    record(by=by, verb="write_course", about=course)
    return course


@transaction.atomic
def change_course(*, course: Course, values: dict[str, Any], topics: Iterable, by) -> Course:
    """Change what a course says of itself; once it is published the change is a new version."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    changes = {}
    for name in FIELDS:
        if name in values and getattr(course, name) != values[name]:
            changes[name] = [str(getattr(course, name) or ""), str(values[name] or "")]
            setattr(course, name, values[name])
    _refuse_credit(course)
    course.topics.set(topics)
    _save_version(course, course.state == Course.State.PUBLISHED and bool(changes))
    record(by=by, verb="change_course", about=course, changes=changes)
    return course


def _refuse_credit(course: Course) -> None:
    if course.credit_type != CreditType.NONE and course.provider is None:
        raise CourseError(_("Name the organization that offers the credit."), field="provider")
    if course.hours <= 0:
        raise CourseError(_("Say how many hours it takes, such as 1.5."), field="hours")


@transaction.atomic
def publish_course(*, course: Course, by) -> Course:
    """Open a course, also one that was ended. It needs a module; one that gives credit asks for the knowledge."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.is_open:
        raise CourseError(_("It is open already."))
    modules = list(course.modules.prefetch_related("questions"))
    if not modules:
        raise CourseError(_("Add at least one module first."))
    empty = [one for one in modules if one.kind == Module.Kind.QUESTIONS and not one.questions.all()]
    if empty:
        raise CourseError(_("“%s” has no question yet. Add one, or remove the module.") % empty[0])
    if course.gives_credit and not course.questions.of_knowledge().exists():
        raise CourseError(_("A course that gives credit asks for the knowledge before and after. Add a question."))
    course.state, course.published_at, course.ended_at = Course.State.PUBLISHED, course.published_at or now(), None
    course.save(update_fields=["state", "published_at", "ended_at"])
    record(by=by, verb="publish_course", about=course)
    return course


@transaction.atomic
def end_course(*, course: Course, by) -> Course:
    """Close a course: nobody begins it any more; whoever has begun can go on."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    if not course.is_open:
        raise CourseError(_("It is not open."))
    course.state, course.ended_at = Course.State.ENDED, now()
    course.save(update_fields=["state", "ended_at"])
    record(by=by, verb="end_course", about=course)
    return course


@transaction.atomic
def add_module(*, course: Course, values: dict[str, Any], by) -> Module:
    """Add a module after the others."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.modules.count() >= MOST_MODULES:
        raise CourseError(_("A course has at most %s modules. Make two courses of it.") % MOST_MODULES)
    module = Module(course=course, order=_next(course.modules), **_of_kind(values))
    _refuse_video(module)
    module.save()
    _save_version(course, course.is_open)
    record(by=by, verb="add_module", about=course, changes={"modules": ["", module.title]})
    return module


@transaction.atomic
def change_module(*, module: Module, values: dict[str, Any], by) -> Module:
    course = Course.objects.select_for_update().get(pk=module.course_id)
    values = _of_kind(values)
    changes = {name: [getattr(module, name), new] for name, new in values.items() if getattr(module, name) != new}
    for name, new in values.items():
        setattr(module, name, new)
    _refuse_video(module)
    module.save()
    _save_version(course, course.is_open and bool(changes))
    record(by=by, verb="change_module", about=course, changes=changes)
    return module


@transaction.atomic
def move_module(*, module: Module, up: bool, by) -> None:
    """Let a module change places with the one before or after it."""
    course = Course.objects.select_for_update().get(pk=module.course_id)
    modules = list(course.modules.all())
    place = modules.index(module)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(modules):
        raise CourseError(_("It stands at the end already."))
    modules[place], modules[other] = modules[other], modules[place]
    for number, one in enumerate(modules, start=1):
        one.order = number
    Module.objects.bulk_update(modules, ["order"])
    _save_version(course, course.is_open)
    record(by=by, verb="move_module", about=course, changes={"modules": ["", module.title]})


@transaction.atomic
def remove_module(*, module: Module, by) -> None:
    """Take a module out; an open course keeps at least one."""
    course = Course.objects.select_for_update().get(pk=module.course_id)
    if course.is_open and course.modules.count() == 1:
        raise CourseError(_("An open course has at least one module. End the course first."))
    _save_version(course, course.is_open)
    record(by=by, verb="remove_module", about=course, changes={"modules": [module.title, ""]})
    module.delete()


@transaction.atomic
def add_question(
    *, course: Course, text: str, choices: Sequence[str], right: Sequence[int], by, module: Module | None = None,
    explanation: str = "",
) -> Question:  # fmt: skip
    """Add a question to a module, or about the knowledge before and after. `right` are numbers of choices, from 0."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    asked = course.questions.filter(module=module)
    if module and module.kind != Module.Kind.QUESTIONS:
        raise CourseError(_("This module has no questions. Add a module of questions."))
    if asked.count() >= MOST_QUESTIONS:
        raise CourseError(_("At most %s questions stand on one page.") % MOST_QUESTIONS)
    choices = _refuse_choices(choices, right)
    question = Question.objects.create(
        course=course, module=module, order=_next(asked), text=text, choices=choices, right=sorted(set(right)),
        explanation=explanation,
    )  # fmt: skip
    _save_version(course, course.is_open)
    record(by=by, verb="add_question", about=course, changes={"questions": ["", text]})
    return question


@transaction.atomic
def change_question(
    *, question: Question, text: str, choices: Sequence[str], right: Sequence[int], by, explanation: str = ""
) -> Question:
    course = Course.objects.select_for_update().get(pk=question.course_id)
    before = question.text
    question.choices, question.right = _refuse_choices(choices, right), sorted(set(right))
    question.text, question.explanation = text, explanation
    question.save()
    _save_version(course, course.is_open)
    record(by=by, verb="change_question", about=course, changes={"questions": [before, text]})
    return question


@transaction.atomic
def remove_question(*, question: Question, by) -> None:
    """Take a question out; an open course keeps one wherever it needs one."""
    course = Course.objects.select_for_update().get(pk=question.course_id)
    is_needed = question.module_id is not None or course.gives_credit
    if course.is_open and is_needed and course.questions.filter(module=question.module_id).count() == 1:
        raise CourseError(_("It is the only question there, and the course is open. Change it, or add another first."))
    _save_version(course, course.is_open)
    record(by=by, verb="remove_question", about=course, changes={"questions": [question.text, ""]})
    question.delete()


def _of_kind(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a module; what another kind of module has stays empty."""
    told = {name: values.get(name, "") for name in MODULE_FIELDS}
    if told["kind"] != Module.Kind.VIDEO:
        told |= {"link": "", "transcript": ""}
    return told


def _refuse_video(module: Module) -> None:
    if module.kind == Module.Kind.VIDEO and not (module.link and module.transcript.strip()):
        field = "transcript" if module.link else "link"
        raise CourseError(
            _("A video needs its link and its transcript: who cannot hear or load it reads the same."), field=field
        )
    if module.kind == Module.Kind.TEXT and not module.text.strip():
        raise CourseError(_("Write the text of the module."), field="text")


def _refuse_choices(choices: Sequence[str], right: Sequence[int]) -> list[str]:
    given = [choice.strip() for choice in choices]
    if not FEWEST_CHOICES <= len(given) <= MOST_CHOICES or not all(given):
        words = _("Give %(few)s to %(most)s choices, each on a line of its own.")
        raise CourseError(words % {"few": FEWEST_CHOICES, "most": MOST_CHOICES}, field="choices")
    if len(set(given)) < len(given):
        raise CourseError(_("Two choices say the same."), field="choices")
    if not right or not all(0 <= number < len(given) for number in right):
        raise CourseError(_("Mark at least one choice as right, with a star before it."), field="choices")
    return given


def _next(rows: models.Manager) -> int:
    return (rows.aggregate(most=Max("order"))["most"] or 0) + 1


def _save_version(course: Course, is_new: bool) -> None:
    course.version += is_new
    course.save()
