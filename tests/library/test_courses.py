"""Courses as staff write them and as anybody reads them."""

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.library.errors import CourseError
from bigtent.library.models import Course, Module, Question
from bigtent.library.services import courses
from tests.cast import play
from tests.library.teaching import add_text, ask, make_course

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Reading a contract", "summary": "Read it before signing.", "hours": "1.5", "audience": "resident",
    "pass_share": "80", "credit_type": "none", "is_public": "on",
}  # fmt: skip
QUESTION = {"text": "What first?", "choices": "Sign\n* Read\nWait", "explanation": "Nobody is in a hurry but them."}


@pytest.fixture
def course(manager):
    return make_course(manager)


def page(name, *args):
    return reverse(f"library:{name}", args=args)


def text(client, address):
    return client.get(address).content.decode()


def test_it_works(manager):
    manager.client.post(page("new_course"), FORM)
    course = Course.objects.get()
    manager.client.post(page("new_module", course.key), {"kind": "text", "title": "One", "text": "## First\nRead."})
    manager.client.post(page("new_question", course.key), QUESTION)
    manager.client.post(page("publish_course", course.key))
    shown = text(Client(), course.get_absolute_url())
    assert "Reading a contract" in shown and "One" in shown
    question = Question.objects.get()
    assert question.choices == ["Sign", "Read", "Wait"] and question.right == [1]


def test_a_visitor_reads_every_module_and_is_told_why_an_account_helps(course):
    module = course.modules.first()
    assert "Listen <em>first</em>" in text(Client(), page("module", course.key, module.pk))
    assert "Sign in to keep your place" in text(Client(), course.get_absolute_url())


def test_a_course_for_the_network_is_not_shown_to_visitors(manager, member):
    course = make_course(manager, is_public=False)
    assert Client().get(course.get_absolute_url()).status_code == 404
    assert member.client.get(course.get_absolute_url()).status_code == 200


def test_a_draft_is_seen_by_staff_alone(manager, member):
    course = make_course(manager, published=False)
    assert member.client.get(course.get_absolute_url()).status_code == 404
    assert "This is a draft" in text(manager.client, course.get_absolute_url())


def test_a_video_without_a_transcript_is_not_taken(manager, course):
    told = {"kind": "video", "title": "A talk", "link": "https://video.example.org/1", "transcript": "  "}
    answer = manager.client.post(page("new_module", course.key), told)
    assert "A video needs its link and its transcript" in answer.content.decode()
    assert not Module.objects.filter(kind="video").exists()


def test_a_video_stands_beside_its_transcript(manager, course):
    told = {"kind": "video", "title": "A talk", "link": "https://video.example.org/1", "transcript": "We said this."}
    module = courses.add_module(course=course, values=told, by=manager)
    shown = text(Client(), page("module", course.key, module.pk))
    assert "We said this." in shown and 'href="https://video.example.org/1"' in shown


@pytest.mark.parametrize("choices", ["Only one", "* A\n* A", "A\nB", "\n".join("ABCDEFGHI") + "\n* J"])
def test_a_question_needs_choices_of_which_one_is_right(manager, course, choices):
    before = Question.objects.count()
    answer = manager.client.post(page("new_question", course.key), QUESTION | {"choices": choices})
    assert answer.status_code == 200 and Question.objects.count() == before


def test_credit_needs_a_provider_and_questions(manager):
    with pytest.raises(CourseError, match="Name the organization"):
        make_course(manager, provider=None)
    course = make_course(manager, questions=0, published=False)
    with pytest.raises(CourseError, match="asks for the knowledge"):
        courses.publish_course(course=course, by=manager)


def test_nothing_empty_is_opened(manager):
    course = make_course(manager, modules=0, published=False)
    with pytest.raises(CourseError, match="at least one module"):
        courses.publish_course(course=course, by=manager)
    courses.add_module(course=course, values={"kind": "questions", "title": "Practice"}, by=manager)
    with pytest.raises(CourseError, match="no question yet"):
        courses.publish_course(course=course, by=manager)


def test_a_change_after_publishing_is_a_new_version(manager, course):
    manager.client.post(page("change_course", course.key), FORM | {"title": "Care after a flood"})
    course.refresh_from_db()
    assert (course.title, course.version) == ("Care after a flood", 2)


def test_modules_change_places(manager, course):
    second = course.modules.all()[1]
    manager.client.post(page("move_module", course.key, second.pk), {"up": "1"})
    assert [module.title for module in course.modules.all()] == ["Part 2", "Part 1"]


def test_an_open_course_keeps_a_module_and_its_questions(manager, course):
    last = course.modules.last()
    courses.remove_module(module=course.modules.first(), by=manager)
    with pytest.raises(CourseError, match="at least one module"):
        courses.remove_module(module=last, by=manager)
    for question in course.questions.all()[1:]:
        courses.remove_question(question=question, by=manager)
    with pytest.raises(CourseError, match="only question"):
        courses.remove_question(question=course.questions.get(), by=manager)


def test_closed_and_opened_again(manager, member, course):
    manager.client.post(page("end_course", course.key))
    assert Client().get(course.get_absolute_url()).status_code == 404
    manager.client.post(page("publish_course", course.key))
    assert Client().get(course.get_absolute_url()).status_code == 200


def test_totals_are_told_of_eleven_people_and_more(manager, course):
    from tests.library.teaching import complete

    learners = [play(f"Ada{number}", "Learner", "member") for number in range(11)]
    for learner in learners[:10]:
        complete(course, learner)
    assert "once eleven people" in text(manager.client, page("write_course", course.key))
    complete(course, learners[10])
    shown = text(manager.client, page("write_course", course.key))
    assert "percent right after" in shown and "once eleven people" not in shown


def test_questions_of_a_module_show_what_is_right_to_whoever_only_reads(manager, course):
    practice = courses.add_module(course=course, values={"kind": "questions", "title": "Practice"}, by=manager)
    ask(course, manager, module=practice)
    shown = text(Client(), page("module", course.key, practice.pk))
    assert "What is right" in shown and "Safety comes first." in shown


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_the_same_of_the_database_however_long_it_is(manager, count, django_assert_max_num_queries):
    for number in range(count):
        make_course(manager, title=f"Course {number}", modules=1, questions=0, credit_type="none")
    with django_assert_max_num_queries(8):
        assert Client().get(page("courses")).status_code == 200


def test_what_people_write_is_never_obeyed(manager, course):
    add_text(course, manager, title="<b>x</b>", text="<script>alert(1)</script> [go](javascript:alert(1))")
    shown = text(Client(), page("module", course.key, course.modules.last().pk))
    assert "<script>alert" not in shown and "javascript:alert" not in shown.replace("(javascript:alert(1))", "")
