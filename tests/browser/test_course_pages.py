"""Courses, learning, credit and required training, wide and narrow, light and dark."""

import pytest
from django.urls import reverse

from bigtent.library.models import CreditExport
from bigtent.library.services import courses
from bigtent.library.services.credit import export_credit
from bigtent.library.services.learning import answer_before, begin_course, finish_module
from bigtent.library.services.training import require_training
from tests.library.teaching import WRONG, add_text, ask, claim, complete, make_course

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def course(manager):
    made = make_course(manager, modules=1)
    told = {"kind": "video", "title": "A talk", "link": "https://video.example.org/1", "transcript": "We said this."}
    courses.add_module(course=made, values=told, by=manager)
    practice = courses.add_module(course=made, values={"kind": "questions", "title": "Practice"}, by=manager)
    ask(made, manager, module=practice, right=(0, 1))
    return made


def faults(looking, account, name, *args):
    return looking.faults(reverse(f"library:{name}", args=args), account)


def test_a_course_is_without_fault_for_whoever_reads_it(looking, course, member):
    for reader in (None, member):
        assert faults(looking, reader, "courses") == []
        assert faults(looking, reader, "course", course.key) == []
        for module in course.modules.all():
            assert faults(looking, reader, "module", course.key, module.pk) == []


def test_a_course_under_way_is_without_fault(looking, course, member):
    learning = begin_course(course=course, by=member)
    assert faults(looking, member, "before_course", course.key) == []
    answer_before(learning=learning, answers={}, by=member)
    practice = course.modules.last()
    given = {question.pk: [0] for question in practice.questions.all()}
    for module in course.modules.all():
        assert faults(looking, member, "module", course.key, module.pk) == []
        finish_module(learning=learning, module=module, answers=given, by=member)
    assert faults(looking, member, "module", course.key, practice.pk) == []
    assert faults(looking, member, "after_course", course.key) == []


def test_what_was_reached_is_without_fault(looking, manager, member):
    course = make_course(manager)
    tried = complete(make_course(manager, title="Another"), member, given=WRONG)
    assert faults(looking, member, "learning_of", tried.key) == []
    learned = complete(course, member)
    assert faults(looking, member, "claim_credit", learned.key) == []
    claim(learned, member)
    require_training(course=course, role="account:member", due_days=30, valid_months=12, by=manager)
    assert faults(looking, member, "learning_of", learned.key) == []
    assert faults(looking, member, "learning") == []
    assert faults(looking, None, "check_certificate", learned.key) == []


def test_writing_a_course_is_without_fault(looking, course, manager):
    module, question = add_text(course, manager), course.questions.first()
    assert faults(looking, manager, "write_course", course.key) == []
    assert faults(looking, manager, "new_course") == []
    assert faults(looking, manager, "change_module", course.key, module.pk) == []
    assert faults(looking, manager, "change_question", course.key, question.pk) == []


def test_credit_and_training_are_without_fault(looking, manager, member):
    course = make_course(manager)
    claim(complete(course, member), member)
    requirement = require_training(course=course, role="account:member", due_days=30, by=manager)
    assert faults(looking, manager, "credit_of", course.key) == []
    export = CreditExport.objects.get(key=export_credit(course_key=course.key, by=manager)["export"])
    assert faults(looking, manager, "credit") == []
    assert faults(looking, manager, "credit_export", export.key) == []
    assert faults(looking, manager, "trainings") == []
    assert faults(looking, manager, "new_requirement") == []
    assert faults(looking, manager, "training_of", requirement.key) == []
