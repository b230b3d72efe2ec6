"""Words that stand nowhere but with one person, and who may be read by whom, said once more, plainly."""

import re

from bigtent.accountability.models import Action
from bigtent.mentoring.models import Mentee, Mentor
from bigtent.people.models import Affiliation, Consent, ContactPoint, Merge, Person
from tests.factories import make_consent, make_contact_point

MARK = re.compile(r"(Family|Given|Formerly|Credit|Story|mail|wish)x(\d+)x")
WITHHELD = ("former_name", "credential", "about")


def mark_everybody(scene) -> None:
    """Everybody but the cast gets words of her own; those in the directory withhold some; nobody owns nothing."""
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
    for pk in in_directory():
        for datum in WITHHELD:
            make_consent(person=Person.objects.get(pk=pk), purpose="directory", datum=f"people.{datum}", given=False)


def shown_in(text: str) -> set[tuple[str, int]]:
    """Which words of whom stand in a text."""
    return {(word, int(pk)) for word, pk in MARK.findall(text)}


def may_be_read(scene) -> dict[str, set[int]]:
    """Whom each role may read; `everybody` are all who have words of their own."""
    everybody = set(ContactPoint.objects.values_list("person", flat=True))
    return {
        "visitor": set(),
        "stranger": set(),
        "member": in_directory(),
        "of-part": _of_part(scene.of_part),
        "everybody": everybody,
    }


def in_directory() -> set[int]:
    return set(Consent.objects.given_to("directory").values_list("person", flat=True))


def _of_part(account) -> set[int]:
    allowed = in_directory() | {account.person_id}
    for _role, part in account.held:
        kind, _colon, number = part.partition(":")
        if kind == "school":
            allowed |= set(Affiliation.objects.filter(organization=number).values_list("person", flat=True))
        else:
            for model in (Mentor, Mentee):
                allowed |= set(model.objects.filter(program=number).values_list("person", flat=True))
    return allowed | set(Merge.objects.filter(kept__in=allowed).values_list("merged", flat=True))
