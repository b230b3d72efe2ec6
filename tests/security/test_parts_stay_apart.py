"""Who manages a part of the network names things of another part in the forms of her own: nothing comes of it."""

import pytest
from django.urls import reverse

from bigtent.mentoring.models import MatchRound, Pairing
from bigtent.people.models import Organization
from tests.security.scene import make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(manager, administrator):
    return make_scene(manager, administrator)


@pytest.fixture
def hers(scene):
    """The key of a round of her own program."""
    return scene.arguments["mentoring:round"][0]


@pytest.fixture
def foreign(scene):
    """A pair of another program."""
    return Pairing.objects.filter(proposal__match_round__key=scene.arguments["mentoring:round@other program"][0])[0]


@pytest.mark.parametrize("verb", ["lock", "unlock", "block", "unblock"])
def test_a_pair_of_another_program_is_not_decided(scene, hers, foreign, verb):
    told = {"mentee": foreign.mentee_id, "mentor": foreign.mentor_id, "reason": "Mine"}
    assert scene.of_part.client.post(reverse(f"mentoring:{verb}", args=[hers]), told).status_code == 404


def test_nor_looked_at_nor_ended(scene, hers, foreign):
    client = scene.of_part.client
    assert client.get(reverse("mentoring:pairing", args=[hers, foreign.pk])).status_code == 404
    assert client.post(reverse("mentoring:end-pairing", args=[hers, foreign.pk])).status_code == 404
    foreign.refresh_from_db()
    assert foreign.ended_on is None


def test_no_round_of_another_program_is_opened(scene, foreign):
    told = {"name": "Taken", "program": foreign.mentee.program_id}
    scene.of_part.client.post(reverse("mentoring:rounds"), told)
    assert not MatchRound.objects.filter(name="Taken").exists()


def test_no_history_of_another_part_is_read(scene, foreign):
    rows = [
        ("mentoring.pairing", foreign.pk),
        ("mentoring.mentor", foreign.mentor_id),
        ("mentoring.mentee", foreign.mentee_id),
        ("mentoring.mentoringprogram", foreign.mentee.program.key),
        ("mentoring.matchround", scene.arguments["mentoring:round@other program"][0]),
        ("people.person", scene.arguments["people:person@outside her school"][0]),
        ("people.bulkedit", scene.arguments["people:bulk_edit"][0]),
        ("people.organization", Organization.objects.first().key),
        ("alumni.rosterfile", scene.arguments["alumni:roster"][0]),
        ("ledger.job", scene.arguments["ledger:job"][0]),
    ]
    pages = [reverse("ledger:history", args=row) for row in rows]
    assert {scene.of_part.client.get(page).status_code for page in pages} == {404}


def test_no_data_of_somebody_outside_leave(scene):
    page = reverse("people:data_of", args=[scene.arguments["people:person@outside her school"][0]])
    assert scene.of_part.client.post(page, {"form": "json", "reason": "Letter"}).status_code == 404
