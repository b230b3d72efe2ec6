"""The member of the demonstration gives time: she signs the agreement, is cleared, and is on the roster of experts.
And what staff write to her part of the country, in two languages."""

from datetime import date, timedelta

from django.db import transaction

from bigtent.ledger.clock import living_at
from bigtent.outreach.models import Message
from bigtent.outreach.services import keep_audience, schedule_message, send_message, send_test, write_message
from bigtent.people.models import Account, Agreement, Check, Expertise, ExpertUse, VolunteerRole
from bigtent.people.services import (
    draft_agreement,
    publish_agreement,
    record_checks,
    record_use,
    set_expertise,
    sign_agreement,
)
from bigtent.project.demo.together import on

SPOKE = "Panel on rural practice at the fall meeting"
REGION = "mountain"
EVENING, CALL = "Evening for the Mountain states", "Call for mentors in surgery"


def give_time(*, member: Account, manager: Account) -> None:
    """The agreement published, signed for two roles; training done, a background check still under way."""
    if Agreement.objects.exists():
        return
    with transaction.atomic():
        _give_time(member, manager)


def _give_time(member: Account, manager: Account) -> None:
    with on(date(2026, 9, 1)):
        agreement = draft_agreement(by=manager)
        publish_agreement(agreement=agreement, by=manager)
    with on(date(2026, 9, 14)):
        roles = [VolunteerRole.MENTOR, VolunteerRole.SPEAKER]
        sign_agreement(agreement=agreement, roles=roles, signed_as=member.person.name, language="en", by=member)
        record_checks(
            people=[member.person], kind=Check.Kind.TRAINING, state=Check.State.PASSED, on=date(2026, 9, 10), by=manager
        )
        record_checks(
            people=[member.person], kind=Check.Kind.BACKGROUND, state=Check.State.ASKED, on=date(2026, 9, 14),
            by=manager,
        )  # fmt: skip
        facts = {
            "field": "Family medicine in rural places", "sector": Expertise.Sector.CARE, "speaks": True,
            "reviews": True, "testifies": False, "languages": "English, Spanish",
        }  # fmt: skip
        entry = set_expertise(by=member, facts=facts, lived="", allows=[("outreach", True, "people.expertise")])
    with on(date(2026, 10, 20)):
        record_use(expertise=entry, kind=ExpertUse.Kind.SPOKE, on=date(2026, 10, 16), what=SPOKE, by=manager)


def write_to_a_region(*, manager: Account) -> None:
    """One message sent to a part of the country, one that is still being written."""
    evening = Message.objects.filter(name=EVENING, demonstration=True).first()
    with on(date(2026, 11, 9)):
        if evening is None:
            mountain = keep_audience(name="Mountain states", criteria=f"region={REGION}", by=manager)
            evening = write_message(message=_evening(mountain), by=manager)
        if evening.state == Message.State.DRAFT:
            send_test(message=evening, by=manager)
            schedule_message(message=evening, by=manager)
    evening.refresh_from_db()
    if evening.state in (Message.State.SCHEDULED, Message.State.SENDING):
        with living_at(evening.send_at + timedelta(minutes=1)):
            send_message(key=evening.key, by=manager)
    if not Message.objects.filter(name=CALL, demonstration=True).exists():
        write_message(message=Message(name=CALL, audience=evening.audience, **_CALL), by=manager)


def _evening(audience) -> Message:
    return Message(
        name=EVENING,
        audience=audience,
        subject_en="An evening in December",
        body_en=(
            "Dear {given_name},\n\non **December 10** the circle of the Mountain states meets online, from 6 to 7 in "
            "the evening. We speak about finding classmates whose address we lost.\n\nCan you come?"
        ),
        subject_es="Una tarde de diciembre",
        body_es=(
            "Un cordial saludo, {given_name}:\n\nel **10 de diciembre** se reúne en línea el círculo de los estados "
            "de las Montañas, de 6 a 7 de la tarde. Hablaremos de cómo encontrar a colegas cuya dirección perdimos."
            "\n\n¿Puede venir?"
        ),
        choices=[{"en": "I can come", "es": "Puedo ir"}, {"en": "I cannot come", "es": "No puedo ir"}],
    )


_CALL = {
    "subject_en": "Students ask for mentors in surgery",
    "body_en": "Dear {given_name},\n\nmore students want to become surgeons than we have mentors for.",
}
