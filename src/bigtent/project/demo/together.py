"""Groups of the demonstration, what they decided and what came of it; who gives time, and under which agreement.

All of it lies on days that are past, so each act is done through its own door on its own day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from bigtent.groups.models import Decision, Election, Group, Meeting, Membership, Recommendation
from bigtent.groups.services import (
    AgendaPoint,
    Vote,
    announce_election,
    answer_recommendation,
    approve_minutes,
    found_group,
    join_group,
    make_recommendation,
    note_step,
    plan_meeting,
    publish_minutes,
    record_decision,
    reply_to_answer,
    seat_member,
    send_recommendation,
    set_agenda,
    stand,
    take_attendance,
    write_minutes,
)
from bigtent.ledger.clock import living_at, today
from bigtent.people.models import Account, Person, Place, Purpose
from bigtent.people.services import set_consents
from bigtent.people.services.accounts import open_account

ZONE = "America/New_York"
FOUNDED = date(2025, 1, 13)
STATEMENTS = (
    "I would like exams to cost less, and I know the offices one has to ask.",
    "Those who work nights and far away should be heard as well. Meetings online help.",
    "I can keep books, and I read budgets to the end.",
)
ROLES = (Membership.Role.CHAIR, Membership.Role.VICE_CHAIR, Membership.Role.SECRETARY)


@contextmanager
def on(day: date, hour: int = 17) -> Iterator[None]:
    """That day at noon in the zone of the demonstration's organization, or another hour."""
    with living_at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        yield


