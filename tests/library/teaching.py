"""A course with modules and questions, somebody who goes through it, and a claim; made by the verbs of the product."""

from decimal import Decimal

from bigtent.library.models import Course, CreditClaim, Learning
from bigtent.library.services import courses, learning
from bigtent.library.services.credit import License, claim_credit
from tests.factories import make_organization

RIGHT, WRONG = [1], [0]
LICENSED = License(first="Miriam", last="Tsosie", state="ME", license="MD12345", month=9, day=10)


def make_course(by, *, credit_type="ama", modules=2, questions=2, published=True, **values) -> Course:
    """With text modules, questions about the knowledge of which the second choice is right, and credit."""
    told = {
        "title": "Care after a disaster",
        "summary": "What helps first.",
        "hours": Decimal("1.5"),
        "is_public": True,
    }
    if credit_type != "none":
        told |= {"provider": make_organization(kind="association"), "activity_id": "202612345"}
    course = courses.write_course(values=told | {"credit_type": credit_type} | values, topics=[], by=by)
    for number in range(1, modules + 1):
        add_text(course, by, title=f"Part {number}")
    for number in range(1, questions + 1):
        ask(course, by, text=f"What comes first, {number}?")
    return courses.publish_course(course=course, by=by) if published else course


def add_text(course, by, title="Part", text="Listen *first*."):
    return courses.add_module(course=course, values={"kind": "text", "title": title, "text": text}, by=by)


def ask(course, by, text="What comes first?", module=None, right=(1,)):
    return courses.add_question(
        course=course, module=module, text=text, choices=["Ask why", "Listen", "Leave"], right=right, by=by,
        explanation="Safety comes first.",
    )  # fmt: skip


def answers(course, given=RIGHT):
    return {question.pk: given for question in course.questions.of_knowledge()}


def read_all(row: Learning, by):
    for module in row.course.modules.all():
        learning.finish_module(learning=row, module=module, by=by)
    return row


def complete(course, by, given=RIGHT) -> Learning:
    """Somebody goes through a course from the first question to the last."""
    row = learning.begin_course(course=course, by=by)
    if course.questions.of_knowledge().exists():
        learning.answer_before(learning=row, answers=answers(course, WRONG), by=by)
    read_all(row, by)
    if course.questions.of_knowledge().exists():
        learning.answer_after(learning=row, answers=answers(course, given), by=by)
    row.refresh_from_db()
    return row


def claim(row: Learning, by, licensed=LICENSED, hours="1.25") -> CreditClaim:
    return claim_credit(learning=row, licensed=licensed, hours=Decimal(hours), by=by)
