"""Merge, 24 edits, undo: whatever is held of people over all rooms, nothing is lost and nothing doubled."""

import os
from random import Random

import pytest
from django.apps import apps

from bigtent.ledger.declarations import declared
from bigtent.people.services import merge_people, undo_merges
from tests.factories import make_person
from tests.people.drawn_rows import Drawer
from tests.people.merge_trials import Trial, snapshot

pytestmark = pytest.mark.django_db
# BIGTENT_MERGE_TRIALS=36 tries more.
TRIALS = int(os.environ.get("BIGTENT_MERGE_TRIALS", "18"))


@pytest.mark.parametrize("seed", range(TRIALS))
def test_every_row_is_where_it_was_but_for_the_edits(seed):
    trial = Trial(seed)
    trial.run()
    assert trial.faults() == []


def test_rows_of_every_table_are_drawn():
    people = [make_person() for _ in range(12)]
    drawer = Drawer(Random(1), people)
    for person in people:
        drawer.everything_of(person)
    assert {known.model for known in declared("KNOWN")} - drawer.made == {"people.Person"}


def test_a_loss_would_be_found():
    trial = Trial(1)
    row = next(row for row in trial.expected if row[0] == "people.ContactPoint")
    apps.get_model(row[0]).objects.filter(pk=row[1]).delete()
    assert trial.faults() == [f"lost: {row}"]


def test_merged_and_undone_without_an_edit_all_is_as_it_was():
    trial = Trial(2)
    before = snapshot()
    merges = merge_people(
        pairs=[(trial.people[0], other) for other in trial.people[1:]], by=None, reason="", choices={"account": "kept"}
    )
    assert snapshot() != before
    undo_merges(merges=merges, by=None)
    assert snapshot() == before
