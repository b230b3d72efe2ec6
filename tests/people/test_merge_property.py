"""Whatever is merged, in whatever order and shape: undoing it restores every row."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bigtent.people.models import Consent, ContactPoint, Merge, Person
from bigtent.people.services import merge_people, undo_merges
from tests.factories import make_account, make_affiliation, make_organization, make_person, make_place
from tests.people.rows import everything

ADDRESSES = st.lists(st.sampled_from(["a@example.org", "b@example.org", "c@example.org"]), unique=True)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "given_name": st.sampled_from(["Ana", "Anna", "A."]),
            "family_name": st.sampled_from(["Reyes", "Reyes-Cole", "Cole"]),
            "name_source": st.sampled_from(["self", "staff", "roster"]),
            "credential": st.sampled_from(["", "M.D."]),
            "place_source": st.sampled_from(["self", "registry"]),
            "placed": st.booleans(),
            "addresses": ADDRESSES,
            "offers": st.lists(st.sampled_from(["mentor", "speak"]), unique=True),
            "answers": st.dictionaries(st.sampled_from(["directory", "press"]), st.booleans()),
            "year": st.sampled_from([None, 1999, 2004]),
        }
    ),
    min_size=2,
    max_size=6,
)


class MergeThenUndo(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(people=PEOPLE, wishes=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6), data=st.data())
    def test_every_row_is_restored(self, people, wishes, data):
        school = make_organization()
        made = [make(facts, school) for facts in people]
        make_account(person=made[0])
        before = everything()
        for kept, merged in wishes:
            merge_if_possible(made, kept, merged)
        assert_nothing_lost(people)
        merges = data.draw(st.permutations(list(Merge.objects.all())))
        undo_merges(merges=merges, by=None)
        assert everything() == before


def make(facts, school):
    facts = dict(facts)
    addresses, answers, year = facts.pop("addresses"), facts.pop("answers"), facts.pop("year")
    person = make_person(place=make_place() if facts.pop("placed") else None, **facts)
    ContactPoint.objects.bulk_create(
        ContactPoint(person=person, kind="email", value=value, source="roster") for value in addresses
    )
    Consent.objects.bulk_create(Consent(person=person, purpose=p, given=yes) for p, yes in answers.items())
    if year:
        make_affiliation(person=person, organization=school, class_year=year)
    return person


def merge_if_possible(made, kept, merged):
    """Both records must still stand for themselves."""
    free = set(Person.objects.current().values_list("pk", flat=True))
    if kept != merged and max(kept, merged) < len(made) and {made[kept].pk, made[merged].pk} <= free:
        merge_people(pairs=[(made[kept], made[merged])], by=None, reason="drawn")


def assert_nothing_lost(people):
    """Each address that somebody had is still somebody's who stands for herself or was merged."""
    assert ContactPoint.objects.count() == sum(len(facts["addresses"]) for facts in people)
    current = ContactPoint.objects.filter(person__merged_into__isnull=True).values_list("value", flat=True)
    assert set(current) == {value for facts in people for value in facts["addresses"]}
