"""Events of the demonstration: one that is over, with who came; several to come, one of them full."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from bigtent.gatherings.models import Event, Series
from bigtent.gatherings.services.attending import give_certificates, note_attendance
from bigtent.gatherings.services.planning import Speaker, Time, plan_event
from bigtent.gatherings.services.publishing import add_recording, publish_event
from bigtent.gatherings.services.registering import register
from bigtent.gatherings.services.repeating import Repeat, plan_series, publish_series
from bigtent.people.models import Account, ContactPoint, Person, Purpose, Topic
from bigtent.project.demo.together import on

EASTERN, MOUNTAIN = "America/New_York", "America/Denver"
MOST = 60


def gather_people(*, member: Account, manager: Account) -> None:
    """Each event with all that happened at it at once, so that what was cut off is not done again by half."""
    guests = Guests()
    for plan in (_clinics_that_stay, _evening_for_the_mountains, _mentors_training, _calling_classmates, _city_hearing):
        with transaction.atomic():
            plan(manager, member, guests)
    with transaction.atomic():
        _office_hours(manager)


class Guests:
    """People who agreed to news and have an address, each with hers."""

    def __init__(self) -> None:
        willing = Person.objects.filter(demonstration=True, account=None).consenting_to(Purpose.OUTREACH)
        points = ContactPoint.objects.in_use().filter(person__in=willing.order_by("pk")[: 3 * MOST])
        found = points.best_addresses()
        people = Person.objects.in_bulk(list(found)[:MOST])
        self.known = [(person, found[pk]) for pk, person in people.items()]

    def register_for(self, event: Event, first: int, count: int) -> list[int]:
        """So many register, from the first link to the latest; the numbers of their registrations."""
        slots, rows = list(event.slots.all()), []
        for place, (person, address) in enumerate(self.known[first : first + count]):
            slot = slots[place % len(slots)]
            rows.append(register(slot=slot, name=person.name, email=address, person=person).registration.pk)
        return rows


def _planned(title: str, on_day: date, manager: Account, times: Sequence[Time], **details) -> Event | None:
    """The published event; None where it stands already."""
    if Event.objects.filter(title=title, demonstration=True).exists():
        return None
    topics = Topic.objects.filter(code__in=details.pop("topics", ()))
    with on(on_day):
        event = plan_event(title=title, times=times, by=manager, topics=topics, **details)
        return publish_event(event=event, by=manager)


def _clinics_that_stay(manager: Account, member: Account, guests: Guests) -> None:
    event = _planned(
        "Clinics that stay", date(2026, 9, 21), manager, [Time(datetime(2026, 10, 15, 19, 0), 60)],
        kind="webinar", zone=EASTERN, mode="online", join_link="https://meet.demonstration.example/clinics-that-stay",
        host="Ozella Merritt Foundation", cohosts=["Cedar & Gable Community Clinics"], capacity=200,
        captions=True, languages=["en", "es"], gives_certificate=True, hours=1, asks_questions=True,
        topics=("primary-care", "access-to-care"),
        panel=[
            Speaker(name="Imani Overstreet", credentials="MD", organization="Cedar & Gable Community Clinics",
                    about="Leads four clinics that kept their doors open."),
            Speaker(name="Joaquín Belmonte", credentials="MPH", organization="Larkspur Policy Workshop",
                    about="Reads what states pay for primary care."),
            Speaker(name="Thandeka Marsh", role="moderator", about="Second-year student of medicine."),
        ],
        text="Four clinics tell how they stayed when others closed: money, people, and who helped.",
    )  # fmt: skip
    if event is None:
        return
    with on(date(2026, 10, 1)):
        rows = guests.register_for(event, 0, 30)
        rows.append(register(slot=event.slots.get(), name=member.person.name, email=member.email, person=member.person,
                             by=member).registration.pk)  # fmt: skip
    with on(date(2026, 10, 16)):
        came = {pk: "no" if place % 5 == 4 else "yes" for place, pk in enumerate(rows)}
        note_attendance(slot=event.slots.get(), came=came, by=manager)
        give_certificates(event=event, by=manager)
        add_recording(
            event=event, link="https://video.demonstration.example/clinics-that-stay", by=manager,
            transcript="Thandeka Marsh: Welcome. We begin with the clinic on Cedar Street.",
        )  # fmt: skip


def _evening_for_the_mountains(manager: Account, member: Account, guests: Guests) -> None:
    event = _planned(
        "Evening for the Mountain states", date(2026, 11, 9), manager, [Time(datetime(2026, 12, 10, 18, 0), 60)],
        kind="meet_up", zone=MOUNTAIN, mode="online", join_link="https://meet.demonstration.example/mountain-evening",
        host="Ozella Merritt Foundation", topics=("workforce-diversity",), captions=True,
        text="The circle of the Mountain states invites everybody: finding classmates whose address we lost.",
    )  # fmt: skip
    if event is not None:
        with on(date(2026, 11, 12)):
            guests.register_for(event, 5, 12)
            slot = event.slots.get()
            register(slot=slot, name=member.person.name, email=member.email, person=member.person, by=member)


def _mentors_training(manager: Account, member: Account, guests: Guests) -> None:
    """Twelve places, and more who want one."""
    event = _planned(
        "Being a mentor: an afternoon to begin", date(2026, 11, 2), manager, [Time(datetime(2026, 12, 5, 13, 0), 180)],
        kind="training", zone=EASTERN, mode="hybrid", where="Tamarind Street Health Center, Room 2, Nashville, TN",
        join_link="https://meet.demonstration.example/mentors", host="Ozella Merritt Foundation",
        capacity=12, access="Step-free; a quiet room next door.", gives_certificate=True, hours=3,
        topics=("career-development",),
        text="How to listen, what to promise, where a mentor's task ends.",
    )  # fmt: skip
    if event is not None:
        with on(date(2026, 11, 10)):
            guests.register_for(event, 12, 16)


def _calling_classmates(manager: Account, member: Account, guests: Guests) -> None:
    times = [Time(datetime(2026, 12, day, 18, 30), 90, places=20) for day in (1, 3, 8)]
    event = _planned(
        "Calling classmates we lost", date(2026, 11, 16), manager, times, kind="phonebank", zone=EASTERN,
        mode="online", join_link="https://meet.demonstration.example/calls", host="Ozella Merritt Foundation",
        text="Fifteen minutes to learn how, then calls in pairs. Choose the evening that suits you.",
    )  # fmt: skip
    if event is not None:
        with on(date(2026, 11, 18)):
            guests.register_for(event, 20, 18)


def _city_hearing(manager: Account, member: Account, guests: Guests) -> None:
    _planned(
        "Hearing on money for neighborhood clinics", date(2026, 11, 17), manager,
        [Time(datetime(2027, 1, 14, 10, 0), 120)], kind="hearing", zone=EASTERN, mode="in_person",
        where="Quilt City, town hall", host="Quilt City Food and Health Council", registering="elsewhere",
        external_link="https://quilt-city.demonstration.example/hearing", topics=("health-policy",),
        text="Whoever wants to speak signs up with the council. Come to listen, too.",
    )  # fmt: skip


def _office_hours(manager: Account) -> None:
    """One evening a month, of which the first is announced."""
    title = "Office hour for students"
    if Series.objects.filter(title=title, demonstration=True).exists():
        return
    with on(date(2026, 11, 19)):
        series = plan_series(
            title=title, kind="meet_up", zone=EASTERN, times=[Time(datetime(2026, 12, 8, 18, 0), 60)],
            repeat=Repeat("months", times=4), host="Ozella Merritt Foundation", by=manager,
            join_link="https://meet.demonstration.example/office-hour", text="Bring whatever is on your mind.",
        )  # fmt: skip
        publish_series(series=series, by=manager)
