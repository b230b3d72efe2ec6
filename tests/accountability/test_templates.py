"""The plans that come with the product."""

import pytest
from django.urls import reverse

from bigtent.accountability.plan_templates import plan_templates
from bigtent.ledger.declarations import declared


@pytest.mark.parametrize(
    ("key", "approaches"),
    [
        ("association-equity-plan", [4, 2, 4, 3, 3]),
        ("policy-partnerships", [6, 3]),
        ("mentorship-network", [3, 3]),
    ],
)
def test_they_hold_every_promise_of_their_source(key, approaches):
    template = plan_templates()[key]
    assert [len(approach.actions) for approach in template.approaches] == approaches
    assert template.source.startswith("After ")


def test_every_page_and_every_figure_they_name_is_one_of_the_product():
    measures = {measure.name for measure in declared("MEASURES")}
    for template in plan_templates().values():
        for action in template.actions:
            assert set(action.measures) <= measures
            assert not action.page or reverse(action.page)


def test_six_promises_at_least_are_shown_by_a_figure():
    bound = [action for template in plan_templates().values() for action in template.actions if action.measures]
    assert len(bound) >= 6
