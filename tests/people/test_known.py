"""Every table that points at a person is declared, so that a merge forgets none."""

from django.apps import apps

from bigtent.ledger.declarations import declared
from bigtent.people.models import Person

THE_MERGE_ITSELF = {("people.Merge", "kept"), ("people.Merge", "merged")}


def test_every_table_that_holds_something_of_a_person_is_declared():
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }
    known = {(known.model, known.field) for known in declared("KNOWN")}
    assert pointing - known - THE_MERGE_ITSELF == set()


def test_every_declaration_names_a_field_that_points_at_a_person():
    for known in declared("KNOWN"):
        model = apps.get_model(known.model)
        assert model._meta.get_field(known.field).related_model is Person
        for name in known.unique:
            model._meta.get_field(name)
