"""Seats: given for a term, joined, left, passed on; what is refused, and how long a slip can be set right."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bigtent.groups.errors import GroupError, MembershipError
from bigtent.groups.models import Membership
from bigtent.groups.services.groups import change_group, end_group
from bigtent.groups.services.memberships import (
    change_role,
    change_term,
    end_membership,
    join_group,
    leave_group,
    replace_member,
    seat_member,
    take_back_leaving,
    take_back_seat,
)
from bigtent.groups.services.reminding import remind
from bigtent.groups.waiting import seats_due
from bigtent.ledger.clock import today
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification
from bigtent.people.services import erase_person, merge_people, undo_merges
from tests.factories import make_account, make_person
from tests.groups.seating import make_group, seated, turn_clock

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def on(group, days=0):
    """Who sits so many days from today."""
    return [row.person for row in group.memberships.on(today() + days * DAY)]


def test_it_works(manager):
    group, ada = make_group(seats=2), make_person()
    membership = seated(group, ada, since=0, days=30, by=manager, role="chair")
    assert on(group) == on(group, 29) == [ada] and on(group, -1) == on(group, 30) == []
    assert (membership.role, group.vacancies(today())) == ("chair", 1)
    assert Notification.objects.get().person == ada
    assert AuditEntry.objects.filter(verb="seat_member", by=manager).count() == 1


def test_nobody_sits_twice_at_a_time():
    group, ada = make_group(), make_person()
    seated(group, ada, since=10, days=20)
    with pytest.raises(MembershipError, match="is a member from .* already"):
        seated(group, ada, since=-5, days=20)
    seated(group, ada, since=-10)
    with pytest.raises(MembershipError, match="without an end"):
        seated(group, ada, since=-400)


def test_no_more_than_there_are_seats_on_any_day_of_the_term():
    group = make_group(seats=2)
    seated(group, since=-100, days=10)
    seated(group, since=-105, days=10)
    with pytest.raises(MembershipError, match="All 2 seats are taken on March 7, 2027"):
        seated(group, since=0)
    seated(group, since=0, days=105)
    assert len(on(group, 104)) == 2


@pytest.mark.parametrize(
    ("since", "days", "words"),
    [(0, 0, ""), (4000, 10, "was founded on"), (-30_000, 10, "more than 50 years away"), (0, 30_000, "50 years")],
)
def test_days_that_cannot_be(since, days, words):
    group, begins = make_group(), today() - since * DAY
    ends = begins + (days - 1) * DAY
    with pytest.raises(MembershipError, match=words or "before it begins"):
        seat_member(group=group, person=make_person(), begins=begins, ends=ends, by=None)


def test_whoever_wants_to_joins_an_open_group_and_leaves_and_comes_back(member):
    group = make_group(seating="open", term_months=12)
    with pytest.raises(MembershipError, match="not open to everybody"):
        join_group(group=make_group(), by=member)
    joined = join_group(group=group, by=member)
    assert joined.until_on == today().replace(year=today().year + 1) - DAY
    with pytest.raises(MembershipError, match="already"):
        join_group(group=group, by=member)
    left = leave_group(group=group, by=member)
    assert on(group) == []
    with pytest.raises(MembershipError, match="not a member"):
        leave_group(group=group, by=member)
    take_back_leaving(membership=left, by=member)
    assert on(group) == [member.person]


def test_a_seat_given_meanwhile_cannot_be_come_back_to(member):
    group = make_group(seating="open", seats=1)
    join_group(group=group, by=member)
    left = leave_group(group=group, by=member)
    seated(group, since=0)
    with pytest.raises(MembershipError, match="1 seats? (is|are) taken"):
        take_back_leaving(membership=left, by=member)


def test_leaving_is_taken_back_within_14_days(settings):
    group = make_group()
    gone = end_membership(membership=seated(group), on=today(), because="resigned", by=None)
    turn_clock(settings, 15)
    with pytest.raises(MembershipError, match="within 14 days"):
        take_back_leaving(membership=gone, by=None)


def test_a_seat_given_by_mistake_counts_on_no_day(settings):
    group, ada = make_group(), make_person()
    take_back_seat(membership=seated(group, ada, since=100), by=None)
    assert [on(group, day) for day in (-100, -1, 0)] == [[], [], []]
    again = seated(group, ada, since=100)
    turn_clock(settings, 15)
    with pytest.raises(MembershipError, match="within 14 days"):
        take_back_seat(membership=again, by=None)


def test_a_seat_passes_on_for_the_rest_of_the_term():
    group, ada = make_group(seats=1), make_person()
    old = seated(group, since=10, days=100)
    replace_member(membership=old, person=ada, on=today(), because="resigned", by=None)
    assert on(group, -1) == [old.person] and on(group) == on(group, 89) == [ada] and on(group, 90) == []


def test_another_role_from_a_day_on():
    group = make_group(seats=1)
    old = seated(group)
    new = change_role(membership=old, role="chair", on=today(), by=None)
    assert [row.role for row in group.memberships.on(today())] == ["chair"]
    assert [row.role for row in group.memberships.on(today() - DAY)] == ["member"]
    assert change_role(membership=new, role="secretary", on=today(), by=None) == new
    assert Membership.objects.count() == 2


def test_a_term_goes_on_or_ends_earlier():
    group = make_group(seats=1)
    row = seated(group, days=200)
    change_term(membership=row, ends=today() + 300 * DAY, by=None)
    assert len(on(group, 300)) == 1
    change_term(membership=row, ends=today(), by=None)
    assert on(group, 1) == []
    with pytest.raises(MembershipError, match="cannot end on"):
        change_term(membership=row, ends=today() - DAY, by=None)
    seated(group, since=-5)
    with pytest.raises(MembershipError, match="seats? (is|are) taken"):
        change_term(membership=row, ends=None, by=None)


def test_being_asked_to_leave_has_a_reason_that_no_member_reads(manager, member):
    group = make_group()
    row = seated(group, member.person)
    with pytest.raises(MembershipError, match="Say why") as refused:
        end_membership(membership=row, on=today(), because="removed", by=manager)
    assert refused.value.field == "reason"
    end_membership(membership=row, on=today(), because="removed", by=manager, reason="Spoke ill")
    entry = AuditEntry.objects.get(verb="end_membership")
    assert entry.reason == "Spoke ill" and "Spoke ill" not in str(entry.changes)
    with pytest.raises(MembershipError, match="has left"):
        end_membership(membership=row, on=today(), because="other", by=manager)


def test_an_ended_group_seats_nobody_and_keeps_who_was_there(manager):
    group, row = make_group(), None
    row = seated(group)
    with pytest.raises(GroupError, match="Say why"):
        end_group(group=group, by=manager, reason=" ")
    end_group(group=group, by=manager, reason="Done")
    assert on(group) == [] and on(group, -1) == [row.person]
    with pytest.raises(MembershipError, match="ended on"):
        seated(group, since=0)


def test_seats_are_not_taken_away_from_under_members():
    group = make_group(seats=3)
    seated(group), seated(group, since=-50)
    with pytest.raises(GroupError, match="2 people are members on January 11, 2027"):
        change_group(group=group, by=None, seats=1)
    assert change_group(group=group, by=None, seats=2).seats == 2


def test_two_records_of_one_person_sit_once_and_apart_again_when_the_merge_is_undone(manager):
    group, ada, also_ada = make_group(seats=2), make_person(), make_person()
    seated(group, ada, since=100), seated(group, also_ada, since=50)
    merges = merge_people(pairs=[(ada, also_ada)], by=manager, reason="Same person")
    assert on(group) == [ada] and group.vacancies(today()) == 1
    seated(group, since=0)
    undo_merges(merges=merges, by=manager)
    assert {ada, also_ada} < set(on(group))


def test_who_is_erased_leaves_a_seat_without_a_name_and_today_an_empty_one(manager):
    group, ada, also_ada = make_group(seats=3), make_person(), make_person()
    seated(group, ada, since=100), seated(group, also_ada, since=50), seated(group)
    merge_people(pairs=[(ada, also_ada)], by=manager, reason="Same person")
    erase_person(person=ada, by=manager, reason="Letter")
    assert [len(on(group, day)) for day in (-101, -100, -50, -1, 0)] == [0, 2, 2, 2, 1]
    assert None in on(group, -1)
    assert "A former member" in [row.name for row in group.memberships.on(today() - DAY)]


def test_she_is_told_once_that_her_term_ends_soon(settings):
    row = seated(make_group(), days=150)
    remind(), remind()
    told = Notification.objects.filter(person=row.person, about__startswith="term:")
    assert [one.title for one in told] == ["Your term in a group ends soon"]


def test_the_members_of_a_group_are_an_audience(manager):
    from bigtent.ledger.declarations import declared

    group = make_group()
    row, _over = seated(group), seated(group, since=50, days=10)
    source = next(one for one in declared("AUDIENCES") if one.name == "group")
    assert (str(group.pk), group.name) in source.choices(manager)
    assert [one["person"] for one in source.people(str(group.pk))] == [row.person_id]
    assert [list(source.people(odd)) for odd in ("", "x", "²", "9" * 40)] == [[]] * 4


def test_what_is_due_to_those_who_manage(manager, member):
    from bigtent.project.monday import due_items

    group = make_group(seats=3)
    seated(group, days=110), seated(group)
    titles = [item.title for item in due_items(manager)]
    assert f"{group} has 1 empty seat" in titles and f"1 term in {group} ends soon" in titles
    assert due_items(make_account(roles=["member"])) == []


def test_what_waits_asks_as_much_of_one_group_as_of_many(manager, django_assert_num_queries):
    def waits():
        return list(seats_due(manager))

    make_group(seats=3)
    assert manager.has_perm("groups.manage")
    with CaptureQueriesContext(connection) as asked:
        assert len(waits()) == 1
    for number in range(8):
        seated(make_group(seats=1 + number))
    with django_assert_num_queries(len(asked)):
        assert len(waits()) == 1 + 7


def test_who_was_told_that_a_term_ends_is_told_once_and_asked_about_together(django_assert_num_queries):
    for _ in range(5):
        seated(make_group(), days=130)
    remind()
    assert Notification.objects.filter(about__startswith="term:").count() == 5
    with django_assert_num_queries(3):
        remind()
    assert Notification.objects.filter(about__startswith="term:").count() == 5
