"""Training that a role requires: who owes it on a day, who is told, where it stands."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bigtent.ledger.clock import today
from bigtent.library.course_due import own_training_due, trainings_due
from bigtent.library.errors import CourseError
from bigtent.library.models import Requirement
from bigtent.library.services.training import end_requirement, remind_before_end, remind_of_training, require_training
from bigtent.library.trainings import DONE, DUE, EXPIRED, OVERDUE, training_of, trainings
from bigtent.outreach.models import Notification
from tests.cast import play
from tests.groups.councils import later
from tests.library.teaching import complete, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(manager):
    return make_course(manager, credit_type="none", questions=0, modules=1)


@pytest.fixture
def required(course, manager):
    return require_training(course=course, role="account:member", due_days=30, valid_months=12, by=manager)


def page(name, *args):
    return reverse(f"library:{name}", args=args)


def text(client, address):
    return client.get(address).content.decode()


def state_of(account, day=None):
    return [one.state for one in trainings(day or today(), person=account.person_id)]


def test_it_works(manager, member, course):
    told = {"course": course.pk, "role": "account:member", "due_days": 30, "valid_months": 12}
    manager.client.post(page("new_requirement"), told)
    assert state_of(member) == [DUE]
    assert course.title in text(member.client, page("learning"))
    complete(course, member)
    assert state_of(member) == [DONE]
    assert member.person.name in text(manager.client, page("training_of", Requirement.objects.get().key))


def test_due_then_overdue_then_done_then_expired(required, member, course):
    assert state_of(member, today() + timedelta(days=30)) == [DUE]
    assert state_of(member, today() + timedelta(days=31)) == [OVERDUE]
    complete(course, member)
    assert state_of(member, date(2027, 11, 22)) == [DONE]
    assert state_of(member, date(2027, 11, 23)) == [EXPIRED]


def test_what_was_completed_before_the_role_counts(course, manager, member):
    complete(course, member)
    require_training(course=course, role="account:member", due_days=30, by=manager)
    assert state_of(member) == [DONE]


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, st.none() | DAYS, DAYS, st.integers(1, 730), st.none() | st.integers(1, 60))
def test_a_state_follows_from_the_days_alone(begins, since, completed, day, due_days, months):
    requirement = Requirement(from_on=begins, due_days=due_days, valid_months=months)
    one = training_of(requirement, 1, since, completed, day)
    if completed is None:
        assert one.due_on == max(begins, since) + timedelta(days=due_days)
        assert one.state == (OVERDUE if day > one.due_on else DUE)
    else:
        assert one.state == (EXPIRED if one.ends_on and day > one.ends_on else DONE)
        assert (one.ends_on is None) == (months is None)


def test_volunteers_owe_what_their_role_asks_for(course, manager, member):
    from bigtent.people.services import draft_agreement, publish_agreement, sign_agreement

    agreement = draft_agreement(by=manager)
    publish_agreement(agreement=agreement, by=manager)
    require_training(course=course, role="volunteer:mentor", due_days=14, by=manager)
    assert state_of(member) == []
    sign_agreement(agreement=agreement, roles=["mentor"], signed_as=member.person.name, language="en", by=member)
    assert state_of(member) == [DUE]


def test_nobody_owes_what_is_required_no_more(required, member, manager):
    end_requirement(requirement=required, by=manager)
    assert state_of(member) == []
    with pytest.raises(CourseError, match="ended already"):
        end_requirement(requirement=required, by=manager)


def test_one_course_is_required_of_a_role_once_and_only_if_it_is_open(required, course, manager):
    with pytest.raises(CourseError, match="required of that role already"):
        require_training(course=course, role="account:member", due_days=9, by=manager)
    draft = make_course(manager, published=False)
    with pytest.raises(CourseError, match="open course"):
        require_training(course=draft, role="account:member", due_days=9, by=manager)


def test_everybody_who_owes_it_is_reminded_once_a_day(required, member, manager, course):
    complete(course, play("Done", "Already", "member"))
    answer = manager.client.post(page("remind_training", required.key), follow=True)
    assert "1 person was told." in answer.content.decode()
    assert remind_of_training(requirement=required, by=manager) == 0
    assert [one.person_id for one in Notification.objects.all()] == [member.person_id]


def test_thirty_days_before_its_end_she_is_told_once(required, member, course, settings):
    complete(course, member)
    later(settings, days=334)
    assert remind_before_end() == 0
    later(settings, days=1)
    assert (remind_before_end(), remind_before_end()) == (1, 0)
    assert "counts until November 22, 2027" in Notification.objects.get().title


def test_it_stands_where_she_and_the_coordinators_look_first(required, member, manager, settings):
    assert [item.due_on for item in own_training_due(member)] == [today() + timedelta(days=30)]
    assert list(trainings_due(manager)) == []
    later(settings, days=31)
    assert "1 person owes" in next(iter(trainings_due(manager))).title
    assert list(trainings_due(member)) == []


def test_the_day_stands_in_her_calendar(required, member):
    from bigtent.ledger.clock import now
    from bigtent.ledger.declarations import declared

    source = next(one for one in declared("CALENDAR") if one.name == "training")
    items = list(source.items(member, now(), now() + timedelta(days=60)))
    assert [item.starts for item in items] == [today() + timedelta(days=30)]
    assert list(source.items(None, now(), now() + timedelta(days=60))) == []
    before = source.version(member)
    complete(required.course, member)
    assert source.version(member) != before


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_the_same_of_the_database_however_many_owe_it(
    required, manager, count, django_assert_max_num_queries
):
    for number in range(count):
        play(f"Ada{number}", "Learner", "member")
    with django_assert_max_num_queries(16):
        assert manager.client.get(page("training_of", required.key)).status_code == 200


def test_members_require_nothing(member, required):
    assert member.client.get(page("trainings")).status_code == 403
    assert member.client.post(page("remind_training", required.key)).status_code == 403
