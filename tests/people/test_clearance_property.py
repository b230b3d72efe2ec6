"""Whatever happened to agreements, signatures and checks: on every day those are cleared who were, told two ways.

The oracle keeps a plain diary and asks it day by day; it shares nothing with the tables.
"""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bigtent.people.clearance import clearances
from bigtent.people.errors import PeopleError
from bigtent.people.models import Person, Signature
from bigtent.people.services import (
    draft_agreement,
    end_signature,
    publish_agreement,
    record_checks,
    sign_agreement,
    take_back_end,
)
from bigtent.people.services.volunteering import months_after
from tests.factories import make_account

pytestmark = pytest.mark.django_db
ROLES = {"mentor": {"training", "background"}, "caller": {"training"}, "speaker": set()}
HISTORIES, ACTS, BEGAN = 10, 24, datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("America/New_York"))


class Diary:
    """What happened, each with its day: versions (number, anew), signatures by role, checks by kind."""

    def __init__(self):
        self.versions, self.signed, self.ended, self.checks = [], [], [], []

    def is_cleared(self, role, day):
        signed = [one for one in self.signed if one[0] <= day and one[1] == role]
        if not signed or any(on <= day and number == signed[-1][4] for on, number in self.ended):
            return False
        _on, _role, version, until, _number = signed[-1]
        anew = max((number for on, number, anew in self.versions if on <= day and anew), default=0)
        return version >= anew and until >= day and all(self.is_checked(kind, day) for kind in ROLES[role])

    def is_checked(self, kind, day):
        found = [one for one in self.checks if one[0] <= day and one[1] == kind]
        if not found:
            return False
        _on, _kind, state, until = found[-1]
        return (state == "passed" and (until is None or until >= day)) or (
            state == "asked" and until is not None and until >= day
        )


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_the_list_the_reasons_and_the_diary_agree(seed, administrator, settings):
    draw, her, diary = random.Random(seed), make_account(), Diary()
    settings.NOW, settings.NETWORK_TIME_ZONE = BEGAN, "America/New_York"
    for _act in range(ACTS):
        settings.NOW += timedelta(days=draw.randint(1, 40))
        act(draw, her, administrator, diary, settings.NOW.date())
    for back in draw.sample(range((settings.NOW - BEGAN).days + 60), 12):
        day = settings.NOW.date() + timedelta(days=60 - back)
        cleared = {role for role in ROLES if Person.objects.cleared(role, day).filter(pk=her.person_id).exists()}
        reasons = clearances(Signature.objects.standing(day).filter(person=her.person), day)
        assert cleared == {role for role in ROLES if diary.is_cleared(role, day)}, (seed, day)
        assert cleared == {one.signature.role for one in reasons if one.is_cleared}, (seed, day)


def act(draw, her, staff, diary, day):
    """One thing that may happen; what is refused is not in the diary."""
    try:
        draw.choices([publish, sign, end, go_on, check], [3, 6, 1, 1, 6])[0](draw, her, staff, diary, day)
    except PeopleError:
        return


def publish(draw, her, staff, diary, day):
    made = draft_agreement(by=staff)
    made.sign_anew, made.valid_months = draw.random() < 0.4, draw.choice([3, 12, 24])
    made.save()
    publish_agreement(agreement=made, by=staff)
    diary.versions.append((day, made.number, made.sign_anew))


def sign(draw, her, staff, diary, day):
    role, version = draw.choice(list(ROLES)), diary.versions[-1][1] if diary.versions else None
    if version is None:
        return
    agreement = Signature._meta.get_field("agreement").related_model.objects.get(number=version)
    made = sign_agreement(agreement=agreement, roles=[role], signed_as=her.person.name, language="en", by=her)[0]
    held = [one for one in diary.signed if one[1] == role and not any(n == one[4] for _on, n in diary.ended)]
    early = held and day <= held[-1][3] <= day + timedelta(days=30)
    until = months_after(held[-1][3] if early else day, agreement.valid_months)
    diary.signed.append((day, role, version, until, made.pk))


def end(draw, her, staff, diary, day):
    if held := list(Signature.objects.in_force()):
        chosen = draw.choice(held)
        end_signature(signature=chosen, by=her)
        diary.ended.append((day, chosen.pk))


def go_on(draw, her, staff, diary, day):
    """Taken back, it is as if it had never ended."""
    if diary.ended:
        number = diary.ended[-1][1]
        take_back_end(signature=Signature.objects.get(pk=number), by=her)
        diary.ended = [one for one in diary.ended if one[1] != number]


def check(draw, her, staff, diary, day):
    kind, state = draw.choice(["training", "background"]), draw.choice(["asked", "passed", "passed", "not_passed"])
    until = day + timedelta(days=draw.randint(0, 120)) if state == "passed" and draw.random() < 0.7 else None
    record_checks(people=[her.person], kind=kind, state=state, on=day, until_on=until, by=staff)
    before = [one for one in diary.checks if one[1] == kind]
    if state == "asked" and before and before[-1][2] != "not_passed" and before[-1][3] and before[-1][3] >= day:
        until = before[-1][3]
    diary.checks.append((day, kind, state, until))
