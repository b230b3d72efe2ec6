"""What finding tells the rest of the network: its figures, what is due, what is held of a person."""

from datetime import date

import pytest
from django.urls import reverse

from bigtent.alumni.declares import KNOWN, MEASURES, due_finding
from bigtent.alumni.models import Link, LinkDecision
from bigtent.alumni.services import confirm_links, confirm_sure_links, refuse_links, undo_decision
from bigtent.ledger.clock import today
from tests.alumni.registries import make_alumna, make_link, make_registry


def measured(name, on=None):
    measure = next(measure for measure in MEASURES if measure.name == name)
    return measure.compute(on or today())


@pytest.fixture
def decided(manager):
    """One found, one refused, two waiting, one without any candidate."""
    found, refused, waiting, also = (make_link() for _ in range(4))
    make_link(person=waiting.person, rank=2)
    confirm_links(links=[found], by=manager)
    refuse_links(links=[refused], by=manager)
    make_alumna()
    return found, also


def test_the_measures(decided):
    assert measured("alumni-found").value == 1
    assert measured("alumni-found").of == 5
    assert measured("alumni-reviewed").value == 2
    assert measured("links-waiting").value == 2


def test_people_confirmed_together_were_not_looked_at(decided, manager):
    make_link(probability=0.995)
    make_link(probability=0.997)
    confirm_sure_links(by=manager)
    assert measured("alumni-found").value == 3
    assert measured("alumni-reviewed").value == 2
    page = manager.client.get(reverse("alumni:links"), {"state": "looked-at"})
    assert set(page.context["page"]) == set(Link.objects.looked_at())
    assert len(page.context["page"]) == 2


def test_an_answer_that_was_undone_does_not_count(decided, manager):
    undo_decision(decision=LinkDecision.objects.get(kind="refuse"), by=manager)
    assert measured("alumni-reviewed").value == 1


def test_the_measures_of_an_earlier_day(decided):
    before = date(2026, 11, 21)
    assert measured("alumni-found", before).value == 0
    assert measured("links-waiting", before).value == 4


def test_every_measure_opens_to_its_rows(decided, manager):
    for measure in MEASURES:
        assert manager.client.get(f"{reverse(measure.url)}?{measure.query}").status_code == 200


def test_what_is_due_for_whom(manager, reviewer, member):
    make_link(probability=0.8)
    make_link(probability=0.3)
    make_link(probability=0.995)
    make_registry(name="Nurses")
    titles = [due.title for due in due_finding(manager)]
    assert titles[:2] == ["1 likely match to review", "1 sure match to confirm"]
    assert any("Nurses" in title and "not searched yet" in title for title in titles)
    assert [due.title for due in due_finding(reviewer)] == ["1 likely match to review"]
    assert list(due_finding(member)) == []


def test_each_due_item_opens(manager):
    make_link(probability=0.8)
    make_link(probability=0.995)
    make_registry(name="Nurses")
    for due in due_finding(manager):
        assert manager.client.get(due.url).status_code == 200


def test_a_registry_that_was_searched_is_not_due(manager):
    make_link(probability=0.1)
    assert list(due_finding(manager)) == []


def test_a_profile_shows_the_entry_to_the_person_and_to_staff(decided, reviewer, member):
    found, waiting = decided
    show = next(known.show for known in KNOWN if known.model == "alumni.Link")
    lines = list(show(found.person, reviewer))
    assert lines[0][0] == f"Found as {found.entry}"
    assert lines[0][2].startswith("Providers, ")
    assert list(show(waiting.person, reviewer))[0][0] == "Waiting at the finding desk"
    assert list(show(found.person, member)) == []
