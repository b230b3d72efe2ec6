"""Every page of the platform, opened by those who may read few people: nobody else stands on it.

A page that reads people by another way than `visible_to` fails here, because everybody of the scene has words of her
own in every datum. Who may be read is said here once more, plainly.
"""

import re

import pytest
from django.test import Client

from bigtent.accountability.models import Action
from bigtent.mentoring.models import Mentee, Mentor
from bigtent.people.models import Affiliation, Consent, ContactPoint, Merge, Person
from tests.factories import make_consent, make_contact_point
from tests.security.scene import make_scene
from tests.security.test_permission_matrix import ACTS, PAGES, table

pytestmark = pytest.mark.django_db
MARK = re.compile(r"(Family|Given|Formerly|Credit|Story|mail|wish)x(\d+)x")
NAMES = {"Family", "Given"}
WITHHELD = ("former_name", "credential", "about")


@pytest.fixture
def scene(manager, administrator):
    """Everybody but the cast gets words that stand nowhere else; nobody of them owns nothing."""
    scene = make_scene(manager, administrator)
    for person in Person.objects.filter(family_name__startswith="Sample"):
        mark = f"x{person.pk}x"
        person.given_name, person.family_name, person.former_name = f"Given{mark}", f"Family{mark}", f"Formerly{mark}"
        person.credential, person.about = f"Credit{mark}", f"Story{mark}"
        person.save()
        make_contact_point(person=person, value=f"mail{mark}@example.org")
    for model in (Mentor, Mentee):
        for one in model.objects.all():
            model.objects.filter(pk=one.pk).update(text=f"wishx{one.person_id}x")
    Action.objects.update(owner=Person.objects.get(key=scene.arguments["people:person"][0]))
    return scene


def shown_on(client, address) -> set[tuple[str, int]]:
    """Which words of whom stand on the page an address leads to."""
    response = client.get(address)
    body = b"".join(response).decode(errors="replace")
    return {(word, int(pk)) for word, pk in MARK.findall(body)}


def told_of_others(client, scene, allowed: set[int], words=frozenset()) -> set[tuple[str, str, int]]:
    """Each page with the words on it of people who are not allowed, or are allowed with other `words` only."""
    names = (table(PAGES) | table(ACTS)).keys()
    return {
        (name, word, pk) for name in names for word, pk in shown_on(client, scene.address(name))
        if pk not in allowed or (words and word not in words)
    }  # fmt: skip


def in_directory() -> set[int]:
    return set(Consent.objects.given_to("directory").values_list("person", flat=True))


def test_a_visitor_finds_nobody(scene):
    assert told_of_others(Client(), scene, set()) == set()


def test_who_has_no_role_finds_nobody(scene, stranger):
    assert told_of_others(stranger.client, scene, set()) == set()


def test_a_member_finds_those_who_said_yes_without_what_they_withhold(scene, member):
    for pk in in_directory():
        for datum in WITHHELD:
            make_consent(person=Person.objects.get(pk=pk), purpose="directory", datum=f"people.{datum}", given=False)
    assert in_directory()
    assert told_of_others(member.client, scene, in_directory(), NAMES) == set()


def test_a_manager_of_a_part_finds_those_of_her_part(scene):
    allowed = in_directory() | {scene.of_part.person_id}
    for _role, part in scene.of_part.held:
        kind, _colon, number = part.partition(":")
        if kind == "school":
            allowed |= set(Affiliation.objects.filter(organization=number).values_list("person", flat=True))
        else:
            for model in (Mentor, Mentee):
                allowed |= set(model.objects.filter(program=number).values_list("person", flat=True))
    allowed |= set(Merge.objects.filter(kept__in=allowed).values_list("merged", flat=True))
    outside = set(ContactPoint.objects.values_list("person", flat=True)) - allowed
    assert len(outside) > 5
    assert told_of_others(scene.of_part.client, scene, allowed) == set()


def test_the_words_are_found_where_they_may_be(scene, manager):
    """Otherwise the tests above would find nothing anywhere."""
    found = {name for name, _word, _pk in told_of_others(manager.client, scene, set())}
    assert {"people:person", "people:directory", "people:bulk_edit", "mentoring:mentors", "mentoring:students"} <= found
    assert len(found) > 12
