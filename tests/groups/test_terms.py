"""500 random histories of groups against a diary of plain sets: at every date those shown are those who sat."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from itertools import chain
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as here
from django.urls import reverse

from bigtent.groups.errors import GroupError
from bigtent.groups.models import Membership
from bigtent.groups.services import elections
from bigtent.groups.services import memberships as services
from bigtent.groups.services.groups import found_group
from bigtent.people.models import Account, RoleGrant
from tests.factories import make_account

pytestmark = pytest.mark.django_db
HISTORIES, PARTS, DATES, ACTS, PEOPLE = 500, 5, 60, 5, 4
BEGAN, OVER = date(2024, 1, 1), 1500  # The last day of the diary, counted from the first.
Left = Membership.Left


class Diary:
    """What is written beside a group: for each seat the days on which it counted, as a set of numbers."""

    def __init__(self, seats):
        self.seats, self.days, self.person, self.rest, self.given = seats, {}, {}, {}, {}

    def sitting(self, day):
        return [self.person[pk] for pk, days in self.days.items() if day in days]

    def has_room(self, person, days, without=()):
        """Whether these days are free for somebody: she sits on none of them, and a seat is empty on each."""
        others = [(self.person[pk], held) for pk, held in self.days.items() if pk not in without]
        if any(who == person and held & days for who, held in others):
            return False
        taken = Counter(chain.from_iterable(held & days for _who, held in others))
        return max(taken.values(), default=0) < self.seats

    def write(self, pk, person, days, day):
        self.days[pk], self.person[pk], self.rest[pk], self.given[pk] = set(days), person, set(), day

    def cut(self, pk, day):
        self.rest[pk] = {one for one in self.days[pk] if one >= day}
        self.days[pk] -= self.rest[pk]


class History:
    """One group that lives through random acts, each also written into the diary by rules of its own."""

    def __init__(self, seed, accounts, settings):
        self.random, self.accounts, self.settings = Random(seed), accounts, settings
        self.now, self.seats = 400, Random(seed).randrange(1, 4)
        self.turn(0)
        self.group = found_group(
            by=None, name=f"Council {seed}", kind="council", purpose="x", founded_on=BEGAN, seats=self.seats,
            seating="open", term_months=12,
        )  # fmt: skip
        self.diary = Diary(self.seats)
        self.left = {}

    def turn(self, days):
        self.now += days
        noon = datetime.combine(self.day(self.now), time(12), ZoneInfo(self.settings.NETWORK_TIME_ZONE))
        here.NOW = noon

    def day(self, number):
        return BEGAN + timedelta(days=number)

    def tried(self, allowed, verb, **told):
        """Carry an act out; it is refused exactly where the diary has no room for it."""
        try:
            row = verb(**told)
        except GroupError:
            assert not allowed, (verb.__name__, told)
            return None
        assert allowed, (verb.__name__, told)
        return row

    def live(self):
        rows = [pk for pk, days in self.diary.days.items() if pk not in self.left and days and max(days) >= self.now]
        return self.random.choice(rows) if rows else None

    def row(self, pk):
        return Membership.objects.select_related("group", "person").get(pk=pk)

    def span(self):
        begins = self.now + self.random.randrange(-150, 150)
        return begins, self.random.choice([None, begins + self.random.randrange(0, 400)])

    def until(self, pk):
        return max(self.diary.days[pk])

    def seat(self):
        account, (begins, ends) = self.random.choice(self.accounts), self.span()
        days, who = set(range(begins, (OVER if ends is None else ends) + 1)), account.person
        told = {"begins": self.day(begins), "ends": ends if ends is None else self.day(ends)}
        row = self.tried(
            self.diary.has_room(who.pk, days), services.seat_member, group=self.group, person=who, by=None, **told
        )
        if row:
            self.diary.write(row.pk, who.pk, days, self.now)

    def join(self):
        account = self.random.choice(self.accounts)
        begins, ends = self.day(self.now), services.last_day_of_term(self.day(self.now), 12)
        days, who = set(range(self.now, self.now + (ends - begins).days + 1)), account.person_id
        row = self.tried(self.diary.has_room(who, days), services.join_group, group=self.group, by=account)
        if row:
            self.diary.write(row.pk, who, days, self.now)

    def leave(self):
        account = self.random.choice(self.accounts)
        sits = account.person_id in self.diary.sitting(self.now)
        row = self.tried(sits, services.leave_group, group=self.group, by=account)
        if row:
            self.diary.cut(row.pk, self.now)
            self.left[row.pk] = self.now

    def end(self):
        if (pk := self.live()) is not None:
            on = self.random.choice(sorted(self.diary.days[pk]))
            services.end_membership(membership=self.row(pk), on=self.day(on), because=Left.OTHER, by=None)
            self.diary.cut(pk, on)
            self.left[pk] = on

    def replace(self):
        if (pk := self.live()) is None:
            return
        on, account = self.random.choice(sorted(self.diary.days[pk])), self.random.choice(self.accounts)
        days, who = {day for day in self.diary.days[pk] if day >= on}, account.person
        kept = {**self.diary.days}
        self.diary.days[pk] = kept[pk] - days
        allowed = self.diary.has_room(who.pk, days)
        self.diary.days[pk] = kept[pk]
        told = {"membership": self.row(pk), "person": who, "on": self.day(on), "because": Left.RESIGNED, "by": None}
        if row := self.tried(allowed, services.replace_member, **told):
            self.diary.cut(pk, on)
            self.left[pk] = on
            self.diary.write(row.pk, who.pk, days, self.now)

    def role(self):
        if (pk := self.live()) is None:
            return
        on = self.random.choice(sorted(self.diary.days[pk]))
        row = services.change_role(membership=self.row(pk), role="chair", on=self.day(on), by=None)
        if row.pk != pk:
            days = {day for day in self.diary.days[pk] if day >= on}
            self.diary.days[pk] -= days
            self.left[pk] = None
            self.diary.write(row.pk, self.diary.person[pk], days, self.now)

    def term(self):
        if (pk := self.live()) is None:
            return
        first, before = min(self.diary.days[pk]), self.until(pk)
        ends = max(first, self.now) + self.random.randrange(0, 500)
        more = set(range(before + 1, ends + 1))
        allowed = ends <= before or self.diary.has_room(self.diary.person[pk], more, [pk])
        told = {"membership": self.row(pk), "ends": self.day(ends), "by": None}
        if self.tried(allowed, services.change_term, **told):
            self.diary.days[pk] = set(range(first, ends + 1))

    def take_back_seat(self):
        if (pk := self.live()) is None or self.row(pk).election_id:
            return
        row = self.tried(
            self.now - self.diary.given[pk] <= 14, services.take_back_seat, membership=self.row(pk), by=None
        )
        if row:
            self.diary.cut(pk, 0)
            self.left[pk] = min(self.diary.rest[pk])

    def come_back(self):
        gone = [pk for pk, on in self.left.items() if on is not None]
        if not gone:
            return
        pk = self.random.choice(gone)
        allowed = self.left[pk] >= self.now - 14 and bool(self.diary.rest[pk])
        allowed = allowed and self.diary.has_room(self.diary.person[pk], self.diary.rest[pk], [pk])
        if self.tried(allowed, services.take_back_leaving, membership=self.row(pk), by=None):
            self.diary.days[pk] |= self.diary.rest[pk]
            del self.left[pk]

    def election(self):
        """Two stand, everybody who sits votes for one of them; she is seated where there is room."""
        winner, other = self.random.sample(self.accounts, 2)
        begins = self.now + self.random.randrange(3, 60)
        days = set(range(begins, begins + 300))
        if not all(len(self.diary.sitting(day)) < self.seats for day in days):
            return
        told = {
            "opens_on": self.now + 1,
            "closes_on": self.now + 1,
            "term_from_on": begins,
            "term_until_on": begins + 299,
        }
        found = elections.announce_election(
            group=self.group, seats=1, by=None, **{name: self.day(day) for name, day in told.items()}
        )
        for account in (winner, other):
            elections.stand(election=found, by=account)
        self.turn(1)
        voters = [one for one in self.accounts if one.person_id in self.diary.sitting(self.now)]
        choice = [found.candidates.get(person=winner.person)]
        for account in voters:
            elections.cast_ballot(election=found, choices=choice, by=account)
        self.turn(1)
        self.count(found, winner.person_id if voters else None, days)

    def count(self, found, winner, days):
        begins = min(days)
        earlier = [
            pk for pk, held in self.diary.days.items()
            if self.diary.person[pk] == winner and held and min(held) < begins <= max(held)
            and (pk not in self.left)
        ]  # fmt: skip
        cut = {pk: {day for day in self.diary.days[pk] if day >= begins} for pk in earlier}
        kept = {pk: self.diary.days[pk] for pk in earlier}
        for pk, gone in cut.items():
            self.diary.days[pk] = self.diary.days[pk] - gone
        allowed = winner is None or self.diary.has_room(winner, days)
        if not self.tried(allowed, elections.count_election, election=found, by=None):
            self.diary.days |= kept
        elif winner is not None:
            self.left |= dict.fromkeys(earlier)
            row = Membership.objects.get(election=found, person=winner)
            self.diary.write(row.pk, winner, days, self.now)

    def live_through(self):
        self.turn(0)
        for _ in range(ACTS):
            acts = [self.seat, self.seat, self.join, self.leave, self.end, self.replace, self.role, self.term]
            acts += [self.take_back_seat, self.come_back] + [self.election] * (self.random.random() < 0.3)
            self.random.choice(acts)()
            self.turn(self.random.randrange(0, 40))

    def edges(self):
        """The first and the last day of each seat, and the days beside them."""
        held = [days for days in self.diary.days.values() if days]
        found = {edge + by for days in held for edge in (min(days), max(days)) for by in (-1, 0, 1)}
        return {edge for edge in found if edge <= OVER}


def sitting_on(day):
    """Group by group who is shown on a day."""
    shown = defaultdict(list)
    for group, person in Membership.objects.on(day).values_list("group", "person"):
        shown[group].append(person)
    return shown


@pytest.fixture
def accounts(network, settings):
    # Each value given to `settings` lies over the last one until the test ends. A clock turns too often for that: it
    # is laid over once here, and turned in place.
    settings.NOW = settings.NOW
    made = [make_account(roles=["member"]) for _ in range(PEOPLE)]
    assert RoleGrant.objects.count() == PEOPLE
    return list(Account.objects.filter(pk__in=[one.pk for one in made]).select_related("person"))


@pytest.mark.parametrize("part", range(PARTS))
def test_at_every_date_those_shown_are_those_who_sat(part, accounts, settings):
    histories = [History(seed, accounts, settings) for seed in range(part, HISTORIES, PARTS)]
    for history in histories:
        history.live_through()
    edges = sorted(set().union(*(history.edges() for history in histories)))
    for number in Random(part).sample(edges, DATES):
        shown = sitting_on(BEGAN + timedelta(days=number))
        for history in histories:
            names = shown[history.group.pk]
            assert len(names) == len(set(names)) <= history.seats
            assert sorted(names) == sorted(history.diary.sitting(number)), (history.group, number)


def test_and_so_does_the_page(accounts, settings, reviewer):
    now, names = settings.NOW, {one.person_id: one.person.name for one in accounts}
    for seed in range(HISTORIES, HISTORIES + 6):
        history = History(seed, accounts, settings)
        history.live_through()
        settings.NOW = now
        edges = sorted(history.edges())
        for number in Random(seed).sample(edges, min(6, len(edges))):
            address = reverse("groups:table", args=[history.group.key])
            page = reviewer.client.get(address, {"on": history.day(number).isoformat()})
            shown = [row.name for row in page.context["members"]]
            assert sorted(shown) == sorted(names[pk] for pk in history.diary.sitting(number))
            assert all(name in page.text for name in shown)