class Together:
    """Founds the groups of the demonstration and lets them work for two years."""

    def __init__(self, *, administrator: Account, manager: Account) -> None:
        self.administrator, self.manager = administrator, manager
        willing = Person.objects.filter(demonstration=True, account=None).consenting_to(Purpose.DIRECTORY)
        self.people = list(willing.order_by("pk")[:40])

    def gather(self) -> None:
        """Each group with its two years at once, so that what was cut off is not met again half done."""
        for name, live in (
            ("National Alumni Council", self.council),
            ("Young Leaders Council", self.young_leaders),
            ("Mountain circle", self.circle),
            ("Advisory panel on racial justice", self.panel),
        ):
            if not Group.objects.filter(name=name).exists():
                with transaction.atomic():
                    live(name)

    def _found(self, day: date, **values) -> Group:
        with on(day):
            return found_group(by=self.manager, founded_on=day, **values)

    def _seat(self, group: Group, people: list[Person], begins: date, ends: date | None) -> None:
        with on(begins):
            for place, person in enumerate(people):
                role = ROLES[place] if place < len(ROLES) else Membership.Role.MEMBER
                seat_member(
                    group=group, person=person, begins=begins, ends=ends, role=role, by=self.manager,
                    seated=Membership.Seated.FOUNDING,
                )  # fmt: skip
            # Most of them agreed to be named in public when they took the seat, some did not.
            named = [(person, Purpose.PRESS, True) for person in people if person.pk % 4]
            set_consents(choices=named, by=self.manager, basis="Form signed when the seat was taken")

    def council(self, name: str) -> None:
        """Eleven seats, two of them free, one election announced; two meetings held and one to come."""
        council = self._found(
            FOUNDED, name=name, kind=Group.Kind.COUNCIL, seats=11, term_months=24, is_public=True,
            seating=Group.Seating.ELECTED, answers="the board", answered_by=self.administrator,
            purpose=(
                "Speaks for everybody we supported: what the network asks of its members, what it offers them, and "
                "how the foundation spends on it."
            ),
        )  # fmt: skip
        self._seat(council, self.people[:9], FOUNDED, date(2027, 1, 12))
        first = self._meeting(council, date(2026, 3, 11), "Spring meeting", ("Mentoring by region", "Costs of exams"))
        evening = self._decide(
            first, "Mentors and students may meet in the evening and on weekends.", in_favor=8, against=0, abstained=1
        )
        with on(date(2026, 4, 2)):
            note_step(
                decision=evening, on=today(), text="The program's page offers evenings and weekends.",
                state=Decision.State.DONE, by=self.manager,
            )  # fmt: skip
        second = self._meeting(council, date(2026, 10, 14), "Fall meeting", ("Finding those we lost", "Next election"))
        ask = self._decide(second, "Each of us writes to five classmates of whom we have an address.", due=60)
        with on(date(2026, 10, 16)):
            approve_minutes(meeting=first, approved_in=second, by=self.manager)
            publish_minutes(meeting=first, by=self.manager)
        with on(date(2026, 11, 3)):
            note_step(
                decision=ask, on=today(), text="A letter to use was agreed on.", state=Decision.State.UNDER_WAY,
                by=self.manager,
            )  # fmt: skip
            election = announce_election(
                group=council, seats=2, opens_on=date(2026, 11, 16), closes_on=date(2026, 12, 4),
                term_from_on=date(2027, 1, 4), term_until_on=date(2029, 1, 3), by=self.manager,
            )  # fmt: skip
            self._plan(council, date(2026, 12, 9), "Winter meeting", ("Report on letters to classmates", "Budget"))
            self._stand(election)

    def _stand(self, election: Election) -> None:
        """People who belong to the network and would like the seats."""
        for number, (person, statement) in enumerate(zip(self.people[32:35], STATEMENTS, strict=False), 1):
            email = f"candidate{number}@demonstration.example"
            account = open_account(person=person, email=email, by=self.manager, roles=["member"])
            stand(election=election, by=account, statement=statement)

    def young_leaders(self, name: str) -> None:
        """Appointed, and short of people."""
        leaders = self._found(
            date(2026, 2, 2), name=name, kind=Group.Kind.COUNCIL, seats=9, term_months=12,
            seating=Group.Seating.APPOINTED, is_public=True, answers="the board", answered_by=self.administrator,
            purpose="Students and residents who say what the network should be for those who come next.",
        )  # fmt: skip
        self._seat(leaders, self.people[12:18], date(2026, 2, 2), date(2027, 2, 1))

    def circle(self, name: str) -> None:
        """Open to whoever wants to come."""
        circle = self._found(
            date(2026, 5, 4), name=name, kind=Group.Kind.CIRCLE, seating=Group.Seating.OPEN,
            is_public=True, division=Place.Division.MOUNTAIN,
            purpose="Colleagues in the Mountain states who meet, mostly online, and help one another.",
        )  # fmt: skip
        self._seat(circle, self.people[20:26], date(2026, 5, 4), None)
        member = Account.objects.filter(demonstration=True, grants__role="member").first()
        if member is not None:
            join_group(group=circle, by=member)

    def panel(self, name: str) -> None:
        """One recommendation refused and replied to, one accepted in part, one that waits longer than was promised."""
        panel = self._found(
            date(2025, 9, 8), name=name, kind=Group.Kind.PANEL, seats=7, is_public=True,
            seating=Group.Seating.APPOINTED, answers="the board", answered_by=self.administrator, answer_days=60,
            purpose="Advises those who decide, and is owed an answer to whatever it recommends.",
        )  # fmt: skip
        self._seat(panel, self.people[26:32], date(2025, 9, 8), None)
        stipend = self._recommend(
            panel, date(2026, 2, 9), "Pay members of panels for their time",
            "Advice is work. A stipend for each meeting lets those come who cannot give an evening for nothing.",
        )  # fmt: skip
        with on(date(2026, 3, 20)):
            answer_recommendation(
                recommendation=stipend, answer=Recommendation.Answer.REFUSED, by=self.administrator,
                reason="This year's budget is spent. We will pay travel and child care from April on.",
            )  # fmt: skip
        with on(date(2026, 4, 6)):
            reply_to_answer(
                recommendation=stipend, by=self.manager,
                reply="Travel and child care help. We ask that the next budget names the stipend before it is closed.",
            )  # fmt: skip
        names = self._recommend(
            panel, date(2026, 5, 11), "Ask for names as people use them",
            "Forms ask for a first, middle and last name. Many of us have two family names or one name.",
        )  # fmt: skip
        with on(date(2026, 6, 15)):
            answer_recommendation(
                recommendation=names, answer=Recommendation.Answer.IN_PART, by=self.administrator,
                reason="Forms on paper change when the present ones are used up.",
                changed="The platform keeps names as people write them, and former names beside them.",
            )  # fmt: skip
        self._recommend(
            panel, date(2026, 8, 24), "Publish who was refused a scholarship, in totals",
            "Without totals of those refused nobody can see whether a rule keeps some people out more than others.",
        )  # fmt: skip

    def _recommend(self, group: Group, day: date, title: str, text: str) -> Recommendation:
        with on(day):
            drafted = make_recommendation(group=group, title=title, text=text, by=self.manager)
            return send_recommendation(recommendation=drafted, by=self.manager)

    def _plan(self, group: Group, day: date, title: str, points: tuple[str, ...]) -> Meeting:
        starts_at = datetime(day.year, day.month, day.day, 19)
        meeting = plan_meeting(
            group=group, title=title, starts_at=starts_at, zone=ZONE, where="Online", by=self.manager, minutes_long=90
        )
        set_agenda(meeting=meeting, points=[AgendaPoint(title=point) for point in points], by=self.manager)
        return meeting

    def _meeting(self, group: Group, day: date, title: str, points: tuple[str, ...]) -> Meeting:
        """Planned four weeks ahead, held with one member excused."""
        with on(day - timedelta(days=28)):
            meeting = self._plan(group, day, title, points)
        with on(day + timedelta(days=1)):
            seats = group.memberships.on(day).order_by("pk").values_list("person", flat=True)
            came = dict.fromkeys(seats, "present")
            if len(came) > len(ROLES) and points[0] != "Mentoring by region":
                came[max(came)] = "excused"
            return take_attendance(meeting=meeting, came=came, by=self.manager)

    def _decide(self, meeting: Meeting, text: str, due: int = 0, **votes: int) -> Decision:
        """Record a decision and write the minutes."""
        with on(meeting.starts_at.date() + timedelta(days=1)):
            decision = record_decision(
                meeting=meeting, text=text, by=self.manager, how="vote" if votes else "consensus",
                vote=Vote(**votes) if votes else None, agenda_item=meeting.agenda.first(),
                due_on=today() + timedelta(days=due) if due else None,
            )  # fmt: skip
            write_minutes(meeting=meeting, by=self.manager, minutes=f"We talked about both points.\n\n- {text}")
        return decision
