"""A decision keeps who was there, whatever becomes of terms, attendance and records afterwards."""

from datetime import timedelta
from random import Random

import pytest

from bigtent.groups.models import Decision, Membership
from bigtent.groups.naming import name_all
from bigtent.groups.services.meetings import members_at, take_attendance
from bigtent.ledger.clock import today
from bigtent.people.models import Merge, Person
from bigtent.people.services import erase_person, merge_people, undo_merges
from tests.groups.councils import decided, held, make_group, officer, past, sit

pytestmark = pytest.mark.django_db
HISTORIES, DEEDS = 12, 10


class Story:
    """One council, one decision, and what happens afterwards; `there` is who was present, as a plain set."""

    def __init__(self, random, number, manager):
        self.random, self.manager = random, manager
        self.group = make_group(f"Council {number}")
        self.chair = officer(self.group)
        self.people = [sit(self.group) for _ in range(6)]
        self.meeting = past(self.group, self.chair)
        away = {one.pk: random.choice(("present", "excused", "absent")) for one in self.people}
        self.decision = decided(held(self.meeting, self.chair, away), self.chair)
        self.there = {self.chair.person_id} | {pk for pk, came in away.items() if came == "present"}
        self.former, self.merged = 0, {}

    def shown(self):
        found = name_all(Decision.objects.get(pk=self.decision.pk).present.once().select_related("person"))
        return {row.person_id for row in found.rows}, found.others

    def expected(self):
        words = {0: "", 1: "1 former member"}.get(self.former, f"{self.former} former members")
        return {self.merged.get(pk, pk) for pk in self.there}, words

    def living(self):
        return list(Person.objects.current().filter(pk__in=[one.pk for one in self.people]))

    def end_a_term(self):
        seats = Membership.objects.filter(group=self.group).exclude(person=self.chair.person)
        if seat := seats.first():
            seat.until_on = max(seat.started_on, today() - timedelta(days=self.random.randrange(900)))
            seat.save()

    def seat_somebody(self):
        self.people.append(sit(self.group))

    def note_again_who_came(self):
        noted = set(self.meeting.attendances.once().values_list("person", flat=True)) - {None}
        people = members_at(self.meeting).keys() | noted
        came = {pk: self.random.choice(("present", "absent")) for pk in people} | {self.chair.person_id: "present"}
        take_attendance(meeting=self.meeting, came=came, by=self.chair)

    def merge_two(self):
        found = self.living()
        if len(found) > 1 and not self.merged:
            kept, merged = self.random.sample(found, 2)
            merge_people(pairs=[(kept, merged)], by=self.manager, reason="Same person")
            self.merged = {merged.pk: kept.pk}

    def part_them(self):
        if self.merged:
            undo_merges(merges=Merge.objects.filter(merged__in=self.merged, undone_at=None), by=self.manager)
            self.merged = {}

    def erase_one(self):
        found = self.living()
        if not found:
            return
        gone = self.random.choice(found)
        hers = {gone.pk} | {pk for pk, kept in self.merged.items() if kept == gone.pk}
        erase_person(person=gone, by=self.manager, reason="Asked by letter")
        self.former += bool(self.there & hers)
        self.there -= hers
        self.merged = {pk: kept for pk, kept in self.merged.items() if kept != gone.pk}

    ACTS = (end_a_term, seat_somebody, note_again_who_came, merge_two, part_them, erase_one)


@pytest.mark.parametrize("number", range(HISTORIES))
def test_a_decision_keeps_who_was_present(manager, number):
    story = Story(Random(number), number, manager)
    for _ in range(DEEDS):
        act = story.random.choice(Story.ACTS)
        act(story)
        assert story.shown() == story.expected(), act.__name__
    assert story.decision.present.count() >= len(story.expected()[0]) + story.former


def test_one_who_was_noted_under_two_records_leaves_one_former_member(manager):
    story = Story(Random(1), 0, manager)
    first, second = story.people[:2]
    story.decision.present.all().delete()
    for one in (first, second):
        story.decision.present.create(person=one, role="member")
    merge_people(pairs=[(first, second)], by=manager, reason="Same person")
    assert story.shown() == ({first.pk}, "")
    erase_person(person=Person.objects.get(pk=first.pk), by=manager, reason="Asked by letter")
    assert story.shown() == (set(), "1 former member")
