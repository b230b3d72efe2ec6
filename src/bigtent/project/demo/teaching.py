"""What the library of the demonstration holds besides what comes with the product: a course, a solution, a brief."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from bigtent.library.models import Brief, Course, PathStep, Resource, Solution
from bigtent.library.services.adoptions import adopt
from bigtent.library.services.courses import add_module, add_question, publish_course, write_course
from bigtent.library.services.learning import answer_before, begin_course, finish_module
from bigtent.library.services.paths import mark_step
from bigtent.library.services.resources import add_resource, change_resource
from bigtent.library.services.solutions import add_brief, add_solution
from bigtent.library.services.training import require_training
from bigtent.people.models import Account, Organization, Topic
from bigtent.project.demo.together import on

COURSE = "Listening before advising"
MODULES = (
    {
        "title": "Why advice comes second", "kind": "text",
        "text": "Who is asked first what she has tried already finds her own next step more often, and trusts the "
        "one who asked.\n\nTry it once today: ask, wait, and say back what you heard before you say anything else.",
    },
    {
        "title": "A talk of ten minutes", "kind": "video", "link": "https://video.demonstration.example/ten-minutes",
        "transcript": "Mentor: What would make this half hour useful for you?\n\nStudent: I failed an exam, and I have "
        "not told anybody.\n\nMentor: Thank you for telling me. What have you tried so far?",
    },
    {"title": "Try yourself", "kind": "questions"},
)  # fmt: skip
KNOWLEDGE = (
    (
        "A student says that she failed an exam. What comes first?",
        ("Telling her how you passed yours", "Asking what she has tried already", "Calling her school"), [1],
        "She knows her own days best; your story can come later, if she asks for it.",
    ),
    (
        "What may a mentor promise?",
        ("That what is said stays between the two, except when somebody is in danger", "A good grade", "A place"), [0],
        "Nothing else lies in the hands of a mentor.",
    ),
)  # fmt: skip


def teach(*, member: Account, manager: Account) -> None:
    """A course that is required of mentors and that the member has begun; a solution partners adopted; a brief."""
    for step in (_course, _solution, _brief, _toolkit):
        with transaction.atomic():
            step(member, manager)


def _course(member: Account, manager: Account) -> None:
    if Course.objects.filter(title=COURSE, demonstration=True).exists():
        return
    with on(date(2026, 9, 7)):
        topics = Topic.objects.filter(code__in=("career-development", "trauma-informed-care"))
        values = {
            "title": COURSE, "summary": "Three short pages for whoever begins as a mentor.", "hours": Decimal("0.5"),
            "text": "For mentors, before their first conversation.", "pass_share": 80, "is_public": True,
            "credit_type": "ce", "provider": Organization.objects.get(name="Guild of Neighborhood Physicians"),
        }  # fmt: skip
        course = write_course(values=values, topics=topics, by=manager)
        modules = [add_module(course=course, values=module, by=manager) for module in MODULES]
        practice = ("Which of these is listening?", ("Saying back what you heard", "Waiting for your turn"), [0])
        for text, choices, right, *explained in (*KNOWLEDGE, practice):
            add_question(
                course=course, text=text, choices=choices, right=right, explanation="".join(explained), by=manager,
                module=None if explained else modules[-1],
            )  # fmt: skip
        course = publish_course(course=course, by=manager)
        require_training(course=course, role="volunteer:mentor", due_days=30, valid_months=24, by=manager)
    with on(date(2026, 11, 18)):
        learning = begin_course(course=course, by=member)
        asked = list(course.questions.filter(module__isnull=True))
        answer_before(learning=learning, answers={asked[0].pk: [0]}, by=member)
        finish_module(learning=learning, module=modules[0], by=member)


def _solution(member: Account, manager: Account) -> None:
    title = "Rides to the clinic, booked with the visit"
    if Solution.objects.filter(title=title, demonstration=True).exists():
        return
    with on(date(2026, 8, 3)):
        solution = add_solution(
            title=title, kind="service", where="Four invented clinics in Quilt City", by=manager,
            topics=Topic.objects.filter(code="access-to-care"),
            summary="Whoever books a visit is asked whether she needs a ride, and gets one.",
            problem="One visit of five was missed, most often because nobody could drive.",
            done="The desk asks at the booking and orders the ride in the same minute; the health plan pays for it.",
            evidence="Missed visits before and after, counted for a year by the clinics themselves.",
        )  # fmt: skip
        for name in ("Cedar & Gable Community Clinics", "Tamarind Street Health Center"):
            since = date(2026, 3, 1)
            adopt(thing=solution, organization=Organization.objects.get(name=name), since_on=since, by=manager)


def _brief(member: Account, manager: Account) -> None:
    title = "Pay for visits by telephone"
    if Brief.objects.filter(title=title, demonstration=True).exists():
        return
    with on(date(2026, 10, 5)):
        add_brief(
            title=title, by=manager, topics=Topic.objects.filter(code="payment-models"),
            summary="What an invented study of invented clinics found, and what should follow.",
            claim="Patients without a car kept more of their visits when visits by telephone were paid for alike.",
            source="Invented for the demonstration", checked_on=date(2026, 10, 5),
            recommendations=[
                "Health plans pay the same for a visit by telephone.",
                "Clinics tell each patient that she may choose.",
            ],
        )  # fmt: skip


def _toolkit(member: Account, manager: Account) -> None:
    """One that was brought up to date since; and the first step of her path, which the member has taken."""
    title = "Toolkit: the first meeting of mentor and student"
    if Resource.objects.filter(title=title, demonstration=True).exists():
        return
    with on(date(2026, 9, 8)):
        toolkit = add_resource(
            title=title, kind="toolkit", summary="One page to print: what to ask, what to agree on.", by=manager,
            text="- What would make this useful for you?\n- How often, and where?", audience="everyone",
            topics=Topic.objects.filter(code="career-development"),
        )  # fmt: skip
    with on(date(2026, 10, 30)):
        added = "- What would make this useful for you?\n- How often, and where?\n- What stays between us?"
        change_resource(resource=toolkit, text=added, what_changed="A third question", by=manager)
        mark_step(step=PathStep.objects.filter(path__stage="early-career").earliest("order"), by=member, done=True)
